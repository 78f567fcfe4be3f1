import Experiment
import NeuralNetwork
import Testing

/// What the curriculum says of training on the four corners (lesson X9): the network `xor-start`, all four examples in
/// every step, mean cross-entropy. The numbers of steps are those of `Fixtures/xor_training.py`.
struct XORTrainingTests {
    private func playground(
        _ activation: Activation, rate: Double, all: Double? = nil
    ) throws -> Playground {
        var configuration = PlaygroundConfiguration()
        configuration.take(.extra(.corners))
        configuration.settings.loss = .crossEntropy
        configuration.settings.batchSize = 4
        configuration.settings.learningRate = rate
        configuration.hidden = [2]
        var network = try #require(Preset.named("xor-start")).network
        network.setActivation(layer: 0, to: activation)
        if let all {
            for layer in 0..<2 {
                for neuron in 0..<network.layers[layer].neuronCount {
                    for input in 0..<2 {
                        network.setWeight(layer: layer, neuron: neuron, input: input, to: all)
                    }
                    network.setBias(layer: layer, neuron: neuron, to: all)
                }
            }
        }
        return try Playground(configuration, given: network)
    }

    @Test(arguments: [
        (Activation.tanh, 0.1, 1960), (.tanh, 0.5, 396), (.tanh, 1, 200), (.tanh, 2, 103),
        (.sigmoid, 1, 1313),
    ])
    func `so many steps until the loss is below 0.05`(activation: Activation, rate: Double, steps: Int) throws
    {
        var playground = try playground(activation, rate: rate)
        playground.stop = .loss(0.05)
        while playground.train(examples: 4), playground.steps < 3000 {}
        #expect(playground.steps == steps)
        #expect(playground.record.trainAccuracy == 1)
    }

    /// Stuck at ½ ln 2 with three of four right, and at ln 2 without a bend.
    @Test(arguments: [(Activation.relu, 0.3466, 0.75), (.linear, 0.6931, 0.5)])
    func `some starts lead nowhere`(activation: Activation, loss: Double, most: Double) throws {
        var playground = try playground(activation, rate: 1)
        _ = playground.train(examples: 4 * 2000)
        #expect(abs(playground.record.trainLoss - loss) < 1e-3)
        #expect(try #require(playground.record.trainAccuracy) <= most)
    }

    @Test func `all zeros stay zeros, and equal rows stay equal`() throws {
        var zeros = try playground(.tanh, rate: 1, all: 0)
        _ = zeros.train(examples: 4 * 500)
        #expect(zeros.record.trainLoss == 0.6931471805599453)
        #expect(zeros.network.layers[0].weights.elements == [0, 0, 0, 0])
        var equal = try playground(.tanh, rate: 1, all: 0.5)
        _ = equal.train(examples: 4 * 2000)
        #expect(equal.network.layers[0].weights.row(0) == equal.network.layers[0].weights.row(1))
        #expect(equal.record.trainAccuracy == 0.75)
    }
}
