// Edits that keep the shapes of a network fitting. Layers, neurons and inputs are counted from 0.

extension Network {
    /// Sets the weight with which a neuron reads one of its inputs.
    public mutating func setWeight(layer: Int, neuron: Int, input: Int, to value: Double) {
        layers[layer].weights[neuron, input] = value
    }

    /// Sets the bias of a neuron.
    public mutating func setBias(layer: Int, neuron: Int, to value: Double) {
        layers[layer].biases[neuron] = value
    }

    /// Sets the activation of all neurons of a layer.
    public mutating func setActivation(layer: Int, to activation: Activation) {
        layers[layer].activation = activation
    }

    /// Adds a neuron: a row of weights, a bias, and a column in the next layer's weights.
    ///
    /// - Parameters:
    ///   - index: where the neuron goes; after the last one if left out.
    ///   - weights: one per input of the layer.
    ///   - outgoing: one per neuron of the next layer; none in the output layer.
    public mutating func addNeuron(
        toLayer layer: Int, at index: Int? = nil, weights: [Double], bias: Double, outgoing: [Double] = []
    ) throws(ShapeError) {
        let readers = layer + 1 < layers.count ? layers[layer + 1].neuronCount : 0
        guard weights.count == layers[layer].inputCount else {
            let expected = layers[layer].inputCount
            throw ShapeError(.inputs, layer: layer, expected: expected, found: weights.count)
        }
        guard outgoing.count == readers else {
            throw ShapeError(.outgoingWeights, layer: layer, expected: readers, found: outgoing.count)
        }
        let index = index ?? layers[layer].neuronCount
        layers[layer].weights.insertRow(weights, at: index)
        layers[layer].biases.insert(bias, at: index)
        if readers > 0 {
            layers[layer + 1].weights.insertColumn(outgoing, at: index)
        }
    }

    /// Takes a neuron out and returns it; throws if it is the only one of its layer.
    @discardableResult
    public mutating func removeNeuron(fromLayer layer: Int, neuron: Int) throws(ShapeError) -> RemovedNeuron {
        guard layers[layer].neuronCount > 1 else {
            throw ShapeError(.neurons, layer: layer, expected: 1, found: 0)
        }
        let weights = layers[layer].weights.removeRow(at: neuron)
        let bias = layers[layer].biases.remove(at: neuron)
        let hasReaders = layer + 1 < layers.count
        let outgoing = hasReaders ? layers[layer + 1].weights.removeColumn(at: neuron) : []
        return RemovedNeuron(layer: layer, index: neuron, weights: weights, bias: bias, outgoing: outgoing)
    }

    /// Puts a removed neuron back where it was; throws if the layers around it changed size since.
    public mutating func putBack(_ neuron: RemovedNeuron) throws(ShapeError) {
        try addNeuron(
            toLayer: neuron.layer, at: neuron.index,
            weights: neuron.weights, bias: neuron.bias, outgoing: neuron.outgoing)
    }
}

/// A neuron taken out of a network, with all that is needed to put it back.
public struct RemovedNeuron: Equatable, Sendable {
    /// The layer it was in.
    public let layer: Int
    /// Its place in that layer.
    public let index: Int
    /// Its weights, one per input.
    public let weights: [Double]
    /// Its bias.
    public let bias: Double
    /// The weights with which the next layer read it, one per neuron there; none in the output layer.
    public let outgoing: [Double]
}
