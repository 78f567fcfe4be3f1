import Course
import TerminalUI
import Testing

@testable import Tutorial

/// Quiz questions: chosen, then how sure, then told; and quizzes drawn from a bank.
struct QuizTests {
    private static let fence = """
        ```yaml quiz
        id: Q19
        ask: All weights 0, b = 0.1, ReLU. The output?
        options:
          - text: "0.1"
            correct: true
            why: Only the bias is left.
          - text: "0"
            misconception: M01
            why: The bias is added after the products.
          - text: "0.5"
            misconception: M10
            why: That would be sigmoid of 0.
        ```
        """

    private func item(_ id: String = "Q19") throws -> QuizItem {
        let lessons = WrittenLessons()
        lessons.writeStep(Self.fence.replacing("Q19", with: id))
        let lesson = try lessons.library.entries[0].lesson().get()
        return try #require(lesson.quizItems.first)
    }

    /// The letter of an option as it stands on the screen.
    private func letter(of text: String, in question: QuizQuestion) throws -> String {
        let rows = question.lines(in: .unicode, isActive: true).map(\.text)
        let row = try #require(rows.first { $0.hasSuffix("  \(text)") })
        return String(row.dropFirst(2).prefix(1))
    }

    private func answered(_ text: String, sure: String, seed: UInt64 = 1) throws -> QuizQuestion {
        var question = QuizQuestion(try item(), seed: seed)
        for key in KeyScript("\(try letter(of: text, in: question)) \(sure)").keys {
            _ = question.handle(key)
        }
        return question
    }

    @Test func confidenceComesBeforeWhatIsRight() throws {
        var question = QuizQuestion(try item(), seed: 1)
        let letter = try letter(of: "0", in: question)
        let chosen = question.handle(.character(Character(letter)))
        #expect(chosen == .taken)
        let asked = question.inWords.joined(separator: " ")
        #expect(asked.contains("How sure are you?") && !asked.contains("Only the bias is left."))
        let sure = question.handle(.character("3"))
        #expect(sure == .committed)
        let told = question.inWords
        #expect(told.contains("your answer  0") && told.contains("the answer   0.1"))
        #expect(
            told.contains("The bias is added after the products.") && told.contains("Only the bias is left."))
        #expect(question.isSureAndWrong)
        #expect(
            question.outcome(lesson: nil)
                == ItemOutcome(
                    item: "Q19", .answered(option: "0", right: false, confidence: 3, misconception: "M01")))
        let more = question.handle(.enter)
        #expect(more == nil)
    }

    @Test func arrowsAndEnterDoTheSame() throws {
        var question = QuizQuestion(try item(), seed: 1)
        let early = question.handle(.enter)
        #expect(early == .taken)
        #expect(question.inWords.contains("Choose with ↑ and ↓ first, or by its letter or number."))
        for key in KeyScript("Down Enter Down Down Enter").keys { _ = question.handle(key) }
        #expect(question.isAnswered && question.confidence == 2)
    }

    @Test func notKnowingIsAnAnswer() throws {
        let question = try answered("I don't know", sure: "")
        #expect(question.isAnswered && !question.isRight && !question.isSureAndWrong)
        #expect(
            question.outcome(lesson: "l")
                == ItemOutcome(
                    lesson: "l", item: "Q19",
                    .answered(option: "", right: false, confidence: 1, misconception: nil)))
    }

    /// The same seed gives the same order; over many seeds each option comes first about equally often.
    @Test func optionsAreShuffledBySeed() throws {
        let item = try item()
        #expect(item.order(seed: 5) == item.order(seed: 5))
        var first = [0, 0, 0]
        for seed in 0..<3_000 { first[item.order(seed: UInt64(seed))[0]] += 1 }
        #expect(first.allSatisfy { (800...1200).contains($0) })
        #expect(Set((0..<50).map { item.order(seed: UInt64($0)) }).count == 6)
    }

    // MARK: Drawn

    private func bank(_ lessons: Int, each: Int) throws -> [QuizDraw.Entry] {
        try (0..<lessons).flatMap { lesson in
            try (0..<each).map { QuizDraw.Entry(lesson: "l\(lesson)", item: try item("Q\(lesson)-\($0)")) }
        }
    }

    /// Answers what is asked, and goes on; gives back the id that was asked.
    private func answer(_ draw: inout QuizDraw, _ text: String, sure: String = "2") throws -> String {
        let question = try #require(draw.asking)
        for key in KeyScript("\(try letter(of: text, in: question)) \(sure) Enter").keys {
            _ = draw.handle(key)
        }
        return question.item.id
    }

    @Test(arguments: 0..<20 as Range<UInt64>) func everyLessonHasOne(seed: UInt64) throws {
        var draw = QuizDraw(try bank(9, each: 3), draw: 12, seed: seed)
        var ids: [String] = []
        while !draw.isOver { ids.append(try answer(&draw, "0.1")) }
        #expect(ids.count == 12 && Set(ids).count == 12)
        #expect(Set(ids.map { $0.split(separator: "-")[0] }).count == 9)
        #expect(draw.firstRightCount == 12)
    }

    @Test func drawsDifferBySeed() throws {
        let bank = try bank(9, each: 3)
        let orders = try (0..<20).map { seed in
            var draw = QuizDraw(bank, draw: 12, seed: UInt64(seed))
            var ids: [String] = []
            while !draw.isOver { ids.append(try answer(&draw, "0.1")) }
            return ids
        }
        #expect(Set(orders).count == 20)
    }

    @Test func whatWasWrongComesOnceMoreAfterFiveOthers() throws {
        var draw = QuizDraw(try bank(12, each: 1), draw: 12, seed: 3)
        let wrong = try answer(&draw, "0", sure: "3")
        var ids: [String] = []
        while !draw.isOver { ids.append(try answer(&draw, ids.count == 5 ? "0" : "0.1")) }
        #expect(ids.firstIndex(of: wrong) == 5)
        // Wrong the second time, too: it does not come a third time.
        #expect(ids.count == 12 && ids.count { $0 == wrong } == 1)
        #expect(draw.firstRightCount == 11)
        #expect(draw.sureAndWrong.map(\.item.id) == [wrong])
        #expect(draw.outcomes.count == 13)
        let rows = draw.rows(in: .unicode, width: 400, isActive: true, ready: 10).map(\.text)
        #expect(rows.contains("11 of 12 right at first try"))
        #expect(rows.contains("Sure and wrong, worth the most attention:"))
    }

    /// The last question, wrong: fewer than five others are left, so it comes again at once, at the end.
    @Test func theLastOneComesAtTheEnd() throws {
        var draw = QuizDraw(try bank(3, each: 1), draw: 3, seed: 3)
        _ = try answer(&draw, "0.1")
        _ = try answer(&draw, "0.1")
        let last = try answer(&draw, "0.5")
        #expect(!draw.isOver)
        let again = try answer(&draw, "0.1")
        #expect(again == last)
        #expect(draw.isOver)
    }

    @Test func aQuizGoesOnWhereItWasLeft() throws {
        let bank = try bank(9, each: 3)
        var draw = QuizDraw(bank, draw: 12, seed: 9)
        for number in 0..<7 { _ = try answer(&draw, number == 2 ? "0" : "0.1") }
        let asked = draw.asking?.item.id
        var later = try #require(QuizDraw(record: draw.record, bank: bank, draw: 12))
        #expect(later.asking?.item.id == asked && later.firstRightCount == draw.firstRightCount)
        #expect(later.record == draw.record)
        var (ids, others): ([String], [String]) = ([], [])
        while !draw.isOver { ids.append(try answer(&draw, "0.1")) }
        while !later.isOver { others.append(try answer(&later, "0.1")) }
        #expect(ids == others)
        // Another bank: the quiz begins anew.
        #expect(QuizDraw(record: draw.record, bank: try self.bank(8, each: 2), draw: 12) == nil)
        #expect(QuizDraw(record: "nonsense", bank: bank, draw: 12) == nil)
    }

    // MARK: In a lesson

    @Test func theLessonHoldsBackWhatFollows() throws {
        var run = try run(Self.fence + "\n\nAfterwards.")
        #expect(run.isAsking && !run.isDone)
        run.press("Down Enter Down Enter")
        #expect(run.isDone)
        let kept = (run.unsavedOutcomes().count, run.unsavedAnswers().count, run.unsavedAnswers().count)
        #expect(kept == (1, 1, 0))
    }

    @Test(arguments: [
        ("correct: true", "correct: false", "one option is marked correct: true; here none"),
        (
            "    misconception: M10", "    correct: true\n    misconception: M10",
            "one option is marked correct: true; here 2"
        ),
        ("text: \"0.5\"", "text: \"0\"", "this option is there twice"),
        ("text: \"0.5\"", "text: I don't know", "\"I don't know\" is offered by itself"),
        ("misconception: M10", "misconception: M1", "a misconception is named by its id, such as M01"),
        ("    why: That would be sigmoid of 0.\n", "", "the key \"why\" is missing"),
        ("id: Q19\n", "", "the key \"id\" is missing"),
        ("correct: true", "corect: true", "unknown key \"corect\"; did you mean \"correct\"?"),
    ])
    func mistakesAreNamed(old: String, new: String, message: String) throws {
        let found = problemsFound(in: Self.fence.replacing(old, with: new))
        #expect(found.contains { $0.hasSuffix(message) }, "\(found)")
    }

    @Test(arguments: [
        ("draw: 0\nfrom: sample", "a quiz draws 1 to 100 questions"),
        ("draw: 3\nfrom: sample\nready: 4", "ready is between 1 and the number that is drawn"),
        ("draw: 3\nfrom: smple", "no lesson has the id \"smple\"; did you mean \"sample\"?"),
        ("draw: 3\nfrom: sample", "the lesson \"sample\" has no quiz question to draw"),
    ])
    func mistakesOfADrawAreNamed(yaml: String, message: String) {
        let found = problemsFound(in: "```yaml quiz\n\(yaml)\n```")
        #expect(found.contains { $0.hasSuffix(message) }, "\(found)")
    }

    /// Two questions of one id could not be told apart in the review.
    @Test func idsAreUsedOnce() {
        let found = problemsFound(in: Self.fence + "\n\n" + Self.fence)
        #expect(found.count == 1 && found[0].contains("the id \"Q19\" is also that of"))
    }
}
