import Diagrams
import Experiment
import NeuralNetwork
import TerminalUI

/// A playground with what has the learner's attention, as a screen of its own or as a step of a lesson shows it.
struct PlaygroundBoard: Sendable {
    var playground: Playground
    var isTraining = false
    var speed = TrainingSpeed.fiveEpochs
    var shownPoints = ShownPoints.some
    var isDiscrete = false
    var focus = PlaygroundFocus.control(0)
    /// Whether the focus is underlined and not in reverse video, since something else waits for an answer.
    var isFocusQuiet = false
    /// What is being typed for the thing in focus; nil while nothing is.
    var typed: TextField?
    /// What came of the last key, where that needs saying.
    var message: String?
    /// The trouble, by its word, that the learner has read and gone on from: what has the focus comes first then.
    private(set) var readTrouble: String?
    /// Whether the numbers of the neuron in focus are told.
    var showsWhy = false
    /// Where the cross on the map stands, in steps of `PlaygroundFocus.mapSteps`.
    var cross = (x: PlaygroundFocus.mapSteps / 2, y: PlaygroundFocus.mapSteps / 2)
    /// The learner's own data, once they were opened.
    private(set) var ownData: DataSource?
    /// How fast it learns.
    private(set) var pace = TrainingPace()
    /// How often new numbers were asked for: each time from another seed.
    private var seedCount = 0
    private let seed: UInt64

    /// What can be set here.
    private let offered: [PlaygroundControl]

    /// - Parameters:
    ///   - offered: what can be set; all that there is, if left out.
    ///   - seed: what new numbers are drawn from.
    init(_ playground: Playground, offered: [PlaygroundControl] = PlaygroundControl.allCases, seed: UInt64) {
        self.playground = playground
        self.offered = offered
        self.seed = seed
        if case .table = playground.configuration.data { ownData = playground.configuration.data }
    }

    /// The controls that say something here.
    var controls: [PlaygroundControl] { offered.filter { $0.isThere(playground) } }

    // MARK: Training

    /// How often it wants a tick.
    var tickInterval: Duration? { isTraining ? TrainingPace.interval : nil }

    mutating func tick(_ elapsed: Duration) {
        guard isTraining else { return }
        let epoch = playground.start.train.count
        let wanted = speed.examples(batch: playground.batchSize, epoch: max(1, epoch))
        let count = pace.examples(
            wanted: wanted, parameters: playground.network.parameterCount, after: elapsed)
        let goesOn = playground.train(examples: count)
        guard !goesOn else { return }
        isTraining = false
        if playground.trouble == nil {
            message = "stopped: \(playground.stop.title), at epoch \(playground.epoch)"
        }
    }

    mutating func toggleTraining() {
        isTraining.toggle()
        pace.begin()
        message = nil
    }

    // MARK: Changing

    mutating func edit(_ edit: PlaygroundEdit) throws(PlaygroundRefusal) {
        try change { playground throws(PlaygroundEditError) in try playground.apply(edit) }
    }

    mutating func open(data: DataSource) throws(PlaygroundRefusal) {
        try change { playground throws(PlaygroundEditError) in try playground.open(data) }
        if case .table = data { ownData = data }
    }

    /// One that was begun on the learner's own table.
    mutating func open(_ begun: Playground) {
        keepingFocus { $0.playground.open(begun) }
        ownData = begun.configuration.data
    }

    mutating func open(_ configuration: PlaygroundConfiguration) throws(PlaygroundRefusal) {
        try change { playground throws(PlaygroundEditError) in try playground.open(configuration) }
    }

    mutating func open(_ network: Network) throws(PlaygroundRefusal) {
        try change { playground throws(PlaygroundEditError) in try playground.open(network) }
    }

    private mutating func beginAnew(_ configuration: PlaygroundConfiguration) throws(PlaygroundRefusal) {
        try change { playground throws(PlaygroundEditError) in try playground.beginAnew(configuration) }
    }

    /// Says so where it throws a training away.
    /// - Throws: in words, why it can't be done.
    private mutating func change(
        _ make: (inout Playground) throws(PlaygroundEditError) -> Void
    ) throws(PlaygroundRefusal) {
        let epoch = playground.epoch
        do {
            try keepingFocus { board throws(PlaygroundEditError) in try make(&board.playground) }
        } catch { throw PlaygroundRefusal("\(error)") }
        if playground.epoch < epoch { message = "so it begins anew; u goes back to epoch \(epoch)" }
    }

    /// Does something that may move or take away what has the focus: the same control keeps it, or what is nearest to it.
    mutating func keepingFocus<Failure: Error>(
        _ act: (inout PlaygroundBoard) throws(Failure) -> Void
    ) throws(Failure) {
        let before = controls
        try act(&self)
        guard case .control(let index) = focus else { return focus = focus.kept(in: playground) }
        let control = before.indices.contains(index) ? before[index] : nil
        focus = .control(
            control.flatMap(controls.firstIndex) ?? max(0, min(index, controls.count - 1)))
    }

    /// Whoever goes on to something else has read what is wrong.
    mutating func noteTroubleRead() { readTrouble = playground.trouble?.word }

    /// The next loss that measures such data, or the one before; the output layer goes with it.
    mutating func changeLoss(up: Bool) throws(PlaygroundRefusal) {
        var configuration = playground.configuration
        let losses = Readout.losses(for: configuration.data.kind)
        guard losses.count > 1, let index = losses.firstIndex(of: configuration.settings.loss) else {
            throw PlaygroundRefusal("such data are measured by \(configuration.settings.loss.title) alone")
        }
        configuration.settings.loss = losses[(index + (up ? 1 : losses.count - 1)) % losses.count]
        try beginAnew(configuration)
        message = "the output is read in another way, so it begins anew"
    }

    mutating func changeScaling() throws(PlaygroundRefusal) {
        var configuration = playground.configuration
        configuration.scaling = configuration.scaling == .none ? .standard : .none
        try beginAnew(configuration)
    }

    /// New points and first numbers.
    mutating func regenerate() {
        seedCount += 1
        var random = SplitMix64(seed: seed &+ UInt64(seedCount))
        let digits = Int.random(in: 0..<100_000, using: &random)
        let text = String(digits)
        playground.regenerate(seed: "0." + String(repeating: "0", count: 5 - text.count) + text)
        isTraining = false
        message = "new points, new first numbers: seed \(playground.configuration.seed)"
    }

    /// The number in focus, where one is.
    var focusedNumber: (address: Address, value: Double)? {
        guard case .node(let place, let number) = focus, place.column > 0 else { return nil }
        let layer = playground.network.layers[place.column - 1]
        if number < layer.inputCount {
            return (
                .weight(layer: place.column - 1, neuron: place.row, input: number),
                layer.weights[place.row, number]
            )
        }
        return (.bias(layer: place.column - 1, neuron: place.row), layer.biases[place.row])
    }

    /// Changes what has the focus by a step.
    mutating func change(by step: Double) throws(PlaygroundRefusal) {
        switch focus {
        case .control(let index):
            guard controls.indices.contains(index) else { return }
            try controls[index].step(up: step > 0, &self)
        case .node(let place, _):
            guard let (address, value) = focusedNumber else { return try toggleFeature(place.row) }
            try edit(.number(address, stepped(value, by: step)))
        case .map: throw PlaygroundRefusal("the arrows move the cross on the map")
        }
    }

    /// Takes a typed number.
    mutating func set(_ number: Double) throws(PlaygroundRefusal) {
        switch focus {
        case .control(let index):
            guard controls.indices.contains(index) else { return }
            try controls[index].set(number, &self)
        case .node:
            guard let (address, _) = focusedNumber else {
                throw PlaygroundRefusal("Enter switches a feature on or off")
            }
            try edit(.number(address, number))
        case .map: throw PlaygroundRefusal("the arrows move the cross on the map")
        }
    }

    mutating func toggleFeature(_ row: Int) throws(PlaygroundRefusal) {
        guard let feature = ShownInput.all(of: playground)[row].feature else {
            throw PlaygroundRefusal("this is what the network is told; here it stays so")
        }
        try edit(.feature(feature))
    }

    /// The hidden layer in focus: that of the node, or the first.
    var focusedLayer: Int {
        guard case .node(let place, _) = focus, place.column > 0 else { return 0 }
        return min(place.column - 1, max(0, playground.hiddenActivations.count - 1))
    }

    mutating func nextActivation() throws(PlaygroundRefusal) {
        let layer = focusedLayer
        guard playground.hiddenActivations.indices.contains(layer) else {
            throw PlaygroundRefusal("\(PlaygroundEditError.noHiddenLayer)")
        }
        let all = Activation.allCases
        let index = all.firstIndex(of: playground.hiddenActivations[layer]) ?? 0
        try edit(.activation(layer: layer, all[(index + 1) % all.count]))
        message = "layer \(layer + 1): \(playground.hiddenActivations[layer].title)"
    }

    mutating func addNeuron() throws(PlaygroundRefusal) {
        try edit(.addNeuron(layer: focusedLayer))
    }

    mutating func removeNeuron() throws(PlaygroundRefusal) {
        let layer = focusedLayer
        let count =
            playground.configuration.hidden.indices.contains(layer)
            ? playground.configuration.hidden[layer] : 0
        var neuron = max(0, count - 1)
        if case .node(let place, _) = focus, place.column == layer + 1 { neuron = place.row }
        try edit(.removeNeuron(layer: layer, neuron: neuron))
    }
}

/// How much is learned in a tick: as much as is wanted, and as the machine makes without coming late.
struct TrainingPace: Sendable {
    /// Forty pictures a second, so that a key which comes while one is made is answered within a thirtieth.
    static let interval = Duration.milliseconds(25)

    /// Multiplications that a tick may make. It grows while ticks come in time, and halves when one is late.
    private var allowance = allowances.lowerBound
    /// Even where drawing alone makes a tick late, this much is learned in it: some 10 ms of an optimised program.
    private static let allowances = 1.5e7...2e9
    /// What was learned lately, and how long it took.
    private var examples = 0
    private var time = Duration.zero
    /// Examples a second, as it was last made up.
    private(set) var examplesPerSecond: Double?

    /// Training begins, or goes on after a pause.
    mutating func begin() {
        (examples, time) = (0, .zero)
    }

    /// How many examples the next tick learns from.
    mutating func examples(wanted: Int, parameters: Int, after elapsed: Duration) -> Int {
        let isLate = elapsed > Self.interval * 1.15
        // Forward, back and the step: three for each parameter.
        func possible() -> Int { max(1, Int(allowance / Double(3 * max(1, parameters)))) }
        // It grows only where it holds back: what is not asked for says nothing of what is possible.
        let change = isLate ? 0.5 : wanted > possible() ? 1.1 : 1
        allowance = min(max(allowance * change, Self.allowances.lowerBound), Self.allowances.upperBound)
        let count = min(wanted, possible())
        time += elapsed
        if time >= .milliseconds(500) {
            examplesPerSecond = Double(examples) / (time / .seconds(1))
            (examples, time) = (0, .zero)
        }
        examples += count
        return count
    }
}
