import Diagrams
import Experiment
import NeuralNetwork

// The value of each control: how it reads, and how it changes.

extension PlaygroundControl {
    /// Its value as it reads.
    func value(_ board: PlaygroundBoard) -> String {
        let playground = board.playground
        let (configuration, settings) = (playground.configuration, playground.settings)
        return switch self {
        case .data: configuration.data.title
        case .noise: Self.text(configuration.noise)
        case .train: Self.text(configuration.trainPercent)
        case .batch: "\(playground.batchSize)"
        case .rate: Self.text(settings.learningRate)
        case .optimizer: settings.optimizer.title
        case .loss: settings.loss.title
        case .activation:
            Set(playground.hiddenActivations).count > 1 ? "mixed" : configuration.activation.title
        case .layers: configuration.hidden.isEmpty ? "none" : Self.sizes(configuration.hidden)
        case .penalty: settings.regularization.rawValue
        case .lambda: Self.text(settings.regularizationRate)
        case .scale: configuration.scaling == .none ? "off" : "on"
        case .stop: playground.stop.title
        case .speed: board.speed.title
        case .points: board.shownPoints.title
        case .view: board.isDiscrete ? "decided" : "shades"
        }
    }

    /// A number without a needless point: 0.03, 10, 1e-5.
    static func text(_ number: Double) -> String {
        let text = "\(number)"
        return text.hasSuffix(".0") ? String(text.dropLast(2)) : text
    }

    private static func sizes(_ sizes: [Int]) -> String {
        let text = sizes.map(String.init).joined(separator: "-")
        return sizes.count > 5 ? "\(sizes.count) layers" : text
    }

    private static let rates: [Double] = [0.00001, 0.0001, 0.001, 0.003, 0.01, 0.03, 0.1, 0.3, 1, 3, 10]
    private static let penalties: [Double] = [0, 0.001, 0.003, 0.01, 0.03, 0.1, 0.3, 1, 3, 10]
    private static let noises = stride(from: 0.0, through: 50, by: 5).map { $0 }
    private static let percents = stride(from: 10.0, through: 90, by: 10).map { $0 }
    private static let batches = [1, 2, 3, 5, 8, 10, 15, 20, 30, 50, 100, 200, 500, 1000]

    /// Whether a number can be typed for it.
    var takesNumber: Bool {
        switch self {
        case .noise, .train, .batch, .rate, .lambda: true
        default: false
        }
    }

    /// The value after this one, or before it.
    /// - Throws: why there is none.
    func step(up: Bool, _ board: inout PlaygroundBoard) throws(PlaygroundRefusal) {
        let playground = board.playground
        let settings = playground.settings
        switch self {
        case .data: try changeData(up: up, &board)
        case .noise: try board.edit(.noise(Self.next(playground.configuration.noise, Self.noises, up)))
        case .train:
            try board.edit(.trainPercent(Self.next(playground.configuration.trainPercent, Self.percents, up)))
        case .batch: try board.edit(.batchSize(Self.next(settings.batchSize, Self.batches, up)))
        case .rate: try board.edit(.learningRate(Self.next(settings.learningRate, Self.rates, up)))
        case .optimizer: try board.edit(.optimizer(Self.around(settings.optimizer, Optimizer.allCases, up)))
        case .loss: try board.changeLoss(up: up)
        case .activation: try changeActivation(up: up, &board)
        case .layers: try board.edit(up ? .addLayer : .removeLayer)
        case .penalty:
            try board.edit(.regularization(Self.around(settings.regularization, Regularization.allCases, up)))
        case .lambda:
            try board.edit(.regularizationRate(Self.next(settings.regularizationRate, Self.penalties, up)))
        case .scale: try board.changeScaling()
        case .stop: board.playground.stop = Self.around(playground.stop, StopCondition.choices, up)
        case .speed: board.speed = Self.ended(board.speed, TrainingSpeed.allCases, up)
        case .points: board.shownPoints = Self.around(board.shownPoints, ShownPoints.allCases, up)
        case .view: board.isDiscrete.toggle()
        }
    }

    /// Sets a number that was typed.
    func set(_ number: Double, _ board: inout PlaygroundBoard) throws(PlaygroundRefusal) {
        switch self {
        case .noise: try board.edit(.noise(try Self.within(number, PlaygroundConfiguration.noises)))
        case .train:
            try board.edit(.trainPercent(try Self.within(number, PlaygroundConfiguration.trainPercents)))
        case .batch:
            let sizes = PlaygroundConfiguration.batchSizes
            let size = try Self.within(number, Double(sizes.lowerBound)...Double(sizes.upperBound))
            guard let whole = Int(exactly: size) else {
                throw PlaygroundRefusal("a batch is a whole number of examples")
            }
            try board.edit(.batchSize(whole))
        case .rate: try board.edit(.learningRate(try Self.within(number, PlaygroundConfiguration.rates)))
        case .lambda:
            try board.edit(.regularizationRate(try Self.within(number, PlaygroundConfiguration.rates)))
        default: throw PlaygroundRefusal("\(title) takes no number; + and - change it")
        }
    }

    private static func within(
        _ number: Double, _ range: ClosedRange<Double>
    ) throws(PlaygroundRefusal) -> Double {
        guard range.contains(number) else {
            throw PlaygroundRefusal(
                "from \(text(range.lowerBound)) to \(text(range.upperBound)), not \(text(number))")
        }
        return number
    }

    private func changeData(up: Bool, _ board: inout PlaygroundBoard) throws(PlaygroundRefusal) {
        let now = board.playground.configuration.data
        let all = DataSource.all + [board.ownData].compactMap { $0 }
        try board.open(data: Self.around(now, all, up))
    }

    private func changeActivation(up: Bool, _ board: inout PlaygroundBoard) throws(PlaygroundRefusal) {
        let next = Self.around(board.playground.configuration.activation, Activation.allCases, up)
        try board.edit(.activations(next))
    }

    /// The next of a rising list, also for a value between two of them.
    private static func next<Number: Comparable>(
        _ value: Number, _ values: [Number], _ up: Bool
    ) throws(PlaygroundRefusal) -> Number {
        guard let next = up ? values.first(where: { $0 > value }) : values.last(where: { $0 < value }) else {
            throw PlaygroundRefusal("no further by + and -; = types a number")
        }
        return next
    }

    /// The next of a list that goes round.
    private static func around<Value: Equatable>(_ value: Value, _ values: [Value], _ up: Bool) -> Value {
        guard let index = values.firstIndex(of: value) else { return values[0] }
        return values[(index + (up ? 1 : values.count - 1)) % values.count]
    }

    /// The next of a list that ends.
    private static func ended<Value: Equatable>(_ value: Value, _ values: [Value], _ up: Bool) -> Value {
        guard let index = values.firstIndex(of: value) else { return value }
        return values[min(max(0, index + (up ? 1 : -1)), values.count - 1)]
    }
}

/// Why something can't be done, in words.
struct PlaygroundRefusal: Error, Hashable, CustomStringConvertible {
    let description: String

    init(_ description: String) {
        self.description = description
    }
}
