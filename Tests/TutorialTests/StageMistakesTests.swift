import Testing

/// Every mistake that a fence can have, with its line and column and what is said about it. The first fence begins
/// on line 9, its first key stands on line 10.
struct StageMistakesTests {
    // MARK: network

    @Test func aGoodNetworkHasNoProblems() {
        #expect(problemsFound(in: "```yaml network\npreset: seed-net\nalt: Words.\n```") == [])
    }

    @Test(
        arguments: [
            (
                "preset: seed-nett\nalt: Words.",
                ["10:9: no preset named \"seed-nett\"; did you mean \"seed-net\"?"]
            ),
            (
                "preset: seed-net\nlayers:\n  - weights: [[1]]\n    biases: [0]\n    activation: relu\nalt: Words.",
                ["9:1: a network has either a preset or layers"]
            ),
            ("alt: Words.", ["9:1: a network has either a preset or layers"]),
            (
                "layers:\n  - weights: [[1]]\n    biases: [0]\n    activation: relu\nalt: Words.",
                ["9:1: a network with layers of its own needs an input"]
            ),
            ("preset: seed-net\ninput: [1]\nalt: Words.", ["11:8: expected 2 inputs, found 1"]),
            (
                "preset: seed-net\ninput: [1, x]\nalt: Words.",
                ["11:12: item 2 of \"input\": expected a number, found the text \"x\""]
            ),
            (
                "layers:\n  - weights: [[1]]\n    biases: [0]\n    activation: rellu\ninput: [1]\nalt: Words.",
                ["13:17: no activation named \"rellu\"; did you mean \"relu\"?"]
            ),
            (
                "layers:\n  - weights: [[1]]\n    biases: [0, 1]\n    activation: relu\ninput: [1]\nalt: Words.",
                ["11:14: layer 1: expected 1 bias, one per neuron, found 2"]
            ),
            (
                "layers:\n  - weights: [[1, 2], [3]]\n    biases: [0, 1]\n    activation: relu\ninput: [1, 1]"
                    + "\nalt: Words.",
                ["11:14: layer 1: expected 2 numbers in row 1, found 1"]
            ),
            (
                "layers:\n  - weights: []\n    biases: []\n    activation: relu\ninput: [1]\nalt: Words.",
                ["11:14: layer 1: a layer needs at least one neuron"]
            ),
            (
                "layers:\n  - weights: [[]]\n    biases: [1]\n    activation: relu\ninput: [1]\nalt: Words.",
                ["11:14: layer 1: a neuron needs at least one input"]
            ),
            ("layers: []\ninput: [1]\nalt: Words.", ["10:9: a network needs at least one layer"]),
            (
                "layers:\n  - {weights: [[1]], biases: [0], activation: relu}\n"
                    + "  - {weights: [[1, 2]], biases: [0], activation: relu}\ninput: [1]\nalt: Words.",
                ["11:3: layers[1]: expected 1 weight per neuron, one per neuron of layers[0], found 2"]
            ),
            (
                "preset: seed-net\nknown: inn\nalt: Words.",
                ["11:8: there is no moment named \"inn\"; did you mean \"in\"?"]
            ),
            (
                "preset: seed-net\nplay: sum(0, 1)\nalt: Words.",
                ["11:11: layers count from 1, as in W1; neurons from 0"]
            ),
            ("preset: seed-net\nplay: sum(1, 5)\nalt: Words.", ["11:7: this network has no sum(1, 5)"]),
            (
                "preset: seed-net\nknown: layer(1)\nplay: in\nalt: Words.",
                ["12:7: the animation would end before what is known at its start"]
            ),
            (
                "preset: seed-net\nlit:\n  - b1[0]\n  - W9[0]\nalt: Words.",
                ["13:5: unknown name \"W9\"; did you mean \"W1\"?"]
            ),
            (
                "preset: seed-net\nlit:\n  - W1[2]\nalt: Words.",
                ["12:8: there is no element 2; it goes from 0 to 1"]
            ),
            (
                "preset: seed-net\nfocus: a1[0]\nalt: Words.",
                ["11:8: the focus goes to a number that can be changed"]
            ),
            (
                "preset: seed-net\nshow: matrix\nalt: Words.",
                ["11:7: no view named \"matrix\"; there is graph and box"]
            ),
            ("preset: seed-net", ["10:1: the key \"alt\" is missing"]),
            (
                "preset: seed-net\nlti:\n  - in\nalt: Words.",
                ["11:1: unknown key \"lti\"; did you mean \"lit\"?"]
            ),
            ("preset: seed-net\nalt: \"\"", ["11:7: the picture is not said in words: alt is empty"]),
        ] as [(String, [String])])
    func mistakesInANetwork(yaml: String, expected: [String]) {
        #expect(problemsFound(in: "```yaml network\n\(yaml)\n```") == expected)
    }

    @Test func aStepHasOneNetwork() {
        let network = "```yaml network\npreset: seed-net\nalt: Words.\n```\n\n"
        #expect(
            problemsFound(in: network + network) == [
                "14:1: a step has one network or one curve; this is another"
            ])
    }

    @Test func aMisspelledFenceIsNamed() {
        #expect(
            problemsFound(in: "```yaml netwrok\npreset: seed-net\nalt: Words.\n```")
                == ["9:9: no fence named \"netwrok\"; did you mean \"network\"?"])
    }

    // MARK: predict

    /// A network on lines 9 to 13; the first key of the fence that is tried stands on line 16.
    private func problems(after kind: String, _ yaml: String, listings: [String: String] = [:]) -> [String] {
        let network = "```yaml network\npreset: seed-neuron\ninput: [1, 2, 3]\nalt: Words.\n```\n\n"
        return problemsFound(in: network + "```yaml \(kind)\n\(yaml)\n```", listings: listings)
    }

    @Test(
        arguments: [
            "ask: What?\nanswer: 0.4\nproof: out[0]",
            "ask: What?\nanswer: −0,5\nproof: W1[0][2]",
            "ask: What?\nanswer: up\noptions: [up, down]\nproof: out[0] > 0",
            "ask: What?\nanswer: 0.5\ntolerance: 0.2\nproof: out[0]",
        ])
    func goodQuestionsHaveNoProblems(yaml: String) {
        #expect(problems(after: "predict", yaml) == [])
    }

    @Test(
        arguments: [
            ("answer: 0.4\nproof: out[0]", ["16:1: the key \"ask\" is missing"]),
            (
                "ask: What?\nanswer: upp\noptions: [up, down]\nproof: out[0] > 0",
                ["17:9: the answer is none of the options; did you mean \"up\"?"]
            ),
            (
                "ask: What?\nanswer: up\nproof: out[0] > 0",
                ["17:9: the answer is not a number; a choice needs its options beside it"]
            ),
            (
                "ask: What?\nanswer: up\noptions: [up, down]\nproof: out[0] > 0\n"
                    + "wrong:\n  - when: donw\n    why: No.",
                ["21:11: \"donw\" is none of the options; did you mean \"down\"?"]
            ),
            (
                "ask: What?\nanswer: up\noptions: [up, down]\nproof: out[0] > 0\n"
                    + "wrong:\n  - when: up\n    why: No.",
                ["21:11: this is the right answer"]
            ),
            (
                "ask: What?\nanswer: 0.4\nproof: out[0]\nwrong:\n  - when: much\n    why: No.",
                ["20:11: \"much\" is not a number"]
            ),
            (
                "ask: What?\nanswer: 0.4\nproof: out[0]\nwrong:\n  - when: 0.402\n    why: No.",
                ["20:11: this would be taken as the right answer"]
            ),
            (
                "ask: What?\nanswer: 0.4\nproof: out[0]\nwrong:\n  - when: 0.5",
                ["20:5: the key \"why\" is missing"]
            ),
            ("ask: What?\nanswer: 0.4", ["17:9: an answer about a network needs its proof, an expression"]),
            ("ask: What?\nanswer: 0.6\nproof: W1[0][1]", ["17:9: the answer is 0.6, but W1[0][1] is 0.8"]),
            (
                "ask: What?\nanswer: up\noptions: [up, down]\nproof: out[0] < 0",
                ["19:8: the proof of the answer is not true"]
            ),
            ("ask: What?\nanswer: 0.4\nproof: out[0", ["18:13: \"]\" is missing before the end"]),
            (
                "ask: What?\nanswer: 0.4\nproof: W1 + ouut[0]",
                ["18:13: unknown name \"ouut\"; did you mean \"out\"?"]
            ),
            ("ask: What?\nanswer: 0.4\nproof: out[0] > 0", ["18:15: one number is expected"]),
            (
                "ask: What?\nanswer: up\noptions: [up, down]\nproof: out[0]",
                ["19:8: a condition is expected, true or false; compare with == < > or fold with all, any"]
            ),
            (
                "ask: What?\nanswer: 0.4\nproof: out[0]\nreveals: products(1, 1)",
                ["19:10: this network has no products(1, 1)"]
            ),
            (
                "ask: What?\nanswer: 0.4\nproof: out[0]\nreveal: end",
                ["19:1: unknown key \"reveal\"; did you mean \"reveals\"?"]
            ),
        ] as [(String, [String])])
    func mistakesInAQuestion(yaml: String, expected: [String]) {
        #expect(problems(after: "predict", yaml) == expected)
    }

    /// An answer that stands on the screen when the step opens is no prediction.
    @Test func anAnswerThatIsAlreadyThere() {
        let fences = """
            ```yaml network
            preset: seed-neuron
            known: sum(1, 0)
            play: end
            alt: Words.
            ```

            ```yaml predict
            ask: What is z?
            answer: 0.4
            proof: z1[0]
            reveals: bias(1, 0)
            ```
            """
        #expect(
            problemsFound(in: fences) == [
                "20:10: this is on the screen already when the step opens; see known of its network"
            ])
    }

    // MARK: do

    @Test func goodTasksHaveNoProblems() {
        #expect(problems(after: "do", "ask: Do it.\ncheck: edits >= 1\nsolution:\n  - b1[0] = 1") == [])
        #expect(
            problems(after: "do", "ask: Do it.\nblanks:\n  - text: a\n    value: 0.1\n    proof: b1[0]") == []
        )
    }

    @Test(
        arguments: [
            ("ask: Do it.", ["15:1: a do has either a check or blanks"]),
            (
                "ask: Do it.\ncheck: edits >= 1\nsolution:\n  - b1[0] = 1\nblanks:\n  - text: a\n    value: 0.1\n"
                    + "    proof: b1[0]",
                ["15:1: a do has either a check or blanks"]
            ),
            ("ask: Do it.\ncheck: edits >= 1", ["15:1: a do needs its solution, the edits that do it"]),
            (
                "ask: Do it.\ncheck: edit >= 1\nsolution:\n  - b1[0] = 1",
                ["17:8: unknown name \"edit\"; did you mean \"edits\"?"]
            ),
            (
                "ask: Do it.\ncheck: out[0]\nsolution:\n  - b1[0] = 1",
                ["17:8: a condition is expected, true or false; compare with == < > or fold with all, any"]
            ),
            (
                "ask: Do it.\ncheck: edits >= 1\nsolution:\n  - b1[0] = 1\n  - b2[0] = 1",
                ["20:5: unknown name \"b2\"; did you mean \"b1\"?"]
            ),
            (
                "ask: Do it.\ncheck: edits >= 1\nsolution:\n  - out[0] = 1",
                ["19:5: a1[0] follows from the weights, biases and inputs; it can't be set"]
            ),
            (
                "ask: Do it.\ncheck: out[0] > 0\nsolution:\n  - b1[0] = 1",
                ["17:8: the check is true at the start"]
            ),
            (
                "ask: Do it.\ncheck: out[0] > 2\nsolution:\n  - b1[0] = 1",
                ["17:8: the check is false after the solution"]
            ),
            (
                "ask: Do it.\nblanks:\n  - text: a\n    value: 0.2\n    proof: b1[0]",
                ["19:12: the value is 0.2, but the proof is 0.1"]
            ),
            (
                "ask: Do it.\nblanks:\n  - text: a\n    value: 0.1\n    proof: b9[0]",
                ["20:12: unknown name \"b9\"; did you mean \"b1\"?"]
            ),
            (
                "ask: Do it.\nblanks:\n  - text: a\n    value: 0.1\n    proof: b1[0]\n    reveals: suum(1, 0)",
                ["21:14: there is no moment named \"suum\"; did you mean \"sum\"?"]
            ),
            (
                "ask: Do it.\nblanks:\n  - text: a\n    value: 0.1\n    proof: b1[0]\n    wrong:\n"
                    + "      - when: 0.104\n        why: No.",
                ["22:15: this would be taken as the right answer"]
            ),
            (
                "ask: Do it.\nblanks:\n  - text: a\n    value: 0.1\n    proof: b1[0]\n    wrong:\n"
                    + "      - when: much\n        why: No.",
                ["22:15: \"much\" is not a number"]
            ),
        ] as [(String, [String])])
    func mistakesInATask(yaml: String, expected: [String]) {
        #expect(problems(after: "do", yaml) == expected)
    }

    @Test(arguments: ["do", "code"])
    func aFenceAboutNumbersNeedsANetwork(kind: String) {
        let yaml =
            kind == "do"
            ? "ask: Do it.\ncheck: edits >= 1\nsolution:\n  - b1[0] = 1" : "listing: neuron\nlines: []"
        #expect(
            problemsFound(in: "```yaml \(kind)\n\(yaml)\n```")
                == ["9:1: a \(kind) fence needs a network fence before it in its step"])
    }

    // MARK: code

    @Test func aGoodListingHasNoProblems() {
        let yaml = """
            listing: neuron
            lines:
              - at: "sum = bias"
                computes: bias(1, 0)
                shows: sum
              - at: "weights = ["
                literals: W1[0]
            prints: 0.40000000000000013
            """
        #expect(problems(after: "code", yaml, listings: neuronListings) == [])
    }

    @Test(
        arguments: [
            ("lines: []", ["16:1: the key \"listing\" is missing"]),
            (
                "listing: nothing\nlines: []",
                ["16:10: Lessons/01-sample/nothing.js: there is no such file or folder"]
            ),
            ("listing: ../neuron\nlines: []", ["16:10: a listing's name has letters, digits, - and _"]),
            (
                "listing: neuron\nlines:\n  - at: \"sum = biass\"\n    shows: sum",
                ["18:10: no line of neuron.js with \"sum = biass\"; there must be one"]
            ),
            (
                "listing: neuron\nlines:\n  - at: \"weights\"\n    shows: sum",
                ["18:10: 5 lines of neuron.js with \"weights\"; there must be one"]
            ),
            (
                "listing: neuron\nlines:\n  - at: \"sum = bias\"\n    computes: bias(2, 0)",
                ["19:15: this network has no bias(2, 0)"]
            ),
            (
                "listing: neuron\nlines:\n  - at: \"weights = [\"\n    literals: V1[0]",
                ["19:15: unknown name \"V1\"; did you mean \"W1\"?"]
            ),
            (
                "listing: neuron\nlines:\n  - at: \"sum = bias\"\n    computes: bias(1, 0)\nprints: 0.4000001",
                ["20:9: the lesson says 0.4000001, but the network gives 0.40000000000000013"]
            ),
            (
                "listing: neuron\nlines:\n  - att: \"sum = bias\"",
                ["18:5: unknown key \"att\"; did you mean \"at\"?"]
            ),
        ] as [(String, [String])])
    func mistakesInAListing(yaml: String, expected: [String]) {
        #expect(problems(after: "code", yaml, listings: neuronListings) == expected)
    }

    /// A language that a listing lacks is named, too: each of the three is shown.
    @Test func aListingHasEveryLanguage() {
        var listings = neuronListings
        listings["neuron.py"] = nil
        #expect(
            problems(after: "code", "listing: neuron\nlines: []", listings: listings)
                == ["16:10: Lessons/01-sample/neuron.py: there is no such file or folder"])
    }

    /// All mistakes of a step are told at once.
    @Test func everyMistakeIsTold() {
        let fences = """
            ```yaml network
            preset: seed-neuron
            alt: Words.
            ```

            ```yaml predict
            ask: What?
            answer: 0.5
            proof: out[0]
            ```

            ```yaml predict
            ask: What?
            answer: 3
            proof: in[1]
            ```
            """
        #expect(
            problemsFound(in: fences) == [
                "16:9: the answer is 0.5, but out[0] is 0.40000000000000013",
                "22:9: the answer is 3.0, but in[1] is 2.0",
            ])
    }
}
