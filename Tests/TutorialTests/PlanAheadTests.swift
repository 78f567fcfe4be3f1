import Course
import TerminalUI
import Testing

@testable import Tutorial

/// A lesson that shows its first step before the others are looked at.
struct PlanAheadTests {
    private static let good = """
        ## First {#first}

        Hello.

        ## Second {#second}

        World.

        """

    private static let network = "## Third {#third}\n\n```yaml network\npreset: nothing\n```\n\n"
    private static let unclosed = "## Fourth {#fourth}\n\n```yaml predict\nanswer: [1\n```\n"

    private func library(_ body: String) -> (WrittenLessons, Library) {
        let lessons = WrittenLessons()
        lessons.write(lessons.frontMatter(id: "sample") + body, to: "01-sample/lesson.md")
        return (lessons, lessons.library)
    }

    private func open(
        _ library: Library, plansAhead: Bool = false
    ) -> (screen: any Screen, session: Session) {
        let session = Session(library: library, settings: .still)
        return (
            LessonScreen.open(library.entries[0], plansAhead: plansAhead, in: session), session
        )
    }

    /// What takes the lesson's place.
    private func successor(_ commands: [Command], _ session: Session) -> [String]? {
        for case .replace(let screen) in commands { return screen.inWords(in: session) }
        return nil
    }

    @Test func ticksLookAtTheOtherStepsAndEnd() {
        let (lessons, library) = library(Self.good)
        defer { withExtendedLifetime(lessons) {} }
        var (screen, session) = open(library)
        var ticks = 0
        while screen.tickInterval != nil, ticks < 10 {
            #expect(screen.handle(.tick(.milliseconds(33)), in: session).isEmpty)
            ticks += 1
        }
        #expect(ticks == 1)
        #expect(open(library, plansAhead: true).screen.tickInterval == nil)
    }

    /// The page is the same, whenever the mistakes are found.
    @Test(arguments: [network, unclosed, network + unclosed])
    func aMistakeFoundLaterTakesTheLessonsPlace(broken: String) throws {
        let (lessons, library) = library(Self.good + broken)
        defer { withExtendedLifetime(lessons) {} }
        let (page, _) = open(library, plansAhead: true)
        #expect(page is BrokenLessonScreen)
        var (screen, session) = open(library)
        #expect(screen is LessonScreen)
        var found: [String]?
        for _ in 0..<4 where found == nil {
            #expect(screen.tickInterval != nil)
            found = successor(screen.handle(.tick(.milliseconds(33)), in: session), session)
        }
        #expect(found == page.inWords(in: session))
        #expect(try #require(found).contains { $0.contains("Lessons/01-sample/lesson.md:") })
    }

    /// Without a tick, a step is looked at when the learner goes there.
    @Test func goingToAStepLooksAtIt() {
        let (lessons, library) = library(Self.good + Self.network)
        defer { withExtendedLifetime(lessons) {} }
        let (page, _) = open(library, plansAhead: true)
        var (screen, session) = open(library)
        #expect(successor(screen.handle(.key(.enter), in: session), session) == nil)
        #expect(screen.inWords(in: session).contains("World."))
        #expect(successor(screen.handle(.key(.enter), in: session), session) == page.inWords(in: session))
    }

    @Test func aFirstStepThatIsBrokenIsNeverShown() {
        let (lessons, library) = library(Self.unclosed + Self.good + Self.network)
        defer { withExtendedLifetime(lessons) {} }
        let (screen, session) = open(library)
        #expect(screen.inWords(in: session) == open(library, plansAhead: true).screen.inWords(in: session))
        #expect(screen is BrokenLessonScreen)
    }
}
