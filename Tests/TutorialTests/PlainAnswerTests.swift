import TerminalUI
import Testing

@testable import Tutorial

/// Answers in lines: what is typed goes to the question that waits.
struct PlainAnswerTests {
    private func answer(_ answers: String..., at address: String) throws -> ScreenPlayer {
        try ScreenPlayer(events: answers.map { .command("answer \($0)") }, at: address, size: "120x40")
    }

    /// A point that can be moved by keys takes a number, too: σ(0) is a half.
    @Test func aHeightOnTheCurveIsANumber() throws {
        let player = try answer("0.5", at: "sigmoid#squeeze")
        #expect(player.contains("✓") && !player.contains("nothing can be typed"))
    }

    @Test func aNumberChoosesInAQuiz() throws {
        let asked = try answer("2", at: "visual-model#check-yourself")
        #expect(asked.contains("How sure are you?"))
        let sure = try answer("2", "3", at: "visual-model#check-yourself")
        #expect(!sure.contains("How sure are you?") && sure.contains("your answer"))
    }

    /// What was no number gives way to the next line, here w¹₁₁ of 0.5.
    @Test func aMistakeGivesWay() throws {
        let keys: [Event] = KeyScript("Down Down Down Enter").keys.map(Event.key)
        let wrong = try ScreenPlayer(
            events: keys + [.command("answer aim")], at: "visual-model#your-edit", size: "120x40")
        #expect(wrong.contains("\"aim\" is not a number"))
        let right = try ScreenPlayer(
            events: keys + [.command("answer aim"), .command("answer 0.75")], at: "visual-model#your-edit",
            size: "120x40")
        #expect(right.contains("+0.75"))
    }

    @Test func homeTellsWhatIsDone() throws {
        var progress = ProgressState()
        let step = courseSteps.filter { $0.lesson == "the-words" }.map(\.step.id)
        progress.apply(ProgressRecord(lesson: "visual-model", step: "four-numbers", what: .reached))
        for id in step {
            progress.apply(ProgressRecord(lesson: "the-words", step: id, what: .done(contentHash: "")))
        }
        progress.apply(ProgressRecord(lesson: "the-words", step: nil, what: .done(contentHash: "")))
        let words = try ScreenPlayer("", progress: progress).words
        #expect(words.contains { $0.contains("The visual model") && $0.hasSuffix(", begun") })
        #expect(words.count { $0.hasSuffix(", done") } == 1)
        #expect(words.contains { $0.hasPrefix("You will meet: ") })
    }

    /// One more than there is to erase is held, the next one goes back.
    @Test func backspaceGoesBackInTheEnd() throws {
        let start = try ScreenPlayer("", at: "visual-model#sum-and-bias").header
        #expect(try ScreenPlayer("5 Backspace Backspace", at: "visual-model#sum-and-bias").header == start)
        #expect(
            try ScreenPlayer("5 Backspace Backspace Backspace", at: "visual-model#sum-and-bias").header
                != start)
        // After a wrong number the field is empty.
        let blank = "backpropagation#through-weights"
        let wrong = try ScreenPlayer("9 Enter Backspace", at: blank)
        #expect(wrong.header == (try ScreenPlayer("", at: blank).header))
        #expect(try ScreenPlayer("9 Enter Backspace Backspace", at: blank).header != wrong.header)
    }
}
