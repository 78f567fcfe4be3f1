/// What is wrong with a CSV file, and where.
public struct CSVError: Error, Equatable, Sendable, CustomStringConvertible {
    /// What can be wrong with a CSV file. A `column` is the column of the table, from 1, and its name if it has one.
    public enum Problem: Equatable, Sendable {
        /// More bytes than are read.
        case tooLarge(limit: Int)
        /// More rows than are read.
        case tooManyRows(limit: Int)
        /// More columns than are read.
        case tooManyColumns(found: Int, limit: Int)
        /// Bytes that are no UTF-8; `guess` is the encoding that they look like.
        case notUTF8(guess: String?)
        /// No rows, or one alone.
        case tooFewRows(found: Int)
        /// No column to tell another one from.
        case oneColumn
        /// A row of another length than the first.
        case ragged(expected: Int, found: Int)
        /// Nothing where a number or a label belongs.
        case missingCell(column: String)
        /// Text where a number belongs.
        case notANumber(text: String, column: String)
        /// NaN or an infinity.
        case notFinite(text: String, column: String)
        /// A number that no Double holds.
        case outOfRange(text: String, column: String)
        /// A quote that is opened and never closed.
        case unterminatedQuote
        /// Something between a closing quote and the next separator.
        case textAfterQuote
        /// Labels that are all the same.
        case oneClass(name: String, column: String)
        /// More different labels than there can be classes.
        case tooManyClasses(limit: Int, column: String)
        /// No column of this name or number.
        case noSuchColumn(String, known: [String])
    }

    /// What is wrong.
    public let problem: Problem
    /// The line of the file, from 1; nil where the whole file is meant.
    public let line: Int?
    /// The character in that line, from 1.
    public let column: Int?

    init(_ problem: Problem, line: Int? = nil, column: Int? = nil) {
        self.problem = problem
        self.line = line
        self.column = column
    }

    /// One line, ready to stand after a file name and a colon: `3:14: expected a number in column 2, found "abc"`.
    public var description: String {
        guard let line, let column else { return " " + words }
        return "\(line):\(column): \(words)"
    }

    private var words: String {
        switch problem {
        case .tooLarge(let limit): "the file is larger than \(limit >> 20) MiB"
        case .tooManyRows(let limit): "there are more than \(limit) rows"
        case .tooManyColumns(let found, let limit): "there are \(found) columns; there may be \(limit)"
        case .notUTF8(let guess?): "this is \(guess); save the file as UTF-8"
        case .notUTF8: "these bytes are no text in UTF-8; save the file as UTF-8"
        case .tooFewRows(0): "there are no rows to learn from"
        case .tooFewRows: "there is one row alone; it takes one to learn from and one to test"
        case .oneColumn:
            "there is one column alone, separated by \",\", \";\" or tabs; it takes one to read and one to tell"
        case .ragged(let expected, let found):
            "expected \(expected) cells as in the first row, found \(found)"
        case .missingCell(let column): "the cell of \(column) is empty; leave out the row, or fill it in"
        case .notANumber(let text, let column):
            "expected a number in \(column), found \(Self.quoted(text))" + Self.advice(text)
        case .notFinite(let text, let column):
            "expected a number in \(column), found \(Self.quoted(text)), with which nothing can be computed"
        case .outOfRange(let text, let column):
            "\(Self.quoted(text)) in \(column) is too large for a number"
        case .unterminatedQuote: "this quote is never closed"
        case .textAfterQuote:
            "expected a separator or the end of the row after the closing quote; a quote in a text is written twice"
        case .oneClass(let name, let column):
            "all labels in \(column) are \(Self.quoted(name)); it takes two classes to tell them apart"
        case .tooManyClasses(let limit, let column):
            "there are more than \(limit) different labels in \(column); labels are numbers to be predicted, or few names"
        case .noSuchColumn(let name, let known): Self.noColumn(name, known)
        }
    }

    private static func noColumn(_ name: String, _ known: [String]) -> String {
        let advice =
            nearestName(to: name, among: known).map { "did you mean \(quoted($0))?" }
            ?? (known.isEmpty
                ? "the file has no header: give the number of the column, from 1"
                : "there are " + known.prefix(12).joined(separator: ", ") + (known.count > 12 ? ", …" : ""))
        return "there is no column \(quoted(name)); \(advice)"
    }

    /// How to write what was meant by a decimal comma.
    private static func advice(_ text: String) -> String {
        let pieces = text.split(separator: ",", omittingEmptySubsequences: false)
        guard pieces.count == 2, pieces.allSatisfy({ !$0.isEmpty }),
            Double(pieces.joined(separator: ".")) != nil
        else { return "" }
        return "; with a decimal point it is \(pieces.joined(separator: "."))"
    }

    /// A text of the file in quotes, cut short, with its control characters spelled out.
    private static func quoted(_ text: String) -> String {
        let shown = String(text.unicodeScalars.prefix(40))
        return shown.debugDescription + (shown.utf8.count < text.utf8.count ? "…" : "")
    }
}
