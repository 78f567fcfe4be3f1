import FoundationEssentials
import Glibc

/// What came back from one call of a learner's function.
package enum Answer: Sendable, Hashable, Codable {
    case value(CallValue)
    /// It raised an error: its text, the line of the learner's file where that is known, and whether the language
    /// raised it by itself, as for an index that is not there.
    case raised(String, line: Int?, isAccident: Bool = false)
    /// It gave back something that is no number and no list of numbers, described.
    case other(String)
    /// It gave something back, but changed what it was given.
    case changedArguments(CallValue)
    /// The program ended in this call: how, in its own words where it has any, and where.
    case ended(RunOutcome, message: String?, line: Int?)
}

/// What came of running a learner's function.
package struct FunctionResult: Sendable, Codable {
    /// By the number of the call. A call without an answer was not reached.
    package var answers: [Int: Answer] = [:]
    /// Why nothing was called at all; nil where the function was called.
    package var refusal: Refusal?
    /// What it printed, and what it printed as errors, apart from what tells of a crash.
    package var printed = ""
    package var compileTime: Duration = .zero
    package var runTime: Duration = .zero
    package var protection: Protection = .limits

    /// Why a learner's function could not be called.
    package enum Refusal: Sendable, Hashable, Codable {
        /// The compiler or the interpreter does not understand the file, or what it does by itself fails.
        case mistakes([Mistake], text: String)
        /// There is no such function: how it has to be declared.
        case noFunction(declaration: String)
        /// There is one, but it can't be called as it has to be.
        case otherFunction(declaration: String, [Mistake])
        case outcome(RunOutcome, message: String?, line: Int?)
    }

    /// A place in the learner's file, and what is wrong there.
    package struct Mistake: Sendable, Hashable, Codable {
        package let line: Int?
        package let column: Int?
        package let message: String
    }
}

/// Calls a learner's function, in a program of its own that sees these calls and nothing else of ours.
///
/// - Parameters:
///   - source: the text of the learner's file.
///   - name: what the file is called; messages name it so.
///   - calls: the arguments of each call.
/// - Returns: what came back, call by call. After a crash the calls behind it are made by a new program.
package func call(
    _ function: Function, in source: String, named name: String, language: Language, calls: [[CallValue]],
    limits: Limits = Limits(), protection: Protection? = nil
) async -> FunctionResult {
    var result = FunctionResult()
    do {
        try await withWorkshop(language, limits: limits, protection: protection) { workshop in
            var session = CallSession(
                function: function, language: language, name: name, workshop: workshop,
                callCount: calls.count)
            result.protection = workshop.sandbox == nil ? .limits : .sandbox
            try session.writeFiles(source: source, calls: calls)
            try await session.run(into: &result)
        }
    } catch {
        let outcome = error as? RunOutcome ?? .notStarted(reason: "\(error)")
        result.refusal = .outcome(outcome, message: nil, line: nil)
    }
    return result
}

/// The calls of one file, by as many programs as crashes make necessary.
private struct CallSession {
    let function: Function
    let language: Language
    /// What the learner knows their file as.
    let name: String
    var workshop: Workshop
    let callCount: Int

    private var harness: Harness { language.harness }
    private var sourceName: String { harness.sourceName("solution") }
    private var source: String { workshop.folder.code + "/" + sourceName }
    private var callsFile: String { workshop.folder.code + "/calls.jsonl" }

    /// More than any answers need.
    private static let mostAnswerBytes = 1 << 20
    /// So many times in a row the same crash, and the calls behind it would tell nothing new.
    private static let mostCrashes = 6
    /// How many bytes of answers have been looked at.
    private var bytesRead = 0
    private var isReady = false
    private var printed: CapturedOutput
    private var crashes = 0

    init(function: Function, language: Language, name: String, workshop: Workshop, callCount: Int) {
        self.function = function
        self.language = language
        self.name = name
        self.workshop = workshop
        self.callCount = callCount
        printed = CapturedOutput(limit: workshop.limits.outputBytes)
    }

    func writeFiles(source text: String, calls: [[CallValue]]) throws {
        try writeNewFile(text, to: source)
        try writeNewFile(harness.program(function), to: workshop.folder.code + "/" + harness.fileName)
        let lines = calls.map { "{\"args\": \(CallValue.list($0))}\n" }
        try writeNewFile(lines.joined(), to: callsFile)
    }

    mutating func run(into result: inout FunctionResult) async throws {
        let clock = ContinuousClock()
        let begin = clock.now
        let harnessFile = workshop.folder.code + "/" + harness.fileName
        let files = if case .compiled = language.execution { [harnessFile, source] } else { [harnessFile] }
        let command: [String]
        switch try await workshop.prepare(files) {
        case .ready(let ready): command = ready
        case .refused(let refused):
            result.compileTime = clock.now - begin
            result.refusal = refusal(refused.verdict)
            return
        }
        result.compileTime = clock.now - begin
        let start = clock.now
        defer { result.runTime = clock.now - start }
        let wall = workshop.limits.runTime
        while true {
            let next = result.answers.keys.max().map { $0 + 1 } ?? 0
            workshop.limits.runTime = max(.milliseconds(1), wall - (clock.now - start))
            let run = try await workshop.start(
                command + [source, callsFile, workshop.folder.answers, "\(next)"])
            read(into: &result)
            // What the language says of a file that it can't read is told as such.
            let errors = result.refusal == nil ? ownErrors(run.standardError) : ""
            var said = shown(run.standardOutput + errors)
            said.withUTF8 { printed.append(UnsafeRawBufferPointer($0)) }
            result.printed = printed.text
            guard result.refusal == nil else {
                result.refusal = result.refusal.map { located($0, by: run.standardError) }
                return
            }
            let reached = result.answers.keys.max().map { $0 + 1 } ?? 0
            guard reached < callCount else { return }
            var outcome = run.verdict
            if case .timeLimit = outcome { outcome = .timeLimit(wall) }
            let failure = harness.failure(run.standardError, sourceName).map {
                Harness.Failure(message: Self.short($0.message), line: $0.line)
            }
            guard isReady || outcome.isLimit else {
                // Not even the harness has begun: it is the tool that does not work.
                let how = "\(outcome)"
                result.refusal = .outcome(
                    .compilerFailed(tool: language.tool, how: how, said: Self.short(run.standardError)),
                    message: nil,
                    line: nil)
                return
            }
            if bytesRead > Self.mostAnswerBytes { outcome = .answerLimit(bytes: Self.mostAnswerBytes) }
            let isAtEnd = outcome == .finished
            let message = isAtEnd || failure?.message.isEmpty ?? true ? nil : failure?.message
            let answer = Answer.ended(outcome, message: message, line: failure?.line)
            crashes = result.answers[reached - 1] == answer ? crashes + 1 : 1
            result.answers[reached] = answer
            // What took its time has had all of it; what was stopped for its size would only be so again.
            guard case .ended = outcome, clock.now - start < wall, crashes < Self.mostCrashes else { return }
            try Task.checkCancellation()
        }
    }

    /// Standard error without what the runtime tells of a crash.
    private func ownErrors(_ text: String) -> String {
        guard case .compiled = language.execution else { return text }
        let end = text.firstRange(of: "\n*** ")?.lowerBound ?? text.endIndex
        let lines = text[..<end].split(separator: "\n").filter { !$0.contains("Fatal error") }
        return lines.map { $0 + "\n" }.joined()
    }

    /// Text of the program's with the learner's file called as they know it.
    private func shown(_ text: String) -> String {
        text.replacing(workshop.folder.code + "/", with: "").replacing(sourceName, with: name)
    }

    // MARK: Answers

    /// One line of what the harness writes.
    private struct Line: Decodable {
        let call: Int?
        let ok: CallValue?
        let err: String?
        let other: String?
        let changed: Bool?
        let load: String?
        let missing: Bool?
        let ready: Bool?
        let line: Int?
    }

    /// Reads the answers that have come since this was last done.
    private mutating func read(into result: inout FunctionResult) {
        let bytes = bytes(ofFile: workshop.folder.answers, limit: Self.mostAnswerBytes + 1) ?? []
        let new = bytes.dropFirst(bytesRead)
        bytesRead = max(bytesRead, bytes.count)
        let decoder = JSONDecoder()
        var strayLines = 0
        for text in new.split(separator: 0x0A) where strayLines < 1000 && !Task.isCancelled {
            // A line that was cut, or that is none of the harness's, answers nothing.
            guard let line = try? decoder.decode(Line.self, from: Data(text)) else {
                strayLines += 1
                continue
            }
            if line.ready == true {
                isReady = true
            } else if let load = line.load.map(Self.short) {
                let mistake = FunctionResult.Mistake(line: line.line, column: nil, message: load)
                result.refusal = .mistakes([mistake], text: load)
            } else if line.missing == true {
                result.refusal = .noFunction(declaration: function.declaration(in: language))
            } else if let call = line.call, (0..<callCount).contains(call), result.answers[call] == nil {
                result.answers[call] = answer(line)
            }
        }
    }

    private func answer(_ line: Line) -> Answer? {
        if let value = line.ok { return line.changed == true ? .changedArguments(value) : .value(value) }
        if let error = line.err {
            return .raised(shown(Self.short(error)), line: line.line, isAccident: harness.isAccident(error))
        }
        return line.other.map { .other(Self.short($0)) }
    }

    /// As much of a message as anyone reads, counted so that combining marks count, too.
    private static func short(_ text: String) -> String {
        let most = 500
        return text.unicodeScalars.count <= most ? text : String(text.unicodeScalars.prefix(most)) + "…"
    }

    // MARK: What went wrong before any call

    /// A mistake without a line, with the line that standard error tells.
    private func located(
        _ refusal: FunctionResult.Refusal, by standardError: String
    ) -> FunctionResult.Refusal {
        guard case .mistakes(let mistakes, let text) = refusal, mistakes.allSatisfy({ $0.line == nil }),
            let line = harness.failure(standardError, sourceName)?.line
        else { return refusal }
        return .mistakes(
            mistakes.map { FunctionResult.Mistake(line: line, column: nil, message: $0.message) }, text: text)
    }

    private func refusal(_ outcome: RunOutcome) -> FunctionResult.Refusal {
        guard case .compileFailed(let diagnostics) = outcome else {
            return .outcome(outcome, message: nil, line: nil)
        }
        let own = mistakes(in: diagnostics, file: sourceName)
        guard own.isEmpty else { return .mistakes(own, text: shown(diagnostics)) }
        let declaration = function.declaration(in: language)
        let called = mistakes(in: diagnostics, file: harness.fileName)
        if called.contains(where: { $0.message.contains("cannot find '\(function.name)'") }) {
            return .noFunction(declaration: declaration)
        }
        guard called.isEmpty else { return .otherFunction(declaration: declaration, called) }
        return .mistakes([], text: shown(diagnostics))
    }

    /// `file:line:column: error: message`, each line once.
    private func mistakes(in diagnostics: String, file: String) -> [FunctionResult.Mistake] {
        var mistakes: [FunctionResult.Mistake] = []
        // Thousands of mistakes are no more help than a few.
        for line in diagnostics.split(separator: "\n") where mistakes.count < 20 && line.hasPrefix(file + ":")
        {
            let parts = line.split(separator: ":", maxSplits: 4, omittingEmptySubsequences: false)
            guard parts.count == 5, parts[3] == " error" else { continue }
            let mistake = FunctionResult.Mistake(
                line: Int(parts[1]), column: Int(parts[2]),
                message: Self.short(String(parts[4].drop(while: \.isWhitespace))))
            if !mistakes.contains(mistake) { mistakes.append(mistake) }
        }
        return mistakes
    }
}
