import Testing

@testable import TerminalUI

struct CellWidthTests {
    /// From EastAsianWidth.txt and DerivedGeneralCategory.txt of the Unicode character database.
    @Test(
        arguments: [
            ("a", 1), ("é", 1), ("σ", 1), ("₁", 1), ("─", 1), ("⣿", 1), ("→", 1), ("∂", 1), ("ｱ", 1),
            ("☺", 1),
            ("漢", 2), ("한", 2), ("あ", 2), ("Ａ", 2), ("🙂", 2), ("⭐", 2), ("⚡", 2), ("🟢", 2), ("𝛼", 1),
            ("\u{301}", 0), ("\u{20DD}", 0), ("\u{200B}", 0), ("\u{E0041}", 0), ("🌶", 1), ("𠀀", 2),
        ])
    func widthsFollowUnicode(text: String, width: Int) {
        #expect(cellWidth(of: text) == width)
    }

    @Test func widthsAddUp() {
        #expect(cellWidth(of: "") == 0)
        #expect(cellWidth(of: "x = 漢字 e\u{301}") == 10)
    }
}

struct SafeTextTests {
    @Test func ordinaryTextStaysAsItIs() {
        for text in ["", "plain ASCII ~", "σ(x₁) → 漢字 e\u{301} 🙂 −½"] { #expect(safeText(text) == text) }
    }

    @Test func controlCharactersBecomeVisible() {
        #expect(safeText("a\u{1B}[31mb") == "a␛[31mb")
        #expect(safeText("a\u{0}\u{7}\u{8}") == "a␀␇␈")
        #expect(safeText("a\u{7F}\u{9B}31m") == "a\u{FFFD}\u{FFFD}31m")
    }

    @Test func whiteSpaceBecomesBlanks() {
        #expect(safeText("a\tb\nc\rd\r\ne") == "a b c d  e")
    }

    /// Every scalar of the classes that reliability asks for: C0, C1, DEL, bidirectional controls, tags.
    @Test func nothingUnsafePasses() {
        let ranges: [ClosedRange<UInt32>] = [
            0x00...0x1F, 0x7F...0x9F, 0x61C...0x61C, 0x200B...0x200F, 0x2028...0x202E, 0x2060...0x2069,
            0xFEFF...0xFEFF, 0xFE00...0xFE0F, 0xE0000...0xE007F,
        ]
        for scalar in ranges.joined().compactMap(Unicode.Scalar.init) {
            let safe = safeText("a\(Character(scalar))b").unicodeScalars
            #expect(!safe.contains(scalar), "U+\(String(scalar.value, radix: 16))")
            #expect(!safe.contains(where: isUnsafe))
            #expect(safe.count == 3)
        }
    }

    @Test func theCanvasMakesTextSafe() {
        var canvas = Canvas(size: Size(width: 8, height: 1))
        canvas.write("\u{1B}]0;\u{202E}x", x: 0, y: 0)
        #expect(canvas.text == "␛]0;\u{FFFD}x")
    }
}

struct ASCIISpellingTests {
    @Test(
        arguments: [
            ("plain", "plain"), ("x₁₂", "x12"), ("10⁻³", "10-3"), ("a → b", "a -> b"), ("−0.5", "-0.5"),
            ("σ(z)", "sigmoid(z)"), ("½ ≤ 1", "1/2 <= 1"), ("e\u{301}", "e"), ("é", "e"), ("漢", "?"),
            ("╭─╮", "+-+"), ("", ""),
        ])
    func spellings(text: String, expected: String) {
        #expect(asciiSpelling(of: text) == expected)
    }

    @Test func everySpellingIsASCII() {
        for scalar in (0x20...0x2FFFF).compactMap(Unicode.Scalar.init) {
            let spelled = asciiSpelling(of: String(Character(scalar)))
            #expect(spelled.utf8.allSatisfy { (0x20..<0x80).contains($0) }, "\(scalar)")
        }
    }

    @Test func theTwinsOfDigitsAreTheirDigits() {
        for (digit, text) in zip(0..., "₀₁₂₃₄₅₆₇₈₉") {
            #expect(asciiSpelling(of: String(text)) == "\(digit)")
        }
        for (digit, text) in zip(0..., "⁰¹²³⁴⁵⁶⁷⁸⁹") {
            #expect(asciiSpelling(of: String(text)) == "\(digit)")
        }
    }

    @Test func whatHasNoTwinIsSaid() {
        #expect(hasASCIISpelling("→") && hasASCIISpelling("a"))
        #expect(!hasASCIISpelling("漢") && !hasASCIISpelling("⣿"))
    }
}
