import Experiment
import Testing

/// The curriculum's exercises, as far as the names of their checks exist: each check is false at the start and on
/// near misses, and true after the solution.
struct CurriculumCheckTests {
    struct Exercise: CustomTestStringConvertible, Sendable {
        let id: String
        let preset: String
        var start: [String] = []
        let check: String
        let solution: [String]
        var nearMisses: [[String]] = []

        var testDescription: String { id }
    }

    static let exercises = [
        Exercise(
            id: "E01 change the sign with one edit", preset: "seed-net", check: "out[0] < 0 && edits == 1",
            solution: ["b2 = -1"], nearMisses: [["b2 = -0.5"], ["b1[0] = 0.2", "b2 = -1"]]),
        Exercise(
            id: "E03 steer with the second layer alone", preset: "seed-net", start: ["in = [1, 1]"],
            check: "approx(out[0], 1, 0.005) && !changed(W1) && !changed(b1) && !changed(b2)",
            solution: ["W2[0][1] = 1.1714"], nearMisses: [["b2 = 0.54"], ["W2[0][1] = 1.1"]]),
        Exercise(
            id: "E04 silence one neuron", preset: "seed-net", start: ["in = [1, 1]"],
            check: "h[0] == 0 && h[1] > 0",
            solution: ["b1[0] = -0.2"], nearMisses: [["b1[0] = -0.1"], ["b1 = [-1, -1]"]]),
        Exercise(
            id: "E05 exactly 0 by the bias", preset: "seed-neuron",
            check: "out[0] == 0 && !changed(W1) && b1[0] > -0.35",
            solution: ["b1[0] = -0.3"], nearMisses: [["b1[0] = -1"], ["W1[0] = [0, 0, 0]", "b1[0] = 0"]]),
        Exercise(
            id: "E06 flip which input matters most", preset: "seed-neuron",
            check:
                "abs(W1[0][0]) * abs(in[0]) > max(abs(W1[0][1] * in[1]), abs(W1[0][2] * in[2])) && out[0] > 0",
            solution: ["W1[0][0] = 2"], nearMisses: [["W1[0][0] = 1.5"], ["W1[0][0] = -2"]]),
        Exercise(
            id: "E09 one neuron on, one off", preset: "seed-net", check: "h[0] > 0 && h[1] == 0",
            solution: ["in = [0, 0]"], nearMisses: [["in = [0, 1]"]]),
        Exercise(
            id: "E10 output 0 though not all inputs are", preset: "seed-net",
            check: "out[0] == 0 && any(in != 0)",
            solution: ["in = [0, 1]"], nearMisses: [["in = [0, 0]"]]),
        Exercise(
            id: "E11 all weights 0", preset: "seed-neuron", check: "all(W1[0] == 0) && approx(out[0], 0.1)",
            solution: ["W1[0] = [0, 0, 0]"],
            nearMisses: [["W1[0][0] = 0"], ["W1[0] = [0, 0, 0]", "b1[0] = 0"]]),
        Exercise(
            id: "E11 and the inputs move nothing", preset: "seed-neuron", start: ["W1[0] = [0, 0, 0]"],
            check: "edits(input) >= 2", solution: ["in[0] = 5", "in[2] = -3"],
            nearMisses: [["in[0] = 5", "in[0] = 6"], ["in[0] = 5", "b1[0] = 0"]]),
        Exercise(
            id: "E12 make it 0", preset: "seed-neuron",
            check: "all(W1[0] == 0) && out[0] == 0 && b1[0] <= 0",
            solution: ["W1[0] = [0, 0, 0]", "b1[0] = -0.5"], nearMisses: [["b1[0] = -0.5"]]),
        Exercise(
            id: "E13 sigmoid above 0.95", preset: "seed-neuron", check: "act(1) == sigmoid && out[0] > 0.95",
            solution: ["act(1) = sigmoid", "b1[0] = 2.7"], nearMisses: [["act(1) = sigmoid", "b1[0] = 2.6"]]),
        Exercise(
            id: "E14 ReLU above 1", preset: "seed-neuron", check: "act(1) == relu && out[0] > 1",
            solution: ["b1[0] = 1"], nearMisses: [["act(1) = sigmoid", "b1[0] = 100"]]),
        Exercise(
            id: "E22 rain no longer matters", preset: "umbrella",
            check: "W1[0][2] == 0 && out(1, 0, 0) > 0.7",
            solution: ["W1[0][2] = 0"], nearMisses: [["W1[0] = [0, 0, 0]"]]),
        Exercise(
            id: "E23 a reluctant person", preset: "umbrella",
            check: "out(1, 0, 0) < 0.5 && out(1, 1, 0) > 0.5 && !changed(W1)",
            solution: ["b1[0] = -1.75"], nearMisses: [["b1[0] = -1.5"], ["b1[0] = -2"]]),
        Exercise(
            id: "E24 AND", preset: "gate", start: ["b1[0] = -0.5"],
            check: "out(0, 0) == 0 && out(0, 1) == 0 && out(1, 0) == 0 && out(1, 1) == 1 && act(1) == step",
            solution: ["W1[0] = [1, 1]", "b1[0] = -1.5"], nearMisses: [["b1[0] = -2"]]),
        Exercise(
            id: "E25 from AND to OR with the bias alone", preset: "gate",
            check: "out(0, 0) == 0 && all([out(0, 1), out(1, 0), out(1, 1)] == 1) && !changed(W1)",
            solution: ["b1[0] = -0.5"], nearMisses: [["W1[0] = [2, 2]"], ["b1[0] = 0.5"]]),
        Exercise(
            id: "E26 x1 and not x2", preset: "gate",
            check: "out(1, 0) == 1 && all([out(0, 0), out(0, 1), out(1, 1)] == 0)",
            solution: ["W1[0] = [1, -1]", "b1[0] = -0.5"], nearMisses: [["W1[0] = [1, -1]"]]),
        Exercise(
            id: "E29 complete XOR", preset: "xor-relu", start: ["W2[0] = [0, 0]"],
            check: """
                approx(out(0, 0), 0, 0.01) && approx(out(0, 1), 1, 0.01) && approx(out(1, 0), 1, 0.01) \
                && approx(out(1, 1), 0, 0.01) && !changed(W1) && !changed(b1) && !changed(b2)
                """,
            solution: ["W2[0] = [1, -2]"], nearMisses: [["W2[0] = [1, -1]"]]),
    ]

    @Test(arguments: exercises) func `false at the start, true after the solution`(exercise: Exercise) throws
    {
        let start = try experiment(of: exercise)
        let check = try Expression(exercise.check)
        #expect(try !check.isTrue(in: ExperimentScope(start)))

        var solved = start
        try solved.apply(exercise.solution)
        #expect(try check.isTrue(in: ExperimentScope(solved)))
        while solved.undo() {}
        #expect(try !check.isTrue(in: ExperimentScope(solved)))
        while solved.redo() {}
        #expect(try check.isTrue(in: ExperimentScope(solved)))

        for nearMiss in exercise.nearMisses {
            var missed = start
            try missed.apply(nearMiss)
            #expect(try !check.isTrue(in: ExperimentScope(missed)), "\(nearMiss)")
        }
    }

    /// The preset with the exercise's own numbers as its start.
    private func experiment(of exercise: Exercise) throws -> Experiment {
        var experiment = try Experiment.preset(exercise.preset)
        try experiment.apply(exercise.start)
        return try Experiment(network: experiment.network, input: experiment.input)
    }
}
