/// Everything that a link of TensorFlow Playground fixes: data, network, and how it learns; and what Playground does not
/// have beside it. The same configuration begins with the same points and weights, and learns the same numbers.
public struct PlaygroundConfiguration: Equatable, Codable, Sendable {
    /// The text that the random numbers grow from.
    public var seed = "0.59704"
    /// The examples.
    public var data = DataSource.circle
    /// How far points are off, from 0 to 50.
    public var noise = 0.0
    /// How many of a hundred points are learned from; the others test.
    public var trainPercent = 50.0
    /// How many neurons each hidden layer has; empty for none.
    public var hidden = [4, 2]
    /// The activation of the hidden layers.
    public var activation = Activation.tanh
    /// What the network is told of a point, in Playground's order. Rows of other than two columns are told as they are.
    public var features: [PointFeature] = [.x, .y]
    /// Whether numbers of very different sizes are brought to one.
    public var scaling = ColumnScaling.Method.none
    /// How it learns.
    public var settings = Trainer.Settings()

    /// Playground's own configuration, with a seed of ours.
    public init() {}

    /// What `noise` may be.
    public static let noises = 0.0...100
    /// What `trainPercent` may be: some points to learn from, and some to test.
    public static let trainPercents = 1.0...99
    /// What the learning rate and that of the regularization may be.
    public static let rates = 0...1e9
    /// How many examples may make a step.
    public static let batchSizes = 1...10_000

    /// Whether its numbers are what they may be, and none is missing.
    public var isWithinBounds: Bool {
        Self.noises.contains(noise) && Self.trainPercents.contains(trainPercent)
            && Self.batchSizes.contains(settings.batchSize) && Self.rates.contains(settings.learningRate)
            && Self.rates.contains(settings.regularizationRate) && hidden.allSatisfy { $0 > 0 }
            && Readout(for: data.kind, loss: settings.loss) != nil
    }

    /// What a network is told of a row.
    public var inputs: [InputFormula] {
        let columns = data.columns.count
        return columns == 2 ? features.map(\.formula) : (0..<columns).map { .column($0) }
    }

    /// How the answer is read off the outputs; by the usual loss of the data, where `settings` has one that does not go
    /// with them.
    public var readout: Readout {
        Readout(for: data.kind, loss: settings.loss) ?? (data.kind == .numbers ? .number : .shares)
    }

    /// Takes up other data. A loss that does not go with them gives way to their usual one; tables are scaled, and points,
    /// which are all of one size, are not. A batch is no larger than what there is to learn from: after less than a whole
    /// batch no step is made.
    public mutating func take(_ source: DataSource) {
        // A loss that was the only one for the data before was not chosen.
        let wasChosen = Readout.losses(for: data.kind).count > 1
        data = source
        let losses = Readout.losses(for: source.kind)
        if !wasChosen || !losses.contains(settings.loss) { settings.loss = losses[0] }
        scaling = source.isTable ? .standard : .none
        settings.batchSize = min(settings.batchSize, trainCount)
    }
}

extension PlaygroundConfiguration {
    /// A network that is larger takes longer than anyone waits.
    private static let mostNeurons = 4096

    /// The sizes of hidden layers, as in `8,8`; nothing is none.
    /// - Throws: what is no size.
    public static func sizes(_ text: String) throws(PlaygroundLinkError) -> [Int] {
        var sizes: [Int] = []
        guard !text.isEmpty else { return sizes }
        for part in text.split(separator: ",", omittingEmptySubsequences: false) {
            guard let size = Int(part), (1...mostNeurons).contains(size) else {
                throw PlaygroundLinkError(
                    description:
                        "expected sizes of layers from 1 to \(mostNeurons), as in 4,2, found \"\(part)\"")
            }
            sizes.append(size)
        }
        return sizes
    }
}
