import NeuralNetwork
import Testing
import Samples

struct NetworkTests {
    @Test func `counts what it is made of`() throws {
        let network = try seedNetwork()
        #expect(network.layerSizes == [2, 2, 1])
        #expect(network.inputCount == 2)
        #expect(network.outputCount == 1)
        #expect(network.parameterCount == 9)
        #expect(network.layers.map(\.parameterCount) == [6, 3])
    }

    // MARK: Shapes that do not fit

    @Test func `a layer says what has the wrong size`() throws {
        let weights = try Matrix([[1, 2], [3, 4]])
        #expect(throws: ShapeError(.biases, expected: 2, found: 3)) {
            try DenseLayer(weights: weights, biases: [1, 2, 3], activation: .relu)
        }
        #expect(throws: ShapeError(.neurons, expected: 1, found: 0)) {
            try DenseLayer(weights: Matrix([]), biases: [], activation: .relu)
        }
        #expect(throws: ShapeError(.inputs, expected: 1, found: 0)) {
            try DenseLayer(weights: Matrix([[]]), biases: [0], activation: .relu)
        }
    }

    @Test func `a network says which layer does not fit`() throws {
        let hidden = try DenseLayer(weights: Matrix([[1, 2], [3, 4]]), biases: [0, 0], activation: .relu)
        let wide = try DenseLayer(weights: Matrix([[1, 2, 3]]), biases: [0], activation: .linear)
        var lopsided = hidden
        lopsided.biases.append(0)

        #expect(throws: ShapeError(.layers, expected: 1, found: 0)) { try Network(layers: []) }
        #expect(throws: ShapeError(.inputs, layer: 2, expected: 2, found: 3)) {
            try Network(layers: [hidden, hidden, wide])
        }
        #expect(throws: ShapeError(.biases, layer: 1, expected: 2, found: 3)) {
            try Network(layers: [hidden, lopsided])
        }
    }

    @Test func `an input of the wrong length is refused`() throws {
        let network = try seedNetwork()
        for input in [[], [1], [1, 2, 3]] as [[Double]] {
            #expect(throws: ShapeError(.input, expected: 2, found: input.count)) {
                try network.forward(input)
            }
        }
    }

    @Test(arguments: [
        (
            ShapeError(.inputs, layer: 2, expected: 2, found: 3),
            "layers[2]: expected 2 weights per neuron, one per neuron of layers[1], found 3"
        ),
        (
            ShapeError(.inputs, layer: 0, expected: 1, found: 3),
            "layers[0]: expected 1 weight per neuron, one per input, found 3"
        ),
        (
            ShapeError(.biases, layer: 1, expected: 2, found: 3),
            "layers[1]: expected 2 biases, one per neuron, found 3"
        ),
        (ShapeError(.input, expected: 1, found: 2), "expected 1 input, found 2"),
        (ShapeError(.layers, expected: 1, found: 0), "a network needs at least one layer"),
    ])
    func `errors are worded for their reader`(error: ShapeError, text: String) {
        #expect(error.description == text)
    }

    // MARK: Edits

    @Test func `weights, biases and activations are set in place`() throws {
        var network = try seedNetwork()
        network.setWeight(layer: 0, neuron: 1, input: 0, to: -7)
        network.setBias(layer: 1, neuron: 0, to: 3)
        network.setActivation(layer: 0, to: .tanh)
        #expect(network.layers[0].weights == (try Matrix([[0.5, -0.3], [-7, 0.1]])))
        #expect(network.layers[1].biases == [3])
        #expect(network.layers[0].activation == .tanh)
        #expect(network.layers[0].biases == (try seedNetwork().layers[0].biases))
    }

    @Test func `a third hidden neuron is a row and a column`() throws {
        var network = try seedNetwork()
        try network.addNeuron(toLayer: 0, weights: [0.7, 0.9], bias: -0.4, outgoing: [0.25])
        #expect(network.layerSizes == [2, 3, 1])
        #expect(network.parameterCount == 13)
        #expect(network.layers[0].weights == (try Matrix([[0.5, -0.3], [0.8, 0.1], [0.7, 0.9]])))
        #expect(network.layers[0].biases == [0.1, -0.2, -0.4])
        #expect(network.layers[1].weights == (try Matrix([[0.6, 0.4, 0.25]])))
    }

    @Test(arguments: [0, 1], [0, 1, 2])
    func `a removed neuron can be put back`(layer: Int, neuron: Int) throws {
        var generator = SeededGenerator(seed: 7)
        let network = try Network.random(sizes: [2, 3, 3], activations: [.relu, .tanh], using: &generator)
        var changed = network
        let removed = try changed.removeNeuron(fromLayer: layer, neuron: neuron)
        #expect(changed.layerSizes == (layer == 0 ? [2, 2, 3] : [2, 3, 2]))
        #expect(removed.weights == Array(network.layers[layer].weights.row(neuron)))
        #expect(removed.bias == network.layers[layer].biases[neuron])
        #expect(removed.outgoing == (layer == 0 ? network.layers[1].weights.column(neuron) : []))
        try changed.insert(removed)
        #expect(changed == network)
    }

    @Test func `edits that do not fit are refused and change nothing`() throws {
        var network = try seedNetwork()
        #expect(throws: ShapeError(.inputs, layer: 0, expected: 2, found: 1)) {
            try network.addNeuron(toLayer: 0, weights: [1], bias: 0, outgoing: [1])
        }
        #expect(throws: ShapeError(.outgoingWeights, layer: 0, expected: 1, found: 0)) {
            try network.addNeuron(toLayer: 0, weights: [1, 2], bias: 0)
        }
        #expect(throws: ShapeError(.outgoingWeights, layer: 1, expected: 0, found: 1)) {
            try network.addNeuron(toLayer: 1, weights: [1, 2], bias: 0, outgoing: [1])
        }
        #expect(throws: ShapeError(.neurons, layer: 1, expected: 1, found: 0)) {
            try network.removeNeuron(fromLayer: 1, neuron: 0)
        }
        #expect(network == (try seedNetwork()))
    }
}
