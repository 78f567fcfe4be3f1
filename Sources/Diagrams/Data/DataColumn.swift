import Experiment
import NeuralNetwork
import TerminalUI

/// The data set of a step as a column: each input with a mark for every neuron of the first layer, on or off.
package struct DataColumn {
    private let experiment: Experiment
    private let dataSet: DataSet
    private let isFlashing: Bool

    /// Beyond so many neurons, marks stand without numbers and names.
    private static let neuronsNamed = 4

    /// - Parameter isFlashing: whether what the latest edit changed stands out for a moment.
    package init(_ experiment: Experiment, isFlashing: Bool = false) {
        self.experiment = experiment
        dataSet = experiment.dataSet ?? DataSet(inputs: [])
        self.isFlashing = isFlashing
    }

    private var neurons: Range<Int> { 0..<min(experiment.network.layers[0].neuronCount, 8) }
    private var isOne: Bool { neurons.count == 1 }

    /// The columns it needs, a free one at the left included.
    package func width(glyphs: GlyphSet) -> Int {
        1 + (rows(glyphs) + footer(glyphs)).reduce(0) { max($0, $1.spelled(in: glyphs).width) }
    }

    package func draw(on canvas: inout Canvas) {
        let footer = footer(canvas.glyphs)
        let rows = rows(canvas.glyphs)
        let isLoose = canvas.bounds.height >= rows.count + footer.count + 2
        let all = rows + (isLoose ? [StyledLine()] : []) + footer
        let top = max(0, (canvas.bounds.height - all.count) / 3)
        for (y, row) in all.enumerated() { canvas.write(row.spelled(in: canvas.glyphs), x: 1, y: top + y) }
    }

    private func name(_ neuron: Int) -> String {
        Notation(experiment.network).neuronName(layer: 0, neuron: neuron)
    }

    private func rows(_ glyphs: GlyphSet) -> [StyledLine] {
        let format = NumberFormat(glyphs: glyphs)
        let inputs = dataSet.inputs.map { $0.map { short($0, format) }.joined(separator: " ") }
        let width = max(4, inputs.map(\.count).max() ?? 0)
        var header = StyledLine("data" + blanks(width - 4), .dim)
        for neuron in neurons where neurons.count <= Self.neuronsNamed {
            header.append("  \(name(neuron))" + (isOne ? "" : " "), .dim)
        }
        return [header]
            + inputs.indices.map { row in
                var line = StyledLine(inputs[row] + blanks(width - inputs[row].count))
                for neuron in neurons {
                    let isOn = experiment.isOn(neuron: neuron, row: row)
                    line.append(neurons.count <= Self.neuronsNamed ? "  " : " ")
                    line.append(mark(isOn, glyphs), isOn ? Style(.positive, .bold) : .dim)
                    if isOne {
                        let output = experiment.dataPasses[row].layers[0].activations[neuron]
                        line.append(" \(format.text(output))", isOn ? .plain : .dim)
                    } else if neurons.count <= Self.neuronsNamed {
                        line.append(" ")
                    }
                }
                return line
            }
    }

    /// How many are on, and what learning makes of that.
    private func footer(_ glyphs: GlyphSet) -> [StyledLine] {
        var lines = neurons.prefix(Self.neuronsNamed).map { neuron -> StyledLine in
            let count = dataSet.inputs.indices.count { experiment.isOn(neuron: neuron, row: $0) }
            if experiment.isDead(neuron: neuron) {
                return StyledLine("\(name(neuron)) is dead", Style(.warning, .bold))
            }
            return StyledLine("\(name(neuron)) on \(count) of \(dataSet.inputs.count)", .accent)
        }
        if let loss = experiment.loss {
            lines.append(StyledLine("loss \(NumberFormat(glyphs: glyphs).text(loss, width: 7))"))
            let steps = experiment.history.trainingSteps
            lines.append(StyledLine("steps \(steps)", steps > 0 && isFlashing ? Style(.accent, .bold) : .dim))
        }
        return lines
    }

    private func mark(_ isOn: Bool, _ glyphs: GlyphSet) -> String {
        isOn ? glyphs.pick("●", "*") : glyphs.pick("○", "-")
    }

    /// Whole numbers stand without decimals: a column is narrow.
    private func short(_ value: Double, _ format: NumberFormat) -> String {
        guard value == value.rounded(), abs(value) < 1000 else { return format.text(value) }
        return (value < 0 ? format.glyphs.pick("−", "-") : "") + "\(Int(abs(value)))"
    }

    private func blanks(_ count: Int) -> String { String(repeating: " ", count: max(0, count)) }

    /// The marks in sentences.
    package func inWords() -> [String] {
        neurons.map { neuron in
            let on = dataSet.inputs.indices.filter { experiment.isOn(neuron: neuron, row: $0) }
            let list = on.map { inWords(row: $0, neuron) }.joined(separator: "; ")
            let which = on.isEmpty ? "for none" : "for \(on.count): \(list)"
            let dead = experiment.isDead(neuron: neuron) ? " It is dead." : ""
            return "Of \(dataSet.inputs.count) inputs, \(name(neuron)) is on \(which).\(dead)"
        } + (experiment.loss.map { ["The loss is \(NumberFormat().text($0, width: 7))."] } ?? [])
            + (experiment.loss == nil ? [] : ["Steps of training: \(experiment.history.trainingSteps)."])
    }

    /// `[1, 2, 3]`, and what it gives where that stands in the column.
    private func inWords(row: Int, _ neuron: Int) -> String {
        let format = NumberFormat(glyphs: .ascii)
        let input = "[\(dataSet.inputs[row].map { short($0, format) }.joined(separator: ", "))]"
        guard isOne else { return input }
        return "\(input) gives \(format.text(experiment.dataPasses[row].layers[0].activations[neuron]))"
    }
}

/// How a pane is divided between a picture, a column at its right and a strip below.
package struct StripRooms {
    package let picture: Rect
    package private(set) var column: Rect?
    package private(set) var strip: Rect?

    private static let narrowestPicture = 24
    private static let lowestPicture = 7

    package init(_ area: Rect, column width: Int?, strip height: Int?) {
        var area = area
        if let height, area.height >= height + Self.lowestPicture {
            let parts = area.split(top: area.height - height)
            (area, strip) = (parts.top, parts.rest)
        }
        if let width, area.width >= width + Self.narrowestPicture {
            let parts = area.split(left: area.width - width)
            (area, column) = (parts.left, parts.rest)
        }
        picture = area
    }
}
