import Testing

@testable import Course

/// Input made to stall, overflow or fill a parser. Each is refused or read; the suite's time limit says how fast.
///
/// The shapes are those of cmark's `test/pathological_tests.py`, and of known YAML bombs.
@Suite(.timeLimit(.minutes(3))) struct PathologicalInputTests {
    struct Input: CustomTestStringConvertible, Sendable {
        let name: String
        let text: String
        /// What it is refused for; nil when it may be read.
        let refusal: String?

        init(_ name: String, _ text: String, refusedFor refusal: String? = nil) {
            self.name = name
            self.text = text
            self.refusal = refusal
        }

        var testDescription: String { name }
    }

    private func firstMessage(body: String) -> String? {
        problems(inBody: "## A {#a}\n\n" + body).first.map {
            String($0.split(separator: ": ", maxSplits: 1)[1])
        }
    }

    @Test(arguments: refused) func isRefusedBeforeItIsParsed(_ input: Input) {
        #expect(firstMessage(body: input.text) == input.refusal)
    }

    @Test(arguments: read) func isReadOrNestedTooDeep(_ input: Input) {
        let message = firstMessage(body: input.text)
        #expect(message == nil || message == "nested deeper than 32 levels")
    }

    @Test(arguments: refusedYAML) func yamlIsRefused(_ input: Input) {
        #expect(firstMessage(body: "```yaml quiz\n\(input.text)\n```\n") == input.refusal)
    }

    @Test func aNumberOfAThousandDigitsIsRefused() {
        struct Number: Decodable { let n: Int }
        let digits = String(repeating: "9", count: 1_000)
        #expect(
            problems(decoding: Number.self, from: "n: \(digits)") == [
                "lesson.md:10:4: the number \(digits.prefix(40))… is out of range (\(Int.min) to \(Int.max))"
            ])
    }

    @Test func manyKeysAreRead() throws {
        var yaml = ""
        for number in 0..<20_000 { yaml += "k\(number): 1\n" }
        #expect(try fence(yaml).decode([String: Int].self).count == 20_000)
    }

    private static let longLine = "the line is longer than 4096 bytes"
    private static let manyMarkers = "more than 32 list and quote markers in one line"
    private static let manyBrackets = "more than 2000 opening brackets in one paragraph"
    private static let deepIndentation = "the line is indented by more than 128 columns"
    private static let deep = "nested deeper than 32 levels"

    private static let refused: [Input] = [
        Input("**a *a", repeated("**a *a ", 32_000), refusedFor: longLine),
        Input("[", repeated("[", 25_000), refusedFor: longLine),
        Input("[ on lines", repeated("[\n", 25_000), refusedFor: manyBrackets),
        Input("![[]() on lines", repeated("![[]()\n", 1_001), refusedFor: manyBrackets),
        Input(">", repeated("> ", 25_000), refusedFor: longLine),
        Input("> within a line", repeated("> ", 2_000), refusedFor: manyMarkers),
        Input("- and lines", repeated("- ", 2_000) + repeated("\n", 100_000), refusedFor: manyMarkers),
        Input("- deeper each line", staircase, refusedFor: deepIndentation),
        Input("<?", repeated("a <?\n", 20_000), refusedFor: manyBrackets),
        Input("<!--", repeated("<!--\n", 50_000), refusedFor: manyBrackets),
        Input("|", repeated("|", 1_000), refusedFor: "more than 64 table columns"),
        Input("table rows", wideTable, refusedFor: "more than 20000 table cells in the file"),
        Input(
            "references", longReferences,
            refusedFor: "too many link references for definitions this long; write the links in place"),
        Input("size", repeated("x", 300_000), refusedFor: "the file is larger than 256 KB; split the lesson"),
    ]

    private static let read: [Input] = [
        Input("**a *a in one paragraph", repeated(repeated("**a *a ", 500) + "\n", 60)),
        Input("*a **a in paragraphs", repeated(repeated("*a **a ", 500) + "\n\n", 60)),
        Input("*a_", repeated(repeated("*a_ ", 1_000) + "\n", 60)),
        Input("escapes", repeated(repeated("\\] ", 1_000) + "\n\n", 60)),
        Input("]", repeated(repeated("] ", 1_900) + "\n", 60)),
        Input("long labels", repeated("[" + repeated("a", 900) + "]\n", 200)),
        Input("backtick ladder", backtickLadder(to: 600)),
        Input("definitions", definitions),
        Input("open items over empty lines", repeated("- ", 32) + "x\n" + repeated("\n", 250_000)),
        Input("indented items over empty lines", indentedItems + repeated("\n", 250_000)),
        Input(
            "many values in a line",
            "```yaml quiz\n" + repeated("- [" + repeated("x,", 2_000) + "]\n", 60) + "```\n"),
        Input("steps", manySteps),
        Input("entities", repeated(repeated("&amp;", 800) + "\n", 60)),
        Input("<? at its cap", repeated("a <?\n", 2_000) + repeated(repeated("a", 4_000) + "\n", 60)),
    ]

    private static let refusedYAML: [Input] = [
        Input("[", repeated("[", 200_000), refusedFor: longLine),
        Input("[ within a paragraph", "a: " + repeated("[", 1_900), refusedFor: deep),
        Input("[ over lines", repeated("\n\n[[[[", 10_000), refusedFor: deep),
        Input("{a:", "a: " + repeated("{a: ", 900), refusedFor: deep),
        // Closing brackets in comments close nothing, so brackets are also counted.
        Input(
            "[ closed in comments", "a:\n" + repeated("  [ #]\n\n", 3_000),
            refusedFor: "more than 2000 brackets in one piece of YAML"),
        Input(
            "[ closed in comments, within the cap",
            "a:\n" + repeated("  [ #]\n", 900) + "  " + repeated("]", 900), refusedFor: deep),
        Input("?", repeated("? ", 40) + "a", refusedFor: manyMarkers),
        Input("mappings", mappings(levels: 700), refusedFor: deepIndentation),
        Input("mappings within the indentation", mappings(levels: 128), refusedFor: deep),
        Input("lists in one line", repeated("- ", 32) + "a", refusedFor: deep),
        Input(
            "billion laughs", billionLaughs,
            refusedFor: "anchors (&) are not used in lessons; quote text that starts with &"),
        Input(
            "an alias as a key", "a: &a {x: 1}\n? *a\n: 1",
            refusedFor: "anchors (&) are not used in lessons; quote text that starts with &"),
        Input(
            "an alias of nothing", "a: *b",
            refusedFor: "aliases (*) are not used in lessons; quote text that starts with *"),
    ]

    private static func repeated(_ text: String, _ count: Int) -> String {
        String(repeating: text, count: count)
    }

    private static var staircase: String {
        (0..<60).map { repeated(" ", 64 * $0) + repeated("- ", 32) + "x\n" }.joined()
    }

    private static var indentedItems: String {
        (0..<64).map { repeated(" ", 2 * $0) + "- x\n" }.joined()
    }

    private static var wideTable: String {
        repeated("|a", 64) + "\n" + repeated("|-", 64) + "\n" + repeated("|\n", 50_000)
    }

    private static var longReferences: String {
        "[a]: " + repeated("u", 4_000) + "\n\n" + repeated(repeated("[a]", 600) + "\n\n", 100)
    }

    private static func backtickLadder(to length: Int) -> String {
        (1...length).map { "e" + repeated("`", $0) + "\n" }.joined()
    }

    private static var definitions: String {
        (0..<10_000).map { "[a\($0)]: u\n\n" }.joined()
    }

    private static var manySteps: String {
        (0..<15_000).map { "## A {#b\($0)}\n" }.joined()
    }

    private static func mappings(levels: Int) -> String {
        (0..<levels).map { repeated(" ", $0) + "a:\n" }.joined()
    }

    private static var billionLaughs: String {
        var yaml = "a: &a [x, x, x, x]\n"
        var last: Character = "a"
        for name in "bcdefghijklmnopq" {
            yaml += "\(name): &\(name) [*\(last), *\(last), *\(last), *\(last)]\n"
            last = name
        }
        return yaml
    }
}
