import NeuralNetwork
import TerminalUI

/// From z and heights to cells and dots of a plot.
struct CurveScale {
    let range: ClosedRange<Double>
    let heights: ClosedRange<Double>
    let size: Size

    /// The cell of a point; what is beyond the plot stands at its edge. Nil where there is no plot.
    func cell(_ z: Double, _ height: Double) -> Point? {
        guard size.width > 0, size.height > 0, !z.isNaN, !height.isNaN else { return nil }
        // A point beyond the left or right edge leaves the outermost column to its arrow.
        let inset = size.width > 2 ? 1 : 0
        var x = dotColumn(z) / 2
        if z > range.upperBound { x -= inset }
        if z < range.lowerBound { x += inset }
        return Point(x: x, y: dotRow(height) / 4)
    }

    /// Two dots a cell.
    private func dotColumn(_ z: Double) -> Int {
        Self.place(z, in: range, of: size.width * 2)
    }

    /// Four dots a cell, from the top.
    private func dotRow(_ height: Double) -> Int {
        size.height * 4 - 1 - Self.place(height, in: heights, of: size.height * 4)
    }

    private static func place(_ value: Double, in range: ClosedRange<Double>, of count: Int) -> Int {
        let clamped = min(max(range.lowerBound, value), range.upperBound)
        let share = (clamped - range.lowerBound) / (range.upperBound - range.lowerBound)
        return Int((share * Double(count - 1)).rounded())
    }

    /// Draws a function from the left over a share of the width.
    /// - Parameter isSteady: whether it has no jumps, so that steep pieces are filled.
    func draw(
        _ function: (Double) -> Double, to share: Double, isSteady: Bool, _ pen: LineSheet.Pen,
        _ sheet: inout LineSheet
    ) {
        let count = size.width * 2
        guard share >= 0, count > 1 else { return }
        var previous: Int?
        for column in 0..<count where Double(column) <= share * Double(count - 1) {
            let z =
                range.lowerBound + (range.upperBound - range.lowerBound) * Double(column) / Double(count - 1)
            let row = dotRow(function(z))
            let start = isSteady ? previous ?? row : row
            for y in min(start, row)...max(start, row) where y != start || start == row || previous == nil {
                sheet.curveDot(x: column, y: y, rises: start - row, pen: pen)
            }
            previous = row
        }
    }
}

/// The frame of a plot: where it stands in an area, the labels of its axes, and the lines it comes near to.
struct CurveAxes {
    /// Where the curve is drawn.
    let plot: Rect
    let scale: CurveScale
    /// The heights that are labelled.
    private let labels: [Double]
    /// The heights that the curve comes near to and never crosses.
    private let limits: [Double]
    private let hasFrame: Bool
    private let hasLabels: Bool
    private let format: NumberFormat

    init(activation: Activation, range: ClosedRange<Double>, area: Rect, glyphs: GlyphSet) {
        let heights = Self.heights(activation, range)
        self.init(
            range: range, heights: heights, labels: Self.labels(heights, activation: activation),
            limits: Self.limits(activation), area: area, glyphs: glyphs)
    }

    init(
        range: ClosedRange<Double>, heights bounds: ClosedRange<Double>, labels: [Double],
        limits: [Double] = [], area: Rect, glyphs: GlyphSet
    ) {
        (self.labels, self.limits) = (labels, limits)
        // The shortest digits: −4, 0.5.
        format = NumberFormat(isExact: true, glyphs: glyphs)
        hasFrame = area.width >= 14 && area.height >= 5
        hasLabels = area.width >= 20 && area.height >= 6
        let format = format
        let widths = labels.map { cellWidth(of: Self.short($0, format)) }
        let left = hasLabels ? (widths.max() ?? 0) + 2 : 0
        plot = area.inset(
            left: left + (hasFrame ? 1 : 0), right: hasFrame ? 1 : 0,
            bottom: (hasFrame ? 1 : 0) + (hasLabels ? 1 : 0))
        // A margin, so that the curve and the line it comes near to stand apart from the frame.
        let margin = plot.height >= 5 ? (bounds.upperBound - bounds.lowerBound) / 12 : 0
        scale = CurveScale(
            range: range, heights: (bounds.lowerBound - margin)...(bounds.upperBound + margin),
            size: plot.size)
    }

    /// The heights that a plot shows: the activation's own limits where it has some.
    private static func heights(_ activation: Activation, _ range: ClosedRange<Double>) -> ClosedRange<Double>
    {
        switch activation {
        case .sigmoid, .step: return 0...1
        case .tanh: return -1...1
        case .relu: return 0...max(1, range.upperBound)
        case .linear: return range
        }
    }

    /// The heights of an activation's plot that are labelled.
    private static func labels(_ heights: ClosedRange<Double>, activation: Activation) -> [Double] {
        let middle = (heights.lowerBound + heights.upperBound) / 2
        switch activation {
        case .sigmoid: return [0, 0.5, 1]
        case .step: return [0, 1]
        case .tanh: return [-1, 0, 1]
        case .relu, .linear: return [heights.lowerBound, middle, heights.upperBound]
        }
    }

    /// A label: every digit where those are few, two decimals otherwise.
    private static func short(_ value: Double, _ format: NumberFormat) -> String {
        let text = format.text(value)
        return text.count <= 6 ? text : NumberFormat(glyphs: format.glyphs).text(value)
    }

    private static func limits(_ activation: Activation) -> [Double] {
        switch activation {
        case .sigmoid: [0, 1]
        case .tanh: [-1, 1]
        case .relu, .step, .linear: []
        }
    }

    func draw(on canvas: inout Canvas) {
        canvas.clipped(to: plot) { canvas in
            for limit in limits { drawLevel(limit, canvas.glyphs.pick("╌", "-"), every: 2, on: &canvas) }
            if scale.heights.contains(0), !limits.contains(0) {
                drawLevel(0, canvas.glyphs.pick("·", "."), every: 3, on: &canvas)
            }
            guard scale.range.contains(0), let middle = scale.cell(0, 0)?.x else { return }
            for y in 0..<canvas.bounds.height where canvas[middle, y]?.scalar == 0x20 {
                canvas.write(canvas.glyphs.pick("·", "."), x: middle, y: y, style: .furniture)
            }
        }
        guard hasFrame else { return }
        for y in plot.y..<plot.maxY {
            canvas.write(canvas.glyphs.pick("│", "|"), x: plot.x - 1, y: y, style: .furniture)
        }
        for x in plot.x..<plot.maxX {
            canvas.write(canvas.glyphs.pick("─", "-"), x: x, y: plot.maxY, style: .furniture)
        }
        canvas.write(canvas.glyphs.pick("└", "+"), x: plot.x - 1, y: plot.maxY, style: .furniture)
        if hasLabels {
            drawHeightLabels(on: &canvas)
            drawLabelsOfZ(on: &canvas)
        }
    }

    private func drawLevel(_ height: Double, _ glyph: String, every step: Int, on canvas: inout Canvas) {
        guard let y = scale.cell(scale.range.lowerBound, height)?.y else { return }
        for x in stride(from: 0, to: canvas.bounds.width, by: step) where canvas[x, y]?.scalar == 0x20 {
            canvas.write(glyph, x: x, y: y, style: .furniture)
        }
    }

    private func drawHeightLabels(on canvas: inout Canvas) {
        var rows: Set<Int> = []
        for label in labels {
            guard let row = scale.cell(scale.range.lowerBound, label)?.y, rows.insert(row).inserted
            else { continue }
            canvas.writeRight(Self.short(label, format), endX: plot.x - 2, y: plot.y + row, style: .furniture)
            canvas.write(canvas.glyphs.pick("┤", "+"), x: plot.x - 1, y: plot.y + row, style: .furniture)
        }
    }

    /// The labels of z, as many as stand apart: in steps of 1, 2, 3, 5 or 10 times a power of ten.
    private func drawLabelsOfZ(on canvas: inout Canvas) {
        let range = scale.range
        for step in Self.steps(for: range.upperBound - range.lowerBound) {
            let first = (range.lowerBound / step).rounded(.up)
            let last = (range.upperBound / step).rounded(.down)
            guard first <= last, last - first <= 40 else { continue }
            let labels = (Int(first)...Int(last)).compactMap {
                number -> (x: Int, middle: Int, text: String)? in
                let z = Double(number) * step
                guard let middle = scale.cell(z, scale.heights.lowerBound)?.x else { return nil }
                let text = Self.short(z, format)
                return (plot.x + middle - cellWidth(of: text) / 2, plot.x + middle, text)
            }
            let areApart = zip(labels, labels.dropFirst()).allSatisfy { left, right in
                left.x + cellWidth(of: left.text) + 1 < right.x
            }
            guard areApart else { continue }
            for label in labels {
                let x = max(0, min(label.x, canvas.bounds.width - cellWidth(of: label.text)))
                canvas.write(label.text, x: x, y: plot.maxY + 1, style: .furniture)
                canvas.write(canvas.glyphs.pick("┴", "+"), x: label.middle, y: plot.maxY, style: .furniture)
            }
            return
        }
    }

    /// Round steps, the smallest first, from a twentieth of the span to all of it.
    private static func steps(for span: Double) -> [Double] {
        guard span.isFinite, span > 0 else { return [] }
        var power = 1.0
        while power * 20 > span { power /= 10 }
        while power * 200 < span { power *= 10 }
        return [1.0, 2, 3, 5, 10, 20, 30, 50, 100, 200].map { $0 * power }.filter { $0 * 20 >= span }
    }
}
