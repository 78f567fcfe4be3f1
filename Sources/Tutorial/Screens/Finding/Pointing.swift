import TerminalUI

extension Screen {
    /// What the mouse points at: what the screen marked there when it was drawn.
    func target(at point: Point, in session: Session) -> String? {
        var canvas = Canvas(size: session.size, glyphs: session.glyphs)
        draw(on: &canvas, in: session)
        return canvas.target(at: point)
    }
}
