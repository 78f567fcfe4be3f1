import Course
import TerminalUI
import Testing

@testable import Tutorial

/// `tour --present`: the answers wait for a key of the teacher's.
struct PresentingTests {
    private static var settings: Settings {
        var settings = Settings.still
        settings.isPresenting = true
        return settings
    }

    /// Lessons that ask in every way there is: words, predictions, blanks, exercises, pairs, a drawn quiz.
    private static let lessons = [
        "the-words", "visual-model", "one-neuron", "sigmoid", "dead-neuron", "quick-quiz",
        "in-the-real-world",
    ]

    /// With A and Enter alone the class sees every answer, and the step goes on to its end.
    @Test(arguments: lessons) func everyQuestionAndExerciseHasItsAnswer(id: String) throws {
        let session = Session(library: courseLibrary, settings: Self.settings)
        let lesson = try courseLibrary.entries[courseLibrary.find(id).entry].lesson().get()
        for index in lesson.steps.indices {
            var screen = try LessonScreen(
                lesson, number: "", stepIndex: index, plansAhead: false, isAnew: true, session: session)
            for _ in 0..<100 where !screen.run.isFinished {
                let isWaiting = screen.run.activeTask != nil
                _ = screen.press(isWaiting ? .character("A") : .enter, session)
                guard isWaiting, screen.run.activeTask != nil else { continue }
                // Words that are read and drawn quizzes go on with Enter.
                _ = screen.press(.enter, session)
            }
            #expect(screen.run.isDone, "\(id)#\(lesson.steps[index].id)")
        }
    }

    @Test func theAnswerIsTold() throws {
        let asked = try ScreenPlayer(at: "visual-model#sum-and-bias", settings: Self.settings)
        #expect(asked.footer.contains("A answer") && !asked.contains("the answer"))
        let told = try ScreenPlayer("A", at: "visual-model#sum-and-bias", settings: Self.settings)
        // 0.5 · 1 − 0.3 · 0 + 0.1.
        #expect(told.contains("the answer   0.6") && !told.contains("your answer"))
        #expect(!told.footer.contains("A answer"))
    }

    @Test func anExerciseIsPlayed() throws {
        let played = try ScreenPlayer(
            "A A", at: "all-weights-zero#bias-left", size: "120x40", settings: Self.settings)
        #expect(played.contains("✓ done in 3 edits"))
    }

    @Test func aLearnerFindsTheAnswer() throws {
        let screen = try ScreenPlayer("A", at: "visual-model#sum-and-bias")
        #expect(!screen.footer.contains("A answer") && !screen.contains("the answer"))
    }
}
