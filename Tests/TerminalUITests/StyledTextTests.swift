import Testing

@testable import TerminalUI

struct StyledTextTests {
    private func wrap(_ text: String, to width: Int, indent: Int = 0) -> [String] {
        StyledLine(text).wrapped(to: width, indent: indent).map(\.text)
    }

    @Test func linesBreakBetweenWords() {
        #expect(wrap("one two three", to: 7) == ["one two", "three"])
        #expect(wrap("one two three", to: 13) == ["one two three"])
        #expect(wrap("one two three", to: 12) == ["one two", "three"])
        #expect(wrap("", to: 5) == [""])
        #expect(wrap("one", to: 0) == [])
    }

    @Test func blanksAtABreakAreDroppedAndOthersKept() {
        #expect(wrap("  x = 1   y", to: 20) == ["  x = 1   y"])
        #expect(wrap("abcde fg", to: 5) == ["abcde", "fg"])
        #expect(wrap("abcd  e", to: 5) == ["abcd", "e"])
        #expect(wrap("ab      cd", to: 4) == ["ab", "cd"])
        #expect(wrap("trailing   ", to: 20) == ["trailing"])
    }

    @Test func wordsThatAreTooLongAreCut() {
        #expect(wrap("abcdefgh", to: 3) == ["abc", "def", "gh"])
        #expect(wrap("a bcdefgh i", to: 4) == ["a", "bcde", "fgh", "i"])
    }

    @Test func laterRowsAreIndented() {
        #expect(wrap("• one two three", to: 8, indent: 2) == ["• one", "  two", "  three"])
        #expect(wrap("abcdef", to: 3, indent: 9) == ["abc", "def"])
    }

    @Test func wideGlyphsCountTwice() {
        #expect(wrap("漢字漢字", to: 5) == ["漢字", "漢字"])
        #expect(wrap("a 漢字", to: 5) == ["a", "漢字"])
        #expect(wrap("a 漢字", to: 6) == ["a 漢字"])
    }

    @Test(arguments: 1...30)
    func noRowIsWiderAndNoWordIsLost(width: Int) {
        let text = "A neuron adds b + w₁·x₁ + w₂·x₂, and incomprehensibilities  are  cut."
        let rows = StyledLine(text).wrapped(to: width, indent: 2)
        for row in rows { #expect(row.width <= width, "\(row.text)") }
        let letters = { (text: String) in text.filter { $0 != " " } }
        #expect(letters(rows.map(\.text).joined()) == letters(text))
    }

    @Test func stylesSurviveWrapping() {
        let line = StyledLine([.init("one "), .init("two three", .bold), .init(" four")])
        let rows = line.wrapped(to: 7)
        #expect(
            rows == [
                StyledLine([.init("one "), .init("two", .bold)]), StyledLine("three", .bold),
                StyledLine("four"),
            ])
    }

    @Test func appendingJoinsEqualStyles() {
        var line = StyledLine("a")
        line.append("b")
        line.append("c", .bold)
        line.append("", .good)
        #expect(line.runs == [.init("ab"), .init("c", .bold)])
        #expect(line.width == 3)
        #expect((line + StyledLine("d")).text == "abcd")
        #expect(line.indented(by: 2).text == "  abc")
        #expect(line.indented(by: -2).text == "abc")
    }

    @Test func spellingComesBeforeLayout() {
        let line = StyledLine("σ → x₁", .accent).spelled(in: .ascii)
        #expect(line == StyledLine("sigmoid -> x1", .accent))
        #expect(line.width == 13)
    }
}
