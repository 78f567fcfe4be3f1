/// The first scalar of `text` that a reader cannot see or trust, and how many scalars stand before it.
func firstHiddenScalar(in text: some StringProtocol) -> (offset: Int, scalar: Unicode.Scalar)? {
    // Most text is plain, and its bytes are looked through much faster than its scalars.
    guard !text.utf8.allSatisfy(isPlain) else { return nil }
    for (offset, scalar) in text.unicodeScalars.enumerated() where isHidden(scalar) {
        return (offset, scalar)
    }
    return nil
}

/// Whether a byte stands for an ASCII character that is seen, a tab or a line feed.
private func isPlain(_ byte: UInt8) -> Bool {
    (0x20..<0x7F).contains(byte) || byte == UInt8(ascii: "\t") || byte == UInt8(ascii: "\n")
}

/// The character as an author can look it up: `U+202E RIGHT-TO-LEFT OVERRIDE`.
func hiddenCharacterName(_ scalar: Unicode.Scalar) -> String {
    let digits = String(scalar.value, radix: 16, uppercase: true)
    let padded = String(repeating: "0", count: max(0, 4 - digits.count)) + digits
    return "U+\(padded) \(scalar.properties.name ?? describe(scalar.properties.generalCategory))"
}

/// Controls, direction marks, zero-width and tag characters, variation selectors, and what has no agreed look.
///
/// Tab and line feed are the two controls that text needs.
func isHidden(_ scalar: Unicode.Scalar) -> Bool {
    if scalar.isASCII {
        return scalar.value < 0x20 ? scalar != "\t" && scalar != "\n" : scalar.value == 0x7F
    }
    switch scalar.properties.generalCategory {
    case .control, .format, .privateUse, .surrogate, .unassigned, .lineSeparator, .paragraphSeparator:
        return true
    default:
        return scalar.properties.isVariationSelector || scalar.properties.isDefaultIgnorableCodePoint
    }
}

private func describe(_ category: Unicode.GeneralCategory) -> String {
    switch category {
    case .control: "(a control character)"
    case .privateUse: "(private use)"
    default: "(not assigned)"
    }
}
