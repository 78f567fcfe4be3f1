import Diagrams
import Foundation
import TerminalUI
import Testing

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
        withKnownIssue("three-digit exponents with two digits before them are wider than seven columns") {
            #expect(short.text(.leastNonzeroMagnitude) == "5e-324")
        }
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
        return sizes + patterns + [.greatestFiniteMagnitude, -.greatestFiniteMagnitude, .leastNonzeroMagnitude]
    }()

    @Test(arguments: GlyphSet.allCases)
    func isNeverWiderThanSevenColumns(glyphs: GlyphSet) {
        let format = NumberFormat(glyphs: glyphs)
        withKnownIssue("three-digit exponents with two digits before them are wider than seven columns") {
            for value in Self.numbers {
                #expect(cellWidth(of: format.text(value)) <= 7, "\(value)")
                #expect(cellWidth(of: format.signed(value)) <= 7, "\(value)")
            }
        }
    }

    /// What stands on the screen is never further from the number than half of its last digit.
    @Test func tellsTheNumberToItsLastDigit() throws {
        for value in Self.numbers where value.isFinite {
            let text = ascii.text(value)
            let read = try #require(Double(text), "\(text)")
            let parts = text.split(separator: "e")
            let decimals = parts[0].split(separator: ".").dropFirst().first?.count ?? 0
            let exponent = parts.count == 2 ? try #require(Int(parts[1])) : 0
            // A power without a fraction still has the digit after the point, which was 0.
            let last = parts.count == 2 ? exponent - 1 : -decimals
            let half = 0.5 * pow(10, Double(last))
            #expect(abs(read - value) <= half * 1.0001 || abs(value) > 1e308, "\(value) as \(text)")
            #expect(abs(value) < 0.005 || read != 0, "\(value) would look like nothing")
        }
    }

    @Test func readsBackExactly() throws {
        let exact = NumberFormat(isExact: true, glyphs: .ascii)
        for value in Self.numbers where value.isFinite {
            #expect(try #require(Double(exact.text(value))) == value)
            #expect(try #require(Double(exact.signed(value))) == value)
        }
    }

    @Test func isASCIIWhereTheTerminalIs() {
        for value in Self.numbers + [.nan, .infinity, -.infinity] {
            #expect(ascii.text(value).utf8.allSatisfy { $0 < 0x80 })
            #expect(ascii.signed(value).utf8.allSatisfy { $0 < 0x80 })
        }
    }
}
