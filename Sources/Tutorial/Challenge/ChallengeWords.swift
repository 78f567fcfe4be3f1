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
        case .outcome(.missingTool(let tool, _), _, _):
            return [StyledLine("✗ \(tool) is not on your PATH", Style(.warning, .bold))]
        case .outcome(let outcome, _, _) where outcome.isAboutTool:
            return [StyledLine("✗ \(firstLine(of: outcome))", Style(.warning, .bold))]
        case .outcome(let outcome, _, _):
            return [StyledLine("✗ it \(firstLine(of: outcome))", Style(.warning, .bold))]
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

    /// What went wrong and what is behind it.
    var explanation: [StyledLine] {
        var lines: [StyledLine] = []
        if let refusal = verdict.refusal {
            lines = words(for: refusal)
        } else if let failed = verdict.tellingFailure {
            lines = words(for: failed)
        }
        return lines.isEmpty ? [] : [StyledLine()] + lines
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
                lines.append(StyledLine("Install \(tool), or choose another language."))
            }
            if outcome.isTimeLimit, case .timeLimit = outcome {
                lines.append(StyledLine("Is there a loop that never ends?", .accent))
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
            lines.append(
                StyledLine("yours ", .dim) + StyledLine(value.shown(most: 4), Style(.warning, .bold)))
        case .noError(let value):
            lines.append(
                StyledLine("Case \(number) should raise an error; \(value.shown(most: 4)) came back."))
        case .raised(let text, let line):
            lines.append(
                StyledLine(
                    "In case \(number) your function raised an error\(line.map { " in line \($0)" } ?? ""):"))
            lines.append(StyledLine(text, .warning))
        case .accident(let text, let line):
            lines.append(
                StyledLine(
                    "Case \(number) has an error, but by accident\(line.map { ", in line \($0)" } ?? ""):"))
            lines.append(StyledLine(text, .warning))
            lines.append(StyledLine("Look at what comes in first, and raise an error of your own."))
        case .other("None"), .other("undefined"):
            lines.append(StyledLine("In case \(number) nothing came back. Is there a return?"))
        case .other(let what):
            lines.append(StyledLine("In case \(number) this came back: \(what); \(due) was due."))
        case .changedArguments:
            lines.append(
                StyledLine(
                    "In case \(number) your function changed what it was given. That belongs to its caller."))
        case .ended(.finished, _, _):
            lines.append(StyledLine("In case \(number) your program ended before it had an answer."))
        case .ended(.ended, let message?, let line):
            lines.append(
                StyledLine("In case \(number) your program crashed\(line.map { " in line \($0)" } ?? ""):"))
            lines.append(StyledLine(message, .warning))
        case .ended(let outcome, let message, let line):
            lines.append(
                StyledLine(
                    "In case \(number) your program \(firstLine(of: outcome))\(line.map { ", in line \($0)" } ?? "")."
                ))
            if let message { lines.append(StyledLine(message, .warning)) }
            if case .ended(signal: 11) = outcome {
                lines.append(StyledLine("Does a function call itself without an end?", .accent))
            }
            if outcome.isTimeLimit { lines.append(StyledLine("Is there a loop that never ends?", .accent)) }
        case .notReached: lines.append(StyledLine("Case \(number) was not reached."))
        case nil: break
        }
        if !isValue, let reason = behind(failed) { lines += [StyledLine(), reason] }
        return lines
    }

    /// The mistake that explains it, or what the case is about.
    private func behind(_ failed: ChallengeVerdict.CaseVerdict) -> StyledLine? {
        if let mistake = verdict.mistake, failed.shows(mistake) { return StyledLine(mistake.say, .accent) }
        switch failed.failure {
        case .wrong(let value) where !isOfDueKind(value):
            return StyledLine("\(due) was due.".capitalizedFirst, .accent)
        // What the case is about explains no crash.
        case .wrong, .noError: return failed.aCase.why.map { StyledLine($0) }
        default: return nil
        }
    }

    /// What the program printed by itself.
    var printed: [StyledLine] {
        let lines = Self.lines(of: verdict.printed, most: 6)
        return lines.isEmpty ? [] : [StyledLine(), StyledLine("your program printed", .dim)] + lines
    }

    /// What the function has to give back, in words.
    private var due: String {
        let results = challenge.function.results
        guard results.count == 1 else {
            return "\(results.count) results, \(results.map(\.name).joined(separator: ", "))"
        }
        switch results[0].kind {
        case .number: return "one number"
        case .numbers: return "a list of numbers"
        case .matrix: return "a list of rows of numbers"
        }
    }

    private func isOfDueKind(_ value: CallValue) -> Bool {
        let results = challenge.function.results
        guard results.count > 1 else { return value.isA(results[0].kind) }
        guard let items = value.items, items.count == results.count else { return false }
        return zip(items, results).allSatisfy { $0.isA($1.kind) }
    }

    private func place(_ line: Int?) -> String { line.map { "line \($0): " } ?? "" }

    /// The first lines of a text and its last, as many as are worth reading here.
    private static func lines(of text: String, most: Int) -> [StyledLine] {
        // A megabyte is soon parted at its newlines as bytes; of each line no more is looked at than is shown.
        let all = text.utf8.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: true)
        func line(_ bytes: Substring.UTF8View) -> StyledLine {
            let text = String(decoding: bytes.prefix(800), as: UTF8.self)
            let short = text.unicodeScalars.prefix(200).filter { $0 != "\r" }
            return StyledLine(String(String.UnicodeScalarView(short)))
        }
        guard all.count > most else { return all.map(line) }
        let left = StyledLine("… \(all.count - most + 1) lines left out …", .dim)
        return all.prefix(most - 2).map(line) + [left] + all.suffix(1).map(line)
    }
}

extension String {
    fileprivate var capitalizedFirst: String { prefix(1).uppercased() + dropFirst() }
}
