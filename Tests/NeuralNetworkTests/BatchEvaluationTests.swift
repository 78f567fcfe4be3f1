import NeuralNetwork
import Samples
import Testing

/// Many inputs at once against one after the other.
struct BatchEvaluationTests {
    @Test(arguments: Activation.allCases)
    func `every neuron says what it says in a forward pass`(activation: Activation) throws {
        var generator = SeededGenerator(seed: 21)
        let network = try Network.random(
            sizes: [3, 5, 7, 2], activations: [activation, .tanh, activation], using: &generator)
        let inputs = (0..<131).map { _ in generator.numbers(3, in: -3...3) }
        let prepared = try PreparedExamples<Double>(inputs: inputs, inputCount: 3)
        let said = FastNetwork<Double>(network).activations(for: prepared)
        #expect(said.count == 131)
        for (example, input) in inputs.enumerated() {
            let pass = try network.forward(input)
            for (layer, expected) in pass.layers.enumerated() {
                for (neuron, expected) in expected.activations.enumerated() {
                    let row = said[layer, neuron]
                    #expect(row.count == 131)
                    #expect(abs(row[row.startIndex + example] - expected) <= 1e-14)
                }
            }
        }
    }

    @Test(arguments: Loss.allCases, Activation.allCases)
    func `the loss is that of the network`(loss: Loss, output: Activation) throws {
        var generator = SeededGenerator(seed: 22)
        let network = try Network.random(
            sizes: [2, 3, 3], activations: [.sigmoid, output], using: &generator)
        let examples = (0..<75).map { index in
            Example(
                input: generator.numbers(2, in: -30...30), target: [0, 1, 2].map { $0 == index % 3 ? 1 : 0 })
        }
        let expected = try network.loss(loss, over: examples)
        let prepared = try PreparedExamples<Double>(examples, for: network)
        let found = FastNetwork<Double>(network).loss(loss, over: prepared)
        #expect(found == expected || found.isNaN && expected.isNaN || abs(found - expected) <= 1e-12)
        let single = FastNetwork<Float>(network).loss(
            loss, over: try PreparedExamples<Float>(examples, for: network))
        #expect(single == expected || single.isNaN && expected.isNaN || abs(single - expected) <= 1e-4)
    }

    /// A sigmoid rounded to 1 has lost how wrong it is; its z has not.
    @Test func `cross-entropy far out goes by z`() throws {
        let network = try Network(layers: [
            DenseLayer(weights: Matrix([[1]]), biases: [0], activation: .sigmoid)
        ])
        let prepared = try PreparedExamples<Double>([Example(input: [300], target: [0])], for: network)
        #expect(FastNetwork<Double>(network).loss(.crossEntropy, over: prepared) == 300)
    }

    @Test func `accuracy counts what is on the right side`() throws {
        func accuracy(_ activation: Activation, _ examples: [(Double, Double)]) throws -> Double {
            let network = try Network(layers: [
                DenseLayer(weights: Matrix([[1]]), biases: [0], activation: activation)
            ])
            let examples = examples.map { Example(input: [$0.0], target: [$0.1]) }
            return FastNetwork<Double>(network).accuracy(over: try PreparedExamples(examples, for: network))
        }
        #expect(try accuracy(.tanh, [(2, 1), (-2, -1), (0.5, -1), (-0.5, -1)]) == 0.75)
        #expect(try accuracy(.sigmoid, [(2, 1), (-2, 0), (0.5, 0), (-0.5, 0)]) == 0.75)
        #expect(try accuracy(.sigmoid, [(2, 1), (-2, -1)]) == 1)
        #expect(try accuracy(.linear, [(0.7, 1), (0.4, 0), (0.3, 1)]) == 2.0 / 3)
        #expect(try accuracy(.tanh, []) == 1)
        let classes = try Network(layers: [
            DenseLayer(
                weights: Matrix([[1, 0], [0, 1], [0, 0]]), biases: [0, 0, 0.5], activation: .linear)
        ])
        let examples = [
            Example(input: [1, 0], target: [1, 0, 0]), Example(input: [0, 1], target: [0, 1, 0]),
            Example(input: [0, 0], target: [0, 0, 1]), Example(input: [1, 0], target: [0, 0, 1]),
        ]
        let prepared = try PreparedExamples<Float>(examples, for: classes)
        #expect(FastNetwork<Float>(classes).accuracy(over: prepared) == 0.75)
    }

    @Test func `inputs of another shape are refused`() throws {
        #expect(throws: ShapeError(.input, expected: 2, found: 3)) {
            try PreparedExamples<Double>(inputs: [[1, 2], [1, 2, 3]], inputCount: 2)
        }
    }

    /// Laid out and read back.
    @Test func `a network comes back as it went`() throws {
        var generator = SeededGenerator(seed: 23)
        let network = try Network.random(
            sizes: [3, 5, 1, 4], activations: [.relu, .step, .linear], using: &generator)
        let laidOut = FastNetwork<Double>(network)
        #expect(laidOut.network == network && laidOut.layerSizes == [3, 5, 1, 4])
    }
}
