import CProgramGuard
import FoundationEssentials
import Glibc
import Testing

@testable import CodeRunner

/// Programs that do what programs of learners do by mistake, in a sandbox and without one: each is ended, each has its
/// own message, and nothing of it is left.
@Suite(.serialized) struct BadProgramTests {
    private static let both: [Protection] = [.sandbox, .limits]

    /// A number of seconds to sleep that no other process sleeps, so that it can be found among them.
    private let nap = "\(Int.random(in: 100_000...999_999)).\(Int.random(in: 1000...9999))"

    @Test(
        arguments: [
            "import os, time\nwhile True: os.fork()",
            "import os, time\nfor _ in range(100):\n    if os.fork() == 0: time.sleep(100)\ntime.sleep(100)",
        ], both)
    func tooManyProcessesEndAll(source: String, protection: Protection) async throws {
        let result = await call(source, .python, protection)
        #expect(result.answers[0] == .ended(.processLimit(64), message: nil, line: nil))
        #expect("\(RunOutcome.processLimit(64))" == "started more than 64 processes")
    }

    @Test(arguments: both)
    func whatHidesInTheBackgroundEndsToo(protection: Protection) async throws {
        let source = """
            import os, signal, subprocess
            def dense_layer(a, w, b):
                if os.fork() == 0:
                    os.setsid()
                    for number in (signal.SIGTERM, signal.SIGINT, signal.SIGHUP):
                        signal.signal(number, signal.SIG_IGN)
                    if os.fork() == 0:
                        subprocess.run(["sleep", "\(nap)"])
                    os._exit(0)
                os.wait()
                return [1]
            """
        let result = await call(source, .python, protection)
        #expect(result.answers == [0: .value(.numbers([1]))])
        #expect(processes(with: nap).isEmpty)
    }

    @Test(arguments: both)
    func aCancelledCallLeavesNothing(protection: Protection) async throws {
        let source = "import subprocess\ndef dense_layer(a, w, b): subprocess.run(['sleep', '\(nap)'])"
        let task = Task { await call(source, .python, protection) }
        let deadline = ContinuousClock.now + .seconds(20)
        while processes(with: nap).isEmpty, ContinuousClock.now < deadline {
            try await Task.sleep(for: .milliseconds(10))
        }
        #expect(!processes(with: nap).isEmpty)
        task.cancel()
        #expect(await task.value.refusal == .outcome(.cancelled, message: nil, line: nil))
        #expect(processes(with: nap).isEmpty)
    }

    @Test(
        arguments: [
            (
                Language.swift,
                "var kept: [[Double]] = []\nfunc denseLayer(_ a: [Double], _ w: [[Double]], _ b: [Double]) -> [Double] {\n    while true { kept.append([Double](repeating: 1, count: 1 << 17)) }\n}"
            ),
            (
                .swift,
                "func denseLayer(_ a: [Double], _ w: [[Double]], _ b: [Double]) -> [Double] {\n    [Double](repeating: 1, count: 12_500_000_000)\n}"
            ),
            (
                .javascript,
                "const kept = [];\nexport function denseLayer() {\n  while (true) kept.push(Buffer.alloc(1 << 20, 1));\n}"
            ),
            (
                .javascript,
                "const kept = [];\nexport function denseLayer() {\n  while (true) kept.push(new Array(1000).fill({}));\n}"
            ),
            (
                .python,
                "kept = []\ndef dense_layer(a, w, b):\n    while True: kept.append(bytearray(1 << 20))"
            ),
            (.python, "def dense_layer(a, w, b):\n    return [bytearray(100_000_000_000)]"),
        ], both)
    func memoryIsLimited(program: (language: Language, source: String), protection: Protection) async throws {
        let result = await call(program.source, program.language, protection)
        switch result.answers[0] {
        case .ended(.memoryLimit(1 << 30), _, _): break
        case .ended(.failed, let message?, _), .ended(.ended, let message?, _):
            #expect(message.lowercased().contains("memory"))
        case .raised(let message, let line, _):
            #expect(message.contains("MemoryError"))
            #expect(line != nil)
        default: Issue.record("\(result)")
        }
    }

    @Test(arguments: both)
    func aFileCanGrowSoFar(protection: Protection) async throws {
        let source = """
            import signal
            signal.signal(signal.SIGXFSZ, signal.SIG_DFL)
            def dense_layer(a, w, b):
                open("big", "wb").truncate(1 << 40)
                return []
            """
        let result = await call(source, .python, protection)
        #expect(result.answers[0] == .ended(.fileLimit(bytes: 16 << 20), message: nil, line: nil))
    }

    @Test(arguments: both)
    func filesCannotFillTheDisk(protection: Protection) async throws {
        let source = """
            def dense_layer(a, w, b):
                for number in range(1_000_000):
                    with open(f"file-{number}", "wb") as file: file.write(bytes(1 << 20))
                return []
            """
        let result = await call(source, .python, protection)
        switch result.answers[0] {
        // Within a sandbox the folder is as large as it may get, and writing fails.
        case .raised(let message, _, _): #expect(message.contains("No space left on device"))
        case .ended(let outcome, _, _): #expect(outcome == .folderLimit(bytes: 64 << 20))
        default: Issue.record("\(result)")
        }
    }

    @Test(arguments: both)
    func theFolderIsRemovedWhateverIsInIt(protection: Protection) async throws {
        let outside = try temporaryFolder()
        let kept = outside + "/.bashrc"
        try "kept".write(toFile: kept, atomically: false, encoding: .utf8)
        defer { folder_tree_remove(outside) }
        let source = """
            import os
            def dense_layer(a, w, b):
                print(os.getcwd())
                os.symlink("\(kept)", "out")
                os.symlink("\(outside)", "folder")
                os.mkdir("closed")
                open("closed/file", "w").close()
                os.chmod("closed", 0)
                for _ in range(2000):
                    os.mkdir("deeper-and-deeper")
                    os.chdir("deeper-and-deeper")
                return []
            """
        let result = await call(source, .python, protection)
        #expect(result.answers[0] == .value(.list([])))
        let folder = result.printed.dropLast().split(separator: "/").dropLast().joined(separator: "/")
        #expect(folder.contains("neurotour-"))
        #expect(!FileManager.default.fileExists(atPath: "/" + folder))
        #expect(try String(contentsOfFile: kept, encoding: .utf8) == "kept")
    }

    @Test(arguments: both)
    func anEndlessFloodIsCutAndEnded(protection: Protection) async throws {
        let source = "def dense_layer(a, w, b):\n    while True: print('x' * 100_000)"
        let result = await call(
            source, .python, protection, Limits(runTime: .seconds(4), processorSeconds: 2))
        guard case .ended(let outcome, _, _) = result.answers[0] else {
            Issue.record("\(result)")
            return
        }
        #expect(outcome.isTimeLimit)
        #expect((1 << 20) < result.printed.utf8.count && result.printed.utf8.count < (1 << 20) + 200)
        #expect(result.printed.contains(" bytes left out …"))
    }

    @Test(arguments: both)
    func theTerminalAndOurFilesAreOutOfReach(protection: Protection) async throws {
        let source = """
            import os
            def dense_layer(a, w, b):
                try: open("/dev/tty")
                except OSError as error: print(error.errno)
                print(os.read(0, 10))
                print(sorted(int(name) for name in os.listdir("/proc/self/fd"))[:3])
                return [float(len(os.environ.get("SECRET_TOKEN", "")))]
            """
        setenv("SECRET_TOKEN", "abc", 1)
        defer { unsetenv("SECRET_TOKEN") }
        let result = await call(source, .python, protection)
        #expect(result.printed == "\(ENXIO)\nb''\n[0, 1, 2]\n")
        #expect(result.answers[0] == .value(.numbers([0])))
    }

    @Test func theSandboxHasNoNetworkAndNothingToWriteTo() async throws {
        let source = """
            import os, socket
            def dense_layer(a, w, b):
                print(sorted(os.listdir("/sys/class/net")) and [name for _, name in socket.if_nameindex()])
                for path in ("/etc/neurotour", os.path.expanduser("~/neurotour"), "/dev/neurotour"):
                    try: open(path, "w")
                    except OSError as error: print(error.errno)
                return []
            """
        let result = await call(source, .python, .sandbox)
        #expect(result.printed == "['lo']\n\(EROFS)\n\(EROFS)\n\(EROFS)\n")
    }

    @Test(arguments: both)
    func manyMistakesAreCutToAFew(protection: Protection) async throws {
        let source = String(repeating: "let x: Double = \"weight\"\n", count: 3000)
        let result = await call(source, .swift, protection)
        guard case .mistakes(let mistakes, let text) = result.refusal else {
            Issue.record("\(result)")
            return
        }
        #expect(mistakes.count == 20)
        #expect(text.utf8.count <= (1 << 20) + 200)
    }

    @Test func manyRunsLeaveNothing() async throws {
        func count() throws -> (descriptors: Int, folders: Int) {
            (
                try FileManager.default.contentsOfDirectory(atPath: "/proc/self/fd").count,
                try FileManager.default.contentsOfDirectory(atPath: "/tmp").count {
                    $0.hasPrefix("neurotour-")
                }
            )
        }
        let source = "import os\ndef dense_layer(a, w, b): os._exit(1)"
        _ = await call(source, .python, .sandbox)
        let before = try count()
        for number in 0..<30 {
            let task = Task { await call(source, .python, number.isMultiple(of: 2) ? .sandbox : .limits) }
            if number.isMultiple(of: 5) {
                try await Task.sleep(for: .milliseconds(10 * number))
                task.cancel()
            }
            _ = await task.value
        }
        let after = try count()
        #expect(after.descriptors <= before.descriptors)
        #expect(after.folders <= before.folders)
    }

    // MARK: - Around a call

    private func call(
        _ source: String, _ language: Language, _ protection: Protection, _ limits: Limits = Limits()
    ) async -> FunctionResult {
        await CodeRunner.call(
            CallTests.dense, in: source, named: "mine", language: language, calls: [CallTests.calls[0]],
            limits: limits, protection: protection)
    }

    private func temporaryFolder() throws -> String {
        var template = Array("/tmp/outside-XXXXXX".utf8CString)
        try #require(mkdtemp(&template) != nil)
        return String(decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
    }

    /// The processes with this among their arguments.
    private func processes(with argument: String) -> [String] {
        let all = (try? FileManager.default.contentsOfDirectory(atPath: "/proc")) ?? []
        return all.filter { process in
            guard process.first?.isNumber ?? false,
                let data = FileManager.default.contents(atPath: "/proc/\(process)/cmdline")
            else { return false }
            return data.split(separator: 0).contains { String(decoding: $0, as: UTF8.self) == argument }
        }
    }
}
