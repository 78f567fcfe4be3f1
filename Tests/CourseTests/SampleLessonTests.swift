import Testing

@testable import Course

/// A lesson with all that the format has, read as the stages read it.
@Suite struct SampleLessonTests {
    private static let sample = """
        ---
        format: 1
        id: all-weights-zero
        title: "Try: all weights zero"
        minutes: 5
        requires: [one-neuron]
        teaches: [bias]
        ---
        ## Only the bias is left {#bias-left}

        A neuron multiplies, adds, and then applies its activation. What is left of
        that when every weight is **0**?

        ```yaml network
        preset: seed-neuron
        show: graph
        alt: Three inputs feed one ReLU neuron; z = 0.4, output 0.4.
        ```

        ```yaml predict
        ask: What does the neuron put out when all three weights are 0?
        answer: 0.1
        tolerance: 0.005
        wrong:
          - when: 0
            why: Every product is 0, but one term never touched a weight.
            misconception: M01
          - when: 0.4
            why: That was the output before the change.
            misconception: M36
        ```

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
          - when: all(W1[0] == 0) && changed(b1)
            example:
              - W1[0] = [0, 0, 0]
              - b1[0] = 0
            why: The bias was to stay as it was.
        hints:
          - Which term of the sum has no weight?
          - z = 0 + 0 + 0 + b.
          - Tab to each weight and press z.
        ```

        """

    private struct Network: Decodable { let preset, show, alt: String }

    private struct Predict: Decodable {
        let ask: String
        let answer: Double
        let tolerance: Double
        let wrong: [Wrong]
        struct Wrong: Decodable {
            let when: Placed<String>
            let why: String
            let misconception: String
        }
    }

    private struct Exercise: Decodable {
        let id: String
        let ask: String
        let check: Placed<String>
        let solution: OneOrMore<Placed<String>>
        let nearMisses: [NearMiss]
        let hints: [String]
        enum CodingKeys: String, CodingKey {
            case id, ask, check, solution, hints
            case nearMisses = "near_misses"
        }
        struct NearMiss: Decodable {
            let when: Placed<String>
            let example: OneOrMore<Placed<String>>
            let why: String
        }
    }

    @Test func isReadAsItsAuthorMeantIt() throws {
        let lesson = try read(file: Self.sample)
        #expect(lesson.title == "Try: all weights zero")
        #expect(lesson.fences.map(\.kind) == ["network", "predict", "exercise"])
        #expect(lesson.fences.map(\.place.line) == [14, 20, 33])

        let network = try lesson.fences[0].decode(Network.self)
        #expect(network.alt == "Three inputs feed one ReLU neuron; z = 0.4, output 0.4.")

        let predict = try lesson.fences[1].decode(Predict.self)
        #expect(predict.answer == 0.1)
        #expect(predict.wrong.map(\.when.value) == ["0", "0.4"])
        #expect(predict.wrong[1].when.place.description == "lesson.md:28:11")

        let exercise = try lesson.fences[2].decode(Exercise.self)
        #expect(exercise.solution.all.map(\.value) == ["W1[0] = [0, 0, 0]"])
        #expect(
            exercise.nearMisses.map { $0.example.all.map(\.value) } == [
                ["W1[0][0] = 0"], ["W1[0] = [0, 0, 0]", "b1[0] = 0"],
            ])
        #expect(exercise.check.place.description == "lesson.md:36:8")
        // "approx" starts after the 18 characters of "all(W1[0] == 0) &&" and a space.
        #expect(exercise.check.place(atOffset: 19).description == "lesson.md:36:27")
        #expect(exercise.hints[1] == "z = 0 + 0 + 0 + b.")
    }

    /// YAML ends a list in brackets at the first `]`, so edits that hold brackets stand one a line.
    @Test func editsInOneLineMustBeQuoted() {
        let inline = "    example: [W1[0] = [0, 0, 0], b1[0] = 0]\n"
        let lines = "    example:\n      - W1[0] = [0, 0, 0]\n      - b1[0] = 0\n"
        #expect(
            problems(inFile: Self.sample.replacing(lines, with: inline)) == [
                "lesson.md:44:17: a list or mapping in brackets ends too soon here: quote items that hold"
                    + " [ ] { } or a comma, or write one item a line after \"- \""
            ])
    }
}
