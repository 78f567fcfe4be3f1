/// Where in flat buffers a layer has its numbers.
struct LayerPlan: Sendable {
    let inputs: Int, neurons: Int
    var activation: Activation
    /// Where its weights begin among the parameters, neurons × inputs, and its biases.
    let weights: Int, biases: Int
    /// How many neurons there are in the layers before it: that many rows of activations are before its own.
    let neuronsBefore: Int

    /// The plans of a network's layers, and how many places its parameters take.
    ///
    /// Weights and biases each begin at a whole register and fill it up with zeros, so that a step can go over all of them
    /// without looking for an end.
    static func plans<Scalar: TrainingScalar>(
        of network: Network, in _: Scalar.Type
    ) -> (layers: [LayerPlan], parameterPlaces: Int) {
        func filled(_ count: Int) -> Int {
            let width = Scalar.Lanes.scalarCount
            return (count + width - 1) / width * width
        }
        var (plans, places, neurons) = ([LayerPlan](), 0, 0)
        for layer in network.layers {
            let biases = places + filled(layer.weights.elements.count)
            plans.append(
                LayerPlan(
                    inputs: layer.inputCount, neurons: layer.neuronCount, activation: layer.activation,
                    weights: places, biases: biases, neuronsBefore: neurons))
            places = biases + filled(layer.neuronCount)
            neurons += layer.neuronCount
        }
        return (plans, places)
    }
}
