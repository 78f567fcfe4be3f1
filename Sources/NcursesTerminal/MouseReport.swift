import TerminalUI

/// What a terminal tells of its mouse (XTerm Control Sequences, "Mouse Tracking").
///
/// Read here rather than by ncurses' `getmouse`, which waits, and the program with it, for the rest of a report
/// that comes in parts, takes one out of a paste, and knows only the form that terminfo names.
struct MouseReport: Hashable {
    /// Asks for presses of the buttons and the wheel, in the form without a limit (SGR) where there is one; a
    /// terminal that knows only the old form goes on sending that.
    static let request = "\u{1B}[?1000h\u{1B}[?1006h"
    /// Also what an editor may have left on.
    static let farewell = "\u{1B}[?1006l\u{1B}[?1003l\u{1B}[?1002l\u{1B}[?1000l"

    /// The button's number, with what is held down and whether the mouse moves added to it.
    private let code: Int
    private let isRelease: Bool
    /// The cell, counted from 0.
    let point: Point

    /// Reads a whole sequence, from the byte after ESC; nil for all that is no report, or a wrong one.
    init?(_ bytes: [UInt8]) {
        if bytes.starts(with: "[<".utf8) {
            self.init(sgr: bytes.dropFirst(2))
        } else if bytes.starts(with: "[M".utf8) {
            self.init(old: bytes.dropFirst(2))
        } else {
            return nil
        }
    }

    /// `0;12;5M`, or `m` for a release.
    private init?(sgr bytes: ArraySlice<UInt8>) {
        guard let last = bytes.last, last == UInt8(ascii: "M") || last == UInt8(ascii: "m") else {
            return nil
        }
        let fields = bytes.dropLast().split(separator: UInt8(ascii: ";"), omittingEmptySubsequences: false)
        let numbers = fields.compactMap(MouseReport.number)
        guard fields.count == 3, numbers.count == 3, numbers[1] > 0, numbers[2] > 0 else { return nil }
        code = numbers[0]
        isRelease = last == UInt8(ascii: "m")
        point = Point(x: numbers[1] - 1, y: numbers[2] - 1)
    }

    /// Three bytes, each a number and 32; 0 and what a byte cannot hold are places too far away to be told.
    private init?(old bytes: ArraySlice<UInt8>) {
        let numbers = bytes.map { Int($0) - 32 }
        guard numbers.count == 3, numbers[0] >= 0, numbers[1] > 0, numbers[2] > 0 else { return nil }
        code = numbers[0]
        // Here a release is a button of its own, the one after the third.
        isRelease = false
        point = Point(x: numbers[1] - 1, y: numbers[2] - 1)
    }

    /// Digits and nothing else, and no more than a terminal can mean.
    private static func number(_ digits: ArraySlice<UInt8>) -> Int? {
        guard (1...5).contains(digits.count), digits.allSatisfy({ (0x30...0x39).contains($0) }) else {
            return nil
        }
        return digits.reduce(0) { $0 * 10 + Int($1 - 0x30) }
    }

    /// What the program is told; nil for other buttons, releases and moves.
    var action: MouseAction? {
        let modifiers = 4 | 8 | 16
        guard !isRelease else { return nil }
        return switch code & ~modifiers {
        case 0: .press
        case 64: .wheelUp
        case 65: .wheelDown
        default: nil
        }
    }
}
