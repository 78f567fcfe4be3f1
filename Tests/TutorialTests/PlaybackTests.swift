import TerminalUI
import Testing

@testable import Tutorial

/// The solution, played key by key in front of the learner; and z, slid along.
struct PlaybackTests {
    private static let start = "text:0.1 Enter H H H"

    private func play(_ keys: String, ticks: Int, motion: Settings.Motion = .full) throws -> ScreenPlayer {
        let events =
            KeyScript(keys).keys.map(Event.key)
            + Array(repeating: Event.tick(.milliseconds(100)), count: ticks)
        return try ScreenPlayer(
            events: events, at: "all-weights-zero#bias-left", size: "120x40", settings: .motion(motion))
    }

    @Test func theKeysArePressedOneAfterTheOther() throws {
        let begun = try play("\(Self.start) H", ticks: 0)
        #expect(begun.contains("playing the solution"))
        let later = try play("\(Self.start) H", ticks: 12)
        #expect(!later.contains("✓ done"))
        // Tab to three weights and z on each; half a second a key.
        let end = try play("\(Self.start) H", ticks: 60)
        #expect(end.contains("✓ done in 3 edits, all hints"))
        let name = QuizItem.Name(lesson: "all-weights-zero", id: "E11")
        #expect(end.progress.items[name]?.outcomes == [.solved(edits: 3, hints: 3)])
    }

    @Test func anyKeyStopsIt() throws {
        let stopped = try ScreenPlayer(
            events: KeyScript("\(Self.start) H").keys.map(Event.key)
                + Array(repeating: Event.tick(.milliseconds(100)), count: 12) + [.key(.character("m"))]
                + Array(repeating: Event.tick(.milliseconds(100)), count: 60),
            at: "all-weights-zero#bias-left", size: "120x40", settings: .motion(.full))
        #expect(stopped.contains("stopped; H plays it once more") && !stopped.contains("✓ done in"))
    }

    /// What was tried before is taken back first: the solution starts where the lesson does.
    @Test func itBeginsAtTheStart() throws {
        let end = try play("\(Self.start) Tab Tab Tab Tab + + H", ticks: 90)
        #expect(end.contains("✓ done in 3 edits, all hints"))
    }

    @Test func withoutMotionItIsThereAtOnce() throws {
        #expect(try play("\(Self.start) H", ticks: 0, motion: .off).contains("✓ done in 3 edits, all hints"))
    }

    @Test func itIsOfferedAfterTheLastHint() throws {
        #expect(try !play("text:0.1 Enter H H", ticks: 0).contains("H once more plays"))
        #expect(try play(Self.start, ticks: 0).contains("H once more plays these keys for you."))
        #expect(try play(Self.start, ticks: 0).footer.contains("H play it"))
    }

    // MARK: The sweep

    @Test func theSweepGoesFromEndToEndAndBack() throws {
        let step = try #require(courseSteps.first { $0.address == "sigmoid-for-relu#watch-ranges" })
        var run = try step.run(motion: .full)
        run.passGate()
        let before = run.experiment?.network
        run.beginSweep()
        var sums: [Double] = []
        for _ in 0..<200 where run.sweep != nil {
            run.tick(.milliseconds(33), settings: .motion(.full))
            if run.sweep != nil, let z = run.view(.motion(.full)).experiment?.pass.layers[0].preactivations[0]
            {
                sums.append(z)
            }
        }
        #expect(run.sweep == nil && sums.count > 100)
        #expect(zip(sums, sums.dropFirst()).allSatisfy { $0 <= $1 + 1e-9 })
        #expect(abs((sums.first ?? 0) + 8) < 0.2 && abs((sums.last ?? 0) - 8) < 0.2)
        // It was for looking at: nothing has changed, and nothing is to be undone.
        #expect(run.experiment?.network == before && run.experiment?.isChanged == false)
    }
}

/// Lessons that are followed while their author writes them.
struct WatchTests {
    private static func step(_ text: String) -> String { "## A step {#a-step}\n\n\(text)\n" }

    @Test func aFolderThatChangesIsNoticed() {
        let lessons = WrittenLessons()
        lessons.write(lessons.frontMatter(id: "one") + Self.step("First."), to: "01-one/lesson.md")
        var watch = FolderWatch(lessons.folder)
        var looks = [watch.hasChanged()]
        lessons.write(lessons.frontMatter(id: "one") + Self.step("Second."), to: "01-one/lesson.md")
        looks += [watch.hasChanged(), watch.hasChanged()]
        lessons.write("x", to: "01-one/listing.js")
        looks.append(watch.hasChanged())
        // An editor's own file is no lesson.
        lessons.write("swap", to: "01-one/.lesson.md.swp")
        looks.append(watch.hasChanged())
        #expect(looks == [false, true, false, true, false])
        var nowhere = FolderWatch("/nowhere/at/all")
        let isChanged = nowhere.hasChanged()
        #expect(!isChanged)
    }

    /// What is saved is on the screen at the next look, mistakes included, and mended ones, too.
    @Test func theScreenFollows() throws {
        let lessons = WrittenLessons()
        func write(_ text: String) {
            lessons.write(lessons.frontMatter(id: "one") + Self.step(text), to: "01-one/lesson.md")
        }
        write("The first text.")
        var session = Session(library: lessons.library, settings: .still)
        var screen: any Screen = LessonScreen.open(session.library.entries[0], in: session)
        func text() -> String {
            var canvas = Canvas(size: session.size, glyphs: .unicode)
            screen.draw(on: &canvas, in: session)
            return canvas.text
        }
        func follow() throws {
            session.library = session.library.reopened()
            screen = try #require(screen.reloaded(in: session))
        }
        #expect(text().contains("The first text."))
        write("The second text.")
        try follow()
        #expect(text().contains("The second text."))
        write("```yaml netwrok\n```")
        try follow()
        #expect(text().contains("did you mean \"network\"?") && text().contains("lesson.md:9:9"))
        write("The third text.")
        try follow()
        #expect(text().contains("The third text."))
    }

    /// A step that was not touched keeps what was done in it.
    @Test func otherStepsKeepTheirState() throws {
        let lessons = WrittenLessons()
        func write(_ last: String) {
            let first = "## One {#one}\n\n```yaml network\npreset: seed-neuron\nalt: A.\n```\n\n"
            lessons.write(
                lessons.frontMatter(id: "one") + first + "## Two {#two}\n\n\(last)\n", to: "01-one/lesson.md")
        }
        write("Before.")
        var session = Session(library: lessons.library, settings: .still)
        var screen = try #require(
            LessonScreen.open(session.library.entries[0], in: session) as? LessonScreen)
        for key in KeyScript("Tab +").keys { _ = screen.handle(.key(key), in: session) }
        write("After.")
        session.library = session.library.reopened()
        let reloaded = try #require(screen.reloaded(in: session) as? LessonScreen)
        #expect(reloaded.run.experiment?.input == [1.1, 2, 3])
        #expect(reloaded.lesson.steps[1].contentHash != screen.lesson.steps[1].contentHash)
    }
}
