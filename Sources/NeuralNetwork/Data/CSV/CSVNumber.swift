import Glibc

/// Numbers as they stand in tables: `-1`, `.5`, `2.`, `1e-3`.
enum CSVNumber {
    /// Reads a number at `position` and moves behind it.
    /// - Returns: nil, with `position` where it was, if none stands there; an infinity for one that is too large.
    static func read(_ bytes: [UInt8], at position: inout Int, end: Int) -> Double? {
        var (digits, scale, mantissa) = (0, 0, UInt64(0))
        var i = position
        let isNegative = i < end && bytes[i] == UInt8(ascii: "-")
        if isNegative || i < end && bytes[i] == UInt8(ascii: "+") { i += 1 }
        while i < end, case let digit = bytes[i] &- UInt8(ascii: "0"), digit < 10 {
            mantissa = mantissa &* 10 &+ UInt64(digit)
            digits += 1
            i += 1
        }
        if i < end, bytes[i] == UInt8(ascii: ".") {
            i += 1
            let point = i
            while i < end, case let digit = bytes[i] &- UInt8(ascii: "0"), digit < 10 {
                mantissa = mantissa &* 10 &+ UInt64(digit)
                digits += 1
                i += 1
            }
            scale = point - i
        }
        guard digits > 0 else { return nil }
        guard let exponent = exponent(bytes, at: &i, end: end) else { return nil }
        defer { position = i }
        scale += exponent
        // Both the digits and the power of ten are exact, so the one operation on them rounds right (Clinger 1990).
        if digits <= 19, mantissa <= 1 << 53, abs(scale) < powersOfTen.count {
            let power = powersOfTen[abs(scale)]
            let value = scale < 0 ? Double(mantissa) / power : Double(mantissa) * power
            return isNegative ? -value : value
        }
        return Double(String(decoding: bytes[position..<i], as: UTF8.self))
    }

    /// The number behind an `e`; 0 where there is no `e`, nil where none follows it.
    private static func exponent(_ bytes: [UInt8], at i: inout Int, end: Int) -> Int? {
        guard i < end, bytes[i] | 0x20 == UInt8(ascii: "e") else { return 0 }
        i += 1
        let isNegative = i < end && bytes[i] == UInt8(ascii: "-")
        if isNegative || i < end && bytes[i] == UInt8(ascii: "+") { i += 1 }
        let start = i
        var exponent = 0
        while i < end, case let digit = bytes[i] &- UInt8(ascii: "0"), digit < 10 {
            // Larger ones are all the same, and none may overflow.
            exponent = min(exponent * 10 + Int(digit), 1 << 20)
            i += 1
        }
        return i == start ? nil : isNegative ? -exponent : exponent
    }

    /// The powers of ten that a Double holds exactly.
    private static let powersOfTen: [Double] = [
        1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16, 1e17,
        1e18, 1e19, 1e20, 1e21, 1e22,
    ]

    /// Whether a text is one of the ways to write NaN or an infinity.
    static func isNotFinite(_ text: String) -> Bool {
        var word = text.lowercased()
        if word.hasPrefix("-") || word.hasPrefix("+") { word.removeFirst() }
        return ["nan", "inf", "infinity", "∞"].contains(word)
    }
}
