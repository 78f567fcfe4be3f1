import Glibc

/// What a program printed and how it ended.
package struct RunResult: Sendable {
    /// What it printed, or its head and tail with a line between that says how much is left out.
    package var standardOutput = ""
    /// What it printed as errors, kept in the same way.
    package var standardError = ""
    /// How it ended.
    package var verdict: RunOutcome
}

/// Runs a file that we trust, such as a lesson's listing: compiles it first where its language needs that.
///
/// The program starts in an empty folder that is removed afterwards, with nothing to read on its standard input.
/// When the task is cancelled the program is stopped, and the verdict says so.
package func run(_ file: String, language: Language, limits: Limits = Limits()) async -> RunResult {
    guard let tool = SearchPath.find(language.tool) else {
        return RunResult(verdict: .missingTool(language.tool, language: language.name))
    }
    do {
        let source = try fullPath(of: file)
        return try await withTemporaryFolder { folder in
            let run = Run(source: source, tool: tool, folder: folder, limits: limits)
            switch language.execution {
            case .interpreted(let arguments):
                return try await run.start([tool] + arguments(source))
            case .compiled(let arguments):
                let program = folder + "/program"
                if let refusal = try await run.compile(arguments(source, program)) { return refusal }
                return try await run.start([program])
            }
        }
    } catch is CancellationError {
        return RunResult(verdict: .cancelled)
    } catch {
        return RunResult(verdict: Task.isCancelled ? .cancelled : .notStarted(reason: "\(error)"))
    }
}

/// The two steps of a run in its folder.
private struct Run {
    var source: String
    var tool: String
    var folder: String
    var limits: Limits

    /// Compiles the source; the result says why when that does not work.
    func compile(_ arguments: [String]) async throws -> RunResult? {
        let result = try await program([tool] + arguments, timeLimit: limits.compileTime).run()
        switch result.ending {
        case .exited(0):
            return nil
        case .timeLimit:
            return RunResult(verdict: .compileTimeLimit(limits.compileTime))
        case .exited, .signalled:
            let name = source.split(separator: "/").last.map(String.init) ?? source
            let diagnostics = (result.standardOutput + result.standardError).replacing(source, with: name)
            return RunResult(verdict: .compileFailed(diagnostics: diagnostics))
        }
    }

    /// Runs the program, or the interpreter with the source.
    func start(_ command: [String]) async throws -> RunResult {
        let result = try await program(limited(command), timeLimit: limits.runTime).run()
        let verdict: RunOutcome =
            switch result.ending {
            case .exited(0): .finished
            case .exited(let code): .failed(exitCode: code)
            case .signalled(SIGXCPU): .processorTimeLimit(seconds: limits.processorSeconds)
            case .signalled(let signal): .ended(signal: signal)
            case .timeLimit: .timeLimit(limits.runTime)
            }
        return RunResult(
            standardOutput: result.standardOutput, standardError: result.standardError, verdict: verdict)
    }

    /// The command under `prlimit`, where that is installed: processor time, and no core dump.
    private func limited(_ command: [String]) -> [String] {
        guard let prlimit = SearchPath.find("prlimit") else { return command }
        // SIGXCPU at the first number tells us why; SIGKILL at the second is for a program that ignores it.
        let seconds = limits.processorSeconds
        return [prlimit, "--cpu=\(seconds):\(seconds + 1)", "--core=0", "--"] + command
    }

    private func program(_ command: [String], timeLimit: Duration) -> ProgramRun {
        ProgramRun(
            command: command, environment: Variables.allowed(temporaryFolder: folder), folder: folder,
            timeLimit: timeLimit, outputBytes: limits.outputBytes)
    }
}

private func fullPath(of file: String) throws -> String {
    guard let path = realpath(file, nil) else { throw SystemError(what: file, code: errno) }
    defer { free(path) }
    return String(cString: path)
}
