import Experiment
import NeuralNetwork
import TerminalUI

/// Where a number comes from, one level deep: an activation from its sum, a sum from products and bias, a product
/// from a weight and what it multiplies. Weights, biases and inputs come from nowhere; they are given.
package struct Derivation {
    /// One number that the derived one is made of.
    package struct Term: Sendable {
        package let address: Address
        package let line: StyledLine
    }

    /// The number with its name: `h₂ = 0.70`.
    package let title: StyledLine
    /// How it is made, in a sentence.
    package let rule: String
    package let terms: [Term]
    /// What the terms leave out or add up to.
    package let remark: String?

    /// Beyond so many products the smallest are summed up.
    private static let mostProducts = 40

    package init(of address: Address, in picture: NetworkPicture, glyphs: GlyphSet) {
        let draft = Draft(picture: picture, glyphs: glyphs)
        title = draft.title(of: address)
        guard picture.shown(address) != nil else {
            (rule, terms, remark) = ("It is not computed yet.", [], nil)
            return
        }
        switch address {
        case .activation(let layer, let neuron):
            rule = draft.rule(ofLayer: layer)
            terms = [draft.term(.preactivation(layer: layer, neuron: neuron))]
            remark = draft.place(ofLayer: layer)
        case .preactivation(let layer, let neuron):
            let inputs = picture.experiment.network.layers[layer].inputCount
            rule = "All products and the bias, added up."
            let products = (0..<inputs).map { Address.product(layer: layer, neuron: neuron, input: $0) }
            let shown = draft.largest(products, count: Self.mostProducts)
            terms = shown.map(draft.product) + [draft.term(.bias(layer: layer, neuron: neuron))]
            remark = draft.rest(of: products, without: shown)
        case .product(let layer, let neuron, let input):
            rule = "The weight times what its line brings."
            terms = [
                draft.term(.weight(layer: layer, neuron: neuron, input: input)),
                draft.term(draft.source(layer: layer, input: input)),
            ]
            remark = nil
        case .weight, .bias:
            rule = "A parameter. Nothing computes it: it is set, by you here, by training in a real network."
            (terms, remark) = ([], draft.effect(of: address))
        case .target:
            rule = "What is wanted. It comes with the example, from outside."
            (terms, remark) = ([], nil)
        case .learningRate:
            rule = "How far a step goes for a slope of 1. Nothing computes it: people choose it."
            (terms, remark) = ([], nil)
        case .input where picture.experiment.isCurve:
            rule = "It is where the point stands. You move it."
            (terms, remark) = ([], draft.effect(of: address))
        case .input:
            rule = "An input. It comes from outside; the network only reads it."
            (terms, remark) = ([], draft.effect(of: address))
        }
    }

    /// The numbers that stand in the derivation, to be lit in the picture.
    package static func numbers(of address: Address, in experiment: Experiment) -> Set<Address> {
        switch address {
        case .activation(let layer, let neuron):
            return [address, .preactivation(layer: layer, neuron: neuron)]
        case .preactivation(let layer, let neuron):
            let inputs = experiment.network.layers[layer].inputCount
            var numbers: Set<Address> = [address, .bias(layer: layer, neuron: neuron)]
            for input in 0..<min(inputs, mostProducts) {
                numbers.insert(.product(layer: layer, neuron: neuron, input: input))
                numbers.insert(.weight(layer: layer, neuron: neuron, input: input))
            }
            return numbers
        case .product(let layer, let neuron, let input):
            let source: Address = layer == 0 ? .input(input) : .activation(layer: layer - 1, neuron: input)
            return [address, .weight(layer: layer, neuron: neuron, input: input), source]
        case .weight, .bias, .input, .target, .learningRate: return [address]
        }
    }
}

/// How the parts of a derivation are worded.
private struct Draft {
    let picture: NetworkPicture
    let format: NumberFormat
    let notation: Notation

    init(picture: NetworkPicture, glyphs: GlyphSet) {
        self.picture = picture
        format = NumberFormat(isExact: picture.isExact, glyphs: glyphs)
        notation = Notation(picture.experiment)
    }

    private var network: Network { picture.experiment.network }

    func text(_ address: Address) -> String {
        picture.shown(address).map(format.text) ?? "▒▒▒▒"
    }

    func title(of address: Address) -> StyledLine {
        var line = StyledLine("\(notation.symbol(of: address)) = ", .bold)
        line.append(text(address), Style(.accent, .bold))
        return line
    }

    func term(_ address: Address) -> Derivation.Term {
        let value = picture.shown(address)
        var line = StyledLine("\(notation.symbol(of: address)) = ")
        let isSigned = address.kind == .bias || address.kind == .weight
        line.append(
            value.map { isSigned ? format.signed($0) : format.text($0) } ?? "▒▒▒▒",
            Style(picture.tone(of: value)))
        return Derivation.Term(address: address, line: line)
    }

    /// `h₂  0.40 × 0.70 = +0.28`
    func product(_ address: Address) -> Derivation.Term {
        guard case .product(let layer, let neuron, let input) = address else { return term(address) }
        let value = picture.shown(address)
        let weight = text(.weight(layer: layer, neuron: neuron, input: input))
        let source = source(layer: layer, input: input)
        var line = StyledLine(notation.symbol(of: source), .bold)
        line.append("  \(weight) × \(text(source)) = ")
        line.append(value.map(format.signed) ?? "▒▒▒▒", Style(picture.tone(of: value)))
        return Derivation.Term(address: address, line: line)
    }

    func source(layer: Int, input: Int) -> Address {
        layer == 0 ? .input(input) : .activation(layer: layer - 1, neuron: input)
    }

    func rule(ofLayer layer: Int) -> String {
        let activation = network.layers[layer].activation
        if activation == .linear { return "The activation is linear: z passes as it is." }
        return "The activation is \(activation.title): \(activation.formula), applied to z."
    }

    func place(ofLayer layer: Int) -> String {
        let count = network.layers.count
        let dense = network.layers[layer]
        let neurons = dense.neuronCount == 1 ? "1 neuron" : "\(dense.neuronCount) neurons"
        let name = layer == count - 1 ? "the output" : "hidden"
        return "Layer \(layer + 1) of \(count), \(name): \(neurons), each reading \(dense.inputCount) "
            + (dense.inputCount == 1 ? "number." : "numbers.")
    }

    /// The products that count most, in their order; all of them where they are few.
    func largest(_ products: [Address], count: Int) -> [Address] {
        guard products.count > count else { return products }
        let sizes = products.enumerated().map { (index: $0, size: abs(picture.shown($1) ?? 0)) }
        return sizes.sorted { ($1.size, $0.index) < ($0.size, $1.index) }.prefix(count)
            .sorted { $0.index < $1.index }.map { products[$0.index] }
    }

    func rest(of products: [Address], without shown: [Address]) -> String? {
        guard shown.count < products.count else { return nil }
        let listed = Set(shown)
        let sum = products.filter { !listed.contains($0) }.compactMap(picture.shown).reduce(0, +)
        return
            "These are the largest \(shown.count) products. The other \(products.count - shown.count) add up "
            + "to \(format.signed(sum))."
    }

    /// What a change would do to the output, by its slope.
    func effect(of address: Address) -> String? {
        let last = network.layers.count - 1
        if picture.experiment.goal != nil {
            guard !picture.hidesSlopes, picture.replay.revealsSlope(of: address),
                let slope = picture.experiment.lossSlope(of: address)
            else { return nil }
            guard slope != 0 else { return "Near where it is, a small change leaves the loss as it is." }
            return "Make it 0.01 larger, and the loss changes by about \(format.signedFine(slope * 0.01))."
        }
        guard !picture.isFocusQuiet, picture.replay.reveals(.activation(layer: last, neuron: 0)),
            let slope = picture.experiment.slope(of: address)
        else { return nil }
        let output = notation.neuronName(layer: last, neuron: 0)
        guard slope != 0 else { return "Near where it is, a small change leaves \(output) as it is." }
        return "Make it 0.1 larger, and \(output) changes by about \(format.signed(slope * 0.1))."
    }
}
