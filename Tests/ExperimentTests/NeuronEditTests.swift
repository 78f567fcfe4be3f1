import Experiment
import NeuralNetwork
import Samples
import Testing

/// Neurons that come and go, numbers drawn at random, and the point of a curve.
struct NeuronEditTests {
    /// The numbers of the course's third exercise: worked out by hand there, h₃ = 0.4·1 − 0.6·0 + 0.1 = 0.5.
    @Test func `a third hidden neuron changes W1, b1 and W2, and not the output`() throws {
        var experiment = try Experiment.preset("seed-net")
        let before = experiment.pass.output
        try experiment.apply(["add(1)"])
        #expect(
            try experiment.network.layers[0].weights == Matrix([[0.5, -0.3], [0.8, 0.1], [0.4, -0.6]]))
        #expect(experiment.network.layers[0].biases == [0.1, -0.2, 0.1])
        #expect(try experiment.network.layers[1].weights == Matrix([[0.6, 0.4, 0]]))
        #expect(experiment.network.layers[1].biases == [0])
        #expect(experiment.network.parameterCount == 13)
        #expect(experiment.pass.output == before)
        #expect(experiment.newest == NeuronPlace(layer: 0, neuron: 2))
        try experiment.apply(["W2[0][2] = 0.8"])
        #expect(abs(experiment.pass.output[0] - 1) < 1e-12)
        #expect(experiment.newest == nil)
        try experiment.apply(["W2[0][2] = -0.5"])
        #expect(abs(experiment.pass.output[0] - 0.35) < 1e-12)
    }

    @Test func `undo takes a neuron out again and puts a deleted one back`() throws {
        var experiment = try Experiment.preset("seed-net")
        let start = experiment.network
        try experiment.apply(["delete(1, 0)"])
        #expect(experiment.network.layerSizes == [2, 1, 1])
        // What is left is 0.4 · 0.6.
        #expect(abs(experiment.pass.output[0] - 0.24) < 1e-12)
        experiment.undo()
        #expect(experiment.network == start)
        try experiment.apply(["add(1, 0, [1, 2], 3, [4])"])
        #expect(experiment.network.layers[0].weights.row(0) == [1, 2])
        #expect(experiment.network.layers[1].weights.row(0) == [4, 0.6, 0.4])
        experiment.undo()
        #expect(experiment.network == start)
        experiment.redo()
        #expect(experiment.network.layerSizes == [2, 3, 1])
    }

    @Test(arguments: 0..<60 as Range<UInt64>)
    func `any edits are taken back and made again`(seed: UInt64) throws {
        var generator = SeededGenerator(seed: seed)
        var experiment = try Experiment.random(using: &generator)
        var networks = [experiment.network]
        for _ in 0..<12 {
            let layer = Int.random(in: experiment.network.layers.indices, using: &generator)
            let count = experiment.network.layers[layer].neuronCount
            let edit: Edit =
                switch Int.random(in: 0..<4, using: &generator) {
                case 0: .addNeuron(toLayer: layer, of: experiment.network)
                case 1 where count > 1:
                    .delete(layer: layer, neuron: Int.random(in: 0..<count, using: &generator))
                case 2: .randomised(experiment.network, seed: generator.next())
                default: .set(.bias(layer: layer, neuron: 0), generator.number())
                }
            experiment.select(allAddresses(of: experiment.network).randomElement(using: &generator))
            #expect(try Edit(edit.description, for: experiment) == edit)
            try experiment.apply(edit)
            // Two changes to one number in a row are one edit.
            if experiment.history.done.count < networks.count { networks.removeLast() }
            networks.append(experiment.network)
            #expect(experiment.cursor.map(experiment.exists) == true)
        }
        #expect(experiment.history.done.count == networks.count - 1)
        for network in networks.dropLast().reversed() {
            experiment.undo()
            #expect(experiment.network == network)
        }
        for network in networks.dropFirst() {
            experiment.redo()
            #expect(experiment.network == network)
        }
    }

    @Test func `old values follow their neuron to its new place`() throws {
        var experiment = try Experiment.preset("seed-net")
        try experiment.apply(["in = [1, 1]"])
        try experiment.apply(["delete(1, 0)"])
        // What was h₂ is now h₁ and kept its 0.7; the output was 0.46 and lost 0.6 · 0.3.
        #expect(experiment.oldValue(of: .activation(layer: 0, neuron: 0)) == nil)
        let old = try #require(experiment.oldValue(of: .activation(layer: 1, neuron: 0)))
        #expect(abs(old - 0.46) < 1e-12)
        #expect(abs(experiment.pass.output[0] - 0.28) < 1e-12)
    }

    @Test func `the focus stays with its number`() throws {
        var experiment = try Experiment.preset("seed-net")
        experiment.select(.weight(layer: 0, neuron: 1, input: 0))
        try experiment.apply(.delete(layer: 0, neuron: 0))
        #expect(experiment.cursor == .weight(layer: 0, neuron: 0, input: 0))
        experiment.undo()
        #expect(experiment.cursor == .weight(layer: 0, neuron: 1, input: 0))
        try experiment.apply(.delete(layer: 0, neuron: 1))
        // Its number is gone: the focus is on what is nearest.
        #expect(experiment.cursor == .bias(layer: 0, neuron: 0))
    }

    @Test func `random numbers are the same for the same seed and differ for another`() throws {
        let network = try Experiment.preset("seed-net").network
        let edit = Edit.randomised(network, seed: 7)
        #expect(edit == Edit.randomised(network, seed: 7))
        #expect(edit != Edit.randomised(network, seed: 8))
        guard case .assign(let assignments) = edit else {
            Issue.record("not an assignment")
            return
        }
        #expect(assignments.count == 9)
        #expect(Set(assignments.map(\.address)).count == 9)
        #expect(assignments.allSatisfy { abs($0.value) <= 1 })
        #expect(Set(assignments.map(\.value)).count > 5)
    }

    @Test(arguments: [
        ("add(3)", "layers go from 1 to 2"),
        ("add()", "add takes a layer"),
        ("add(1, 5, [0, 0], 0, [0])", "layer 1 has no neuron 5"),
        ("add(1, 0, [0], 0, [0])", "expected 2 weights"),
        ("add(1, 0, [0, 0], 0, [])", "1"),
        ("delete(1, 2)", "layer 1 has no neuron 2"),
        ("delete(2, 0)", "has only this neuron"),
        ("delete(1)", "delete takes a layer and a neuron"),
        ("randomise(-1)", "takes a seed"),
        ("randomise(1.5)", "takes a seed"),
        ("place(z = 2)", "place moves the point of a curve"),
    ])
    func `what can't be done says why`(text: String, message: String) throws {
        var experiment = try Experiment.preset("seed-net")
        let error = try #require(throws: (any Error).self) { try experiment.apply([text]) }
        #expect("\(error)".contains(message))
        #expect(!experiment.isChanged)
    }

    @Test func `the point of a curve is an input, its height the output`() throws {
        var experiment = try Experiment(curveOf: .sigmoid, at: 0)
        #expect(experiment.pass.output == [0.5])
        try experiment.apply(["place(z = 2)"])
        #expect(experiment.input == [2])
        let scope = ExperimentScope(experiment)
        #expect(try Expression("z").number(in: scope) == 2)
        // σ'(z) = σ(z)(1 − σ(z)).
        let height = 1 / (1 + 0.13533528323661270)
        #expect(abs(try Expression("slope").number(in: scope) - height * (1 - height)) < 1e-15)
        #expect(abs(experiment.pass.output[0] - height) < 1e-15)
        #expect(throws: ExpressionError.self) { try Edit("place(z 2)", for: experiment) }
        #expect(throws: ExpressionError.self) { try Edit("place(x = 2)", for: experiment) }
        #expect(throws: ExpressionError.self) { try Edit("place(z = 2", for: experiment) }
    }
}
