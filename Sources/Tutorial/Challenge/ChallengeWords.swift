import CodeRunner
import TerminalUI

/// What a verdict says in words: one line that tells how it stands, and what there is to learn from it.
struct ChallengeWords {
    private let verdict: ChallengeVerdict
    private let challenge: Challenge
    private let language: Language

    init(_ verdict: ChallengeVerdict, _ challenge: Challenge, _ language: Language) {
        self.verdict = verdict
        self.challenge = challenge
        self.language = language
    }

    private var fileName: String { challenge.fileName(in: language) }
    private var functionName: String { challenge.function.name(in: language) }

    var headline: [StyledLine] {
        switch verdict.refusal {
        case .mistakes: return [StyledLine("✗ \(fileName) has a mistake", Style(.warning, .bold))]
        case .noFunction: return [StyledLine("✗ there is no \(functionName) yet", Style(.warning, .bold))]
        case .otherFunction: return [StyledLine("✗ \(functionName) can't be called", Style(.warning, .bold))]
        case .outcome(let outcome, _, _): return [StyledLine("✗ it \(firstLine(of: outcome))", Style(.warning, .bold))]
        case nil: break
        }
        let count = "\(verdict.passedCount) of \(verdict.cases.count)"
        guard !verdict.isPassed else {
            return [StyledLine("✓ \(count) pass; Enter runs the hidden ones", Style(.good, .bold))]
        }
        return [StyledLine("✗ \(count) cases pass", Style(.warning, .bold))]
    }

    private func firstLine(of outcome: RunOutcome) -> String {
        "\(outcome)".split(separator: "\n").first.map(String.init) ?? ""
    }

    /// What went wrong and what is behind it; then what the program printed.
    var explanation: [StyledLine] {
        var lines: [StyledLine] = []
        if let refusal = verdict.refusal {
            lines = words(for: refusal)
        } else if let failed = verdict.tellingFailure {
            lines = words(for: failed)
        }
        return (lines.isEmpty ? [] : [StyledLine()] + lines) + printed
    }

    private func words(for refusal: FunctionResult.Refusal) -> [StyledLine] {
        switch refusal {
        case .mistakes(let mistakes, let text):
            guard !mistakes.isEmpty else { return Self.lines(of: text, most: 12) }
            var lines = mistakes.prefix(3).map { StyledLine(place($0.line) + $0.message) }
            if mistakes.count > 3 { lines.append(StyledLine("and \(mistakes.count - 3) more", .dim)) }
            return lines
        case .noFunction(let declaration):
            return [StyledLine("It has to be declared as"), StyledLine(declaration, Style(.code, .bold))]
        case .otherFunction(let declaration, let mistakes):
            return [StyledLine("It has to be declared as"), StyledLine(declaration, Style(.code, .bold))]
                + mistakes.prefix(2).map { StyledLine($0.message, .dim) }
        case .outcome(let outcome, let message, let line):
            var lines = message.map { [StyledLine(place(line) + $0)] } ?? []
            if case .missingTool(let tool, _) = outcome {
                lines.append(StyledLine("Install \(tool), or choose another language with L."))
            }
            if case .compilerFailed(_, _, let said) = outcome { lines += Self.lines(of: said, most: 8) }
            return lines
        }
    }

    private func words(for failed: ChallengeVerdict.CaseVerdict) -> [StyledLine] {
        let number = failed.aCase.number
        var lines: [StyledLine] = []
        let isValue = if case .wrong = failed.failure { true } else { false }
        if isValue { lines += behind(failed).map { [$0, StyledLine()] } ?? [] }
        switch failed.failure {
        case .wrong(let value):
            if failed.aCase.expected.indices.contains(failed.call),
                case .value(let right) = failed.aCase.expected[failed.call]
            {
                lines.append(StyledLine("case \(number)", .dim))
                lines.append(StyledLine("right ", .dim) + StyledLine(right.shown(most: 4)))
            }
            lines.append(StyledLine("yours ", .dim) + StyledLine(value.shown(most: 4), Style(.warning, .bold)))
        case .noError(let value):
            lines.append(StyledLine("Case \(number) should raise an error; \(value.shown(most: 4)) came back."))
        case .raised(let text, let line):
            lines.append(StyledLine("In case \(number) your function raised an error\(line.map { " in line \($0)" } ?? ""):"))
            lines.append(StyledLine(text, .warning))
        case .other(let what): lines.append(StyledLine("In case \(number) this came back: \(what)."))
        case .changedArguments:
            lines.append(
                StyledLine("In case \(number) your function changed what it was given. That belongs to its caller."))
        case .ended(.finished, _, _):
            lines.append(StyledLine("In case \(number) your program ended before it had an answer."))
        case .ended(.ended, let message?, let line):
            lines.append(StyledLine("In case \(number) your program crashed\(line.map { " in line \($0)" } ?? ""):"))
            lines.append(StyledLine(message, .warning))
        case .ended(let outcome, let message, let line):
            lines.append(StyledLine("In case \(number) your program \(firstLine(of: outcome))\(line.map { ", in line \($0)" } ?? "")."))
            if let message { lines.append(StyledLine(message, .warning)) }
        case .notReached: lines.append(StyledLine("Case \(number) was not reached."))
        case nil: break
        }
        if !isValue, let reason = behind(failed) { lines += [StyledLine(), reason] }
        return lines
    }

    /// The mistake that explains it, or what the case is about.
    private func behind(_ failed: ChallengeVerdict.CaseVerdict) -> StyledLine? {
        if let mistake = verdict.mistake { return StyledLine(mistake.say, .accent) }
        switch failed.failure {
        // What the case is about explains no crash.
        case .wrong, .noError: return failed.aCase.why.map { StyledLine($0) }
        default: return nil
        }
    }

    private var printed: [StyledLine] {
        let lines = Self.lines(of: verdict.printed, most: 6)
        return lines.isEmpty ? [] : [StyledLine(), StyledLine("your program printed", .dim)] + lines
    }

    private func place(_ line: Int?) -> String { line.map { "line \($0): " } ?? "" }

    /// The first lines of a text and its last, as many as are worth reading here.
    private static func lines(of text: String, most: Int) -> [StyledLine] {
        let all = text.split(separator: "\n", omittingEmptySubsequences: true)
        // A line may be a megabyte long.
        func line(_ text: Substring) -> StyledLine { StyledLine(String(text.prefix(200))) }
        guard all.count > most else { return all.map(line) }
        let left = StyledLine("… \(all.count - most + 1) lines left out …", .dim)
        return all.prefix(most - 2).map(line) + [left] + all.suffix(1).map(line)
    }
}
