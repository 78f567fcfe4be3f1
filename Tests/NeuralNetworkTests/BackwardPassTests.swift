import NeuralNetwork
import Testing
import Samples

/// Every sensitivity against a central difference: nudge the number up and down, watch the output.
struct BackwardPassTests {
    static let nudge = 1e-5

    @Test(arguments: Activation.allCases, Array(0..<12) as [UInt64])
    func `agrees with nudging`(activation: Activation, seed: UInt64) throws {
        let (network, input) = try Self.drawAwayFromKinks(activation, seed: seed)
        let pass = try network.forward(input)
        for output in 0..<network.outputCount {
            let sensitivities = network.backward(through: pass, from: output)
            try checkParameters(sensitivities, network, input, output)
            try checkNeurons(sensitivities, network, pass, output)
            for index in input.indices {
                try expect(sensitivities.input[index], "input \(index)") { change in
                    var nudged = input
                    nudged[index] += change
                    return try network.forward(nudged).output[output]
                }
            }
        }
    }

    @Test func `the neuron of the lesson page, by hand`() throws {
        let network = try seedNeuron()
        let sensitivities = network.backward(through: try network.forward([1, 2, 3]), from: 0)
        #expect(sensitivities.weights == [try Matrix([[1, 2, 3]])])  // ∂z/∂w = x, and ReLU is on
        #expect(sensitivities.biases == [[1]])
        #expect(sensitivities.activations == [[1]])
        #expect(sensitivities.input == [0.2, 0.8, -0.5])  // ∂z/∂x = w
    }

    @Test func `the network of the lesson page, by hand`() throws {
        let network = try seedNetwork()
        let sensitivities = network.backward(through: try network.forward([1, 0]), from: 0)
        #expect(sensitivities.weights[0] == (try Matrix([[0.6, 0], [0.4, 0]])))
        #expect(sensitivities.weights[1] == (try Matrix([[0.6, 0.6000000000000001]])))  // the hidden values
        #expect(sensitivities.biases == [[0.6, 0.4], [1]])
        #expect(sensitivities.input[0] == 0.6 * 0.5 + 0.4 * 0.8)
    }

    @Test func `a dead neuron passes nothing back`() throws {
        let network = try seedNeuron(bias: -100)
        let sensitivities = network.backward(through: try network.forward([1, 2, 3]), from: 0)
        #expect(sensitivities.activations == [[1]])
        #expect(sensitivities.preactivations == [[0]])
        #expect(sensitivities.weights[0].elements.allSatisfy { $0 == 0 })
        #expect(sensitivities.input.allSatisfy { $0 == 0 })
    }

    // MARK: The check

    /// A random network with `activation` in one layer and smooth or ReLU neighbours, and an input on which no
    /// z stands so near to a kink that a nudge could cross it.
    private static func drawAwayFromKinks(
        _ activation: Activation, seed: UInt64
    ) throws -> (Network, input: [Double]) {
        var generator = SeededGenerator(seed: seed)
        while true {
            let depth = Int.random(in: 1...4, using: &generator)
            let sizes = (0...depth).map { _ in Int.random(in: 1...5, using: &generator) }
            var activations = (0..<depth).map { _ in
                [Activation.tanh, .sigmoid, .linear, .relu].randomElement(using: &generator) ?? .linear
            }
            activations[Int.random(in: 0..<depth, using: &generator)] = activation
            let network = try Network.random(sizes: sizes, activations: activations, using: &generator)
            let input = generator.numbers(sizes[0], in: -2...2)
            let hasKinkNearby = try network.forward(input).layers.contains { layer in
                [.relu, .step].contains(layer.activation) && layer.preactivations.contains { abs($0) < 0.01 }
            }
            if !hasKinkNearby { return (network, input) }
        }
    }

    private func checkParameters(
        _ sensitivities: Sensitivities, _ network: Network, _ input: [Double], _ output: Int
    ) throws {
        for (index, layer) in network.layers.enumerated() {
            for neuron in 0..<layer.neuronCount {
                for column in 0..<layer.inputCount {
                    let weight = layer.weights[neuron, column]
                    let found = sensitivities.weights[index][neuron, column]
                    try expect(found, "layers[\(index)].weights[\(neuron)][\(column)]") { change in
                        var nudged = network
                        nudged.setWeight(layer: index, neuron: neuron, input: column, to: weight + change)
                        return try nudged.forward(input).output[output]
                    }
                }
                try expect(sensitivities.biases[index][neuron], "layers[\(index)].biases[\(neuron)]") {
                    change in
                    var nudged = network
                    nudged.setBias(layer: index, neuron: neuron, to: layer.biases[neuron] + change)
                    return try nudged.forward(input).output[output]
                }
            }
        }
    }

    /// Nudges z and a inside the pass, and sends what comes of it through the layers behind.
    private func checkNeurons(
        _ sensitivities: Sensitivities, _ network: Network, _ pass: ForwardPass, _ output: Int
    ) throws {
        for (index, layer) in pass.layers.enumerated() {
            let behind = Array(network.layers[(index + 1)...])
            func answer(_ activations: [Double]) throws -> Double {
                if behind.isEmpty { return activations[output] }
                return try Network(layers: behind).forward(activations).output[output]
            }
            for neuron in layer.activations.indices {
                try expect(sensitivities.preactivations[index][neuron], "z of \(index), \(neuron)") {
                    change in
                    var nudged = layer.activations
                    nudged[neuron] = layer.activation(layer.preactivations[neuron] + change)
                    return try answer(nudged)
                }
                try expect(sensitivities.activations[index][neuron], "a of \(index), \(neuron)") { change in
                    var nudged = layer.activations
                    nudged[neuron] += change
                    return try answer(nudged)
                }
            }
        }
    }

    private func expect(
        _ sensitivity: Double, _ place: String, output: (_ change: Double) throws -> Double
    ) throws {
        let quotient = try (output(Self.nudge) - output(-Self.nudge)) / (2 * Self.nudge)
        #expect(abs(sensitivity - quotient) < 1e-8 * max(1, abs(quotient)), "\(place)")
    }
}
