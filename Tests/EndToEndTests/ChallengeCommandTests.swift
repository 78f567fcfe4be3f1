import FoundationEssentials
import Glibc
import Testing

/// The coding challenge as scripts use it. One after the other, but beside `ChallengeTests`: each of both waits for
/// compilers and for time that runs out.
@Suite(.serialized) struct ChallengeCommandTests {
    private static let path = [
        "PATH": Tmux.programFolder + ":" + (getenv("PATH").map { String(cString: $0) } ?? "/usr/bin:/bin")
    ]

    @Test(arguments: ["swift", "js", "py"])
    func exitCodesTellTheVerdict(language: String) throws {
        let script = try Script()
        let solved = try script.run(
            "neurotour challenge dense-layer '\(DenseLayerFiles.lesson)/dense-layer.solution.\(language)' --json",
            environment: Self.path, limit: .seconds(40))
        #expect(solved.code == 0)
        #expect(solved.lines.count == 19)
        #expect(solved.lines.last == #"{"passed": 18, "failed": 0}"#)
        // 0.1 + 0.2 + 1.6 − 1.5 in doubles, the bias first.
        #expect(
            solved.lines.first
                == #"{"case": 1, "visible": true, "passed": true, "expected": [0.4], "got": [0.40000000000000013]}"#
        )
        let wrong = try script.run(
            "neurotour challenge denseLayer '\(DenseLayerFiles.fixtures)/no-bias.\(language)'",
            environment: Self.path,
            limit: .seconds(40))
        #expect(wrong.code == 1)
        #expect(wrong.output.contains("cases pass"))
        let starter = try script.run(
            "neurotour challenge dense-layer '\(DenseLayerFiles.lesson)/dense-layer.\(language)' --json",
            environment: Self.path, limit: .seconds(40))
        #expect(starter.code == 1)
        #expect(starter.lines.last?.hasPrefix(#"{"passed": "#) == true)
    }

    @Test(arguments: [
        ("neurotour challenge dense mine.py", "no challenge named"),
        ("neurotour challenge dense-layer missing.py", "missing.py: No such file or directory"),
        ("neurotour challenge dense-layer mine.rb", "the name ends in none of"),
        ("neurotour challenge dense-layer .", "no ordinary file"),
        ("neurotour challenge dense-layer", "Missing expected argument"),
    ])
    func wrongUsageIsTwo(line: String, words: String) throws {
        let script = try Script()
        try script.write("x", to: "mine.py")
        try script.write("x", to: "mine.rb")
        let result = try script.run(line, environment: Self.path)
        #expect(result.code == 2)
        #expect(result.errors.contains(words))
    }

    @Test func aToolThatIsMissingIsNamed() throws {
        let script = try Script()
        try script.write("export const denseLayer = 1", to: "mine.js")
        let result = try script.run(
            "neurotour challenge dense-layer mine.js", environment: ["PATH": Tmux.programFolder + ":/no/such"]
        )
        // The line is read by bash, which was started before PATH was set for it.
        #expect(result.code == 2)
        #expect(result.errors.contains("JavaScript needs node, which is not on your PATH"))
    }

    /// Compilers that misbehave: each in its own words, none of them at the learner's cost.
    @Test(arguments: [
        ("exit 0", 1, "swiftc itself made no program"),
        ("kill -SEGV $$", 1, "swiftc itself was ended by signal 11"),
        ("echo oh; exit 3", 1, "swiftc itself exited with code 3"),
        (
            "for i in 1 2 3; do echo \"solution.swift:$i:2: error: no $i\"; done; exit 1", 1,
            "mine.swift:1:2: no 1"
        ),
        (
            "head -c 5000000 /dev/zero | tr '\\0' x; echo; echo 'error: large'; exit 1", 1,
            "swiftc itself exited with code 1"
        ),
    ])
    func aCompilerThatFailsIsTold(body: String, code: Int, words: String) throws {
        let script = try Script()
        try script.write("#!/bin/sh\n\(body)\n", to: "bin/swiftc")
        chmod(script.folder + "/bin/swiftc", 0o700)
        try script.write("let x = 1\n", to: "mine.swift")
        let result = try script.run(
            "neurotour challenge dense-layer mine.swift",
            environment: ["PATH": script.folder + "/bin:" + Tmux.programFolder + ":/usr/bin:/bin"])
        #expect(result.code == code)
        #expect(result.errors.contains(words) || result.output.contains(words))
        #expect(try script.run("cat mine.swift").output == "let x = 1\n")
    }

    /// Without bubblewrap the same holds, and it says what does not.
    @Test func withoutBubblewrapItSaysSo() throws {
        let script = try Script()
        _ = try script.run(
            "mkdir bin; for tool in bash sh node cat env; do ln -s \"$(command -v $tool)\" bin/; done")
        let result = try script.run(
            "neurotour challenge dense-layer '\(DenseLayerFiles.lesson)/dense-layer.solution.js'",
            environment: ["PATH": script.folder + "/bin:" + Tmux.programFolder])
        #expect(result.code == 0)
        #expect(
            result.lines.first
                == "dense-layer in JavaScript, limited in time, memory and files; no sandbox (bubblewrap) here"
        )
    }

    @Test func timeThatRunsOutIs124() throws {
        let script = try Script()
        try script.write("export function denseLayer() {\n  while (true) {}\n}\n", to: "mine.js")
        let result = try script.run(
            "neurotour challenge dense-layer mine.js --json", environment: Self.path, limit: .seconds(40))
        #expect(result.code == 124)
        #expect(result.lines.last == #"{"passed": 0, "failed": 18}"#)
    }

    /// Killed in the middle, it leaves neither a process nor a folder.
    @Test(arguments: ["KILL", "TERM", "HUP"])
    func aKilledCommandLeavesNothing(signal: String) throws {
        let script = try Script()
        let nap = "\(Int.random(in: 100_000...999_999)).7"
        try script.write(
            "import subprocess\ndef dense_layer(a, w, b): subprocess.run(['setsid', 'sleep', '\(nap)'])\n",
            to: "mine.py")
        let result = try script.run(
            """
            asleep() {
                for process in /proc/[0-9]*; do
                    [ "$(tr '\\0' ' ' <$process/cmdline)" = 'sleep \(nap) ' ] && return 0
                done 2>/dev/null
                return 1
            }
            mkdir tmp
            TMPDIR=\(script.folder)/tmp neurotour challenge dense-layer mine.py &
            for i in $(seq 100); do asleep && break; sleep 0.1; done
            asleep && echo sleeping
            kill -\(signal) $!; wait $!; sleep 1
            asleep && echo still there
            ls tmp
            """, environment: Self.path, limit: .seconds(40))
        #expect(result.output == "sleeping\n")
    }
}
