import NeuralNetwork
import Samples

extension Network {
    /// A network of the given sizes (inputs first) with weights and biases between -1 and 1.
    static func random(
        sizes: [Int], activations: [Activation], using generator: inout SeededGenerator
    ) throws -> Network {
        var layers: [DenseLayer] = []
        for (index, activation) in activations.enumerated() {
            let (inputs, neurons) = (sizes[index], sizes[index + 1])
            let elements = generator.numbers(neurons * inputs)
            layers.append(
                try DenseLayer(
                    weights: Matrix(rows: neurons, columns: inputs, elements: elements),
                    biases: generator.numbers(neurons), activation: activation))
        }
        return try Network(layers: layers)
    }
}
