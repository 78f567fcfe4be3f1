/// A screen's worth of cells that drawing code writes on, and that knows its alphabet.
///
/// Nothing written outside the canvas, or outside the part that `clipped` hands out, leaves a trace; so drawing
/// code works at every size, 0×0 included.
package struct Canvas: Sendable {
    package let size: Size
    package let glyphs: GlyphSet
    package private(set) var cells: [Cell]
    /// Where the terminal's cursor stands; nil hides it.
    package private(set) var cursor: Point?
    /// What can be pointed at, in the canvas' own coordinates; later ones lie on top.
    private var targets: [(frame: Rect, name: String)] = []
    /// The part that is being drawn on, in the canvas' own coordinates, and the part of it that shows.
    private var area: Rect
    private var visible: Rect

    package init(size: Size, glyphs: GlyphSet = .unicode) {
        self.size = size
        self.glyphs = glyphs
        cells = Array(repeating: Cell(), count: size.width * size.height)
        area = Rect(size)
        visible = area
    }

    /// The area that drawing code may fill, from its own (0, 0).
    package var bounds: Rect { Rect(area.size) }

    /// Draws inside a part of the current area: (0, 0) is that part's corner, and nothing leaves it.
    package mutating func clipped(to part: Rect, _ draw: (inout Canvas) -> Void) {
        let outer = (area: area, visible: visible)
        area.x += part.x
        area.y += part.y
        area.size = part.size
        visible = area.intersection(visible)
        draw(&self)
        (area, visible) = outer
    }

    package subscript(x: Int, y: Int) -> Cell? {
        index(x, y).map { cells[$0] }
    }

    /// Puts one scalar of one cell's width.
    package mutating func put(_ scalar: Unicode.Scalar, x: Int, y: Int, style: Style = .plain) {
        guard let index = index(x, y) else { return }
        breakWideGlyph(at: index)
        cells[index] = Cell(scalar, style: style)
    }

    /// Writes text from (x, y) to the right, made safe and spelled in the canvas' alphabet.
    /// - Returns: the column after the text.
    @discardableResult
    package mutating func write(_ text: String, x: Int, y: Int, style: Style = .plain) -> Int {
        var column = x
        for scalar in glyphs.spelling(of: safeText(text)).unicodeScalars {
            let width = cellWidth(of: scalar)
            if width == 0 {
                addMark(scalar, x: column - 1, y: y)
            } else {
                place(scalar, width: width, x: column, y: y, style: style)
                column += width
            }
        }
        return column
    }

    @discardableResult
    package mutating func write(_ line: StyledLine, x: Int, y: Int) -> Int {
        line.runs.reduce(x) { column, run in write(run.text, x: column, y: y, style: run.style) }
    }

    /// Fills the current area with blanks.
    package mutating func clear(style: Style = .plain) {
        for y in 0..<bounds.height {
            for x in 0..<bounds.width { put(" ", x: x, y: y, style: style) }
        }
    }

    package mutating func showCursor(x: Int, y: Int) {
        guard index(x, y) != nil else { return }
        cursor = Point(x: area.x + x, y: area.y + y)
    }

    /// Takes over what another canvas shows, at the corner of the whole canvas.
    package mutating func show(_ other: Canvas) {
        for y in 0..<min(size.height, other.size.height) {
            let count = min(size.width, other.size.width)
            let (row, otherRow) = (y * size.width, y * other.size.width)
            cells.replaceSubrange(row..<row + count, with: other.cells[otherRow..<otherRow + count])
        }
        cursor = other.cursor
    }

    /// Says what a part of the area stands for, so that a mouse can point at it.
    package mutating func mark(_ part: Rect, as name: String) {
        let frame = Rect(x: area.x + part.x, y: area.y + part.y, width: part.width, height: part.height)
            .intersection(visible)
        if !frame.isEmpty { targets.append((frame, name)) }
    }

    /// What stands at a cell of the whole canvas: the name it was last marked with.
    package func target(at point: Point) -> String? {
        targets.last { $0.frame.contains(point) }?.name
    }

    /// The screen as text, a line a row, trailing blanks cut.
    package var text: String {
        (0..<size.height).map { row in
            var line = cells[(row * size.width)..<((row + 1) * size.width)].map(\.text).joined()
            while line.last == " " { line.removeLast() }
            return line
        }.joined(separator: "\n")
    }

    private func index(_ x: Int, _ y: Int) -> Int? {
        let point = Point(x: area.x + x, y: area.y + y)
        return visible.contains(point) ? point.y * size.width + point.x : nil
    }

    private mutating func place(_ scalar: Unicode.Scalar, width: Int, x: Int, y: Int, style: Style) {
        if width == 1 {
            put(scalar, x: x, y: y, style: style)
        } else if let left = index(x, y), let right = index(x + 1, y) {
            breakWideGlyph(at: left)
            breakWideGlyph(at: right)
            cells[left] = Cell(scalar, style: style)
            cells[right] = .continuation(style: style)
        } else {
            // Half a glyph cannot be shown: the half that is inside stays blank.
            put(" ", x: x, y: y, style: style)
            put(" ", x: x + 1, y: y, style: style)
        }
    }

    private mutating func addMark(_ scalar: Unicode.Scalar, x: Int, y: Int) {
        guard var index = index(x, y) else { return }
        if cells[index].isContinuation { index -= 1 }
        if cells[index].marks.x == 0 {
            cells[index].marks.x = scalar.value
        } else if cells[index].marks.y == 0 {
            cells[index].marks.y = scalar.value
        }
    }

    /// Writing on one half of a wide glyph leaves a blank in the other half.
    private mutating func breakWideGlyph(at index: Int) {
        if cells[index].isContinuation, index % size.width > 0 {
            cells[index - 1] = Cell(style: cells[index - 1].style)
        } else if (index + 1) % size.width != 0, index + 1 < cells.count, cells[index + 1].isContinuation {
            cells[index + 1] = Cell(style: cells[index + 1].style)
        }
    }
}

/// Two canvases are equal when they look equal.
extension Canvas: Equatable {
    package static func == (left: Canvas, right: Canvas) -> Bool {
        left.size == right.size && left.cells == right.cells && left.cursor == right.cursor
    }
}
