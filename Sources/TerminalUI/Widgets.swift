extension Canvas {
    /// A horizontal rule over the width of the area, with joints where vertical lines meet it.
    package mutating func drawRule(y: Int, joints: [(x: Int, glyph: String)] = []) {
        let line = glyphs.pick("─", "-")
        for x in 0..<bounds.width { write(line, x: x, y: y, style: .furniture) }
        for joint in joints { write(glyphs.pick(joint.glyph, "+"), x: joint.x, y: y, style: .furniture) }
    }

    package mutating func drawVerticalRule(x: Int, from top: Int, to bottom: Int) {
        guard top < bottom else { return }
        for y in top..<bottom { write(glyphs.pick("│", "|"), x: x, y: y, style: .furniture) }
    }

    /// A box with rounded corners around the area's edge.
    package mutating func drawBox(_ box: Rect, style: Style = .furniture) {
        guard box.width >= 2, box.height >= 2 else { return }
        let (horizontal, vertical) = (glyphs.pick("─", "-"), glyphs.pick("│", "|"))
        for x in (box.x + 1)..<(box.maxX - 1) {
            write(horizontal, x: x, y: box.y, style: style)
            write(horizontal, x: x, y: box.maxY - 1, style: style)
        }
        for y in (box.y + 1)..<max(box.y + 1, box.maxY - 1) {
            write(vertical, x: box.x, y: y, style: style)
            write(vertical, x: box.maxX - 1, y: y, style: style)
        }
        write(glyphs.pick("╭", "+"), x: box.x, y: box.y, style: style)
        write(glyphs.pick("╮", "+"), x: box.maxX - 1, y: box.y, style: style)
        write(glyphs.pick("╰", "+"), x: box.x, y: box.maxY - 1, style: style)
        write(glyphs.pick("╯", "+"), x: box.maxX - 1, y: box.maxY - 1, style: style)
    }

    /// Text whose end is at column `endX`.
    package mutating func writeRight(_ text: String, endX: Int, y: Int, style: Style = .plain) {
        let spelled = glyphs.spelling(of: safeText(text))
        write(spelled, x: endX - cellWidth(of: spelled), y: y, style: style)
    }

    /// Text cut to `width` columns, with a mark where something is missing.
    package mutating func writeCut(_ line: StyledLine, x: Int, y: Int, width: Int) {
        guard width > 0 else { return }
        let spelled = line.spelled(in: glyphs)
        clipped(to: Rect(x: x, y: y, width: width, height: 1)) { canvas in
            canvas.write(spelled, x: 0, y: 0)
            if spelled.width > width {
                let mark = canvas.glyphs.pick("…", "..")
                canvas.write(mark, x: max(0, width - cellWidth(of: mark)), y: 0, style: .furniture)
            }
        }
    }
}

/// How far a list of rows is scrolled, kept within what there is.
package struct ScrollPosition: Hashable, Sendable {
    package private(set) var offset = 0

    package init() {}

    package mutating func scroll(by rows: Int, content: Int, visible: Int) {
        offset = min(max(0, offset + rows), max(0, content - visible))
    }

    /// Moves as little as needed for a row to show.
    package mutating func show(row: Int, content: Int, visible: Int) {
        if row < offset { offset = row }
        if row >= offset + visible { offset = row - visible + 1 }
        scroll(by: 0, content: content, visible: visible)
    }
}

extension Canvas {
    /// Rows of text from a scroll position on, with a mark at the edge where more of them is hidden.
    package mutating func drawRows(_ rows: [StyledLine], scroll: ScrollPosition) {
        let height = bounds.height
        var scroll = scroll
        scroll.scroll(by: 0, content: rows.count, visible: height)
        for (y, row) in rows.dropFirst(scroll.offset).prefix(height).enumerated() { write(row, x: 0, y: y) }
        let right = bounds.width - 1
        if scroll.offset > 0 { write(glyphs.pick("▲", "^"), x: right, y: 0, style: .accent) }
        if scroll.offset + height < rows.count {
            write(glyphs.pick("▼", "v"), x: right, y: height - 1, style: .accent)
        }
    }
}
