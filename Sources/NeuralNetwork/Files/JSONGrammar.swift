// The small print of RFC 8259: what a number looks like and what may follow a backslash.

/// Whether the bytes are a number as JSON writes it: `-0.5e+3`, but not `+1`, `.5`, `1.` or `01`.
func isJSONNumber(_ text: ArraySlice<UInt8>) -> Bool {
    var rest = text
    _ = take("-", from: &rest)
    let integer = takeDigits(from: &rest)
    guard integer.count == 1 || integer.count > 1 && integer.first != UInt8(ascii: "0") else { return false }
    if take(".", from: &rest) {
        guard !takeDigits(from: &rest).isEmpty else { return false }
    }
    if take("e", from: &rest) || take("E", from: &rest) {
        _ = take("+", from: &rest) || take("-", from: &rest)
        guard !takeDigits(from: &rest).isEmpty else { return false }
    }
    return rest.isEmpty
}

/// Whether a byte can be part of a number or of a bare word such as `true` or `NaN`.
func isWordByte(_ byte: UInt8) -> Bool {
    switch Unicode.Scalar(byte) {
    case "0"..."9", "a"..."z", "A"..."Z", "+", "-", ".", "_": true
    default: false
    }
}

private func take(_ character: Unicode.Scalar, from rest: inout ArraySlice<UInt8>) -> Bool {
    guard rest.first == UInt8(ascii: character) else { return false }
    rest.removeFirst()
    return true
}

private func takeDigits(from rest: inout ArraySlice<UInt8>) -> ArraySlice<UInt8> {
    let digits = rest.prefix { UInt8(ascii: "0")...UInt8(ascii: "9") ~= $0 }
    rest = rest[digits.endIndex...]
    return digits
}

extension JSONReader {
    /// Reads a backslash and what it escapes.
    mutating func escape() throws(NetworkFileError) -> String {
        let place = here()
        position += 1
        let escaped = peek.map { Unicode.Scalar($0) }
        position += 1
        switch escaped {
        case "\"": return "\""
        case "\\": return "\\"
        case "/": return "/"
        case "b": return "\u{8}"
        case "f": return "\u{C}"
        case "n": return "\n"
        case "r": return "\r"
        case "t": return "\t"
        case "u": return try unicodeEscape(at: place)
        default: throw failure("no such escape; write \\\\ for a backslash", at: place)
        }
    }

    /// Reads the hexadecimal digits after `\u`, and a second such escape where UTF-16 needs a pair.
    private mutating func unicodeEscape(at place: Place) throws(NetworkFileError) -> String {
        let unit = try hexadecimal(at: place)
        if let scalar = Unicode.Scalar(unit) { return String(scalar) }
        let hasSecond = bytes[position...].starts(with: Array("\\u".utf8))
        position += hasSecond ? 2 : 0
        guard hasSecond, UTF16.isLeadSurrogate(unit), case let second = try hexadecimal(at: place),
            UTF16.isTrailSurrogate(second)
        else {
            throw failure("half of a surrogate pair", at: place)
        }
        return String(decoding: [unit, second], as: UTF16.self)
    }

    private mutating func hexadecimal(at place: Place) throws(NetworkFileError) -> UInt16 {
        let digits = bytes[position...].prefix(4)
        let areHexadecimal = digits.allSatisfy { Character(Unicode.Scalar($0)).isHexDigit }
        guard digits.count == 4, areHexadecimal,
            let unit = UInt16(String(decoding: digits, as: UTF8.self), radix: 16)
        else {
            throw failure("\\u needs four hexadecimal digits", at: place)
        }
        position += 4
        return unit
    }
}
