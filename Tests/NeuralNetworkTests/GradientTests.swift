import NeuralNetwork
import Samples
import Testing

/// The gradient of the mean loss against central differences, and against the course's numbers for one step.
struct GradientTests {
    private static let nudge = 1e-5

    /// Every activation in the hidden layer and in the output layer, with every loss. The output stays between 0 and
    /// 1, where cross-entropy is at home, and no z is near a kink.
    @Test(arguments: Activation.allCases, Loss.allCases)
    func `agrees with nudging`(activation: Activation, loss: Loss) throws {
        var generator = SeededGenerator(seed: 11)
        var network = try Network.random(
            sizes: [3, 4, 2], activations: [activation, activation], using: &generator)
        for neuron in 0..<2 {
            for input in 0..<4 {
                let weight = network.layers[1].weights[neuron, input]
                network.setWeight(layer: 1, neuron: neuron, input: input, to: weight / 20)
            }
            network.setBias(layer: 1, neuron: neuron, to: 0.5)
        }
        let examples = (0..<5).map { index in
            Example(
                input: generator.numbers(3, in: -2...2), target: index.isMultiple(of: 2) ? [1, 0] : [0, 1])
        }
        if activation == .step, loss == .crossEntropy {
            // A certain answer that is wrong costs without end, and a step has no slope to mend it by.
            #expect(try network.loss(loss, over: examples) == .infinity)
            return
        }
        let gradient = try network.gradient(of: loss, over: examples)
        for (layer, dense) in network.layers.enumerated() {
            for neuron in 0..<dense.neuronCount {
                for input in 0..<dense.inputCount {
                    let value = dense.weights[neuron, input]
                    let slope = try slope(loss, examples) { change in
                        var nudged = network
                        nudged.setWeight(layer: layer, neuron: neuron, input: input, to: value + change)
                        return nudged
                    }
                    #expect(abs(gradient.weights[layer][neuron, input] - slope) < 1e-8)
                }
                let slope = try slope(loss, examples) { change in
                    var nudged = network
                    nudged.setBias(layer: layer, neuron: neuron, to: dense.biases[neuron] + change)
                    return nudged
                }
                #expect(abs(gradient.biases[layer][neuron] - slope) < 1e-8)
            }
        }
    }

    private func slope(
        _ loss: Loss, _ examples: [Example], _ nudged: (Double) throws -> Network
    ) throws -> Double {
        let above = try nudged(Self.nudge).loss(loss, over: examples)
        let below = try nudged(-Self.nudge).loss(loss, over: examples)
        return (above - below) / (2 * Self.nudge)
    }

    /// The curriculum's numbers for the network of the page, input [1, 0], target 1 (lessons X6 and X8).
    @Test func `one step on the network of the lesson page, by hand`() throws {
        var network = try seedNetwork()
        let example = [Example(input: [1, 0], target: [1])]
        #expect(abs(try network.loss(.halfSquaredError, over: example) - 0.08) < 1e-9)
        let gradient = try network.gradient(of: .halfSquaredError, over: example)
        expect(gradient.weights[0].elements, [-0.24, 0, -0.16, 0])
        expect(gradient.biases[0], [-0.24, -0.16])
        expect(gradient.weights[1].elements, [-0.24, -0.24])
        expect(gradient.biases[1], [-0.4])
        network.descend(along: gradient, learningRate: 0.1)
        expect(network.layers[0].weights.elements, [0.524, -0.3, 0.816, 0.1])
        expect(network.layers[0].biases, [0.124, -0.184])
        expect(network.layers[1].weights.elements, [0.624, 0.424])
        expect(network.layers[1].biases, [0.04])
        #expect(abs(try network.forward([1, 0]).output[0] - 0.71232) < 1e-9)
    }

    private func expect(
        _ values: [Double], _ wanted: [Double], at location: SourceLocation = #_sourceLocation
    ) {
        #expect(values.count == wanted.count, sourceLocation: location)
        for (value, wanted) in zip(values, wanted) {
            #expect(abs(value - wanted) < 1e-9, sourceLocation: location)
        }
    }

    @Test func `without examples there is no loss and no slope`() throws {
        let network = try seedNeuron()
        #expect(try network.loss(.halfSquaredError, over: []) == 0)
        let gradient = try network.gradient(of: .halfSquaredError, over: [])
        #expect(gradient.weights[0].elements.allSatisfy { $0 == 0 } && gradient.biases == [[0]])
    }

    @Test func `an example of another shape is refused`() throws {
        let network = try seedNeuron()
        let wrong = [Example(input: [1], target: [1])]
        #expect(throws: ShapeError.self) { try network.loss(.halfSquaredError, over: wrong) }
        #expect(throws: ShapeError.self) { try network.gradient(of: .halfSquaredError, over: wrong) }
    }

    /// The range of each activation: nothing outside of it comes out, and its ends are reached or not as it says.
    @Test(arguments: Activation.allCases)
    func `no value leaves its range`(activation: Activation) {
        let range = activation.range
        let values = stride(from: -15.0, through: 15, by: 0.25).map { activation($0) }
        #expect(values.allSatisfy { $0 >= range.low && $0 <= range.high })
        if range.includesLow { #expect(values.contains(range.low)) }
        if !range.includesLow, range.low.isFinite { #expect(!values.contains(range.low)) }
        if range.isDiscrete { #expect(Set(values) == [range.low, range.high]) }
        let texts: [Activation: String] = [
            .relu: "[0, ∞)", .sigmoid: "(0, 1)", .tanh: "(−1, 1)", .linear: "(−∞, ∞)", .step: "{0, 1}",
        ]
        #expect(range.description == texts[activation])
    }
}
