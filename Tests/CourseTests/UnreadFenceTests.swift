import Testing

@testable import Course

/// Lessons whose fences are read when something asks for them.
struct UnreadFenceTests {
    /// The front matter takes six lines.
    private static let body = """
        ## First {#first}

        ```yaml network
        layers: [1, 2]
        ```

        ## Second {#second}

        ```yaml quiz
        question: [never closed
        ```

        ```yaml do
        check: &anchor 1
        ```

        """

    private func entry(_ body: String) -> Entry {
        let course = Course.ofOneLesson(text: frontMatter + body, file: "lesson.md", kinds: kinds)
        return course.entries[0]
    }

    private struct Network: Decodable {
        let layers: [Int]
    }

    @Test func theStepsThatAreWellFormedCanBeUsed() throws {
        let lesson = try entry(Self.body).lessonWithUnreadFences()
        #expect(lesson.steps.map(\.id) == ["first", "second"])
        #expect(lesson.fences.map(\.place.line) == [9, 15, 19])
        for first in [lesson.steps[0], try lesson.steps[0].read()] {
            #expect(try first.fences[0].decode(Network.self).layers == [1, 2])
            #expect(first.fences[0].place(of: "layers", 1).description == "lesson.md:10:13")
            #expect(first.contentHash == lesson.steps[0].contentHash)
        }
    }

    /// What a full reading finds is found later, each mistake at its place.
    @Test func aMistakeIsFoundWhenItsStepIsRead() throws {
        let inFull = problems { () throws(Problems) in _ = try entry(Self.body).lesson().get() }
        #expect(inFull.count == 2)
        let lesson = try entry(Self.body).lessonWithUnreadFences()
        #expect(problems { () throws(Problems) in _ = try lesson.steps[1].read() } == inFull)
        #expect(lesson.fenceProblems.map(\.description) == inFull)
        let quiz = lesson.steps[1].fences[0]
        #expect(problems { () throws(Problems) in _ = try quiz.decode(Network.self) } == [inFull[0]])
        #expect(quiz.place(of: "question") == quiz.place)
    }

    /// A lesson that can't be shown anyway tells of everything.
    @Test func otherMistakesBringThoseOfTheFencesWithThem() {
        let entry = entry(Self.body + "<hr>\n")
        let inFull = problems { () throws(Problems) in _ = try entry.lesson().get() }
        #expect(inFull.count == 3)
        #expect(problems { () throws(Problems) in _ = try entry.lessonWithUnreadFences() } == inFull)
    }
}
