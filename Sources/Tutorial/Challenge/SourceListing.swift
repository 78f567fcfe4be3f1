import CodeRunner
import TerminalUI

/// A file of a programming language as rows with line numbers and colours.
struct SourceListing {
    let text: String
    let language: Language
    /// The line with a mistake, from 1, and what is said below it.
    var marked: (line: Int, message: String)?

    /// The rows, broken at a width, and which of them has the mistake.
    func rows(width: Int, glyphs: GlyphSet) -> (rows: [StyledLine], marked: Int?) {
        let lines = SourceColors(language).lines(of: text)
        let digits = max(2, String(lines.count).count)
        var rows: [StyledLine] = []
        var markedRow: Int?
        for (index, line) in lines.enumerated() {
            let isMarked = index + 1 == marked?.line
            let number = String(index + 1)
            let padded = String(repeating: " ", count: digits - number.count) + number
            let gutter =
                isMarked
                ? StyledLine(glyphs.pick("✗", "x") + padded + " ", Style(.warning, .bold))
                : StyledLine(" " + padded + " ", .furniture)
            if isMarked { markedRow = rows.count }
            // What is too long for a row goes on in the next, a little to the right of where it began.
            let room = max(8, width - digits - 2)
            let indent = line.text.prefix { $0 == " " }.count + 2
            for (part, row) in line.spelled(in: glyphs).wrapped(to: room, indent: indent).enumerated() {
                rows.append(part == 0 ? gutter + row : row.indented(by: digits + 2))
            }
            guard isMarked, let message = marked?.message else { continue }
            let note = StyledLine(message, .warning).spelled(in: glyphs)
            rows += note.wrapped(to: max(10, width - digits - 2)).map { $0.indented(by: digits + 2) }
        }
        return (rows, markedRow)
    }
}

/// The colours of a programming language: words of the language, texts, numbers and remarks.
struct SourceColors {
    private let keywords: Set<String>
    private let remark: String
    private let hasBlockRemarks: Bool
    private let quotes: [String]

    /// What began in an earlier line and goes on.
    private enum Open: Equatable {
        case nothing
        case blockRemark
        case text(quote: String)
    }

    init(_ language: Language) {
        switch language {
        case .swift:
            keywords = Self.words(
                "func let var if else guard return for in while repeat switch case default break continue throw throws "
                    + "try do catch import struct enum class extension where true false nil self inout private static "
                    + "some any as is mutating defer")
            (remark, hasBlockRemarks, quotes) = ("//", true, ["\"\"\"", "\""])
        case .javascript:
            keywords = Self.words(
                "function const let var if else return for of in while do switch case default break continue throw try "
                    + "catch finally new export import from class extends true false null undefined this typeof "
                    + "instanceof async await")
            (remark, hasBlockRemarks, quotes) = ("//", true, ["`", "\"", "'"])
        default:
            keywords = Self.words(
                "def if elif else return for in while break continue raise try except finally with as import from "
                    + "class lambda and or not is None True False pass yield global nonlocal")
            (remark, hasBlockRemarks, quotes) = ("#", false, ["\"\"\"", "'''", "\"", "'"])
        }
    }

    private static func words(_ text: String) -> Set<String> {
        Set(text.split(separator: " ").map(String.init))
    }

    func lines(of text: String) -> [StyledLine] {
        var open = Open.nothing
        // Swift takes the two characters at the end of a line on Windows for one.
        var lines = text.replacing("\r\n", with: "\n").split(
            separator: "\n", omittingEmptySubsequences: false)
        while lines.last?.isEmpty == true { lines.removeLast() }
        return lines.map { line in
            let tabless = line.replacing("\t", with: "    ")
            return colored(tabless[...], &open)
        }
    }

    private func colored(_ text: Substring, _ open: inout Open) -> StyledLine {
        var line = StyledLine()
        var rest = text
        while !rest.isEmpty {
            switch open {
            case .blockRemark:
                let end = rest.firstRange(of: "*/")?.upperBound
                line.append(String(rest[..<(end ?? rest.endIndex)]), .dim)
                rest = rest[(end ?? rest.endIndex)...]
                if end != nil { open = .nothing }
            case .text(let quote):
                let end = Self.end(of: quote, in: rest)
                line.append(String(rest[..<(end ?? rest.endIndex)]), .good)
                rest = rest[(end ?? rest.endIndex)...]
                if end != nil { open = .nothing }
            case .nothing:
                takeCode(&rest, into: &line, &open)
            }
        }
        // Only quotes of their own kind reach over the end of a line.
        if case .text(let quote) = open, quote.count < 3, quote != "`" { open = .nothing }
        return line
    }

    private func takeCode(_ rest: inout Substring, into line: inout StyledLine, _ open: inout Open) {
        if rest.hasPrefix(remark) {
            line.append(String(rest), .dim)
            rest = ""
        } else if hasBlockRemarks, rest.hasPrefix("/*") {
            line.append("/*", .dim)
            rest = rest.dropFirst(2)
            open = .blockRemark
        } else if let quote = quotes.first(where: { rest.hasPrefix($0) }) {
            line.append(quote, .good)
            rest = rest.dropFirst(quote.count)
            open = .text(quote: quote)
        } else if rest.first?.isLetter ?? false || rest.first == "_" {
            let word = rest.prefix { $0.isLetter || $0.isNumber || $0 == "_" }
            line.append(String(word), keywords.contains(String(word)) ? Style(.code, .bold) : .plain)
            rest = rest.dropFirst(word.count)
        } else if rest.first?.isNumber ?? false {
            let number = rest.prefix { $0.isNumber || $0.isLetter || $0 == "." || $0 == "_" }
            line.append(String(number), Style(.positive))
            rest = rest.dropFirst(number.count)
        } else {
            line.append(String(rest.prefix(1)), .plain)
            rest = rest.dropFirst()
        }
    }

    /// Behind the quote that ends a text; one with a backslash before it does not.
    private static func end(of quote: String, in text: Substring) -> String.Index? {
        var rest = text
        while !rest.isEmpty {
            if rest.first == "\\" {
                rest = rest.dropFirst(2)
            } else if rest.hasPrefix(quote) {
                return rest.index(rest.startIndex, offsetBy: quote.count)
            } else {
                rest = rest.dropFirst()
            }
        }
        return nil
    }
}
