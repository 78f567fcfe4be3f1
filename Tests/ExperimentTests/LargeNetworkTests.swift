import Experiment
import NeuralNetwork
import Testing

/// A million weights are edited where they are.
@Suite(.serialized) struct LargeNetworkTests {
    @Test func `an edit, its undo and a reset copy no weights`() throws {
        var experiment = try millionWeights()
        let weight = Address.weight(layer: 0, neuron: 999, input: 999)
        #expect(place(of: experiment.start.network) == place(of: experiment.network))
        try experiment.apply(.set(weight, 1))  // parts the network from its start, once
        let place = place(of: experiment.network)
        try experiment.apply(.set(weight, 2))
        try experiment.apply(.set(.bias(layer: 0, neuron: 3), 2))
        #expect(self.place(of: experiment.network) == place)
        experiment.undo()
        experiment.redo()
        experiment.reset()
        #expect(self.place(of: experiment.network) == place)
        #expect(experiment.value(of: weight) == 0.5)
    }

    @Test func `reading an edit takes no longer than in a small network`() throws {
        let large = try millionWeights()
        let small = try Experiment.preset("seed-net")
        let ratio =
            try shortestTime { _ = try Edit("W1[1][1] = 2", for: large) }
            / (try shortestTime { _ = try Edit("W1[1][1] = 2", for: small) })
        // A million addresses made and thrown away would take thousands of times as long.
        #expect(ratio < 100)
    }

    private func millionWeights() throws -> Experiment {
        let weights = Matrix(rows: 1000, columns: 1000, elements: [Double](repeating: 0.5, count: 1_000_000))
        let biases = [Double](repeating: 1, count: 1000)
        return try Experiment(
            network: Network(layers: [DenseLayer(weights: weights, biases: biases, activation: .relu)]),
            input: [Double](repeating: 1, count: 1000))
    }

    /// Where in memory the weights of the first layer are.
    private func place(of network: Network) -> UInt? {
        network.layers[0].weights.elements.withUnsafeBufferPointer { buffer in
            buffer.baseAddress.map { UInt(bitPattern: $0) }
        }
    }

    private func shortestTime(of work: () throws -> Void) rethrows -> Double {
        let clock = ContinuousClock()
        let times = try (0..<20).map { _ in try clock.measure(work) }
        return (times.min() ?? .zero) / .seconds(1)
    }
}
