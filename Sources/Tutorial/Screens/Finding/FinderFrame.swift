import TerminalUI

/// How a finder is divided: the field on top, the list, the detail beside it or below it, the keys.
struct FinderFrame {
    private(set) var list: Rect
    /// Nil where there is none, or no room for it.
    private(set) var detail: Rect?
    /// The row of the keys; nil where there is no room for them.
    let hints: Int?
    private let rules: (top: Int, bottom: Int?)?
    private var divider: Int?
    private var innerRule: Int?

    private static let narrowestPair = 70
    /// Text and rows are easiest to read when they are not too long.
    private static let widest = 76

    /// - Parameter rows: how many entries the list has.
    init(_ area: Rect, hasDetail: Bool, rows: Int) {
        hints = area.height >= 3 ? area.height - 1 : nil
        rules = area.height >= 8 ? (1, area.height >= 16 ? area.height - 2 : nil) : nil
        let body = area.inset(
            top: min(area.height, rules == nil ? 1 : 2),
            bottom: hints == nil ? 0 : rules?.bottom == nil ? 1 : 2)
        list = body.inset(left: 1, right: 1).split(left: Self.widest).left
        guard hasDetail else { return }
        if area.width >= Self.narrowestPair {
            let column = min(max(34, area.width * 45 / 100), 60)
            let parts = body.split(left: column)
            (list, detail, divider) = (
                parts.left.inset(left: 1), parts.rest.inset(left: 2).split(left: Self.widest).left, column
            )
        } else if body.height >= 7 {
            let parts = body.split(top: min(rows + 1, max(3, body.height / 3)))
            list = parts.top.inset(left: 1, right: 1)
            detail = parts.rest.inset(left: 1, top: 1, right: 1)
            innerRule = parts.rest.y
        }
    }

    func drawRules(on canvas: inout Canvas) {
        if let innerRule { canvas.drawRule(y: innerRule) }
        guard let rules else { return }
        canvas.drawRule(y: rules.top, joints: divider.map { [($0, "┬")] } ?? [])
        if let bottom = rules.bottom {
            canvas.drawRule(y: bottom, joints: divider.map { [($0, "┴")] } ?? [])
        }
        if let divider {
            let end = rules.bottom ?? canvas.bounds.height - 1
            canvas.drawVerticalRule(x: divider, from: rules.top + 1, to: end)
        }
    }
}
