import Testing

@testable import Tutorial

struct ProgressStateTests {
    private func state(_ records: (String, String?, ProgressRecord.What)...) -> ProgressState {
        var state = ProgressState()
        for (lesson, step, what) in records {
            state.apply(ProgressRecord(lesson: lesson, step: step, what: what))
        }
        return state
    }

    private static let steps: [([ProgressRecord.What], StepState)] = [
        ([], .new),
        ([.reached], .started),
        ([.edited([])], .started),
        ([.answered(task: 0, answer: "1", right: true)], .started),
        ([.reached, .done(contentHash: "now")], .done),
        ([.done(contentHash: "now"), .reached], .done),
        ([.done(contentHash: "before")], .changed),
        // The order in which two computers did it does not matter.
        ([.done(contentHash: "now"), .done(contentHash: "before")], .done),
        ([.done(contentHash: "before"), .done(contentHash: "now")], .done),
    ]

    @Test(arguments: steps)
    func aStepIsAsFarAsItsLinesSay(lines: [ProgressRecord.What], expected: StepState) {
        var state = ProgressState()
        for what in lines { state.apply(ProgressRecord(lesson: "a", step: "s", what: what)) }
        #expect(state.state(ofStep: "s", lesson: "a", contentHash: "now") == expected)
        #expect(state.state(ofStep: "s", lesson: "b", contentHash: "now") == .new)
        #expect(state.state(ofStep: "t", lesson: "a", contentHash: "now") == .new)
    }

    @Test func theLearnerIsWhereTheyWereLast() {
        let state = state(
            ("a", "1", .reached), ("b", "1", .reached), ("b", "2", .reached),
            ("a", "2", .done(contentHash: "h")))
        #expect(state.lastLesson == "b")
        #expect(state.lastStep(ofLesson: "b") == "2")
        #expect(state.lastStep(ofLesson: "a") == "1")
        #expect(state.lastStep(ofLesson: "c") == nil)
    }

    @Test func aLessonWithoutAStepIsReachedAsWell() {
        let state = state(("a", "1", .reached), ("b", nil, .reached))
        #expect(state.lastLesson == "b")
        #expect(state.lastStep(ofLesson: "b") == nil)
    }

    @Test func theLastAnswerAndTheLastEditsCount() {
        let state = state(
            ("a", "1", .answered(task: 0, answer: "0.5", right: false)),
            ("a", "1", .answered(task: 0, answer: "0.6", right: true)),
            ("a", "1", .answered(task: 2, answer: "", right: nil)),
            ("a", "1", .edited(["x[0] = 1", "x[1] = 2"])),
            ("a", "1", .edited(["x[0] = 1"])),
            ("a", "2", .edited(["x[0] = 3"])))
        #expect(state.answers(lesson: "a", step: "1") == [0: "0.6", 2: ""])
        #expect(state.unknownTasks(lesson: "a", step: "1") == [2])
        #expect(state.edits(lesson: "a", step: "1") == ["x[0] = 1"])
        #expect(state.answers(lesson: "a", step: "2") == [:])
    }

    @Test func doneStepsAreDoneInWhicheverVersion() {
        let state = state(
            ("a", "1", .done(contentHash: "x")), ("a", "2", .reached), ("a", "3", .done(contentHash: "y")))
        #expect(state.doneSteps(lesson: "a") == ["1", "3"])
        #expect(state.doneSteps(lesson: "b") == [])
    }
}
