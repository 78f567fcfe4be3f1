import Experiment
import NeuralNetwork
import Samples
import Testing

/// A data set beside the network: which neurons it lights, and what steps of gradient descent make of it.
struct DataSetTests {
    private static let corners = [[0.0, 0], [0, 1], [1, 0], [1, 1]]

    private func experiment(
        _ preset: String = "seed-net", _ inputs: [[Double]] = corners, targets: [[Double]]? = nil,
        edits: String...
    ) throws -> Experiment {
        let start = try Experiment.preset(preset)
        var experiment = try Experiment(
            network: start.network, input: start.input, dataSet: DataSet(inputs: inputs, targets: targets))
        for edit in edits { try experiment.apply(Edit(edit, for: experiment)) }
        return experiment
    }

    private func isTrue(_ text: String, _ experiment: Experiment) throws -> Bool {
        try Expression(text).isTrue(in: ExperimentScope(experiment))
    }

    /// h₁ of the page's network is on for [0,0], [1,0] and [1,1], h₂ for [1,0] and [1,1]: by hand from the weights.
    @Test func `marks follow the numbers`() throws {
        let experiment = try experiment()
        #expect((0..<4).map { experiment.isOn(neuron: 0, row: $0) } == [true, false, true, true])
        #expect((0..<4).map { experiment.isOn(neuron: 1, row: $0) } == [false, false, true, true])
        #expect(try isTrue("on(0) == 3 && on(1) == 2 && !dead(0) && !dead(1)", experiment))
    }

    /// The largest sum of h₁ over the corners is 0.5, so it is dead from the bias −0.5 down (curriculum E19).
    @Test(arguments: [("-0.49", false), ("-0.5", true), ("-100", true)])
    func `dead is off for every row`(bias: String, isDead: Bool) throws {
        let experiment = try experiment(edits: "b1[0] = \(bias)")
        #expect(try isTrue("dead(0)", experiment) == isDead)
        #expect(experiment.isDead(neuron: 0) == isDead)
    }

    @Test func `a step changes nothing in a dead neuron, and counts`() throws {
        var experiment = try experiment(
            "seed-neuron", [[1, 2, 3], [0, 1, 0]], targets: [[1], [1]], edits: "b1[0] = -100")
        let before = experiment.network
        try experiment.apply(.descend(steps: 1))
        #expect(experiment.network == before)
        #expect(try isTrue("steps == 1 && edits == 2", experiment))
        #expect(experiment.loss == 0.5)
        #expect(experiment.undo() && experiment.history.trainingSteps == 0)
    }

    /// The curriculum's step on [1, 0] with the target 1 and the rate 0.1: the loss falls from 0.08 to 0.0414.
    @Test func `a step goes down, is undone and made again to the last bit`() throws {
        var experiment = try experiment("seed-net", [[1, 0]], targets: [[1]])
        let start = experiment.network
        #expect(abs((experiment.loss ?? 0) - 0.08) < 1e-9)
        try experiment.apply(Edit("step", for: experiment))
        let after = experiment.network
        #expect(abs((experiment.loss ?? 0) - 0.041379) < 1e-6)
        #expect(experiment.oldValue(of: .weight(layer: 1, neuron: 0, input: 0)) == 0.6)
        #expect(experiment.undo() && experiment.network == start)
        #expect(experiment.redo() && experiment.network == after)
        experiment.reset()
        #expect(experiment.network == start)
    }

    @Test func `what has no targets can't be trained on, and what has no data has no marks`() throws {
        var plain = try experiment()
        #expect(throws: EditError.noTargets) { try plain.apply(.descend(steps: 1)) }
        let without = try Experiment.preset("seed-net")
        #expect(throws: ExpressionError.self) { try isTrue("dead(0)", without) }
        #expect(throws: ExpressionError.self) { try isTrue("dead(2)", try experiment()) }
        #expect(throws: ExpressionError.self) { try isTrue("loss > 0", try experiment()) }
    }

    @Test func `rows and targets have to fit`() throws {
        #expect(throws: ShapeError.self) { try experiment("seed-net", [[1, 0, 0]]) }
        #expect(throws: ShapeError.self) { try experiment("seed-net", [[1, 0]], targets: [[1], [2]]) }
        #expect(throws: ShapeError.self) { try experiment("seed-net", [[1, 0]], targets: [[1, 2]]) }
    }
}

/// Numbers that are marked, and where they are as a value of expressions.
struct MarkTests {
    private func isTrue(_ text: String, after edits: String...) throws -> Bool {
        var experiment = try Experiment.preset("seed-net")
        for edit in edits { try experiment.apply(Edit(edit, for: experiment)) }
        return try Expression(text).isTrue(in: ExperimentScope(experiment))
    }

    @Test func `all nine parameters`() throws {
        let all = ["mark(W1)", "mark(b1)", "mark(W2)", "mark(b2)"]
        #expect(try isTrue("selection == params", after: all[0], all[1], all[2], all[3]))
        #expect(try !isTrue("selection == params", after: all[0], all[1], all[2]))
        #expect(try !isTrue("selection == params", after: all[0], all[1], all[2], all[3], "mark(in)"))
        #expect(try isTrue("selected(weight) == 4 && selected(bias) == 0", after: "mark(W1)"))
        #expect(try isTrue("selection == places(b1)", after: "mark(b1)"))
        #expect(try isTrue("cursor == places(b1[0])", after: "select(b1[0])"))
        #expect(try isTrue("cursor != places(b1[0])"))
    }

    @Test func `marks are undone and move with their neurons`() throws {
        var experiment = try Experiment.preset("seed-net")
        try experiment.apply(.mark([.bias(layer: 0, neuron: 1)], isOn: true))
        try experiment.apply(Edit("mark(b1)", for: experiment))
        #expect(experiment.marked.count == 2 && experiment.history.done.count == 2)
        experiment.undo()
        #expect(experiment.marked == [.bias(layer: 0, neuron: 1)])
        try experiment.apply(.delete(layer: 0, neuron: 0))
        #expect(experiment.marked == [.bias(layer: 0, neuron: 0)])
        try experiment.apply(Edit("unmark(b1[0])", for: experiment))
        #expect(experiment.marked.isEmpty)
        let text = Edit.mark([.input(0), .bias(layer: 1, neuron: 0)], isOn: true).description
        #expect(text == "mark(in[0]); mark(b2[0])")
        #expect(
            try Edit(text, for: experiment) == .mark([.input(0), .bias(layer: 1, neuron: 0)], isOn: true))
    }

    @Test(arguments: ["mark(W9)", "mark()", "mark(1)", "mark(b1); unmark(b1)", "mark(b1); b1[0] = 1"])
    func `mistakes are refused`(text: String) throws {
        let experiment = try Experiment.preset("seed-net")
        #expect(throws: ExpressionError.self) { try Edit(text, for: experiment) }
    }

    @Test func `NaN can be asked for`() throws {
        #expect(try isTrue("nan(0 / 0) && !nan(out[0])"))
        #expect(throws: ExpressionError.self) { try isTrue("nan(W1)") }
    }
}
