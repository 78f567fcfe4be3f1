import Experiment
import NeuralNetwork

/// Every address of a network.
package func allAddresses(of network: Network) -> [Address] {
    var addresses = (0..<network.inputCount).map(Address.input)
    for (index, layer) in network.layers.enumerated() {
        for neuron in 0..<layer.neuronCount {
            for input in 0..<layer.inputCount {
                addresses.append(.weight(layer: index, neuron: neuron, input: input))
                addresses.append(.product(layer: index, neuron: neuron, input: input))
            }
            addresses += [
                .bias(layer: index, neuron: neuron), .preactivation(layer: index, neuron: neuron),
                .activation(layer: index, neuron: neuron),
            ]
        }
    }
    return addresses
}
