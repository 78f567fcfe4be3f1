import Experiment
import NeuralNetwork
import TerminalUI

/// Draws the parts of a network picture, now that every node has its place.
struct NetworkPen {
    let picture: NetworkPicture
    let layout: NetworkLayout
    let format: NumberFormat

    var experiment: Experiment { picture.experiment }
    private var notation: Notation { Notation(experiment.network) }
    private var layers: [DenseLayer] { experiment.network.layers }

    // MARK: Titles

    /// The layers' titles, as many as stand apart from each other.
    func drawTitles(on canvas: inout Canvas, y: Int) {
        var end = -1
        for (index, _) in experiment.network.layerSizes.enumerated() {
            guard let column = layout.column(index) else { continue }
            let title = title(of: index, width: column.frame.width + 6, glyphs: canvas.glyphs)
            let centred = column.frame.x + (column.frame.width - cellWidth(of: title)) / 2
            let x = min(max(0, centred), canvas.bounds.width - cellWidth(of: title) - 1)
            guard x > end else { continue }
            end = canvas.write(title, x: x, y: y, style: .furniture)
        }
    }

    private func title(of column: Int, width: Int, glyphs: GlyphSet) -> String {
        if column == 0 { return layers[0].inputCount == 1 ? "input" : "inputs" }
        let activation = layers[column - 1].activation.title
        let place = column < layers.count ? "hidden" : layers.count == 1 ? "neuron" : "output"
        let long = place + glyphs.pick(" · ", ": ") + activation
        return cellWidth(of: long) <= width ? long : place
    }

    // MARK: Nodes

    func drawNodes(on canvas: inout Canvas) {
        for (index, _) in experiment.network.layerSizes.enumerated() {
            guard let column = layout.column(index) else { continue }
            for node in column.nodes {
                if index == 0 {
                    drawInput(node.index, size: column.size, frame: node.frame, on: &canvas)
                } else {
                    drawNeuron(
                        layer: index - 1, neuron: node.index, size: column.size, frame: node.frame,
                        on: &canvas)
                }
            }
            drawFolds(of: index, column, on: &canvas)
        }
    }

    private func drawFolds(of index: Int, _ column: NetworkLayout.Column, on canvas: inout Canvas) {
        // In two rows there are only nodes.
        guard column.frame.height >= 3 else { return }
        let end = layout.column(index + 1)?.frame.x ?? canvas.bounds.width
        drawFold(column.folded.before, of: column, y: column.frame.y, end: end, on: &canvas)
        drawFold(column.folded.after, of: column, y: column.frame.maxY - 1, end: end, on: &canvas)
    }

    /// How many nodes are not drawn: in short where the next column is near, moved to the left at the edge.
    private func drawFold(
        _ count: Int, of column: NetworkLayout.Column, y: Int, end: Int, on canvas: inout Canvas
    ) {
        guard count > 0 else { return }
        let long = "⋮ \(count) more"
        let text = column.frame.x + cellWidth(of: long) < end ? long : "⋮ \(count)"
        let x = max(0, min(column.frame.x, canvas.bounds.width - cellWidth(of: text)))
        canvas.write(text, x: x, y: y, style: .furniture)
    }

    private func drawInput(
        _ index: Int, size: NetworkLayout.NodeSize, frame: Rect, on canvas: inout Canvas
    ) {
        let address = Address.input(index)
        let name = notation.symbol(of: address)
        switch size {
        case .box, .narrowBox:
            let box = Rect(x: frame.x, y: frame.y + 1, width: frame.width, height: 3)
            canvas.drawBox(box, style: frameStyle([address]))
            let number = number(address, width: box.width - 2)
            let x = box.x + max(1, (box.width - number.width) / 2)
            canvas.writeCut(number, x: x, y: box.y + 1, width: box.maxX - 1 - x)
            let old = picture.shownBefore(address).map { "(\(format.text($0)))" } ?? ""
            let end = canvas.write(
                name, x: box.x + (old.isEmpty ? 1 : 0), y: box.maxY, style: frameStyle([address]))
            canvas.write(old, x: end, y: box.maxY, style: .dim)
        case .line, .short:
            canvas.write(name, x: frame.x, y: frame.y, style: frameStyle([address]))
            let end = frame.x + cellWidth(of: name) + 1
            canvas.writeCut(
                number(address, width: frame.maxX - end), x: end, y: frame.y, width: frame.maxX - end)
        case .dot:
            drawDot(address, at: frame, on: &canvas)
        }
    }

    private func drawNeuron(
        layer: Int, neuron: Int, size: NetworkLayout.NodeSize, frame: Rect, on canvas: inout Canvas
    ) {
        let z = Address.preactivation(layer: layer, neuron: neuron)
        let a = Address.activation(layer: layer, neuron: neuron)
        let b = Address.bias(layer: layer, neuron: neuron)
        let name = notation.neuronName(layer: layer, neuron: neuron)
        switch size {
        case .box, .narrowBox:
            let style = frameStyle([z, a, b])
            canvas.drawBox(frame, style: style)
            canvas.write(" \(name) ", x: frame.x + 1, y: frame.y, style: style)
            drawActivationName(layer: layer, box: frame, style: style, on: &canvas)
            drawSum(z, box: frame, y: frame.y + 1, on: &canvas)
            drawRow("a", a, box: frame, y: frame.y + 2, on: &canvas)
            drawRow("b", b, box: frame, y: frame.y + 3, on: &canvas)
            if size == .narrowBox { drawWas(a, box: frame, on: &canvas) }
        case .line:
            let end = canvas.write(name, x: frame.x, y: frame.y, style: frameStyle([z, a, b]))
            var line = number(z, width: 5)
            line.append(canvas.glyphs.pick("→", ">"), .furniture)
            canvas.writeCut(line + number(a, width: 5), x: end + 1, y: frame.y, width: frame.maxX - end - 1)
        case .short:
            let end = canvas.write(name, x: frame.x, y: frame.y, style: frameStyle([z, a, b]))
            canvas.writeCut(
                number(a, width: frame.maxX - end - 1), x: end + 1, y: frame.y, width: frame.maxX - end - 1)
        case .dot:
            drawDot(a, at: frame, on: &canvas)
        }
    }

    private func drawActivationName(layer: Int, box: Rect, style: Style, on canvas: inout Canvas) {
        let title = layers[layer].activation.title
        guard cellWidth(of: title) + 4 <= box.width else { return }
        canvas.write(" \(title) ", x: box.maxX - cellWidth(of: title) - 3, y: box.maxY - 1, style: style)
    }

    /// The row of z: what has arrived so far stacks up until the sum is there.
    private func drawSum(_ address: Address, box: Rect, y: Int, on canvas: inout Canvas) {
        let stack = StackedTerms(picture, address, format: format)
        guard picture.shown(address) == nil, !stack.isEmpty else {
            return drawRow("z", address, box: box, y: y, on: &canvas)
        }
        canvas.write("z", x: box.x + 1, y: y, style: .plain)
        canvas.write(stack.text(width: box.width - 4), x: box.x + 3, y: y, style: .accent)
    }

    /// One row of a box: the name, the number, the old number where there is room.
    private func drawRow(_ name: String, _ address: Address, box: Rect, y: Int, on canvas: inout Canvas) {
        canvas.write(name, x: box.x + 1, y: y, style: picture.isLit(address) ? Style.plain : .dim)
        var line = number(address, width: 7)
        // Numbers without a plus stand where the others have it.
        if line.text.first != "+", line.text.first != canvas.glyphs.pick("−", "-").first {
            line = line.indented(by: 1)
        }
        if let old = picture.shownBefore(address) {
            let bracketed = " (\(format.text(old)))"
            if line.width + cellWidth(of: bracketed) <= box.width - 4 { line.append(bracketed, .dim) }
        }
        canvas.writeCut(line, x: box.x + 3, y: y, width: box.width - 4)
    }

    /// The number, or the sign that it is not known yet.
    private func number(_ address: Address, width: Int) -> StyledLine {
        let value = picture.shown(address)
        let isSigned = address.kind != .input && address.kind != .activation
        let text = value.map { format.text($0, width: width, signed: isSigned) } ?? "▒▒▒▒"
        return StyledLine(text, picture.style(of: address, value: value))
    }

    /// The old value below a box that has no room inside.
    private func drawWas(_ address: Address, box: Rect, on canvas: inout Canvas) {
        guard let old = picture.shownBefore(address) else { return }
        canvas.write("was \(format.text(old))", x: box.x + 1, y: box.maxY, style: .dim)
    }

    /// A node of one cell: how much it passes on, as a shade.
    private func drawDot(_ address: Address, at frame: Rect, on canvas: inout Canvas) {
        let value = picture.shown(address)
        let shades = canvas.glyphs == .unicode ? ["·", "░", "▒", "▓", "█"] : [".", "o", "O", "@", "#"]
        let glyph: String
        if let value {
            glyph = value.isNaN ? "!" : shades[min(4, Int((min(1, abs(value)) * 4).rounded(.up)))]
        } else {
            glyph = "?"
        }
        canvas.write(glyph, x: frame.x, y: frame.y, style: picture.style(of: address, value: value))
    }

    private func frameStyle(_ addresses: [Address]) -> Style {
        guard picture.lit != nil else { return .furniture }
        return addresses.contains(where: picture.isLit) ? Style(.plain, .bold) : Style(.furniture, .dim)
    }
}
