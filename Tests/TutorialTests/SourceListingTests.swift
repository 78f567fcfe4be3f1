import CodeRunner
import TerminalUI
import Testing

@testable import Tutorial

/// The learner's file in its pane: colours, line numbers, and the line with a mistake.
struct SourceListingTests {
    /// The runs of a line that have this style, as text.
    private func parts(_ text: String, _ language: Language, _ style: Style) -> [String] {
        SourceColors(language).lines(of: text).flatMap(\.runs).filter { $0.style == style }.map(\.text)
    }

    private static let keyword = Style(.code, .bold)

    @Test(arguments: [
        (Language.swift, "func f() -> Int { return 1 }", ["func", "return"]),
        (.javascript, "export const f = (x) => { let y = x; }", ["export", "const", "let"]),
        (.python, "def f(x): return None if x else 2", ["def", "return", "None", "if", "else"]),
        // A name that a word of the language begins with is none.
        (.python, "define = format", []),
    ])
    func wordsOfTheLanguageStandOut(language: Language, text: String, words: [String]) {
        #expect(parts(text, language, Self.keyword) == words)
    }

    @Test(arguments: [
        (Language.swift, "let s = \"a // b\" // c", ["\"a // b\""], ["// c"]),
        (.swift, "/* one\ntwo */ let x = 1", [], ["/* one", "two */"]),
        (.swift, "\"\"\"\nfunc\n\"\"\"", ["\"\"\"", "func", "\"\"\""], []),
        (.javascript, "const s = `a\nb`; // c", ["`a", "b`"], ["// c"]),
        (.javascript, "'it\\'s' // c", ["'it\\'s'"], ["// c"]),
        (.python, "s = '#' # c", ["'#'"], ["# c"]),
        // A quote that is not closed ends with its line.
        (.python, "s = 'open\nx = 1", ["'open"], []),
    ])
    func textsAndRemarksAreToldApart(language: Language, text: String, texts: [String], remarks: [String]) {
        #expect(parts(text, language, .good) == texts)
        #expect(parts(text, language, .dim) == remarks)
    }

    @Test func nothingOfTheTextIsLost() {
        let text = "func a(_ b: [Double]) {\n    let c = 0.5e-3 + b[1] // \"d\"\n\n\treturn /* e */ c\n}"
        let lines = SourceColors(.swift).lines(of: text).map(\.text)
        #expect(
            lines
                == text.replacing("\t", with: "    ").split(separator: "\n", omittingEmptySubsequences: false)
                .map(String.init))
    }

    @Test func linesEndAsOnAnySystem() {
        #expect(SourceColors(.python).lines(of: "a = 1\r\nb = 2\r\n").map(\.text) == ["a = 1", "b = 2"])
    }

    @Test func theLineWithTheMistakeIsMarked() {
        var listing = SourceListing(text: "one\ntwo\nthree", language: .python)
        listing.marked = (2, "no such name")
        let (rows, marked) = listing.rows(width: 40, glyphs: .unicode)
        #expect(rows.map(\.text) == ["  1 one", "✗ 2 two", "    no such name", "  3 three"])
        #expect(marked == 1)
    }

    @Test func longLinesGoOnBelow() {
        let listing = SourceListing(text: "  a = first + second + third", language: .python)
        let rows = listing.rows(width: 24, glyphs: .ascii).rows.map(\.text)
        #expect(rows == ["  1   a = first + second", "        + third"])
    }

    /// Control and bidi characters of the source never reach the terminal.
    @Test func theSourceIsShownSafely() {
        let listing = SourceListing(text: "x = '\u{1B}[2J\u{202E}\u{200B}\u{0}'\r", language: .python)
        let text = listing.rows(width: 60, glyphs: .unicode).rows.map(\.text).joined()
        #expect(text.unicodeScalars.allSatisfy { !isUnsafe($0) })
        #expect(text.contains("␛[2J"))
    }
}
