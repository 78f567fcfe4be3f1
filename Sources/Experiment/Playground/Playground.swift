import NeuralNetwork

/// Data, a network that learns them, and all that a learner may change about both, at any moment.
///
/// A value. What can be changed without losing what was learned keeps it: numbers, rates, activations, neurons. As long
/// as nothing was learned, the network is always the one that the configuration draws from its seed, so that what was
/// put together by hand begins as a link to TensorFlow Playground with the same content does.
package struct Playground: Sendable {
    package private(set) var configuration: PlaygroundConfiguration
    /// The examples, and the network that it all begins with.
    package private(set) var start: PlaygroundConfiguration.Start
    /// The activations of the hidden layers, each its own.
    package private(set) var hiddenActivations: [Activation]
    package private(set) var trainer: LiveTrainer
    /// The network as it is now.
    package private(set) var network: Network
    package private(set) var history: TrainingHistory
    private var measured: MeasuredExamples
    /// How many examples were learned from since it was measured.
    private var unmeasured = 0
    /// How the network does now.
    package private(set) var record: TrainingRecord
    /// Why the training comes to nothing, if it does.
    package private(set) var trouble: TrainingTrouble?
    package var stop = StopCondition.never
    /// Whether the learner chooses what the network is told of a point.
    package var offersFeatures = true
    /// How many changes were made since the start; those to one thing in a row are one.
    package private(set) var edits = 0
    /// The network that it begins with, where that is not drawn from the seed.
    private var given: Network?
    /// Whether the learner has set a number since the start.
    private var hasOwnNumbers = false
    /// What the learner has changed, to be taken back.
    private var past: [Remembered] = []
    private var future: [Remembered] = []
    private var openRun: PlaygroundEdit.Target?
    /// The epoch that a look back has gone to, and where it began.
    package private(set) var lookBack: LookBack?

    /// A look at an earlier moment of the training.
    package struct LookBack: Sendable {
        /// The moment that the look began from; the training can still be gone on with there.
        fileprivate let latest: LiveTrainer.Moment
        package var latestEpoch: Int { latest.epoch }
    }

    /// More parameters than this can't be trained while one watches.
    package static let mostParameters = 4_000_000
    private static let mostPast = 200
    /// What all changes together may take in memory, but for their histories.
    private static let mostPastBytes = 128 << 20
    /// What the histories of all changes together may take in memory.
    private static let mostHistoryBytes = 2 << 20

    /// - Parameter given: the network to begin with, whose hidden layers are those of the configuration; drawn from
    ///   the seed, if left out.
    /// - Throws: where the configuration has a layer of none, or no features, or another shape than the network, or
    ///   more parameters than anyone waits for.
    package init(
        _ configuration: PlaygroundConfiguration, given: Network? = nil
    ) throws(PlaygroundEditError) {
        try Self.checkSize(configuration, given)
        self.configuration = configuration
        self.given = given
        do throws(ShapeError) {
            start = try configuration.start()
            let first = given ?? start.network
            hiddenActivations = first.layers.dropLast().map(\.activation)
            trainer = try LiveTrainer(
                first, examples: start.train, settings: Self.settings(of: configuration, start))
            history = TrainingHistory(parameters: first.parameterCount)
            network = first
            measured = try MeasuredExamples(start, for: first)
        } catch { throw .shape(error) }
        record = measured.record(trainer, tellsClasses: configuration.readout != .number)
        history.append(record, trainer)
    }

    /// The settings that the trainer goes by. After less than a whole batch no step is made, so a batch is no larger
    /// than what there is to learn from.
    private static func settings(
        of configuration: PlaygroundConfiguration, _ start: PlaygroundConfiguration.Start
    ) -> Trainer.Settings {
        var settings = configuration.settings
        settings.batchSize = min(settings.batchSize, max(1, start.train.count))
        return settings
    }

    private static func checkSize(
        _ configuration: PlaygroundConfiguration, _ given: Network?
    ) throws(PlaygroundEditError) {
        if let layer = configuration.hidden.firstIndex(where: { $0 < 1 }) {
            throw .shape(
                ShapeError(.neurons, layer: layer, expected: 1, found: configuration.hidden[layer]))
        }
        let outputs = configuration.readout.outputCount(for: configuration.data.kind)
        let sizes = given?.layerSizes ?? [configuration.inputs.count] + configuration.hidden + [outputs]
        // Not in whole numbers, which sizes out of a lesson could overflow.
        let parameters = zip(sizes, sizes.dropFirst()).reduce(0.0) { $0 + (Double($1.0) + 1) * Double($1.1) }
        guard parameters <= Double(mostParameters) else { throw .tooLarge(mostParameters) }
    }

    package var epoch: Int { trainer.epoch }
    /// How many examples make a step: no more than there are to learn from.
    package var batchSize: Int { trainer.settings.batchSize }
    package var steps: Int { trainer.steps }
    /// As the learner has set them.
    package var settings: Trainer.Settings { configuration.settings }
    /// The records so far, and how it does now.
    package var records: [TrainingRecord] {
        // An earlier moment that is looked at is one of them already.
        let isKept = lookBack != nil || history.latest?.epoch == record.epoch
        return isKept ? history.records : history.records + [record]
    }

    /// What each column of the data is on average.
    package var columnMeans: [Double] { measured.columnMeans }

    // MARK: Training

    /// Learns from so many examples more, and looks at how it does.
    /// - Returns: whether it is to go on.
    package mutating func train(examples count: Int) -> Bool {
        goOnFromLook()
        endRun()
        trainer.train(examples: count)
        unmeasured += count
        // Measuring takes no more time than learning does, unless it may be over with any step.
        let isDue = 3 * unmeasured >= measured.count || trainer.epoch > record.epoch && measured.isQuick
        guard isDue || stop != .never else {
            network = trainer.network
            return true
        }
        return look()
    }

    /// One step of the optimizer: as many examples as make one.
    package mutating func step() {
        goOnFromLook()
        endRun()
        trainer.train(examples: batchSize)
        _ = look()
    }

    /// Measures, keeps, and finds what is wrong.
    private mutating func look() -> Bool {
        measure()
        guard record.isFinite, network.isFinite else {
            if let good = history.moment(atOrBefore: history.latest?.epoch ?? 0) {
                trainer.goBack(to: good)
            }
            trainer.settings = Self.settings(of: configuration, start)
            measure()
            trouble = .overflow(afterEpoch: trainer.epoch, learningRate: settings.learningRate)
            return false
        }
        if history.isDue(atEpoch: record.epoch) {
            history.append(record, trainer)
            trouble = TrainingTrouble.find(
                network, history.records, activations: trainer.fastNetwork.activations(for: measured.few),
                settings: settings)
        }
        return !stop.isMet(by: record)
    }

    private mutating func measure() {
        unmeasured = 0
        network = trainer.network
        record = measured.record(trainer, tellsClasses: configuration.readout != .number)
    }

    // MARK: Looking back

    /// Goes to the moment before the one that is shown, or to the one after it.
    /// - Returns: whether there is one.
    package mutating func look(back: Bool) -> Bool {
        let latest = lookBack?.latest ?? trainer.moment
        let epochs = history.momentEpochs
        let target = back ? epochs.last { $0 < epoch } : epochs.first { $0 > epoch }
        // Where the look began there may be steps beyond the moment of its epoch.
        if let target, target < latest.epoch, let moment = history.moment(atOrBefore: target) {
            lookBack = LookBack(latest: latest)
            show(moment)
            return true
        }
        guard !back, lookBack != nil else { return false }
        show(latest)
        lookBack = nil
        return true
    }

    private mutating func show(_ moment: LiveTrainer.Moment) {
        trainer.goBack(to: moment)
        trainer.settings = Self.settings(of: configuration, start)
        takeActivations(of: moment.network)
        measure()
    }

    /// A moment before a change of the activations has those that it had.
    private mutating func takeActivations(of network: Network) {
        hiddenActivations = network.layers.dropLast().map(\.activation)
        if let first = hiddenActivations.first, Set(hiddenActivations).count == 1 {
            configuration.activation = first
        }
    }

    /// Learning goes on from an earlier moment: what was ahead of it can be had back by undo.
    private mutating func goOnFromLook() {
        guard lookBack != nil else { return }
        remember(nil)
        resumeFromLook()
    }

    /// What was ahead of the moment that is shown is left: another way begins here.
    private mutating func resumeFromLook() {
        guard lookBack != nil else { return }
        history.forget(after: epoch)
        lookBack = nil
        trouble = nil
    }

    // MARK: Beginning anew

    /// Back to the very start: the same points, the same first numbers.
    package mutating func rewind() {
        remember(nil)
        guard let fresh = try? begun(configuration, hiddenActivations) else { return }
        adopt(fresh)
    }

    /// New points and new first numbers, from another seed.
    package mutating func regenerate(seed: String) {
        remember(nil)
        var configuration = configuration
        configuration.seed = seed
        guard var fresh = try? Playground(configuration) else { return }
        (fresh.stop, fresh.edits) = (stop, edits + 1)
        fresh.adoptActivations(hiddenActivations)
        adopt(fresh)
    }

    /// Other data: the network begins anew, since it has something else to learn.
    /// - Throws: what does not fit; then nothing has changed.
    package mutating func open(_ source: DataSource) throws(PlaygroundEditError) {
        var configuration = configuration
        let batchSize = configuration.settings.batchSize
        configuration.take(source)
        // Of few examples less makes a step; the next data may have more.
        configuration.settings.batchSize = batchSize
        try beginAnew(configuration)
    }

    /// One that was begun elsewhere, such as on a table that took long to read.
    package mutating func open(_ begun: Playground) {
        var fresh = begun
        (fresh.stop, fresh.edits) = (stop, edits + 1)
        fresh.adoptActivations(activations(for: begun.configuration))
        remember(nil)
        adopt(fresh)
    }

    /// The same network on another configuration, which begins anew: each layer keeps its activation.
    /// - Throws: what does not fit; then nothing has changed.
    package mutating func beginAnew(_ configuration: PlaygroundConfiguration) throws(PlaygroundEditError) {
        var fresh = try begun(configuration, activations(for: configuration))
        fresh.edits += 1
        remember(nil)
        adopt(fresh)
    }

    /// Another configuration, such as that of a link: nothing is left of the network before it.
    /// - Throws: what does not fit; then nothing has changed.
    package mutating func open(_ configuration: PlaygroundConfiguration) throws(PlaygroundEditError) {
        var fresh = try Playground(configuration)
        (fresh.stop, fresh.edits) = (stop, edits + 1)
        remember(nil)
        adopt(fresh)
    }

    /// A network of the learner's own, which reads raw numbers; the examples stay.
    /// - Throws: what does not fit; then nothing has changed.
    package mutating func open(_ network: Network) throws(PlaygroundEditError) {
        var configuration = configuration
        configuration.scaling = .none
        configuration.hidden = network.layers.dropLast().map(\.neuronCount)
        let isProbability = network.layers.last?.activation == .sigmoid
        let losses = Readout.losses(for: configuration.data.kind)
        let wanted: Loss = isProbability ? .crossEntropy : .halfSquaredError
        if losses.contains(wanted) { configuration.settings.loss = wanted }
        let outputs = configuration.readout.outputCount(for: configuration.data.kind)
        guard network.outputCount == outputs else {
            throw .otherOutputs(
                found: network.outputCount, expected: outputs, data: configuration.data.title)
        }
        var fresh = try Playground(configuration, given: network)
        (fresh.stop, fresh.edits) = (stop, edits + 1)
        remember(nil)
        adopt(fresh)
    }

    private func activations(for configuration: PlaygroundConfiguration) -> [Activation] {
        configuration.hidden.indices.map { index in
            configuration.activation == self.configuration.activation
                && hiddenActivations.indices.contains(index)
                ? hiddenActivations[index] : configuration.activation
        }
    }

    private func begun(
        _ configuration: PlaygroundConfiguration, _ activations: [Activation]
    ) throws(PlaygroundEditError) -> Playground {
        let sizes = [configuration.inputs.count] + configuration.hidden
        // Outputs that are read in another way are others, be they as many.
        let isReadAlike = configuration.readout == self.configuration.readout
        let fits = given.map { isReadAlike && $0.layerSizes.dropLast() == sizes[...] } ?? false
        var fresh = try Playground(configuration, given: fits ? given : nil)
        fresh.edits = edits
        fresh.stop = stop
        fresh.adoptActivations(activations)
        return fresh
    }

    /// Gives the layers of a network that has not learned yet these activations.
    private mutating func adoptActivations(_ activations: [Activation]) {
        hiddenActivations = activations
        guard zip(network.layers, activations).contains(where: { $0.activation != $1 }) else { return }
        var network = network
        for (layer, activation) in activations.enumerated() {
            network.setActivation(layer: layer, to: activation)
        }
        trainer.replace(network)
        restartHistory()
    }

    private mutating func restartHistory() {
        history = TrainingHistory(parameters: network.parameterCount)
        (trouble, lookBack) = (nil, nil)
        measure()
        history.append(record, trainer)
    }

    /// Takes everything over from a playground, but what can be taken back.
    private mutating func adopt(_ other: Playground) {
        let (past, future, offersFeatures) = (self.past, self.future, self.offersFeatures)
        self = other
        (self.past, self.future, self.offersFeatures) = (past, future, offersFeatures)
    }

    // MARK: Editing

    /// Makes a change.
    /// - Throws: why it can't be made; then nothing has changed.
    package mutating func apply(_ edit: PlaygroundEdit) throws(PlaygroundEditError) {
        var changed = self
        try changed.carryOut(edit)
        let (past, future) = remembered(edit.target)
        let isOfRun = edit.target != .shape && edit.target == openRun
        self = changed
        (self.past, self.future) = (past, future)
        if !isOfRun { edits += 1 }
        lookBack = nil
        openRun = edit.target == .shape ? nil : edit.target
    }

    private mutating func carryOut(_ edit: PlaygroundEdit) throws(PlaygroundEditError) {
        resumeFromLook()
        switch edit {
        case .number(let address, let value): try set(address, to: value)
        case .activation(let layer, let activation): try setActivation(layer, to: activation)
        case .activations(let activation):
            guard !hiddenActivations.isEmpty else { throw .noHiddenLayer }
            for layer in hiddenActivations.indices { try setActivation(layer, to: activation) }
        case .addNeuron(let layer): try addNeuron(layer)
        case .removeNeuron(let layer, let neuron): try removeNeuron(layer, neuron)
        case .addLayer:
            let first = (2, configuration.activation)
            try reshape { $0.append($0.last ?? first) }
        case .removeLayer:
            guard !configuration.hidden.isEmpty else { throw .noHiddenLayer }
            try reshape { $0.removeLast() }
        case .hidden(let sizes):
            let usual = configuration.activation
            try reshape { layers in
                layers = sizes.enumerated().map { index, size in
                    (size, layers.indices.contains(index) ? layers[index].1 : layers.last?.1 ?? usual)
                }
            }
        case .feature(let feature): try toggle(feature)
        case .noise(let noise):
            configuration.noise = noise
            try redrawData()
        case .trainPercent(let percent):
            configuration.trainPercent = percent
            try redrawData()
        default: change(edit)
        }
    }

    /// What holds from the next step on.
    private mutating func change(_ edit: PlaygroundEdit) {
        switch edit {
        case .learningRate(let rate): configuration.settings.learningRate = rate
        case .batchSize(let size): configuration.settings.batchSize = size
        case .regularization(let kind): configuration.settings.regularization = kind
        case .regularizationRate(let rate): configuration.settings.regularizationRate = rate
        case .optimizer(let optimizer): configuration.settings.optimizer = optimizer
        default: break
        }
        trainer.settings = Self.settings(of: configuration, start)
        trouble = nil
    }

    private mutating func set(_ address: Address, to value: Double) throws(PlaygroundEditError) {
        guard value.isFinite else { throw .notFinite }
        var network = network
        switch address {
        case .weight(let layer, let neuron, let input):
            network.setWeight(layer: layer, neuron: neuron, input: input, to: value)
        case .bias(let layer, let neuron): network.setBias(layer: layer, neuron: neuron, to: value)
        default: return
        }
        hasOwnNumbers = true
        replace(network)
    }

    private mutating func setActivation(_ layer: Int, to activation: Activation) throws(PlaygroundEditError) {
        guard hiddenActivations.indices.contains(layer) else { throw .noHiddenLayer }
        hiddenActivations[layer] = activation
        if Set(hiddenActivations).count == 1 { configuration.activation = activation }
        var network = network
        network.setActivation(layer: layer, to: activation)
        replace(network)
    }

    /// The same shape with other numbers: the training goes on from there.
    private mutating func replace(_ network: Network) {
        trainer.replace(network)
        trouble = nil
        measure()
        // What is edited before the first step is part of the start.
        history.append(record, trainer)
    }

    /// Whether nothing was learned yet, so that a new shape begins as the configuration does.
    private var isFresh: Bool { steps == 0 && given == nil && !hasOwnNumbers }

    private mutating func addNeuron(_ layer: Int) throws(PlaygroundEditError) {
        guard configuration.hidden.indices.contains(layer) else { throw .noHiddenLayer }
        configuration.hidden[layer] += 1
        guard !isFresh else { return try restart() }
        // Small random weights in, and 0 out: what the network says stays as it is until it learns to use it.
        var random = SplitMix64(
            seed: UInt64(truncatingIfNeeded: configuration.seed.utf8.reduce(steps) { $0 &* 31 &+ Int($1) }))
        let weights = (0..<network.layers[layer].inputCount).map { _ in
            Double.random(in: -0.5...0.5, using: &random)
        }
        try restructure { network throws(ShapeError) in
            let outgoing = [Double](repeating: 0, count: network.layers[layer + 1].neuronCount)
            try network.addNeuron(toLayer: layer, weights: weights, bias: 0.1, outgoing: outgoing)
        }
    }

    private mutating func removeNeuron(_ layer: Int, _ neuron: Int) throws(PlaygroundEditError) {
        guard configuration.hidden.indices.contains(layer) else { throw .noHiddenLayer }
        guard configuration.hidden[layer] > 1 else { throw .lastNeuron }
        guard (0..<network.layers[layer].neuronCount).contains(neuron) else { throw .noSuchNeuron }
        configuration.hidden[layer] -= 1
        guard !isFresh else { return try restart() }
        try restructure { network throws(ShapeError) in
            try network.removeNeuron(fromLayer: layer, neuron: neuron)
        }
    }

    private mutating func toggle(_ feature: PointFeature) throws(PlaygroundEditError) {
        let isOn = configuration.features.contains(feature)
        guard !isOn || configuration.features.count > 1 else { throw .lastFeature }
        let place = configuration.features.firstIndex(of: feature)
        configuration.features = PointFeature.allCases.filter {
            configuration.features.contains($0) != ($0 == feature)
        }
        guard !isFresh else { return try restart() }
        do { start = try configuration.start() } catch { throw .shape(error) }
        let added = configuration.features.firstIndex(of: feature)
        try restructure { network throws(ShapeError) in
            // What is added has weights of 0, so that the network says what it said.
            if let place { try network.removeInput(place) } else { try network.addInput(at: added ?? 0) }
        }
    }

    /// Another list of hidden layers: the network begins anew, since nothing of it fits.
    private mutating func reshape(_ change: (inout [(Int, Activation)]) -> Void) throws(PlaygroundEditError) {
        var layers = Array(zip(configuration.hidden, hiddenActivations))
        change(&layers)
        configuration.hidden = layers.map(\.0)
        hiddenActivations = layers.map(\.1)
        try restart()
    }

    private mutating func restart() throws(PlaygroundEditError) {
        adopt(try begun(configuration, hiddenActivations))
    }

    /// Another shape that keeps what was learned.
    private mutating func restructure(
        _ change: (inout Network) throws(ShapeError) -> Void
    ) throws(PlaygroundEditError) {
        try Self.checkSize(configuration, nil)
        var network = network
        do throws(ShapeError) { try change(&network) } catch { throw .shape(error) }
        try goOn(with: network)
    }

    /// Goes on with another shape or other examples. The curve goes on, too; there is no look back to what does not fit
    /// them, which undo brings back.
    private mutating func goOn(with network: Network) throws(PlaygroundEditError) {
        do throws(ShapeError) {
            try trainer.begin(with: network, examples: start.train)
            measured = try MeasuredExamples(start, for: network)
        } catch { throw .shape(error) }
        trainer.settings = Self.settings(of: configuration, start)
        trouble = nil
        measure()
        history.forgetMoments(parameters: network.parameterCount)
        history.append(record, trainer)
    }

    /// The points drawn anew for another noise or split; the network goes on with them.
    private mutating func redrawData() throws(PlaygroundEditError) {
        guard !isFresh else { return try restart() }
        do { start = try configuration.start() } catch { throw .shape(error) }
        try goOn(with: network)
    }

    // MARK: Undo

    /// What there is to keep for going back: all but the examples, which its configuration makes anew.
    private struct Remembered: Sendable {
        let configuration: PlaygroundConfiguration
        let hiddenActivations: [Activation]
        let moment: LiveTrainer.Moment
        var history: TrainingHistory
        let unmeasured: Int
        let record: TrainingRecord
        let trouble: TrainingTrouble?
        let edits: Int
        let given: Network?
        let hasOwnNumbers: Bool
        let lookBack: LookBack?
    }

    private mutating func remember(_ target: PlaygroundEdit.Target?) {
        (past, future) = remembered(target)
        openRun = nil
    }

    /// What can be taken back after a change; changes to the same thing in a row are one.
    private func remembered(
        _ target: PlaygroundEdit.Target?
    ) -> (past: [Remembered], future: [Remembered]) {
        if let target, target == openRun, !past.isEmpty { return (past, []) }
        // The network as it was, and the latest of its history, which may be another.
        let bytes = 2 * LiveTrainer.Moment.bytes(parameters: network.parameterCount)
        let most = max(4, min(Self.mostPast, Self.mostPastBytes / bytes))
        var kept = Array((past + [now]).suffix(most))
        // Each has a history of its own, too. The older ones keep no more of it than its ends.
        var bytesOfHistories = 0
        for index in kept.indices.reversed() {
            bytesOfHistories += kept[index].history.bytes
            if bytesOfHistories > Self.mostHistoryBytes { kept[index].history.keepEndsOnly() }
        }
        return (kept, [])
    }

    /// Ends a run of changes to one thing.
    package mutating func endRun() { openRun = nil }

    /// Goes back to where the latest change was made, what was learned since included.
    /// - Returns: whether there was anything to take back.
    package mutating func undo() -> Bool {
        guard let before = past.last else { return false }
        let now = now
        guard goBack(to: before) else { return false }
        past.removeLast()
        future.append(now)
        return true
    }

    /// Makes the change again that was taken back last.
    package mutating func redo() -> Bool {
        guard let after = future.last else { return false }
        let now = now
        guard goBack(to: after) else { return false }
        future.removeLast()
        past.append(now)
        return true
    }

    private var now: Remembered {
        Remembered(
            configuration: configuration, hiddenActivations: hiddenActivations, moment: trainer.moment,
            history: history, unmeasured: unmeasured, record: record, trouble: trouble, edits: edits,
            given: given, hasOwnNumbers: hasOwnNumbers, lookBack: lookBack)
    }

    /// - Returns: whether it was possible; else nothing has changed.
    private mutating func goBack(to moment: Remembered) -> Bool {
        if moment.configuration.beginsLike(configuration) {
            trainer.goBack(to: moment.moment)
        } else {
            guard let start = try? moment.configuration.start(),
                let trainer = try? LiveTrainer(moment.moment, examples: start.train),
                let measured = try? MeasuredExamples(start, for: trainer.network)
            else { return false }
            (self.start, self.trainer, self.measured) = (start, trainer, measured)
        }
        // When it ends by itself is no change of the network, and stays as it was set last.
        (configuration, hiddenActivations) = (moment.configuration, moment.hiddenActivations)
        (history, network, record) = (moment.history, trainer.network, moment.record)
        (unmeasured, trouble, lookBack) = (moment.unmeasured, moment.trouble, moment.lookBack)
        (edits, given, hasOwnNumbers) = (moment.edits, moment.given, moment.hasOwnNumbers)
        openRun = nil
        return true
    }
}

extension PlaygroundConfiguration {
    /// Whether a training begins with the same examples and the same network.
    fileprivate func beginsLike(_ other: PlaygroundConfiguration) -> Bool {
        var alike = self
        alike.settings = other.settings
        alike.settings.loss = settings.loss
        return alike == other
    }
}
