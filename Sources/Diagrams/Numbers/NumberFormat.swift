import Foundation
import TerminalUI

/// How numbers are written in pictures: two decimals where that tells the number, a power of ten where it
/// would not, and words where it is no ordinary number. Never wider than seven columns.
package struct NumberFormat: Hashable, Sendable {
    /// Whether every digit is shown, so that the text reads back as the very same double.
    package var isExact: Bool
    package var glyphs: GlyphSet

    package init(isExact: Bool = false, glyphs: GlyphSet = .unicode) {
        self.isExact = isExact
        self.glyphs = glyphs
    }

    /// The number, with a minus where it needs one.
    package func text(_ value: Double) -> String {
        if value.isNaN { return "NaN" }
        if value.isInfinite { return (value < 0 ? minus : "") + glyphs.pick("∞", "inf") }
        let digits = isExact ? exactDigits(abs(value)) : shortDigits(abs(value))
        return (value < 0 && digits.contains { ("1"..."9").contains($0) } ? minus : "") + digits
    }

    /// The number with as many decimals as fit into a width, a power of ten where none do, and no more than that it
    /// is near zero where a power does not fit.
    package func text(_ value: Double, width: Int, signed isSigned: Bool = false) -> String {
        let text = isSigned ? signed(value) : self.text(value)
        guard text.count > width, value.isFinite else { return text }
        let sign = value < 0 ? minus : isSigned ? "+" : ""
        if abs(value) >= 1 {
            for decimals in [1, 0] {
                let shorter = sign + String(format: "%.\(decimals)f", abs(value))
                if shorter.count <= width { return shorter }
            }
        }
        let long = sign + power(abs(value))
        guard long.count > width else { return long }
        let short = sign + shortPower(String(format: "%.0e", abs(value)))
        return short.count > width && abs(value) < 1 ? glyphs.pick("≈0", "~0") : short
    }

    /// The number with so many decimals, or with as many as usual.
    func text(_ value: Double, decimals: Int?) -> String {
        guard let decimals, value.isFinite else { return text(value) }
        return (value < 0 ? minus : "") + String(format: "%.\(decimals)f", abs(value))
    }

    /// The number with its sign always there.
    package func signed(_ value: Double) -> String {
        let text = text(value)
        return value.isNaN || text.hasPrefix(minus) ? text : "+" + text
    }

    /// The number with two decimals, or with as many of four as tell more: 0.08, 0.0776. For losses and slopes, which
    /// change by little.
    package func fine(_ value: Double, decimals: Int = 4) -> String {
        guard !isExact, value.isFinite, abs(value) < 999.995 else { return text(value) }
        // What rounding leaves of nothing.
        if abs(value) < 1e-12 { return text(0) }
        var digits = String(format: "%.\(decimals)f", abs(value))
        guard value == 0 || digits.contains(where: { ("1"..."9").contains($0) }) else { return text(value) }
        for _ in 2..<max(2, decimals) where digits.last == "0" { digits.removeLast() }
        return (value < 0 ? minus : "") + digits
    }

    /// The same with its sign always there.
    package func signedFine(_ value: Double) -> String {
        let text = fine(value)
        return value.isNaN || text.hasPrefix(minus) ? text : "+" + text
    }

    private var minus: String { glyphs.pick("−", "-") }

    private func shortDigits(_ size: Double) -> String {
        switch size {
        case 0: "0.00"
        case ..<0.005: power(size)
        case ..<999.995: String(format: "%.2f", size)
        case ..<99_999.5: String(format: "%.0f", size)
        default: power(size)
        }
    }

    /// One or two digits and a power of ten: `1.5e-4`, `2e20`; one digit where the power has three.
    private func power(_ size: Double) -> String {
        let long = shortPower(String(format: "%.1e", size))
        return long.count <= 6 ? long : shortPower(String(format: "%.0e", size))
    }

    /// C's `1.0e+05` as `1e5`.
    private func shortPower(_ text: String) -> String {
        let parts = text.split(separator: "e")
        guard parts.count == 2, let exponent = Int(parts[1]) else { return text }
        let digits = parts[0].hasSuffix(".0") ? parts[0].dropLast(2) : parts[0]
        return "\(digits)e\(exponent)"
    }

    private func exactDigits(_ size: Double) -> String {
        // The shortest digits that read back as the same double; powers as pictures write them: 1e-5.
        let text = shortPower("\(size)")
        return text.hasSuffix(".0") ? String(text.dropLast(2)) : text
    }
}
