import Experiment
import NeuralNetwork
import Samples
import Testing

/// A target for the network's own input: the loss, its slopes, steps towards it, and what the lesson holds fast.
struct GoalTests {
    private func experiment(
        _ preset: String = "seed-net", goal: Goal = Goal(target: [1]), frozen: Set<Address> = [],
        edits: String...
    ) throws -> Experiment {
        let start = try Experiment.preset(preset)
        var experiment = try Experiment(
            network: start.network, input: start.input, goal: goal, frozen: frozen)
        for edit in edits { try experiment.apply(Edit(edit, for: experiment)) }
        return experiment
    }

    private func isTrue(_ text: String, _ experiment: Experiment) throws -> Bool {
        try Expression(text).isTrue(in: ExperimentScope(experiment))
    }

    private let weight = Address.weight(layer: 1, neuron: 0, input: 0)

    /// By hand: 0.6 − 1 = −0.4, and half its square is 0.08 (curriculum X5).
    @Test func `the loss follows every edit`() throws {
        var experiment = try experiment()
        #expect(try isTrue("approx(loss, 0.08, 1e-12) && t == 1 && target[0] == 1", experiment))
        try experiment.apply(Edit("b2[0] = 0.4", for: experiment))
        #expect(try isTrue("approx(loss, 0, 1e-12)", experiment))
        #expect(abs((experiment.oldLoss ?? .nan) - 0.08) < 1e-12)
        try experiment.apply(Edit("target[0] = 2", for: experiment))
        #expect(try isTrue("approx(loss, 0.5, 1e-12) && changed(target) && start.target[0] == 1", experiment))
        #expect(experiment.oldValue(of: .target(0)) == 1)
        #expect(experiment.undo() && experiment.undo() && !experiment.undo())
        #expect(try isTrue("approx(loss, 0.08, 1e-12) && !changed(target)", experiment))
    }

    /// Every slope against a difference quotient.
    @Test(arguments: [Loss.halfSquaredError, .crossEntropy], [0.0, 1])
    func `slopes of the loss are what small changes make of it`(measure: Loss, target: Double) throws {
        let preset = measure == .crossEntropy ? "xor-start" : "seed-net"
        let experiment = try experiment(
            preset, goal: Goal(target: [target], measure: measure), edits: "in = [1, 0.5]")
        let step = 1e-6
        for kind in [Address.Kind.input, .weight, .bias] {
            for address in experiment.addresses(of: kind) {
                let value = try #require(experiment.value(of: address))
                let up = try #require(experiment.loss(with: address, at: value + step))
                let down = try #require(experiment.loss(with: address, at: value - step))
                let slope = try #require(experiment.lossSlope(of: address))
                #expect(abs((up - down) / (2 * step) - slope) < 1e-7, "\(address)")
            }
        }
        #expect(experiment.lossSlope(of: .target(0)) == nil)
    }

    /// The number that was changed before is not looked for in the smaller network that there was before the undo.
    @Test func `a deletion that is taken back is no nudge`() throws {
        var experiment = try experiment(edits: "W2[0][1] = 0.5")
        #expect(experiment.nudge != nil)
        try experiment.apply(.delete(layer: 0, neuron: 1))
        let isUndone = experiment.undo()
        #expect(isUndone && experiment.nudge == nil)
    }

    @Test func `a nudge is the latest change of one number`() throws {
        var experiment = try experiment()
        #expect(experiment.nudge == nil)
        experiment.select(weight)
        try experiment.apply(.set(weight, 0.61))
        try experiment.apply(.set(weight, 0.62))
        let nudge = try #require(experiment.nudge)
        #expect(nudge.address == weight && nudge.from == 0.6 && nudge.to == 0.62)
        // By hand: out 0.612, error −0.388.
        #expect(abs(nudge.loss - 0.388 * 0.388 / 2) < 1e-12 && abs(nudge.lossBefore - 0.08) < 1e-12)
        #expect(abs(nudge.slopeBefore + 0.24) < 1e-12)
        try experiment.apply(Edit("W1[0] = [0, 0]", for: experiment))
        #expect(experiment.nudge == nil)
    }

    @Test func `steps need a learning rate`() throws {
        var without = try experiment()
        #expect(throws: EditError.noLearningRate) { try without.apply(.descend(steps: 1)) }
        #expect(!without.canDescend && !without.exists(.learningRate))
        var with = try experiment(goal: Goal(target: [1], learningRate: 0.1))
        try with.apply(Edit("step", for: with))
        // The curriculum's figures (X8).
        #expect(abs((with.loss ?? .nan) - 0.0413799) < 1e-6)
        #expect(try isTrue("run == 1 && steps == 1 && approx(out[0], 0.71232, 1e-12)", with))
    }

    @Test func `several steps are one edit, and the same numbers`() throws {
        let goal = Goal(target: [1], learningRate: 0.1)
        let many = try experiment(goal: goal, edits: "step(20)")
        var single = try experiment(goal: goal)
        for _ in 0..<20 { try single.apply(.descend(steps: 1)) }
        #expect(many.network == single.network)
        #expect(many.history.done.count == 1 && many.history.trainingSteps == 20 && many.runLength == 20)
        #expect(many.run.count == 21 && many.run.last == many.network)
        #expect("\(many.history.done[0].edit)" == "step(20)")
        var undone = many
        #expect(undone.undo() && undone.network == many.start.network)
    }

    @Test func `another learning rate begins the run anew`() throws {
        let goal = Goal(target: [1], learningRate: 0.1)
        var experiment = try experiment(goal: goal, edits: "b2[0] = 0.1")
        let before = experiment.network
        try experiment.apply(Edit("step(3)", for: experiment))
        let after = experiment.network
        try experiment.apply(Edit("lr = 0.5", for: experiment))
        #expect(experiment.network == before && experiment.runLength == 0)
        #expect(try isTrue("lr == 0.5 && run == 0 && steps == 3", experiment))
        #expect(experiment.undo() && experiment.network == after)
        #expect(try isTrue("lr == 0.1 && run == 3", experiment))
    }

    @Test func `a run ends where a number is changed by hand`() throws {
        let goal = Goal(target: [1], learningRate: 0.1)
        let experiment = try experiment(goal: goal, edits: "step(3)", "b2[0] = 0.1", "step")
        #expect(experiment.runLength == 1 && experiment.history.trainingSteps == 4)
    }

    /// Each step at 0.45 leaves 0.8 of the distance in the curriculum's valley: 0.8²⁰ is above a hundredth, 0.8²¹ below.
    @Test func `converged is a hundredth of the slope`() throws {
        let neuron = try DenseLayer(weights: Matrix([[0]]), biases: [0], activation: .linear)
        let goal = Goal(target: [6], learningRate: 0.45)
        let bias = Address.bias(layer: 0, neuron: 0)
        var experiment = try Experiment(
            network: Network(layers: [neuron]), input: [2], goal: goal, frozen: [bias])
        #expect(try isTrue("!converged", experiment))
        try experiment.apply(.descend(steps: 20))
        #expect(try isTrue("!converged", experiment))
        try experiment.apply(.descend(steps: 1))
        #expect(try isTrue("converged", experiment))
        #expect(experiment.value(of: bias) == 0)
    }

    @Test func `what is frozen moves for nobody`() throws {
        let goal = Goal(target: [1], learningRate: 0.1)
        var experiment = try experiment(goal: goal, frozen: [weight, .input(0)])
        try experiment.apply(.descend(steps: 5))
        #expect(experiment.value(of: weight) == 0.6)
        #expect(throws: EditError.frozen(weight)) { try experiment.apply(.set(weight, 1)) }
        #expect(throws: EditError.frozen(.input(0))) { try experiment.apply(.set(.input(0), 2)) }
        #expect(!experiment.isEditable(weight) && experiment.isEditable(.input(1)))
    }

    @Test func `edits of target and rate are written as they are read`() throws {
        let experiment = try experiment(goal: Goal(target: [1], learningRate: 0.1))
        for text in ["target[0] = 0.5", "lr = 0.25", "step", "step(20)"] {
            let edit = try Edit(text, for: experiment)
            #expect(try Edit("\(edit)", for: experiment) == edit)
        }
        #expect(try Edit("target = [2]", for: experiment) == .set(.target(0), 2))
        for text in ["step(0)", "step(1001)", "step(1, 2)", "lr[0] = 1", "target[1] = 0", "lr = [1, 2]"] {
            #expect(throws: ExpressionError.self, "\(text)") { try Edit(text, for: experiment) }
        }
    }

    @Test func `names say where they are known`() throws {
        let without = try Experiment.preset("seed-net")
        for text in ["t == 1", "target[0] == 1", "lr == 1", "converged", "run == 0", "slope(b2) == 0"] {
            #expect(throws: ExpressionError.self, "\(text)") { try isTrue(text, without) }
        }
        let with = try experiment()
        #expect(throws: ExpressionError.self) { try isTrue("slope(target) == 0", with) }
        #expect(throws: ExpressionError.self) { try isTrue("slope(W1, b1) == 0", with) }
        #expect(try isTrue("all(slope(W2) < 0) && slope(W1[0][1]) == 0", with))
    }

    @Test func `targets have to be as many as outputs`() throws {
        #expect(throws: ShapeError.self) { try experiment(goal: Goal(target: [1, 2])) }
    }

    @Test func `a diverging run stays a run`() throws {
        var experiment = try experiment(goal: Goal(target: [1], learningRate: 1000), edits: "step(1000)")
        #expect(!(experiment.loss ?? 0).isFinite)
        #expect(try isTrue("!converged", experiment))
        #expect(experiment.undo() && experiment.network == experiment.start.network)
    }
}
