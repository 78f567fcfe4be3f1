import TerminalUI

/// What a neuron puts out everywhere on a piece of the plane, as a map: one glance tells where it says yes.
///
/// A cell is two half cells, one above the other, each about as wide as high. Where the terminal has the colours they
/// are painted; elsewhere shades and lines tell the same.
package struct OutputMap {
    /// What stands somewhere on the map.
    package struct Mark: Hashable, Sendable {
        /// From left to right and from top to bottom, 0 to 1 on the map.
        package let x: Double
        package let y: Double
        package let glyph: Unicode.Scalar
        package let tone: Tone

        package init(x: Double, y: Double, glyph: Unicode.Scalar, tone: Tone = .plain) {
            (self.x, self.y, self.glyph, self.tone) = (x, y, glyph, tone)
        }
    }

    /// How many half cells there are in a map that fills an area.
    package static func grid(of size: Size) -> (columns: Int, rows: Int) { (size.width, 2 * size.height) }

    /// How many half cells it has, from left to right and from top to bottom.
    package let columns: Int
    package let rows: Int
    /// What each half cell shows, the top row first.
    package let shades: [Paint.Shade]
    package var marks: [Mark] = []
    /// Where the cross hairs are, 0 to 1 as for marks.
    package var crossHair: (x: Double, y: Double)?

    /// - Parameter shades: `columns * rows` of them, the top row first.
    package init(columns: Int, rows: Int, shades: [Paint.Shade]) {
        precondition(shades.count == columns * rows, "a shade for each half cell")
        (self.columns, self.rows, self.shades) = (columns, rows, shades)
    }

    /// Fills the area, stretched to it where it has another number of half cells.
    package func draw(on canvas: inout Canvas) {
        let area = canvas.bounds
        guard columns > 0, rows > 0, !area.isEmpty else { return }
        for y in 0..<area.height {
            for x in 0..<area.width { drawCell(x: x, y: y, on: &canvas) }
        }
        for mark in marks { draw(mark, on: &canvas) }
        if let crossHair { drawCrossHair(at: crossHair, on: &canvas) }
    }

    private func drawCell(x: Int, y: Int, on canvas: inout Canvas) {
        let size = canvas.bounds.size
        let lower = shade(x, 2 * y + 1, of: size)
        // Without half blocks, a cell has one ground.
        let upper = canvas.glyphs == .ascii ? lower : shade(x, 2 * y, of: size)
        let told = upper.strength >= lower.strength ? upper : lower
        canvas.put(
            Paint.glyph(of: told, in: canvas.glyphs), x: x, y: y,
            style: Style(told.tone, paint: Paint(upper, lower)))
    }

    /// The shade under a half cell of an area.
    private func shade(_ x: Int, _ y: Int, of size: Size) -> Paint.Shade {
        shades[(y * rows / (2 * size.height)) * columns + x * columns / size.width]
    }

    private func cell(_ x: Double, _ y: Double, in area: Rect) -> Point? {
        guard (0...1).contains(x), (0...1).contains(y) else { return nil }
        return Point(
            x: min(area.width - 1, Int(x * Double(area.width))),
            y: min(area.height - 1, Int(y * Double(area.height))))
    }

    private func draw(_ mark: Mark, on canvas: inout Canvas) {
        guard let point = cell(mark.x, mark.y, in: canvas.bounds) else { return }
        put(mark.glyph, tone: mark.tone, at: point, on: &canvas)
    }

    private func put(
        _ glyph: Unicode.Scalar, tone: Tone, _ attributes: Style.Attributes = .bold, at point: Point,
        on canvas: inout Canvas
    ) {
        let ground = shade(point.x, 2 * point.y + 1, of: canvas.bounds.size)
        canvas.put(
            glyph, x: point.x, y: point.y,
            style: Style(tone, attributes, paint: Paint(ground, ground, showsGlyph: true)))
    }

    private func drawCrossHair(at place: (x: Double, y: Double), on canvas: inout Canvas) {
        guard let point = cell(place.x, place.y, in: canvas.bounds) else { return }
        let cross: Unicode.Scalar = canvas.glyphs == .unicode ? "┼" : "+"
        put(cross, tone: .accent, [.bold, .reverse], at: point, on: &canvas)
    }
}

extension Paint.Shade {
    /// How much it stands out.
    fileprivate var strength: Int { Int(abs(code)) }

    /// The tone of its glyph where nothing is painted.
    fileprivate var tone: Tone {
        if let classIndex { return [Tone.positive, .negative, .good, .accent, .warning, .plain][classIndex] }
        return code > 0 ? .positive : code < 0 ? .negative : .plain
    }
}
