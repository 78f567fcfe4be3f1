import NeuralNetwork

/// The live network of a lesson: what the learner edits, and everything that follows from it.
///
/// A value. Each edit computes one forward and one backward pass; picture, sums, listings and checks read
/// those, so that nothing on the screen can be stale.
package struct Experiment: Sendable {
    /// Whether the network is there for the sake of its function's curve.
    package private(set) var isCurve = false
    /// The network and the input at the start of the step.
    package let start: Start
    package private(set) var network: Network
    package private(set) var input: [Double]
    /// Everything the forward pass computed: products, running sums, z and a.
    package private(set) var pass: ForwardPass
    /// How output 0 changes with every number.
    package private(set) var slopes: Sensitivities
    /// The number in focus.
    package private(set) var cursor: Address?
    /// The numbers that have had the focus in this step.
    package private(set) var visited: Set<Address> = []
    /// The numbers that the learner has marked.
    package private(set) var marked: Set<Address> = []
    /// The inputs that the network is looked at with beside its own; nil where the step has none.
    package let dataSet: DataSet?
    /// What is wanted for the network's own input; nil where nothing is.
    package private(set) var goal: Goal?
    /// Numbers that neither the learner nor training changes.
    package let frozen: Set<Address>
    /// How the loss of the network's own input changes with every number; nil where there is no goal.
    package private(set) var lossSlopes: Sensitivities?
    /// The forward passes of the data set, row by row.
    package private(set) var dataPasses: [ForwardPass] = []
    package private(set) var history = EditHistory()
    /// The neuron that the latest edit, undo or redo put in.
    package private(set) var newest: NeuronPlace?
    /// What was before the latest edit, undo or redo, for showing old values beside new ones.
    private var before: Before?

    package struct Start: Equatable, Sendable {
        package let network: Network
        package let input: [Double]
        package let goal: Goal?
    }

    private struct Before {
        /// The numbers that the edit set.
        let parameters: [Address: Double]
        let pass: ForwardPass
        let loss: Double?
        let lossSlopes: Sensitivities?
        /// Where the numbers of now were then, if a neuron came or went.
        let renumbering: Renumbering?
    }

    /// - Throws: `ShapeError` when the input or a row of the data does not have the network's number of inputs, or
    ///   the goal not as many targets as there are outputs.
    package init(
        network: Network, input: [Double], dataSet: DataSet? = nil, goal: Goal? = nil,
        frozen: Set<Address> = []
    ) throws(ShapeError) {
        start = Start(network: network, input: input, goal: goal)
        if let goal, goal.target.count != network.outputCount {
            throw ShapeError(.targets, expected: network.outputCount, found: goal.target.count)
        }
        self.goal = goal
        self.frozen = frozen
        self.network = network
        self.input = input
        self.dataSet = dataSet
        try dataSet?.check(against: network)
        dataPasses = try dataSet?.passes(through: network) ?? []
        pass = try network.forward(input)
        slopes = network.backward(through: pass, from: 0)
        lossSlopes = goal?.slopes(of: network, through: pass)
    }

    package init(_ preset: Preset) throws(ShapeError) {
        try self.init(network: preset.network, input: preset.input)
    }

    /// The experiment of a function's curve: one neuron with one input, the weight 1 and the bias 0, so that its
    /// input is z and its output the height of the curve.
    package init(curveOf activation: Activation, at z: Double) throws(ShapeError) {
        let neuron = try DenseLayer(weights: Matrix([[1]]), biases: [0], activation: activation)
        try self.init(network: Network(layers: [neuron]), input: [z])
        isCurve = true
    }

    // MARK: Reading

    /// The number at an address; nil where the network has none.
    package func value(of address: Address) -> Double? {
        guard exists(address) else { return nil }
        switch address {
        case .input(let index): return input[index]
        case .weight(let layer, let neuron, let input): return network.layers[layer].weights[neuron, input]
        case .bias(let layer, let neuron): return network.layers[layer].biases[neuron]
        case .target(let index): return goal?.target[index]
        case .learningRate: return goal?.learningRate
        case .product, .preactivation, .activation: return Self.value(of: address, in: pass)
        }
    }

    /// What the number was before the latest edit, undo or redo, if that changed it.
    package func oldValue(of address: Address) -> Double? {
        guard let before, let value = value(of: address) else { return nil }
        let then = before.renumbering.map { $0.before(address) } ?? address
        guard let then else { return nil }
        let old = then.isEditable ? before.parameters[then] : Self.value(of: then, in: before.pass)
        guard let old, old != value, !(old.isNaN && value.isNaN) else { return nil }
        return old
    }

    /// How much output 0 changes when the number grows by one, near where it is: ∂y/∂number.
    package func slope(of address: Address) -> Double? {
        exists(address) ? slopes[address] : nil
    }

    /// How much the loss of the network's own input changes when the number grows by one, near where it is:
    /// ∂L/∂number. Nil where nothing is wanted.
    package func lossSlope(of address: Address) -> Double? {
        exists(address) ? lossSlopes?[address] : nil
    }

    package func exists(_ address: Address) -> Bool {
        switch address {
        case .input(let index): return input.indices.contains(index)
        case .weight(let layer, let neuron, let input), .product(let layer, let neuron, let input):
            return hasNeuron(layer, neuron) && (0..<network.layers[layer].inputCount).contains(input)
        case .bias(let layer, let neuron), .preactivation(let layer, let neuron),
            .activation(let layer, let neuron):
            return hasNeuron(layer, neuron)
        case .target(let index): return goal?.target.indices.contains(index) ?? false
        case .learningRate: return goal?.learningRate != nil
        }
    }

    /// Whether the learner can change the number here.
    package func isEditable(_ address: Address) -> Bool { address.isEditable && !frozen.contains(address) }

    /// All numbers of one kind, layer by layer.
    package func addresses(of kind: Address.Kind) -> [Address] {
        switch kind {
        case .input: return input.indices.map { .input($0) }
        case .target: return goal?.target.indices.map { .target($0) } ?? []
        case .rate: return exists(.learningRate) ? [.learningRate] : []
        case .weight, .bias, .product, .preactivation, .activation: break
        }
        return network.layers.enumerated().flatMap { layer, dense -> [Address] in
            (0..<dense.neuronCount).flatMap { neuron -> [Address] in
                switch kind {
                case .weight:
                    (0..<dense.inputCount).map { .weight(layer: layer, neuron: neuron, input: $0) }
                case .product:
                    (0..<dense.inputCount).map { .product(layer: layer, neuron: neuron, input: $0) }
                case .bias: [.bias(layer: layer, neuron: neuron)]
                case .preactivation: [.preactivation(layer: layer, neuron: neuron)]
                case .activation, .input, .target, .rate:
                    [.activation(layer: layer, neuron: neuron)]
                }
            }
        }
    }

    /// Whether any edit is in force.
    package var isChanged: Bool { !history.done.isEmpty }

    private func hasNeuron(_ layer: Int, _ neuron: Int) -> Bool {
        network.layers.indices.contains(layer) && (0..<network.layers[layer].neuronCount).contains(neuron)
    }

    /// A derived number in a forward pass of this network's shape.
    private static func value(of address: Address, in pass: ForwardPass) -> Double? {
        switch address {
        case .product(let layer, let neuron, let input): pass.layers[layer].products[neuron, input]
        case .preactivation(let layer, let neuron): pass.layers[layer].preactivations[neuron]
        case .activation(let layer, let neuron): pass.layers[layer].activations[neuron]
        case .input, .weight, .bias, .target, .learningRate: nil
        }
    }

    // MARK: Editing

    /// Makes an edit. Changes to one number that follow each other count as one edit, until the focus moves or
    /// something else is edited. Setting a number to what it is changes nothing and counts for nothing.
    package mutating func apply(_ edit: Edit) throws(EditError) {
        if case .select(let address) = edit {
            guard exists(address) else { throw .noSuchNumber(address) }
            return select(address)
        }
        try validate(edit)
        let edit = rewound(edit)
        let inverse = inverse(of: edit)
        guard inverse != edit || edit.countsUnchanged else { return }
        if !history.record(edit, inverse: inverse) { rememberNumbers(setBy: [edit, inverse]) }
        carryOut(edit)
    }

    /// Moves the focus, which ends the run of changes to the number that had it.
    package mutating func select(_ address: Address?) {
        if address != cursor { history.endRun() }
        cursor = address
        if let address { visited.insert(address) }
    }

    /// Takes the latest edit back. False when there is none.
    @discardableResult
    package mutating func undo() -> Bool {
        guard let inverse = history.undo() else { return false }
        rememberNumbers(setBy: [inverse])
        carryOut(inverse)
        return true
    }

    /// Makes the edit again that was taken back last. False when there is none.
    @discardableResult
    package mutating func redo() -> Bool {
        guard let edit = history.redo() else { return false }
        rememberNumbers(setBy: [edit, inverse(of: edit)])
        carryOut(edit)
        return true
    }

    /// Goes back to the start of the step by taking every edit back; redo makes them again.
    package mutating func reset() {
        guard isChanged else { return }
        // Everything is as it was at first: there is nothing older to show.
        before = nil
        while let inverse = history.undo() { change(inverse) }
        newest = nil
        compute()
    }

    private func validate(_ edit: Edit) throws(EditError) {
        switch edit {
        case .assign(let assignments):
            for assignment in assignments {
                guard assignment.address.isEditable else { throw .notEditable(assignment.address) }
                guard exists(assignment.address) else { throw .noSuchNumber(assignment.address) }
                guard assignment.value.isFinite else { throw .notFinite(assignment.address) }
                guard
                    !frozen.contains(assignment.address) || assignment.value == value(of: assignment.address)
                else { throw .frozen(assignment.address) }
            }
        case .activation(let layer, _):
            guard network.layers.indices.contains(layer) else { throw .noSuchLayer(layer) }
        case .add(let neuron): try validate(neuron)
        case .delete(let layer, let neuron):
            guard network.layers.indices.contains(layer) else { throw .noSuchLayer(layer) }
            guard hasNeuron(layer, neuron) else { throw .noSuchNeuron(layer: layer, neuron: neuron) }
            guard network.layers[layer].neuronCount > 1 else { throw .lastNeuron(layer: layer) }
        case .select: break
        case .mark(let addresses, _):
            for address in addresses where !exists(address) { throw .noSuchNumber(address) }
        case .descend:
            guard goal != nil || dataSet?.targets != nil else { throw .noTargets }
            guard goal == nil || exists(.learningRate) else { throw .noLearningRate }
        }
    }

    private func validate(_ neuron: NeuronParts) throws(EditError) {
        guard network.layers.indices.contains(neuron.layer) else { throw .noSuchLayer(neuron.layer) }
        guard (0...network.layers[neuron.layer].neuronCount).contains(neuron.index) else {
            throw .noSuchNeuron(layer: neuron.layer, neuron: neuron.index)
        }
        guard (neuron.weights + neuron.outgoing + [neuron.bias]).allSatisfy(\.isFinite) else {
            throw .notFinite(.bias(layer: neuron.layer, neuron: neuron.index))
        }
        do { try network.checkFit(of: neuron) } catch { throw .doesNotFit(error) }
    }

    /// The edit that puts back what `edit` is about to change.
    private func inverse(of edit: Edit) -> Edit {
        switch edit {
        case .add(let neuron): return .delete(layer: neuron.layer, neuron: neuron.index)
        case .delete(let layer, let neuron): return .add(network.parts(ofLayer: layer, neuron: neuron))
        case .assign(let assignments):
            return .assign(assignments.map { Edit.Assignment($0.address, value(of: $0.address) ?? 0) })
        case .activation(let layer, _):
            return .activation(layer: layer, network.layers[layer].activation)
        case .mark(let addresses, let isOn):
            let changing = addresses.filter { marked.contains($0) != isOn }
            return changing.isEmpty ? edit : .mark(changing, isOn: !isOn)
        case .descend: return .assign(parameters)
        case .select: return edit
        }
    }

    /// Every weight and bias as it is.
    private var parameters: [Edit.Assignment] {
        (addresses(of: .weight) + addresses(of: .bias)).map { Edit.Assignment($0, value(of: $0) ?? 0) }
    }

    private mutating func rememberNumbers(setBy edits: [Edit]) {
        var parameters: [Address: Double] = [:]
        for case .assign(let assignments) in edits {
            for assignment in assignments { parameters[assignment.address] = value(of: assignment.address) }
        }
        before = Before(
            parameters: parameters, pass: pass, loss: loss, lossSlopes: lossSlopes,
            renumbering: edits.lazy.compactMap(Renumbering.init).first)
    }

    private mutating func carryOut(_ edit: Edit) {
        change(edit)
        compute()
    }

    private mutating func change(_ edit: Edit) {
        switch edit {
        case .assign(let assignments):
            for assignment in assignments { set(assignment.address, to: assignment.value) }
        case .activation(let layer, let activation):
            network.setActivation(layer: layer, to: activation)
        // Both were validated, and undo and redo only lead back to where they were possible.
        case .add(let neuron): try? network.insert(neuron)
        case .delete(let layer, let neuron):
            _ = try? network.removeNeuron(fromLayer: layer, neuron: neuron)
        case .mark(let addresses, let isOn):
            if isOn { marked.formUnion(addresses) } else { marked.subtract(addresses) }
        case .descend(let steps): network = trained(network, steps: steps)
        case .select: break
        }
        keepCursor(through: edit)
    }

    /// The focus stays on its number when neurons before it come or go, and leaves one that is gone.
    private mutating func keepCursor(through edit: Edit) {
        newest = nil
        if case .add(let neuron) = edit { newest = NeuronPlace(layer: neuron.layer, neuron: neuron.index) }
        guard let renumbering = Renumbering(edit) else { return }
        marked = Set(marked.compactMap(renumbering.after))
        guard let cursor else { return }
        self.cursor =
            renumbering.after(cursor)
            ?? cursor.neuron.map { place in
                let last = network.layers[place.layer].neuronCount - 1
                return .bias(layer: place.layer, neuron: min(place.neuron, last))
            }
    }

    private mutating func set(_ address: Address, to value: Double) {
        switch address {
        case .input(let index): input[index] = value
        case .weight(let layer, let neuron, let input):
            network.setWeight(layer: layer, neuron: neuron, input: input, to: value)
        case .bias(let layer, let neuron): network.setBias(layer: layer, neuron: neuron, to: value)
        case .target(let index): goal?.target[index] = value
        case .learningRate: goal?.learningRate = value
        case .product, .preactivation, .activation: break
        }
    }

    /// The one forward and backward pass after an edit.
    private mutating func compute() {
        // The shapes were checked when the experiment began, and edits keep them.
        guard let pass = try? network.forward(input) else { return }
        self.pass = pass
        slopes = network.backward(through: pass, from: 0)
        lossSlopes = goal?.slopes(of: network, through: pass)
        dataPasses = (try? dataSet?.passes(through: network)) ?? []
    }

    // MARK: Training

    /// The loss of the network's own input where something is wanted for it, else that of the data set: half the
    /// squared error, the mean over its rows. Nil where there are no targets.
    package var loss: Double? {
        if let goal { return goal.loss(of: network, through: pass) }
        guard let targets = dataSet?.targets, !targets.isEmpty else { return nil }
        let losses = zip(dataPasses, targets).map { Loss.halfSquaredError($0.output, $1) }
        return losses.reduce(0, +) / Double(losses.count)
    }

    /// Whether steps of gradient descent can be made.
    package var canDescend: Bool {
        goal == nil ? dataSet?.targets != nil : goal?.learningRate != nil
    }

    /// The loss before the latest edit, undo or redo, if that changed it.
    package var oldLoss: Double? {
        guard let old = before?.loss, let loss, old != loss, !(old.isNaN && loss.isNaN) else { return nil }
        return old
    }

    /// The latest edit as a nudge of one number, with the loss before and after it; nil where it was no such thing.
    package var nudge: Nudge? {
        guard let entry = history.done.last, case .assign(let now) = entry.edit, now.count == 1,
            case .assign(let then) = entry.inverse, then.count == 1, let before, let loss,
            // Else the latest change was another, such as a deletion that was taken back, and the number may not have
            // been there before it.
            before.parameters[now[0].address] == then[0].value,
            let slope = before.lossSlopes?[now[0].address], let old = before.loss
        else { return nil }
        return Nudge(
            address: now[0].address, from: then[0].value, to: now[0].value, lossBefore: old, loss: loss,
            slopeBefore: slope)
    }

    /// The network after so many steps of gradient descent.
    private func trained(_ network: Network, steps: Int) -> Network {
        let examples = goal.map { [Example(input: input, target: $0.target)] } ?? dataSet?.examples ?? []
        guard let rate = goal == nil ? dataSet?.learningRate : goal?.learningRate else { return network }
        var trained = network
        for _ in 0..<steps {
            guard
                let gradient = try? trained.gradient(
                    of: goal?.measure ?? .halfSquaredError, over: examples)
            else { break }
            trained.descend(along: gradient, learningRate: rate)
            for address in frozen { trained.copy(address, from: network) }
        }
        return trained
    }

    /// How many steps of gradient descent were made since something was changed by hand.
    package var runLength: Int { history.run.reduce(0) { $0 + $1.edit.trainingSteps } }

    /// The networks of this run of steps: where it began, then after each step.
    package var run: [Network] {
        var networks = [runStart]
        for _ in 0..<runLength { networks.append(trained(networks[networks.count - 1], steps: 1)) }
        return networks
    }

    /// The values that a number has had in this run of steps, each with the loss that belonged to it; the last are
    /// those of now.
    package func runPoints(along address: Address) -> [(value: Double, loss: Double)] {
        guard let goal, let value = value(of: address) else { return [] }
        return run.compactMap { network in
            guard let pass = try? network.forward(input) else { return nil }
            return (network.value(of: address) ?? value, goal.loss(of: network, through: pass))
        }
    }

    /// The network before the first step of this run; that of now where none was made.
    private var runStart: Network {
        guard case .assign(let parameters)? = history.run.first?.inverse else { return network }
        var start = network
        for assignment in parameters { start.set(assignment.address, to: assignment.value) }
        return start
    }

    /// Whether this run of steps has come to rest: the steepest slope of the loss is a hundredth of what it was when
    /// the run began, or less.
    package var hasConverged: Bool {
        guard let goal, runLength > 0, let start = try? runStart.forward(input), let lossSlopes else {
            return false
        }
        func steepest(_ slopes: Sensitivities) -> Double {
            (addresses(of: .weight) + addresses(of: .bias)).filter { !frozen.contains($0) }
                .compactMap { slopes[$0].map(abs) }.max() ?? .nan
        }
        let first = steepest(goal.slopes(of: runStart, through: start))
        return first > 0 && steepest(lossSlopes) <= first / 100
    }

    /// The loss that the network would have with another value of one number, all else being as it is.
    package func loss(with address: Address, at value: Double) -> Double? {
        var other = self
        other.set(address, to: value)
        other.compute()
        return other.loss
    }

    /// Another learning rate begins the run anew: the parameters go back to where its first step found them.
    private func rewound(_ edit: Edit) -> Edit {
        guard case .assign(let assignments) = edit, runLength > 0,
            assignments.contains(where: {
                $0.address == .learningRate && $0.value != value(of: .learningRate)
            }),
            case .assign(let parameters)? = history.run.first?.inverse
        else { return edit }
        let set = Set(assignments.map(\.address))
        return .assign(
            assignments
                + parameters.filter { !set.contains($0.address) && value(of: $0.address) != $0.value })
    }
}

extension Network {
    /// A weight or a bias; other numbers are no part of a network.
    fileprivate func value(of address: Address) -> Double? {
        switch address {
        case .weight(let layer, let neuron, let input): layers[layer].weights[neuron, input]
        case .bias(let layer, let neuron): layers[layer].biases[neuron]
        default: nil
        }
    }

    /// Sets a weight or a bias; other numbers are no part of a network.
    fileprivate mutating func set(_ address: Address, to value: Double) {
        switch address {
        case .weight(let layer, let neuron, let input):
            setWeight(layer: layer, neuron: neuron, input: input, to: value)
        case .bias(let layer, let neuron): setBias(layer: layer, neuron: neuron, to: value)
        default: break
        }
    }

    /// Takes a weight or a bias over from a network of the same shape.
    fileprivate mutating func copy(_ address: Address, from network: Network) {
        if let value = network.value(of: address) { set(address, to: value) }
    }
}
