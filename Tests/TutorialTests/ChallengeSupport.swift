@testable import CodeRunner
import Course
import Testing

@testable import Tutorial

/// A challenge that tests can play with: to scale a list of numbers.
enum SampleChallenge {
    static let keys = """
        name: scale
        function: scaleAll
        parameters:
          - factor: number
          - values: numbers
        returns: numbers
        files: scale
        signed_zero: true
        ask: Multiply every value by the factor.
        cases:
          - title: twice
            call: [2, [1, 2]]
            expect: [2, 4]
            gives: {added: [3, 4]}
          - title: nothing
            call: [3, []]
            expect: []
          - title: not a number
            hidden: true
            call: ["NaN", [1]]
            expect: ["NaN"]
            gives: {swallowed: [0]}
            why: What is no number stays none.
          - title: no factor is too large
            hidden: true
            call: ["Infinity", [1]]
            expect: error
          - title: the sum
            hidden: true
            calls: [[2, [1, 1]], [0, [1]]]
            holds: sum(got) == 4
        mistakes:
          - id: added
            say: The factor was added.
          - id: swallowed
            say: NaN was lost.
        hints:
          - Look at the factor.
          - Each value by itself.
          - |-
            for each value:
                value × ___
        why: One product for each value.
        """

    static var files: [String: String] {
        var files: [String: String] = [:]
        for (ending, remark) in [("js", "//"), ("py", "#"), ("swift", "//")] {
            files["scale.\(ending)"] = "\(remark) the starter\n"
            files["scale.solution.\(ending)"] = "\(remark) the solution\n"
        }
        return files
    }

    static func fence(_ keys: String = keys) -> String { "```yaml challenge\n\(keys)\n```" }

    static func challenge(_ keys: String = keys) throws -> Challenge {
        let run = try run(fence(keys), listings: files)
        let challenges = run.stages.compactMap { ($0 as? ChallengeStage)?.challenge }
        return try #require(challenges.first)
    }

    /// What a program's answers come to.
    static func verdict(
        _ answers: [Answer?], refusal: FunctionResult.Refusal? = nil, printed: String = "",
        withHidden: Bool = true
    ) throws -> ChallengeVerdict {
        var result = FunctionResult()
        for (call, answer) in answers.enumerated() { result.answers[call] = answer }
        result.refusal = refusal
        result.printed = printed
        return ChallengeVerdict(result, of: try challenge(), withHidden: withHidden)
    }

    static func numbers(_ numbers: Double...) -> Answer { .value(.numbers(numbers)) }

    /// Answers that pass every case.
    static let right: [Answer?] = [
        numbers(2, 4), .value(.list([])), numbers(.nan), .raised("too large", line: 3), numbers(2, 2),
        numbers(0),
    ]

    static func tools(_ language: Language = .python, languages: [Language] = [.swift, .python])
        -> ChallengeTools
    {
        ChallengeTools(
            languages: languages, language: language, file: "/home/ada/scale.\(language.fileExtension)",
            hasEditor: true, installedEditors: ["nano"])
    }
}

extension ChallengeReport {
    /// What is told of a challenge whose file passes every case.
    static func solving(_ run: StepRun) throws -> [ChallengeReport] {
        let challenges = run.stages.compactMap { ($0 as? ChallengeStage)?.challenge }
        let challenge = try #require(challenges.first)
        var result = FunctionResult()
        var call = 0
        for aCase in challenge.cases {
            for index in aCase.calls.indices {
                switch aCase.expected.indices.contains(index) ? aCase.expected[index] : nil {
                case .value(let value)?: result.answers[call] = .value(value)
                case .error?: result.answers[call] = .raised("on purpose", line: nil)
                // Where a sum has to be 1: a single share, or two halves.
                case nil:
                    let isNumber = challenge.function.results[0].kind == .number
                    result.answers[call] = .value(isNumber ? .number(0.5) : .numbers([1]))
                }
                call += 1
            }
        }
        let verdict = ChallengeVerdict(result, of: challenge, withHidden: true)
        let tools = ChallengeTools(
            languages: [.swift], language: .swift, file: "/home/ada/\(challenge.name).swift", hasEditor: true,
            installedEditors: [])
        return [.opened(tools), .read("", isNew: false), .ran(verdict, source: "")]
    }
}
