import NeuralNetwork

/// The examples that a network is measured on after every frame: all of them, or, where these are too many for one
/// frame, some all over the list.
struct MeasuredExamples: Sendable {
    private let train: PreparedExamples<Double>
    private let test: PreparedExamples<Double>
    /// A few of those to learn from, for a look at single neurons.
    let few: PreparedExamples<Double>

    /// More multiplications than this are too many for one frame.
    private static let mostMultiplications = 4_000_000
    private static let fewest = 200
    private static let fewCount = 32

    /// What each column of the data is on average.
    let columnMeans: [Double]

    /// How many there are.
    var count: Int { train.count + test.count }
    /// Whether a measurement is over before anyone notices.
    let isQuick: Bool

    /// - Throws: `ShapeError` where an example does not fit the network.
    init(_ start: PlaygroundConfiguration.Start, for network: Network) throws(ShapeError) {
        let most = max(Self.fewest, Self.mostMultiplications / max(1, network.parameterCount))
        train = try PreparedExamples(Self.spread(start.train, most), for: network)
        test = try PreparedExamples(Self.spread(start.test, most), for: network)
        few = try PreparedExamples(Self.spread(start.train, Self.fewCount), for: network)
        columnMeans = (0..<start.data.columns.count).map { column in
            start.data.inputs.column(column).reduce(0, +) / Double(max(1, start.data.count))
        }
        isQuick = network.parameterCount * (train.count + test.count) <= 2 * Self.mostMultiplications
    }

    /// So many of a list, from all over it.
    private static func spread(_ examples: [Example], _ count: Int) -> [Example] {
        guard examples.count > count else { return examples }
        return (0..<count).map { examples[$0 * examples.count / count] }
    }

    /// How a network does on them.
    func record(_ trainer: LiveTrainer, tellsClasses: Bool) -> TrainingRecord {
        let (network, loss) = (trainer.fastNetwork, trainer.settings.loss)
        func accuracy(_ examples: PreparedExamples<Double>) -> Double? {
            tellsClasses && examples.count > 0 ? network.accuracy(over: examples) : nil
        }
        return TrainingRecord(
            epoch: trainer.epoch, trainLoss: network.loss(loss, over: train),
            testLoss: network.loss(loss, over: test),
            trainAccuracy: accuracy(train), testAccuracy: accuracy(test))
    }
}
