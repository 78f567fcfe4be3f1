import FoundationEssentials
import Glibc
import Testing

/// The mouse is asked for while the screen is ours, and only then; with `--no-mouse` never.
struct MouseTests {
    private static let flags = "#{mouse_standard_flag} #{mouse_sgr_flag} #{mouse_any_flag}"
    private static let request = "\u{1B}[?1000h\u{1B}[?1006h"
    private static let farewell = "\u{1B}[?1006l\u{1B}[?1003l\u{1B}[?1002l\u{1B}[?1000l"
    private static let step = "tour visual-model#your-edit --motion off"

    private static let deaths: [TerminalComesBackTests.Death] = [
        .keys("q q q", code: 0, "q", "q", "q"),
        .keys("Ctrl-C", code: 130, "Ctrl-C"),
        .signal("SIGTERM", SIGTERM),
        .init(name: "kill -9 of the program", code: 137) { terminal in
            try #require(kill(try terminal.program().screen, SIGKILL) == 0)
        },
        .init(name: "kill -9 of its guard", code: 137) { terminal in
            try #require(kill(try terminal.program().watch, SIGKILL) == 0)
        },
    ]

    @Test(arguments: deaths) func theShellHasNoMouse(death: TerminalComesBackTests.Death) throws {
        let terminal = try Tmux.shell()
        try terminal.enter("cd; neurotour \(MouseTests.step); echo $? > ended")
        try terminal.expect("stop 9/9")
        #expect(try terminal.query(MouseTests.flags) == "1 1 1")
        try death.strike(terminal)
        try terminal.wait(for: "the program has ended with \(death.code)") {
            (try? String(contentsOfFile: terminal.home + "/ended", encoding: .utf8)) == "\(death.code)\n"
        }
        try terminal.expect(MouseTests.flags, is: "0 0 0")
    }

    @Test func neitherHasItWhileTheProgramIsStopped() throws {
        let terminal = try Tmux.shell()
        try terminal.enter("neurotour \(MouseTests.step)")
        for stop in [SIGTSTP, SIGSTOP] {
            try terminal.expect("stop 9/9")
            try terminal.expect(MouseTests.flags, is: "1 1 1")
            try #require(kill(try terminal.program().screen, stop) == 0)
            try terminal.expect("Stopped")
            try terminal.expect(MouseTests.flags, is: "0 0 0")
            try terminal.enter("clear; fg")
        }
        try terminal.expect("stop 9/9")
        try terminal.expect(MouseTests.flags, is: "1 1 1")
    }

    // MARK: - Bytes

    /// All that the program sends from its start to its end by `q`.
    private func output(options: String = "", type: String) throws -> String {
        let terminal = try Tmux(
            command: "cd; exec script -qefc 'neurotour \(MouseTests.step) \(options)' bytes",
            environment: ["TERM": type])
        try terminal.expect("stop 9/9")
        try terminal.press("q", "q", "q")
        try terminal.expectExit()
        let data = try Data(contentsOf: URL(filePath: terminal.home + "/bytes"))
        return String(decoding: data, as: UTF8.self)
    }

    /// Settings of a mouse's modes, with what `?` begins taken apart: 9, 1000 to 1006 without 1004, 1015, 1016.
    private func mouseModes(in output: String) -> [String] {
        output.matches(of: /\u{1B}\[\?([0-9;]*)([hl])/).flatMap { match in
            match.1.split(separator: ";").map { $0 + match.2 }
        }.filter { $0.contains(/^(9|100[0-35-7]|101[56])[hl]$/) }.map { String($0) }
    }

    @Test(arguments: ["xterm-256color", "tmux-256color", "screen"])
    func askedForOnceAndGivenBack(type: String) throws {
        let output = try output(type: type)
        #expect(mouseModes(in: output) == ["1000h", "1006h", "1006l", "1003l", "1002l", "1000l"])
        #expect(output.contains(MouseTests.request) && output.contains(MouseTests.farewell))
    }

    @Test(arguments: ["xterm-256color", "tmux-256color", "screen"])
    func withoutTheMouseNothingIsSaidOfIt(type: String) throws {
        #expect(mouseModes(in: try output(options: "--no-mouse", type: type)) == [])
    }

    /// Neither has a second screen, and one has no mouse; what they would make of the request nobody knows.
    @Test(arguments: ["linux", "vt100"])
    func terminalsWithoutAMouseAreNotAsked(type: String) throws {
        #expect(mouseModes(in: try output(type: type)) == [])
    }

    // MARK: - What is no press

    /// Releases, places outside the window and wrong reports, whole and in parts: no byte of them is a key.
    @Test(arguments: ["", "--no-mouse"])
    func reportsAreNeverRunAsKeys(options: String) throws {
        let terminal = try Tmux.neurotour("\(MouseTests.step) \(options)", size: .init(120, 30))
        try terminal.answerLastStop()
        let before = try terminal.stillScreen()
        let reports = [
            "[<0;10;5m", "[<0;121;5M", "[<0;5;31M", "[<0;0;9M", "[<0;99q", "[<2;10;5M", "[<35;10;5M", "[M#+-",
            // Column 95, whose byte is that of Backspace.
            "[M#\u{7F}!",
        ]
        for report in reports {
            try terminal.type("\u{1B}" + report)
            for cut in [2, 4] {
                try terminal.type("\u{1B}" + report.prefix(cut))
                // Longer than ncurses waits for the bytes of a sequence that it knows.
                usleep(cut == 2 ? 150_000 : 0)
                try terminal.type(String(report.dropFirst(cut)))
            }
        }
        #expect(try terminal.screens(during: .milliseconds(300)) == [before])
        try terminal.press("+")
        try terminal.expectInspector("+0.6")
    }
}
