import Course
import Testing

@testable import Tutorial

/// What home suggests, and that it locks nothing.
struct SuggestionTests {
    private func progress(lessons: [String] = [], steps: [(String, String)] = []) -> ProgressState {
        var progress = ProgressState()
        for id in lessons {
            let done = courseSteps.filter { $0.lesson == id }.map { ($0.lesson, $0.step.id) }
            for (lesson, step) in done {
                progress.apply(ProgressRecord(lesson: lesson, step: step, what: .done(contentHash: "x")))
            }
            progress.apply(ProgressRecord(lesson: id, step: nil, what: .done(contentHash: "")))
        }
        for (lesson, step) in steps {
            progress.apply(ProgressRecord(lesson: lesson, step: step, what: .done(contentHash: "x")))
        }
        return progress
    }

    private func suggestion(_ progress: ProgressState) -> String? {
        courseLibrary.suggestion(for: progress).flatMap {
            try? courseLibrary.entries[$0].frontMatter.get().id
        }
    }

    /// Why this matters, the first three stops of the visual model, the words, and the rest.
    @Test func followsTheWayOfTheCourse() {
        #expect(suggestion(progress()) == "why-this-matters")
        #expect(suggestion(progress(lessons: ["why-this-matters"])) == "visual-model")
        let three = ["values-enter", "weights-multiply", "sum-and-bias"].map { ("visual-model", $0) }
        #expect(
            suggestion(progress(lessons: ["why-this-matters"], steps: Array(three.prefix(2))))
                == "visual-model")
        #expect(suggestion(progress(lessons: ["why-this-matters"], steps: three)) == "the-words")
        let words = ["why-this-matters", "the-words"]
        #expect(suggestion(progress(lessons: words, steps: three)) == "visual-model")
        #expect(suggestion(progress(lessons: words + ["visual-model"])) == "one-neuron")
        let all = Array(Set(courseSteps.map(\.lesson)))
        #expect(suggestion(progress(lessons: all)) == nil)
    }

    @Test func homeShowsIt() throws {
        let home = try ScreenPlayer("", progress: progress(lessons: ["why-this-matters"]))
        let row = try #require(home.rows.first { $0.contains("3  The visual model") })
        #expect(row.contains("next") && row.contains("▸"))
        // Nothing is locked: the last lesson opens on day one.
        #expect(try ScreenPlayer("End Enter").header.contains("stop 1/"))
    }

    /// After the third stop the lesson itself says that another is due.
    @Test func theLessonSaysWhenItIsTime() throws {
        let before = progress(
            lessons: ["why-this-matters"],
            steps: [("visual-model", "values-enter"), ("visual-model", "weights-multiply")])
        let screen = try ScreenPlayer(
            "text:0.6 Enter Enter", at: "visual-model#sum-and-bias", progress: before)
        #expect(screen.header.contains("stop 4/9"))
        #expect(screen.rows[22].contains("The words"))
    }

    @Test func theEndOfALessonLeadsOn() throws {
        let session = Session(library: courseLibrary, progress: progress(lessons: ["why-this-matters"]))
        let lesson = try courseLibrary.entries[0].lesson().get()
        let end = LessonEndScreen(lesson: lesson, number: "1")
        #expect(end.inWords(in: session).contains { $0.contains("Next: The visual model") })
    }
}
