/// Everything that a link of TensorFlow Playground fixes: data, network, and how it learns. The same configuration begins
/// with the same points and weights, and learns the same numbers.
public struct PlaygroundConfiguration: Equatable, Sendable {
    /// The text that the random numbers grow from.
    public var seed = "0.59704"
    /// The points.
    public var data = PlaygroundData.circle
    /// How far points are off, from 0 to 50.
    public var noise = 0.0
    /// How many of a hundred points are learned from; the others test.
    public var trainPercent = 50.0
    /// How many neurons each hidden layer has; empty for none.
    public var hidden = [4, 2]
    /// The activation of the hidden layers.
    public var activation = Activation.tanh
    /// What the network is told of a point, in Playground's order.
    public var features: [PointFeature] = [.x, .y]
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

    /// What a training begins with.
    public struct Start: Sendable {
        /// The examples to learn from, in their order.
        public let train: [Example]
        /// Those that tell whether what was learned holds elsewhere.
        public let test: [Example]
        /// The first network.
        public let network: Network
    }

    /// The points and the first network, drawn from the seed.
    /// - Throws: `ShapeError` for a layer without neurons, or no features.
    public func start() throws(ShapeError) -> Start {
        var random = PlaygroundRandom(seed: seed)
        let points = data.points(noise: noise / 100, from: &random)
        let split = Int(Double(points.count) * trainPercent / 100)
        let network = try Network(
            playgroundSizes: [features.count] + hidden + [1], hidden: activation,
            output: data.isClassification ? .tanh : .linear, from: &random)
        let examples = points.map { point in
            Example(input: features.map { $0(point) }, target: [point.label])
        }
        return Start(train: Array(examples[..<split]), test: Array(examples[split...]), network: network)
    }
}

extension PlaygroundConfiguration {
    /// The configuration of a Playground link: all of it, or what stands behind its `#`.
    /// - Throws: what can't be understood, with its place in the link.
    public init(link: String) throws(PlaygroundLinkError) {
        self.init()
        let fragment = link.split(separator: "#", maxSplits: 1, omittingEmptySubsequences: false).last ?? ""
        var place = link.count - fragment.count
        var problem = "classification"
        var (classes, numbers) = (PlaygroundData.circle, PlaygroundData.plane)
        var wanted: [PointFeature: Bool] = [.x: true, .y: true]
        for part in fragment.split(separator: "&", omittingEmptySubsequences: false) {
            defer { place += part.count + 1 }
            let pair = part.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            guard let key = pair.first.map(String.init), !part.isEmpty else { continue }
            let value = LinkValue(key: key, text: pair.count > 1 ? String(pair[1]) : "", place: place + 1)
            switch key {
            case "activation": activation = try value.oneOf(Activation.self)
            case "batchSize": settings.batchSize = try value.whole(in: Self.batchSizes)
            case "dataset": classes = try value.oneOf(PlaygroundData.self)
            case "regDataset": numbers = try value.oneOf(PlaygroundData.self)
            case "learningRate": settings.learningRate = try value.number(in: Self.rates)
            case "regularization": settings.regularization = try value.regularization()
            case "regularizationRate": settings.regularizationRate = try value.number(in: Self.rates)
            case "noise": noise = try value.number(in: Self.noises)
            case "networkShape": hidden = try value.sizes()
            case "seed": seed = value.text
            case "percTrainData": trainPercent = try value.number(in: Self.trainPercents)
            case "problem": problem = try value.word(among: ["classification", "regression"])
            default:
                if let feature = PointFeature(rawValue: key) {
                    wanted[feature] = try value.word(among: ["true", "false"]) == "true"
                } else if !Self.isAboutTheView(key) {
                    throw value.unknownKey
                }
            }
        }
        data = problem == "classification" ? classes : numbers
        features = PointFeature.allCases.filter { wanted[$0] ?? false }
    }

    /// Whether a key says how Playground's page looks.
    private static func isAboutTheView(_ key: String) -> Bool {
        let known = [
            "showTestData", "discretize", "collectStats", "tutorial", "initZero", "hideText", "stepButton",
            "cosX", "cosY",
        ]
        return known.contains(key) || key.hasSuffix("_hide")
    }

    /// The names of everything that a link can set.
    static let linkKeys =
        [
            "activation", "batchSize", "dataset", "regDataset", "learningRate", "regularization",
            "regularizationRate", "noise", "networkShape", "seed", "percTrainData", "problem",
        ] + PointFeature.allCases.map(\.rawValue)
}

/// Something in a link that can't be understood.
public struct PlaygroundLinkError: Error, Equatable, Sendable, CustomStringConvertible {
    /// What is wrong, and at which character of the link.
    public let description: String
}

/// The value of a key in a link, with where the key stands.
private struct LinkValue {
    let key: String
    let text: String
    /// The character of the link, from 1.
    let place: Int

    func error(_ message: String) -> PlaygroundLinkError {
        PlaygroundLinkError(description: "character \(place) of the link: \(key): \(message)")
    }

    var unknownKey: PlaygroundLinkError {
        let nearest = nearestName(to: key, among: PlaygroundConfiguration.linkKeys).map {
            "; did you mean \($0)?"
        }
        return PlaygroundLinkError(
            description:
                "character \(place) of the link: there is no \(key.isEmpty ? "name" : key)\(nearest ?? "")")
    }

    func number(in range: ClosedRange<Double>) throws(PlaygroundLinkError) -> Double {
        guard let number = Double(text), range.contains(number) else {
            throw error(
                "expected a number from \(range.lowerBound) to \(range.upperBound), found \"\(text)\"")
        }
        return number
    }

    func whole(in range: ClosedRange<Int>) throws(PlaygroundLinkError) -> Int {
        guard let number = Int(text), range.contains(number) else {
            throw error(
                "expected a whole number from \(range.lowerBound) to \(range.upperBound), found \"\(text)\"")
        }
        return number
    }

    func word(among words: [String]) throws(PlaygroundLinkError) -> String {
        guard words.contains(text) else {
            throw error("expected \(words.joined(separator: ", ")), found \"\(text)\"")
        }
        return text
    }

    func oneOf<Word: RawRepresentable & CaseIterable>(
        _ type: Word.Type
    ) throws(PlaygroundLinkError) -> Word where Word.RawValue == String {
        guard let word = Word(rawValue: text) else {
            throw error(
                "expected \(Word.allCases.map(\.rawValue).joined(separator: ", ")), found \"\(text)\"")
        }
        return word
    }

    /// Playground writes no regularization as "none", or as nothing.
    func regularization() throws(PlaygroundLinkError) -> Regularization {
        text.isEmpty ? .none : try oneOf(Regularization.self)
    }

    /// `4,2`, or nothing for no hidden layer.
    func sizes() throws(PlaygroundLinkError) -> [Int] {
        do { return try PlaygroundConfiguration.sizes(text) } catch { throw self.error("\(error)") }
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
