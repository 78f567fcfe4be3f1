extension LabelledData {
    /// Reads a CSV file: numbers in all columns but one, which has the labels.
    ///
    /// Cells are separated by `,`, `;` or tabs, whichever the file uses, and may be quoted (RFC 4180). A first row in which
    /// something else than numbers stands beside the label is a header. Empty lines are left out.
    /// - Parameters:
    ///   - target: the column of the labels, by its name or its number from 1; the last one, if left out.
    ///   - problem: what the labels are. If left out: text is classes; whole numbers are, if they are few and each is there
    ///     more than once on average; others are numbers to be predicted.
    /// - Throws: the first thing that is wrong in it, with its place.
    public init(
        csv bytes: [UInt8], target: String? = nil, problem: Problem? = nil
    ) throws(CSVError) {
        guard bytes.count <= CSVLimits.size else { throw CSVError(.tooLarge(limit: CSVLimits.size)) }
        var table = try CSVTable(bytes, target: target)
        try table.readRows()
        self = try table.labelledData(problem)
    }
}

/// A CSV file on its way to a data set.
struct CSVTable {
    var reader: CSVReader
    /// The names of all columns as the header has them; nil without one.
    let header: [String]?
    let columnCount: Int
    /// The column of the labels, from 0.
    let target: Int
    /// Rows × the columns that are no labels.
    private var inputs: [Double] = []
    private(set) var labels: [CSVReader.Cell] = []

    init(_ bytes: [UInt8], target: String?) throws(CSVError) {
        reader = try CSVReader(bytes)
        reader.skipLineEnds()
        let start = reader.position
        guard !reader.isAtEnd else { throw CSVError(.tooFewRows(found: 0)) }
        var cells: [CSVReader.Cell] = []
        repeat { cells.append(try reader.cell()) } while reader.skipSeparator()
        var first: [String] = []
        for cell in cells { first.append(try reader.text(cell)) }
        columnCount = first.count
        guard columnCount > 1 else { throw reader.error(.oneColumn, at: start) }
        guard columnCount <= CSVLimits.columns else {
            throw reader.error(.tooManyColumns(found: columnCount, limit: CSVLimits.columns), at: start)
        }
        let place = try Self.targetPlace(target, first)
        self.target = place.index
        let isHeader = place.isName || Self.isHeader(first, target: place.index)
        header = isHeader ? first : nil
        if !isHeader { reader.position = start }
    }

    /// The column that is asked for, and whether it was by the name in the first row.
    private static func targetPlace(
        _ target: String?, _ first: [String]
    ) throws(CSVError) -> (index: Int, isName: Bool) {
        guard let target else { return (first.count - 1, false) }
        let number = Int(target)
        // In a file of numbers alone, a number is a place.
        let isName = number == nil || isHeader(first, target: first.firstIndex(of: target) ?? first.count - 1)
        if isName, let index = first.firstIndex(of: target) { return (index, true) }
        if let number, first.indices.contains(number - 1) { return (number - 1, false) }
        let hasNames = isHeader(first, target: first.count - 1)
        throw CSVError(.noSuchColumn(target, known: hasNames ? first : []))
    }

    /// Whether a row has names in it: something that is no number, and nothing that was meant for one.
    private static func isHeader(_ cells: [String], target: Int) -> Bool {
        cells.enumerated().contains { index, text in
            index != target && !text.isEmpty && Double(text) == nil && !CSVNumber.isNotFinite(text)
                && !["na", "n/a", "null", "none", "?", "-"].contains(text.lowercased())
        }
    }

    mutating func readRows() throws(CSVError) {
        reader.skipLineEnds()
        while !reader.isAtEnd {
            guard labels.count < CSVLimits.rows else {
                throw reader.error(.tooManyRows(limit: CSVLimits.rows), at: reader.position)
            }
            try readRow()
            reader.skipLineEnds()
        }
        guard labels.count > 1 else { throw CSVError(.tooFewRows(found: labels.count)) }
    }

    private mutating func readRow() throws(CSVError) {
        let start = reader.position
        for column in 0..<columnCount {
            if column > 0, !reader.skipSeparator() { throw try ragged(from: start) }
            let place = reader.position
            if column == target {
                labels.append(try reader.cell())
            } else if let number = reader.plainNumber(), number.isFinite {
                inputs.append(number)
            } else {
                // In quotes, or none.
                reader.position = place
                inputs.append(try number(in: try reader.cell(), column))
            }
        }
        if reader.skipSeparator() { throw try ragged(from: start) }
    }

    /// The number in a cell of a column.
    func number(in cell: CSVReader.Cell, _ column: Int) throws(CSVError) -> Double {
        if let number = numberIfAny(in: cell), number.isFinite { return number }
        let (text, name) = (try reader.text(cell), name(ofColumn: column))
        let problem: CSVError.Problem =
            cell.isEmpty
            ? .missingCell(column: name)
            : CSVNumber.isNotFinite(text)
                ? .notFinite(text: text, column: name)
                : numberIfAny(in: cell) != nil
                    ? .outOfRange(text: text, column: name) : .notANumber(text: text, column: name)
        throw reader.error(problem, at: cell.start)
    }

    /// The number in a cell, an infinity for one that is too large; nil for none.
    func numberIfAny(in cell: CSVReader.Cell) -> Double? {
        var (position, end) = (cell.start, cell.end)
        while position < end, reader.bytes[position] == 0x20 { position += 1 }
        while end > position, reader.bytes[end - 1] == 0x20 { end -= 1 }
        guard let number = CSVNumber.read(reader.bytes, at: &position, end: end), position == end else {
            return nil
        }
        return number
    }

    private mutating func ragged(from start: Int) throws(CSVError) -> CSVError {
        reader.position = start
        var found = 0
        repeat {
            _ = try reader.cell()
            found += 1
        } while reader.skipSeparator()
        return reader.error(.ragged(expected: columnCount, found: found), at: start)
    }

    /// A column as errors speak of it.
    func name(ofColumn column: Int) -> String {
        guard let header, !header[column].isEmpty else { return "column \(column + 1)" }
        return "column \(column + 1) (\(header[column]))"
    }

    /// The set of these inputs with labels.
    func labelledData(labels: [Double], kind: LabelledData.Kind) -> LabelledData {
        let others = (0..<columnCount).filter { $0 != target }
        let names = others.enumerated().map { place, column in
            header.flatMap { $0[column].isEmpty ? nil : $0[column] } ?? "x\(place + 1)"
        }
        return LabelledData(
            columns: names, target: header.flatMap { $0[target].isEmpty ? nil : $0[target] } ?? "label",
            inputs: Matrix(rows: labels.count, columns: names.count, elements: inputs), labels: labels,
            kind: kind, ranges: ranges)
    }

    /// From the smallest number to the largest, and a bit of room.
    private var ranges: [ClosedRange<Double>] {
        let width = columnCount - 1
        return (0..<width).map { column in
            var (low, high) = (inputs[column], inputs[column])
            for index in stride(from: column, to: inputs.count, by: width) {
                low = min(low, inputs[index])
                high = max(high, inputs[index])
            }
            let room = high > low && (high - low).isFinite ? (high - low) / 20 : 1
            return low - room...high + room
        }
    }
}
