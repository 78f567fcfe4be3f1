import Experiment
import TerminalUI
import Testing

@testable import Tutorial

/// Things to do: checks that turn true, and worked examples with blanks.
struct DoStageTests {
    private static let network = "```yaml network\npreset: seed-neuron\nalt: Words.\n```\n\n"

    private static let change =
        network + """
            ```yaml do
            ask: Make it 1.
            check: approx(out[0], 1, 0.005) && !changed(W1)
            solution:
              - b1[0] = 0.7
            hints:
              - Look at the bias.
              - It is added.
              - Set it to 0.7.
            ```

            And on.
            """

    // MARK: Checks

    /// The check is looked at in the very edit that makes it true, not a key later.
    @Test func turnsTrueWithTheEdit() throws {
        var run = try run(Self.change)
        #expect(run.activeTask != nil && run.visibleParts.count == 1)
        try run.edit("b1[0] = 0.6")
        #expect(run.task()?.isOpen == true)
        try run.edit("b1[0] = 0.7")
        #expect(run.task()?.isOpen == false)
        #expect(run.isFinished && run.isDone && run.visibleParts.count == 2)
        #expect(run.rows().last?.contains("done") == true)
    }

    @Test func otherWaysDoNotCount() throws {
        var run = try run(Self.change)
        try run.edit("W1[0][0] = 0.8")
        #expect(run.experiment?.pass.output[0] == 1 || abs((run.experiment?.pass.output[0] ?? 0) - 1) < 0.005)
        #expect(run.task()?.isOpen == true)
        // Taking the edit back makes way for the right one; undo and redo are looked at, too.
        let isUndone = run.undo(.still)
        #expect(isUndone)
        try run.edit("b1[0] = 0.7")
        #expect(run.task()?.isOpen == false)
    }

    @Test func undoAndRedoAreLookedAt() throws {
        let fences =
            Self.network
            + "```yaml do\nask: Do it.\ncheck: edits(weight) >= 1 && b1[0] == 0.1\nsolution:\n  - W1[0][0] = 1\n```"
        var run = try run(fences)
        try run.edit("W1[0][0] = 1", "b1[0] = 2")
        #expect(run.task()?.isOpen == false)
        var other = try TutorialTests.run(fences)
        try other.edit("b1[0] = 2", "W1[0][0] = 1", "b1[0] = 3")
        #expect(other.task()?.isOpen == true)
    }

    @Test func staysDoneWhatEverComes() throws {
        var run = try run(Self.change)
        try run.edit("b1[0] = 0.7", "b1[0] = 0")
        #expect(run.isDone)
    }

    @Test func numbersAreLiveWhileItIsOpen() throws {
        #expect(try run(Self.change).numbersAreLive)
    }

    @Test func hintsComeOneByOne() throws {
        var run = try run(Self.change)
        func shown(_ run: StepRun) -> Int { run.rows().count { $0.hasPrefix("Hint ") } }
        #expect(shown(run) == 0)
        for count in 1...3 {
            expectOutcomes(of: "H", [.taken], in: &run)
            #expect(shown(run) == count)
        }
        expectOutcomes(of: "H", [nil], in: &run)
        #expect(run.rows().contains("Hint 3: Set it to 0.7."))
        try run.edit("b1[0] = 0.7")
        #expect(shown(run) == 0)
    }

    @Test func oneCanLeaveItForLater() throws {
        var run = try run(Self.change)
        run.passGate()
        #expect(run.isFinished && !run.isDone && run.visibleParts.count == 2)
    }

    @Test func aDoneTaskIsTakenUp() throws {
        var run = try run(Self.change)
        run.restore(answers: [0: "done"], edits: ["b1[0] = 0.7"], settings: .still)
        #expect(run.isDone)
        #expect(run.experiment?.value(of: .bias(layer: 0, neuron: 0)) == 0.7)
    }

    // MARK: Blanks

    private static let blanks =
        "```yaml network\npreset: seed-neuron\nknown: in\nplay: end\nalt: Words.\n```\n\n" + """
            ```yaml do
            ask: Fill in.
            blanks:
              - text: start
                value: 0.1
                proof: b1[0]
                reveals: products(1, 0, 0)
              - text: one
                value: 0.2
                blank: true
                proof: products1[0][0]
                reveals: products(1, 0, 0)
                wrong:
                  - when: 1.2
                    why: They are multiplied.
              - text: two
                value: 1.6
                proof: products1[0][1]
                reveals: products(1, 0, 1)
              - text: three
                value: -1.5
                blank: true
                proof: products1[0][2]
                reveals: products(1, 0, 2)
            hints:
              - Multiply.
            ```
            """

    private func line(_ run: StepRun, _ text: String) -> String? {
        run.rows().first { $0.hasPrefix(text) }
    }

    @Test func linesAreFilledInOneAfterTheOther() throws {
        var run = try run(Self.blanks)
        #expect(line(run, "start") == "start = 0.1")
        #expect(line(run, "one") == "one = _" && line(run, "two") == "two = ____")
        #expect(line(run, "three") == "three = ____")
        expectLast(of: "text:0.2 Enter", .committed, in: &run)
        // The given line shows once those above it are filled in.
        #expect(line(run, "one") == "one = 0.2" && line(run, "two") == "two = 1.6")
        #expect(line(run, "three") == "three = _")
        expectLast(of: "text:−1,5 Enter", .committed, in: &run)
        #expect(line(run, "three") == "three = −1.5")
        #expect(run.isDone)
    }

    @Test(
        arguments: [
            ("1.2", "They are multiplied."), ("0.21", "0.21 is not it."), (".", "\".\" is not a number"),
        ])
    func wrongNumbersAreAnswered(text: String, words: String) throws {
        var run = try run(Self.blanks)
        run.press("text:\(text) Enter")
        #expect(run.rows().contains { $0.contains(words) })
        #expect(run.task()?.isOpen == true)
        #expect(line(run, "three") == "three = ____")
    }

    @Test func numbersWaitUntilTheExampleIsDone() throws {
        var run = try run(Self.blanks)
        #expect(!run.numbersAreLive)
        run.press("text:0.2 Enter text:-1.5 Enter")
        #expect(run.numbersAreLive)
    }

    /// The animation goes as far as the lines are filled in, and no further.
    @Test func theAnimationWaitsForEachBlank() throws {
        var run = try run(Self.blanks)
        let timeline = try #require(run.replay?.timeline)
        #expect(run.replay?.position == timeline.position(before: .product(layer: 0, neuron: 0, input: 0)))
        run.press("text:0.2 Enter")
        #expect(run.replay?.position == timeline.position(before: .product(layer: 0, neuron: 0, input: 2)))
        run.press("text:-1.5 Enter")
        #expect(run.replay?.isComplete == true)
    }

    /// The reverse video marks the blank that is being filled in, and nothing else.
    @Test func onlyTheActiveBlankIsReversed() throws {
        let run = try run(Self.blanks)
        let rows = try #require(run.task()).rows(run.view(.still, width: 60), isActive: true)
        let reversed = rows.flatMap(\.runs).filter { $0.style.attributes.contains(.reverse) }
        #expect(reversed.map(\.text) == ["_"])
    }

    @Test func filledLinesAreTakenUp() throws {
        var run = try run(Self.blanks)
        run.press("text:0.2 Enter")
        let kept = try #require(run.answers.first)
        var later = try TutorialTests.run(Self.blanks)
        later.restore(answers: [kept.task: kept.answer.text], edits: [], settings: .still)
        #expect(line(later, "one") == "one = 0.2" && line(later, "three") == "three = _")
        later.press("text:-1.5 Enter")
        #expect(later.isDone)
    }

    private func run(_ fences: String) throws -> StepRun { try TutorialTests.run(fences) }
}
