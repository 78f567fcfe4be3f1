/// Keys, mouse and pastes as a terminal sends them, so that a recording says what was typed in a form that others
/// read, too: `\u{1B}[A` for the arrow up, as xterm has it.
extension Event {
    /// What a terminal sends for this; nil where it is nothing that is typed.
    package var typedText: String? {
        switch self {
        case .key(let key): key.typedText
        case .mouse(let action, let point):
            "\u{1B}[<\(Self.buttons[action] ?? 0);\(point.x + 1);\(point.y + 1)M"
        case .paste(let text): Self.pasteStart + text + Self.pasteEnd
        case .command, .resize, .tick, .signal, .terminalClosed: nil
        }
    }

    /// Reads what a terminal sends for one key, one mouse report or one paste; nil for anything else.
    package init?(typedText text: String) {
        if let key = Key(typedText: text) {
            self = .key(key)
        } else if let pasted = Self.paste(text) {
            self = .paste(pasted)
        } else if let (action, point) = Self.mouse(text) {
            self = .mouse(action, at: point)
        } else {
            return nil
        }
    }

    private static let pasteStart = "\u{1B}[200~"
    private static let pasteEnd = "\u{1B}[201~"
    /// The numbers of xterm's SGR reports (mode 1006).
    private static let buttons: [MouseAction: Int] = [.press: 0, .wheelUp: 64, .wheelDown: 65]

    private static func paste(_ text: String) -> String? {
        let (scalars, start, end) = (text.unicodeScalars, pasteStart.unicodeScalars, pasteEnd.unicodeScalars)
        guard scalars.count >= start.count + end.count, scalars.starts(with: start),
            scalars.suffix(end.count).elementsEqual(end)
        else { return nil }
        return String(String.UnicodeScalarView(scalars.dropFirst(start.count).dropLast(end.count)))
    }

    private static func mouse(_ text: String) -> (MouseAction, Point)? {
        guard text.hasPrefix("\u{1B}[<"), text.hasSuffix("M") else { return nil }
        let numbers = text.dropFirst(3).dropLast().split(separator: ";", omittingEmptySubsequences: false)
            .map { Int($0) }
        guard numbers.count == 3, let button = numbers[0], let x = numbers[1], let y = numbers[2],
            (1...10_000).contains(x), (1...10_000).contains(y),
            let action = buttons.first(where: { $0.value == button })?.key
        else { return nil }
        return (action, Point(x: x - 1, y: y - 1))
    }
}

extension Key {
    fileprivate var typedText: String {
        switch self {
        case .character(let character): String(character)
        case .control(let letter): Self.controlText(letter)
        default: Self.sequences.first { $0.key == self }?.text ?? ""
        }
    }

    fileprivate init?(typedText text: String) {
        if let known = Self.sequences.first(where: { $0.text == text }) {
            self = known.key
        } else if let scalar = text.unicodeScalars.first, text.unicodeScalars.count == 1, scalar.value < 0x20
        {
            // Ctrl-A to Ctrl-Z, and the four signs behind Esc.
            guard (1...26).contains(scalar.value) || (28...31).contains(scalar.value) else { return nil }
            let letter = scalar.value + (scalar.value <= 26 ? 0x60 : 0x40)
            self = .control(Character(Unicode.Scalar(UInt8(letter))))
        } else if text.count == 1, let character = text.first, !text.unicodeScalars.contains(where: isUnsafe)
        {
            self = .character(character)
        } else {
            return nil
        }
    }

    private static func controlText(_ letter: Character) -> String {
        letter.asciiValue.map { String(Unicode.Scalar($0 & 0x1F)) } ?? ""
    }

    /// xterm's sequences.
    private static let sequences: [(key: Key, text: String)] =
        [
            (.enter, "\r"), (.escape, "\u{1B}"), (.tab, "\t"), (.backTab, "\u{1B}[Z"),
            (.backspace, "\u{7F}"), (.delete, "\u{1B}[3~"), (.insert, "\u{1B}[2~"),
            (.up, "\u{1B}[A"), (.down, "\u{1B}[B"), (.right, "\u{1B}[C"), (.left, "\u{1B}[D"),
            (.home, "\u{1B}[H"), (.end, "\u{1B}[F"), (.pageUp, "\u{1B}[5~"), (.pageDown, "\u{1B}[6~"),
        ]
        + ["OP", "OQ", "OR", "OS", "[15~", "[17~", "[18~", "[19~", "[20~", "[21~", "[23~", "[24~"]
        .enumerated().map { (.function($0.offset + 1), "\u{1B}" + $0.element) }
}

/// A key in a file: its name.
extension Key: Codable {
    package init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        let name = try container.decode(String.self)
        guard let key = Key(name: name) else {
            throw DecodingError.dataCorruptedError(
                in: container, debugDescription: "no key is called \"\(name)\"")
        }
        self = key
    }

    package func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(description)
    }
}
