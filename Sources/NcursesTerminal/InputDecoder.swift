import CNcurses
import TerminalUI

/// Makes events of what `wgetch` returns: bytes, and key codes for the escape sequences that terminfo names.
///
/// Bytes rather than `wget_wch`'s characters: that call drops what it has when a character's bytes arrive in two
/// parts, and up to sixteen more after a byte that is no UTF-8.
struct InputDecoder {
    /// Codes for the sequences around a paste, beyond all that ncurses gives out.
    static let pasteStart: Int32 = 0x2000
    static let pasteEnd: Int32 = 0x2001
    /// What a paste may hold, in bytes; the rest is dropped.
    static let longestPaste = 1 << 20

    /// Where the mouse can point; nil where none was asked for, and its reports are dropped.
    var mouseArea: Size?

    /// Whether answers of the terminal are on their way: then what may be the beginning of one is waited for longer.
    var expectsReports = false
    /// The answers that have come.
    private(set) var reports: [TerminalReport] = []

    /// The bytes of a character that is not complete.
    private var partial: [UInt8] = []
    /// The bytes of a paste whose end has not come.
    private var pasted: [UInt8]?
    /// A sequence whose end has not come, and how many times Esc was pressed before it.
    private var begun: (sequence: EscapeSequence, escapes: Int)?
    /// Whether ESC has come alone where an answer may begin with it.
    private var holdsEscape = false

    var isPasting: Bool { pasted != nil }

    /// How long the rest of what has begun is waited for; nil where all is complete.
    var patience: Duration? {
        if isPasting { return .seconds(1) }
        if holdsEscape { return .milliseconds(200) }
        guard let begun else { return nil }
        // Nothing but an answer begins so, and nobody wants its rest as keys.
        if begun.sequence.isColorReport { return .seconds(5) }
        // Alt and a key must not eat the key after it.
        return begun.sequence.mayBeTyped && !expectsReports ? .milliseconds(100) : .seconds(1)
    }

    /// The answers that have come since the last call.
    mutating func takeReports() -> [TerminalReport] {
        defer { reports = [] }
        return reports
    }

    /// Decodes what is there.
    /// - Parameters:
    ///   - limit: how many bytes and codes to take at most.
    ///   - next: the next byte or key code; nil where nothing more has come.
    mutating func decode(limit: Int = 4096, next: () -> Int32?) -> [Event] {
        var events: [Event] = []
        for _ in 0..<limit {
            guard let code = next() else { break }
            if isPasting {
                if let text = paste(code) { events.append(.paste(text)) }
            } else if holdsEscape {
                holdsEscape = false
                events += afterEscape(code, next: next)
            } else if let byte = UInt8(exactly: code), begun?.sequence.takes(byte) == true {
                events += goOn(with: byte)
            } else {
                // A code stands for a whole sequence: one that had begun before has lost its end.
                begun = nil
                events += code == 0x1B ? escape(next: next) : meaning(of: code)
            }
        }
        return events
    }

    /// Ends what had begun and lost its end, so that keys are keys again.
    mutating func giveUp() -> Event? {
        begun = nil
        if holdsEscape {
            holdsEscape = false
            return .key(.escape)
        }
        guard let bytes = pasted else { return nil }
        pasted = nil
        return .paste(InputDecoder.text(bytes))
    }

    private mutating func meaning(of code: Int32) -> [Event] {
        guard code != InputDecoder.pasteStart else {
            pasted = []
            return []
        }
        return key(code).map { [.key($0)] } ?? []
    }

    private mutating func key(_ code: Int32) -> Key? {
        if code > 0xFF { return keyCodes[code] ?? InputDecoder.functionKey(code) }
        let byte = UInt8(truncatingIfNeeded: code)
        if byte >= 0x80 || !partial.isEmpty, let scalar = character(byte) {
            return isUnsafe(scalar) ? nil : .character(Character(scalar))
        }
        return byte < 0x80 ? InputDecoder.asciiKey(byte) : nil
    }

    private static func asciiKey(_ byte: UInt8) -> Key? {
        switch byte {
        case 0: nil
        case 8, 0x7F: .backspace
        case 9: .tab
        case 10, 13: .enter
        case 1...26: .control(Character(Unicode.Scalar(byte + 0x60)))
        case 28...31: .control(Character(Unicode.Scalar(byte + 0x40)))
        default: .character(Character(Unicode.Scalar(byte)))
        }
    }

    private static func functionKey(_ code: Int32) -> Key? {
        let number = Int(code - KEY_F0)
        return (1...12).contains(number) ? .function(number) : nil
    }

    /// Adds a byte to the character being read; the scalar where that completes one. Bytes that belong to none
    /// are dropped.
    private mutating func character(_ byte: UInt8) -> Unicode.Scalar? {
        let continues = byte & 0xC0 == 0x80
        if continues != !partial.isEmpty { partial = [] }
        guard byte >= 0xC2 || (continues && !partial.isEmpty) else { return nil }
        partial.append(byte)
        guard let lead = partial.first else { return nil }
        let length = lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4
        guard partial.count == length else { return nil }
        defer { partial = [] }
        return String(validating: partial, as: UTF8.self)?.unicodeScalars.first
    }

    // MARK: Escape

    /// What ncurses hands over as a bare ESC: the key itself when nothing follows, else a sequence that terminfo
    /// does not name, or Alt with a key. Such a sequence is swallowed whole: its bytes were never keys.
    private mutating func escape(next: () -> Int32?) -> [Event] {
        var count = 1
        while let following = next() {
            if let byte = UInt8(exactly: following) {
                guard byte == 0x1B else { return begin(EscapeSequence(byte), escapes: count - 1) }
                count += 1
            } else {
                // A paste is one, whatever key was pressed before it.
                return following == InputDecoder.pasteStart
                    ? InputDecoder.escapes(count) + meaning(of: following) : []
            }
        }
        if expectsReports {
            holdsEscape = true
            count -= 1
        }
        return InputDecoder.escapes(count)
    }

    /// What comes a while after ESC: the rest of an answer that a slow line has cut, or the key after Esc.
    private mutating func afterEscape(_ code: Int32, next: () -> Int32?) -> [Event] {
        if let byte = UInt8(exactly: code), "[]".utf8.contains(byte) {
            return begin(EscapeSequence(byte), escapes: 0)
        }
        return [.key(.escape)] + (code == 0x1B ? escape(next: next) : meaning(of: code))
    }

    private mutating func begin(_ sequence: EscapeSequence, escapes: Int) -> [Event] {
        if !sequence.isComplete { begun = (sequence, escapes) }
        return []
    }

    private mutating func goOn(with byte: UInt8) -> [Event] {
        begun?.sequence.add(byte)
        guard let (sequence, escapes) = begun, sequence.isComplete else { return [] }
        begun = nil
        if sequence.isMouseReport {
            // The mouse has no Alt: Esc before a report is Esc.
            return InputDecoder.escapes(escapes) + mouse(MouseReport(sequence.bytes))
        }
        if let report = TerminalReport(sequence.bytes) {
            reports.append(report)
            return InputDecoder.escapes(escapes)
        }
        // ncurses waits only so long for the bytes of one that it knows.
        let known = commonSequences.first { $0.sequence.utf8.dropFirst().elementsEqual(sequence.bytes) }
        return known.map { meaning(of: $0.code) } ?? []
    }

    private func mouse(_ report: MouseReport?) -> [Event] {
        guard let report, let action = report.action, let mouseArea, Rect(mouseArea).contains(report.point)
        else { return [] }
        return [.mouse(action, at: report.point)]
    }

    private static func escapes(_ count: Int) -> [Event] { Array(repeating: .key(.escape), count: count) }

    // MARK: Paste

    /// Takes one byte of a paste; the whole text where it ends.
    private mutating func paste(_ code: Int32) -> String? {
        // ncurses waits only so long for the end's last byte; then it hands them over one by one.
        let end: [UInt8] = [0x1B, 0x5B, 0x32, 0x30, 0x31, 0x7E]
        guard var bytes = pasted else { return nil }
        // No copy is made while the bytes have this one owner.
        pasted = []
        if (0...0xFF).contains(code) { bytes.append(UInt8(code)) }
        let isCut = bytes.count >= end.count && bytes.suffix(end.count).elementsEqual(end)
        if isCut { bytes.removeLast(end.count) }
        guard isCut || code == InputDecoder.pasteEnd else {
            if bytes.count > InputDecoder.longestPaste + end.count {
                bytes.remove(at: InputDecoder.longestPaste)
            }
            pasted = bytes
            return nil
        }
        pasted = nil
        return InputDecoder.text(bytes)
    }

    /// Pasted bytes as text, without control characters. Terminals send a carriage return for the end of a line.
    private static func text(_ bytes: [UInt8]) -> String {
        var text = ""
        for character in String(decoding: bytes.prefix(longestPaste), as: UTF8.self) {
            if character.isNewline {
                text.append("\n")
            } else if character == "\t" || !character.unicodeScalars.contains(where: isControl) {
                text.append(character)
            }
        }
        return text
    }

    private static func isControl(_ scalar: Unicode.Scalar) -> Bool {
        scalar.properties.generalCategory == .control
    }
}

private let keyCodes: [Int32: Key] = [
    KEY_UP: .up, KEY_DOWN: .down, KEY_LEFT: .left, KEY_RIGHT: .right,
    KEY_HOME: .home, KEY_END: .end, KEY_PPAGE: .pageUp, KEY_NPAGE: .pageDown,
    // The corners of a number pad.
    KEY_A1: .home, KEY_C1: .end, KEY_A3: .pageUp, KEY_C3: .pageDown,
    KEY_FIND: .home, KEY_SELECT: .end,
    KEY_BACKSPACE: .backspace, KEY_DC: .delete, KEY_IC: .insert,
    KEY_ENTER: .enter, KEY_BTAB: .backTab,
]

/// Sequences of common keys that are understood whatever terminfo says: terminals often send another
/// terminal's.
let commonSequences: [(sequence: String, code: Int32)] = [
    ("\u{1B}[A", KEY_UP), ("\u{1B}[B", KEY_DOWN), ("\u{1B}[C", KEY_RIGHT), ("\u{1B}[D", KEY_LEFT),
    ("\u{1B}OA", KEY_UP), ("\u{1B}OB", KEY_DOWN), ("\u{1B}OC", KEY_RIGHT), ("\u{1B}OD", KEY_LEFT),
    ("\u{1B}[H", KEY_HOME), ("\u{1B}[F", KEY_END), ("\u{1B}OH", KEY_HOME), ("\u{1B}OF", KEY_END),
    ("\u{1B}[1~", KEY_HOME), ("\u{1B}[4~", KEY_END), ("\u{1B}[7~", KEY_HOME), ("\u{1B}[8~", KEY_END),
    ("\u{1B}[2~", KEY_IC), ("\u{1B}[3~", KEY_DC), ("\u{1B}[5~", KEY_PPAGE), ("\u{1B}[6~", KEY_NPAGE),
    ("\u{1B}[Z", KEY_BTAB), ("\u{1B}OM", KEY_ENTER),
    ("\u{1B}[200~", InputDecoder.pasteStart), ("\u{1B}[201~", InputDecoder.pasteEnd),
]
