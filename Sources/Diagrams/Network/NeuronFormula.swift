import Experiment
import Foundation
import NeuralNetwork
import TerminalUI

/// The arithmetic of one neuron in two lines: what is multiplied and added, and what comes of it.
struct NeuronFormula {
    private let picture: NetworkPicture
    private let format: NumberFormat
    private let layer: Int
    private let neuron: Int
    /// More decimals than usual, where those would not tell what the terms add up to.
    private var decimals: Int?

    /// Beyond this many inputs the terms are summed up in words.
    private static let mostTerms = 6

    /// The formula of the focused neuron, else of the one being computed.
    init(_ picture: NetworkPicture, format: NumberFormat) {
        self.picture = picture
        self.format = format
        let last = picture.experiment.network.layers.count - 1
        let inMotion = picture.replay.isForwardComplete ? nil : picture.neuronInView
        (layer, neuron) = inMotion ?? picture.experiment.cursor?.neuron ?? picture.neuronInView ?? (last, 0)
        decimals = decimalsThatTellTheSign()
    }

    /// As many rows as there is room for: the outcome before the products on their own.
    func rows(in size: Size, glyphs: GlyphSet) -> [StyledLine] {
        guard hasBegun else { return [] }
        // The outcome always shows; the terms give way first.
        let choices = [
            [sum, products, outcome], [sum, outcome], [narrowSum, outcome], [sum, shortOutcome], [outcome],
        ].map { lines in
            lines.compactMap { $0 }.flatMap { $0.spelled(in: glyphs).wrapped(to: size.width, indent: 5) }
        }
        return choices.first { $0.count <= size.height } ?? choices[choices.count - 1]
    }

    /// Before anything has reached a neuron there is no arithmetic to show.
    private var hasBegun: Bool {
        picture.replay.beatInView?.neuron != nil || picture.replay.isForwardComplete
            || experiment.cursor?.neuron != nil
    }

    private var experiment: Experiment { picture.experiment }
    private var notation: Notation { Notation(experiment.network) }
    private var inputs: Int { experiment.network.layers[layer].inputCount }
    /// Where every digit shows, the terms stand in the order in which they are added: the bias first.
    private var biasComesFirst: Bool { format.isExact || picture.replay.timeline.order == .listing }

    /// `h₁: z = 0.50·1.00 − 0.30·0.00 + 0.10`
    private var sum: StyledLine {
        var line = StyledLine("\(notation.neuronName(layer: layer, neuron: neuron)): z = ", .bold)
        guard inputs <= Self.mostTerms else {
            line.append("\(inputs) products + bias ")
            line.append(format.text(experiment.network.layers[layer].biases[neuron]))
            if let input = focusedInput {
                line.append(", one of them ")
                append(product(input), isFirst: true, to: &line)
                line.append(" = ")
                let address = Address.product(layer: layer, neuron: neuron, input: input)
                line.append(text(address), picture.style(of: address, value: picture.shown(address)))
            }
            return line
        }
        var parts = (0..<inputs).map(product)
        let bias = part(of: .bias(layer: layer, neuron: neuron))
        parts.insert(bias, at: biasComesFirst ? 0 : parts.count)
        for (index, part) in parts.enumerated() { append(part, isFirst: index == 0, to: &line) }
        return line
    }

    /// Where the sum is near 0, its terms as they are written may add up to nothing, or to the other side of 0: then
    /// as many decimals as it takes, up to four. Nil where two will do, and where four won't, either.
    private func decimalsThatTellTheSign() -> Int? {
        let addresses =
            [Address.bias(layer: layer, neuron: neuron)]
            + (0..<min(inputs, Self.mostTerms)).map { .product(layer: layer, neuron: neuron, input: $0) }
        let terms = addresses.compactMap(picture.shown)
        guard !format.isExact, inputs <= Self.mostTerms, terms.count == addresses.count,
            let sum = picture.shown(.preactivation(layer: layer, neuron: neuron)), sum.isFinite, sum != 0
        else { return nil }
        let enough = (2...4).first { decimals in
            let unit = pow(10, Double(decimals))
            let total = terms.reduce(0) { $0 + ($1 * unit).rounded() }
            return total.sign == sum.sign && total != 0 && (sum * unit).rounded() != 0
        }
        return enough == 2 ? nil : enough
    }

    /// The input whose weight or product is in focus.
    private var focusedInput: Int? {
        switch experiment.cursor {
        case .weight(layer, neuron, let input), .product(layer, neuron, let input): input
        default: nil
        }
    }

    /// The same without the blanks between its terms.
    private var narrowSum: StyledLine {
        StyledLine(
            sum.runs.map { run in
                StyledLine.Run(
                    run.text.replacing(" + ", with: "+").replacing(" − ", with: "−"), run.style)
            })
    }

    /// `= 0.50 + 0.00 + 0.10`
    private var products: StyledLine? {
        guard inputs <= Self.mostTerms else { return nil }
        var parts = (0..<inputs).map {
            part(of: .product(layer: layer, neuron: neuron, input: $0), decimals: decimals)
        }
        let bias = part(of: .bias(layer: layer, neuron: neuron), decimals: decimals)
        parts.insert(bias, at: biasComesFirst ? 0 : parts.count)
        var line = StyledLine("     = ")
        for (index, part) in parts.enumerated() { append(part, isFirst: index == 0, to: &line) }
        return line
    }

    /// `= 0.60   h₁ = ReLU(0.60) = 0.60`
    private var outcome: StyledLine {
        let zAddress = Address.preactivation(layer: layer, neuron: neuron)
        let aAddress = Address.activation(layer: layer, neuron: neuron)
        var line = StyledLine("     = ")
        let z = text(zAddress, decimals: decimals)
        line.append(z, picture.style(of: zAddress, value: picture.shown(zAddress)))
        line.append("  \(notation.symbol(of: aAddress)) = ", .bold)
        let activation = experiment.network.layers[layer].activation
        if activation != .linear { line.append("\(activation.title)(\(z)) = ") }
        line.append(text(aAddress), picture.style(of: aAddress, value: picture.shown(aAddress)))
        return line
    }

    /// The same from the first column on.
    private var shortOutcome: StyledLine {
        var line = outcome
        line.runs[0].text = String(line.runs[0].text.drop { $0 == " " })
        return line
    }

    private typealias Part = (runs: [StyledLine.Run], isNegative: Bool)

    /// `0.30·0.00` with its sign apart.
    private func product(_ input: Int) -> Part {
        var part = part(of: .weight(layer: layer, neuron: neuron, input: input))
        let source: Address =
            layer == 0 ? .input(input) : .activation(layer: layer - 1, neuron: input)
        let value = picture.shown(source)
        let isNegative = (value ?? 0) < 0
        part.runs.append(StyledLine.Run("·"))
        let number = StyledLine.Run(text(source), picture.style(of: source, value: value))
        part.runs += isNegative ? [StyledLine.Run("("), number, StyledLine.Run(")")] : [number]
        return part
    }

    private func part(of address: Address, decimals: Int? = nil) -> Part {
        let value = picture.shown(address)
        let isNegative = (value ?? 0) < 0
        let digits = value.map { format.text(isNegative ? -$0 : $0, decimals: decimals) } ?? "▒▒▒▒"
        return ([StyledLine.Run(digits, picture.style(of: address, value: value))], isNegative)
    }

    private func append(_ part: Part, isFirst: Bool, to line: inout StyledLine) {
        if isFirst {
            if part.isNegative { line.append("−") }
        } else {
            line.append(part.isNegative ? " − " : " + ")
        }
        for run in part.runs { line.append(run.text, run.style) }
    }

    private func text(_ address: Address, decimals: Int? = nil) -> String {
        picture.shown(address).map { format.text($0, decimals: decimals) } ?? "▒▒▒▒"
    }
}
