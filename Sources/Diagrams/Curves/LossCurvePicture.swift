import Experiment
import NeuralNetwork
import TerminalUI

/// The loss as a curve along one number, all others being as they are: a valley with a ball where the network is now,
/// the tangent at it, and the way that the steps of gradient descent have taken.
///
/// It fills any area: with axes and a table of the steps where there is room, as a mere readout where there is little.
package struct LossCurvePicture {
    private let experiment: Experiment
    private let address: Address
    private let range: ClosedRange<Double>
    /// The values of the number in this run of steps, with their losses; the last is where the ball is.
    private let points: [(value: Double, loss: Double)]
    /// Whether the slope shows; a question about it hides it.
    package var showsSlope = true
    /// Whether the loss is on the screen.
    package var isKnown = true
    package var flashes = false
    package var isExact = false
    /// Whether a question has the learner's attention: the focus is then underlined.
    package var isFocusQuiet = false

    /// - Parameters:
    ///   - address: the number along which the loss is drawn.
    ///   - range: the values of it that the plot shows.
    package init(_ experiment: Experiment, along address: Address, range: ClosedRange<Double>) {
        self.experiment = experiment
        self.address = address
        self.range = range
        points = experiment.runPoints(along: address)
    }

    private var symbol: String { Notation(experiment).symbol(of: address) }
    private var value: Double { points.last?.value ?? .nan }
    private var loss: Double { points.last?.loss ?? .nan }

    // MARK: Drawing

    private static let tableWidth = 22
    private static let narrowestPlot = 24

    package func draw(on canvas: inout Canvas) {
        var area = canvas.bounds
        guard area.width > 0, area.height > 0 else { return }
        let parts = area.split(top: area.height - 1)
        drawReadout(in: parts.rest, on: &canvas)
        area = parts.top
        if area.width >= Self.tableWidth + Self.narrowestPlot, area.height >= 4 {
            let columns = area.split(left: area.width - Self.tableWidth)
            canvas.clipped(to: columns.rest) { drawTable(on: &$0) }
            area = columns.left
        }
        if area.height >= 5 {
            canvas.write("L along \(symbol)", x: area.width > 12 ? 1 : 0, y: 0, style: .accent)
            area = area.inset(top: 1)
        }
        drawPlot(in: area, on: &canvas)
    }

    /// The loss with the number at another value.
    private func loss(at value: Double) -> Double { experiment.loss(with: address, at: value) ?? .nan }

    private func drawPlot(in area: Rect, on canvas: inout Canvas) {
        let ends = [range.lowerBound, range.upperBound].map(loss).filter(\.isFinite)
        let top = max(ends.max() ?? 1, 1e-6)
        let axes = CurveAxes(
            range: range, heights: 0...top, labels: [0, top / 2, top], area: area, glyphs: canvas.glyphs)
        guard !axes.plot.isEmpty else { return }
        canvas.clipped(to: axes.plot) { canvas in
            let scale = axes.scale
            if isKnown {
                drawPoints(scale, on: &canvas)
                var sheet = LineSheet(glyphs: canvas.glyphs)
                let pen = LineSheet.Pen(thickness: .thin, isDashed: false, style: .plain, priority: 1)
                scale.draw(loss, to: 1, isSteady: true, pen, &sheet)
                drawWay(scale, sheet: &sheet)
                if showsSlope { drawTangent(scale, sheet: &sheet) }
                sheet.render(on: &canvas)
            }
        }
        axes.draw(on: &canvas)
    }

    /// The ball, and where it has been.
    private func drawPoints(_ scale: CurveScale, on canvas: inout Canvas) {
        for (index, point) in points.enumerated().reversed() {
            guard let cell = scale.cell(point.value, point.loss) else { continue }
            let isBall = index == points.count - 1
            guard isBall || canvas[cell.x, cell.y]?.scalar == 0x20 else { continue }
            canvas.write(
                isBall ? canvas.glyphs.pick("●", "@") : canvas.glyphs.pick("○", "o"), x: cell.x, y: cell.y,
                style: isBall ? Style(.accent, flashes ? [.bold, .reverse] : .bold) : .dim)
            guard isBall else { continue }
            // Beyond the plot it stands at the edge, with an arrow.
            if point.value > range.upperBound {
                canvas.write(canvas.glyphs.pick("▶", ">"), x: cell.x + 1, y: cell.y, style: .accent)
            } else if point.value < range.lowerBound {
                canvas.write(canvas.glyphs.pick("◀", "<"), x: cell.x - 1, y: cell.y, style: .accent)
            }
        }
    }

    /// Straight lines from point to point: how far each step went, and to which side.
    private func drawWay(_ scale: CurveScale, sheet: inout LineSheet) {
        let pen = LineSheet.Pen(thickness: .hair, isDashed: false, style: .accent, priority: 0)
        for (from, to) in zip(points, points.dropFirst()) {
            guard let start = scale.cell(from.value, from.loss), let end = scale.cell(to.value, to.loss)
            else { continue }
            sheet.draw(from: start, to: end, pen: pen)
        }
    }

    private func drawTangent(_ scale: CurveScale, sheet: inout LineSheet) {
        guard range.contains(value), let slope = experiment.lossSlope(of: address), slope.isFinite else {
            return
        }
        let reach = (range.upperBound - range.lowerBound) / 8
        guard let start = scale.cell(value - reach, loss - slope * reach),
            let end = scale.cell(value + reach, loss + slope * reach)
        else { return }
        sheet.draw(
            from: start, to: end,
            pen: LineSheet.Pen(
                thickness: .medium, isDashed: false, style: Style(.accent, .bold), priority: 2))
    }

    // MARK: The steps

    /// The steps one below the other, the latest last; where not all of them fit, the first and the latest.
    private func drawTable(on canvas: inout Canvas) {
        let format = NumberFormat(glyphs: canvas.glyphs)
        func row(_ step: String, _ value: String, _ loss: String, _ style: Style, y: Int) {
            canvas.writeRight(step, endX: 4, y: y, style: style)
            canvas.writeRight(value, endX: 12, y: y, style: style)
            canvas.writeRight(loss, endX: 21, y: y, style: style)
        }
        row("step", canvas.glyphs.spelling(of: symbol), "L", .dim, y: 0)
        var shown = Array(points.indices)
        let room = canvas.bounds.height - 1
        if shown.count > room, room >= 3 {
            shown = [0] + shown.suffix(room - 2)
        } else {
            shown = Array(shown.suffix(max(0, room)))
        }
        var y = 1
        for (offset, index) in shown.enumerated() {
            if offset > 0, index > shown[offset - 1] + 1 {
                row(canvas.glyphs.pick("⋮", ":"), "", "", .dim, y: y)
                y += 1
            }
            let isLast = index == points.count - 1
            let style: Style = isLast ? (flashes ? Style(.accent, .bold) : .bold) : .plain
            row(
                "\(index)", format.text(points[index].value, width: 7),
                isKnown ? format.text(points[index].loss, width: 8) : "▒▒▒▒", style, y: y)
            y += 1
        }
    }

    // MARK: In words

    /// `w 1.20   L 6.48   slope −7.20   η 0.10`, with what matters least left out where it would not fit.
    private func drawReadout(in area: Rect, on canvas: inout Canvas) {
        let format = NumberFormat(isExact: isExact, glyphs: canvas.glyphs)
        var parts: [(line: StyledLine, address: Address?)] = [
            (part(symbol, format.fine(value), address), address),
            (part("L", isKnown ? format.fine(loss) : "▒▒▒▒", nil), nil),
        ]
        if experiment.exists(.learningRate) {
            let rate = format.fine(experiment.value(of: .learningRate) ?? .nan)
            parts.append((part("η", rate, .learningRate), .learningRate))
        }
        let slope = experiment.lossSlope(of: address) ?? .nan
        let hasSlope = showsSlope && isKnown
        parts.insert((part("slope", hasSlope ? format.signedFine(slope) : "▒▒▒▒", nil), nil), at: 2)
        func width(_ gap: Int) -> Int {
            parts.reduce(0) { $0 + $1.line.spelled(in: canvas.glyphs).width + gap } - gap
        }
        if width(2) > area.width { parts.remove(at: 2) }
        let gap = width(3) <= area.width - 2 ? 3 : 2
        while parts.count > 1, width(gap) > area.width { parts.remove(at: parts.count > 2 ? 2 : 0) }
        var x = area.x + (area.width > width(gap) ? 1 : 0)
        for part in parts {
            let line = part.line.spelled(in: canvas.glyphs)
            canvas.writeCut(line, x: x, y: area.y, width: area.maxX - x)
            if let address = part.address {
                canvas.mark(Rect(x: x, y: area.y, width: line.width, height: 1), as: address.description)
            }
            x += line.width + gap
        }
    }

    private func part(_ name: String, _ number: String, _ address: Address?) -> StyledLine {
        var style: Style = address == nil ? .plain : .bold
        if let address, experiment.cursor == address {
            style = Style(.plain, isFocusQuiet ? .underline : .reverse)
        }
        return StyledLine(name + " ", address == nil ? .dim : .bold) + StyledLine(number, style)
    }

    /// Beyond so many steps, only the first and the latest are said.
    private static let mostSaid = 8

    /// The plot said in words, a sentence a line.
    package func inWords() -> [String] {
        let format = NumberFormat(isExact: isExact, glyphs: .ascii)
        var sentences = [
            "The loss along \(symbol), from \(format.text(range.lowerBound)) to \(format.text(range.upperBound)).",
            "\(symbol) is \(format.fine(value)), the loss is \(isKnown ? format.fine(loss) : "not known yet").",
        ]
        if isKnown, showsSlope, let slope = experiment.lossSlope(of: address) {
            sentences.append("The slope there is \(format.signedFine(slope)).")
        }
        if let rate = experiment.value(of: .learningRate) {
            sentences.append("The learning rate is \(format.fine(rate)).")
        }
        guard isKnown, points.count > 1 else { return sentences }
        let all = points.enumerated().map { index, point in
            "after \(index) \(index == 1 ? "step" : "steps") \(symbol) = \(format.fine(point.value)), loss \(format.fine(point.loss))"
        }
        let said = all.count <= Self.mostSaid ? all : [all[0]] + all.suffix(Self.mostSaid - 1)
        return sentences + ["The way so far:"] + said.map { $0 + "." }
    }
}
