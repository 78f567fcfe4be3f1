import Foundation
import Glibc
import Testing

/// `--record` and `neurotour replay`: what was seen in a real terminal is what is printed.
struct RecordingTests {
    /// Starts a recorded session and plays it again when it is over, in a shell of its own.
    private func replay(_ terminal: Tmux, _ options: String = "") throws -> Script.Result {
        let script = try Script()
        return try script.run("neurotour replay \(terminal.home)/session.cast --compare \(options)")
    }

    /// The lines of a screen, as many as it has.
    private func lines(_ text: String) -> [String] {
        var lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
        while lines.last == "" { lines.removeLast() }
        return lines
    }

    /// Animation, an answer, edits, a resize, a click; then the program is killed as a crash would end it.
    @Test func theLastScreenOfAKilledSession() throws {
        let terminal = try Tmux(command: "neurotour tour visual-model#your-edit --record ~/session.cast")
        try terminal.answerLastStop()
        try terminal.press("Tab", "+", "+")
        try terminal.resize(100, 30)
        try terminal.expect("(0.46)")
        try terminal.press("w")
        try terminal.expect("Why w")
        let row = try #require(
            try terminal.screen.split(separator: "\n").firstIndex { $0.contains("b −0.20") })
        try terminal.press("Esc")
        try terminal.type("\u{1B}[<0;19;\(row + 1)M")
        try terminal.expect("b¹₂ = b1[1]")
        let seen = try terminal.stillScreen()
        let leader = try #require(pid_t(try terminal.query("#{pane_pid}")))
        for process in RunningProcess.descendants(of: leader) { kill(process.id, SIGKILL) }

        let replay = try replay(terminal)
        #expect(replay.code == 0, "\(replay.errors)")
        #expect(lines(replay.output) == lines(seen))
        #expect(replay.output.split(separator: "\n", omittingEmptySubsequences: false).count == 31)
    }

    /// What a tick of training does depends on the machine's pace; played again, it does the same. The maps are in
    /// halves, as they were seen, or in glyphs.
    @Test func trainingIsTheSameAgain() throws {
        let terminal = try Tmux(
            command: "neurotour playground --record ~/session.cast --motion reduced",
            environment: ["TERM": "tmux-256color"])
        try terminal.expect("epoch 0")
        try terminal.press("Space")
        try terminal.expect("pause")
        try terminal.wait(for: "it trains") { try !terminal.screen.contains("epoch 0 ") }
        try terminal.press("N", "Space")
        try terminal.expect("Space train")
        let seen = try terminal.stillScreen()
        try terminal.press("q", "q", "Enter")
        try terminal.expectExit()
        let whole = try replay(terminal)
        #expect(whole.code == 0, "\(whole.errors)")

        // Up to the screen that was seen: q is not pressed.
        let file = terminal.home + "/session.cast"
        let text = try String(contentsOfFile: file, encoding: .utf8)
        let end = try #require(text.range(of: #""i", "q""#))
        let lineStart = text[..<end.lowerBound].lastIndex(of: "\n").map(text.index(after:)) ?? text.startIndex
        try String(text[..<lineStart]).write(toFile: file, atomically: false, encoding: .utf8)
        let shown = try replay(terminal)
        #expect(lines(shown.output) == lines(seen))
        let glyphs = try replay(terminal, "--color never")
        #expect(glyphs.code == 0 && !glyphs.output.contains("▀") && glyphs.output.contains("▓"))
    }

    /// A learner's program is not run again, nor their file read; what came of it is there.
    @Test func aChallengeIsPlayedWithoutItsFile() throws {
        let terminal = try Tmux(
            size: .init(100, 40),
            command: "neurotour tour challenge-dense-layer#dense-layer --motion off --record ~/session.cast")
        try terminal.expect("Write denseLayer")
        try terminal.expect("Enter run all")
        try terminal.press("Enter")
        try terminal.expect("cases pass", within: .seconds(60))
        let seen = try terminal.stillScreen()
        let leader = try #require(pid_t(try terminal.query("#{pane_pid}")))
        for process in RunningProcess.descendants(of: leader) { kill(process.id, SIGKILL) }
        try FileManager.default.removeItem(atPath: terminal.home + "/data")
        let replay = try replay(terminal)
        #expect(replay.code == 0, "\(replay.errors)")
        #expect(lines(replay.output) == lines(seen))
    }

    @Test func whatCanNotBeRecordedOrPlayedIsSaid() throws {
        let script = try Script()
        try script.write("not a recording\n", to: "notes.txt")
        let cases = [
            ("replay none.cast", "none.cast: No such file or directory"),
            ("replay notes.txt", "notes.txt:1:1: expected the header of an asciicast"),
            ("replay . ", "it is no ordinary file"),
            ("tour --record notes.txt", "notes.txt is there already and is no recording"),
            ("tour --record none/a.cast", "can't be opened to record into (No such file or directory)"),
            ("tour --record new.cast", "terminal"),
            ("tour --watch --record a.cast", "--record and --watch exclude each other"),
            ("replay notes.txt --compare --size 80x24", "leave out --size"),
        ]
        for (line, words) in cases {
            let result = try script.run("neurotour \(line)")
            #expect(result.code == 2 && result.errors.contains(words), "\(line): \(result.errors)")
        }
        let text = try String(contentsOfFile: script.folder + "/notes.txt", encoding: .utf8)
        #expect(text == "not a recording\n")
        #expect(!script.has("new.cast") && !script.has("a.cast"))
    }

    /// Random sessions that are killed at random: each is played again as it was seen, screen for screen.
    /// `NEUROTOUR_RECORDINGS` says how many.
    @Test func randomSessionsAreTheSameAgain() throws {
        let rounds = ProcessInfo.processInfo.environment["NEUROTOUR_RECORDINGS"] ?? "2"
        let folder = #filePath.split(separator: "/").dropLast().reduce("") { $0 + "/" + $1 }
        let result = try Script().run(
            "python3 \(folder)/random_sessions.py $(command -v neurotour) \(rounds) 3", limit: .seconds(3600))
        struct Summary: Decodable {
            let rounds, played, actions, damaged: Int
            let different: [String]
        }
        let summary = try JSONDecoder().decode(Summary.self, from: Data(result.output.utf8))
        #expect(summary.rounds == Int(rounds) && summary.played > 0 && summary.actions > summary.played)
        #expect(summary.damaged == 0 && summary.different == [])
    }

    /// The disk is full: it is said once, and the course goes on.
    @Test func aFullDiskDoesNotEndTheCourse() throws {
        let terminal = try Tmux.shell()
        try terminal.enter("neurotour tour --motion off --record /dev/full; echo \"code $?\"")
        try terminal.expect("The recording ends here: /dev/full can't be written")
        try terminal.press("Enter")
        try terminal.expectGone("The recording ends here")
        try terminal.press("q", "q", "y")
        try terminal.expect("code 0")
        try terminal.expect("neurotour: The recording is not whole")
    }
}
