import Testing

@testable import Course

@Suite struct SourceTextTests {
    private static let start = Array(frontMatter.utf8)

    private static let badBytes: [(bytes: [UInt8], name: String)] = [
        (bytes: [0xC0, 0xAF], name: "0xC0"),  // an overlong slash
        (bytes: [0xFF], name: "0xFF"),
        (bytes: [0x80], name: "0x80"),  // a continuation without a start
        (bytes: [0xED, 0xA0, 0x80], name: "0xED"),  // a surrogate
        (bytes: [0xF4, 0x90, 0x80, 0x80], name: "0xF4"),  // above U+10FFFF
        (bytes: [0xE9, 0x20], name: "0xE9"),  // é in Latin-1
    ]

    // The bad bytes follow "## A {#a}\n\né" of the body: line 9, after one scalar of two bytes.
    @Test(arguments: badBytes)
    func saysWhereTheFirstByteStandsThatIsNotUTF8(bytes: [UInt8], name: String) {
        let file = Self.start + Array("## A {#a}\n\né".utf8) + bytes + Array("\nmore\n".utf8)
        #expect(problems(of: file) == ["lesson.md:9:2: byte \(name) is not UTF-8; save the file as UTF-8"])
    }

    @Test(arguments: [[0xFF, 0xFE, 0x2D, 0x00], [0xFE, 0xFF, 0x00, 0x2D]])
    func recognisesUTF16(bytes: [UInt8]) {
        #expect(problems(of: bytes) == ["lesson.md:1:1: the file is UTF-16; save it as UTF-8"])
    }

    private static let hidden: [(character: String, name: String)] = [
        ("\u{0}", "U+0000 (a control character)"),
        ("\u{1B}", "U+001B (a control character)"),
        ("\u{D}", "U+000D (a control character)"),
        ("\u{7F}", "U+007F (a control character)"),
        ("\u{9B}", "U+009B (a control character)"),
        ("\u{202E}", "U+202E RIGHT-TO-LEFT OVERRIDE"),
        ("\u{2066}", "U+2066 LEFT-TO-RIGHT ISOLATE"),
        ("\u{200E}", "U+200E LEFT-TO-RIGHT MARK"),
        ("\u{200B}", "U+200B ZERO WIDTH SPACE"),
        ("\u{200D}", "U+200D ZERO WIDTH JOINER"),
        ("\u{FEFF}", "U+FEFF ZERO WIDTH NO-BREAK SPACE"),
        ("\u{2028}", "U+2028 LINE SEPARATOR"),
        ("\u{E0041}", "U+E0041 TAG LATIN CAPITAL LETTER A"),
        ("\u{FE0F}", "U+FE0F VARIATION SELECTOR-16"),
        ("\u{E0100}", "U+E0100 VARIATION SELECTOR-17"),
        ("\u{AD}", "U+00AD SOFT HYPHEN"),
        ("\u{E000}", "U+E000 (private use)"),
        ("\u{FFFF}", "U+FFFF (not assigned)"),
        ("\u{3164}", "U+3164 HANGUL FILLER"),
    ]

    // Names are those of the Unicode Character Database; controls have none.
    @Test(arguments: hidden)
    func refusesACharacterThatNobodySees(character: String, name: String) {
        #expect(
            problems(inBody: "## A {#a}\n\nxé\(character)y\n") == [
                "lesson.md:9:3: \(name) is not allowed in a lesson: nobody sees what it does"
            ])
    }

    @Test(arguments: ["\t", "é", "e\u{301}", "∂", "x₁", "日本", "😀", "\u{A0}", "→", "¯"])
    func acceptsWhatAReaderSees(text: String) {
        #expect(problems(inBody: "## A {#a}\n\nx\(text)y\n") == [])
    }

    @Test func reportsAtMostTwentyHiddenCharacters() {
        let body = "## A {#a}\n\n" + String(repeating: "\u{200B}\n", count: 1000)
        #expect(problems(inBody: body).count == 20)
    }
}

/// Each cap at its limit and one beyond it. A lesson within the caps is parsed; one beyond is refused before.
@Suite struct CapsTests {
    private static let heading = "## A {#a}\n\n"

    private func problems(_ paragraph: String) -> [String] {
        CourseTests.problems(inBody: Self.heading + paragraph + "\n")
    }

    private func repeated(_ text: String, _ count: Int) -> String { String(repeating: text, count: count) }

    @Test func bytesOfAFile() {
        let start = frontMatter + Self.heading
        let filler = repeated("x\n\n", (256 * 1024 - start.utf8.count) / 3)
        let rest = repeated("\n", 256 * 1024 - start.utf8.count - filler.utf8.count)
        #expect(CourseTests.problems(inFile: start + filler + rest) == [])
        #expect(
            CourseTests.problems(inFile: start + filler + rest + "\n") == [
                "lesson.md:1:1: the file is larger than 256 KB; split the lesson"
            ])
    }

    @Test func bytesOfALine() {
        #expect(problems(repeated("é", 2048)) == [])
        #expect(problems(repeated("é", 2048) + "x") == ["lesson.md:9:1: the line is longer than 4096 bytes"])
    }

    @Test(arguments: ["> ", ">", "- ", "* ", "+ ", "1. "])
    func containerMarkersOfALine(marker: String) {
        let message = "more than 32 list and quote markers in one line"
        let column = 32 * marker.count + 1
        #expect(!problems(repeated(marker, 31) + "x").contains { $0.contains("markers in one line") })
        #expect(!problems(repeated(marker, 32) + "x").contains { $0.contains("markers in one line") })
        #expect(problems(repeated(marker, 33) + "x") == ["lesson.md:9:\(column): \(message)"])
    }

    @Test func indentationOfALine() {
        #expect(problems(repeated(" ", 128) + "x") == [])
        #expect(problems(repeated("\t", 32) + "x") == [])
        let expected = ["lesson.md:9:1: the line is indented by more than 128 columns"]
        #expect(problems(repeated(" ", 129) + "x") == expected)
        #expect(problems(repeated("\t", 33) + "x") == expected)
    }

    @Test func columnsOfATable() {
        func table(columns: Int) -> String {
            repeated("|a", columns) + "|\n" + repeated("|-", columns) + "|\n"
        }
        #expect(problems(table(columns: 64)) == [])
        #expect(
            problems(table(columns: 65)) == [
                "lesson.md:9:131: more than 64 table columns", "lesson.md:10:131: more than 64 table columns",
            ])
    }

    @Test func cellsOfAllTables() {
        // The header is not counted; the three pipes of |-|-| could part four columns.
        func table(rows: Int) -> String { "|a|b|\n|-|-|\n" + repeated("|\n", rows) }
        let rows = 20_000 / 4
        #expect(problems(table(rows: rows - 1)) == [])
        #expect(
            problems(table(rows: rows)) == [
                "lesson.md:\(10 + rows):1: more than 20000 table cells in the file"
            ])
    }

    @Test func openingBracketsOfAParagraph() {
        let line = repeated("[", 1000) + "\n"
        #expect(problems(line + line + "\n" + line) == [])
        #expect(
            problems(line + line + "x <") == [
                "lesson.md:11:3: more than 2000 opening brackets in one paragraph"
            ])
    }

    @Test func expansionOfLinkReferences() {
        let definition = "[a]: u '" + repeated(repeated("t", 1000) + "\n", 40) + "'\n\n"
        #expect(problems(definition + "[a]") == [])
        #expect(
            problems(definition + repeated("[a]\n\n", 1000)) == [
                "lesson.md:9:1: too many link references for definitions this long; write the links in place"
            ])
    }

    @Test func levelsOfMarkdown() {
        let quote = repeated("> ", 31)
        #expect(problems(quote + "x") == [])
        #expect(problems(quote + "> x") == ["lesson.md:9:65: nested deeper than 32 levels"])
        let emphasis = repeated("*a **a ", 100) + repeated("b** b*", 100)
        #expect(problems(emphasis).first?.hasSuffix("nested deeper than 32 levels") == true)
    }

    @Test func levelsOfYAML() {
        struct Anything: Decodable {}
        func nested(_ levels: Int) -> String { "a: " + repeated("[", levels) + repeated("]", levels) }
        let message = "nested deeper than 32 levels"
        #expect(
            CourseTests.problems(decoding: Anything.self, from: nested(30)) == [
                "lesson.md:10:1: unknown key \"a\""
            ])
        #expect(
            CourseTests.problems(decoding: Anything.self, from: nested(32)) == ["lesson.md:10:35: \(message)"]
        )
        #expect(
            CourseTests.problems(decoding: Anything.self, from: nested(33)) == ["lesson.md:10:36: \(message)"]
        )
        let mappings = (0..<33).map { repeated(" ", $0) + "a:" }.joined(separator: "\n")
        #expect(
            CourseTests.problems(decoding: Anything.self, from: mappings) == ["lesson.md:41:32: \(message)"])
    }
}
