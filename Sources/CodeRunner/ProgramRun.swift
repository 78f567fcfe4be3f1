import Glibc
import Subprocess

/// One program in a session of its own, stopped with all it started.
///
/// The session has no terminal, so the program can neither read the learner's keys nor write to the screen.
struct ProgramRun {
    enum Ending: Sendable, Equatable {
        case exited(Int32)
        case signalled(Int32)
        case timeLimit
    }

    struct Result: Sendable {
        var ending: Ending
        var standardOutput: String
        var standardError: String
    }

    /// The program's full path, then its arguments.
    var command: [String]
    var environment: [String: String]
    /// Where it starts.
    var folder: String
    var timeLimit: Duration
    var outputBytes: Int

    /// Runs the program to its end or to the time limit.
    ///
    /// - Throws: `CancellationError` when the task is cancelled, which stops the program too; `SubprocessError`
    ///   when the program cannot be started.
    func run() async throws -> Result {
        try await withThrowingTaskGroup(of: Result?.self) { group in
            group.addTask { try await runToEnd() }
            group.addTask {
                try await Task.sleep(for: timeLimit)
                return nil
            }
            let first = try await group.next()
            // Stops the clock; or else the program, which still hands over what it printed.
            group.cancelAll()
            if let ended = first ?? nil { return ended }

            guard var stopped = try await group.next() ?? nil else { throw CancellationError() }
            if stopped.ending == .signalled(SIGKILL) { stopped.ending = .timeLimit }
            return stopped
        }
    }

    private func runToEnd() async throws -> Result {
        var options = PlatformOptions()
        options.createSession = true
        options.teardownSequence = [
            .send(signal: .kill, toProcessGroup: true, allowedDurationToNextStep: .seconds(1))
        ]
        let variables = environment.map { (Environment.Key(stringLiteral: $0), $1) }
        let run = try await Subprocess.run(
            .path(.init(command[0])), arguments: .init(Array(command.dropFirst())),
            environment: .custom(Dictionary(uniqueKeysWithValues: variables)),
            workingDirectory: .init(folder),
            platformOptions: options, input: .none, output: .sequence, error: .sequence
        ) { execution in
            async let output = text(of: execution.standardOutput)
            async let error = text(of: execution.standardError)
            let printed = await (output, error)
            await waitForEnd(of: execution.processIdentifier.value)
            // Not reaped yet, the program still holds its group's number: this reaches its children alone.
            try? execution.send(signal: .kill, toProcessGroup: true)
            return printed
        }
        let ending: Ending =
            switch run.terminationStatus {
            case .exited(let code): .exited(code)
            case .signaled(let signal): .signalled(signal)
            }
        return Result(ending: ending, standardOutput: run.closureResult.0, standardError: run.closureResult.1)
    }

    /// Reads on after the limit is reached, so that the program neither blocks nor fails on a full pipe.
    private func text(of output: SubprocessOutputSequence) async -> String {
        var captured = CapturedOutput(limit: outputBytes)
        // A read that fails ends the output; what was read before it still counts.
        var buffers = output.makeAsyncIterator()
        while !Task.isCancelled, let buffer = try? await buffers.next() {
            buffer.withUnsafeBytes { captured.append($0) }
        }
        return captured.text
    }

    /// Waits, without reaping it, for a program that may have closed its output long before it ends.
    private func waitForEnd(of process: pid_t) async {
        var information = siginfo_t()
        while waitid(P_PID, id_t(process), &information, WEXITED | WNOHANG | WNOWAIT) == 0,
            information.si_signo == 0
        {
            guard (try? await Task.sleep(for: .milliseconds(2))) != nil else { return }
        }
    }
}
