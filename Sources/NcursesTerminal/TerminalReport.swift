import Glibc
import TerminalUI

/// What the terminal has answered to `TerminalQuestions`.
enum TerminalReport: Hashable {
    case background(Background)
    /// Whether it can hold a frame back until it is whole.
    case holdsFrames(Bool)
    /// Where the cursor stands, counted from 1.
    case cursor(row: Int, column: Int)
    /// What it is: the answer to the last question.
    case kind

    static let colorStart = Array("]11;".utf8)

    /// Whether a byte can stand in a report of a colour, its end included.
    static func mayHold(_ byte: UInt8) -> Bool {
        byte == 0x07 || byte == 0x1B || "0123456789abcdefABCDEF/:;#rgba".utf8.contains(byte)
    }

    /// Reads a whole sequence, from the byte after ESC; nil for all that is no report, or a wrong one.
    init?(_ bytes: [UInt8]) {
        if bytes.starts(with: Self.colorStart) {
            guard let background = Self.background(bytes.dropFirst(Self.colorStart.count)) else { return nil }
            self = .background(background)
            return
        }
        guard bytes.first == UInt8(ascii: "["), let last = bytes.last else { return nil }
        let body = String(decoding: bytes.dropFirst().dropLast(), as: UTF8.self)
        let numbers = body.drop { $0 == "?" }.split(separator: ";").map { Int($0) }
        switch last {
        case UInt8(ascii: "c") where body.hasPrefix("?"): self = .kind
        case UInt8(ascii: "y") where body.hasPrefix("?2026;") && body.hasSuffix("$"):
            // 1 and 2: on and off; 0, 3 and 4: not known, or not to be changed (DECRPM).
            self = .holdsFrames(["1$", "2$"].contains(body.dropFirst(6)))
        case UInt8(ascii: "R"):
            guard numbers.count == 2, let row = numbers[0], let column = numbers[1] else { return nil }
            self = .cursor(row: row, column: column)
        default: return nil
        }
    }

    /// A colour as X11 writes it, `rgb:ffff/ffff/dddd` or `rgba:…`, one to four digits each (XParseColor), or `#ffffdd`.
    private static func background(_ bytes: ArraySlice<UInt8>) -> Background? {
        let text = String(decoding: bytes.prefix { $0 != 0x07 && $0 != 0x1B }, as: UTF8.self)
        var fields: [Substring] = []
        if text.hasPrefix("#"), text.count % 3 == 1, text.count > 3 {
            let digits = text.dropFirst()
            let length = digits.count / 3
            fields = (0..<3).map { digits.dropFirst($0 * length).prefix(length) }
        } else if let colon = text.firstIndex(of: ":"), ["rgb", "rgba"].contains(text[..<colon]) {
            fields = text[text.index(after: colon)...].split(separator: "/", omittingEmptySubsequences: false)
        }
        let channels = fields.prefix(3).compactMap { field -> Double? in
            guard (1...4).contains(field.count), let value = UInt32(field, radix: 16) else { return nil }
            return Double(value) / Double((1 << (4 * field.count)) - 1)
        }
        guard channels.count == 3, fields.count <= 4 else { return nil }
        return luminance(channels) > evenLuminance ? .light : .dark
    }

    /// To a ground of this relative luminance L, black and white have the same contrast: (L + 0.05)² = 0.05 · 1.05.
    private static let evenLuminance = (0.05 * 1.05).squareRoot() - 0.05

    /// WCAG 2.1, relative luminance.
    private static func luminance(_ channels: [Double]) -> Double {
        let linear = channels.map { $0 <= 0.03928 ? $0 / 12.92 : pow(($0 + 0.055) / 1.055, 2.4) }
        return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
    }
}

extension Background {
    /// What `COLORFGBG` says, as rxvt and its heirs set it: the ink's number among 16 and, last, the ground's.
    init?(colorVariable value: String?) {
        guard let last = value?.split(separator: ";").last, let number = Int(last) else { return nil }
        switch number {
        case 0...6, 8: self = .dark
        case 7, 9...15: self = .light
        default: return nil
        }
    }
}
