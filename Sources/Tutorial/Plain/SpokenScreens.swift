import TerminalUI

extension Screen {
    /// The keys that its footer names, where there is room for all of them.
    func keysInWords(in session: Session) -> [String] {
        if hasField, !findsAsOneTypes { return ["Enter take it", "Esc leave it"] }
        var session = session
        session.notice = nil
        // The footer is the last row of any canvas; a low one is drawn fast.
        let size = Size(width: session.size.width, height: min(24, session.size.height))
        var canvas = Canvas(size: size, glyphs: session.glyphs)
        draw(on: &canvas, in: session)
        let footer = canvas.text.split(separator: "\n", omittingEmptySubsequences: false).last ?? ""
        // A question that stands in their place is told by itself.
        let status = statusInWords(in: session)
        return footer.split(separator: "  ").map { String($0.drop { $0 == " " }) }.filter { hint in
            // Where the focus is told, so is that it can be let go.
            !hint.isEmpty && hint != "Esc back to the text" && !status.contains { $0.contains(hint) }
        }
    }
}
