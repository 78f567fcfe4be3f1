import Experiment
import TerminalUI
import Testing

@testable import Tutorial

/// Adding and deleting neurons by key, how they grow in, and what a step's own actions do.
struct NeuronKeysTests {
    private static let step =
        "```yaml network\npreset: seed-net\nknown: in\nplay: end\nalt: W.\n```\n\nText.\n"

    private func play(_ keys: String, settings: Settings = .still) throws -> ScreenPlayer {
        // The question of the stop comes first.
        try ScreenPlayer("Down Down Down Enter " + keys, at: "visual-model#your-edit", settings: settings)
    }

    /// The new neuron reads [1, 1]: 0.4 − 0.6 + 0.1 = −0.1, so ReLU puts out 0, and nothing reads it yet.
    @Test func addsAndDeletesANeuron() throws {
        let added = try play("N")
        #expect(added.contains("h₃") && added.contains("−0.10") && added.contains("0.46"))
        #expect(added.rows[22].contains("a new neuron"))
        #expect(!(try play("N u").contains("h₃")))
        #expect(try play("N u Ctrl-R").contains("h₃"))
        // The focus is on a weight of h₁; what is left is 0.4·0.7.
        let deleted = try play("D")
        #expect(!deleted.contains("h₂") && deleted.contains("0.28"))
        #expect(deleted.rows[22].contains("h₁ is gone"))
        #expect(try play("D u").contains("0.46"))
    }

    @Test func whatCantBeDoneSaysWhy() throws {
        #expect(try play("D D").rows[22].contains("has only this neuron"))
        #expect(try play("Right Right N").rows[22].contains("hidden layers"))
        #expect(try play("Right Right D").rows[22].contains("hidden neuron"))
        #expect(try play("Left D").rows[22].contains("hidden neuron"))
    }

    /// The animation after it is that of the new network, and nothing of it is stale.
    @Test func theAnimationFollowsTheShape() throws {
        var run = try run(Self.step, motion: .full)
        run.finishPlaying()
        try run.edit("add(1)", settings: .motion(.full))
        let timeline = try #require(run.replay?.timeline)
        #expect(timeline.contains(.activation(layer: 0, neuron: 2)))
        #expect(run.isAtHalt && run.replay?.isComplete == true)
        run.togglePlay(motion: .full)
        #expect(run.isPlaying && run.replay?.position == run.firstBeat)
        for _ in 0..<200 { run.tick(.milliseconds(100), settings: .motion(.full)) }
        #expect(run.replay?.isComplete == true)
    }

    /// A new neuron grows for 1.2 s, then it is there; with motion off it is there at once.
    @Test func aNewNeuronGrowsIn() throws {
        let settings = Settings.motion(.full)
        var run = try run(Self.step, motion: .full)
        run.finishPlaying()
        try run.edit("add(1)", settings: settings)
        #expect(run.view(settings).growth?.neuron == 2)
        #expect(run.view(settings).growth?.progress == 0)
        run.tick(.milliseconds(600), settings: settings)
        let half = try #require(run.view(settings).growth?.progress)
        #expect(abs(half - 0.5) < 1e-9)
        run.tick(.milliseconds(700), settings: settings)
        #expect(run.view(settings).growth == nil && !run.isMoving)
        for motion in [Settings.Motion.off, .reduced] {
            var still = try TutorialTests.run(Self.step, motion: motion)
            try still.edit("add(1)", settings: .motion(motion))
            #expect(still.view(.motion(motion)).growth == nil)
        }
    }

    @Test func anEditedShapeIsTakenUpAgain() throws {
        var run = try run(Self.step)
        run.restore(
            answers: [:], edits: ["add(1, 2, [0.4, -0.6], 0.1, [0.0])", "W2[0][2] = 0.8"], settings: .still)
        #expect(run.experiment?.network.layerSizes == [2, 3, 1])
        #expect(abs((run.experiment?.pass.output[0] ?? 0) - 1) < 1e-12)
        #expect(run.unsavedEdits() == nil)
        let replay = try #require(run.replay)
        #expect(replay.timeline.contains(.activation(layer: 0, neuron: 2)) && replay.isComplete)
        #expect(!run.isMoving)
    }

    /// A listing that stands beside it has lines for the neuron that is gone.
    @Test(arguments: ["in-code", "worked-example", "last-lines"])
    func aDeletedNeuronIsGoneTheNextDay(step: String) throws {
        var progress = ProgressState()
        progress.apply(
            ProgressRecord(lesson: "forward-pass", step: step, what: .edited(["delete(1, 1)"])))
        let player = try ScreenPlayer("", at: "forward-pass#\(step)", size: "120x40", progress: progress)
        // The text beside it still tells of both.
        let picture = player.rows.map { $0.prefix(75) }.joined(separator: "\n")
        #expect(picture.contains("h₁") && !picture.contains("h₂"))
    }

    // MARK: A step's own actions

    private static let random =
        "```yaml network\npreset: seed-net\nalt: W.\n```\n\n```yaml do\nask: Randomise.\n"
        + "check: edits >= 3\nsolution: [randomise(1), randomise(2), randomise(3)]\nactions: randomise\n```\n"

    @Test func anActionIsDoneByEnter() throws {
        var run = try run(Self.random)
        #expect(run.rows().contains { $0.contains("new random values for all 9 numbers") })
        expectOutcomes(of: "Enter", [.act(.randomise)], in: &run)
        #expect(problemsFound(in: Self.random) == [])
        let unknown = Self.random.replacing("actions: randomise", with: "actions: randomize")
        #expect(
            problemsFound(in: unknown).first?.hasSuffix(
                "no action named \"randomize\"; did you mean \"randomise\"?") == true)
    }

    /// Three times other numbers, the same ones for the same seed.
    @Test func randomNumbersComeFromTheSeed() throws {
        func outputs(seed: UInt64) throws -> [Double] {
            var settings = Settings.still
            settings.seed = seed
            let screen = try ScreenPlayer(
                "Enter Enter Enter", at: "why-this-matters#random-numbers", settings: settings)
            return screen.canvases.map { Double($0.text.hashValue) }
        }
        #expect(try outputs(seed: 1) == outputs(seed: 1))
        #expect(try outputs(seed: 1) != outputs(seed: 2))
        #expect(Set(try outputs(seed: 1)).count >= 4)
    }

    /// The palette offers it by name, as long as it can be done.
    @Test func aStepsActionsAreNamed() throws {
        let session = Session(library: courseLibrary, settings: .still)
        let step = try #require(courseSteps.first { $0.address == "why-this-matters#random-numbers" })
        var screen = try #require(LessonScreen.course(step, session))
        let actions = screen.actions(in: session)
        #expect(actions.contains { $0.title == "new random values for all 9 numbers" })
        #expect(
            actions.contains {
                $0.title == "add a neuron to the focused layer" && $0.deed == .press(.character("N"))
            }
        )
        _ = screen.perform("randomise", in: session)
        #expect(screen.run.experiment?.history.done.count == 1)
        #expect(screen.perform("nothing", in: session).isEmpty)
    }
}
