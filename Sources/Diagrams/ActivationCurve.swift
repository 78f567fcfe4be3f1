import NeuralNetwork
import TerminalUI

/// A small curve of an activation with the point where z meets it.
package struct ActivationCurve {
    package let activation: Activation
    package let preactivation: Double

    package init(activation: Activation, preactivation: Double) {
        self.activation = activation
        self.preactivation = preactivation
    }

    /// Fills the canvas: a title row, and the curve below it.
    package func draw(on canvas: inout Canvas) {
        canvas.write(activation.title, x: 1, y: 0, style: .accent)
        let plot = canvas.bounds.inset(top: 1)
        guard plot.width > 2, plot.height > 1 else { return }
        canvas.clipped(to: plot) { drawCurve(on: &$0) }
    }

    private func drawCurve(on canvas: inout Canvas) {
        let (width, height) = (canvas.bounds.width, canvas.bounds.height)
        let reach = preactivation.isFinite ? max(1.5, min(abs(preactivation) * 1.3, 1e6)) : 1.5
        let heights = range(reach)
        func column(_ z: Double) -> Int {
            Int(((z + reach) / (2 * reach) * Double(width - 1)).rounded())
        }
        func row(_ a: Double) -> Int {
            let share = (a - heights.lowerBound) / (heights.upperBound - heights.lowerBound)
            return height - 1 - Int((share * Double(height - 1)).rounded())
        }
        // The point first: lines only go where nothing stands.
        if preactivation.isFinite {
            // A z beyond the plot stands at its edge.
            let z = min(max(-reach, preactivation), reach)
            canvas.write(
                canvas.glyphs.pick("●", "@"), x: column(z), y: row(activation(z)),
                style: Style(.accent, .bold))
        }
        var sheet = LineSheet(glyphs: canvas.glyphs)
        let curve = LineSheet.Pen(thickness: .thin, isDashed: false, style: .plain, priority: 1)
        var previous: Point?
        for x in 0..<width {
            let z = -reach + 2 * reach * Double(x) / Double(width - 1)
            let point = Point(x: x, y: row(activation(z)))
            sheet.draw(from: previous ?? point, to: point, pen: curve)
            previous = point
        }
        sheet.render(on: &canvas)
    }

    /// The heights that the plot shows: the activation's own limits where it has some.
    private func range(_ reach: Double) -> ClosedRange<Double> {
        let (lowest, highest) = (activation(-.infinity), activation(.infinity))
        return
            (lowest.isFinite ? lowest : activation(-reach))...(highest.isFinite ? highest : activation(reach))
    }
}
