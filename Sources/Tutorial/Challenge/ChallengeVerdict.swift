import CodeRunner
import Course
import Experiment

/// What came of running a learner's file against the cases of a challenge.
///
/// Comparing happens here: the learner's program has seen the calls and nothing else.
package struct ChallengeVerdict: Sendable {
    /// Why a case failed.
    package enum Failure: Sendable, Hashable {
        /// Something else came back than should.
        case wrong(CallValue)
        /// Something came back where an error had to be raised.
        case noError(CallValue)
        case raised(String, line: Int?)
        /// An error that had to be raised came, but from the language itself: the function did not look.
        case accident(String, line: Int?)
        /// What came back is no number and no list, in words.
        case other(String)
        case changedArguments
        case ended(RunOutcome, message: String?, line: Int?)
        /// The program ended in an earlier call.
        case notReached
    }

    package struct CaseVerdict: Sendable {
        package let aCase: ChallengeCase
        /// Nil where it passed.
        package let failure: Failure?
        /// Which of its calls failed, from 0.
        package let call: Int
        /// What came back from each call that gave something back.
        package let got: [CallValue?]
        /// The calls that raised an error.
        var raised: Set<Int> = []
        /// Whether 0 and −0 are different.
        var hasSignedZero = false

        /// Whether the first call gave just what a known mistake gives.
        func shows(_ mistake: Challenge.Mistake) -> Bool {
            guard let value = aCase.mistaken[mistake.id], let got = got.first ?? nil else { return false }
            return got.equals(value, within: aCase.tolerance, hasSignedZero: hasSignedZero)
        }

        package var isPassed: Bool { failure == nil }
    }

    package let cases: [CaseVerdict]
    /// Why no case could be run.
    package let refusal: FunctionResult.Refusal?
    /// What the program printed by itself.
    package let printed: String
    package let protection: Protection
    package let compileTime: Duration
    package let runTime: Duration
    /// Whether the hidden cases were run, too.
    package let isWhole: Bool
    /// The known mistake that explains what came back.
    let mistake: Challenge.Mistake?
    /// What the program answered, from which all the rest follows.
    let result: FunctionResult

    package var isPassed: Bool { refusal == nil && cases.allSatisfy(\.isPassed) }
    package var passedCount: Int { cases.count(where: \.isPassed) }
    package var firstFailure: CaseVerdict? { cases.first { !$0.isPassed } }

    /// The first of the visible ones, or else of all.
    private static func first(of cases: [CaseVerdict], where isIt: (CaseVerdict) -> Bool) -> CaseVerdict? {
        cases.first { !$0.aCase.isHidden && isIt($0) } ?? cases.first(where: isIt)
    }

    /// The failed case that tells most: the first in which the known mistake shows, or else the first of all.
    package var tellingFailure: CaseVerdict? {
        guard let mistake else { return firstFailure }
        return Self.first(of: cases) { !$0.isPassed && $0.shows(mistake) } ?? firstFailure
    }

    /// Whether time ran out, in the compiler or in the program.
    package var isTimeLimit: Bool {
        if case .outcome(let outcome, _, _) = refusal { return outcome.isTimeLimit }
        // What came before it went wrong in another way, and counts.
        if case .ended(let outcome, _, _) = firstFailure?.failure { return outcome.isTimeLimit }
        return false
    }

    /// Judges what a program answered.
    init(_ result: FunctionResult, of challenge: Challenge, withHidden: Bool) {
        let all = challenge.cases(withHidden: withHidden)
        var first = 0
        cases =
            result.refusal != nil
            ? []
            : all.map { aCase in
                defer { first += aCase.calls.count }
                let answers = aCase.calls.indices.map { result.answers[first + $0] }
                return Self.judge(aCase, answers, challenge)
            }
        refusal = result.refusal
        printed = result.printed
        protection = result.protection
        (compileTime, runTime) = (result.compileTime, result.runTime)
        isWhole = withHidden
        self.result = result
        mistake = Self.mistake(in: cases, of: challenge)
    }

    private static func judge(
        _ aCase: ChallengeCase, _ answers: [Answer?], _ challenge: Challenge
    ) -> CaseVerdict {
        let got = answers.map { answer -> CallValue? in
            switch answer {
            case .value(let value), .changedArguments(let value): value
            default: nil
            }
        }
        let raised = Set(answers.indices.filter { if case .raised = answers[$0] { true } else { false } })
        func verdict(_ failure: Failure?, call: Int = 0) -> CaseVerdict {
            CaseVerdict(
                aCase: aCase, failure: failure, call: call, got: got, raised: raised,
                hasSignedZero: challenge.hasSignedZero)
        }
        for (call, answer) in answers.enumerated() {
            let expected = aCase.expected.indices.contains(call) ? aCase.expected[call] : nil
            if let failure = failure(answer, expected, aCase, challenge) {
                return verdict(failure, call: call)
            }
        }
        if let holds = aCase.holds {
            let values = got.compactMap { $0?.expressionValue }
            let scope = AnswerScope(
                got: aCase.calls.count == 1 ? values.first ?? Value.list([Value]()) : Value.list(values))
            // An expression that does not fit what came back, such as a list in place of a number, does not hold.
            if (try? holds.expression.isTrue(in: scope)) != true {
                let value = got.compactMap(\.self)
                return verdict(.wrong(value.count == 1 ? value[0] : .list(value)))
            }
        }
        return verdict(nil)
    }

    private static func failure(
        _ answer: Answer?, _ expected: ChallengeCase.Expected?, _ aCase: ChallengeCase, _ challenge: Challenge
    ) -> Failure? {
        switch (answer, expected) {
        case (nil, _): .notReached
        case (.raised(let text, let line, isAccident: true), .error?): .accident(text, line: line)
        case (.raised, .error?): nil
        case (.value(let value), .error?), (.changedArguments(let value), .error?): .noError(value)
        case (.value(let value), .value(let wanted)?):
            value.equals(wanted, within: aCase.tolerance, hasSignedZero: challenge.hasSignedZero)
                ? nil : .wrong(value)
        case (.value, nil): nil
        case (.raised(let text, let line, _), _): .raised(text, line: line)
        case (.other(let what), _): .other(what)
        case (.changedArguments, _): .changedArguments
        case (.ended(let outcome, let message, let line), _): .ended(outcome, message: message, line: line)
        }
    }

    /// The mistake that gives what came back in most cases, and something else in none. As long as a visible case
    /// fails, those are what there is to explain.
    private static func mistake(in all: [CaseVerdict], of challenge: Challenge) -> Challenge.Mistake? {
        let visible = all.filter { !$0.aCase.isHidden }
        let cases = visible.allSatisfy(\.isPassed) ? all : visible
        func score(_ mistake: Challenge.Mistake) -> Int {
            var score = 0
            for verdict in cases
            where verdict.aCase.mistaken[mistake.id] != nil && verdict.got.first ?? nil != nil {
                guard verdict.shows(mistake) else { return 0 }
                // What passes may look like a mistake, too.
                if !verdict.isPassed { score += 1 }
            }
            return score
        }
        let scored = challenge.mistakes.map { ($0, score($0)) }
        guard let most = scored.map(\.1).max(), most > 0 else { return nil }
        return scored.first { $0.1 == most }?.0
    }
}

extension Challenge {
    /// Runs a learner's file against the cases.
    ///
    /// - Parameters:
    ///   - source: the text of the file.
    ///   - name: what it is called.
    ///   - withHidden: whether the hidden cases count, too.
    package func run(
        _ source: String, named name: String, in language: Language, withHidden: Bool,
        limits: Limits = Limits(), protection: Protection? = nil
    ) async -> ChallengeVerdict {
        let calls = cases(withHidden: withHidden).flatMap(\.calls)
        let result = await CodeRunner.call(
            function, in: source, named: name, language: language, calls: calls, limits: limits,
            protection: protection)
        return ChallengeVerdict(result, of: self, withHidden: withHidden)
    }
}
