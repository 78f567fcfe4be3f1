/// Where examples come from: points that are drawn anew from every seed, or a table of the learner's own.
public enum DataSource: Equatable, Codable, Sendable {
    /// A set of TensorFlow Playground, point for point.
    case playground(PlaygroundData)
    /// One of ours.
    case extra(ExtraData)
    /// Rows that are there already, such as those of a CSV file, and what they are called.
    case table(LabelledData, name: String)

    /// All that can be drawn, Playground's first.
    public static let all = PlaygroundData.allCases.map(playground) + ExtraData.allCases.map(extra)

    /// The source of this name among those that can be drawn.
    public init?(name: String) {
        guard let source = Self.all.first(where: { $0.name == name }) else { return nil }
        self = source
    }

    /// The name to ask for it by.
    public var name: String {
        switch self {
        case .playground(let data): data.rawValue
        case .extra(let data): data.rawValue
        case .table(_, let name): name
        }
    }

    /// What is to be told of an example.
    public var kind: LabelledData.Kind {
        switch self {
        case .playground(let data):
            data.isClassification ? .twoClasses(negative: "-1", positive: "+1") : .numbers
        case .extra(let data): .init(classes: data.classes)
        case .table(let data, _): data.kind
        }
    }

    /// The names of the columns.
    public var columns: [String] {
        switch self {
        case .playground, .extra: ["x", "y"]
        case .table(let data, _): data.columns
        }
    }

    /// How many examples there are.
    public var count: Int {
        switch self {
        case .playground(let data): data.usualCount
        case .extra(let data): data.usualCount
        case .table(let data, _): data.count
        }
    }

    /// Whether its examples are all there are, so that nothing is held back: training and test are on the same.
    public var isWhole: Bool { self == .extra(.corners) }

    /// Whether it is rows that are there already, and not points that are drawn from a seed with more or less noise.
    public var isTable: Bool {
        switch self {
        case .playground, .extra: false
        case .table: true
        }
    }

    /// Its examples, in random order.
    /// - Parameters:
    ///   - noise: how far points are off, from 0 to 0.5 on Playground's slider, which counts in hundredths; a table has
    ///     none.
    ///   - random: drawn from in Playground's order; it goes on to draw the first weights.
    public func labelledData(noise: Double, from random: inout PlaygroundRandom) -> LabelledData {
        switch self {
        case .playground(let data):
            let points = data.points(noise: noise, from: &random)
            guard data.isClassification else {
                return LabelledData(points: points, kind: kind, range: -6...6)
            }
            let classes = points.map { LabelledPoint(x: $0.x, y: $0.y, label: $0.label > 0 ? 1 : 0) }
            return LabelledData(points: classes, kind: kind, range: -6...6)
        case .extra(let data):
            return LabelledData(
                points: data.points(noise: noise, from: &random), kind: kind, range: data.range)
        case .table(let data, _): return data.shuffled(from: &random)
        }
    }
}

extension DataSource {
    /// Its name for people.
    public var title: String {
        switch self {
        case .playground(let data): data.title
        case .extra(let data): data.title
        case .table(_, let name): name
        }
    }

    /// What it is and what is hard about it, in a sentence.
    public var explanation: String {
        switch self {
        case .playground(let data): data.explanation
        case .extra(let data): data.explanation
        case .table(let data, _):
            switch data.kind {
            case .numbers: "Your own rows: \(data.target) is a number to be predicted."
            case .twoClasses, .classes:
                "Your own rows: \(data.target) is one of \(data.kind.classNames.count) classes."
            }
        }
    }
}

extension PlaygroundData {
    /// Its name for people.
    public var title: String {
        switch self {
        case .circle: "Circle"
        case .xor: "Exclusive or"
        case .gauss: "Two clouds"
        case .spiral: "Spiral"
        case .plane: "Plane"
        case .hills: "Hills"
        }
    }

    /// What it is and what is hard about it, in a sentence.
    public var explanation: String {
        switch self {
        case .circle: "A disc in a ring: no straight line parts them."
        case .xor: "Four quarters, and those across from each other are of one class."
        case .gauss: "Two clouds that one straight line parts."
        case .spiral: "Two arms wound around each other: the hardest of Playground's sets."
        case .plane: "A number that grows evenly from corner to corner."
        case .hills: "A number with three hills and three hollows."
        }
    }
}

// Playground's sets by their short names, wherever a source is wanted.
extension DataSource {
    /// Playground's disc in a ring.
    public static let circle = DataSource.playground(.circle)
    /// Playground's four quarters.
    public static let xor = DataSource.playground(.xor)
    /// Playground's two clouds.
    public static let gauss = DataSource.playground(.gauss)
    /// Playground's spiral.
    public static let spiral = DataSource.playground(.spiral)
}
