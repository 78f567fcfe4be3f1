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
            case "dataset": classes = try value.data(for: .classification)
            case "regDataset": numbers = try value.data(for: .regression)
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
        data = .playground(problem == "classification" ? classes : numbers)
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

    func data(for problem: LabelledData.Problem) throws(PlaygroundLinkError) -> PlaygroundData {
        let known = PlaygroundData.allCases.filter { $0.isClassification == (problem == .classification) }
        return PlaygroundData(rawValue: try word(among: known.map(\.rawValue))) ?? .circle
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
