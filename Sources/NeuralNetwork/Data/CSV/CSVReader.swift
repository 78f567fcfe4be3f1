/// Goes through the cells of a CSV file (RFC 4180): quoted or not, in rows that end with LF, CR LF or CR.
struct CSVReader {
    /// Where the text of a cell stands.
    struct Cell {
        /// The text, without quotes and without blanks around what is not quoted.
        var start: Int
        var end: Int
        var isQuoted = false

        var isEmpty: Bool { start == end }
    }

    let bytes: [UInt8]
    let separator: UInt8
    var position: Int

    private static let quote = UInt8(ascii: "\"")
    private static let lineFeed = UInt8(ascii: "\n")
    private static let carriageReturn = UInt8(ascii: "\r")

    init(_ bytes: [UInt8]) throws(CSVError) {
        self.bytes = bytes
        if bytes.starts(with: [0xFF, 0xFE]) || bytes.starts(with: [0xFE, 0xFF]) {
            throw CSVError(.notUTF8(guess: "UTF-16"), line: 1, column: 1)
        }
        position = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0  // the byte order mark of spreadsheets
        separator = Self.separator(of: bytes, from: position)
    }

    var isAtEnd: Bool { position == bytes.count }

    /// Whether the row goes on with another cell; moves behind the separator.
    mutating func skipSeparator() -> Bool {
        guard !isAtEnd, bytes[position] == separator else { return false }
        position += 1
        return true
    }

    /// Moves behind the end of the row and behind empty lines.
    mutating func skipLineEnds() {
        while !isAtEnd, bytes[position] == Self.lineFeed || bytes[position] == Self.carriageReturn {
            position += 1
        }
    }

    /// Reads a cell that is a number as it stands, the way nearly all of them are.
    /// - Returns: nil, without moving, where it is none.
    mutating func plainNumber() -> Double? {
        var end = position
        while end < bytes.count, bytes[end] == 0x20 { end += 1 }
        guard let number = CSVNumber.read(bytes, at: &end, end: bytes.count) else { return nil }
        while end < bytes.count, bytes[end] == 0x20 { end += 1 }
        guard end == bytes.count || endsCell(bytes[end]) else { return nil }
        position = end
        return number
    }

    /// Reads a cell, up to the separator or line end behind it.
    mutating func cell() throws(CSVError) -> Cell {
        var start = position
        while start < bytes.count, bytes[start] == 0x20 { start += 1 }
        if start < bytes.count, bytes[start] == Self.quote { return try quotedCell(from: start) }
        while !isAtEnd, !endsCell(bytes[position]) { position += 1 }
        var end = position
        while end > start, bytes[end - 1] == 0x20 { end -= 1 }
        return Cell(start: min(start, end), end: end)
    }

    private mutating func quotedCell(from opening: Int) throws(CSVError) -> Cell {
        position = opening + 1
        while true {
            guard !isAtEnd else { throw error(.unterminatedQuote, at: opening) }
            defer { position += 1 }
            guard bytes[position] == Self.quote else { continue }
            guard position + 1 < bytes.count, bytes[position + 1] == Self.quote else { break }
            position += 1
        }
        let cell = Cell(start: opening + 1, end: position - 1, isQuoted: true)
        while !isAtEnd, bytes[position] == 0x20 { position += 1 }
        guard isAtEnd || endsCell(bytes[position]) else { throw error(.textAfterQuote, at: position) }
        return cell
    }

    private func endsCell(_ byte: UInt8) -> Bool {
        byte == separator || byte == Self.lineFeed || byte == Self.carriageReturn
    }

    /// The text of a cell.
    func text(_ cell: Cell) throws(CSVError) -> String {
        guard let text = String(validating: bytes[cell.start..<cell.end], as: UTF8.self) else {
            throw error(.notUTF8(guess: nil), at: cell.start)
        }
        return cell.isQuoted ? text.replacing("\"\"", with: "\"") : text
    }

    /// An error with the line and the character of a byte.
    func error(_ problem: CSVError.Problem, at place: Int) -> CSVError {
        var (line, start, i) = (1, bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0, 0)
        while i < place {
            let isEnd = bytes[i] == Self.lineFeed || bytes[i] == Self.carriageReturn
            // CR LF is one end.
            if isEnd, bytes[i] == Self.lineFeed || bytes[i + 1] != Self.lineFeed {
                line += 1
                start = i + 1
            }
            i += 1
        }
        let column = String(decoding: bytes[start..<max(place, start)], as: UTF8.self).unicodeScalars.count
        return CSVError(problem, line: line, column: column + 1)
    }

    /// Which of `,`, `;` and tab separates the cells: the one that is as often in each of the first lines, and most often;
    /// where none is, the one most often in the first.
    private static func separator(of bytes: [UInt8], from start: Int) -> UInt8 {
        let candidates = [UInt8(ascii: ","), UInt8(ascii: ";"), UInt8(ascii: "\t")]
        var lines = [[0, 0, 0]]
        var isInQuotes = false
        for byte in bytes[start...].prefix(64 << 10) {
            if byte == quote {
                isInQuotes.toggle()
            } else if !isInQuotes, let index = candidates.firstIndex(of: byte) {
                lines[lines.count - 1][index] += 1
            } else if !isInQuotes, byte == lineFeed || byte == carriageReturn {
                if lines.last != [0, 0, 0] { lines.append([0, 0, 0]) }
                if lines.count > 10 { break }
            }
        }
        // The last line may be cut off, or not have begun.
        if lines.count > 1 { lines.removeLast() }
        let even = candidates.indices.filter { index in
            lines[0][index] > 0 && lines.allSatisfy { $0[index] == lines[0][index] }
        }
        let best = (even.isEmpty ? Array(candidates.indices) : even).reduce(nil) { best, index in
            best.map { lines[0][index] > lines[0][$0] ? index : $0 } ?? index
        }
        return candidates[best ?? 0]
    }
}
