import Course
import Diagrams
import Experiment
import NeuralNetwork
import TerminalUI

/// The network of a step as a diagram, with the stretch of the animation that the step plays.
package struct NetworkStage: ExperimentStage {
    package static let kind = "network"

    /// The keys of a `network` fence.
    struct Keys: Decodable {
        let preset: Placed<String>?
        let layers: [LayerKeys]?
        let input: Placed<[Double]>?
        let known: Placed<String>?
        let play: Placed<String>?
        let lit: OneOrMore<Placed<String>>?
        let focus: Placed<String>?
        let show: Placed<String>?
        let data: Placed<[[Double]]>?
        let targets: Placed<[Double]>?
        let target: OneOrMore<Placed<Double>>?
        let loss: Placed<String>?
        let rate: Placed<Double>?
        let frozen: OneOrMore<Placed<String>>?
        let back: Placed<Bool>?
        let ranges: OneOrMore<Placed<String>>?
        let alt: Placed<String>
    }

    struct LayerKeys: Decodable {
        let weights: Placed<[[Double]]>
        let biases: [Double]
        let activation: Placed<String>
    }

    /// How the network is shown.
    private enum Show: String, CaseIterable {
        case graph
        /// Closed: what goes in and what comes out.
        case box
    }

    package let experiment: Experiment
    package let known: Moment
    package let play: Moment
    private let lit: Set<Address>?
    private let show: Show
    /// The activations whose ranges are drawn below.
    private let ranges: [Activation]
    private let alt: Placed<String>

    package init(_ fence: Fence, in setting: StepSetting) throws(Problems) {
        let keys = try fence.decode(Keys.self)
        var experiment = try Self.experiment(keys, fence, given: setting.given)
        (known, play) = try stretch(known: keys.known, play: keys.play, of: experiment)
        lit = try Self.lit(keys.lit, in: experiment)
        if let focus = keys.focus {
            guard let address = try focus.addresses(in: experiment).first, experiment.isEditable(address)
            else {
                throw Problems([Problem("the focus goes to a number that can be changed", at: focus.place)])
            }
            experiment.select(address)
        }
        show =
            try keys.show.map { (name) throws(Problems) in
                if let show = Show(rawValue: name.value) { return show }
                let names = Show.allCases.map(\.rawValue)
                throw Problems([
                    Problem(
                        "no view named \"\(name.value)\"; there is \(names.joined(separator: " and "))",
                        at: name.place)
                ])
            } ?? .graph
        self.experiment = experiment
        ranges = try (keys.ranges?.all ?? []).map { (name) throws(Problems) in try name.activation() }
        alt = keys.alt
    }

    private static func experiment(
        _ keys: Keys, _ fence: Fence, given: Preset?
    ) throws(Problems) -> Experiment {
        let preset = try network(keys, fence, given: given)
        let input = keys.input?.value ?? preset.input
        guard let input else {
            throw Problems([Problem("a network with layers of its own needs an input", at: fence.place)])
        }
        if let rate = keys.rate, !(rate.value > 0) {
            throw Problems([Problem("a learning rate is above 0", at: rate.place)])
        }
        let dataSet = try dataSet(keys, preset.network)
        let goal = try goal(keys)
        do {
            let free = try Experiment(network: preset.network, input: input, dataSet: dataSet, goal: goal)
            let frozen = try frozen(keys, in: free)
            return try Experiment(
                network: preset.network, input: input, dataSet: dataSet, goal: goal, frozen: frozen)
        } catch let error as ShapeError {
            let place = error.part == .targets ? keys.target?.all.first?.place : keys.input?.place
            throw Problems([Problem("\(error)", at: place ?? fence.place)])
        } catch let problems as Problems {
            throw problems
        } catch {
            throw Problems([Problem("\(error)", at: fence.place)])
        }
    }

    /// The losses by the names that lessons give them.
    enum LossName: String, CaseIterable {
        case squared
        case crossEntropy = "cross-entropy"

        var loss: Loss {
            switch self {
            case .squared: .halfSquaredError
            case .crossEntropy: .crossEntropy
            }
        }
    }

    private static func goal(_ keys: Keys) throws(Problems) -> Goal? {
        guard let target = keys.target else {
            if let place = keys.loss?.place ?? keys.back?.place {
                throw Problems([Problem("this goes with a target for the network's own input", at: place)])
            }
            return nil
        }
        if let targets = keys.targets {
            throw Problems([
                Problem(
                    "a network has a target for its own input, or targets for its data", at: targets.place)
            ])
        }
        let name: LossName? = try keys.loss.map { (name) throws(Problems) in try name.oneOf("loss") }
        return Goal(
            target: target.all.map(\.value), measure: name?.loss ?? .halfSquaredError,
            learningRate: keys.rate?.value, goesBack: keys.back?.value ?? false)
    }

    private static func frozen(_ keys: Keys, in experiment: Experiment) throws(Problems) -> Set<Address> {
        var frozen: Set<Address> = []
        for name in keys.frozen?.all ?? [] {
            let addresses = try name.addresses(in: experiment)
            guard addresses.allSatisfy(\.isEditable) else {
                throw Problems([
                    Problem(
                        "only what could be changed can be frozen: inputs, weights, biases", at: name.place)
                ])
            }
            frozen.formUnion(addresses)
        }
        return frozen
    }

    private static let rowCounts = 2...10

    private static func dataSet(_ keys: Keys, _ network: Network) throws(Problems) -> DataSet? {
        guard let data = keys.data else {
            if let targets = keys.targets {
                throw Problems([Problem("targets go with data, one for each row", at: targets.place)])
            }
            return nil
        }
        guard rowCounts.contains(data.value.count) else {
            throw Problems([Problem("the data has 2 to 10 rows, not \(data.value.count)", at: data.place)])
        }
        let set = DataSet(
            inputs: data.value, targets: keys.targets?.value.map { [$0] },
            learningRate: keys.rate?.value ?? 0.1)
        do { try set.check(against: network) } catch {
            let place = error.part == .targets ? keys.targets?.place : nil
            throw Problems([Problem("\(error)", at: place ?? data.place)])
        }
        return set
    }

    private static func network(
        _ keys: Keys, _ fence: Fence, given: Preset?
    ) throws(Problems) -> (network: Network, input: [Double]?) {
        switch (keys.preset, keys.layers) {
        case (let name?, nil):
            if let given, given.name == name.value { return (given.network, given.input) }
            guard let preset = Preset.named(name.value) else {
                let suggestion = didYouMean(name.value, in: Preset.all.map(\.name))
                throw Problems([Problem("no preset named \"\(name.value)\"\(suggestion)", at: name.place)])
            }
            return (preset.network, preset.input)
        case (nil, let layers?):
            return (try network(layers, fence), nil)
        default:
            throw Problems([Problem("a network has either a preset or layers", at: fence.place)])
        }
    }

    private static func network(_ keys: [LayerKeys], _ fence: Fence) throws(Problems) -> Network {
        var layers: [DenseLayer] = []
        for (index, layer) in keys.enumerated() {
            let activation = try layer.activation.activation()
            do {
                layers.append(
                    try DenseLayer(
                        weights: Matrix(layer.weights.value), biases: layer.biases, activation: activation))
            } catch {
                throw Problems([Problem("layer \(index + 1): \(error)", at: layer.weights.place)])
            }
        }
        do { return try Network(layers: layers) } catch {
            throw Problems([Problem("\(error)", at: fence.place(of: "layers"))])
        }
    }

    /// What is lit, together with what belongs to it: a neuron's weights light its products.
    private static func lit(
        _ names: OneOrMore<Placed<String>>?, in experiment: Experiment
    ) throws(Problems) -> Set<Address>? {
        guard let names else { return nil }
        var lit: Set<Address> = []
        for name in names.all { lit.formUnion(try name.addresses(in: experiment)) }
        for case .weight(let layer, let neuron, let input) in lit {
            lit.insert(.product(layer: layer, neuron: neuron, input: input))
        }
        return lit
    }

    // MARK: Showing

    package func draw(on canvas: inout Canvas, view: StepView) {
        guard let picture = view.picture(lit: lit) else { return }
        let rooms = StripRooms(
            canvas.bounds, column: dataColumn(view)?.width(glyphs: canvas.glyphs),
            strip: rangeBars(picture)?.height)
        canvas.clipped(to: rooms.picture) { canvas in
            switch show {
            case .graph: picture.draw(on: &canvas)
            case .box: ClosedBox(picture).draw(on: &canvas)
            }
        }
        if let room = rooms.column, let column = dataColumn(view) {
            canvas.clipped(to: room) { column.draw(on: &$0) }
        }
        if let room = rooms.strip, let bars = rangeBars(picture) {
            canvas.clipped(to: room) { bars.draw(on: &$0) }
        }
    }

    private func dataColumn(_ view: StepView) -> DataColumn? {
        guard let experiment = view.experiment, experiment.dataSet != nil else { return nil }
        return DataColumn(experiment, isFlashing: view.flashes)
    }

    private func rangeBars(_ picture: NetworkPicture) -> RangeBars? {
        ranges.isEmpty ? nil : RangeBars(ranges, picture)
    }

    package func inWords(_ view: StepView) -> [String] {
        guard let picture = view.picture(lit: lit) else { return [alt.value] }
        let words = show == .box ? ClosedBox(picture).inWords() : picture.inWords()
        return words + (view.showsMatrices && show != .box ? MatrixPicture(picture).inWords() : [])
            + (dataColumn(view)?.inWords() ?? []) + (rangeBars(picture)?.inWords() ?? [])
    }

    package func proofProblems(in setting: StepSetting) -> [Problem] { altProblems(alt) }
}
