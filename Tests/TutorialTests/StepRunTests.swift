import Experiment
import TerminalUI
import Testing

@testable import Tutorial

/// A step while the learner is in it: its gates, its animation, its edits.
struct StepRunTests {
    private static let network =
        "```yaml network\npreset: seed-neuron\nknown: in\nplay: end\nalt: Words.\n```\n\n"
    private static let question =
        "```yaml predict\nask: What?\nanswer: 0.4\nproof: out[0]\nreveals: sum(1, 0)\n```\n\n"
    private static let task = "```yaml do\nask: Do it.\ncheck: edits >= 1\nsolution:\n  - b1[0] = 1\n```\n\n"

    private func run(_ body: String, motion: Settings.Motion = .off) throws -> StepRun {
        try TutorialTests.run(body, motion: motion)
    }

    private func prose(_ run: StepRun) -> [String] {
        run.visibleParts.compactMap { part in
            guard case .prose(let blocks) = part else { return nil }
            return ProseLayout(width: 500, glyphs: .unicode).rows(of: blocks).map(\.text).joined(
                separator: " ")
        }
    }

    // MARK: Gates

    @Test func partsOpenOneAfterTheOther() throws {
        let body =
            "One.\n\n" + Self.network + "Two.\n\n<!-- pause -->\n\nThree.\n\n" + Self.question + "Four.\n\n"
            + Self.task + "Five."
        var run = try run(body)
        #expect(prose(run) == ["One.", "Two."] && run.activeTask == nil && !run.isFinished)
        run.passGate()
        #expect(prose(run) == ["One.", "Two.", "Three."] && run.activeTask != nil)
        // While the question waits, the rest does, and keys go to it.
        run.press("Tab + x")
        #expect(prose(run).count == 3)
        run.press("text:0.4 Enter")
        #expect(prose(run) == ["One.", "Two.", "Three.", "Four."])
        try run.edit("b1[0] = 1")
        #expect(prose(run) == ["One.", "Two.", "Three.", "Four.", "Five."])
        #expect(run.isFinished && run.isDone)
    }

    @Test func aStepOfProseIsFinishedAtOnce() throws {
        let run = try run("Nothing to do.")
        #expect(run.isFinished && run.isDone && !run.numbersAreLive && run.isAtHalt && !run.isMoving)
    }

    @Test func whatIsPassedOverIsNotDone() throws {
        var run = try run(Self.network + Self.question + "On.")
        run.passGate()
        #expect(run.isFinished && !run.isDone)
        #expect(prose(run) == ["On."])
        // With the question out of the way, the animation goes on to its end.
        run.play(motion: .off)
        #expect(run.replay?.isComplete == true)
    }

    @Test func numbersWaitForTheAnswer() throws {
        var run = try run(Self.network + Self.question + Self.task)
        #expect(!run.numbersAreLive)
        run.press("Enter Enter")
        #expect(run.numbersAreLive)
    }

    // MARK: The animation

    /// Of every question and every blank of the course: the animation stands before the moment that would give
    /// it away, until an answer is committed, whatever the learner does with the picture.
    @Test(arguments: courseSteps, Settings.Motion.allCases)
    func nothingIsGivenAwayBeforeTheAnswer(step: CourseStep, motion: Settings.Motion) throws {
        var run = try step.run(motion: motion)
        guard let timeline = run.replay?.timeline else { return }
        let settings = Settings.motion(motion)
        try run.doAll(try step.tasks, settings: settings) { run in
            let limit = run.stages.compactMap { $0 as? any TaskStage }.filter(\.isOpen)
                .compactMap { $0.reveals.map(timeline.position(before:)) }.min()
            guard let limit else { return }
            var positions = [run.replay?.position ?? 0]
            run.play(motion: motion)
            for _ in 0..<100 { run.tick(.milliseconds(33), settings: settings) }
            positions.append(run.replay?.position ?? 0)
            run.scrub(by: 100)
            positions.append(run.replay?.position ?? 0)
            run.togglePlay(motion: motion)
            run.tick(.seconds(60), settings: settings)
            run.finishPlaying()
            positions.append(run.replay?.position ?? 0)
            #expect((positions.max() ?? 0) <= limit)
        }
        #expect(run.isDone)
    }

    /// While a question waits, its answer is not in the picture; after it, it is. What is trained takes its time, and
    /// is done by `TrainStageTests` and `neurotour check`.
    @Test(arguments: courseSteps.filter { $0.lesson != "training-live" })
    func questionsAreAnsweredByTheirLessonsAnswers(step: CourseStep) throws {
        var run = try step.run()
        try run.doAll(try step.tasks)
        let areRight = run.answers.allSatisfy { $0.answer.isRight == true }
        #expect(run.isDone && areRight)
        // A neuron that was added has beats of its own.
        if let replay = run.replay { #expect(replay.position == run.lastBeat) }
    }

    @Test func motionOffShowsTheResultAtOnce() throws {
        let run = try run(Self.network, motion: .off)
        #expect(run.replay?.isComplete == true && !run.isPlaying && !run.isMoving)
    }

    /// At 250 ms a beat, tick by tick: the position is the whole beats that are over, the progress the rest.
    @Test func playsBeatByBeat() throws {
        var run = try run(Self.network, motion: .full)
        #expect(run.isPlaying && run.replay?.position == 1)
        let settings = Settings.motion(.full)
        for tick in 1...20 {
            run.tick(.milliseconds(50), settings: settings)
            // Five beats of a neuron's six (three products, bias, sum, activation) follow the inputs.
            let elapsed = Double(tick) * 50 / 250
            #expect(run.replay?.position == 1 + Int(elapsed + 1e-9))
            #expect(
                abs((run.replay?.progress ?? 0) - (elapsed + 1e-9).truncatingRemainder(dividingBy: 1)) < 1e-6)
        }
        for _ in 0..<10 { run.tick(.milliseconds(50), settings: settings) }
        #expect(run.replay?.isComplete == true && !run.isPlaying && run.replay?.progress == 0)
    }

    /// Reduced motion takes twice the time and shows no frame between two beats.
    @Test func reducedMotionShowsStatesOnly() throws {
        var run = try run(Self.network, motion: .reduced)
        let settings = Settings.motion(.reduced)
        var positions: [Int] = []
        // A sixteenth of a second is a quarter of a beat, and at half the speed exactly an eighth.
        for _ in 0..<56 {
            run.tick(.microseconds(62_500), settings: settings)
            #expect(run.view(settings).replay?.progress == 0)
            positions.append(run.view(settings).replay?.position ?? -1)
        }
        #expect(positions == (1...56).map { min(7, 1 + $0 / 8) })
    }

    @Test(arguments: [(0.5, 8), (1.0, 4), (2.0, 2)])
    func speedChangesTheBeat(speed: Double, ticks: Int) throws {
        var run = try run(Self.network, motion: .full)
        var settings = Settings.motion(.full)
        settings.speed = speed
        var count = 0
        while run.replay?.position == 1, count < 100 {
            run.tick(.microseconds(62_500), settings: settings)
            count += 1
        }
        #expect(count == ticks)
    }

    @Test func oneLongTickPlaysManyBeats() throws {
        var run = try run(Self.network, motion: .full)
        run.tick(.milliseconds(625), settings: .motion(.full))
        #expect(run.replay?.position == 3 && abs((run.replay?.progress ?? 0) - 0.5) < 1e-9)
        run.tick(.seconds(3600), settings: .motion(.full))
        #expect(run.replay?.isComplete == true && !run.isPlaying)
    }

    @Test func pausesAndGoesOn() throws {
        var run = try run(Self.network, motion: .full)
        let settings = Settings.motion(.full)
        run.tick(.milliseconds(300), settings: settings)
        run.togglePlay(motion: .full)
        let stood = run.replay
        run.tick(.seconds(1), settings: settings)
        #expect(run.replay == stood && !run.isMoving)
        run.togglePlay(motion: .full)
        #expect(run.isPlaying)
        run.tick(.seconds(10), settings: settings)
        #expect(run.isAtHalt)
        // Once more, from where the step began.
        run.togglePlay(motion: .full)
        #expect(run.isPlaying && run.replay?.position == 1)
    }

    @Test func scrubsWithinWhatMayBeSeen() throws {
        var run = try run(Self.network + Self.question, motion: .full)
        let timeline = try #require(run.replay?.timeline)
        let halt = timeline.position(before: .sum(layer: 0, neuron: 0))
        run.scrub(by: 1)
        #expect(run.replay?.position == 2 && !run.isPlaying)
        run.scrub(by: 99)
        #expect(run.replay?.position == halt)
        run.scrub(by: -2)
        #expect(run.replay?.position == halt - 2)
        run.scrub(by: -99)
        #expect(run.replay?.position == 0)
    }

    /// A beat in motion is ended by a step on, and undone by a step back.
    @Test func scrubbingEndsTheBeatInMotion() throws {
        var run = try run(Self.network, motion: .full)
        run.tick(.milliseconds(375), settings: .motion(.full))
        #expect(run.replay?.position == 2 && run.replay?.progress == 0.5)
        var back = run
        run.scrub(by: 1)
        #expect(run.replay?.position == 3 && run.replay?.progress == 0)
        back.scrub(by: -1)
        #expect(back.replay?.position == 1 && back.replay?.progress == 0)
    }

    @Test func theAnimationGoesOnAfterTheAnswer() throws {
        for motion in [Settings.Motion.full, .reduced] {
            var run = try run(Self.network + Self.question, motion: motion)
            run.tick(.seconds(60), settings: .motion(motion))
            #expect(!run.isPlaying && run.replay?.isComplete == false)
            run.press("text:0.4 Enter", settings: .motion(motion))
            #expect(run.isPlaying)
            run.tick(.seconds(60), settings: .motion(motion))
            #expect(run.replay?.isComplete == true)
        }
        var still = try run(Self.network + Self.question, motion: .off)
        still.press("text:0.4 Enter")
        #expect(still.replay?.isComplete == true && !still.isPlaying)
    }

    // MARK: Edits

    /// What changed stands out for a moment, unless nothing is to move.
    @Test func editsFlash() throws {
        var run = try run(Self.network, motion: .full)
        run.finishPlaying()
        try run.edit("b1[0] = 1", settings: .motion(.full))
        #expect(run.view(Settings()).flashes && run.isMoving)
        run.tick(.milliseconds(100), settings: .motion(.full))
        #expect(run.view(Settings()).flashes)
        run.tick(.milliseconds(200), settings: .motion(.full))
        #expect(!run.view(Settings()).flashes && !run.isMoving)

        var still = try self.run(Self.network)
        try still.edit("b1[0] = 1")
        #expect(!still.view(.still).flashes && !still.isMoving)
    }

    @Test func anEditMovesNoBeat() throws {
        var run = try run(Self.network, motion: .full)
        run.tick(.milliseconds(600), settings: .motion(.full))
        let replay = run.replay
        try run.edit("b1[0] = 1", settings: .motion(.full))
        #expect(run.replay == replay && run.isPlaying)
    }

    @Test func resetCanBeUndone() throws {
        var run = try run(Self.network)
        try run.edit("b1[0] = 1", "W1[0][0] = 2")
        let changed = run.experiment?.network
        run.reset(.still)
        #expect(run.experiment?.network == run.experiment?.start.network)
        let first = run.redo(.still)
        let second = run.redo(.still)
        #expect(first && second && run.experiment?.network == changed)
    }

    // MARK: Keeping

    @Test func editsAreAskedForOnce() throws {
        var run = try run(Self.network)
        let none = run.unsavedEdits()
        #expect(none == nil)
        try run.edit("b1[0] = 1")
        let some = run.unsavedEdits()
        let again = run.unsavedEdits()
        #expect(some == ["b1[0] = 1.0"] && again == nil)
        _ = run.undo(.still)
        let undone = run.unsavedEdits()
        #expect(undone == [])
    }

    @Test func whatWasKeptIsTakenUp() throws {
        let body = Self.network + Self.question + Self.task
        var first = try run(body)
        first.press("text:0.4 Enter")
        try first.edit("b1[0] = 0.25", "W1[0] = [1, 2, 3]")
        let answers = Dictionary(uniqueKeysWithValues: first.answers.map { ($0.task, $0.answer.text) })
        let edits = first.unsavedEdits()

        var second = try run(body, motion: .full)
        second.restore(answers: answers, edits: try #require(edits), settings: .motion(.full))
        #expect(second.experiment?.network == first.experiment?.network)
        #expect(second.answers.map(\.answer) == first.answers.map(\.answer))
        #expect(second.isDone && second.replay?.isComplete == true && !second.isPlaying)
        let unsaved = second.unsavedEdits()
        #expect(unsaved == nil)
    }

    /// Edits of an older version of the lesson that mean nothing any more are passed over, the others made.
    @Test func editsThatMeanNothingAnyMoreArePassedOver() throws {
        var run = try run(Self.network)
        let edits = ["W7[0][0] = 1", "nonsense", "b1[0] = 3", "W1[0][9] = 1; in[0] = 5", "z1[0] = 1"]
        run.restore(answers: [:], edits: edits, settings: .still)
        #expect(run.experiment?.value(of: .bias(layer: 0, neuron: 0)) == 3)
        #expect(run.experiment?.value(of: .input(0)) == 5)
        #expect(run.experiment?.history.done.count == 2)
    }

    /// Without answers and edits a step opens as it is meant to, and plays.
    @Test func nothingKeptChangesNothing() throws {
        var run = try run(Self.network, motion: .full)
        run.restore(answers: [:], edits: [], settings: .motion(.full))
        #expect(run.isPlaying && run.replay?.position == 1)
    }
}
