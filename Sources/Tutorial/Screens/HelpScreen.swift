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
        page.handle(
            event, rows: rows(width: session.size.width, glyphs: session.glyphs, session), in: session)
            ? [.pop] : []
    }

    package func draw(on canvas: inout Canvas, in session: Session) {
        let rows = rows(width: canvas.bounds.width, glyphs: canvas.glyphs, session)
        page.draw(title: title, rows: rows, hint: "Esc closes", on: &canvas)
    }

    /// With the keys that the learner has set.
    private func lines(_ session: Session) -> [KeyHint] {
        let own = OwnKeys(session.configuration, among: hints)
        return hints.flatMap(own.inHelp).filter { !$0.help.isEmpty }
    }

    private func rows(width: Int, glyphs: GlyphSet, _ session: Session) -> [StyledLine] {
        let labelWidth = min(18, width / 2)
        return lines(session).flatMap { hint -> [StyledLine] in
            let label = glyphs.spelling(of: hint.label)
            var line = StyledLine(label.padded(to: labelWidth), Style(.accent, .bold))
            line.append(hint.help)
            return line.spelled(in: glyphs).wrapped(to: width - 3, indent: labelWidth)
        }
    }

    package func inWords(in session: Session) -> [String] {
        [title + "."] + lines(session).map { "\($0.label): \($0.help)." }
    }
}

/// A page of rows with a title, scrolled by keys and by the wheel of a mouse.
struct ScrollingPage: Sendable {
    private var scroll = ScrollPosition()

    /// Scrolls for what scrolls.
    /// - Parameter rows: the rows of the page at the session's size.
    /// - Returns: whether it is a key that closes the page: every one that does not scroll.
    mutating func handle(_ event: Event, rows: [StyledLine], in session: Session) -> Bool {
        guard let distance = distance(event) else {
            if case .key = event { return true }
            return false
        }
        let visible = Self.body(of: Rect(session.size)).height
        scroll.scroll(by: distance, content: rows.count, visible: visible)
        return false
    }

    /// How far an event scrolls; nil where it does not.
    private func distance(_ event: Event) -> Int? {
        switch event {
        case .mouse(.wheelDown, _): 3
        case .mouse(.wheelUp, _): -3
        case .key(.down), .key(.character("j")): 1
        case .key(.up), .key(.character("k")): -1
        case .key(.pageDown), .key(.control("d")), .key(.character(" ")): 8
        case .key(.pageUp), .key(.control("u")): -8
        case .key(.home): -scroll.offset
        default: nil
        }
    }

    private static func body(of bounds: Rect) -> Rect {
        bounds.inset(left: 1, top: bounds.height > 6 ? 2 : 1, right: 1, bottom: bounds.height > 3 ? 2 : 0)
    }

    func draw(title: String, rows: [StyledLine], hint: String, on canvas: inout Canvas) {
        let bounds = canvas.bounds
        canvas.write(title, x: 1, y: 0, style: .bold)
        let body = Self.body(of: bounds)
        if bounds.height > 6 { canvas.drawRule(y: 1) }
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
