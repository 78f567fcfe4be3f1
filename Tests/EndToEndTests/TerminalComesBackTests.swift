import FoundationEssentials
import Glibc
import Testing

/// However the program ends, the shell before it has its terminal back as it was.
struct TerminalComesBackTests {
    /// A way to end the program, and the exit code that follows.
    struct Death: CustomTestStringConvertible, Sendable {
        var name: String
        var code: Int
        var strike: @Sendable (Tmux) throws -> Void
        var testDescription: String { name }

        static func keys(_ name: String, code: Int, _ keys: String...) -> Death {
            Death(name: name, code: code) { terminal in
                for key in keys { try terminal.press(key) }
            }
        }

        static func signal(_ name: String, _ number: Int32) -> Death {
            Death(name: name, code: 128 + Int(number)) { terminal in
                try #require(kill(try terminal.program().watch, number) == 0)
            }
        }
    }

    /// What ends the program while nothing else goes on.
    static let deathsAtRest: [Death] = [
        .keys("q q q", code: 0, "q", "q", "q"),
        .keys(#"Ctrl-\"#, code: 131, #"Ctrl-\"#),
        .signal("SIGINT", SIGINT),
        .signal("SIGQUIT", SIGQUIT),
        .signal("SIGALRM", SIGALRM),
        .signal("SIGUSR1", SIGUSR1),
        .signal("SIGPIPE", SIGPIPE),
    ]

    /// What ends it in the middle of something, too.
    static let deaths: [Death] = [
        .keys("Ctrl-C", code: 130, "Ctrl-C"),
        .signal("SIGTERM", SIGTERM),
        .signal("SIGHUP", SIGHUP),
        Death(name: "kill -9 of the program", code: 137) { terminal in
            try #require(kill(try terminal.program().screen, SIGKILL) == 0)
        },
        Death(name: "kill -9 of its guard", code: 137) { terminal in
            try #require(kill(try terminal.program().watch, SIGKILL) == 0)
        },
        Death(name: "kill -11 of the program", code: 139) { terminal in
            try #require(kill(try terminal.program().screen, SIGSEGV) == 0)
        },
    ]

    @Test(arguments: deathsAtRest + deaths) func atRest(death: Death) throws {
        let terminal = try start("neurotour tour visual-model#your-edit --motion off")
        try terminal.expect("stop 9/9")
        try death.strike(terminal)
        try expectUsable(terminal, code: death.code)
    }

    @Test(arguments: deaths) func whileTheAnimationPlays(death: Death) throws {
        let terminal = try start("neurotour tour visual-model#four-numbers")
        try terminal.expect("Space pause")
        try death.strike(terminal)
        try expectUsable(terminal, code: death.code)
    }

    /// The trap is built into debug builds alone: `FaultTerminal`. On x86-64 a trap is signal 4, on arm64 5.
    @Test func aTrapInOurOwnCode() throws {
        let terminal = try start("NEUROTOUR_FAULT=trap neurotour tour visual-model#your-edit --motion off")
        try terminal.expect("stop 9/9")
        try terminal.press("!")
        #if arch(arm64)
            let code = 133
        #else
            let code = 132
        #endif
        try expectUsable(terminal, code: code, within: .seconds(40))
        let screen = try terminal.screen
        let log = terminal.home + "/state/neurotour/crash.log"
        #expect(screen.replacing("\n", with: "").contains("What happened is told in \(log)"))
        #expect(screen.split(separator: "\n").count { $0.contains("NeuroTour crashed") } == 1)
        for alien in ["Press space", "Fatal error", "Backtrace", "Thread 0"] {
            #expect(!screen.contains(alien))
        }
        let told = try String(contentsOfFile: log, encoding: .utf8)
        #expect(told.contains("FaultTerminal.swift") || told.contains("Index out of range"))
    }

    // MARK: - Stopped and continued

    @Test func stoppedByCtrlZAndBackWithFg() throws {
        let terminal = try start("neurotour tour visual-model#your-edit --motion off")
        try terminal.answerLastStop()
        try terminal.press("+")
        try terminal.expect("a  0.52")
        let before = try terminal.stillScreen()
        for turn in 1...3 {
            let program = try terminal.program()
            try terminal.press("Ctrl-Z")
            try terminal.expect("Stopped")
            try terminal.expect(Self.modes, is: terminal.modesAtStart)
            try terminal.enter("stty -g | diff before - && echo same modes in turn $((\(turn)))")
            try terminal.expect("same modes in turn \(turn)\n")
            #expect(RunningProcess(program.screen)?.state == "T")
            try terminal.enter("clear; fg; echo $? > ended")
            try terminal.wait(for: "the same screen is back") { try terminal.screen == before }
        }
        try terminal.press("+")
        try terminal.expectInspector("+0.7")
        try terminal.press("q", "q", "q")
        try expectUsable(terminal, code: 0)
    }

    @Test func stoppedFromOutsideWhileItPlays() throws {
        let terminal = try start("neurotour tour visual-model#four-numbers")
        try terminal.expect("Space pause")
        try #require(kill(try terminal.program().watch, SIGTSTP) == 0)
        try terminal.expect("Stopped")
        try terminal.expect("#{alternate_on} #{cursor_flag}", is: "0 1")
        try terminal.enter("fg; echo $? > ended")
        try terminal.expect("a  0.30")
        try terminal.press("Ctrl-C")
        try expectUsable(terminal, code: 130)
    }

    /// The terminal may have another size when the program comes back.
    @Test func resizedWhileStopped() throws {
        let terminal = try start("neurotour tour visual-model#your-edit --motion off")
        try terminal.expect("a  0.46")
        try terminal.press("Ctrl-Z")
        try terminal.expect("Stopped")
        try terminal.resize(100, 30)
        try terminal.enter("fg; echo $? > ended")
        try terminal.wait(for: "the keys are in the new last row") {
            try terminal.footer.contains("Enter commit")
        }
        #expect(try terminal.screen.split(separator: "\n", omittingEmptySubsequences: false).count == 31)
        try terminal.press("Ctrl-C")
        try expectUsable(terminal, code: 130)
    }

    // MARK: - A terminal that is gone

    /// With SIGHUP ignored, as under `nohup`, only the end of input tells it.
    @Test(arguments: ["", "trap '' HUP; "], ["your-edit", "four-numbers"])
    func aVanishedTerminalEndsTheProgram(trap: String, step: String) throws {
        let terminal = try start("\(trap)neurotour tour visual-model#\(step)")
        try terminal.expect(step == "your-edit" ? "stop 9/9" : "Space pause")
        let program = try terminal.program()
        let server = try #require(pid_t(try terminal.query("#{pid}")))
        let ticks = [program.watch, program.screen].map { RunningProcess($0)?.ticks ?? 0 }
        try #require(kill(server, SIGKILL) == 0)
        var last = ticks
        let deadline = ContinuousClock.now + .seconds(8)
        while ContinuousClock.now < deadline {
            let now = [program.watch, program.screen].map(RunningProcess.init)
            if now.allSatisfy({ $0 == nil }) { break }
            last = zip(now, last).map { $0?.ticks ?? $1 }
            usleep(20_000)
        }
        #expect(RunningProcess(program.screen) == nil)
        #expect(RunningProcess(program.watch) == nil)
        // Spinning until then would have used up a good part of each second.
        #expect(zip(last, ticks).map(-).max() ?? 0 < 100)
    }

    // MARK: - Before and after

    /// What tmux knows of the modes that a program can leave behind.
    private static let modes =
        "#{alternate_on} #{cursor_flag} #{mouse_any_flag} #{keypad_flag} #{keypad_cursor_flag} "
        + "#{insert_flag} #{wrap_flag} #{origin_flag} #{scroll_region_upper}"

    private func start(_ command: String) throws -> Tmux {
        let terminal = try Tmux.shell()
        try terminal.enter("cd; stty -g > before; clear")
        try terminal.wait(for: "the modes are written down") {
            (try? String(contentsOfFile: terminal.home + "/before", encoding: .utf8))?.isEmpty == false
        }
        #expect(try terminal.query(Self.modes) == terminal.modesAtStart)
        try terminal.enter("\(command); echo $? > ended; echo ended with $(cat ended)")
        return terminal
    }

    private func expectUsable(
        _ terminal: Tmux, code: Int, within limit: Duration = .seconds(10),
        sourceLocation: SourceLocation = #_sourceLocation
    ) throws {
        try terminal.wait(limit, for: "the program has ended with \(code)", sourceLocation) {
            (try? String(contentsOfFile: terminal.home + "/ended", encoding: .utf8)) == "\(code)\n"
        }
        try terminal.expect(Self.modes, is: terminal.modesAtStart, sourceLocation: sourceLocation)
        try terminal.enter("stty -g | diff before - && echo the modes are as they $(echo were)")
        try terminal.expect("the modes are as they were", sourceLocation: sourceLocation)
    }
}

extension Tmux {
    /// An ordinary screen with a visible cursor, no mouse, no keypad, and the whole of it scrolling.
    fileprivate var modesAtStart: String { "0 1 0 0 0 0 1 0 0" }
}
