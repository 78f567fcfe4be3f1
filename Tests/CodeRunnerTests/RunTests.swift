import FoundationEssentials
import Glibc
import Testing

@testable import CodeRunner

/// Real compilers and interpreters run real files; `Scripts/test` sees to it that all of them are there.
@Suite(.serialized) struct RunTests {
    @Test(arguments: [
        ("swift", "print([0.5, -0.25].reduce(0.15, +))"),
        ("js", "console.log([0.5, -0.25].reduce((a, b) => a + b, 0.15))"),
        ("py", "print(sum([0.5, -0.25], 0.15))"),
    ])
    func aListingPrints(fileExtension: String, source: String) async throws {
        let result = try await run(source, fileExtension)
        #expect(result.verdict == .finished)
        #expect(result.standardOutput == "0.4\n")
        #expect(result.standardError == "")
    }

    @Test func whatDoesNotCompileSaysWhyAndWhere() async throws {
        let result = try await run("print(1)\nlet weight: Double = \"0.5\"", "swift")
        guard case .compileFailed(let diagnostics) = result.verdict else {
            Issue.record("\(result)")
            return
        }
        #expect(diagnostics.hasPrefix("listing.swift:2:"))
        #expect(diagnostics.contains("error: cannot convert value of type 'String'"))
    }

    @Test(arguments: ["js", "py"])
    func whatDoesNotParseSaysSo(fileExtension: String) async throws {
        let result = try await run("weights = [0.5, 0.25", fileExtension)
        #expect(result.verdict == .failed(exitCode: 1))
        #expect(result.standardError.contains("SyntaxError"))
    }

    @Test(arguments: [
        ("js", "throw new Error('no such neuron')"), ("py", "raise Exception('no such neuron')"),
        ("swift", "import Glibc\nfputs(\"no such neuron\", stderr)\nexit(1)"),
    ])
    func anErrorWhileRunningIsSeen(fileExtension: String, source: String) async throws {
        let result = try await run(source, fileExtension)
        #expect(result.verdict == .failed(exitCode: 1))
        #expect(result.standardError.contains("no such neuron"))
    }

    @Test func aTrapIsASignal() async throws {
        let result = try await run(
            "let weights: [Double] = []\nprint(weights[CommandLine.arguments.count])", "swift")
        // The trap instruction is SIGILL on x86-64 and SIGTRAP on arm64.
        #expect([.ended(signal: SIGILL), .ended(signal: SIGTRAP)].contains(result.verdict))
        #expect(result.standardError.contains("Index out of range"))
    }

    @Test(arguments: [
        ("swift", "while true {}", ""), ("js", "console.log('on'); while (true) {}", "on\n"),
        ("py", "print('on')\nwhile True: pass", "on\n"),
        (
            "py",
            "import signal, time\nsignal.signal(signal.SIGTERM, signal.SIG_IGN)\nprint('on')\ntime.sleep(100)",
            "on\n"
        ),
    ])
    func whatDoesNotEndIsStopped(fileExtension: String, source: String, printed: String) async throws {
        let result = try await run(source, fileExtension, Limits(runTime: .seconds(5)))
        #expect(result.verdict == .timeLimit(.seconds(5)))
        #expect(result.standardOutput == printed)
    }

    @Test func processorTimeIsLimited() async throws {
        let result = try await run(
            "while True: pass", "py", Limits(runTime: .seconds(60), processorSeconds: 1))
        #expect(result.verdict == .processorTimeLimit(seconds: 1))
    }

    @Test func aCompilerThatTakesTooLongIsStopped() async throws {
        let result = try await run("print(1)", "swift", Limits(compileTime: .milliseconds(10)))
        #expect(result.verdict == .compileTimeLimit(.milliseconds(10)))
    }

    @Test(arguments: [("", RunOutcome.finished), ("import time; time.sleep(100)", .timeLimit(.seconds(5)))])
    func whatAProgramStartedEndsWithIt(then: String, verdict: RunOutcome) async throws {
        let source = "import subprocess\nprint(subprocess.Popen(['sleep', '100']).pid)\n" + then
        let result = try await run(source, "py", Limits(runTime: .seconds(5)), .limits)
        #expect(result.verdict == verdict)
        let child = try #require(pid_t(result.standardOutput.dropLast()))
        #expect(await endsSoon(child))
    }

    @Test func aCancelledRunIsStopped() async throws {
        let folder = try temporaryFolder()
        let note = folder + "/pid"
        let task = Task {
            try await run(
                "import os, time\nopen('\(note)', 'w').write(f'{os.getpid()}\\n')\ntime.sleep(100)", "py",
                Limits(), .limits)
        }
        var process: pid_t?
        let deadline = ContinuousClock.now + .seconds(20)
        while process == nil, ContinuousClock.now < deadline {
            try await Task.sleep(for: .milliseconds(10))
            process = (try? String(contentsOfFile: note, encoding: .utf8)).flatMap { pid_t($0.dropLast()) }
        }
        task.cancel()
        #expect(try await task.value.verdict == .cancelled)
        #expect(await endsSoon(try #require(process)))
        try FileManager.default.removeItem(atPath: folder)
    }

    @Test func aFloodKeepsItsHeadAndItsTail() async throws {
        let result = try await run(
            "import sys\nsys.stdout.write(''.join(f'{n:09}\\n' for n in range(1_000_000)))\nsys.exit(3)", "py"
        )
        #expect(result.verdict == .failed(exitCode: 3))
        #expect(result.standardOutput.hasPrefix("000000000\n000000001\n"))
        #expect(result.standardOutput.hasSuffix("\n000999998\n000999999\n"))
        #expect(result.standardOutput.contains("… \(10_000_000 - (1 << 20)) bytes left out …"))
    }

    @Test func theEnvironmentIsTheAllowedOne() async throws {
        let source = "console.log(require('fs').readFileSync('/proc/self/environ', 'utf8'))"
        let result = try await run(source, "js")
        let names = Set(
            result.standardOutput.dropLast().split(separator: "\0").map { String($0.prefix { $0 != "=" }) })
        #expect(names.isSuperset(of: ["PATH", "TMPDIR"]))
        #expect(names.isSubset(of: ["PATH", "HOME", "LANG", "LC_ALL", "LC_CTYPE", "TZ", "TMPDIR", "PWD"]))
    }

    @Test(arguments: [
        ("import sys; print(repr(sys.stdin.read()))", "''\n"),
        ("open('/dev/tty')", ""),
        // The last one is the listing's own.
        ("import os; print(sorted(os.listdir('/proc/self/fd')))", "['0', '1', '2', '3']\n"),
        ("import os; print(os.listdir('.'))", "[]\n"),
    ])
    func theOutsideIsOutOfReach(source: String, printed: String) async throws {
        let result = try await run(source, "py")
        #expect(result.standardOutput == printed)
        #expect(
            result.standardError == ""
                || result.standardError.contains("No such device or address: '/dev/tty'"))
    }

    @Test func aProgramMayCloseItsOutputBeforeItEnds() async throws {
        let source = "import os, time\nos.close(1)\nos.close(2)\ntime.sleep(0.2)\nos._exit(7)"
        #expect(try await run(source, "py").verdict == .failed(exitCode: 7))
    }

    @Test(arguments: ["", "\nimport time; time.sleep(100)"])
    func theFolderIsRemoved(then: String) async throws {
        let source = "import os\nopen('left', 'w')\nos.symlink('/etc', 'link')\nprint(os.getcwd())" + then
        let result = try await run(source, "py", Limits(runTime: .seconds(5)))
        let folder = String(result.standardOutput.dropLast())
        #expect(folder.contains("/neurotour-"))
        #expect(!FileManager.default.fileExists(atPath: folder))
        #expect(FileManager.default.fileExists(atPath: "/etc/passwd"))
    }

    @Test func aMissingToolIsNamed() async throws {
        let language = Language(
            name: "Algol", fileExtension: "a68", tool: "no-such-compiler",
            execution: .interpreted { file, _ in [file] }, bearsAddressLimit: true, variables: [:],
            harness: Language.python.harness)
        #expect(!language.isAvailable)
        let result = await CodeRunner.run("/etc/passwd", language: language)
        #expect(result.verdict == .missingTool("no-such-compiler", language: "Algol"))
        #expect("\(result.verdict)" == "Algol needs no-such-compiler, which is not on your PATH")
    }

    /// A lesson may show the listing of another.
    @Test func aLinkToAListingIsFollowed() async throws {
        let folder = try temporaryFolder()
        defer { try? FileManager.default.removeItem(atPath: folder) }
        try "print(0.4)".write(toFile: folder + "/listing.py", atomically: false, encoding: .utf8)
        try FileManager.default.createSymbolicLink(
            atPath: folder + "/link.py", withDestinationPath: folder + "/listing.py")
        #expect(await CodeRunner.run(folder + "/link.py", language: .python).standardOutput == "0.4\n")
    }

    @Test func aMissingFileIsNamed() async {
        let result = await CodeRunner.run("/no/such/listing.py", language: .python)
        #expect(result.verdict == .notStarted(reason: "/no/such/listing.py: No such file or directory"))
    }

    // MARK: - Around a run

    private func run(
        _ source: String, _ fileExtension: String, _ limits: Limits = Limits(),
        _ protection: Protection? = nil
    ) async throws -> RunResult {
        let folder = try temporaryFolder()
        defer { try? FileManager.default.removeItem(atPath: folder) }
        let file = "\(folder)/listing.\(fileExtension)"
        try source.write(toFile: file, atomically: false, encoding: .utf8)
        return await CodeRunner.run(
            file, language: try #require(Language.of(file: file)), limits: limits, protection: protection)
    }

    private func temporaryFolder() throws -> String {
        var template = Array("/tmp/listing-XXXXXX".utf8CString)
        try #require(mkdtemp(&template) != nil)
        return String(decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
    }

    /// A process that is killed takes a moment to go; a zombie that nobody has reaped yet counts as gone.
    private func endsSoon(_ process: pid_t) async -> Bool {
        let deadline = ContinuousClock.now + .seconds(5)
        while ContinuousClock.now < deadline {
            let status = try? String(contentsOfFile: "/proc/\(process)/stat", encoding: .utf8)
            if status == nil || status?.contains(") Z ") == true { return true }
            try? await Task.sleep(for: .milliseconds(10))
        }
        return false
    }
}
