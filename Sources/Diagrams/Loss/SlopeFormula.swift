import Experiment
import NeuralNetwork
import TerminalUI

/// One product of the chain rule in a line or two: what comes back, times what it meets.
struct SlopeFormula {
    private let picture: NetworkPicture
    private let beat: Beat
    private let format: NumberFormat

    /// Nil where the picture is not on its way back, or is about something that has no slope.
    init?(_ picture: NetworkPicture, format: NumberFormat) {
        let experiment = picture.experiment
        guard picture.replay.timeline.goesBack, experiment.goal != nil, experiment.network.outputCount == 1
        else { return nil }
        var beat = picture.beatInQuestion
        // When everything has come back, what has the focus is what it is about.
        if picture.replay.isComplete, let cursor = experiment.cursor { beat = Self.beat(of: cursor) }
        guard let beat, beat.isBackward, beat != .loss else { return nil }
        (self.picture, self.beat, self.format) = (picture, beat, format)
    }

    /// The beat in which the slope along a number comes to be.
    private static func beat(of address: Address) -> Beat? {
        switch address {
        case .weight(let layer, let neuron, let input), .product(let layer, let neuron, let input):
            .slope(layer: layer, neuron: neuron, input: input)
        case .bias(let layer, let neuron): .biasSlope(layer: layer, neuron: neuron)
        case .preactivation(let layer, let neuron): .gate(layer: layer, neuron: neuron)
        case .activation, .input, .target, .learningRate: nil
        }
    }

    func rows(in size: Size, glyphs: GlyphSet) -> [StyledLine] {
        let lines = lines
        let choices = [lines, Array(lines.prefix(1))].map { lines in
            lines.flatMap { $0.spelled(in: glyphs).wrapped(to: size.width, indent: 4) }
        }
        return choices.first { $0.count <= size.height } ?? choices[1]
    }

    /// The same in a sentence.
    func inWords() -> String { lines.map(\.text).joined(separator: "; ") + "." }

    // MARK: Parts

    private var experiment: Experiment { picture.experiment }
    private var notation: Notation { Notation(experiment) }
    private var last: Int { experiment.network.layers.count - 1 }

    /// What ∂L/∂z of a neuron is called: e where that is the error itself.
    private func delta(_ layer: Int, _ neuron: Int) -> String {
        guard layer == last else {
            return "δ" + (last > 1 ? superscripted(layer + 1) : "") + subscripted(neuron + 1)
        }
        return isError ? "e" : "δ"
    }

    /// Whether ∂L/∂z of the output is the error.
    private var isError: Bool {
        switch (experiment.goal?.measure, experiment.network.layers[last].activation) {
        case (.halfSquaredError, .linear), (.crossEntropy, .sigmoid): true
        default: false
        }
    }

    private func slope(_ address: Address) -> String {
        picture.replay.revealsSlope(of: address)
            ? experiment.lossSlope(of: address).map { format.fine($0) } ?? "▒▒▒▒" : "▒▒▒▒"
    }

    private func factor(_ value: Double?) -> String {
        guard let value else { return "▒▒▒▒" }
        let text = format.fine(value)
        return value < 0 ? "(\(text))" : text
    }

    /// A product in numbers; while it is asked for, its parts are to be found in the picture.
    private func numbers(_ product: String, for address: Address) -> String {
        picture.isFocusQuiet && !picture.replay.revealsSlope(of: address) ? "" : product
    }

    private func result(_ address: Address) -> StyledLine {
        StyledLine(slope(address), Style(.accent, .bold))
    }

    private func line(_ name: String, _ product: String, _ address: Address) -> StyledLine {
        StyledLine(name + " = ", .bold) + StyledLine(product) + result(address)
    }

    private var lines: [StyledLine] {
        switch beat {
        case .error:
            let address = Address.activation(layer: last, neuron: 0)
            guard experiment.goal?.measure == .halfSquaredError else {
                return [line("∂L/∂y", "", address)]
            }
            return [
                line("∂L/∂y", "y − t = ", address),
                StyledLine("the slope of ½ · error² is the error e", .dim),
            ]
        case .gate(let layer, let neuron): return gate(layer, neuron)
        case .slope(let layer, let neuron, let input):
            let weight = Address.weight(layer: layer, neuron: neuron, input: input)
            let source: Address = layer == 0 ? .input(input) : .activation(layer: layer - 1, neuron: input)
            let z = Address.preactivation(layer: layer, neuron: neuron)
            return [
                line(
                    "∂L/∂\(notation.symbol(of: weight))",
                    "\(delta(layer, neuron)) × \(notation.symbol(of: source)) = "
                        + numbers("\(slope(z)) × \(factor(picture.shown(source))) = ", for: weight), weight)
            ]
        case .biasSlope(let layer, let neuron):
            let bias = Address.bias(layer: layer, neuron: neuron)
            return [line("∂L/∂\(notation.symbol(of: bias))", "\(delta(layer, neuron)) × 1 = ", bias)]
        case .back(let layer, let neuron, let input):
            let weight = Address.weight(layer: layer, neuron: neuron, input: input)
            let source = Address.activation(layer: layer - 1, neuron: input)
            let z = Address.preactivation(layer: layer, neuron: neuron)
            let product =
                "\(delta(layer, neuron)) × \(notation.symbol(of: weight)) = "
                + numbers("\(slope(z)) × \(factor(experiment.value(of: weight))) = ", for: source)
            // A neuron that several others read gets a share from each of them.
            guard experiment.network.layers[layer].neuronCount == 1 else {
                return [
                    StyledLine("∂L/∂\(notation.symbol(of: source)) gets ", .bold)
                        + StyledLine(String(product.dropLast(3)))
                ]
            }
            return [line("∂L/∂\(notation.symbol(of: source))", product, source)]
        case .backLayer(let layer):
            return [
                StyledLine("Layer \(layer + 1): δ × what each line brings, all at once.", .dim)
            ]
        default: return []
        }
    }

    /// ∂L/∂a through the activation: times its slope at z.
    private func gate(_ layer: Int, _ neuron: Int) -> [StyledLine] {
        let z = Address.preactivation(layer: layer, neuron: neuron)
        let a = Address.activation(layer: layer, neuron: neuron)
        let activation = experiment.network.layers[layer].activation
        let value = experiment.pass.layers[layer].preactivations[neuron]
        let isKnown = picture.replay.revealsSlope(of: z)
        let steepness = isKnown ? format.fine(activation.slope(at: value)) : "▒▒▒▒"
        return [
            line(
                "\(delta(layer, neuron)) = ∂L/∂z", numbers("\(slope(a)) × \(steepness) = ", for: z), z),
            StyledLine(
                "\(activation.title) has the slope \(steepness) at z = \(format.text(value))", .dim),
        ]
    }
}
