import Glibc

/// How a run ended.
package enum RunOutcome: Sendable, Equatable {
    /// It ran to its end and exited with 0.
    case finished
    /// The language's tool is not on PATH.
    case missingTool(String, language: String)
    /// The compiler refused the program and said why.
    case compileFailed(diagnostics: String)
    /// The compiler took longer than it may.
    case compileTimeLimit(Duration)
    /// It exited with another code than 0, as after an uncaught error.
    case failed(exitCode: Int32)
    /// A signal ended it, as after a trap.
    case ended(signal: Int32)
    /// It ran longer than it may.
    case timeLimit(Duration)
    /// It used more processor time than it may.
    case processorTimeLimit(seconds: Int)
    /// The task that asked for the run was cancelled.
    case cancelled
    /// It could not be started; the reason is the system's.
    case notStarted(reason: String)
}

extension RunOutcome: CustomStringConvertible {
    /// The outcome in one sentence, without a full stop; diagnostics stand on lines below it.
    package var description: String {
        switch self {
        case .finished: "ran to its end"
        case .missingTool(let tool, let language): "\(language) needs \(tool), which is not on your PATH"
        case .compileFailed(let diagnostics): "does not compile:\n\(diagnostics)"
        case .compileTimeLimit(let limit): "was still compiling after \(words(limit))"
        case .failed(let exitCode): "exited with code \(exitCode)"
        case .ended(let signal): "was ended by signal \(signal) (\(String(cString: strsignal(signal))))"
        case .timeLimit(let limit): "was still running after \(words(limit))"
        case .processorTimeLimit(let seconds):
            "was still computing after \(words(.seconds(seconds))) of processor time"
        case .cancelled: "was stopped"
        case .notStarted(let reason): "could not be started: \(reason)"
        }
    }

    private func words(_ limit: Duration) -> String {
        limit == .seconds(1) ? "1 second" : "\(limit / .seconds(1)) seconds".replacing(".0 ", with: " ")
    }
}
