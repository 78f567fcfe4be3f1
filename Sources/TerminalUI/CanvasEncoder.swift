/// Writes what differs between one canvas and the next as text that any terminal obeys: moves of the cursor, colours
/// and attributes, letters (ECMA-48, with xterm's 256 colours). This is what a recording shows when it is played.
///
/// The real screen is ncurses' affair, whose bytes are for one terminal; these are for all, and the same every time.
package struct CanvasEncoder: Sendable {
    private let colors: Int
    private var shown: Canvas?
    /// How the next letter would look; nil before anything is known.
    private var look: String?
    private var text = ""

    /// So many cells that did not change are written again where moving the cursor over them would take more.
    private static let cheaperThanMoving = 4

    /// - Parameter colors: how many colours to write for; none if 0.
    package init(colors: Int) {
        self.colors = colors
    }

    /// What turns the screen before into this one; empty where nothing differs.
    package mutating func encode(_ canvas: Canvas) -> String {
        text = ""
        let before = shown?.size == canvas.size ? shown : nil
        if before == nil { begin() }
        let blank = Canvas(size: canvas.size, glyphs: canvas.glyphs)
        for y in 0..<canvas.size.height { writeRow(y, of: canvas, over: before ?? blank) }
        placeCursor(canvas.cursor, before: before?.cursor)
        shown = canvas
        return text
    }

    /// Leaves a terminal as one wants to find it: letters plain, the cursor seen, below what was shown.
    package var ending: String {
        let bottom = max(1, shown?.size.height ?? 1)
        return "\u{1B}[0m\u{1B}[\(bottom);1H\u{1B}[?25h"
    }

    private mutating func begin() {
        text += "\u{1B}[0m\u{1B}[2J\u{1B}[?25l"
        look = Self.sgr([])
    }

    // MARK: Rows

    private mutating func writeRow(_ y: Int, of canvas: Canvas, over before: Canvas) {
        let row = canvas.row(y)
        let old = before.row(y)
        var x = 0
        while let start = Self.firstDifference(row, old, from: x) {
            let end = Self.endOfRun(row, old, from: start)
            text += "\u{1B}[\(y + 1);\(start + 1)H"
            for cell in row[(row.startIndex + start)..<(row.startIndex + end)] { write(cell, canvas.glyphs) }
            x = end
        }
    }

    /// The first cell that differs, or the left half of the glyph whose right half does.
    private static func firstDifference(
        _ row: ArraySlice<Cell>, _ old: ArraySlice<Cell>, from x: Int
    ) -> Int? {
        let (first, oldFirst) = (row.startIndex, old.startIndex)
        guard let found = (x..<max(x, row.count)).first(where: { row[first + $0] != old[oldFirst + $0] })
        else { return nil }
        return found > 0 && row[first + found].isContinuation ? found - 1 : found
    }

    /// Where the cells that differ end, those between them included that are too few to be worth a move.
    private static func endOfRun(
        _ row: ArraySlice<Cell>, _ old: ArraySlice<Cell>, from start: Int
    ) -> Int {
        let (first, oldFirst) = (row.startIndex, old.startIndex)
        var end = start + 1
        for x in (start + 1)..<max(start + 1, row.count) {
            if row[first + x] != old[oldFirst + x] {
                end = x + 1
            } else if x - end >= cheaperThanMoving {
                break
            }
        }
        // No glyph is cut in two.
        while end < row.count, row[first + end].isContinuation { end += 1 }
        return end
    }

    private mutating func write(_ cell: Cell, _ glyphs: GlyphSet) {
        guard !cell.isContinuation else { return }
        let wanted = look(of: cell.style, glyphs)
        if wanted.codes != look {
            text += wanted.codes
            look = wanted.codes
        }
        text += wanted.glyph ?? cell.text
    }

    // MARK: Looks

    /// The codes for a style, and the glyph that stands in for the cell's own, where its ground is painted.
    private func look(of style: Style, _ glyphs: GlyphSet) -> (codes: String, glyph: String?) {
        guard colors >= 256, let paint = style.paint else { return (codes(of: style), nil) }
        let ink = paint.showsGlyph ? Paint.Shade.ink : paint.upper.color
        var codes = ["38;5;\(ink)", "48;5;\(paint.lower.color)"]
        if style.attributes.contains(.reverse) { codes.insert("7", at: 0) }
        return (Self.sgr(codes), style.halfBlock(glyphs, colors: colors))
    }

    private func codes(of style: Style) -> String {
        let tone = ToneColor.choose(for: style.tone, colors: colors)
        let wanted = tone.attributes.union(style.attributes)
        var codes: [String] = []
        if wanted.contains(.bold) { codes.append("1") }
        if wanted.contains(.dim), !wanted.contains(.bold), !wanted.contains(.reverse) { codes.append("2") }
        if wanted.contains(.underline) { codes.append("4") }
        if wanted.contains(.reverse) { codes.append("7") }
        if let color = tone.color { codes.append(Self.foreground(Int(color), of: colors)) }
        return Self.sgr(codes)
    }

    private static func foreground(_ color: Int, of colors: Int) -> String {
        switch color {
        case _ where colors >= 256: "38;5;\(color)"
        case ..<8: "\(30 + color)"
        default: "\(90 + color - 8)"
        }
    }

    private static func sgr(_ codes: [String]) -> String {
        "\u{1B}[" + (["0"] + codes).joined(separator: ";") + "m"
    }

    // MARK: Cursor

    private mutating func placeCursor(_ cursor: Point?, before: Point?) {
        if let cursor, cursor != before || !text.isEmpty {
            text += "\u{1B}[\(cursor.y + 1);\(cursor.x + 1)H"
        }
        if (cursor == nil) != (before == nil) { text += cursor == nil ? "\u{1B}[?25l" : "\u{1B}[?25h" }
    }
}

extension Style {
    /// What stands for a cell's own glyph where its two halves are painted: ink above, ground below.
    func halfBlock(_ glyphs: GlyphSet, colors: Int) -> String? {
        guard colors >= 256, let paint, !paint.showsGlyph else { return nil }
        return glyphs.pick("▀", " ")
    }
}
