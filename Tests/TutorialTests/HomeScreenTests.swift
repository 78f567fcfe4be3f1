import Foundation
import TerminalUI
import Testing

@testable import Tutorial

/// Home, and lessons that can't be shown.
struct HomeScreenTests {
    private static let lessons: WrittenLessons = {
        let lessons = WrittenLessons()
        lessons.write(
            lessons.frontMatter(id: "first") + "## One {#one}\n\nHello.\n", to: "01-first/lesson.md")
        lessons.write("no front matter", to: "02-broken/lesson.md")
        lessons.write(
            lessons.frontMatter(id: "worse")
                + "## One {#one}\n\n```yaml network\npreset: nothing\nalt: W.\n```\n",
            to: "03-worse/lesson.md")
        lessons.write(
            lessons.frontMatter(id: "last").replacing("minutes: 5", with: "minutes: 7\nrequires: [first]")
                + "## One {#one}\n\nBye.\n", to: "04-last/lesson.md")
        return lessons
    }()

    private func play(_ keys: String, size: String = "80x24", progress: ProgressState = ProgressState())
        throws
        -> ScreenPlayer
    {
        try ScreenPlayer(keys, size: size, library: Self.lessons.library, progress: progress)
    }

    @Test func listsEveryLesson() throws {
        let home = try play("")
        #expect(home.header.contains("NeuroTour") && home.header.contains("4 lessons"))
        for text in ["1  The lesson first", "02-broken", "can't be read", "3  The lesson worse", "7 min"] {
            #expect(home.contains(text), "\(text)")
        }
        #expect(home.words.count >= 5)
    }

    @Test func lessonsOpen() throws {
        #expect(try play("Enter").contains("Hello."))
        #expect(try play("Down Down Down Enter").contains("Bye."))
        #expect(try play("End l").contains("Bye."))
        #expect(try play("End Up Up Up j j j Right").contains("Bye."))
        #expect(try play("Enter Esc").header.contains("NeuroTour"))
    }

    /// The chosen lesson is described: what it needs, how long it takes.
    @Test func theChosenLessonIsDescribed() throws {
        let home = try play("End")
        #expect(home.contains("about 7 minutes") && home.contains("best after: The lesson first"))
    }

    /// A lesson that can't be read says so in its place, with every mistake; the others open as ever.
    @Test func brokenLessonsSayWhatIsWrong() throws {
        let unreadable = try play("Down Enter")
        #expect(unreadable.contains("Lessons/02-broken/lesson.md:1:1"))
        #expect(unreadable.contains("the first line is ---"))
        let worse = try play("Down Down Enter")
        #expect(worse.contains("Lessons/03-worse/lesson.md:10:9"))
        #expect(worse.contains("no preset named \"nothing\""))
        for keys in ["Down Enter Esc", "Down Down Enter q"] {
            #expect(try play(keys).header.contains("NeuroTour"))
        }
        #expect(try play("Down Enter Esc Up Enter").contains("Hello."))
        #expect(worse.words.joined().contains("Lessons/03-worse/lesson.md:10:9"))
    }

    /// A lesson that broke between home and its opening is answered the same way.
    @Test func aLessonThatVanishesIsAnswered() throws {
        let lessons = WrittenLessons()
        lessons.writeStep("Hello.")
        let library = lessons.library
        try FileManager.default.removeItem(atPath: "\(lessons.folder)/01-sample/lesson.md")
        let player = try ScreenPlayer("Enter", library: library)
        #expect(player.contains("there is no such file"))
    }

    @Test func noLessonsAtAll() throws {
        let player = try ScreenPlayer("Enter T ? Esc", library: WrittenLessons().library)
        #expect(player.contains("there are no lessons in this"))
    }

    @Test func leavingIsAskedFirst() throws {
        let asked = try play("q")
        #expect(asked.footer.contains("Leave the course?") && asked.ending == .terminalClosed)
        #expect(try play("q y").ending == .quit)
        for keys in ["q n", "q Esc", "q Down", "q x"] {
            let stayed = try play(keys)
            #expect(stayed.ending == .terminalClosed && !stayed.footer.contains("Leave"))
        }
        #expect(try play("Esc y").ending == .quit)
    }

    @Test func theTourIsOneKeyAway() throws {
        let player = try ScreenPlayer("T")
        #expect(player.header.contains("stop 1/") && player.progress.lastLesson == "visual-model")
        #expect(try ScreenPlayer("t").header.contains("stop 1/"))
    }

    @Test func helpIsThere() throws {
        let help = try play("?")
        for text in ["Enter", "open the lesson", "T", "leave"] { #expect(help.contains(text)) }
        #expect(try play("? Esc").header.contains("NeuroTour"))
    }

    /// What is done and begun is marked, and home stands where the learner was.
    @Test func progressIsMarked() throws {
        var progress = ProgressState()
        progress.apply(ProgressRecord(lesson: "first", step: "one", what: .reached))
        progress.apply(ProgressRecord(lesson: "first", step: "one", what: .done(contentHash: "h")))
        progress.apply(ProgressRecord(lesson: "first", step: nil, what: .done(contentHash: "")))
        progress.apply(ProgressRecord(lesson: "last", step: "one", what: .reached))
        let home = try play("", progress: progress)
        func row(_ text: String) -> String { home.rows.first { $0.contains(text) } ?? "" }
        #expect(row("The lesson first").contains("✓"))
        #expect(row("4  The lesson last").contains("◐"))
        #expect(row("The lesson worse").contains("○"))
        #expect(row("02-broken").contains("!"))
        #expect(try play("Enter", progress: progress).contains("Bye."))
    }

    @Test func aPasteAtHomeDoesNothing() throws {
        let library = Self.lessons.library
        let player = try ScreenPlayer(events: [.paste("q\ny\n")], library: library)
        #expect(player.ending == .terminalClosed && player.header.contains("NeuroTour"))
    }

    @Test func signalsAndALostTerminalEndTheProgram() throws {
        let library = Self.lessons.library
        #expect(try ScreenPlayer(events: [.signal(15)], library: library).ending == .signal(15))
        #expect(try ScreenPlayer(events: [.terminalClosed], library: library).ending == .terminalClosed)
    }

    /// Whatever ends the program, edits that were not kept yet are.
    @Test(arguments: [Event.signal(15), .terminalClosed])
    func editsAreKeptAtTheEnd(event: Event) throws {
        let step = try #require(courseSteps.first { $0.step.id == "your-edit" })
        var keys: [Event] = []
        for case .question(let script) in try step.tasks { keys += script.keys.map(Event.key) }
        let player = try ScreenPlayer(
            events: keys + [.key(.tab), .key(.character("+")), event], at: step.address)
        #expect(player.progress.edits(lesson: step.lesson, step: "your-edit").count == 1)
    }

    /// After a lesson the cursor is on it; after a look elsewhere it is where it was.
    @Test func comesBackToWhereOneWas() throws {
        #expect(try play("Enter Esc").contains("▸ ◐  1"))
        let last = try play("End Enter Esc")
        #expect(last.contains("▸ ◐  4"))
        #expect(try play("Enter Esc End ? Esc").contains("▸ ○  4"))
    }
}
