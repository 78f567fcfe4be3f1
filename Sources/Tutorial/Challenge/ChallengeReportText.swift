import CodeRunner
import Course
import Foundation
import TerminalUI

extension ChallengeVerdict {
    /// How long the compiler took and how long the program, with its start.
    var times: String {
        func seconds(_ time: Duration) -> String { String(format: "%.3f s", time / .seconds(1)) }
        let ran = "ran in \(seconds(runTime))"
        return compileTime > .milliseconds(1) ? "compiled in \(seconds(compileTime)), \(ran)" : ran
    }

    /// What to print of it, a line for each case.
    package func text(of challenge: Challenge, in language: Language) -> [String] {
        var lines = ["\(challenge.name) in \(language.name), \(protection.title)"]
        let digits = String(cases.count).count
        for verdict in cases {
            let number = String(verdict.aCase.number)
            let padded = String(repeating: " ", count: digits - number.count) + number
            lines.append("\(verdict.isPassed ? "✓" : "✗") \(padded) \(verdict.aCase.title)")
        }
        let words = ChallengeWords(self, challenge, language)
        if refusal == nil {
            lines.append("\(passedCount) of \(cases.count) cases pass")
            lines.append(times)
        }
        // What keeps all of it from running is an error, and told as one.
        if refusal == nil, !isPassed { lines += words.explanation.map(\.text) }
        lines += words.printed.map(\.text)
        return lines.map(safeText)
    }

    /// The same for programs: one JSON object a line, the counts last.
    package func json(of challenge: Challenge) -> [String] {
        // Where nothing could be run, no case has passed.
        let all = challenge.cases(withHidden: isWhole).map { aCase in
            cases.first { $0.aCase.number == aCase.number }
                ?? CaseVerdict(aCase: aCase, failure: .notReached, call: 0, got: [])
        }
        let passed = all.count(where: \.isPassed)
        return all.map(\.json) + ["{\"passed\": \(passed), \"failed\": \(all.count - passed)}"]
    }

    /// What is wrong with the learner's file as a whole, by line and column of it.
    package func problems(inFile file: String) -> [String] {
        switch refusal {
        case .mistakes(let mistakes, let text):
            guard !mistakes.isEmpty else { return ["\(file): \(text.prefix(2000))"] }
            return mistakes.map { mistake in
                let place = [mistake.line, mistake.column].compactMap(\.self).map { ":\($0)" }.joined()
                return "\(file)\(place): \(mistake.message)"
            }
        case .noFunction(let declaration), .otherFunction(let declaration, _):
            return ["\(file): the function has to be declared as \(declaration)"]
        case .outcome(let outcome, _, _) where outcome.isAboutTool: return ["\(outcome)"]
        case .outcome(let outcome, let message, let line):
            let place = line.map { ":\($0)" } ?? ""
            return ["\(file)\(place): your program \(outcome)" + (message.map { "; \($0)" } ?? "")]
        case nil: return []
        }
    }
}

extension ChallengeVerdict.CaseVerdict {
    fileprivate var json: String {
        let expected = aCase.expected.map { expected in
            switch expected {
            case .value(let value): value.description
            case .error: quoted("error")
            }
        }
        let wanted =
            expected.isEmpty ? aCase.holds.map { quoted($0.source.value) } ?? "null" : joined(expected)
        var parts = [
            "\"case\": \(aCase.number)", "\"visible\": \(!aCase.isHidden)", "\"passed\": \(isPassed)",
            "\"expected\": \(wanted)", "\"got\": \(joined(gotValues))",
        ]
        if let note { parts.append("\"note\": \(quoted(note))") }
        return "{" + parts.joined(separator: ", ") + "}"
    }

    /// One value, or the list of those of all calls.
    private func joined(_ values: [String]) -> String {
        aCase.calls.count == 1 ? values.first ?? "null" : "[" + values.joined(separator: ", ") + "]"
    }

    private var gotValues: [String] {
        aCase.calls.indices.map { index in
            if got.indices.contains(index), let value = got[index] { return value.description }
            return raised.contains(index) ? quoted("error") : "null"
        }
    }

    /// Why there is no value, or why it does not count.
    private var note: String? {
        switch failure {
        case .raised(let text, let line): "raised \(text)" + (line.map { ", line \($0)" } ?? "")
        case .accident(let text, let line):
            "not raised on purpose: \(text)" + (line.map { ", line \($0)" } ?? "")
        case .other(let what): "gave back \(what)"
        case .changedArguments: "changed its arguments"
        case .ended(let outcome, let message, let line):
            "your program \(outcome)" + (message.map { ": \($0)" } ?? "")
                + (line.map { ", line \($0)" } ?? "")
        case .notReached: "not reached"
        case .wrong, .noError, nil: nil
        }
    }
}

extension Library {
    /// All challenges of the lessons that can be read, in their order.
    package var challenges: [Challenge] {
        allEntries.flatMap { entry -> [Challenge] in
            let lesson = try? entry.lessonWithUnreadFences()
            let fences = lesson?.steps.flatMap(\.fences) ?? []
            return fences.filter { $0.kind == ChallengeStage.kind }.compactMap { try? Challenge($0) }
        }
    }

    /// The challenge of a name, however that is written: `dense-layer`, `denseLayer`, `dense_layer`.
    /// - Throws: a message with the nearest name.
    package func challenge(named name: String) throws(ChallengeFileError) -> Challenge {
        func plain(_ name: String) -> String { name.lowercased().filter { $0.isLetter || $0.isNumber } }
        let all = challenges
        let found =
            all.first { $0.name == name } ?? all.first { plain($0.name) == plain(name) }
            ?? all.first { plain($0.function.name) == plain(name) }
        if let found { return found }
        let names = all.map(\.name)
        let known = names.isEmpty ? "these lessons have none" : "there are \(names.joined(separator: ", "))"
        throw ChallengeFileError(
            what: "no challenge named \"\(name)\"\(didYouMean(name, in: names)); \(known)")
    }
}
