import Testing
import TerminalUI

@testable import Tutorial

/// Questions: typed numbers, choices, "I don't know", and what is said to each answer.
struct PredictStageTests {
    private static let network =
        "```yaml network\npreset: seed-neuron\nknown: in\nplay: end\nalt: Words.\n```\n\n"

    private static let number =
        network + """
            ```yaml predict
            ask: What is the third weight?
            answer: -0.5
            proof: W1[0][2]
            reveals: products(1, 0, 0)
            why: It is −0.5.
            wrong:
              - when: 0.5
                why: The sign is lost.
              - when: 3
                why: That is its input.
            ```
            """

    private static let choice =
        network + """
            ```yaml predict
            ask: Is the output above 0?
            answer: it is
            options:
              - it is not
              - it is
            proof: out[0] > 0
            why: It is 0.4.
            wrong:
              - when: it is not
                why: The products add up to 0.3.
            ```
            """

    private func answer(_ keys: String, to fences: String = number) throws -> StepRun {
        var run = try run(fences)
        run.press(keys)
        return run
    }

    private func run(_ fences: String) throws -> StepRun { try TutorialTests.run(fences) }

    // MARK: Numbers

    @Test(
        arguments: [
            "-0.5", "−0.5", "-.5", "−0,5", "-,5", "-0.50", "-5e-1", "-0.5000", "-0.496", "-0.504", "-.50",
        ])
    func readsANumberAsPeopleTypeIt(text: String) throws {
        let run = try answer("text:\(text) Enter")
        #expect(run.task()?.committedAnswer == CommittedAnswer(text: text, isRight: true))
        #expect(run.rows().contains("It is −0.5."))
        #expect(!run.rows().contains("The sign is lost."))
        #expect(run.isFinished)
    }

    @Test(
        arguments: [
            ("0.5", "The sign is lost."), (".5", "The sign is lost."), ("0,5", "The sign is lost."),
            ("0.504", "The sign is lost."), ("3", "That is its input."), ("7", "Not this time."),
            ("-0.51", "Not this time."),
        ])
    func saysWhatIsWrong(text: String, feedback: String) throws {
        let run = try answer("text:\(text) Enter")
        #expect(run.task()?.committedAnswer == CommittedAnswer(text: text, isRight: false))
        let rows = run.rows()
        #expect(rows.contains(feedback))
        #expect(rows.contains { $0.hasPrefix("your answer") && $0.hasSuffix(text) })
        #expect(rows.contains { !$0.hasPrefix("your answer") && $0.hasSuffix("−0.5") })
        #expect(rows.contains("It is −0.5."))
        #expect(run.inWords(.still).contains("Your answer: \(text). The answer: −0.5."))
    }

    @Test(
        arguments: [
            ("..", "\"..\" is not a number"), ("-", "\"-\" is not a number"),
            ("1.2.3", "\"1.2.3\" is not a number"),
            ("1e", "\"1e\" is not a number"), ("--1", "\"--1\" is not a number"),
            (",", "\",\" is not a number"),
            ("9e999", "\"9e999\" is too large to compute with"),
        ])
    func refusesWhatIsNoNumber(text: String, words: String) throws {
        var run = try answer("text:\(text) Enter")
        #expect(run.task()?.isOpen == true)
        #expect(run.rows().contains { $0.contains(words) })
        // What was typed is still there, to be mended; the next key takes the complaint away.
        #expect(run.rows().contains { $0.contains(text) })
        run.press("Backspace")
        #expect(!run.rows().contains { $0.contains(words) })
    }

    @Test func lettersAreNotForTheField() throws {
        var run = try run(Self.number)
        expectOutcomes(of: "e x + Tab Space", [nil, nil, nil, nil, nil], in: &run)
        expectOutcomes(of: "1 e", [.taken, .taken], in: &run)
        #expect(run.rows().contains { $0.contains("1e_") })
    }

    @Test func nothingTypedIsIDontKnow() throws {
        // Once more than Enter: nobody gives up by a slip of the finger.
        let asked = try answer("Enter")
        #expect(asked.task()?.isOpen == true && asked.rows().contains { $0.contains("I don't know") })
        let run = try answer("Enter Enter")
        #expect(run.task()?.committedAnswer == CommittedAnswer(text: "I don't know", isRight: nil))
        #expect(run.rows().contains { $0.hasSuffix("−0.5") })
        #expect(run.rows().contains("It is −0.5."))
        #expect(run.isFinished && run.isDone)
    }

    @Test func aMistypedKeyIsTakenBack() throws {
        let run = try answer("text:-0.55 Backspace Enter")
        #expect(run.task()?.committedAnswer == CommittedAnswer(text: "-0.5", isRight: true))
    }

    @Test func anAnswerStands() throws {
        var run = try answer("text:3 Enter")
        let outcomes = run.press("text:-0.5 Enter")
        #expect(outcomes.allSatisfy { $0 == nil })
        #expect(run.task()?.committedAnswer?.text == "3")
    }

    @Test func toleranceIsTheLessons() throws {
        let fences =
            Self.network + "```yaml predict\nask: What?\nanswer: 0.5\ntolerance: 0.2\nproof: out[0]\n```"
        #expect(try answer("text:0.7 Enter", to: fences).task()?.committedAnswer?.isRight == true)
        #expect(try answer("text:0.71 Enter", to: fences).task()?.committedAnswer?.isRight == false)
    }

    // MARK: Choices

    @Test(
        arguments: [
            ("Down Down Enter", "it is", true as Bool?), ("j j Enter", "it is", true),
            ("Down Enter", "it is not", false), ("Down Down Down Enter", "I don't know", nil),
            ("Up Enter", "I don't know", nil), ("Down Down Down Down Enter", "it is not", false),
            ("k k Enter", "it is", true), ("Enter Down Enter", "it is not", false),
        ])
    func choosesAnAnswer(keys: String, text: String, isRight: Bool?) throws {
        let run = try answer(keys, to: Self.choice)
        #expect(run.task()?.committedAnswer == CommittedAnswer(text: text, isRight: isRight))
        #expect(run.rows().contains("The products add up to 0.3.") == (isRight == false))
        #expect(run.rows().contains("It is 0.4."))
    }

    /// Enter alone chooses nothing.
    @Test func nothingIsChosenBeforehand() throws {
        let run = try answer("Enter Enter Enter", to: Self.choice)
        #expect(run.task()?.isOpen == true)
    }

    @Test func iDontKnowIsOfferedByItself() throws {
        let run = try run(Self.choice)
        #expect(run.rows().suffix(3).map { $0.dropFirst(2) } == ["it is not", "it is", "I don't know"])
        let words = run.inWords(.still).last ?? ""
        #expect(words.hasSuffix("\n1. it is not\n2. it is\n3. I don't know"))
    }

    /// Before an answer, nothing on the screen says which one it is.
    @Test func theAnswerIsNotGivenAway() throws {
        for fences in [Self.number, Self.choice] {
            let run = try run(fences)
            for text in run.rows() + run.inWords(.still) {
                #expect(
                    !text.contains("It is −0.5.") && !text.contains("It is 0.4.") && !text.contains("lost"))
            }
        }
    }

    // MARK: Resuming

    @Test func anEarlierAnswerIsTakenUp() throws {
        for (answer, isRight) in [("−0,5", true as Bool?), ("3", false), ("", nil), ("I don't know", nil)] {
            var run = try run(Self.number)
            run.restore(answers: [0: answer], edits: [], settings: .still)
            #expect(run.isFinished)
            #expect(run.task()?.committedAnswer?.isRight == isRight)
        }
        var run = try run(Self.choice)
        run.restore(answers: [0: "it is"], edits: [], settings: .still)
        #expect(run.task()?.committedAnswer?.isRight == true)
    }

    /// The lesson may have been rewritten since: an answer that is none any more is asked for again.
    @Test func anAnswerThatIsNoneAnyMoreIsAskedForAgain() throws {
        for (fences, answer) in [(Self.number, "it is"), (Self.choice, "maybe")] {
            var run = try run(fences)
            run.restore(answers: [0: answer], edits: [], settings: .still)
            #expect(run.task()?.isOpen == true)
        }
    }

    @Test func predOfACheckIsTheNumberPredicted() throws {
        let fences =
            Self.network
            + "```yaml predict\nask: What?\nanswer: 0.4\nproof: out[0]\n```\n\n"
            + "```yaml do\nask: Make it so.\ncheck: out[0] == pred\nsolution:\n  - b1[0] = 0.7\n```"
        var run = try run(fences)
        run.press("text:1.2 Enter")
        try run.edit("b1[0] = 0.5")
        #expect(run.task(1)?.isOpen == true)
        // 0.2 + 1.6 − 1.5 + b with the bias first; 2 × 0.6 is the nearest double to 1.2 only by luck, so compare.
        try run.edit("W1[0] = [0, 0, 0]", "b1[0] = 1.2")
        #expect(run.task(1)?.isOpen == false)
    }
}

struct TypedNumberTests {
    @Test(
        arguments: [
            ("0.5", 0.5), (".5", 0.5), ("0,5", 0.5), ("−0.5", -0.5), ("-0", 0), ("1e-3", 0.001), ("+2", 2),
            (" 3 ", 3), ("5.", 5), ("1E2", 100),
        ])
    func readsNumbers(text: String, value: Double) throws {
        let number = try typedNumber(text)
        #expect(number == value && number.sign == (value < 0 ? .minus : .plus))
    }

    @Test(arguments: ["nan", "inf", "0x10", "1 2", "½", "１", "abc", "1,000.5", "e", "1e1e1"])
    func refusesTheRest(text: String) {
        #expect(throws: TypedNumberError.notANumber(text)) { try typedNumber(text) }
    }

    @Test func refusesNothingAndTooMuch() {
        #expect(throws: TypedNumberError.empty) { try typedNumber("  ") }
        #expect(throws: TypedNumberError.tooLarge("-1e400")) { try typedNumber("-1e400") }
    }
}
