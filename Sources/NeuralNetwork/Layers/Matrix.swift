/// A table of numbers, stored row after row in one flat buffer.
///
/// As the weights of a layer, a row is one neuron and a column is one input:
///
///             input 0   input 1
///     neuron 0   0.5      -0.3
///     neuron 1   0.8       0.1
public struct Matrix: Equatable, Encodable, Sendable {
    /// How many rows there are; for weights, how many neurons.
    public private(set) var rows: Int
    /// How many columns there are; for weights, how many inputs each neuron has.
    public private(set) var columns: Int
    /// All `rows * columns` numbers, the first row first.
    public private(set) var elements: [Double]

    /// Makes a matrix of a flat buffer of exactly `rows * columns` numbers, the first row first.
    public init(rows: Int, columns: Int, elements: [Double]) {
        precondition(rows >= 0 && columns >= 0, "a matrix has no negative size")
        precondition(elements.count == rows * columns, "a matrix needs rows * columns elements")
        self.rows = rows
        self.columns = columns
        self.elements = elements
    }

    /// Makes a matrix of one array per row; throws the first row that is not as long as row 0.
    public init(_ rows: [[Double]]) throws(ShapeError) {
        let columns = rows.first?.count ?? 0
        for (index, row) in rows.enumerated() where row.count != columns {
            throw ShapeError(.row(index), expected: columns, found: row.count)
        }
        self.init(rows: rows.count, columns: columns, elements: Array(rows.joined()))
    }

    /// The number at `row` and `column`, both counted from 0.
    public subscript(row: Int, column: Int) -> Double {
        get { elements[offset(row, column)] }
        set { elements[offset(row, column)] = newValue }
    }

    /// The `columns` numbers of row `i`: for weights, those of neuron `i`, one per input.
    public func row(_ i: Int) -> ArraySlice<Double> {
        precondition(0..<rows ~= i, "row out of range")
        return elements[i * columns..<(i + 1) * columns]
    }

    /// The `rows` numbers of column `j`: for weights, what every neuron makes of input `j`.
    public func column(_ j: Int) -> [Double] {
        (0..<rows).map { self[$0, j] }
    }

    /// Puts a row of `columns` numbers before row `i`; a layer gains a neuron.
    public mutating func insertRow(_ row: [Double], at i: Int) {
        precondition(0...rows ~= i, "row out of range")
        precondition(row.count == columns, "a new row is as long as the others")
        elements.insert(contentsOf: row, at: i * columns)
        rows += 1
    }

    /// Takes row `i` out and returns its `columns` numbers; a layer loses a neuron.
    @discardableResult
    public mutating func removeRow(at i: Int) -> [Double] {
        let removed = Array(row(i))
        elements.removeSubrange(i * columns..<(i + 1) * columns)
        rows -= 1
        return removed
    }

    /// Puts a column of `rows` numbers before column `j`; every neuron of a layer gains an input.
    public mutating func insertColumn(_ column: [Double], at j: Int) {
        precondition(0...columns ~= j, "column out of range")
        precondition(column.count == rows, "a new column is as long as the others")
        var widened: [Double] = []
        widened.reserveCapacity(elements.count + rows)
        for i in 0..<rows {
            let row = row(i)
            widened += row.prefix(j)
            widened.append(column[i])
            widened += row.dropFirst(j)
        }
        elements = widened
        columns += 1
    }

    /// Takes column `j` out and returns its `rows` numbers; every neuron of a layer loses an input.
    @discardableResult
    public mutating func removeColumn(at j: Int) -> [Double] {
        let removed = column(j)
        var narrowed: [Double] = []
        narrowed.reserveCapacity(elements.count - rows)
        for i in 0..<rows {
            let row = row(i)
            narrowed += row.prefix(j)
            narrowed += row.dropFirst(j + 1)
        }
        elements = narrowed
        columns -= 1
        return removed
    }

    private func offset(_ row: Int, _ column: Int) -> Int {
        precondition(0..<rows ~= row && 0..<columns ~= column, "matrix index out of range")
        return row * columns + column
    }
}

extension Matrix: Decodable {
    private enum CodingKeys: String, CodingKey { case rows, columns, elements }

    /// Reads a matrix that was encoded; one with another number of elements than it says is refused.
    public init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        let rows = try container.decode(Int.self, forKey: .rows)
        let columns = try container.decode(Int.self, forKey: .columns)
        let elements = try container.decode([Double].self, forKey: .elements)
        let (count, isTooMuch) = rows.multipliedReportingOverflow(by: columns)
        guard rows >= 0, columns >= 0, !isTooMuch, count == elements.count else {
            throw DecodingError.dataCorruptedError(
                forKey: .elements, in: container,
                debugDescription: "\(elements.count) elements are no \(rows)×\(columns) matrix")
        }
        self.init(rows: rows, columns: columns, elements: elements)
    }
}
