import NeuralNetwork
import Testing
import Samples

/// Expected numbers: the lesson page's listings, run in JavaScript, Swift and Python.
struct ForwardPassTests {
    @Test func `the neuron of the lesson page, number by number`() throws {
        let pass = try seedNeuron().forward([1, 2, 3])
        let layer = try #require(pass.layers.first)
        #expect(layer.products.elements == [0.2, 1.6, -1.5])
        #expect(
            layer.runningSums.elements
                == [0.1, 0.30000000000000004, 1.9000000000000001, 0.40000000000000013])
        #expect(layer.biases == [0.1])
        #expect(layer.preactivations == [0.40000000000000013])
        #expect(pass.output == [0.40000000000000013])
    }

    @Test func `its zero weights leave the bias, and its sigmoid stays between 0 and 1`() throws {
        #expect(try seedNeuron(weights: [0, 0, 0]).forward([1, 2, 3]).output == [0.1])
        #expect(try seedNeuron(weights: [0, 0, 0], bias: -0.1).forward([1, 2, 3]).output == [0])
        #expect(try seedNeuron(bias: -100).forward([1, 2, 3]).output == [0])
        let squashed = try seedNeuron(activation: .sigmoid).forward([1, 2, 3]).output[0]
        #expect(abs(squashed - 0.5987) < 5e-5)
    }

    @Test func `the network of the lesson page, number by number`() throws {
        let pass = try seedNetwork().forward([1, 0])
        #expect(pass.layers[0].products == (try Matrix([[0.5, 0], [0.8, 0]])))
        #expect(pass.layers[0].preactivations == [0.6, 0.6000000000000001])
        #expect(pass.layers[0].activation == .relu)
        #expect(pass.layers[1].runningSums.columns == 3)
        #expect(pass.output == [0.6000000000000001])
        #expect(pass.inputs(ofLayer: 0) == [1, 0])
        #expect(pass.inputs(ofLayer: 1) == pass.layers[0].activations)
        #expect(try seedNetwork().forward([1, 1]).output == [0.46])
    }

    @Test(
        arguments: [
            ([0.0, 0.0], [0.1, 0], 0.06), ([0, 1], [0, 0], 0), ([1, 1], [0.3, 0.7], 0.46),
            ([2, 1], [0.8, 1.5], 1.08),
            ([-1, 0], [0, 0], 0), ([2, 0], [1.1, 1.4], 1.22),
        ] as [([Double], [Double], Double)])
    func `the network of the lesson page on other inputs`(
        input: [Double], hidden: [Double], output: Double
    ) throws {
        let pass = try seedNetwork().forward(input)
        #expect(zip(pass.layers[0].activations, hidden).allSatisfy { abs($0 - $1) < 1e-12 })
        #expect(abs(pass.output[0] - output) < 1e-12)
    }

    @Test(arguments: [([1.0, 0.0], 0.6), ([1, 1], 0.46), ([0, 1], -0.16), ([0, 0], -0.02)])
    func `the network of the lesson page without ReLU`(input: [Double], output: Double) throws {
        #expect(abs(try seedNetwork(hidden: .linear).forward(input).output[0] - output) < 1e-12)
    }

    @Test func `NaN and infinity stay visible at the output`() throws {
        let network = try seedNetwork()
        #expect(try network.forward([.nan, 0]).output[0].isNaN)
        #expect(try network.forward([.infinity, 0]).output == [.infinity])
        #expect(try network.forward([.infinity, .infinity]).output[0].isNaN)  // ∞ · 0.5 + ∞ · -0.3
    }

    @Test func `the trace is whole in a network of any shape`() throws {
        var generator = SeededGenerator(seed: 3)
        let network = try Network.random(
            sizes: [5, 4, 1, 7], activations: [.tanh, .relu, .sigmoid], using: &generator)
        let pass = try network.forward(generator.numbers(5))
        for (index, layer) in network.layers.enumerated() {
            let trace = pass.layers[index]
            let inputs = pass.inputs(ofLayer: index)
            for neuron in 0..<layer.neuronCount {
                var sum = layer.biases[neuron]
                #expect(trace.runningSums[neuron, 0] == sum)
                for (column, input) in inputs.enumerated() {
                    #expect(trace.products[neuron, column] == layer.weights[neuron, column] * input)
                    sum += layer.weights[neuron, column] * input
                    #expect(trace.runningSums[neuron, column + 1] == sum)
                }
                #expect(trace.preactivations[neuron] == sum)
                #expect(trace.activations[neuron] == layer.activation(sum))
            }
        }
    }

    @Test(.timeLimit(.minutes(1))) func `five thousand inputs and a million weights pass`() throws {
        let ones = [Double](repeating: 1, count: 5000)
        let wide = try seedNeuron(weights: ones, bias: 0.5).forward(ones)
        #expect(wide.output == [5000.5])

        let square = Matrix(rows: 1000, columns: 1000, elements: [Double](repeating: 0.5, count: 1_000_000))
        let biases = [Double](repeating: 1, count: 1000)
        var network = try Network(layers: [DenseLayer(weights: square, biases: biases, activation: .relu)])
        for step in 1...100_000 {  // were the million weights copied each time, this would take minutes
            network.setWeight(layer: 0, neuron: 999, input: 999, to: 2.5e-5 * Double(step))
        }
        let output = try network.forward([Double](repeating: 1, count: 1000)).output
        #expect(output.dropLast().allSatisfy { $0 == 501 })
        #expect(abs((output.last ?? 0) - 503) < 1e-9)
    }
}
