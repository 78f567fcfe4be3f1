import NeuralNetwork

/// The neuron of the lesson page: 3 inputs, ReLU.
func seedNeuron(
    weights: [Double] = [0.2, 0.8, -0.5], bias: Double = 0.1, activation: Activation = .relu
) throws -> Network {
    try Network(layers: [DenseLayer(weights: Matrix([weights]), biases: [bias], activation: activation)])
}

/// The network of the lesson page: 2-2-1, hidden ReLU, linear output.
func seedNetwork(hidden activation: Activation = .relu) throws -> Network {
    try Network(layers: [
        DenseLayer(
            weights: Matrix([[0.5, -0.3], [0.8, 0.1]]), biases: [0.1, -0.2], activation: activation),
        DenseLayer(weights: Matrix([[0.6, 0.4]]), biases: [0], activation: .linear),
    ])
}
