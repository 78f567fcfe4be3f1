import Course
import Experiment
import Testing

@testable import Tutorial

/// Predictions with several answers, and with one that is pointed to.
struct PredictFormsTests {
    private static let network = """
        ```yaml network
        preset: seed-net
        alt: A network.
        ```
        """

    private static let several = """
        ```yaml predict
        ask: Which arrays change?
        answer: [W1, b1, W2]
        options: [W1, b1, W2, b2]
        proof: nparams == 9
        why: A row, an entry, a column.
        wrong:
          - when: W1
            why: The new neuron has a bias, too.
            misconception: M18
          - when: [b2, W1, b1, W2]
            why: b2 has one entry as before.
        ```
        """

    private static let pointing = """
        ```yaml predict
        ask: Which number shifts the sum of h₁?
        point_to: b1[0]
        why: The bias.
        wrong:
          - when: any(weight)
            why: A weight counts only with its input.
            misconception: M02
        ```
        """

    private func several(_ keys: String) throws -> StepRun {
        var run = try run(Self.network + "\n\n" + Self.several)
        run.press(keys)
        return run
    }

    @Test func allThatBelongAreTicked() throws {
        let right = try several("Down Space Down Space Down Space Enter")
        #expect(right.answers.map(\.answer.text) == ["W1, b1, W2"])
        #expect(right.answers.map(\.answer.isRight) == [true])
        #expect(right.rows().contains("your answer  W1, b1, W2  ✓"))
    }

    @Test func eachWrongSetHasItsAnswer() throws {
        #expect(try several("Down Space Enter").rows().contains("The new neuron has a bias, too."))
        let all = try several("Down Space Down Space Down Space Down Space Enter")
        #expect(all.rows().contains("b2 has one entry as before."))
        // What the lesson has no words for is compared.
        let other = try several("Down Down Space Down Down Space Enter")
        #expect(other.rows().contains("Not among them: b2. Missing: W1, W2."))
        #expect(other.rows().contains("the answer   W1, b1, W2"))
    }

    @Test func tickingTwiceTakesItBack() throws {
        let run = try several("Down Space Space Enter")
        #expect(run.isAsking && run.rows().contains("With Space, tick all that belong; then Enter."))
        #expect(try several("Up Enter").answers.map(\.answer.text) == ["I don't know"])
    }

    @Test func anAnswerComesBack() throws {
        var later = try run(Self.network + "\n\n" + Self.several)
        later.restore(answers: [0: "W1, b1"], edits: [], settings: .still)
        #expect(later.rows().contains("your answer  W1, b1"))
    }

    private func pointing(at address: Address?, _ keys: String) throws -> StepRun {
        var run = try run(Self.network + "\n\n" + Self.pointing)
        run.select(address)
        run.press(keys)
        return run
    }

    @Test func whatHasTheFocusIsTheAnswer() throws {
        let right = try pointing(at: .bias(layer: 0, neuron: 0), "Enter")
        #expect(right.answers.map(\.answer.isRight) == [true])
        #expect(right.rows().contains("your answer  b¹₁  ✓"))
        let wrong = try pointing(at: .weight(layer: 0, neuron: 0, input: 1), "Enter")
        #expect(wrong.rows().contains("A weight counts only with its input."))
        #expect(wrong.rows().contains("the answer   b¹₁"))
        #expect(try pointing(at: nil, "Enter").isAsking)
        #expect(try pointing(at: nil, "Enter Enter").answers.map(\.answer.text) == ["I don't know"])
        // Any number can be pointed to, computed ones included.
        #expect(right.stages.contains { ($0 as? any TaskStage)?.asksForANumber ?? false })
    }

    @Test func mistakesAreNamed() {
        func problems(_ old: String, _ new: String, in fence: String) -> [String] {
            problemsFound(in: Self.network + "\n\n" + fence.replacing(old, with: new))
        }
        #expect(problems("", "", in: Self.several) == [] && problems("", "", in: Self.pointing) == [])
        #expect(
            problems("answer: [W1, b1, W2]", "answer: [W1, b3]", in: Self.several)
                == ["16:14: the answer is none of the options; did you mean \"b1\"?"])
        #expect(
            problems("when: W1\n", "when: [W1, W2, b1]\n", in: Self.several)
                == ["21:12: this is the right answer"])
        #expect(
            problems("point_to: b1[0]", "point_to: b9[0]", in: Self.pointing)
                == ["16:11: unknown name \"b9\"; did you mean \"b1\"?"])
        #expect(
            problems("when: any(weight)", "when: b1[0]", in: Self.pointing)
                == ["19:11: this is the right answer"])
        #expect(
            problems("point_to: b1[0]\n", "", in: Self.pointing)
                == ["14:1: a question has an answer, or point_to: what is to be pointed to"])
    }
}
