import TerminalUI

/// A field that text is typed into, one printable key at a time.
struct TextField: Hashable, Sendable {
    private(set) var text: String

    /// How long it can get.
    private let longest: Int

    /// - Parameter longest: more than so many characters are not taken.
    init(_ text: String = "", longest: Int = 200) {
        self.text = text
        self.longest = longest
    }

    /// Takes a key that edits the text. False for every other key.
    mutating func handle(_ key: Key) -> Bool {
        switch key {
        case .character(let character): add(String(character))
        case .backspace: text = String(text.dropLast())
        case .control("u"): text = ""
        default: return false
        }
        return true
    }

    /// Takes a paste, its lines side by side.
    mutating func paste(_ pasted: String) {
        add(pasted.split(whereSeparator: \.isNewline).joined(separator: " "))
    }

    private mutating func add(_ more: String) {
        text += more.prefix(max(0, longest - text.count))
    }

    /// Draws the text with the cursor behind it; what is too long for the area shows its end.
    /// - Parameter invitation: what stands there while nothing is typed.
    func draw(on canvas: inout Canvas, invitation: String) {
        let width = canvas.bounds.width
        var shown = canvas.glyphs.spelling(of: safeText(text))
        if cellWidth(of: shown) >= width {
            let mark = canvas.glyphs.pick("…", "..")
            // From the end on, as much as there is room for before the cursor.
            var (start, room) = (shown.endIndex, width - 1 - cellWidth(of: mark))
            while start > shown.startIndex {
                let before = shown.index(before: start)
                room -= cellWidth(of: shown[before..<start])
                guard room >= 0 else { break }
                start = before
            }
            shown = mark + shown[start...]
        }
        let end = canvas.write(shown, x: 0, y: 0, style: .bold)
        canvas.write("_", x: end, y: 0, style: .accent)
        canvas.showCursor(x: end, y: 0)
        if text.isEmpty {
            canvas.writeCut(StyledLine(invitation, .dim), x: end + 2, y: 0, width: width - end - 2)
        }
    }
}
