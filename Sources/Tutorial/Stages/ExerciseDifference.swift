import Diagrams
import Experiment
import NeuralNetwork
import TerminalUI

/// Where a network differs from the one of the solution: its shape, an activation, or the first sum that is another,
/// with the term in it that differs most.
struct ExerciseDifference: Hashable, Sendable {
    /// What to light: a weight, a bias or an input.
    private(set) var address: Address?
    private let kind: Kind

    private enum Kind: Hashable {
        case shape([Int], wanted: [Int])
        case activation(layer: String, Activation, wanted: Activation)
        case sum(name: String, Double, wanted: Double, term: String)
    }

    private static let tolerance = 1e-9

    /// Nil where every sum is as it is wanted.
    init?(between experiment: Experiment, and wanted: Experiment) {
        let (now, then) = (experiment.network, wanted.network)
        guard now.layerSizes == then.layerSizes else {
            kind = .shape(now.layerSizes, wanted: then.layerSizes)
            return
        }
        if experiment.isCurve {
            // The wanted height says less than the wanted z, which is the answer.
            let heights = (experiment.pass.output[0], wanted.pass.output[0])
            kind = .sum(name: "height", heights.0, wanted: heights.1, term: "z")
            address = .input(0)
            return
        }
        let layers = now.layers.indices
        if let layer = layers.first(where: { now.layers[$0].activation != then.layers[$0].activation }) {
            kind = .activation(
                layer: Notation(now).neuronInWords(layer: layer, neuron: 0), now.layers[layer].activation,
                wanted: then.layers[layer].activation)
            return
        }
        let sums = experiment.addresses(of: .preactivation)
        func values(_ address: Address) -> (now: Double, wanted: Double) {
            (experiment.value(of: address) ?? .nan, wanted.value(of: address) ?? .nan)
        }
        guard let sum = sums.first(where: { !(abs(values($0).now - values($0).wanted) < Self.tolerance) }),
            let place = sum.neuron
        else { return nil }
        let inputs = 0..<now.layers[place.layer].inputCount
        let terms =
            inputs.map { Address.product(layer: place.layer, neuron: place.neuron, input: $0) }
            + [.bias(layer: place.layer, neuron: place.neuron)]
        func distance(_ address: Address) -> Double { abs(values(address).now - values(address).wanted) }
        let term = terms.max { distance($0) < distance($1) } ?? sum
        let notation = Notation(experiment)
        kind = .sum(
            name: notation.symbol(of: sum), values(sum).now, wanted: values(sum).wanted,
            term: notation.symbol(of: term))
        address = term
        if case .product(let layer, let neuron, let input) = term {
            // A product is seen on the line of its weight; where that is as it should be, its input is not.
            let weight = Address.weight(layer: layer, neuron: neuron, input: input)
            let isOfInput = layer == 0 && distance(weight) == 0
            address = isOfInput ? .input(input) : weight
        }
    }

    func lines(_ format: NumberFormat) -> [StyledLine] {
        switch kind {
        case .shape(let now, let wanted):
            return comparison("your network", shape(now), shape(wanted))
        case .activation(let layer, let now, let wanted):
            return comparison("your activation", now.title, wanted.title)
                + [StyledLine("It is that of \(layer); the key a changes it.")]
        case .sum(let name, let now, let wanted, let term):
            return comparison("your \(name)", format.text(now), format.text(wanted))
                + [StyledLine("The term to look at: \(term).")]
        }
    }

    private func shape(_ sizes: [Int]) -> String { sizes.map(String.init).joined(separator: "-") }

    /// What is there above what is wanted.
    private func comparison(_ title: String, _ now: String, _ wanted: String) -> [StyledLine] {
        let width = max(cellWidth(of: title), cellWidth(of: "wanted")) + 2
        func label(_ text: String) -> StyledLine {
            StyledLine(text + String(repeating: " ", count: width - cellWidth(of: text)), .dim)
        }
        return [label(title) + StyledLine(now), label("wanted") + StyledLine(wanted, .bold)]
    }
}
