/// Examples before anything is made of them: rows of numbers, and what should be said of each.
public struct LabelledData: Equatable, Encodable, Sendable {
    /// What is to be told of a row.
    public enum Kind: Equatable, Codable, Sendable {
        /// Which of two classes it is in.
        case twoClasses(negative: String, positive: String)
        /// Which of three classes or more.
        case classes([String])
        /// A number.
        case numbers

        /// Classes of these names: two, or more.
        public init(classes names: [String]) {
            self = names.count == 2 ? .twoClasses(negative: names[0], positive: names[1]) : .classes(names)
        }

        /// The names of the classes, those of two the negative one first; none where a number is told.
        public var classNames: [String] {
            switch self {
            case .twoClasses(let negative, let positive): [negative, positive]
            case .classes(let names): names
            case .numbers: []
            }
        }

        /// What Playground calls the problem.
        public var problem: Problem { self == .numbers ? .regression : .classification }
    }

    /// The two problems, by the names that TensorFlow Playground gives them.
    public enum Problem: String, CaseIterable, Codable, Sendable {
        /// Which class?
        case classification
        /// Which number?
        case regression
    }

    /// The names of the columns of `inputs`.
    public let columns: [String]
    /// The name of what is to be told.
    public let target: String
    /// Rows × columns.
    public let inputs: Matrix
    /// What should be said of each row: the number, or which of the classes it is in, counted from 0.
    public let labels: [Double]
    /// What the labels are.
    public let kind: Kind
    /// What a picture shows of each column.
    public let ranges: [ClosedRange<Double>]

    /// A set of rows, with a label each and a range for each column.
    init(
        columns: [String], target: String, inputs: Matrix, labels: [Double], kind: Kind,
        ranges: [ClosedRange<Double>]
    ) {
        precondition(inputs.rows == labels.count, "a label per row")
        precondition(inputs.columns == columns.count && ranges.count == columns.count, "a name per column")
        self.columns = columns
        self.target = target
        self.inputs = inputs
        self.labels = labels
        self.kind = kind
        self.ranges = ranges
    }

    /// Points of the plane, whose labels are classes from 0, or numbers.
    init(points: [LabelledPoint], kind: Kind, range: ClosedRange<Double>) {
        self.init(
            columns: ["x", "y"], target: kind == .numbers ? "value" : "class",
            inputs: Matrix(rows: points.count, columns: 2, elements: points.flatMap { [$0.x, $0.y] }),
            labels: points.map(\.label), kind: kind, ranges: [range, range])
    }

    /// How many examples there are.
    public var count: Int { labels.count }

    /// Which class a row is in; nil where a number is told of it.
    public func classIndex(ofRow row: Int) -> Int? { kind == .numbers ? nil : Int(labels[row]) }

    /// The same rows in random order.
    func shuffled(from random: inout PlaygroundRandom) -> LabelledData {
        var order = Array(0..<count)
        random.shuffle(&order)
        var elements: [Double] = []
        elements.reserveCapacity(inputs.elements.count)
        for row in order { elements += inputs.row(row) }
        return LabelledData(
            columns: columns, target: target,
            inputs: Matrix(rows: count, columns: columns.count, elements: elements),
            labels: order.map { labels[$0] }, kind: kind, ranges: ranges)
    }
}

extension LabelledData: Decodable {
    private enum CodingKeys: String, CodingKey { case columns, target, inputs, labels, kind, ranges }

    /// Reads rows that were encoded; those that do not fit together are refused.
    public init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        let columns = try container.decode([String].self, forKey: .columns)
        let target = try container.decode(String.self, forKey: .target)
        let inputs = try container.decode(Matrix.self, forKey: .inputs)
        let labels = try container.decode([Double].self, forKey: .labels)
        let kind = try container.decode(Kind.self, forKey: .kind)
        let ranges = try container.decode([ClosedRange<Double>].self, forKey: .ranges)
        let classes = Double(kind.classNames.count)
        guard inputs.rows == labels.count, inputs.columns == columns.count, ranges.count == columns.count,
            kind == .numbers || labels.allSatisfy({ $0 >= 0 && $0 < classes && $0 == $0.rounded() })
        else {
            throw DecodingError.dataCorruptedError(
                forKey: .labels, in: container, debugDescription: "a label a row, a range a column")
        }
        self.init(
            columns: columns, target: target, inputs: inputs, labels: labels, kind: kind, ranges: ranges)
    }
}
