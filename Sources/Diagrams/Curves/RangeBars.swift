import Experiment
import NeuralNetwork
import TerminalUI

/// What activations can put out, as bars above one axis, with what they make of the z of now.
package struct RangeBars {
    private let activations: [Activation]
    private let picture: NetworkPicture
    /// z of the output neuron.
    private let z: Double
    private let current: Activation

    package init(_ activations: [Activation], _ picture: NetworkPicture) {
        self.activations = activations
        self.picture = picture
        let last = picture.experiment.pass.layers.count - 1
        z = picture.experiment.pass.layers[last].preactivations[0]
        current = picture.experiment.network.layers[last].activation
    }

    /// A bar each, the axis, and a free row above.
    package var height: Int { activations.count + 3 }

    /// The values that the axis shows, whatever z is: bars that move could not be compared.
    private var axis: ClosedRange<Double> {
        let ranges = activations.map(\.range)
        let low = min(ranges.map(\.low).filter(\.isFinite).min() ?? -1, 0) - 0.5
        return low...((ranges.map(\.high).filter(\.isFinite).max() ?? 1) + 1)
    }

    private static let nameWidth = 9
    private static let rangeWidth = 9

    package func draw(on canvas: inout Canvas) {
        let glyphs = canvas.glyphs
        let width = canvas.bounds.width - Self.nameWidth - Self.rangeWidth - 2
        guard width > 6, z.isFinite else { return }
        let axis = axis
        func column(_ value: Double) -> Int {
            let share = (value - axis.lowerBound) / (axis.upperBound - axis.lowerBound)
            return Self.nameWidth + 1 + Int((min(max(0, share), 1) * Double(width - 1)).rounded())
        }
        let isKnown = picture.replay.isForwardComplete && !picture.isFocusQuiet
        for (row, activation) in activations.enumerated() {
            let y = row + 1
            let isCurrent = activation == current
            let style: Style = isCurrent ? Style(.accent, .bold) : .dim
            canvas.write(
                glyphs.pick(isCurrent ? "▸" : " ", isCurrent ? ">" : " "), x: 0, y: y, style: .accent)
            canvas.write(activation.title, x: 1, y: y, style: isCurrent ? .bold : .dim)
            drawBar(of: activation.range, on: &canvas, y: y, from: column, style)
            canvas.writeRight(activation.range.description, endX: canvas.bounds.width - 1, y: y, style: style)
            if isKnown {
                let mark = isCurrent ? glyphs.pick("●", "O") : glyphs.pick("○", "o")
                let value = activation(z)
                let markStyle: Style = isCurrent ? Style(.positive, .bold) : .dim
                canvas.write(mark, x: column(value), y: y, style: markStyle)
                // Beyond the axis, the number says how far.
                if value > axis.upperBound {
                    let text = " \(NumberFormat(glyphs: glyphs).text(value)) "
                    canvas.writeRight(text, endX: column(value), y: y, style: markStyle)
                }
            }
        }
        drawAxis(on: &canvas, y: activations.count + 1, column)
    }

    private func drawBar(
        of range: ActivationRange, on canvas: inout Canvas, y: Int, from column: (Double) -> Int,
        _ style: Style
    ) {
        let glyphs = canvas.glyphs
        let (first, last) = (
            column(max(range.low, axis.lowerBound)), column(min(range.high, axis.upperBound))
        )
        if !range.isDiscrete {
            for x in first...max(first, last) {
                canvas.write(glyphs.pick("━", "="), x: x, y: y, style: style)
            }
        }
        // An end that is reached is a bracket, one that is not a parenthesis, and without an end it is an arrow.
        let low = range.low.isFinite ? (range.includesLow ? "[" : "(") : glyphs.pick("◀", "<")
        let high = range.high.isFinite ? (range.includesHigh ? "]" : ")") : glyphs.pick("▶", ">")
        canvas.write(low, x: first, y: y, style: style)
        canvas.write(high, x: last, y: y, style: style)
    }

    private func drawAxis(on canvas: inout Canvas, y: Int, _ column: (Double) -> Int) {
        for value in stride(from: axis.lowerBound.rounded(.up), through: axis.upperBound, by: 1) {
            let x = column(value)
            canvas.write(
                canvas.glyphs.pick(value < 0 ? "−" : "", value < 0 ? "-" : "") + "\(Int(abs(value)))", x: x,
                y: y, style: .furniture)
        }
    }

    /// The ranges in sentences.
    package func inWords() -> [String] {
        activations.map { activation in
            let range = activation.range
            let low =
                range.low.isFinite
                ? "\(Int(range.low))\(range.includesLow ? " itself" : ", never reached,")" : "no limit"
            let high =
                range.high.isFinite
                ? "\(Int(range.high))\(range.includesHigh ? " itself" : ", never reached")" : "no limit"
            let output =
                picture.replay.isForwardComplete && !picture.isFocusQuiet
                ? " For z = \(NumberFormat().text(z)) it gives \(NumberFormat().text(activation(z)))." : ""
            return "\(activation.title) puts out values from \(low) up to \(high).\(output)"
        }
    }
}
