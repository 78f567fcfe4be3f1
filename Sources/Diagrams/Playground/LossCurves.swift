import Glibc
import NeuralNetwork
import TerminalUI

/// How the loss fell, on the examples that were learned from and on the others, over the epochs.
///
/// The height is the loss; where it spans more than a factor of `mostForLinear`, its logarithm, which the label says.
package struct LossCurves {
    /// The losses after some epochs.
    package struct Sample: Hashable, Sendable {
        package let epoch: Int
        package let train: Double
        package let test: Double

        package init(epoch: Int, train: Double, test: Double) {
            (self.epoch, self.train, self.test) = (epoch, train, test)
        }
    }

    package let points: [Sample]
    /// The epoch that is being looked at, if it is not the last.
    package var markedEpoch: Int?

    private static let mostForLinear = 8.0

    /// - Parameter points: by epoch, the first first.
    package init(_ points: [Sample]) {
        self.points = points
    }

    /// The losses at some epochs, the first and the last among them: a sentence for those that are learned from and one
    /// for the others. Nothing before anything was learned.
    package func inWords() -> [String] {
        guard points.count > 1 else { return [] }
        let format = NumberFormat(glyphs: .ascii)
        let steps = min(Self.mostSaid, points.count) - 1
        let said = (0...steps).map { points[$0 * (points.count - 1) / steps] }
        func list(_ loss: KeyPath<Sample, Double>) -> String {
            said.map { "\(format.fine($0[keyPath: loss])) at epoch \($0.epoch)" }.joined(separator: ", ")
        }
        return ["The loss so far: \(list(\.train)).", "On test examples: \(list(\.test))."]
    }

    private static let mostSaid = 5

    package func draw(on canvas: inout Canvas) {
        let area = canvas.bounds
        let shown = points.filter { $0.train.isFinite && $0.test.isFinite }
        guard area.width >= 8, area.height >= 2, let first = shown.first, let last = shown.last else {
            return
        }
        let scale = Scale(shown.flatMap { [$0.train, $0.test] })
        let format = NumberFormat(glyphs: canvas.glyphs)
        let labels = [format.text(scale.top, width: 7), format.text(scale.bottom, width: 7)]
        let labelWidth = labels.map { cellWidth(of: $0) }.max() ?? 0
        canvas.writeRight(labels[0], endX: labelWidth, y: 0, style: .dim)
        canvas.writeRight(labels[1], endX: labelWidth, y: area.height - 1, style: .dim)
        if scale.isLogarithmic, area.height > 2 {
            canvas.writeRight("log", endX: labelWidth, y: area.height / 2, style: .dim)
        }
        let plot = area.inset(left: labelWidth + 1)
        canvas.drawVerticalRule(x: labelWidth, from: 0, to: area.height)
        let epochs = max(1, last.epoch - first.epoch)
        canvas.clipped(to: plot) { canvas in
            var sheet = LineSheet(glyphs: canvas.glyphs)
            let size = canvas.bounds.size
            drawLine(
                \.test, dashed: true, Style(.negative), scale, from: first.epoch, epochs, size, shown, &sheet)
            drawLine(
                \.train, dashed: false, Style(.positive), scale, from: first.epoch, epochs, size, shown,
                &sheet)
            sheet.render(on: &canvas)
            if let markedEpoch, size.width > 0 {
                let x = (markedEpoch - first.epoch) * (size.width - 1) / epochs
                for y in 0..<size.height where (canvas[x, y]?.scalar ?? 0) == 0x20 {
                    canvas.write(canvas.glyphs.pick("┊", ":"), x: x, y: y, style: .accent)
                }
            }
        }
    }

    private func drawLine(
        _ loss: KeyPath<Sample, Double>, dashed: Bool, _ style: Style, _ scale: Scale, from first: Int,
        _ epochs: Int,
        _ size: Size, _ shown: [Sample], _ sheet: inout LineSheet
    ) {
        guard size.width > 0, size.height > 0 else { return }
        let pen = LineSheet.Pen(thickness: .thin, isDashed: false, style: style, priority: dashed ? 0 : 1)
        // Dots on a grid of two a column and four a row; in ASCII, characters.
        let (across, down) = (2 * size.width - 1, 4 * size.height - 1)
        var before: (x: Int, y: Int)?
        for point in shown {
            let x = (point.epoch - first) * across / epochs
            let y = Int((1 - scale.height(point[keyPath: loss])) * Double(down))
            defer { before = (x, y) }
            let start = before ?? (x, y)
            for step in straightLine(from: Point(x: start.x, y: start.y), to: Point(x: x, y: y)) {
                if dashed, step.x % 4 >= 2 { continue }
                if sheet.glyphs == .ascii {
                    sheet.character(dashed ? "." : "*", x: step.x / 2, y: step.y / 4, pen: pen)
                } else {
                    sheet.dot(x: step.x, y: step.y, pen: pen)
                }
            }
        }
    }

    /// From the smallest to the largest loss, or from 0.
    private struct Scale {
        let bottom: Double
        let top: Double
        let isLogarithmic: Bool

        init(_ losses: [Double]) {
            let smallest = losses.min() ?? 0
            top = max(losses.max() ?? 1, 1e-12)
            isLogarithmic = smallest > 0 && top / smallest > LossCurves.mostForLinear
            bottom = isLogarithmic ? smallest : 0
        }

        /// From 0 at the bottom to 1 at the top.
        func height(_ loss: Double) -> Double {
            isLogarithmic ? log(max(loss, bottom) / bottom) / log(top / bottom) : loss / top
        }
    }
}
