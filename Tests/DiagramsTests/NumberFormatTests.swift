import Diagrams
import Foundation
import TerminalUI
import Testing
import Samples

/// How numbers are spelled: each expected text is the number rounded by hand.
struct NumberFormatTests {
    private let short = NumberFormat()
    private let exact = NumberFormat(isExact: true)
    private let ascii = NumberFormat(glyphs: .ascii)

    @Test(
        arguments: [
            (0, "0.00"),
            (-0.0, "0.00"),
            (0.5, "0.50"),
            (-0.3, "−0.30"),
            // The double nearest to 0.005 lies above it.
            (0.005, "0.01"),
            (-0.005, "−0.01"),
            (0.0049, "4.9e-3"),
            (0.004, "4e-3"),
            (-0.004, "−4e-3"),
            (0.00015, "1.5e-4"),
            (1e-10, "1e-10"),
            (0.994, "0.99"),
            (12.346, "12.35"),
            (999.994, "999.99"),
            (999.996, "1000"),
            (-1234.4, "−1234"),
            (99_999.4, "99999"),
            (99_999.5, "1e5"),
            (-123_456, "−1.2e5"),
            (996_000, "1e6"),
            (1e20, "1e20"),
            (-2.5e20, "−2.5e20"),
            (.nan, "NaN"),
            (.infinity, "∞"),
            (-.infinity, "−∞"),
        ])
    func spellsShort(value: Double, expected: String) {
        #expect(short.text(value) == expected)
    }

    @Test(
        arguments: [
            (0, "+0.00"), (-0.0, "+0.00"), (0.5, "+0.50"), (-0.5, "−0.50"), (0.004, "+4e-3"),
            (1e20, "+1e20"), (.nan, "NaN"), (.infinity, "+∞"), (-.infinity, "−∞"),
        ])
    func spellsWithTheSignAlwaysThere(value: Double, expected: String) {
        #expect(short.signed(value) == expected)
    }

    @Test(
        arguments: [
            (-0.5, "-0.50"), (0.004, "4e-3"), (-2.5e20, "-2.5e20"), (.nan, "NaN"), (.infinity, "inf"),
            (-.infinity, "-inf"),
        ])
    func spellsInASCII(value: Double, expected: String) {
        #expect(ascii.text(value) == expected)
    }

    @Test(
        arguments: [
            (0, "0"), (-0.0, "0"), (1, "1"), (-2, "−2"), (0.5, "0.5"), (-0.3, "−0.3"),
            // The neuron of the first listing: its digits as JavaScript, Swift and Python print them.
            (0.40000000000000013, "0.40000000000000013"),
            (.leastNonzeroMagnitude, "5e-324"), (.nan, "NaN"), (-.infinity, "−∞"),
        ])
    func spellsEveryDigit(value: Double, expected: String) {
        #expect(exact.text(value) == expected)
    }

    /// The denormal numbers at the lower end: the smallest double has one significant digit.
    @Test func spellsTheSmallestDouble() {
        #expect(short.text(.leastNonzeroMagnitude) == "5e-324")
    }

    // MARK: Properties

    /// Ordinary numbers of every size, and bit patterns, which are mostly numbers that nobody types.
    private static let numbers: [Double] = {
        var generator = SeededGenerator(seed: 1)
        let sizes = (0..<4000).map { _ in
            let size = pow(10, generator.number(in: -12...12))
            return Bool.random(using: &generator) ? size : -size
        }
        let patterns = (0..<4000).map { _ in Double(bitPattern: generator.next()) }
        return sizes + patterns + [
            .greatestFiniteMagnitude, -.greatestFiniteMagnitude, .leastNonzeroMagnitude,
        ]
    }()

    @Test(arguments: GlyphSet.allCases)
    func isNeverWiderThanSevenColumns(glyphs: GlyphSet) {
        let format = NumberFormat(glyphs: glyphs)
        let tooWide = Self.numbers.filter { cellWidth(of: format.signed($0)) > 7 }
        #expect(tooWide.isEmpty, "\(tooWide.prefix(3))")
    }

    /// What stands on the screen is never further from the number than half of its last digit, and never looks
    /// like nothing where there is something.
    @Test func tellsTheNumberToItsLastDigit() {
        let wrong = Self.numbers.filter { value in
            guard value.isFinite, abs(value) < 1e308 else { return false }
            let text = ascii.text(value)
            let parts = text.split(separator: "e")
            let decimals = parts[0].split(separator: ".").dropFirst().first?.count ?? 0
            let last = (parts.count == 2 ? Int(parts[1]) ?? 0 : 0) - decimals
            guard let read = Double(text), read != 0 || value == 0 else { return true }
            return abs(read - value) > 0.5001 * pow(10, Double(last))
        }
        #expect(wrong.isEmpty, "\(wrong.prefix(3))")
    }

    @Test func readsBackExactly() {
        let exact = NumberFormat(isExact: true, glyphs: .ascii)
        let wrong = Self.numbers.filter { value in
            value.isFinite && (Double(exact.text(value)) != value || Double(exact.signed(value)) != value)
        }
        #expect(wrong.isEmpty, "\(wrong.prefix(3))")
    }

    @Test func isASCIIWhereTheTerminalIs() {
        let strange = (Self.numbers + [.nan, .infinity, -.infinity]).filter { value in
            !(ascii.text(value) + ascii.signed(value)).utf8.allSatisfy { $0 < 0x80 }
        }
        #expect(strange.isEmpty)
    }
}
