/// Makes text from outside harmless and visible: no control character, bidirectional override, zero-width or tag
/// character of a lesson, a file or a learner's program ever reaches the terminal.
///
/// Applied at the sink (the canvas, and everything that is printed without one), after entities are decoded.
/// A newline or a tab becomes a blank; whoever wants lines splits them first.
package func safeText(_ text: String) -> String {
    if text.utf8.allSatisfy({ $0 >= 0x20 && $0 < 0x7F }) { return text }
    var safe = String.UnicodeScalarView()
    for scalar in text.unicodeScalars {
        switch scalar.value {
        case 0x09, 0x0A, 0x0D: safe.append(" ")
        case 0x00..<0x20: safe.append(Unicode.Scalar(0x2400 + scalar.value) ?? "?")
        default: safe.append(isUnsafe(scalar) ? "\u{FFFD}" : scalar)
        }
    }
    return String(safe)
}

/// Whether a scalar could move the cursor, reorder what is read, or hide in a text.
package func isUnsafe(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x00..<0x20, 0x7F..<0xA0: true
    // Soft hyphen, Arabic letter mark, Mongolian vowel separator, zero-width and directional marks.
    case 0xAD, 0x061C, 0x180E, 0x200B...0x200F, 0x2028...0x202E, 0x2060...0x206F: true
    // Variation selectors, byte order mark, interlinear annotation, tags.
    case 0xFE00...0xFE0F, 0xFEFF, 0xFFF9...0xFFFB, 0xE0000...0xE0FFF: true
    default: false
    }
}
