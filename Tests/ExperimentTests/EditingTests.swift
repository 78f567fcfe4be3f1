import Experiment
import NeuralNetwork
import Testing

private let weight = Address.weight(layer: 0, neuron: 0, input: 0)
private let otherWeight = Address.weight(layer: 0, neuron: 1, input: 1)

struct EditingTests {
    var experiment: Experiment

    init() throws { experiment = try .preset("seed-net") }

    // MARK: What is one edit

    @Test mutating func `a run of changes to one number is one edit`() throws {
        for value in [0.6, 0.7, 0.8] { try experiment.apply(.set(weight, value)) }
        #expect(experiment.history.done.map(\.edit) == [.set(weight, 0.8)])
        #expect(experiment.history.done.map(\.inverse) == [.set(weight, 0.5)])
        experiment.undo()
        #expect(experiment.network == experiment.start.network)
    }

    @Test mutating func `moving the focus ends the run`() throws {
        experiment.select(weight)
        try experiment.apply(.set(weight, 0.6))
        experiment.select(weight)  // it was there
        try experiment.apply(.set(weight, 0.7))
        #expect(experiment.history.done.count == 1)
        experiment.select(otherWeight)
        experiment.select(weight)
        try experiment.apply(.set(weight, 0.8))
        #expect(experiment.history.done.map(\.inverse) == [.set(weight, 0.5), .set(weight, 0.7)])
    }

    @Test mutating func `another edit ends the run`() throws {
        try experiment.apply(.set(weight, 0.6))
        try experiment.apply(.set(otherWeight, 0.6))
        try experiment.apply(.set(weight, 0.7))
        #expect(experiment.history.done.count == 3)
    }

    @Test mutating func `undo and redo end the run`() throws {
        try experiment.apply(.set(weight, 0.6))
        experiment.undo()
        experiment.redo()
        try experiment.apply(.set(weight, 0.7))
        #expect(experiment.history.done.count == 2)
    }

    @Test mutating func `several numbers set at once are one edit, and never a run`() throws {
        try experiment.apply(["W1[0] = [0, 0]", "W1[0] = [1, 1]"])
        #expect(experiment.history.done.count == 2)
        experiment.undo()
        #expect(experiment.network.layers[0].weights.row(0) == [0, 0])
    }

    @Test mutating func `trying out activations is a run too`() throws {
        try experiment.apply(["act(1) = sigmoid", "act(1) = tanh", "act(2) = relu"])
        #expect(experiment.history.done.count == 2)
        experiment.undo()
        experiment.undo()
        #expect(experiment.network == experiment.start.network)
    }

    @Test(arguments: [
        "W1[0][0] = 0.5", "W1[0] = [0.5, -0.3]", "b2 = 0", "b2 = -0", "in = [1, 0]", "act(1) = relu",
    ])
    mutating func `setting what already is changes nothing and counts for nothing`(edit: String) throws {
        try experiment.apply([edit])
        #expect(!experiment.isChanged)
        try experiment.apply(["W1[1][1] = 7"])
        experiment.undo()
        try experiment.apply([edit])
        #expect(experiment.history.canRedo)
    }

    @Test mutating func `edits are counted by what they change`() throws {
        try experiment.apply(["in[0] = 2", "in[1] = 2", "W1[0] = [1, 2]", "b1[0] = 3", "act(1) = tanh"])
        let history = experiment.history
        #expect(history.done.count == 5)
        #expect(Address.Kind.allCases.map(history.count(of:)) == [2, 1, 1, 0, 0, 0, 0, 0])
        experiment.undo()
        experiment.undo()
        #expect(experiment.history.count(of: .bias) == 0)
    }

    // MARK: What is refused

    @Test(arguments: [Double.nan, .signalingNaN, .infinity, -.infinity])
    mutating func `only ordinary numbers can be set`(value: Double) throws {
        for address in [weight, .bias(layer: 1, neuron: 0), .input(1)] {
            expectRefusal(.set(address, value), .notFinite(address))
        }
        let second = Edit.assign([.init(weight, 3), .init(otherWeight, value)])
        expectRefusal(second, .notFinite(otherWeight))
    }

    @Test mutating func `what follows from other numbers can't be set`() {
        for address in [
            Address.product(layer: 0, neuron: 0, input: 0), .preactivation(layer: 0, neuron: 0),
            .activation(layer: 1, neuron: 0),
        ] {
            #expect(!address.isEditable)
            expectRefusal(.set(address, 1), .notEditable(address))
        }
    }

    @Test mutating func `what is not there can't be set`() {
        expectRefusal(.set(.input(2), 1), .noSuchNumber(.input(2)))
        expectRefusal(
            .set(.bias(layer: 2, neuron: 0), 1), .noSuchNumber(.bias(layer: 2, neuron: 0)))
        expectRefusal(.activation(layer: 2, .relu), .noSuchLayer(2))
        expectRefusal(.activation(layer: -1, .relu), .noSuchLayer(-1))
    }

    @Test(
        arguments: [
            (.noSuchNumber(.weight(layer: 2, neuron: 0, input: 1)), "this network has no W3[0][1]"),
            (
                .notEditable(.preactivation(layer: 0, neuron: 1)),
                "z1[1] follows from the weights, biases and inputs; it can't be set"
            ),
            (.notFinite(.input(0)), "in[0] can only be set to an ordinary number"),
            (.noSuchLayer(2), "this network has no layer 3"),
        ] as [(EditError, String)])
    func `refusals say why`(error: EditError, text: String) {
        #expect(error.description == text)
    }

    private mutating func expectRefusal(_ edit: Edit, _ error: EditError) {
        #expect(throws: error) { try experiment.apply(edit) }
        #expect(experiment.network == experiment.start.network)
        #expect(experiment.input == experiment.start.input)
        #expect(!experiment.isChanged)
    }

    // MARK: Overflow

    @Test mutating func `a sum that overflows is shown, and can be taken back`() throws {
        try experiment.apply(["in[0] = 1e308", "W1[0][0] = 1e308"])
        #expect(experiment.value(of: .product(layer: 0, neuron: 0, input: 0)) == .infinity)
        #expect(experiment.pass.output == [.infinity])
        try experiment.apply(["W2[0] = [1, -1]", "W1[1][0] = 1e308"])
        #expect(experiment.pass.output[0].isNaN)  // ∞ − ∞
        #expect(experiment.oldValue(of: .activation(layer: 1, neuron: 0)) == .infinity)
        experiment.reset()
        #expect(experiment.pass.output == [0.6000000000000001])
    }
}
