import NeuralNetwork
import TerminalUI

/// The plot of an activation, with the point where z meets it and what follows: `σ(2.00) = 0.88`.
///
/// It fills any area: with axes and labels where there is room, as a mere sketch where there is little.
package struct CurvePicture {
    package let activation: Activation
    package let z: Double
    /// How much of the curve is drawn, from the left; at 0 there is neither curve nor point, and f(z) is hidden.
    package var fraction = 1.0
    /// Values of z whose points are known from before: they are shown, too, with their heights beside them, whether
    /// the curve has come to them or not.
    package var marks: [Double] = []
    /// The height at which the learner expects the point.
    package var guess: Double?
    /// The z for which the height was guessed, where the point has been moved since; nil is the current one.
    package var guessZ: Double?
    /// The neuron whose activation it is; the title names it.
    package var owner: String?
    /// Whether a piece of the tangent and the slope are shown.
    package var showsSlope = false
    /// The values of z that the plot shows.
    package var range: ClosedRange<Double>
    package var isExact = false
    /// Whether the point is what has the learner's attention: then it stands in reverse video.
    package var isFocused = true

    package init(activation: Activation, z: Double, range: ClosedRange<Double> = -6...6) {
        self.activation = activation
        self.z = z
        self.range = range.upperBound - range.lowerBound > 0 ? range : -6...6
    }

    /// Whether f(z) is known: the curve has come as far as z.
    var isKnown: Bool { reaches(z) }

    /// The marked points that show: not the one that is asked for.
    private var knownMarks: [Double] {
        marks.filter { $0 != z || isKnown }
    }

    /// Whether the guess is about the point where it stands now.
    private var isGuessCurrent: Bool { guessZ == nil || guessZ == z }

    private func reaches(_ z: Double) -> Bool {
        if fraction >= 1 { return true }
        return fraction > 0 && min(z, range.upperBound) <= drawnEnd
    }

    private var drawnEnd: Double {
        range.lowerBound + min(1, max(0, fraction)) * (range.upperBound - range.lowerBound)
    }

    // MARK: Drawing

    package func draw(on canvas: inout Canvas) {
        let area = canvas.bounds
        guard area.width > 0, area.height > 0 else { return }
        // A free column on either side where there is room for it.
        let width = area.width >= 16 ? area.width - 2 : area.width
        let readout = readout(width: width, format: NumberFormat(isExact: isExact, glyphs: canvas.glyphs))
        var rows = area
        if area.height > 1 {
            (rows, _) = area.split(top: area.height - 1)
            canvas.write(readout.line, x: area.width > readout.line.width ? 1 : 0, y: area.height - 1)
        }
        if owner != nil || !readout.saysName || area.height >= 9, rows.height >= 3 {
            canvas.write(title, x: cellWidth(of: title) < area.width ? 1 : 0, y: 0, style: .accent)
            rows = rows.inset(top: 1)
        }
        let axes = CurveAxes(activation: activation, range: range, area: rows, glyphs: canvas.glyphs)
        guard !axes.plot.isEmpty else { return }
        drawPoints(axes, on: &canvas)
        canvas.clipped(to: axes.plot) { canvas in
            let scale = axes.scale
            var sheet = LineSheet(glyphs: canvas.glyphs)
            drawCurve(scale, sheet: &sheet)
            if showsSlope, isKnown { drawTangent(scale, sheet: &sheet) }
            sheet.render(on: &canvas)
            drawGuides(scale, on: &canvas)
        }
        axes.draw(on: &canvas)
    }

    /// `h₂: ReLU`, or `ReLU` of no neuron in particular.
    var title: String { (owner.map { "\($0): " } ?? "") + activation.title }

    private var pointStyle: Style { Style(.accent, isFocused ? .reverse : .bold) }

    /// The points and the labels of their heights; lines go only where nothing stands yet.
    private func drawPoints(_ axes: CurveAxes, on canvas: inout Canvas) {
        // Every digit stands in the line below the plot.
        let format = NumberFormat(glyphs: canvas.glyphs)
        canvas.clipped(to: axes.plot) { canvas in
            let scale = axes.scale
            var taken: [Rect] = []
            if isKnown, z.isFinite, let point = scale.cell(z, activation(z)) {
                drawPoint(at: point, scale, on: &canvas)
                taken.append(Rect(x: point.x - 1, y: point.y, width: 3, height: 1))
            }
            if let guess, guess.isFinite, let z = placeOfGuess, let point = scale.cell(z, guess),
                !taken.contains(where: { $0.contains(point) })
            {
                canvas.write(
                    canvas.glyphs.pick("○", "o"), x: point.x, y: point.y, style: Style(.accent, .bold))
                taken.append(Rect(x: point.x - 1, y: point.y, width: 3, height: 1))
            }
            for mark in knownMarks where range.contains(mark) {
                guard let point = scale.cell(mark, activation(mark)),
                    !taken.contains(where: { $0.contains(point) })
                else { continue }
                canvas.write(canvas.glyphs.pick("•", "+"), x: point.x, y: point.y, style: .bold)
                taken.append(Rect(x: point.x, y: point.y, width: 1, height: 1))
                let text = format.text(activation(mark), width: 6)
                // Below the curve, which rises to the right, else beside the point.
                let width = cellWidth(of: text)
                let places = [
                    (point.x + 2, point.y + 1), (point.x + 2, point.y), (point.x - width - 1, point.y),
                ]
                .map { Rect(x: $0.0, y: $0.1, width: width, height: 1) }
                let free = places.first { place in
                    place.intersection(canvas.bounds) == place
                        && taken.allSatisfy { $0.intersection(place.inset(left: -1, right: -1)).isEmpty }
                }
                guard let free else { continue }
                canvas.write(text, x: free.x, y: free.y, style: .plain)
                taken.append(free)
            }
        }
    }

    /// The z of the guess, if the plot has a place for it.
    private var placeOfGuess: Double? {
        if isGuessCurrent { return z.isFinite ? z : nil }
        return guessZ.flatMap { range.contains($0) ? $0 : nil }
    }

    /// The point; at the edge, with an arrow, where z is beyond the plot.
    private func drawPoint(at point: Point, _ scale: CurveScale, on canvas: inout Canvas) {
        canvas.write(canvas.glyphs.pick("●", "*"), x: point.x, y: point.y, style: pointStyle)
        if z > range.upperBound {
            canvas.write(canvas.glyphs.pick("▶", ">"), x: point.x + 1, y: point.y, style: .accent)
        } else if z < range.lowerBound {
            canvas.write(canvas.glyphs.pick("◀", "<"), x: point.x - 1, y: point.y, style: .accent)
        }
    }

    private func drawCurve(_ scale: CurveScale, sheet: inout LineSheet) {
        let pen = LineSheet.Pen(thickness: .thin, isDashed: false, style: .plain, priority: 1)
        // A jump is no part of the curve.
        scale.draw(
            { activation($0) }, to: fraction <= 0 ? -1 : fraction, isSteady: activation != .step, pen, &sheet)
    }

    /// A short piece of the straight line that touches the curve at z.
    private func drawTangent(_ scale: CurveScale, sheet: inout LineSheet) {
        guard range.contains(z) else { return }
        let (slope, height) = (activation.slope(at: z), activation(z))
        let reach = (range.upperBound - range.lowerBound) / 8
        guard let start = scale.cell(z - reach, height - slope * reach),
            let end = scale.cell(z + reach, height + slope * reach)
        else { return }
        sheet.draw(
            from: start, to: end,
            pen: LineSheet.Pen(
                thickness: .medium, isDashed: false, style: Style(.accent, .bold), priority: 2))
    }

    /// Dotted lines from the point to both axes; while its height is not known, the line of z alone.
    private func drawGuides(_ scale: CurveScale, on canvas: inout Canvas) {
        guard z.isFinite, range.contains(z) else { return }
        let height = isKnown ? activation(z) : range.upperBound
        guard let point = scale.cell(z, height) else { return }
        for y in (isKnown ? point.y : 0)..<canvas.bounds.height where canvas[point.x, y]?.scalar == 0x20 {
            canvas.write(canvas.glyphs.pick("┊", ":"), x: point.x, y: y, style: .accent)
        }
        guard isKnown else { return }
        for x in 0..<max(0, point.x) where canvas[x, point.y]?.scalar == 0x20 {
            canvas.write(canvas.glyphs.pick("┈", "."), x: x, y: point.y, style: .accent)
        }
    }

    // MARK: In words

    /// `σ(2.00) = 0.88   slope 0.10`, with what matters least left out where it would not fit.
    private func readout(width: Int, format: NumberFormat) -> (line: StyledLine, saysName: Bool) {
        let name = format.glyphs.spelling(of: activation == .sigmoid ? "σ" : activation.title)
        let value = isKnown ? format.text(activation(z)) : "▒▒▒▒"
        let call = "\(name)(\(format.text(z)))"
        let slope = showsSlope && isKnown ? "   slope \(format.text(activation.slope(at: z)))" : ""
        let guess = guess.flatMap { isGuessCurrent ? "   guess \(format.text($0))" : nil } ?? ""
        let choices: [(String, Bool)] = [
            ("\(call) = \(value)\(slope)\(guess)", true), ("\(call) = \(value)\(slope)", true),
            ("\(call) = \(value)", true), ("\(call)=\(value)", true),
            ("\(format.text(z))\(format.glyphs.pick("→", ">"))\(value)", false), (value, false),
        ]
        let choice = choices.first { cellWidth(of: $0.0) <= width } ?? choices[choices.count - 1]
        return (StyledLine(choice.0, .bold), choice.1)
    }

    /// The plot said in words, a sentence a line.
    package func inWords() -> [String] {
        let format = NumberFormat(isExact: isExact, glyphs: .ascii)
        var sentences = [
            "The curve of \(activation.title), from z = \(format.text(range.lowerBound)) to "
                + "\(format.text(range.upperBound)).",
            "At z = \(format.text(z)) it is \(isKnown ? format.text(activation(z)) : "not known yet").",
        ]
        if showsSlope, isKnown {
            sentences.append("Its slope there is \(format.text(activation.slope(at: z))).")
        }
        if let guess {
            let place = guessZ.flatMap { isGuessCurrent ? nil : " for z = \(format.text($0))" } ?? ""
            sentences.append("The guess\(place) is \(format.text(guess)).")
        }
        for mark in knownMarks {
            sentences.append("At z = \(format.text(mark)) it is \(format.text(activation(mark))).")
        }
        return sentences
    }
}
