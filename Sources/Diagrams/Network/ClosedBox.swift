import Experiment
import NeuralNetwork
import TerminalUI

/// The network as one sees it from outside: numbers go in, numbers come out, and what is between them is hidden.
package struct ClosedBox {
    private let picture: NetworkPicture

    package init(_ picture: NetworkPicture) {
        self.picture = picture
    }

    private var experiment: Experiment { picture.experiment }
    private var inputs: [Address] { experiment.input.indices.map { .input($0) } }
    private var outputs: [Address] {
        let last = experiment.network.layers.count - 1
        return experiment.network.layers[last].biases.indices.map { .activation(layer: last, neuron: $0) }
    }

    package func draw(on canvas: inout Canvas) {
        let bounds = canvas.bounds
        let format = NumberFormat(isExact: picture.isExact, glyphs: canvas.glyphs)
        let side = 10
        let arrow = canvas.glyphs.pick("──▶", "-->")
        let width = min(24, bounds.width - 2 * (side + 5))
        guard width >= 5, bounds.height >= 3 else {
            return canvas.writeCut(
                StyledLine(inWords().joined(separator: " ")), x: 0, y: 0, width: bounds.width)
        }
        let rows = max(inputs.count, outputs.count)
        let height = min(bounds.height, max(5, min(rows, bounds.height - 2) + 2))
        let box = Rect(
            x: (bounds.width - width) / 2, y: (bounds.height - height) / 2, width: width, height: height)
        canvas.drawBox(box, style: Style(.plain, .bold))
        let middle = box.y + box.height / 2
        canvas.write("?", x: box.x + box.width / 2, y: middle, style: Style(.accent, .bold))
        write(inputs, at: box.x - 4 - side, beside: box, format, &canvas)
        write(outputs, at: box.maxX + 5, beside: box, format, &canvas)
        for y in lines(of: inputs.count, beside: box) {
            canvas.write(arrow, x: box.x - 4, y: y, style: .furniture)
        }
        for y in lines(of: outputs.count, beside: box) {
            canvas.write(arrow, x: box.maxX + 1, y: y, style: .furniture)
        }
    }

    /// The rows of as many numbers as there is room for, in the middle of the box's height.
    private func lines(of count: Int, beside box: Rect) -> Range<Int> {
        let shown = min(count, max(1, box.height - 2))
        let top = box.y + (box.height - shown) / 2
        return top..<(top + shown)
    }

    private func write(
        _ addresses: [Address], at x: Int, beside box: Rect, _ format: NumberFormat, _ canvas: inout Canvas
    ) {
        let notation = Notation(experiment.network)
        let rows = lines(of: addresses.count, beside: box)
        for (y, address) in zip(rows, addresses) {
            let isLast = y == rows.upperBound - 1 && addresses.count > rows.count
            var line = StyledLine("\(notation.symbol(of: address)) ")
            let value = picture.shown(address)
            line.append(
                value.map { format.text($0, width: 6) } ?? "▒▒▒▒", picture.style(of: address, value: value))
            if isLast { line = StyledLine("⋮ \(addresses.count - rows.count + 1) more", .furniture) }
            canvas.mark(Rect(x: x, y: y, width: line.width, height: 1), as: address.description)
            canvas.writeCut(line, x: x, y: y, width: 10)
        }
    }

    package func inWords() -> [String] {
        let notation = Notation(experiment.network)
        func list(_ addresses: [Address]) -> String {
            addresses.prefix(8).map { address in
                let value = picture.shown(address).map { NumberFormat(glyphs: .ascii).text($0) }
                return "\(notation.symbol(of: address)) = \(value ?? "not known yet")"
            }.joined(separator: ", ")
        }
        return ["A closed box. In go \(list(inputs)). Out comes \(list(outputs))."]
    }
}
