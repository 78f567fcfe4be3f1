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

/// Runs a file such as a lesson's listing: compiles it first where its language needs that.
///
/// The program starts in an empty folder that is removed afterwards, with nothing to read on its standard input.
/// When the task is cancelled the program is stopped, and the verdict says so.
package func run(
    _ file: String, language: Language, limits: Limits = Limits(), protection: Protection? = nil
) async -> RunResult {
    // A course may link to a listing of its own.
    let resolved = realpath(file, nil).map { path in
        defer { free(path) }
        return String(cString: path)
    }
    guard let source = bytes(ofFile: resolved ?? file, limit: sourceLimit),
        let name = file.split(separator: "/").last
    else {
        return RunResult(verdict: .notStarted(reason: SystemError(what: file, code: ENOENT).description))
    }
    let text = String(decoding: source, as: UTF8.self)
    do {
        return try await withWorkshop(language, limits: limits, protection: protection) { workshop in
            let copy = workshop.folder.code + "/\(name)"
            try writeNewFile(text, to: copy)
            switch try await workshop.prepare([copy]) {
            case .refused(let refusal): return refusal
            case .ready(let command): return try await workshop.start(command)
            }
        }
    } catch let outcome as RunOutcome {
        return RunResult(verdict: outcome)
    } catch {
        return RunResult(verdict: .notStarted(reason: "\(error)"))
    }
}

/// What a file of a program may hold, at most.
let sourceLimit = 1 << 20

/// Makes a folder for a run and gives the body all it needs there.
///
/// - Throws: a `RunOutcome` that says why nothing could be run.
func withWorkshop<Result>(
    _ language: Language, limits: Limits, protection: Protection?,
    _ body: (Workshop) async throws -> Result
) async throws -> Result {
    guard let tool = SearchPath.find(language.tool) else {
        throw RunOutcome.missingTool(language.tool, language: language.name)
    }
    let sandbox = protection == .limits ? nil : await Sandbox.current
    do {
        return try await withTemporaryFolder { folder in
            try await body(
                Workshop(language: language, tool: tool, folder: folder, limits: limits, sandbox: sandbox))
        }
    } catch is CancellationError {
        throw RunOutcome.cancelled
    } catch let outcome as RunOutcome {
        throw outcome
    } catch {
        throw Task.isCancelled ? RunOutcome.cancelled : RunOutcome.notStarted(reason: "\(error)")
    }
}

/// The steps of a run in its folder.
struct Workshop {
    let language: Language
    let tool: String
    let folder: RunFolder
    var limits: Limits
    let sandbox: Sandbox?

    enum Preparation {
        /// The command that runs it.
        case ready([String])
        /// The compiler says no.
        case refused(RunResult)
    }

    /// Compiles the files where the language needs that; the first is the one that is run.
    func prepare(_ files: [String]) async throws -> Preparation {
        switch language.execution {
        case .interpreted(let arguments):
            return .ready([tool] + arguments(files[0], limits))
        case .compiled(let arguments):
            let program = folder.code + "/program"
            let names = files.compactMap { $0.split(separator: "/").last.map(String.init) }
            if let refusal = try await compile(arguments(files, program), files: names) {
                return .refused(refusal)
            }
            guard access(program, X_OK) == 0 else {
                return .refused(
                    RunResult(verdict: .compilerFailed(tool: language.tool, how: "made no program", said: ""))
                )
            }
            return .ready([program])
        }
    }

    /// The result says why it does not compile; nil where it does.
    private func compile(_ arguments: [String], files: [String]) async throws -> RunResult? {
        // Compiling runs nothing of the learner's, and the compiler keeps files of its own: no sandbox.
        let compilation = ProgramRun(
            command: [tool] + arguments, environment: Variables.allowed(temporaryFolder: folder.work),
            folder: folder,
            limits: GuardLimits(wall: limits.compileTime, residentMemory: Limits.compilerMemory),
            outputBytes: limits.outputBytes)
        let result = try await compilation.run()
        let said = (result.standardOutput + result.standardError).replacing(folder.code + "/", with: "")
        switch result.ending {
        case .exited(0): return nil
        case .limit(.wall): return RunResult(verdict: .compileTimeLimit(limits.compileTime))
        case .limit: return RunResult(verdict: .compilerMemoryLimit)
        // A mistake of the learner's has a place in a file that was compiled; other complaints are the tool's own.
        case .exited where files.contains(where: { said.contains("\($0):") && said.contains(": error: ") }):
            return RunResult(verdict: .compileFailed(diagnostics: said))
        case .exited(let code):
            return RunResult(
                verdict: .compilerFailed(tool: language.tool, how: "exited with code \(code)", said: said))
        case .signalled(let signal):
            let how = RunOutcome.ended(signal: signal).description
            return RunResult(verdict: .compilerFailed(tool: language.tool, how: how, said: said))
        case .notStarted(let code):
            throw SystemError(what: tool, code: code)
        case .stopped: throw CancellationError()
        case .guardEnded, .notGuarded:
            return RunResult(verdict: .compilerFailed(tool: language.tool, how: "was lost", said: said))
        }
    }

    /// Runs a program, or the interpreter with its file.
    func start(_ command: [String]) async throws -> RunResult {
        var variables = Variables.allowed(temporaryFolder: folder.work)
        variables.merge(language.variables) { _, own in own }
        let memory = limits.memory
        let guardLimits = GuardLimits(
            wall: limits.runTime, processorSeconds: limits.processorSeconds,
            addressSpace: language.bearsAddressLimit ? memory : nil, residentMemory: memory + memory / 4,
            fileBytes: limits.fileBytes, processes: limits.processes, folderBytes: limits.folderBytes)
        let result = try await ProgramRun(
            command: command, environment: variables, folder: folder, limits: guardLimits,
            outputBytes: limits.outputBytes, sandbox: sandbox
        ).run()
        let verdict: RunOutcome =
            switch result.ending {
            case .exited(0): .finished
            case .exited(let code): .failed(exitCode: code)
            case .signalled(let signal):
                language.harness.isOutOfMemory(result.standardError)
                    ? .memoryLimit(bytes: memory) : .ended(signal: signal)
            case .limit(.wall): .timeLimit(limits.runTime)
            case .limit(.cpu): .processorTimeLimit(seconds: limits.processorSeconds)
            case .limit(.resident): .memoryLimit(bytes: memory)
            case .limit(.processes): .processLimit(limits.processes)
            case .limit(.file): .fileLimit(bytes: limits.fileBytes)
            case .limit(.folder): .folderLimit(bytes: limits.folderBytes)
            case .notStarted(let code): throw SystemError(what: command[0], code: code)
            case .stopped: throw CancellationError()
            case .guardEnded, .notGuarded: .endedItsGuard
            }
        return RunResult(
            standardOutput: result.standardOutput, standardError: result.standardError, verdict: verdict)
    }
}
