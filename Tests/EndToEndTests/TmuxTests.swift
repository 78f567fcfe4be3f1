import FoundationEssentials
import Glibc
import Testing

/// The harness, proved on ordinary programs before anything is proved with it.
struct TmuxTests {
    @Test func typedTextIsSeen() throws {
        let terminal = try Tmux(command: "cat")
        try terminal.enter("three inputs; one neuron;")
        try terminal.expect("three inputs; one neuron;\nthree inputs; one neuron;\n")
    }

    @Test(arguments: [("Esc", "^["), ("Tab", "^I"), ("Ctrl-R", "^R"), ("Up", "^[[A"), ("+", "+"), (";", ";")])
    func keysArriveAsATerminalSendsThem(key: String, bytes: String) throws {
        let terminal = try Tmux(command: "stty raw -echo; echo ready; cat -vT")
        try terminal.expect("ready")
        try terminal.press("<", key, ">")
        try terminal.expect("<\(bytes)>")
    }

    @Test func sizeIsAsAskedAndChanges() throws {
        let terminal = try Tmux(
            size: .init(80, 24),
            command: "trap 'stty size' WINCH; stty size; while :; do sleep 0.02; done")
        try terminal.expect("24 80")
        try terminal.resize(120, 40)
        try terminal.expect("40 120")
    }

    @Test func aTextThatLeavesTheScreenIsGone() throws {
        let terminal = try Tmux(command: "echo before; read line; clear; echo after; cat")
        try terminal.expect("before")
        try terminal.press("Enter")
        try terminal.expectGone("before")
        try terminal.expect("after")
    }

    @Test(arguments: [("true", 0), ("exit 3", 3), ("kill -KILL $$", 137)])
    func theExitCodeIsSeen(command: String, code: Int) throws {
        try Tmux(command: command).expectExit(code)
    }

    @Test func modesOfTheTerminalAreSeen() throws {
        let terminal = try Tmux(
            command: "read line; tput smcup; tput civis; read line; tput rmcup; tput cnorm; cat")
        let modes = "#{alternate_on} #{cursor_flag}"
        try terminal.expect(modes, is: "0 1")
        try terminal.press("Enter")
        try terminal.expect(modes, is: "1 0")
        try terminal.press("Enter")
        try terminal.expect(modes, is: "0 1")
    }

    @Test func theTerminalCanBeOfAnotherKind() throws {
        let terminal = try Tmux(command: "echo $TERM; cat", environment: ["TERM": "screen"])
        try terminal.expect("screen")
    }

    @Test func homeIsEmptyAndItsOwn() throws {
        let terminal = try Tmux(
            command: "echo $HOME $XDG_STATE_HOME; ls -1d $XDG_STATE_HOME $XDG_DATA_HOME $XDG_CONFIG_HOME; cat"
        )
        try terminal.expect("\(terminal.home) \(terminal.home)/state")
        try terminal.expect("\(terminal.home)/config\n\(terminal.home)/data\n\(terminal.home)/state")
        #expect(terminal.home != getenv("HOME").map { String(cString: $0) })
    }

    @Test func aShellHasJobControlAndExitCodes() throws {
        let terminal = try Tmux.shell()
        try terminal.enter("cat")
        // What is typed while the shell still hands the line over is the shell's.
        try terminal.expect("#{pane_current_command}", is: "cat")
        try terminal.enter("first")
        try terminal.expect("first\nfirst\n")
        try terminal.press("Ctrl-Z")
        try terminal.expect("Stopped")
        try terminal.enter("fg")
        try terminal.expect("#{pane_current_command}", is: "cat")
        try terminal.enter("second")
        try terminal.expect("second\nsecond\n")
        try terminal.press("Ctrl-C")
        try terminal.enter("echo code $?")
        try terminal.expect("code 130")
    }

    @Test func aFailureShowsTheScreenAndThePlace() throws {
        let terminal = try Tmux(size: .init(30, 4), command: "echo 'output 0.35'; read line; exit 2")
        try terminal.expect("0.35")
        try terminal.press("Enter")
        try terminal.expectExit(2)
        let failure = #expect(throws: ChildProcess.Failure.self) {
            try terminal.expect("0.40", within: .milliseconds(200))
        }
        let words = try #require(failure?.description)
        #expect(words.hasPrefix("TmuxTests.swift:"))
        #expect(words.contains("until the screen shows “0.40”; the program ended with 2. The screen:"))
        #expect(words.hasSuffix("+\n|output 0.35\n|\n|\n|\n+------------------------------+"))
    }

    @Test func nothingIsLeftAtTheEnd() throws {
        var terminal: Tmux? = try Tmux(command: "trap '' HUP TERM; echo ready; while :; do sleep 0.1; done")
        try terminal?.expect("ready")
        let process = try #require(try terminal.flatMap { pid_t(try $0.query("#{pane_pid}")) })
        let home = try #require(terminal?.home)
        #expect(kill(process, 0) == 0)
        terminal = nil
        let deadline = ContinuousClock.now + .seconds(5)
        while kill(process, 0) == 0, ContinuousClock.now < deadline { usleep(10_000) }
        #expect(kill(process, 0) != 0)
        #expect(!FileManager.default.fileExists(atPath: home))
    }

    @Test func aMissingProgramIsNamed() {
        let failure = #expect(throws: ChildProcess.Failure.self) {
            try ChildProcess.run(["no-such-program"], environment: [:])
        }
        #expect(failure?.description == "no-such-program: not on PATH; Scripts/test installs it")
    }
}
