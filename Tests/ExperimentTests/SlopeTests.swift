import Experiment
import NeuralNetwork
import Testing
import Samples

/// Every slope against a central difference: move the number up and down, watch output 0.
struct SlopeTests {
    @Test(arguments: 0..<60 as Range<UInt64>) func `agrees with moving the number`(seed: UInt64) throws {
        var generator = SeededGenerator(seed: seed)
        var experiment = try awayFromKinks(using: &generator)
        try expectSlopes(experiment)
        // And after an edit, its undo and a reset.
        let bias = Address.bias(layer: 0, neuron: 0)
        try experiment.apply(.set(bias, (experiment.value(of: bias) ?? 0) + 0.001))
        try expectSlopes(experiment)
        experiment.undo()
        try expectSlopes(experiment)
        experiment.redo()
        experiment.reset()
        try expectSlopes(experiment)
    }

    @Test func `the neuron of the lesson page, by hand`() throws {
        let experiment = try Experiment.preset("seed-neuron")
        for (index, weight) in [0.2, 0.8, -0.5].enumerated() {
            #expect(experiment.slope(of: .input(index)) == weight)  // ∂z/∂x = w
            #expect(experiment.slope(of: .weight(layer: 0, neuron: 0, input: index)) == Double(index + 1))
            #expect(experiment.slope(of: .product(layer: 0, neuron: 0, input: index)) == 1)
        }
        #expect(experiment.slope(of: .bias(layer: 0, neuron: 0)) == 1)
        #expect(experiment.slope(of: .activation(layer: 0, neuron: 0)) == 1)
    }

    private func expectSlopes(_ experiment: Experiment) throws {
        let network = experiment.network
        let output = Address.activation(layer: network.layers.count - 1, neuron: 0)
        let nudge = 1e-5
        for address in allAddresses(of: network) {
            let above = numbers(of: network, on: experiment.input, moving: address, by: nudge)
            let below = numbers(of: network, on: experiment.input, moving: address, by: -nudge)
            let quotient = (try #require(above[output]) - (try #require(below[output]))) / (2 * nudge)
            let slope = try #require(experiment.slope(of: address))
            #expect(abs(slope - quotient) < 1e-7 * max(1, abs(quotient)), "\(address)")
        }
    }

    /// A random experiment in which no z is so near to a kink or a jump that a nudge could cross it.
    private func awayFromKinks(using generator: inout SeededGenerator) throws -> Experiment {
        while true {
            let experiment = try Experiment.random(using: &generator)
            let hasKinkNearby = experiment.pass.layers.contains { layer in
                [.relu, .step].contains(layer.activation) && layer.preactivations.contains { abs($0) < 0.02 }
            }
            if !hasKinkNearby { return experiment }
        }
    }
}
