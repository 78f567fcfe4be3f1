import Experiment
import NeuralNetwork
import TerminalUI

/// Draws the parts of a network picture, now that every node has its place.
struct NetworkPen {
    let picture: NetworkPicture
    let layout: NetworkLayout
    let format: NumberFormat

    private let notation: Notation
    private let layers: [DenseLayer]
    private let focus: Address?

    init(picture: NetworkPicture, layout: NetworkLayout, format: NumberFormat) {
        self.picture = picture
        self.layout = layout
        self.format = format
        notation = Notation(picture.experiment.network)
        layers = picture.experiment.network.layers
        focus = picture.experiment.cursor
    }

    var experiment: Experiment { picture.experiment }

    // MARK: Titles

    /// The layers' titles, as many as stand apart from each other.
    func drawTitles(on canvas: inout Canvas, y: Int) {
        let shown = layout.shownColumns
        var end = -1
        for index in shown {
            guard let frame = layout.column(index)?.frame else { continue }
            // A title may reach half into the gaps on both sides.
            let left = index > shown.lowerBound ? layout.column(index - 1)?.frame.maxX ?? 0 : 0
            let right = layout.column(index + 1)?.frame.x ?? canvas.bounds.width
            let reach = min(frame.x - left, right - frame.maxX)
            let width = max(frame.width + 6, frame.width + reach - 2)
            let title = title(of: index, width: width, glyphs: canvas.glyphs)
            let centred = frame.x + (frame.width - cellWidth(of: title)) / 2
            let x = min(max(0, centred), canvas.bounds.width - cellWidth(of: title) - 1)
            guard x > end else { continue }
            end = canvas.write(title, x: x, y: y, style: .furniture)
        }
    }

    /// What a column is: its place, its activation, and how many nodes it has where they can't be counted.
    private func title(of column: Int, width: Int, glyphs: GlyphSet) -> String {
        let count = experiment.network.layerSizes[column]
        let isCountless = layout.column(column).map { $0.isGrid || $0.nodes.count < count } ?? false
        if column == 0 {
            let name = count == 1 ? "input" : "inputs"
            return isCountless ? "\(count) \(name)" : name
        }
        let activation = layers[column - 1].activation.title
        let isOutput = column == layers.count
        let place =
            isOutput
            ? layers.count == 1 ? count == 1 ? "neuron" : "neurons" : "output"
            : layers.count > 2 ? "layer \(column)" : "hidden"
        let number = isCountless ? "\(count) " : ""
        let choices = [
            place + glyphs.pick(" · ", ": ") + number + activation,
            isCountless ? "\(count) \(activation)" : place,
        ]
        return choices.first { cellWidth(of: $0) <= width } ?? place
    }

    // MARK: Nodes

    func drawNodes(on canvas: inout Canvas) {
        for index in layout.shownColumns {
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
        let (before, after) = layout.foldedColumns
        if let room = layout.foldedRooms.before { drawFoldedColumns(before, room: room, on: &canvas) }
        if let room = layout.foldedRooms.after { drawFoldedColumns(after, room: room, on: &canvas) }
    }

    /// How many layers are not drawn on a side.
    private func drawFoldedColumns(_ count: Int, room: Rect, on canvas: inout Canvas) {
        let y = room.y + max(0, room.height / 2 - 1)
        // In a pane of a few columns there are only nodes.
        if room.isEmpty { return }
        let dots = canvas.glyphs.pick("⋯", room.width >= 6 && count < 100 ? "..." : ".")
        guard room.width >= 6 else {
            canvas.write(dots, x: room.x, y: y, style: .furniture)
            if "\(count)".count <= room.width {
                canvas.write("\(count)", x: room.x, y: y + 1, style: .furniture)
            }
            return
        }
        canvas.write("\(dots) \(count)", x: room.x, y: y, style: .furniture)
        canvas.write(count == 1 ? "layer" : "layers", x: room.x, y: y + 1, style: .furniture)
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
        if size == .dot { return drawDot(address, shade: address, at: frame, on: &canvas) }
        let name = notation.symbol(of: address)
        canvas.mark(frame, as: address.description)
        switch size {
        case .box, .narrowBox:
            let box = Rect(x: frame.x, y: frame.maxY - 4, width: frame.width, height: 3)
            canvas.drawBox(box, style: frameStyle([address]))
            let number = number(address, width: box.width - 2)
            let x = box.x + max(1, (box.width - number.width) / 2)
            canvas.writeCut(number, x: x, y: box.y + 1, width: box.maxX - 1 - x)
            let old = picture.shownBefore(address).map { "(\(format.text($0)))" } ?? ""
            let end = canvas.write(
                name, x: box.x + (old.isEmpty ? 1 : 0), y: box.maxY, style: frameStyle([address]))
            canvas.write(old, x: end, y: box.maxY, style: .dim)
        case .pair, .line, .short, .stack, .value:
            drawNamed(name, address, size: size, frame: frame, style: frameStyle([address]), on: &canvas)
        case .dot: break
        }
    }

    private func drawNeuron(
        layer: Int, neuron: Int, size: NetworkLayout.NodeSize, frame: Rect, on canvas: inout Canvas
    ) {
        let z = Address.preactivation(layer: layer, neuron: neuron)
        let a = Address.activation(layer: layer, neuron: neuron)
        let b = Address.bias(layer: layer, neuron: neuron)
        // Of a node with one number it is the focused one that shows, and the bias while nothing else is there.
        let isGrowing = picture.hasGrown(b) && !picture.hasGrown(a)
        let focused = isGrowing ? b : focus.flatMap { [z, b].contains($0) ? $0 : nil }
        if size == .dot { return drawDot(focused ?? a, shade: a, at: frame, on: &canvas) }
        let name = notation.neuronName(layer: layer, neuron: neuron)
        let style = frameStyle([z, a, b])
        canvas.mark(frame, as: a.description)
        switch size {
        case .box, .narrowBox:
            canvas.drawBox(frame, style: style)
            canvas.write(" \(name) ", x: frame.x + 1, y: frame.y, style: style)
            drawActivationName(layer: layer, box: frame, style: style, on: &canvas)
            drawSum(z, box: frame, y: frame.y + 1, on: &canvas)
            drawRow("a", a, box: frame, y: frame.y + 2, on: &canvas)
            drawRow("b", b, box: frame, y: frame.y + 3, on: &canvas)
            for (offset, address) in [z, a, b].enumerated() {
                canvas.mark(
                    Rect(x: frame.x, y: frame.y + 1 + offset, width: frame.width, height: 1),
                    as: address.description)
            }
            if size == .narrowBox { drawWas(a, box: frame, on: &canvas) }
        case .line where focused == b:
            // The bias has no place of its own here: in focus, it stands where z does.
            drawNamed(name, b, size: size, frame: frame, style: style, on: &canvas)
        case .line, .pair:
            let end = canvas.write(name, x: frame.x, y: frame.y, style: style)
            drawBias(b, below: frame, x: end - 1, style: style, on: &canvas)
            guard picture.hasGrown(z) else { return }
            var line = number(z, width: 5)
            canvas.mark(Rect(x: end + 1, y: frame.y, width: line.width, height: 1), as: z.description)
            line.append(canvas.glyphs.pick("→", ">"), .furniture)
            canvas.writeCut(line + number(a, width: 5), x: end + 1, y: frame.y, width: frame.maxX - end - 1)
        case .short, .stack, .value:
            drawNamed(name, focused ?? a, size: size, frame: frame, style: style, on: &canvas)
        case .dot: break
        }
    }

    /// The bias in the second row of a node, if it has one.
    private func drawBias(
        _ address: Address, below frame: Rect, x: Int, style: Style, on canvas: inout Canvas
    ) {
        guard frame.height > 1, picture.hasGrown(address) else { return }
        canvas.write("b", x: x, y: frame.y + 1, style: style)
        canvas.write(number(address, width: 5), x: x + 2, y: frame.y + 1)
        canvas.mark(
            Rect(x: frame.x, y: frame.y + 1, width: frame.width, height: 1), as: address.description)
    }

    /// The neuron's name with what is shown of it, where that is not its output: `h₂ b`, or `b¹₂` where there is
    /// less room.
    private func label(_ name: String, _ address: Address, width: Int, glyphs: GlyphSet) -> String {
        let letter: String
        switch address {
        case .bias: letter = "b"
        case .preactivation: letter = "z"
        default: return name
        }
        let choices = ["\(name) \(letter)", notation.symbol(of: address)].map(glyphs.spelling)
        return choices.first { cellWidth(of: $0) <= width } ?? letter
    }

    /// A name and a number: beside each other, below each other, or the number alone.
    private func drawNamed(
        _ name: String, _ address: Address, size: NetworkLayout.NodeSize, frame: Rect, style: Style,
        on canvas: inout Canvas
    ) {
        canvas.mark(frame, as: address.description)
        switch size {
        case .stack:
            let label = label(name, address, width: frame.width, glyphs: canvas.glyphs)
            canvas.write(label, x: frame.x, y: frame.y, style: style)
            let number = number(address, width: frame.width)
            canvas.writeCut(number, x: frame.x, y: frame.y + 1, width: frame.width)
        case .value:
            let number = number(address, width: frame.width)
            canvas.writeCut(number, x: frame.maxX - number.width, y: frame.y, width: frame.width)
        default:
            // A blank and the number behind the name.
            let room = frame.width - 1 - number(address, width: 5).width
            let label = label(name, address, width: room, glyphs: canvas.glyphs)
            let end = canvas.write(label, x: frame.x, y: frame.y, style: style)
            // Numbers of a column stand below each other, with their signs or without.
            let number = number(address, width: min(frame.maxX - end - 1, address.kind == .bias ? 5 : 7))
            let column = min(frame.maxX - end - 1, 5)
            canvas.writeCut(
                number,
                x: label == name ? max(end + 1, frame.maxX - max(column, number.width)) : end + 1,
                y: frame.y, width: frame.maxX - end - 1)
        }
    }

    private func drawActivationName(layer: Int, box: Rect, style: Style, on canvas: inout Canvas) {
        let title = layers[layer].activation.title
        guard cellWidth(of: title) + 4 <= box.width else { return }
        canvas.write(" \(title) ", x: box.maxX - cellWidth(of: title) - 3, y: box.maxY - 1, style: style)
    }

    /// The row of z: what has arrived so far stacks up until the sum is there.
    private func drawSum(_ address: Address, box: Rect, y: Int, on canvas: inout Canvas) {
        guard picture.hasGrown(address) else { return }
        let stack = StackedTerms(picture, address, format: format)
        guard picture.shown(address) == nil, !stack.isEmpty else {
            return drawRow("z", address, box: box, y: y, on: &canvas)
        }
        canvas.write("z", x: box.x + 1, y: y, style: .plain)
        canvas.write(stack.text(width: box.width - 4), x: box.x + 3, y: y, style: .accent)
    }

    /// One row of a box: the name, the number, the old number where there is room.
    private func drawRow(_ name: String, _ address: Address, box: Rect, y: Int, on canvas: inout Canvas) {
        guard picture.hasGrown(address) else { return }
        canvas.write(name, x: box.x + 1, y: y, style: picture.isLit(address) ? Style.plain : .dim)
        var line = number(address, width: 7)
        // Numbers without a plus stand where the others have it.
        if line.text.first != "+", line.text.first != canvas.glyphs.pick("−", "-").first {
            line = line.indented(by: 1)
        }
        if let slope = slope(address) {
            if line.width + 1 + slope.width <= box.width - 4 {
                line = line + StyledLine(" ") + slope
            } else if address.kind == .bias {
                // In a narrow box the slope takes the place of the bias; those of z and a stand elsewhere.
                line = slope
            }
        } else if let old = picture.shownBefore(address) {
            let bracketed = " (\(format.text(old)))"
            if line.width + cellWidth(of: bracketed) <= box.width - 4 { line.append(bracketed, .dim) }
        }
        canvas.writeCut(line, x: box.x + 3, y: y, width: box.width - 4)
    }

    /// The number, or the sign that it is not known yet.
    private func number(_ address: Address, width: Int) -> StyledLine {
        guard picture.hasGrown(address) else { return StyledLine() }
        let value = picture.shown(address)
        let isSigned = address.kind != .input && address.kind != .activation
        let text = value.map { format.text($0, width: width, signed: isSigned) } ?? "▒▒▒▒"
        return StyledLine(text, picture.style(of: address, value: value))
    }

    /// The slope of the loss along a number, with the sign that tells it from the number itself.
    func slope(_ address: Address) -> StyledLine? {
        picture.shownSlope(address).map { slope in
            let number = format.text(slope, width: 6, signed: true)
            return StyledLine(format.glyphs.pick("◀", "<") + number, Style(.accent))
        }
    }

    /// The old value below a box that has no room inside.
    private func drawWas(_ address: Address, box: Rect, on canvas: inout Canvas) {
        guard let old = picture.shownBefore(address) else { return }
        canvas.write("was \(format.text(old))", x: box.x + 1, y: box.maxY, style: .dim)
    }

    /// From nothing to one: blocks that rise, or strokes like a minus that thicken. None of them stands for a number
    /// that is not known, as ▒ does.
    private static func shades(of value: Double, glyphs: GlyphSet) -> [Unicode.Scalar] {
        switch glyphs {
        case .unicode: value < 0 ? ["·", "╴", "─", "═", "≡"] : ["·", "▂", "▄", "▆", "█"]
        case .ascii: value < 0 ? [".", "-", "~", "=", "%"] : [".", "o", "O", "@", "#"]
        }
    }

    /// A node of one cell: how much it passes on, as a shade, of one family or the other by its sign.
    private func drawDot(_ address: Address, shade: Address, at frame: Rect, on canvas: inout Canvas) {
        guard picture.hasGrown(shade) else { return }
        let value = picture.shown(shade)
        let glyph: Unicode.Scalar
        if let value {
            let shades = Self.shades(of: value, glyphs: canvas.glyphs)
            glyph = value.isNaN ? "!" : shades[min(4, Int((min(1, abs(value)) * 4).rounded(.up)))]
        } else {
            glyph = "?"
        }
        canvas.put(glyph, x: frame.x, y: frame.y, style: picture.style(of: address, value: value))
        canvas.mark(frame, as: address.description)
    }

    private func frameStyle(_ addresses: [Address]) -> Style {
        guard picture.lit != nil else { return .furniture }
        return addresses.contains(where: picture.isLit) ? Style(.plain, .bold) : Style(.furniture, .dim)
    }
}
