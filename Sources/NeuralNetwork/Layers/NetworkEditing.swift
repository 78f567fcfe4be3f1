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
        try insert(
            NeuronParts(
                layer: layer, index: index ?? layers[layer].neuronCount, weights: weights, bias: bias,
                outgoing: outgoing))
    }

    /// Says whether a neuron's numbers fit its place: one weight per input, one outgoing weight per reader.
    public func checkFit(of neuron: NeuronParts) throws(ShapeError) {
        let inputs = layers[neuron.layer].inputCount
        guard neuron.weights.count == inputs else {
            throw ShapeError(.inputs, layer: neuron.layer, expected: inputs, found: neuron.weights.count)
        }
        let readers = neuron.layer + 1 < layers.count ? layers[neuron.layer + 1].neuronCount : 0
        guard neuron.outgoing.count == readers else {
            throw ShapeError(
                .outgoingWeights, layer: neuron.layer, expected: readers, found: neuron.outgoing.count)
        }
    }

    /// Takes a neuron out and returns it; throws if it is the only one of its layer.
    @discardableResult
    public mutating func removeNeuron(fromLayer layer: Int, neuron: Int) throws(ShapeError) -> NeuronParts {
        guard layers[layer].neuronCount > 1 else {
            throw ShapeError(.neurons, layer: layer, expected: 1, found: 0)
        }
        let parts = parts(ofLayer: layer, neuron: neuron)
        layers[layer].weights.removeRow(at: neuron)
        layers[layer].biases.remove(at: neuron)
        if layer + 1 < layers.count { layers[layer + 1].weights.removeColumn(at: neuron) }
        return parts
    }

    /// A neuron with all its numbers, as it could be put back.
    public func parts(ofLayer layer: Int, neuron: Int) -> NeuronParts {
        let readers = layer + 1 < layers.count ? layers[layer + 1].weights : nil
        return NeuronParts(
            layer: layer, index: neuron, weights: Array(layers[layer].weights.row(neuron)),
            bias: layers[layer].biases[neuron], outgoing: readers?.column(neuron) ?? [])
    }

    /// Puts a neuron in its place; throws if its numbers do not fit the layers around it.
    public mutating func insert(_ neuron: NeuronParts) throws(ShapeError) {
        try checkFit(of: neuron)
        layers[neuron.layer].weights.insertRow(neuron.weights, at: neuron.index)
        layers[neuron.layer].biases.insert(neuron.bias, at: neuron.index)
        if neuron.layer + 1 < layers.count {
            layers[neuron.layer + 1].weights.insertColumn(neuron.outgoing, at: neuron.index)
        }
    }

    /// Adds an input: a column of weights, one for each neuron of the first layer; 0 if left out.
    public mutating func addInput(at index: Int, weights: [Double]? = nil) throws(ShapeError) {
        let neurons = layers[0].neuronCount
        let column = weights ?? Array(repeating: 0, count: neurons)
        guard column.count == neurons else {
            throw ShapeError(.outgoingWeights, expected: neurons, found: column.count)
        }
        layers[0].weights.insertColumn(column, at: index)
    }

    /// Takes an input away, with all its weights; throws if it is the only one.
    public mutating func removeInput(_ index: Int) throws(ShapeError) {
        guard inputCount > 1 else { throw ShapeError(.inputs, layer: 0, expected: 1, found: 0) }
        layers[0].weights.removeColumn(at: index)
    }
}

/// A neuron apart from its network, with all that is needed to put it in.
public struct NeuronParts: Hashable, Sendable {
    /// The layer it belongs to.
    public let layer: Int
    /// Its place in that layer.
    public let index: Int
    /// Its weights, one per input.
    public let weights: [Double]
    /// Its bias.
    public let bias: Double
    /// The weights with which the next layer read it, one per neuron there; none in the output layer.
    public let outgoing: [Double]

    /// A neuron that is in no network yet.
    public init(layer: Int, index: Int, weights: [Double], bias: Double, outgoing: [Double]) {
        self.layer = layer
        self.index = index
        self.weights = weights
        self.bias = bias
        self.outgoing = outgoing
    }
}
