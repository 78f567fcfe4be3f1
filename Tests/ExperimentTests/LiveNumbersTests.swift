import Experiment
import NeuralNetwork
import Testing
import Samples

/// Expected numbers: the lesson page's listings, run in JavaScript, Swift and Python.
struct LiveNumbersTests {
    @Test func `the neuron of the lesson page`() throws {
        var experiment = try Experiment.preset("seed-neuron")
        let products = (0..<3).map { experiment.value(of: .product(layer: 0, neuron: 0, input: $0)) }
        #expect(products == [0.2, 1.6, -1.5])
        #expect(experiment.value(of: .preactivation(layer: 0, neuron: 0)) == 0.40000000000000013)
        #expect(experiment.pass.output == [0.40000000000000013])

        try experiment.apply(["W1[0] = [0, 0, 0]"])
        #expect(experiment.pass.output == [0.1])
        try experiment.apply(["b1[0] = -100"])
        #expect(experiment.pass.output == [0])
        #expect(experiment.value(of: .preactivation(layer: 0, neuron: 0)) == -100)
    }

    @Test func `the network of the lesson page`() throws {
        var experiment = try Experiment.preset("seed-net")
        #expect(experiment.value(of: .input(0)) == 1)
        #expect(experiment.value(of: .weight(layer: 0, neuron: 0, input: 1)) == -0.3)
        #expect(experiment.value(of: .bias(layer: 0, neuron: 1)) == -0.2)
        #expect(experiment.value(of: .activation(layer: 0, neuron: 1)) == 0.6000000000000001)
        #expect(experiment.pass.output == [0.6000000000000001])
        try experiment.apply(["in = [1, 1]"])
        #expect(experiment.pass.output == [0.46])
        #expect(experiment.start.input == [1, 0])
        #expect(experiment.start.network == experiment.network)
    }

    @Test(arguments: Preset.all.map(\.name)) func `every preset has its numbers`(name: String) throws {
        let experiment = try Experiment.preset(name)
        let expected = numbers(of: experiment.network, on: experiment.input)
        for address in allAddresses(of: experiment.network) {
            #expect(experiment.value(of: address) == expected[address], "\(address)")
            #expect(experiment.oldValue(of: address) == nil, "\(address)")
        }
        #expect(!experiment.isChanged && !experiment.history.canUndo && !experiment.history.canRedo)
    }

    @Test func `the presets are what their lessons say of them`() throws {
        #expect(Set(Preset.all.map(\.name)).count == Preset.all.count)
        #expect(Preset.named("seed-network") == nil)
        for (x1, x2) in [(0.0, 0.0), (0, 1), (1, 0), (1, 1)] {
            var and = try Experiment.preset("gate")
            var xor = try Experiment.preset("xor-relu")
            try and.apply(["in = [\(x1), \(x2)]"])
            try xor.apply(["in = [\(x1), \(x2)]"])
            #expect(and.pass.output == [x1 * x2])
            #expect(xor.pass.output == [x1 == x2 ? 0 : 1])
        }
        #expect(try Experiment.preset("seed-net").network.parameterCount == 9)
        #expect(try Experiment.preset("umbrella").pass.output[0] > 0.7)
    }

    @Test func `an input of the wrong length is refused`() throws {
        let network = try Experiment.preset("seed-net").network
        #expect(throws: ShapeError(.input, expected: 2, found: 3)) {
            try Experiment(network: network, input: [1, 2, 3])
        }
    }

    @Test(
        arguments: [
            .input(2), .input(-1), .weight(layer: 2, neuron: 0, input: 0),
            .weight(layer: -1, neuron: 0, input: 0),
            .weight(layer: 0, neuron: 2, input: 0), .weight(layer: 0, neuron: 0, input: 2),
            .bias(layer: 1, neuron: 1), .product(layer: 1, neuron: 0, input: 2),
            .preactivation(layer: 0, neuron: -1), .activation(layer: 5, neuron: 0),
        ] as [Address])
    func `what the network does not have has no number`(address: Address) throws {
        var experiment = try Experiment.preset("seed-net")
        #expect(!experiment.exists(address))
        #expect(experiment.value(of: address) == nil)
        #expect(experiment.slope(of: address) == nil)
        #expect(experiment.oldValue(of: address) == nil)
        #expect(throws: EditError.noSuchNumber(address)) { try experiment.apply(.select(address)) }
        #expect(experiment.cursor == nil && experiment.visited.isEmpty)
    }

    @Test func `the focus remembers where it has been`() throws {
        var experiment = try Experiment.preset("seed-net")
        try experiment.apply(["select(W1[0][1])", "select(out[0])", "select(W1[0][1])"])
        #expect(experiment.cursor == .weight(layer: 0, neuron: 0, input: 1))
        #expect(experiment.visited.count == 2)
        experiment.select(nil)
        #expect(experiment.cursor == nil)
        #expect(experiment.visited.count == 2)
        #expect(!experiment.isChanged)
    }

    @Test func `addresses are spelled as expressions spell them`() throws {
        var generator = SeededGenerator(seed: 1)
        let experiment = try Experiment.random(sizes: [3, 2, 4, 2], using: &generator)
        for address in allAddresses(of: experiment.network) {
            let expression = try Expression(address.description)
            #expect(try Address.all(in: expression.root, of: experiment) == [address])
            #expect(try expression.number(in: ExperimentScope(experiment)) == experiment.value(of: address))
        }
    }
}
