import Glibc
import Subprocess

/// One program under its guard, which stops it with all that it started.
///
/// The program has no terminal, so it can neither read the learner's keys nor write to the screen.
struct ProgramRun {
    struct Result: Sendable {
        var ending: ProgramGuard.Ending
        var standardOutput: String
        var standardError: String
    }

    /// The program's full path, then its arguments.
    var command: [String]
    var environment: [String: String]
    /// The folders of the run; it starts in the one for work.
    var folder: RunFolder
    var limits: GuardLimits
    var outputBytes: Int
    /// The sandbox that it runs in, if any.
    var sandbox: Sandbox?

    /// Runs the program to its end or to a limit.
    ///
    /// - Throws: `CancellationError` when the task is cancelled, which stops the program too; a `SystemError` or
    ///   a `SubprocessError` when it cannot be started.
    func run() async throws -> Result {
        try await withThrowingTaskGroup(of: Result?.self) { group in
            group.addTask { try await runToEnd() }
            // The guard has a clock of its own. This one is for a guard that can't look at it.
            group.addTask {
                try await Task.sleep(for: limits.wall + Self.patience)
                return nil
            }
            defer { group.cancelAll() }
            let first = try await group.next() ?? nil
            return first ?? Result(ending: .guardEnded, standardOutput: "", standardError: "")
        }
    }

    /// How long a guard may take beyond its limit.
    private static let patience: Duration = .seconds(5)

    private func runToEnd() async throws -> Result {
        let socket = try GuardSocket()
        defer { socket.close() }
        var nested = limits
        nested.isNested = true
        // The second guard is not the program's.
        nested.processes = limits.processes.map { $0 + 1 }
        var arguments = nested.arguments + ["--"] + command
        if let sandbox {
            // What counts and watches does so from outside; what a process is given as a limit, from within.
            let (outer, inner) = limits.split
            arguments =
                outer.arguments + ["--"]
                + sandbox.command(around: command, limits: inner.arguments, in: folder)
        }
        var options = PlatformOptions()
        options.createSession = true
        // The guard ends the program's whole tree on this signal, and then itself.
        options.teardownSequence = [.send(signal: .terminate, allowedDurationToNextStep: .seconds(4))]
        let variables = environment.map { (Environment.Key(stringLiteral: $0), $1) }
        let run = try await Subprocess.run(
            .path("/proc/self/exe"),
            arguments: .init(executablePathOverride: ProgramGuard.name, remainingValues: arguments),
            environment: .custom(Dictionary(uniqueKeysWithValues: variables)),
            workingDirectory: .init(folder.work), platformOptions: options,
            input: .fileDescriptor(.init(rawValue: socket.guardEnd), closeAfterSpawningProcess: true),
            output: .sequence, error: .sequence
        ) { execution in
            async let output = text(of: execution.standardOutput)
            async let error = text(of: execution.standardError)
            return await (output, error)
        }
        let report = socket.report()
        try Task.checkCancellation()
        let (output, error) = run.closureResult
        let ending = ProgramGuard.ending(in: report)
        if ending == .notGuarded { throw SandboxError(said: error) }
        return Result(ending: ending, standardOutput: output, standardError: error)
    }

    /// Reads to the end, so that the program neither blocks nor fails on a full pipe.
    private func text(of output: SubprocessOutputSequence) async -> String {
        var captured = CapturedOutput(limit: outputBytes)
        // A read that fails ends the output; what was read before it still counts.
        var buffers = output.makeAsyncIterator()
        while !Task.isCancelled, let buffer = try? await buffers.next() {
            buffer.withUnsafeBytes { captured.append($0) }
        }
        return captured.text
    }
}

/// A sandbox that could not be made, in its own words.
struct SandboxError: Error, CustomStringConvertible {
    var said: String
    var description: String {
        said.isEmpty ? "it could not be watched over" : "the sandbox could not be made: \(said)"
    }
}

extension GuardLimits {
    /// The limits that hold for a whole tree of processes, and those of each process.
    fileprivate var split: (outer: GuardLimits, inner: GuardLimits) {
        // bwrap, its first process in the sandbox, and the inner guard are not the program's.
        let helpers = 3
        let outer = GuardLimits(
            wall: wall, residentMemory: residentMemory, processes: processes.map { $0 + helpers },
            isRelay: true)
        // The outer clock is the one that counts.
        let inner = GuardLimits(
            wall: wall + .seconds(60), processorSeconds: processorSeconds, addressSpace: addressSpace,
            fileBytes: fileBytes)
        return (outer, inner)
    }
}
