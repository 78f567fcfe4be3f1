import Glibc

/// How a run ended.
package enum RunOutcome: Error, Sendable, Hashable, Codable {
    /// It ran to its end and exited with 0.
    case finished
    /// The language's tool is not on PATH.
    case missingTool(String, language: String)
    /// The compiler refused the program and said why.
    case compileFailed(diagnostics: String)
    /// The compiler took longer than it may.
    case compileTimeLimit(Duration)
    /// The compiler used more memory than it may.
    case compilerMemoryLimit
    /// The compiler failed without a word about the program, as when it crashes.
    case compilerFailed(tool: String, how: String, said: String)
    /// It exited with another code than 0, as after an uncaught error.
    case failed(exitCode: Int32)
    /// A signal ended it, as after a trap.
    case ended(signal: Int32)
    /// It ran longer than it may.
    case timeLimit(Duration)
    /// It used more processor time than it may.
    case processorTimeLimit(seconds: Int)
    /// It used more memory than it may.
    case memoryLimit(bytes: Int)
    /// It started more processes than it may.
    case processLimit(Int)
    /// It wrote more to a file than it may.
    case fileLimit(bytes: Int)
    /// It wrote more files than it may, or more into them together.
    case folderLimit(bytes: Int)
    /// It gave back more than there is room for.
    case answerLimit(bytes: Int)
    /// It ended the process that watches over it, or was no longer watched over.
    case endedItsGuard
    /// The task that asked for the run was cancelled.
    case cancelled
    /// It could not be started; the reason is the system's.
    case notStarted(reason: String)

    /// Whether it tells of a tool or of the system, not of the learner's program; then its description begins with
    /// their name.
    package var isAboutTool: Bool {
        switch self {
        case .missingTool, .compilerFailed: true
        default: false
        }
    }

    /// Whether a limit ended it.
    var isLimit: Bool {
        switch self {
        case .timeLimit, .processorTimeLimit, .memoryLimit, .processLimit, .fileLimit, .folderLimit,
            .answerLimit:
            true
        default: false
        }
    }

    /// Whether it took too long, to compile or to run.
    package var isTimeLimit: Bool {
        switch self {
        case .timeLimit, .processorTimeLimit, .compileTimeLimit: true
        default: false
        }
    }
}

extension RunOutcome: CustomStringConvertible {
    /// The outcome in one sentence, without a full stop; diagnostics stand on lines below it.
    package var description: String {
        switch self {
        case .finished: "ran to its end"
        case .missingTool(let tool, let language): "\(language) needs \(tool), which is not on your PATH"
        case .compileFailed(let diagnostics): "does not compile:\n\(diagnostics)"
        case .compileTimeLimit(let limit): "was still compiling after \(words(limit))"
        case .compilerMemoryLimit: "made the compiler use more than \(bytes(Limits.compilerMemory)) of memory"
        case .compilerFailed(let tool, let how, let said):
            "\(tool) itself \(how)" + (said.isEmpty ? "" : ":\n" + String(said.unicodeScalars.prefix(1000)))
        case .failed(let exitCode): "exited with code \(exitCode)"
        case .ended(let signal): "was ended by signal \(signal) (\(String(cString: strsignal(signal))))"
        case .timeLimit(let limit): "was still running after \(words(limit))"
        case .processorTimeLimit(let seconds):
            "was still computing after \(words(.seconds(seconds))) of processor time"
        case .memoryLimit(let limit): "used more than \(bytes(limit)) of memory"
        case .processLimit(let count): "started more than \(count) processes"
        case .fileLimit(let limit): "wrote more than \(bytes(limit)) to a file"
        case .folderLimit(let limit): "filled its folder: more than \(bytes(limit)), or 10000 files"
        case .answerLimit(let limit): "gave back more than \(bytes(limit))"
        case .endedItsGuard: "ended the process that watches over it"
        case .cancelled: "was stopped"
        case .notStarted(let reason): "could not be started: \(reason)"
        }
    }

    private func words(_ limit: Duration) -> String {
        limit == .seconds(1) ? "1 second" : "\(limit / .seconds(1)) seconds".replacing(".0 ", with: " ")
    }

    /// `16 MiB`, `1 GiB`.
    private func bytes(_ count: Int) -> String {
        count >= 1 << 30 ? "\(count >> 30) GiB" : "\(count >> 20) MiB"
    }
}
