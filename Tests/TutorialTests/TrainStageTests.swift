import Course
import Experiment
import NeuralNetwork
import TerminalUI
import Testing

@testable import Tutorial

/// A playground as a step of a lesson.
struct TrainStageTests {
    private static let start = """
        ```yaml train
        data: corners
        preset: xor-start
        loss: crossEntropy
        rate: 1
        batch: 4
        speed: step
        stop_loss: 0.05
        controls: [rate, speed]
        alt: Words.
        ask: Train it.
        check: loss < 0.05 && lr < 3
        solution: train(300)
        near_misses:
          - when: lr >= 3
            example: rate = 3
            why: That is too large a rate.
        hints: [Look., Think., Press Space.]
        id: train-it
        why: It went down.
        ```
        """

    private func board(_ run: StepRun) throws -> PlaygroundBoard {
        try #require(run.stages.lazy.compactMap { $0 as? TrainStage }.first).board
    }

    @Test func itIsNoticedInTheFrameInWhichItIsThere() throws {
        var run = try run(Self.start)
        #expect(run.tickInterval == nil && run.activeTask != nil)
        run.press("Space")
        #expect(run.tickInterval != nil)
        var ticks = 0
        while run.task()?.isOpen == true, ticks < 1000 {
            run.tick(.milliseconds(33), settings: .still)
            ticks += 1
        }
        // The lesson's number: 200 steps, one a tick.
        #expect(try board(run).playground.steps == 200, "in \(ticks) ticks")
        #expect(try board(run).playground.record.trainLoss < 0.05 && !board(run).isTraining)
        #expect(run.rows().contains { $0.contains("done in 0 edits, no hints") })
        #expect(run.rows().contains("It went down."))
        #expect(run.answers.first?.answer.text == "solved edits=0 hints=0" && run.isDone)
    }

    /// What is done while it trains is kept at once: no key tells of it.
    @Test func whatATrainingDoesIsKept() throws {
        let session = Session(library: courseLibrary, settings: .still)
        let lessons = WrittenLessons()
        lessons.writeStep(Self.start)
        var screen = try #require(
            LessonScreen.open(lessons.library.entries[0], step: 0, in: session) as? LessonScreen)
        _ = screen.handle(.key(.character(" ")), in: session)
        var saved: [ProgressRecord] = []
        for _ in 0..<250 {
            for case .save(let record) in screen.handle(.tick(.milliseconds(33)), in: session) {
                saved.append(record)
            }
        }
        #expect(
            saved.contains {
                if case .answered(task: _, answer: "solved edits=0 hints=0", right: .some(true)) = $0.what {
                    true
                } else {
                    false
                }
            })
        #expect(saved.contains { if case .done = $0.what, $0.step == "a-step" { true } else { false } })
        #expect(saved.contains { if case .outcome(item: "train-it", _) = $0.what { true } else { false } })
        #expect(saved.count <= 4)
    }

    @Test func whoComesNearIsToldSo() throws {
        var run = try run(Self.start)
        run.press("= 3 Enter")
        #expect(run.rows().contains("That is too large a rate."))
        run.press("u")
        #expect(!run.rows().contains("That is too large a rate."))
    }

    @Test func onlyWhatIsOfferedCanBeSet() throws {
        var run = try run(Self.start)
        #expect(try board(run).controls == [.rate, .speed])
        run.press("+ Right + Right +")
        #expect(try board(run).playground.settings.learningRate == 10)
        #expect(try board(run).speed == .epoch)
        // Features are not switched where they are not offered.
        run.press("Down +")
        #expect(try board(run).playground.configuration.features == [.x, .y])
        #expect(try board(run).message == "this is what the network is told; here it stays so")
    }

    /// Enter and F6 are the lesson's own keys.
    @Test func keysOfTheLessonAreLeftToIt() throws {
        var run = try run(Self.start)
        expectOutcomes(of: "Enter F6", [nil, nil], in: &run)
        let keys = try #require(run.task()).bindings.flatMap(\.keys)
        #expect(!keys.contains(.enter) && !keys.contains(.function(6)))
        // But what is typed is taken by Enter.
        expectOutcomes(of: "= 2 Enter", [.taken, .taken, .taken], in: &run)
        #expect(try board(run).playground.settings.learningRate == 2)
    }

    @Test func hintsAreCounted() throws {
        var run = try run(Self.start)
        run.press("H H + - Space")
        for _ in 0..<300 { run.tick(.milliseconds(33), settings: .still) }
        #expect(run.answers.first?.answer.text.hasSuffix("hints=2") == true)
        var later = try TutorialTests.run(Self.start)
        later.restore(answers: [0: "solved edits=3 hints=2"], edits: [], settings: .still)
        #expect(later.isDone && later.task()?.outcomes.isEmpty == true)
        #expect(later.rows().contains { $0.contains("done in 3 edits, ") })
    }

    /// A step may offer nothing to set, and its keys still do no harm.
    @Test func withoutControlsItStillTrains() throws {
        var run = try run("```yaml train\ndata: circle\ncontrols: [scale]\nalt: Words.\n```")
        #expect(try board(run).controls.isEmpty)
        run.press("Left Right Tab Shift-Tab + - = 3 Down Up Space")
        run.tick(.milliseconds(33), settings: .still)
        #expect(try board(run).playground.steps > 0)
    }

    @Test(arguments: [
        ("solved edits=3 hints=0", 3, 0), ("solved hints=2 edits=1", 1, 2), ("solved", 0, 0),
        ("solved edits=x hints=", 0, 0),
    ])
    func whatWasKeptIsRead(text: String, edits: Int, hints: Int) {
        #expect(Solved(answer: text) == Solved(edits: edits, hints: hints))
        #expect(Solved(answer: "done") == nil && Solved(answer: "") == nil)
        #expect(
            Solved(answer: Solved(edits: edits, hints: hints).answer.text)
                == Solved(edits: edits, hints: hints))
    }

    @Test func whatWasSolvedIsSaid() {
        #expect(Solved(edits: 1, hints: 1).text() == "done in 1 edit, 1 hint")
        #expect(Solved(edits: 0, hints: 3).text() == "done in 0 edits, all hints")
        #expect(Solved(edits: 2, hints: -1).text(countsEdits: false) == "done, no hints")
    }
}

/// Every mistake that a train fence can have, with its line and column. The fence begins on line 9, its first key
/// stands on line 10.
struct TrainStageMistakesTests {
    private func problems(_ yaml: String) -> [String] { problemsFound(in: "```yaml train\n\(yaml)\n```") }

    @Test func aGoodFenceHasNoProblems() {
        #expect(problems("data: circle\nalt: Words.") == [])
        #expect(
            problems(
                "data: spiral\nhidden: [8, 8]\nactivation: relu\nfeatures: [x, sinX]\nnoise: 10\nrate: 0.1\nbatch: 5\n"
                    + "loss: crossEntropy\noptimizer: adam\npenalty: L2\nlambda: 0.01\nspeed: full\n"
                    + "controls: [rate, data]\nalt: Words.\nask: Do it.\ncheck: steps >= 5\nsolution: train(5)"
            ) == [])
    }

    @Test(arguments: [
        (
            "data: circel\nalt: Words.",
            "10:7: no data named \"circel\"; did you mean \"circle\"?; there are circle, xor, "
        ),
        (
            "data: circle\npreset: seed-nte\nalt: Words.",
            "11:9: no preset named \"seed-nte\"; did you mean \"seed-net\"?"
        ),
        ("data: circle\npreset: seed-neuron\nalt: Words.", "11:9: expected 3 inputs, found 2"),
        (
            "data: circle\ncontrols: [rate, speeed]\nalt: Words.",
            "11:18: no control named \"speeed\"; did you mean \"speed\"?"
        ),
        ("data: circle\nloss: entropy\nalt: Words.", "11:7: no loss named \"entropy\""),
        ("data: reg-plane\nloss: crossEntropy\nalt: Words.", "11:7: such data are not measured by this loss"),
        ("data: circle\nfeatures: [x, z]\nalt: Words.", "11:15: no feature named \"z\""),
        (
            "data: circle\nactivation: rulu\nalt: Words.",
            "11:13: no activation named \"rulu\"; did you mean \"relu\"?"
        ),
        (
            "data: circle\noptimizer: adamm\nalt: Words.",
            "11:12: no optimizer named \"adamm\"; did you mean \"adam\"?"
        ),
        ("data: circle\npenalty: L3\nalt: Words.", "11:10: no penalty named \"L3\""),
        (
            "data: circle\nspeed: fast\nalt: Words.",
            "11:8: the speeds are step, epoch, fiveEpochs, many, full"
        ),
        ("data: circle\nrate: -1\nalt: Words.", "11:7: expected a number from 0 to 1000000000"),
        ("data: circle\nnoise: 200\nalt: Words.", "11:8: expected a number from 0 to 100"),
        ("data: circle\nlambda: -0.1\nalt: Words.", "11:9: expected a number from 0 to 1000000000"),
        ("data: circle\nbatch: 0\nalt: Words.", "11:8: a batch has at least one example"),
        ("data: circle\nhidden: [4, 0]\nalt: Words.", "10:7: "),
        ("data: circle\nhidden: [100000, 100000]\nalt: Words.", "10:7: no more than 4000000 parameters"),
        ("data: circle", "10:1: the key \"alt\" is missing"),
        ("data: circle\nalt: \"\"", "11:7: this is empty"),
        ("data: circle\nalt: Words.\nrte: 1", "12:1: unknown key \"rte\"; did you mean \"rate\"?"),
        ("data: circle\nalt: Words.\ncheck: steps > 1\nsolution: train(2)", "12:8: a check has an ask"),
        ("data: circle\nalt: Words.\nask: Do it.\ncheck: steps > 1", "13:8: a check has a solution"),
        (
            "data: circle\nalt: Words.\nsolution: train(2)",
            "12:11: this belongs to a check, and there is none"
        ),
        ("data: circle\nalt: Words.\nid: an-id", "12:5: this belongs to a check, and there is none"),
        (
            "data: circle\nalt: Words.\nask: Do it.\nid: an-id\ncheck: steps > 1\nsolution: train(2)",
            "14:8: an exercise has three hints"
        ),
        (
            "data: circle\nalt: Words.\nask: Do it.\nid: an-id\ncheck: steps > 1\nsolution: train(2)\nhints: [a, b, c]",
            "14:8: an exercise says something to those who come near"
        ),
        (
            "data: circle\nalt: Words.\nask: Do it.\ncheck: stps > 1\nsolution: train(2)",
            "13:8: unknown name \"stps\"; did you mean \"steps\"?"
        ),
        (
            "data: circle\nalt: Words.\nask: Do it.\ncheck: steps\nsolution: train(2)",
            "13:8: a condition is expected"
        ),
        (
            "data: circle\nalt: Words.\nask: Do it.\ncheck: steps > 1\nsolution: train(1)",
            "13:8: the check is false after the solution"
        ),
        (
            "data: circle\nalt: Words.\nask: Do it.\ncheck: steps < 1\nsolution: train(1)",
            "13:8: the check is true at the start"
        ),
        (
            "data: circle\nalt: Words.\nask: Do it.\ncheck: steps > 1\nsolution: tran(2)",
            "14:11: expected rate = 0.3"
        ),
        (
            "data: circle\nalt: Words.\nask: Do it.\ncheck: steps > 1\nsolution:\n  - rate = 1\n  - act(3) = relu",
            "16:9: hidden layers go from 1 to 2"
        ),
        (
            "data: circle\nalt: Words.\nask: Do it.\ncheck: hidden == 0\nsolution:\n  - delete(1, 9)",
            "15:5: there is no such neuron"
        ),
        (
            "data: circle\nalt: Words.\nask: Do it.\ncheck: steps > 1\nsolution: train(2)\nnear_misses:\n"
                + "  - when: steps > 0\n    example: train(2)\n    why: No.",
            "16:11: the check is true on this near miss"
        ),
        (
            "data: circle\nalt: Words.\nask: Do it.\ncheck: steps > 1\nsolution: train(2)\nnear_misses:\n"
                + "  - when: lr > 5\n    example: train(1)\n    why: No.",
            "16:11: this is false on its example"
        ),
        (
            "data: circle\nalt: Words.\nask: Do it.\ncheck: steps > 1\nsolution: train(2)\nnear_misses:\n"
                + "  - when: steps == 0\n    example: train(1)\n    why: No.",
            "16:11: this is true before anything is done"
        ),
    ])
    func aMistakeHasItsPlace(yaml: String, expected: String) {
        let found = problems(yaml)
        #expect(found.count == 1 && found.first?.hasPrefix(expected) == true, "\(found)")
    }
}
