import TerminalUI

/// A sheet on which straight lines are drawn before they become characters: braille dots (2×4 in a cell) in
/// Unicode, `- / \ |` in ASCII. Characters go only where the canvas is still blank.
struct LineSheet {
    /// How a line tells the sign and the size of a weight without colour.
    struct Pen: Hashable {
        enum Thickness: Int { case hair, thin, medium, thick }
        var thickness: Thickness
        var isDashed: Bool
        var style: Style
        /// Where lines share a cell, the higher one gives the cell its style.
        var priority = 0

        init(thickness: Thickness, isDashed: Bool, style: Style, priority: Int = 0) {
            (self.thickness, self.isDashed, self.style, self.priority) = (
                thickness, isDashed, style, priority
            )
        }

        /// The line of a weight: the thicker the larger, dashed below zero.
        init(weight: Double) {
            let size = abs(weight)
            let thickness: Thickness =
                size == 0 ? .hair : size < 0.5 ? .thin : size < 1 || size.isNaN ? .medium : .thick
            self.init(
                thickness: thickness, isDashed: weight < 0, style: Style(weight < 0 ? .negative : .positive))
        }
    }

    private struct Mark {
        var dots: UInt8 = 0
        var character: Unicode.Scalar?
        var style: Style
        var priority: Int
    }

    let glyphs: GlyphSet
    private var marks: [Point: Mark] = [:]
    private var freeCells: Set<Point> = []

    init(glyphs: GlyphSet) {
        self.glyphs = glyphs
    }

    /// Draws from the middle of one cell to the middle of another.
    mutating func draw(from start: Point, to end: Point, pen: Pen) {
        switch glyphs {
        case .unicode: drawDots(from: start, to: end, pen: pen)
        case .ascii: drawCharacters(from: start, to: end, pen: pen)
        }
    }

    /// Sets one braille dot; x counts two and y four dots a cell.
    mutating func dot(x: Int, y: Int, pen: Pen) {
        guard x >= 0, y >= 0 else { return }
        // Braille numbers its dots down the left column first, the fourth row later.
        let bits: [[UInt8]] = [[0x01, 0x08], [0x02, 0x10], [0x04, 0x20], [0x40, 0x80]]
        mark(at: Point(x: x / 2, y: y / 4), pen: pen) { $0.dots |= bits[y % 4][x % 2] }
    }

    /// Sets one ASCII character.
    mutating func character(_ scalar: Unicode.Scalar, x: Int, y: Int, pen: Pen) {
        mark(at: Point(x: x, y: y), pen: pen) { mark in
            if mark.character == nil || pen.priority >= mark.priority { mark.character = scalar }
        }
    }

    /// Sets one dot of a curve; in ASCII the stroke that goes with its steepness.
    /// - Parameter rises: how many dots higher it stands than the one before.
    mutating func curveDot(x: Int, y: Int, rises: Int, pen: Pen) {
        switch glyphs {
        case .unicode: dot(x: x, y: y, pen: pen)
        case .ascii:
            // A level stroke stands as high in its cell as it can.
            let level: Unicode.Scalar = y % 4 == 0 ? "'" : y % 4 == 3 ? "_" : "-"
            let stroke: Unicode.Scalar = abs(rises) > 6 ? "|" : rises > 1 ? "/" : rises < -1 ? "\\" : level
            character(stroke, x: x / 2, y: y / 4, pen: pen)
        }
    }

    /// Keeps lines out of an area, blank as it may be.
    mutating func keepFree(_ area: Rect) {
        for y in area.y..<area.maxY {
            for x in area.x..<area.maxX { freeCells.insert(Point(x: x, y: y)) }
        }
    }

    /// Puts the lines on the canvas, behind what is there.
    func render(on canvas: inout Canvas) {
        for (point, mark) in marks
        where canvas[point.x, point.y]?.scalar == 0x20 && !freeCells.contains(point) {
            let scalar = mark.character ?? Unicode.Scalar(0x2800 + UInt32(mark.dots)) ?? " "
            canvas.put(scalar, x: point.x, y: point.y, style: mark.style)
        }
    }

    private mutating func mark(at point: Point, pen: Pen, _ change: (inout Mark) -> Void) {
        var mark = marks[point] ?? Mark(style: pen.style, priority: pen.priority)
        change(&mark)
        if pen.priority >= mark.priority {
            mark.style = pen.style
            mark.priority = pen.priority
        }
        marks[point] = mark
    }

    private mutating func drawDots(from start: Point, to end: Point, pen: Pen) {
        let (x0, y0) = (start.x * 2, start.y * 4 + 1)
        let (x1, y1) = (end.x * 2 + 1, end.y * 4 + 1)
        for (step, point) in straightLine(from: Point(x: x0, y: y0), to: Point(x: x1, y: y1)).enumerated() {
            if pen.isDashed, step % 6 >= 3 { continue }
            if pen.thickness == .hair, step % 4 != 0 { continue }
            dot(x: point.x, y: point.y, pen: pen)
            if pen.thickness.rawValue >= LineSheet.Pen.Thickness.medium.rawValue {
                dot(x: point.x, y: point.y + 1, pen: pen)
            }
            if pen.thickness == .thick { dot(x: point.x, y: point.y + 2, pen: pen) }
        }
    }

    private mutating func drawCharacters(from start: Point, to end: Point, pen: Pen) {
        let points = straightLine(from: start, to: end)
        for (step, point) in points.enumerated() {
            if pen.isDashed, step % 3 == 2 { continue }
            if pen.thickness == .hair, step % 2 == 1 { continue }
            let before = points[max(0, step - 1)]
            let after = points[min(points.count - 1, step + 1)]
            let (dx, dy) = (after.x - before.x, after.y - before.y)
            let stroke = asciiStroke(dx: dx, dy: dy, pen: pen)
            character(stroke, x: point.x, y: point.y, pen: pen)
            // A slanted line of middling weight is drawn double.
            if dy != 0, pen.thickness == .medium {
                character(stroke, x: point.x + 1, y: point.y, pen: pen)
            }
        }
    }

    private func asciiStroke(dx: Int, dy: Int, pen: Pen) -> Unicode.Scalar {
        // A hairline is dots in every direction.
        if pen.thickness == .hair { return "." }
        if dy == 0 {
            switch pen.thickness {
            case .hair: return "."
            case .thin: return "-"
            case .medium: return "="
            case .thick: return "#"
            }
        }
        if pen.thickness == .thick { return "#" }
        if dx == 0 { return "|" }
        return (dx > 0) == (dy > 0) ? "\\" : "/"
    }
}

/// The points of a straight line on a grid (Bresenham 1965), both ends included.
func straightLine(from start: Point, to end: Point) -> [Point] {
    let (dx, dy) = (abs(end.x - start.x), -abs(end.y - start.y))
    let (stepX, stepY) = (start.x < end.x ? 1 : -1, start.y < end.y ? 1 : -1)
    var (point, error) = (start, dx + dy)
    var points = [start]
    while point != end {
        let doubled = 2 * error
        if doubled >= dy {
            error += dy
            point.x += stepX
        }
        if doubled <= dx {
            error += dx
            point.y += stepY
        }
        points.append(point)
    }
    return points
}
