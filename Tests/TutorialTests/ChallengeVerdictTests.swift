import CodeRunner
import Testing

@testable import Tutorial

/// Comparing: what a learner's program answered against what had to come back.
struct ChallengeVerdictTests {
    private typealias Sample = SampleChallenge

    @Test func everyCasePasses() throws {
        let verdict = try Sample.verdict(Sample.right)
        #expect(verdict.isPassed && verdict.isWhole)
        #expect(verdict.passedCount == 5)
        #expect(verdict.firstFailure == nil && verdict.mistake == nil)
    }

    @Test func visibleCasesAloneAreNotTheWhole() throws {
        let verdict = try Sample.verdict(Array(Sample.right.prefix(2)), withHidden: false)
        #expect(verdict.isPassed && !verdict.isWhole)
        #expect(verdict.cases.count == 2)
    }

    /// Each of these in the place of a right answer fails just that case.
    @Test(arguments: [
        (0, Sample.numbers(2, 4.1), ChallengeVerdict.Failure.wrong(.numbers([2, 4.1]))),
        (0, Sample.numbers(2), .wrong(.numbers([2]))),
        (0, Sample.numbers(2, .nan), .wrong(.numbers([2, .nan]))),
        (0, .value(.number(2)), .wrong(.number(2))),
        (0, .raised("no", line: 7), .raised("no", line: 7)),
        (0, .other("None"), .other("None")),
        (0, .changedArguments(.numbers([2, 4])), .changedArguments),
        (0, .ended(.finished, message: nil, line: nil), .ended(.finished, message: nil, line: nil)),
        (2, Sample.numbers(0), .wrong(.numbers([0]))),
        (3, Sample.numbers(1), .noError(.numbers([1]))),
        // 2 + 2 + 1 is not 4.
        (3, .raised("IndexError: 7", line: 2, isAccident: true), .accident("IndexError: 7", line: 2)),
        (5, Sample.numbers(1), .wrong(.list([.numbers([2, 2]), .numbers([1])]))),
    ])
    fileprivate func anotherAnswerFailsItsCase(
        call: Int, answer: Answer, failure: ChallengeVerdict.Failure
    ) throws {
        var answers = Sample.right
        answers[call] = answer
        let verdict = try Sample.verdict(answers)
        #expect(verdict.passedCount == 4)
        // NaN is not equal to itself; its description is.
        #expect("\(try #require(verdict.firstFailure?.failure))" == "\(failure)")
    }

    @Test func aMissingAnswerIsAFailure() throws {
        let verdict = try Sample.verdict(Array(Sample.right.dropLast()) + [nil])
        #expect(verdict.firstFailure?.failure == .notReached)
        #expect(try !Sample.verdict([]).isPassed)
    }

    @Test(arguments: [
        (0.0, -0.0, false, true), (0.0, -0.0, true, false), (-0.0, -0.0, true, true),
        (1.0, 1.0 + 5e-10, true, true), (1.0, 1.0 + 2e-9, true, false),
        (.nan, .nan, true, true), (.nan, 0, true, false),
        (.infinity, .infinity, true, true), (.infinity, -.infinity, true, false),
        (.infinity, 1e300, true, false),
    ])
    func numbersAreComparedSo(a: Double, b: Double, hasSignedZero: Bool, isEqual: Bool) {
        let (a, b) = (CallValue.number(a), CallValue.number(b))
        #expect(a.equals(b, within: 1e-9, hasSignedZero: hasSignedZero) == isEqual)
        #expect(b.equals(a, within: 1e-9, hasSignedZero: hasSignedZero) == isEqual)
    }

    @Test func whatAKnownMistakeGivesIsNamed() throws {
        var answers = Sample.right
        answers[0] = Sample.numbers(3, 4)
        #expect(try Sample.verdict(answers).mistake?.say == "The factor was added.")
        answers[0] = Sample.numbers(3, 5)
        #expect(try Sample.verdict(answers).mistake == nil)
    }

    /// What goes wrong in plain sight comes before the mistake in a hidden case.
    @Test func visibleCasesAreExplainedFirst() throws {
        var answers = Sample.right
        answers[2] = Sample.numbers(0)
        #expect(try Sample.verdict(answers).mistake?.say == "NaN was lost.")
        #expect(try Sample.verdict(answers).tellingFailure?.aCase.number == 3)
        answers[0] = Sample.numbers(9, 9)
        #expect(try Sample.verdict(answers).mistake == nil)
        #expect(try Sample.verdict(answers).tellingFailure?.aCase.number == 1)
    }

    @Test func timeThatRanOutIsToldApart() throws {
        let slow = RunOutcome.timeLimit(.seconds(15))
        #expect(try Sample.verdict([.ended(slow, message: nil, line: nil)]).isTimeLimit)
        let refusal = FunctionResult.Refusal.outcome(.compileTimeLimit(.seconds(60)), message: nil, line: nil)
        #expect(try Sample.verdict([], refusal: refusal).isTimeLimit)
        #expect(try !Sample.verdict([Sample.numbers(0)]).isTimeLimit)
    }

    @Test func jsonTellsEachCase() throws {
        var answers = Sample.right
        answers[0] = .other("nothing \u{1B}[31m\u{202E}")
        let verdict = try Sample.verdict(answers)
        let lines = verdict.json(of: try Sample.challenge())
        #expect(lines.count == 6)
        #expect(
            lines[0]
                == #"{"case": 1, "visible": true, "passed": false, "expected": [2, 4], "got": null, "note": "gave back nothing \u001b[31m\u202e"}"#
        )
        #expect(
            lines[2] == #"{"case": 3, "visible": false, "passed": true, "expected": ["NaN"], "got": ["NaN"]}"#
        )
        #expect(
            lines[3] == #"{"case": 4, "visible": false, "passed": true, "expected": "error", "got": "error"}"#
        )
        #expect(
            lines[4]
                == #"{"case": 5, "visible": false, "passed": true, "expected": "sum(got) == 4", "got": [[2, 2], [0]]}"#
        )
        #expect(lines[5] == #"{"passed": 4, "failed": 1}"#)
    }

    @Test func withoutARunNoCaseHasPassed() throws {
        let refusal = FunctionResult.Refusal.noFunction(declaration: "def scale_all(factor, values):")
        let verdict = try Sample.verdict([], refusal: refusal)
        #expect(!verdict.isPassed)
        #expect(verdict.json(of: try Sample.challenge()).last == #"{"passed": 0, "failed": 5}"#)
        #expect(
            verdict.problems(inFile: "mine.py")
                == ["mine.py: the function has to be declared as def scale_all(factor, values):"])
    }
}
