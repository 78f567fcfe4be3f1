import Course
import Experiment
import TerminalUI
import Testing

@testable import Tutorial

/// An exercise: the ✓ in the frame in which it is solved, an answer to near misses, hints, and the record.
struct ExerciseStageTests {
    private static let network = """
        ```yaml network
        preset: seed-neuron
        alt: One neuron.
        ```
        """

    private static let exercise = """
        ```yaml exercise
        id: E11
        ask: Set all three weights to 0.
        check: all(W1[0] == 0) && approx(out[0], 0.1)
        solution:
          - W1[0] = [0, 0, 0]
        near_misses:
          - when: any(W1[0] == 0) && any(W1[0] != 0)
            example: W1[0][0] = 0
            why: Some weights still carry their inputs.
        hints:
          - Which term has no weight?
          - z = 0 + 0 + 0 + b.
          - Tab to each weight and press z.
        why: Only the bias is left.
        ```
        """

    private func exercise() throws -> StepRun {
        try run(Self.network + "\n\n" + Self.exercise)
    }

    @Test func solvedInTheFrameOfTheLastEdit() throws {
        var run = try exercise()
        try run.edit("W1[0][0] = 0", "W1[0][1] = 0")
        #expect(run.rows().contains("Some weights still carry their inputs."))
        #expect(!run.isDone)
        try run.edit("W1[0][2] = 0")
        #expect(run.rows().contains("✓ done in 3 edits, no hints"))
        #expect(run.rows().contains("Only the bias is left."))
        #expect(!run.rows().contains("Some weights still carry their inputs."))
        #expect(run.isDone)
    }

    /// Undo counts edits back, and what is solved stays so.
    @Test func itStaysSolved() throws {
        var run = try exercise()
        try run.edit("W1[0] = [0, 0, 0]")
        #expect(run.rows().contains("✓ done in 1 edit, no hints"))
        let isUndone = run.undo(.still)
        #expect(isUndone)
        #expect(run.isDone && run.rows().contains("✓ done in 1 edit, no hints"))
    }

    /// Without a near miss the learner sees their z beside the wanted one, and the term that differs most is lit.
    @Test func otherwiseTheSumsStandSideBySide() throws {
        var run = try exercise()
        #expect(run.rows().allSatisfy { !$0.contains("wanted") })
        // z = 0.2 + 1.6 − 1.5 + 0.5 = 0.8; wanted is the bias, 0.1; the largest difference is 0.8 × 2.
        try run.edit("b1[0] = 0.5")
        #expect(run.rows().contains("your z  0.80"))
        #expect(run.rows().contains("wanted  0.10"))
        #expect(run.rows().contains("The term to look at: w₂·x₂."))
        #expect(run.view(.still).lit == [.weight(layer: 0, neuron: 0, input: 1)])
    }

    /// Another shape or activation is told as such: sums could not be compared.
    @Test func shapesAndActivationsAreCompared() throws {
        let net = Self.network.replacing("seed-neuron", with: "seed-net")
        func exercise(_ solution: String, _ check: String) throws -> StepRun {
            let text = Self.exercise.replacing("W1[0] = [0, 0, 0]", with: solution)
                .replacing("all(W1[0] == 0) && approx(out[0], 0.1)", with: check)
                .replacing("any(W1[0] == 0) && any(W1[0] != 0)", with: "edits > 50")
            return try run(net + "\n\n" + text)
        }
        var grown = try exercise("add(1)", "hidden == 3")
        try grown.edit("b2[0] = 1")
        #expect(grown.rows().contains("your network  2-2-1") && grown.rows().contains("wanted        2-3-1"))
        var curved = try exercise("act(1) = sigmoid", "act(1) == sigmoid")
        try curved.edit("b2[0] = 1")
        #expect(curved.rows().contains("your activation  ReLU"))
        #expect(curved.rows().contains("wanted           sigmoid"))
    }

    @Test func hintsComeOneByOneAndAreCounted() throws {
        var run = try exercise()
        run.press("H")
        #expect(run.rows().contains("Hint 1: Which term has no weight?"))
        #expect(!run.rows().contains { $0.contains("Hint 2") })
        run.press("H H")
        #expect(run.rows().contains("Hint 3: Tab to each weight and press z."))
        #expect(run.activeTask?.task.playableSolution?.map(\.value) == ["W1[0] = [0, 0, 0]"])
        try run.edit("W1[0] = [0, 0, 0]")
        #expect(run.rows().contains("✓ done in 1 edit, all hints"))
        let outcomes = [run.unsavedOutcomes(), run.unsavedOutcomes()]
        #expect(outcomes == [[ItemOutcome(item: "E11", .solved(edits: 1, hints: 3))], []])
    }

    @Test func itComesBackAsItWas() throws {
        var run = try exercise()
        run.press("H")
        try run.edit("W1[0][0] = 0", "W1[0][1] = 0", "W1[0][2] = 0")
        let answers = Dictionary(uniqueKeysWithValues: run.unsavedAnswers().map { ($0.task, $0.answer.text) })
        var later = try exercise()
        later.restore(answers: answers, edits: run.unsavedEdits() ?? [], settings: .still)
        #expect(later.rows().contains("✓ done in 3 edits, 1 hint"))
        let outcomes = later.unsavedOutcomes()
        #expect(outcomes == [])
        #expect(later.experiment?.network == run.experiment?.network)
    }

    /// An exercise that was half done goes on where it was left.
    @Test func halfDoneComesBackHalfDone() throws {
        var run = try exercise()
        try run.edit("W1[0][0] = 0")
        var later = try exercise()
        later.restore(answers: [:], edits: run.unsavedEdits() ?? [], settings: .still)
        #expect(!later.isDone && later.rows().contains("Some weights still carry their inputs."))
    }

    @Test func numbersAreMarkedWithEnter() throws {
        let marking = """
            ```yaml exercise
            id: M
            ask: Mark the bias.
            check: selection == places(b1)
            marks: true
            solution: mark(b1)
            near_misses:
              - when: selected(input) > 0
                example: mark(in[0])
                why: An input is no parameter.
            hints: [a, b, c]
            ```
            """
        var run = try run(Self.network + "\n\n" + marking)
        run.press("Enter")
        #expect(run.rows().contains { $0.contains("Enter marks it") })
        run.select(.input(0))
        expectOutcomes(of: "Enter", [.edit(.mark([.input(0)], isOn: true))], in: &run)
        try run.apply(.mark([.input(0)], isOn: true), settings: .still)
        #expect(run.rows().contains("An input is no parameter.") && run.rows().contains("1 marked: x₁"))
        expectOutcomes(of: "Enter", [.edit(.mark([.input(0)], isOn: false))], in: &run)
        try run.apply(.mark([.input(0)], isOn: false), settings: .still)
        try run.apply(.mark([.bias(layer: 0, neuron: 0)], isOn: true), settings: .still)
        #expect(run.isDone)
    }

    // MARK: Mistakes

    /// What the check finds when one line of the exercise is another.
    private func problems(_ old: String, _ new: String) -> [String] {
        precondition(Self.exercise.contains(old))
        return problemsFound(in: Self.network + "\n\n" + Self.exercise.replacing(old, with: new))
    }

    @Test func mistakesHaveTheirPlace() {
        #expect(problems("id: E11", "id: E11") == [])
        #expect(
            problems("check: all(W1[0] == 0) && approx(out[0], 0.1)", "check: out[0] > 0")
                == ["17:8: the check is true at the start"])
        #expect(
            problems("  - W1[0] = [0, 0, 0]\nnear", "  - W1[0] = [0, 0, 1]\nnear")
                == ["17:8: the check is false after the solution"])
        #expect(
            problems("example: W1[0][0] = 0", "example: b1[0] = 0") == ["21:11: this is false on its example"]
        )
        #expect(
            problems("when: any(W1[0] == 0) && any(W1[0] != 0)", "when: any(W1[0] != 0)")
                == ["21:11: this is true before anything is done"])
        #expect(
            problems("example: W1[0][0] = 0", "example: W1[0] = [0, 0, 0]")
                == [
                    "22:14: the check is true on this near miss, or on the way to it; try its edits in another order"
                ])
        #expect(
            problems("  - z = 0 + 0 + 0 + b.\n", "")
                == ["25:3: an exercise has three hints: where to look, how it hangs together, what to press"])
        #expect(
            problems("check: all(W1[0] == 0)", "check: all(V1[0] == 0)")
                == ["17:12: unknown name \"V1\"; did you mean \"W1\"?"])
        #expect(problems("id: E11\n", "") == ["15:1: the key \"id\" is missing"])
    }

    /// A near miss that another one answers first says nothing.
    @Test func nearMissesStandInOrder() {
        let more = """
            near_misses:
              - when: edits >= 1
                example: b1[0] = 5
                why: Something has changed.

            """
        #expect(
            problems("near_misses:\n", more)
                == ["25:14: its example is answered by the near miss of line 21"])
    }
}
