import TerminalUI

/// A page that asks one thing after the other: a title, how far it is, the question, the keys.
struct QuestionPage {
    let title: String
    let place: String
    let hints: [KeyHint]

    private static let widestText = 66

    /// How wide rows may be on a terminal of this width.
    static func textWidth(_ width: Int) -> Int { max(1, min(width - 4, widestText)) }

    /// How many rows show at once.
    static func visibleRows(_ height: Int) -> Int {
        max(0, body(Rect(Size(width: 80, height: height))).height)
    }

    private static func isTall(_ bounds: Rect) -> Bool { bounds.height >= 14 }

    private static func body(_ bounds: Rect) -> Rect {
        isTall(bounds)
            ? bounds.inset(left: 2, top: 3, right: 2, bottom: 2)
            : bounds.inset(left: 2, top: 1, right: 2, bottom: 1)
    }

    func draw(_ rows: [StyledLine], scroll: ScrollPosition, on canvas: inout Canvas, in session: Session) {
        let bounds = canvas.bounds
        canvas.write(title, x: 1, y: 0, style: Style(.accent, .bold))
        canvas.writeRight(place, endX: bounds.width - 1, y: 0, style: .dim)
        if Self.isTall(bounds) {
            canvas.drawRule(y: 1)
            canvas.drawRule(y: bounds.height - 2)
        }
        canvas.clipped(to: Self.body(bounds)) { area in
            var scroll = scroll
            // What is chosen is in sight, however small the terminal.
            if let chosen = rows.lastIndex(where: {
                $0.runs.contains { $0.style.attributes.contains(.reverse) }
            }) {
                scroll.show(row: chosen, content: rows.count, visible: area.bounds.height)
            }
            area.drawRows(rows, scroll: scroll)
        }
        if let notice = session.notice {
            canvas.writeCut(StyledLine(notice, .warning), x: 1, y: bounds.height - 1, width: bounds.width - 2)
        } else {
            canvas.drawHints(hints, y: bounds.height - 1, in: session)
        }
    }
}

extension ScrollPosition {
    /// Takes the keys that scroll a page. False for every other key.
    mutating func handle(_ key: Key, rows: Int, visible: Int) -> Bool {
        switch key {
        case .pageUp, .control("u"): scroll(by: -max(1, visible - 1), content: rows, visible: visible)
        case .pageDown, .control("d"): scroll(by: max(1, visible - 1), content: rows, visible: visible)
        default: return false
        }
        return true
    }
}
