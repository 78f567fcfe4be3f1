import TerminalUI

/// How a lesson's screen is divided: picture and text side by side, one above the other, or one at a time.
struct LessonFrame {
    let header: Rect
    private(set) var picture: Rect?
    private(set) var text: Rect?
    /// Rows of the inspector and the key hints; nil where there is no room for them.
    let inspector: Int?
    let hints: Int?
    private let rules: (top: Int, bottom: Int)?
    private var divider: Int?
    /// Whether there is room for one pane only.
    private(set) var isSingle = false

    private static let narrowestPicture = 40
    private static let narrowestText = 26
    private static let widestText = 78

    init(_ area: Rect, picture stage: (any PictureStage)?, preferredWidth: Int?, showsPicture: Bool) {
        let isTall = area.height >= 16
        let headerRows = isTall ? 2 : min(1, area.height)
        let footerRows = isTall ? 3 : area.height >= 5 ? 2 : area.height >= 3 ? 1 : 0
        header = Rect(x: 0, y: 0, width: area.width, height: headerRows)
        rules = isTall ? (1, area.height - 3) : nil
        inspector = footerRows >= 2 ? area.height - 2 : nil
        hints = footerRows >= 1 ? area.height - 1 : nil
        let content = Rect(
            x: 0, y: headerRows, width: area.width, height: area.height - headerRows - footerRows)
        divide(content, hasPicture: stage != nil, preferredWidth: preferredWidth, showsPicture: showsPicture)
    }

    private mutating func divide(_ content: Rect, hasPicture: Bool, preferredWidth: Int?, showsPicture: Bool)
    {
        guard hasPicture else {
            // Longer lines are hard to read.
            text = Rect(
                x: 1, y: content.y, width: min(content.width - 2, Self.widestText), height: content.height)
            return
        }
        let wanted = max(
            Self.narrowestPicture, min(preferredWidth ?? 0, content.width - Self.narrowestText - 2))
        let isWide = content.width >= wanted + Self.narrowestText + 2 && content.height >= 10
        if isWide, content.width >= (preferredWidth ?? 0) + Self.narrowestText + 2 {
            // Text is easiest to read at some 30 to 60 columns; the picture takes the rest.
            let textWidth = min(max(Self.narrowestText + 2, content.width * 36 / 100), 64)
            let pictureWidth = max(content.width - textWidth - 2, preferredWidth ?? 0)
            let parts = content.split(left: pictureWidth)
            picture = parts.left
            divider = pictureWidth
            text = parts.rest.inset(left: 2)
        } else if content.height >= 20 {
            let parts = content.split(top: content.height * 55 / 100)
            picture = parts.top
            text = parts.rest.inset(left: 1, top: 1, right: 1)
        } else {
            isSingle = true
            if showsPicture { picture = content } else { text = content.inset(left: 1, right: 1) }
        }
    }

    func drawRules(on canvas: inout Canvas) {
        guard let rules else { return }
        canvas.drawRule(y: rules.top, joints: divider.map { [($0, "┬")] } ?? [])
        canvas.drawRule(y: rules.bottom, joints: divider.map { [($0, "┴")] } ?? [])
        if let divider { canvas.drawVerticalRule(x: divider, from: rules.top + 1, to: rules.bottom) }
    }
}

extension Canvas {
    /// The keys that mean something now, as many as the row has room for; the key for help always, at the end.
    mutating func drawHints(_ hints: [KeyHint], y: Int, in session: Session) {
        var end = bounds.width - 1
        let own = OwnKeys(session.configuration, among: hints)
        let help = hints.first { $0.label == "?" }.flatMap(own.inFooter)
        let hints = hints.filter { $0.label != "?" }.compactMap(own.inFooter)
        if let help, end > 10 {
            end -= width(of: help)
            write(help, x: end, y: y)
            end -= 2
        }
        var x = 1
        for hint in hints where hint.footer != nil {
            guard x + width(of: hint) <= end else { continue }
            x = write(hint, x: x, y: y) + 2
        }
    }

    private func width(of hint: KeyHint) -> Int {
        cellWidth(of: glyphs.spelling(of: "\(hint.label) \(hint.footer ?? "")"))
    }

    @discardableResult
    private mutating func write(_ hint: KeyHint, x: Int, y: Int) -> Int {
        let end = write(hint.label, x: x, y: y, style: Style(.accent, .bold))
        return write(" \(hint.footer ?? "")", x: end, y: y, style: .dim)
    }
}
