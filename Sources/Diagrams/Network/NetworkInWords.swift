import Experiment
import NeuralNetwork
import TerminalUI

extension NetworkPicture {
    /// The picture said in words, a sentence a line: all that it shows, and what it hides as not known yet.
    package func inWords() -> [String] {
        let network = experiment.network
        let notation = Notation(network)
        let sizes = network.layerSizes.map(String.init).joined(separator: "-")
        var sentences = ["A \(sizes) network."]
        let inputs = experiment.input.indices.prefix(Self.mostNeuronsSaid).map { index in
            "\(notation.symbol(of: .input(index))) = \(spoken(.input(index)))"
        }
        let more = experiment.input.count - inputs.count
        sentences.append("Inputs: \(list(inputs))\(more > 0 ? ", and \(more) more" : "").")
        sentences.append(outputs(notation))
        for layer in network.layers.indices {
            let count = network.layers[layer].neuronCount
            for neuron in 0..<min(count, Self.mostNeuronsSaid) {
                sentences.append(sentence(layer: layer, neuron: neuron, notation: notation))
            }
            if count > Self.mostNeuronsSaid {
                sentences.append("\(count - Self.mostNeuronsSaid) more neurons in layer \(layer + 1).")
            }
        }
        let nudge = NudgeFormula(self, format: NumberFormat(glyphs: .ascii))?.inWords()
        return sentences + (LossPanel(self, glyphs: .ascii)?.inWords() ?? []) + slopesInWords()
            + (nudge.map { [$0] } ?? [])
    }

    /// What comes out, before all that leads there.
    private func outputs(_ notation: Notation) -> String {
        let last = experiment.network.layers.count - 1
        let all = (0..<min(experiment.network.outputCount, Self.mostNeuronsSaid)).map { neuron in
            let address = Address.activation(layer: last, neuron: neuron)
            return "\(notation.symbol(of: address)) = \(spoken(address))"
        }
        return "Output: \(list(all))."
    }

    /// The slopes that the way back has come to, neuron by neuron.
    private func slopesInWords() -> [String] {
        guard replay.isGoingBack else { return [] }
        let format = NumberFormat(isExact: isExact, glyphs: .ascii)
        let notation = Notation(experiment)
        let numbers = experiment.addresses(of: .weight) + experiment.addresses(of: .bias)
        let known = numbers.compactMap { address in
            shownSlope(address).map { "\(notation.symbol(of: address)) \(format.signedFine($0))" }
        }
        let formula = SlopeFormula(self, format: format)?.inWords()
        guard !known.isEmpty else { return [formula].compactMap(\.self) }
        let shown = known.prefix(Self.mostNeuronsSaid)
        let more = known.count - shown.count
        let list = list(Array(shown)) + (more > 0 ? ", and \(more) more" : "")
        return ["Slopes of the loss so far: \(list)."] + [formula].compactMap(\.self)
    }

    private static let mostNeuronsSaid = 16
    private static let mostTermsSaid = 8

    private func sentence(layer: Int, neuron: Int, notation: Notation) -> String {
        let dense = experiment.network.layers[layer]
        let terms = (0..<min(dense.inputCount, Self.mostTermsSaid)).map { input -> String in
            let weight = spoken(.weight(layer: layer, neuron: neuron, input: input))
            let source: Address =
                layer == 0 ? .input(input) : .activation(layer: layer - 1, neuron: input)
            let product = Address.product(layer: layer, neuron: neuron, input: input)
            let name = "\(weight) times \(notation.symbol(of: source))"
            return shown(product) == nil ? name : "\(name), which is \(spoken(product))"
        }
        let more = dense.inputCount > Self.mostTermsSaid ? ", and \(dense.inputCount - terms.count) more" : ""
        let name = notation.neuronInWords(layer: layer, neuron: neuron)
        let z = spoken(.preactivation(layer: layer, neuron: neuron)) + soFar(layer: layer, neuron: neuron)
        let a = spoken(.activation(layer: layer, neuron: neuron))
        let symbol = notation.neuronName(layer: layer, neuron: neuron)
        let sum = terms.joined(separator: ", ") + more
        return "\(name.prefix(1).uppercased())\(name.dropFirst()) adds \(sum), and its bias "
            + "\(spoken(.bias(layer: layer, neuron: neuron))): z is \(z); "
            + "\(dense.activation.title) makes \(symbol) \(a)."
    }

    /// The sum while it grows.
    private func soFar(layer: Int, neuron: Int) -> String {
        let address = Address.preactivation(layer: layer, neuron: neuron)
        let format = NumberFormat(isExact: isExact, glyphs: .ascii)
        guard shown(address) == nil, let sum = StackedTerms(self, address, format: format).sumSoFar else {
            return ""
        }
        return ", so far \(format.text(sum))"
    }

    /// A number in words, if it is known.
    func spoken(_ address: Address) -> String {
        guard hasGrown(address) else { return "not there yet" }
        guard let value = shown(address) else { return "not known yet" }
        let text = NumberFormat(isExact: isExact, glyphs: .ascii).text(value)
        guard let old = shownBefore(address) else { return text }
        return "\(text) (before: \(NumberFormat(glyphs: .ascii).text(old)))"
    }

    private func list(_ items: [String]) -> String {
        items.count < 2
            ? items.joined() : items.dropLast().joined(separator: ", ") + " and " + (items.last ?? "")
    }
}
