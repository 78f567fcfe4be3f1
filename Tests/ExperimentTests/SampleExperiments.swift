import Experiment
import NeuralNetwork
import Samples

extension Experiment {
    /// A preset by its name.
    static func preset(_ name: String) throws -> Experiment {
        guard let preset = Preset.named(name) else { throw NoSuchPreset(name: name) }
        return try Experiment(preset)
    }

    struct NoSuchPreset: Error {
        let name: String
    }

    /// An experiment of the given sizes (inputs first) with parameters between -1 and 1 and inputs between -2 and 2.
    static func random(
        sizes: [Int], activations: [Activation]? = nil, using generator: inout SeededGenerator
    ) throws -> Experiment {
        var layers: [DenseLayer] = []
        for index in 0..<(sizes.count - 1) {
            let (inputs, neurons) = (sizes[index], sizes[index + 1])
            let elements = generator.numbers(neurons * inputs)
            layers.append(
                try DenseLayer(
                    weights: Matrix(rows: neurons, columns: inputs, elements: elements),
                    biases: generator.numbers(neurons),
                    activation: activations?[index] ?? .linear))
        }
        return try Experiment(
            network: Network(layers: layers), input: generator.numbers(sizes[0], in: -2...2))
    }

    /// A random small experiment: one to three layers, any activations.
    static func random(using generator: inout SeededGenerator) throws -> Experiment {
        let depth = Int.random(in: 1...3, using: &generator)
        let sizes = (0...depth).map { _ in Int.random(in: 1...4, using: &generator) }
        let activations = (0..<depth).map { _ in Activation.allCases.randomElement(using: &generator) ?? .relu
        }
        return try random(sizes: sizes, activations: activations, using: &generator)
    }

    /// Carries out edits as lessons write them.
    mutating func apply(_ edits: [String]) throws {
        for edit in edits { try apply(Edit(edit, for: self)) }
    }
}

/// All numbers of a network on an input, computed here once more, with one of them moved by `change`.
func numbers(
    of network: Network, on input: [Double], moving moved: Address? = nil, by change: Double = 0
) -> [Address: Double] {
    var numbers: [Address: Double] = [:]
    func note(_ address: Address, _ value: Double) -> Double {
        let value = address == moved ? value + change : value
        numbers[address] = value
        return value
    }
    var inputs = input.indices.map { note(.input($0), input[$0]) }
    for (index, layer) in network.layers.enumerated() {
        var activations: [Double] = []
        for neuron in 0..<layer.neuronCount {
            var sum = note(.bias(layer: index, neuron: neuron), layer.biases[neuron])
            for column in inputs.indices {
                let weight = note(
                    .weight(layer: index, neuron: neuron, input: column), layer.weights[neuron, column])
                sum += note(.product(layer: index, neuron: neuron, input: column), weight * inputs[column])
            }
            let z = note(.preactivation(layer: index, neuron: neuron), sum)
            activations.append(note(.activation(layer: index, neuron: neuron), layer.activation(z)))
        }
        inputs = activations
    }
    return numbers
}
