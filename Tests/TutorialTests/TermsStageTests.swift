import Experiment
import Testing

@testable import Tutorial

/// Words that are read with their part lit, and then pointed to.
struct TermsStageTests {
    private static let fences = """
        ```yaml network
        preset: seed-net
        alt: Words.
        ```

        ```yaml terms
        - term: weight
          symbol: w
          also: [connection weight]
          means: The factor on a connection.
          point_to: any(weight)
        - term: output
          means: What comes out.
          point_to:
            - z2
            - out
        - term: layer
          means: Neurons side by side.
        ```

        Behind the words.
        """

    private func run(_ keys: String = "") throws -> StepRun {
        var run = try TutorialTests.run(Self.fences)
        run.press(keys)
        return run
    }

    /// Reading: a word at a time, its part lit in the picture.
    @Test func eachWordIsReadWithItsPartLit() throws {
        var run = try run()
        #expect(
            run.rows() == [
                "word 1 of 3", "weight  w  also: connection weight", "The factor on a connection.",
            ])
        // 2·2 + 2·1 weights.
        #expect(run.view(.still).lit?.count == 6)
        #expect(run.view(.still).lit?.allSatisfy { $0.kind == .weight } == true)
        run.press("Enter")
        #expect(run.rows()[1] == "output")
        #expect(
            run.view(.still).lit == [
                .preactivation(layer: 1, neuron: 0), .activation(layer: 1, neuron: 0),
            ])
        run.press("Enter")
        #expect(run.rows()[1] == "layer")
        #expect(run.view(.still).lit == nil)
    }

    /// What is pointed to is what has the focus; the text behind waits for the last word.
    @Test func thePartsArePointedTo() throws {
        var run = try run("Enter Enter Enter")
        #expect(run.rows().contains("Point to: weight"))
        run.press("Enter")
        #expect(run.rows()[0].hasPrefix("Nothing has the focus yet."))
        run.select(.weight(layer: 1, neuron: 0, input: 1))
        run.press("Enter")
        #expect(run.rows()[0] == "Yes: w²₁₂ is weight: hidden 2 → output.")
        #expect(run.rows().contains("Point to: output"))
        #expect(run.gate != nil)
        run.select(.activation(layer: 1, neuron: 0))
        expectLast(of: "Enter", .committed, in: &run)
        #expect(run.gate == nil && run.isDone)
        #expect(run.task()?.committedAnswer == CommittedAnswer(text: "done", isRight: true))
        // What follows may ask for their meanings, so only the words are left.
        #expect(run.rows().last == "✓ weight, output, layer")
    }

    /// A miss says what it was; after two the part is lit.
    @Test func aMissSaysWhatItIs() throws {
        var run = try run("Enter Enter Enter")
        run.select(.bias(layer: 0, neuron: 1))
        run.press("Enter")
        #expect(run.rows()[0] == "Not this one: b¹₂ is bias of hidden 2. Look further.")
        #expect(run.view(.still).lit == nil)
        run.press("Enter")
        #expect(run.view(.still).lit?.count == 6)
        run.select(.weight(layer: 0, neuron: 0, input: 0))
        run.press("Enter")
        #expect(run.view(.still).lit == nil)
        run.select(.preactivation(layer: 1, neuron: 0))
        run.press("Enter")
        #expect(run.task()?.committedAnswer == CommittedAnswer(text: "done", isRight: false))
    }

    /// The fourth miss is told, so that nobody is stuck.
    @Test func nobodyIsStuck() throws {
        var run = try run("Enter Enter Enter")
        run.select(.bias(layer: 0, neuron: 1))
        run.press("Enter Enter Enter")
        #expect(run.rows().contains("Point to: weight"))
        run.press("Enter")
        #expect(run.rows()[0] == "It was w¹₁₁, for example: weight: input 1 → hidden 1.")
        #expect(run.rows().contains("Point to: output"))
    }

    /// One number answers one question only, and Tab reaches the computed ones.
    @Test func eachAnswerIsAnotherNumber() throws {
        let fences = Self.fences.replacing("any(weight)", with: "z2")
        var run = try TutorialTests.run(fences)
        run.press("Enter Enter Enter")
        run.select(.preactivation(layer: 1, neuron: 0))
        run.press("Enter Enter")
        #expect(run.rows()[0] == "That was the last answer. Go to another number.")
        #expect(run.task()?.asksForANumber == true)
        let focus = NumberFocus(try #require(run.experiment?.network))
        #expect(
            focus.next(after: .preactivation(layer: 1, neuron: 0), computed: true)
                == .activation(layer: 1, neuron: 0))
        #expect(focus.next(after: .preactivation(layer: 1, neuron: 0)) == .bias(layer: 1, neuron: 0))
    }

    @Test func whatWasDoneStaysDone() throws {
        var run = try run()
        run.restore(answers: [0: "done"], edits: [], settings: .still)
        #expect(run.isDone)
    }

    /// Words that point to nothing are there to be read.
    @Test func wordsAloneAreAList() throws {
        let run = try TutorialTests.run(
            "```yaml terms\n- term: token\n  means: A piece of a word.\n- term: policy\n  means: What to do.\n```"
        )
        #expect(run.isFinished && run.isDone)
        #expect(run.rows() == ["token", "A piece of a word.", "", "policy", "What to do."])
        #expect(run.task()?.committedAnswer == nil)
    }

    @Test(
        arguments: [
            ("- term: a\n  means: b\n  point_to: W9", ["16:13: unknown name \"W9\"; did you mean \"W1\"?"]),
            (
                "- term: a\n  means: b\n  point_to: any(wait)",
                [
                    "16:13: any takes one of input, weight, bias, product, preactivation, activation, target, rate"
                ]
            ),
            ("- term: a\n  means: b\n- term: a\n  means: c", ["16:9: \"a\" is explained in line 14 already"]),
            ("- term: a", ["14:3: the key \"means\" is missing"]),
            ("- term: \"\"\n  means: b", ["14:10: this is empty"]),
            ("- term: a\n  means: \" \"", ["15:11: this is empty"]),
            (
                "- term: a\n  means: b\n  pointto: in",
                ["16:3: unknown key \"pointto\"; did you mean \"point_to\"?"]
            ),
            ("[]", ["13:1: there are no words here"]),
        ] as [(String, [String])])
    func mistakes(yaml: String, expected: [String]) {
        let network = "```yaml network\npreset: seed-neuron\nalt: W.\n```\n"
        #expect(problemsFound(in: network + "```yaml terms\n\(yaml)\n```") == expected)
    }

    @Test func pointingNeedsANetwork() {
        #expect(
            problemsFound(in: "```yaml terms\n- term: a\n  means: b\n  point_to: in\n```")
                == ["9:1: a terms fence needs a network fence before it in its step"])
    }
}
