import Course
import TerminalUI
import Testing

@testable import Tutorial

/// The way from anywhere to a stop of the course.
struct RouteTests {
    /// What a way consists of, a word each.
    private func words(_ commands: [Command]) -> [String] {
        commands.map { command in
            switch command {
            case .pop: "pop"
            case .push(let screen): screen is LessonScreen ? "lesson" : "other"
            case .save(let record): "\(record.lesson)#\(record.step ?? "")"
            default: "?"
            }
        }
    }

    /// Everything above home makes room, and the place is kept.
    @Test(arguments: [0, 1, 2, 3])
    func closesWhatLiesAboveHome(closing: Int) {
        let session = Session(library: twoLessons)
        let commands = Route(closing: closing).commands(to: Stop(entry: 0, step: 2), in: session)
        let pops = Array(repeating: "pop", count: closing)
        #expect(words(commands) == pops + ["lesson", "visual-model#sum-and-bias"])
        #expect(words(Route(closing: closing).toHome) == pops)
    }

    /// A lesson that can't be read is shown with its mistakes, and is no place to come back to.
    @Test func aBrokenLessonIsNoPlace() {
        let session = Session(library: WrittenLessons.withTerms.libraryWithTerms)
        #expect(
            words(Route().commands(to: Stop(entry: 1, step: nil), in: session)) == ["pop", "pop", "other"])
    }

    /// Whichever way a lesson is opened, it is where the learner is from then on.
    @Test func whereOneGoesIsKept() throws {
        let session = Session(library: twoLessons)
        let lesson = try twoLessons.entries[0].lesson().get()
        var end = LessonEndScreen(lesson: lesson, number: "3")
        #expect(words(end.handle(.key(.enter), in: session)) == ["pop", "lesson", "one-neuron#three-inputs"])
        #expect(
            words(end.handle(.key(.backspace), in: session)) == [
                "pop", "lesson", "visual-model#check-yourself",
            ])
        let contents = try ScreenPlayer("c End Enter", at: "visual-model#values-enter")
        #expect(contents.progress.lastStep(ofLesson: "visual-model") == "check-yourself")
    }
}
