import NeuralNetwork

extension Network {
    /// The one weight or bias that is another in a second network; nil where none is, or more than one, or where the
    /// networks are of different shapes.
    package func onlyChange(to other: Network) -> (address: Address, old: Double, new: Double)? {
        guard layers.map(\.inputCount) == other.layers.map(\.inputCount),
            layers.map(\.neuronCount) == other.layers.map(\.neuronCount)
        else { return nil }
        var found: (address: Address, old: Double, new: Double)?
        for (layer, (old, new)) in zip(layers, other.layers).enumerated() {
            for neuron in 0..<old.neuronCount {
                var pairs = (0..<old.inputCount).map { input in
                    let address = Address.weight(layer: layer, neuron: neuron, input: input)
                    return (address, old.weights[neuron, input], new.weights[neuron, input])
                }
                pairs.append((.bias(layer: layer, neuron: neuron), old.biases[neuron], new.biases[neuron]))
                for pair in pairs where pair.1 != pair.2 {
                    guard found == nil else { return nil }
                    found = pair
                }
            }
        }
        return found
    }
}
