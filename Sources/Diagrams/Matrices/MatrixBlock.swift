import Experiment
import NeuralNetwork
import TerminalUI

/// One layer as `W · x + b → h`: a caption with the shapes, and the numbers in brackets below it.
struct MatrixBlock {
    let picture: NetworkPicture
    let layer: Int

    private var dense: DenseLayer { picture.experiment.network.layers[layer] }
    private var notation: Notation { Notation(picture.experiment.network) }

    /// What stands beside each other.
    private enum Part { case weights, input, biases, sums, output }

    /// How the equation is set: on one line, or with `+ b → h` on a second one.
    private struct Setting {
        let lines: [[Part]]
        /// The columns of the weights that show.
        let columns: Range<Int>
        /// The blanks between two parts, with the sign in their middle.
        let gap: Int
    }

    /// The caption, and a row for each neuron or input, whichever are more.
    func preferredHeight(width: Int) -> Int {
        setting(width: width, rows: .max).lines.reduce(1) { $0 + rows(of: $1) }
    }

    func preferredWidth(withSums hasSums: Bool) -> Int {
        let parts: [Part] =
            hasSums ? [.weights, .input, .biases, .sums, .output] : [.weights, .input, .biases, .output]
        return width(of: parts, columns: 0..<dense.inputCount, gap: 3)
    }

    func draw(on canvas: inout Canvas) {
        let area = canvas.bounds
        let setting = setting(width: area.width, rows: area.height - 1)
        drawCaption(setting.columns, on: &canvas)
        var y = 1
        for (offset, line) in setting.lines.enumerated() {
            // The second line has its rows first, up to half of them.
            let free = area.height - y
            let later = setting.lines.dropFirst(offset + 1).first.map(rows) ?? 0
            let rows = min(rows(of: line), max(free - later, (free + 1) / 2))
            canvas.clipped(to: Rect(x: 0, y: y, width: area.width, height: rows)) { canvas in
                let used = width(of: line, columns: setting.columns, gap: setting.gap)
                var x = used + (offset > 0 ? 2 : 0) < area.width ? 1 : 0
                for (place, part) in line.enumerated() {
                    // A second line begins with its sign.
                    if place > 0 || offset > 0 {
                        let sign = sign(before: part, canvas.glyphs)
                        let gap = place > 0 ? setting.gap : 2
                        canvas.write(sign, x: x + (gap == 3 ? 1 : 0), y: (rows - 1) / 2, style: .furniture)
                        x += gap
                    }
                    x = draw(part, columns: setting.columns, x: x, on: &canvas)
                }
            }
            y += rows
        }
    }

    private func sign(before part: Part, _ glyphs: GlyphSet) -> String {
        switch part {
        case .weights: ""
        case .input: "·"
        case .biases: "+"
        case .sums: "="
        case .output: glyphs.pick("→", ">")
        }
    }

    // MARK: What fits

    /// The columns that a number takes: four where none has a sign, and where the count of those that do not show
    /// is no longer.
    private func cell(_ part: Part) -> Int {
        let isSigned: Bool
        switch part {
        case .weights, .biases, .sums: return 5
        case .input where layer == 0: isSigned = picture.experiment.input.contains { $0 < 0 }
        case .input: isSigned = Self.isSigned(picture.experiment.network.layers[layer - 1].activation)
        case .output: isSigned = Self.isSigned(dense.activation)
        }
        return isSigned || count(part) > 999 ? 5 : 4
    }

    private static func isSigned(_ activation: Activation) -> Bool { activation(-1) < 0 }

    private func count(_ part: Part) -> Int { part == .input ? dense.inputCount : dense.neuronCount }

    private func rows(of line: [Part]) -> Int { line.map(count).max() ?? 0 }

    private func width(of part: Part, columns: Range<Int>) -> Int {
        guard part == .weights else { return cell(part) + 2 }
        let marks = (columns.lowerBound > 0 ? 2 : 0) + (columns.upperBound < dense.inputCount ? 2 : 0)
        return 1 + columns.count * (cell(part) + 1) + marks
    }

    private func width(of line: [Part], columns: Range<Int>, gap: Int) -> Int {
        line.reduce(gap * (line.count - 1)) { $0 + width(of: $1, columns: columns) }
    }

    private func setting(width: Int, rows: Int) -> Setting {
        let all = 0..<dense.inputCount
        // Where there is no room for both, z stands in for the output while the focus is on it.
        let result: Part = focusedPart == .sums ? .sums : .output
        let whole: [Part] = [.weights, .input, .biases, result]
        for (line, gap) in [([Part.weights, .input, .biases, .sums, .output], 3), (whole, 3), (whole, 1)]
        where self.width(of: line, columns: all, gap: gap) <= width {
            return Setting(lines: [line], columns: all, gap: gap)
        }
        let second: [Part] = [.biases, .sums, .output]
        let secondWidth = self.width(of: second, columns: all, gap: 3) + 3
        let lines = [[.weights, .input], secondWidth <= width ? second : [.biases, result]]
        if lines.reduce(0, { $0 + self.rows(of: $1) }) <= rows {
            if self.width(of: lines[0], columns: all, gap: 3) <= width {
                return Setting(lines: lines, columns: all, gap: 3)
            }
            if let columns = columns(in: width, beside: [.input], gap: 1), secondWidth <= width {
                return Setting(lines: lines, columns: columns, gap: 1)
            }
        }
        if let columns = columns(in: width, beside: [.input, .biases, result], gap: 1) {
            return Setting(lines: [whole], columns: columns, gap: 1)
        }
        if rows >= 4, let columns = columns(in: width, beside: [.input], gap: 1),
            self.width(of: [.biases, result], columns: columns, gap: 1) + 3 <= width
        {
            return Setting(lines: [lines[0], [.biases, result]], columns: columns, gap: 1)
        }
        // No room for the equation: the part with the focus.
        return Setting(
            lines: [[focusedPart]], columns: columns(in: width, beside: [], gap: 1) ?? window(1), gap: 1)
    }

    /// The columns of the weights that fit beside other parts, with a mark on each side where some do not; nil if
    /// there is no room for any.
    private func columns(in width: Int, beside parts: [Part], gap: Int) -> Range<Int>? {
        let room = parts.reduce(width) { $0 - self.width(of: $1, columns: 0..<1) - gap }
        let count = (room - 5) / (cell(.weights) + 1)
        return count > 0 ? window(count) : nil
    }

    /// So many columns of the weights, around the one in focus.
    private func window(_ count: Int) -> Range<Int> {
        let count = min(count, dense.inputCount)
        let first = min(max(0, focus.input - count / 2), dense.inputCount - count)
        return first..<(first + count)
    }

    /// The neuron and the input around which windows are opened.
    private var focus: (neuron: Int, input: Int) {
        if let growth = picture.growth {
            return (
                growth.layer == layer ? growth.neuron : 0, growth.layer == layer - 1 ? growth.neuron : 0
            )
        }
        switch picture.experiment.cursor {
        case .input(let index): return (0, layer == 0 ? index : 0)
        case .weight(layer, let neuron, let input), .product(layer, let neuron, let input):
            return (neuron, input)
        case .some(let address):
            if let place = address.neuron {
                return (place.layer == layer ? place.neuron : 0, place.layer == layer - 1 ? place.neuron : 0)
            } else {
                return (0, 0)
            }
        case nil:
            if let place = picture.replay.beatInView?.neuron, place.layer == layer {
                return (place.neuron, 0)
            } else {
                return (0, 0)
            }
        }
    }

    private var focusedPart: Part {
        switch picture.experiment.cursor {
        case .input: layer == 0 ? .input : .weights
        case .bias(let place, _): place == layer ? .biases : .weights
        case .preactivation(let place, _): place == layer ? .sums : .weights
        case .activation(let place, _): place == layer ? .output : place == layer - 1 ? .input : .weights
        default: .weights
        }
    }

    // MARK: Drawing

    /// `W¹ 2×2 · x 2 + b¹ 2 → h 2`, and which columns show if not all do.
    private func drawCaption(_ columns: Range<Int>, on canvas: inout Canvas) {
        let shape = picture.grownShape(of: layer)
        let arrow = canvas.glyphs.pick("→", "->")
        let caption =
            "\(notation.weightsName(layer: layer)) \(shape.neurons)×\(shape.inputs) "
            + "· \(notation.vectorName(column: layer)) \(shape.inputs) "
            + "+ \(notation.biasesName(layer: layer)) \(shape.biases) "
            + "\(arrow) \(notation.vectorName(column: layer + 1)) \(shape.outputs)"
        let end = canvas.write(caption, x: 1, y: 0, style: .accent)
        let (first, last) = (columns.lowerBound + 1, columns.upperBound)
        let range = first == last ? "\(first)" : "\(first)–\(last)"
        let notes =
            columns.count < dense.inputCount
            ? [
                "\(first == last ? "column" : "columns") \(range) of \(dense.inputCount)",
                "\(range) of \(dense.inputCount)",
            ] : [dense.activation.title]
        for note in notes where end + 2 + cellWidth(of: note) <= canvas.bounds.width {
            canvas.write(note, x: end + 2, y: 0, style: .furniture)
            return
        }
    }

    /// Draws one matrix or column in its brackets, over the height of the area.
    /// - Returns: the column after it.
    private func draw(_ part: Part, columns: Range<Int>, x: Int, on canvas: inout Canvas) -> Int {
        let rows = canvas.bounds.height
        let count = count(part)
        let window = NetworkLayout.window(
            of: count, rows: max(1, rows), focus: part == .input ? focus.input : focus.neuron)
        let hasMark = (
            above: window.lowerBound > 0 && rows >= 3, below: window.upperBound < count && rows >= 3
        )
        let isFolded = hasMark.above || hasMark.below
        let cell = isFolded || part == .weights ? cell(part) : shownCell(part, window, canvas.glyphs)
        let reserved = width(of: part, columns: columns)
        let width = reserved - (self.cell(part) - cell) * (part == .weights ? columns.count : 1)
        let height = window.count + (hasMark.above ? 1 : 0) + (hasMark.below ? 1 : 0)
        let top = (rows - height) / 2
        let isCut =
            part == .weights
            ? (columns.lowerBound > 0, columns.upperBound < dense.inputCount) : (false, false)
        let left = x + (isCut.0 ? 3 : 1)
        for y in top..<(top + height) {
            drawBracket(y - top, of: height, x: x, endX: x + width - 1, y: y, on: &canvas)
            let dots = canvas.glyphs.pick("⋯", "~")
            if isCut.0 { canvas.write(dots, x: x + 1, y: y, style: .furniture) }
            if isCut.1 { canvas.write(dots, x: x + width - 2, y: y, style: .furniture) }
        }
        if hasMark.above { drawCount(window.lowerBound, x: left, y: top, width: cell, on: &canvas) }
        if hasMark.below {
            drawCount(count - window.upperBound, x: left, y: top + height - 1, width: cell, on: &canvas)
        }
        for (offset, index) in window.enumerated() {
            let y = top + offset + (hasMark.above ? 1 : 0)
            for (place, column) in (part == .weights ? columns : 0..<1).enumerated() {
                draw(
                    address(part, index, column), x: left + place * (cell + 1), y: y, width: cell, on: &canvas
                )
            }
        }
        return x + reserved
    }

    /// The columns that the numbers of a part take now: none for a sign that none of them has. The rest of what is
    /// kept for them stays blank behind the bracket, so that nothing moves when they change.
    private func shownCell(_ part: Part, _ rows: Range<Int>, _ glyphs: GlyphSet) -> Int {
        let most = cell(part)
        let widths = rows.map { cellWidth(of: text(address(part, $0, 0), width: most, glyphs)) }
        return min(most, max(4, widths.max() ?? 0))
    }

    private func drawBracket(_ row: Int, of height: Int, x: Int, endX: Int, y: Int, on canvas: inout Canvas) {
        let pair: (String, String)
        if height == 1 || canvas.glyphs == .ascii {
            pair = ("[", "]")
        } else {
            pair = row == 0 ? ("┌", "┐") : row == height - 1 ? ("└", "┘") : ("│", "│")
        }
        canvas.write(pair.0, x: x, y: y, style: .furniture)
        canvas.write(pair.1, x: endX, y: y, style: .furniture)
    }

    /// How many rows are not drawn.
    private func drawCount(_ count: Int, x: Int, y: Int, width: Int, on canvas: inout Canvas) {
        let text = "⋮ \(count)"
        canvas.write(text.count <= width ? text : "⋮\(count)", x: x, y: y, style: .furniture)
    }

    private func address(_ part: Part, _ row: Int, _ column: Int) -> Address {
        switch part {
        case .weights: .weight(layer: layer, neuron: row, input: column)
        case .input: layer == 0 ? .input(row) : .activation(layer: layer - 1, neuron: row)
        case .biases: .bias(layer: layer, neuron: row)
        case .sums: .preactivation(layer: layer, neuron: row)
        case .output: .activation(layer: layer, neuron: row)
        }
    }

    /// One number, at the right of its columns.
    private func draw(_ address: Address, x: Int, y: Int, width: Int, on canvas: inout Canvas) {
        guard picture.hasGrown(address) else { return }
        let style = picture.style(of: address, value: picture.shown(address))
        canvas.writeRight(text(address, width: width, canvas.glyphs), endX: x + width, y: y, style: style)
        canvas.mark(Rect(x: x, y: y, width: width, height: 1), as: address.description)
    }

    private func text(_ address: Address, width: Int, _ glyphs: GlyphSet) -> String {
        let isSigned = address.kind != .input && address.kind != .activation
        let format = NumberFormat(glyphs: glyphs)
        return picture.shown(address).map { format.text($0, width: width, signed: isSigned) } ?? "▒▒▒▒"
    }
}
