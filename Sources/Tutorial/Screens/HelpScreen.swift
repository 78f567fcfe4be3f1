import TerminalUI

/// All keys of the screen below, made from its key bindings.
package struct HelpScreen: Screen {
    private let title: String
    private let hints: [KeyHint]
    private var page = ScrollingPage()

    package init(title: String, hints: [KeyHint]) {
        self.title = title
        self.hints = hints
    }

    package mutating func handle(_ event: Event, in session: Session) -> [Command] {
        guard case .key(let key) = event else { return [] }
        return page.handle(key) ? [] : [.pop]
    }

    package func draw(on canvas: inout Canvas, in session: Session) {
        let width = min(18, canvas.bounds.width / 2)
        let rows = hints.filter { !$0.help.isEmpty }.flatMap { hint -> [StyledLine] in
            let label = canvas.glyphs.spelling(of: hint.label)
            var line = StyledLine(label.padded(to: width), Style(.accent, .bold))
            line.append(hint.help)
            return line.spelled(in: canvas.glyphs).wrapped(to: canvas.bounds.width - 3, indent: width)
        }
        page.draw(title: title, rows: rows, hint: "Esc closes", on: &canvas)
    }

    package func inWords(in session: Session) -> [String] {
        [title + "."] + hints.filter { !$0.help.isEmpty }.map { "\($0.label): \($0.help)." }
    }
}

/// A page of rows with a title, scrolled by keys.
struct ScrollingPage: Sendable {
    private var offset = 0

    /// Takes a key that scrolls. False for every other key.
    mutating func handle(_ key: Key) -> Bool {
        switch key {
        case .down, .character("j"): offset += 1
        case .up, .character("k"): offset = max(0, offset - 1)
        case .pageDown, .control("d"), .character(" "): offset += 8
        case .pageUp, .control("u"): offset = max(0, offset - 8)
        case .home: offset = 0
        default: return false
        }
        return true
    }

    func draw(title: String, rows: [StyledLine], hint: String, on canvas: inout Canvas) {
        let bounds = canvas.bounds
        canvas.write(title, x: 1, y: 0, style: .bold)
        let body = bounds.inset(
            left: 1, top: bounds.height > 6 ? 2 : 1, right: 1, bottom: bounds.height > 3 ? 2 : 0)
        if bounds.height > 6 { canvas.drawRule(y: 1) }
        var scroll = ScrollPosition()
        scroll.scroll(by: offset, content: rows.count, visible: body.height)
        canvas.clipped(to: body) { $0.drawRows(rows, scroll: scroll) }
        guard bounds.height > 3 else { return }
        let scrolls = rows.count > body.height ? "↑ ↓ scroll   " : ""
        canvas.writeCut(StyledLine(scrolls + hint, .dim), x: 1, y: bounds.height - 1, width: bounds.width - 2)
    }
}

extension String {
    /// The text with blanks at its end up to a width in cells.
    func padded(to width: Int) -> String {
        self + String(repeating: " ", count: max(1, width - cellWidth(of: self)))
    }
}
