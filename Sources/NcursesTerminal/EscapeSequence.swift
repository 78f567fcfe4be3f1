/// A sequence that begins with ESC, on its way in (ECMA-48, 5.4 and 8.3.89): a slow line brings it in parts.
struct EscapeSequence {
    private enum Kind {
        /// `ESC [`, parameters, and one byte that ends it.
        case control
        /// `ESC [ M` and three bytes of any value, which ECMA-48 knows nothing of.
        case oldMouseReport
        /// `ESC O` or `ESC N` and one byte.
        case singleShift
        /// A text that ends with BEL, or with ESC and one byte.
        case text
        /// What ESC makes of one byte alone: Alt with a key.
        case pair
    }

    /// Longer than any that has a meaning here; the rest of a longer one goes by unseen.
    private static let longest = 64

    private var kind: Kind
    /// What came after ESC.
    private(set) var bytes: [UInt8]
    private(set) var isComplete = false
    private var endsWithNext = false

    /// - Parameter first: the byte after ESC.
    init(_ first: UInt8) {
        bytes = [first]
        switch Unicode.Scalar(first) {
        case "[": kind = .control
        case "O", "N": kind = .singleShift
        case "]", "P", "X", "^", "_": kind = .text
        default:
            kind = .pair
            isComplete = true
        }
    }

    var isMouseReport: Bool {
        kind == .oldMouseReport || bytes.starts(with: "[<".utf8)
    }

    /// Whether it is the answer to `TerminalQuestions.background`, or begins as one.
    var isColorReport: Bool { bytes.starts(with: TerminalReport.colorStart) }

    /// Whether it can be Alt with a key, and keys after it; `ESC [` and a number come faster than anyone types.
    var mayBeTyped: Bool {
        !isColorReport && (kind == .singleShift || kind == .text || bytes.count == 1)
    }

    /// Whether a byte goes on with it. Else the sequence has lost its end, and the byte begins another one.
    func takes(_ byte: UInt8) -> Bool {
        if isColorReport { return endsWithNext || TerminalReport.mayHold(byte) }
        return byte != 0x1B || kind == .text || kind == .oldMouseReport
    }

    /// Goes on with a byte that it takes.
    mutating func add(_ byte: UInt8) {
        if bytes.count < EscapeSequence.longest { bytes.append(byte) }
        switch kind {
        case .control:
            if bytes.elementsEqual("[M".utf8) {
                kind = .oldMouseReport
            } else {
                isComplete = !(0x20...0x3F).contains(byte)
            }
        case .oldMouseReport:
            isComplete = bytes.count == 5
        case .singleShift, .pair:
            isComplete = true
        case .text:
            isComplete = endsWithNext || byte == 0x07
            endsWithNext = byte == 0x1B
        }
    }
}
