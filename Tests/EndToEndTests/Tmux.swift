import FoundationEssentials
import Glibc
import Testing

/// A real terminal with a program in it, used as a person uses one: press keys, look at the screen.
///
/// ```swift
/// let terminal = try Tmux(size: .init(80, 24), command: "neurotour tour")
/// try terminal.press("Tab", "+", "+")
/// try terminal.expect("0.40")
/// ```
///
/// Each terminal is a tmux server of its own with an empty home. Both, and what runs there, are gone when the
/// last reference to the terminal is; the server ends also when the test run is interrupted.
final class Tmux {
    struct Size {
        var columns: Int
        var rows: Int
        init(_ columns: Int, _ rows: Int) {
            self.columns = columns
            self.rows = rows
        }
    }

    /// The only home that the program sees; the XDG folders lie in it.
    let home: String
    private let environment: [String: String]

    /// Starts a shell command in a new terminal. The program under test, `neurotour`, is on PATH.
    ///
    /// The environment is added to a minimal one; in it `TERM` chooses what terminal tmux says it is.
    init(size: Size = Size(80, 24), command: String, environment: [String: String] = [:]) throws {
        home = try Self.makeTemporaryFolder()
        var variables = [
            "PATH": Self.programFolder + ":" + (Self.variable("PATH") ?? "/usr/bin:/bin"),
            "LANG": "C.UTF-8", "SHELL": "/bin/sh", "TMUX_TMPDIR": home, "HOME": home,
            "XDG_STATE_HOME": home + "/state", "XDG_DATA_HOME": home + "/data",
            "XDG_CONFIG_HOME": home + "/config",
        ]
        variables.merge(environment) { _, chosen in chosen }
        self.environment = variables

        for name in ["state", "data", "config"] { mkdir(home + "/" + name, 0o700) }
        let configuration = """
            set -g default-terminal \(environment["TERM"] ?? "tmux-256color")
            set -g status off
            set -g remain-on-exit on
            set -g remain-on-exit-format ''
            run-shell -b 'while kill -0 \(getpid()) 2>/dev/null; do sleep 1; done; tmux -L test kill-server'
            """
        try configuration.write(toFile: home + "/tmux.conf", atomically: false, encoding: .utf8)
        try tmux("new-session", "-d", "-x", "\(size.columns)", "-y", "\(size.rows)", command)
    }

    /// A terminal with an interactive bash at its prompt, `$`, for what only a shell shows: job control, `$?`.
    static func shell(size: Size = Size(80, 24), environment: [String: String] = [:]) throws -> Tmux {
        let terminal = try Tmux(
            size: size, command: "exec bash --noprofile --norc -i",
            environment: environment.merging(["PS1": "$ ", "HISTFILE": ""]) { chosen, _ in chosen })
        try terminal.expect("$")
        return terminal
    }

    deinit {
        // The program first: it may ignore the hang-up that the end of its terminal is.
        if let pane = try? query("#{pane_dead} #{pane_pid}").split(separator: " "), pane.first == "0",
            let process = pane.last.flatMap({ pid_t($0) })
        {
            for below in RunningProcess.descendants(of: process) { kill(below.id, SIGKILL) }
            kill(-process, SIGKILL)
        }
        _ = try? tmux("kill-server")
        try? FileManager.default.removeItem(atPath: home)
    }

    // MARK: - Hands

    /// Presses keys one after another, named as in the program's help: `Tab`, `Esc`, `Ctrl-R`, `Up`, `+`.
    func press(_ keys: String...) throws {
        for key in keys {
            if key.count == 1 {
                try type(key)
            } else {
                try tmux("send-keys", Self.keyNames[key] ?? key.replacing("Ctrl-", with: "C-"))
            }
            // What follows Esc at once is read as one key with it; nobody types that fast.
            if key == "Esc" { usleep(200_000) }
        }
    }

    /// Types text as it stands.
    func type(_ text: String) throws {
        // tmux takes a semicolon at the end of an argument for its own.
        try tmux("send-keys", "-l", "--", text.hasSuffix(";") ? text.dropLast() + "\\;" : text)
    }

    /// Types a line and Enter.
    func enter(_ line: String) throws {
        try type(line)
        try press("Enter")
    }

    func resize(_ columns: Int, _ rows: Int) throws {
        try tmux("resize-window", "-x", "\(columns)", "-y", "\(rows)")
    }

    /// tmux's own names, where they are not the help's.
    private static let keyNames = [
        "Esc": "Escape", "Backspace": "BSpace", "Delete": "DC", "Insert": "IC", "Shift-Tab": "BTab",
    ]

    // MARK: - Eyes

    /// The screen as text, trailing blanks cut.
    var screen: String {
        get throws { try tmux("capture-pane", "-p") }
    }

    /// The screen with the escape sequences of its colours and styles.
    var styledScreen: String {
        get throws { try tmux("capture-pane", "-p", "-e") }
    }

    /// What tmux knows of the terminal, for example `#{alternate_on}`, `#{cursor_flag}`, `#{mouse_any_flag}`.
    func query(_ format: String) throws -> String {
        let answer = try tmux("display-message", "-p", format)
        return String(answer.prefix { $0 != "\n" })
    }

    /// Waits until the screen shows the text.
    func expect(
        _ text: String, within limit: Duration = .seconds(10),
        sourceLocation: SourceLocation = #_sourceLocation
    ) throws {
        try wait(limit, for: "the screen shows “\(text)”", sourceLocation) {
            try screen.contains(text)
        }
    }

    /// Waits until the screen no longer shows the text.
    func expectGone(
        _ text: String, within limit: Duration = .seconds(10),
        sourceLocation: SourceLocation = #_sourceLocation
    ) throws {
        try wait(limit, for: "“\(text)” is gone from the screen", sourceLocation) {
            try !screen.contains(text)
        }
    }

    /// Waits until tmux gives this answer to a query.
    func expect(
        _ format: String, is answer: String, within limit: Duration = .seconds(10),
        sourceLocation: SourceLocation = #_sourceLocation
    ) throws {
        try wait(limit, for: "\(format) is “\(answer)”", sourceLocation) { try query(format) == answer }
    }

    /// Waits until the command has ended, with this exit code or, as shells count, 128 + the signal's number.
    func expectExit(
        _ code: Int = 0, within limit: Duration = .seconds(10),
        sourceLocation: SourceLocation = #_sourceLocation
    ) throws {
        try wait(limit, for: "the program has ended with \(code)", sourceLocation) {
            try exitCode == code
        }
    }

    private var exitCode: Int? {
        get throws {
            let answer = try query("#{pane_dead},#{pane_dead_status},#{pane_dead_signal}")
            let fields = answer.split(separator: ",", omittingEmptySubsequences: false).map { Int($0) }
            guard fields.count == 3, fields[0] == 1 else { return nil }
            if let code = fields[2].map({ 128 + $0 }) ?? fields[1] { return code }
            // tmux 3.3a can miss the end of a program that ended at once, until another child of it ends.
            try tmux("run-shell", "true")
            return nil
        }
    }

    func wait(
        _ limit: Duration = .seconds(10), for wish: String, _ place: SourceLocation = #_sourceLocation,
        until holds: () throws -> Bool
    ) throws {
        let deadline = ContinuousClock.now + limit
        while try !holds() {
            guard ContinuousClock.now < deadline else {
                let ending = try exitCode.map { "; the program ended with \($0)" } ?? ""
                throw ChildProcess.Failure(
                    description: """
                        \(place.fileName):\(place.line): waited \(limit) in vain until \(wish)\(ending). The screen:
                        \(try framedScreen)
                        """)
            }
            usleep(20_000)
        }
    }

    private var framedScreen: String {
        get throws {
            let columns = Int(try query("#{pane_width}")) ?? 80
            let edge = "+" + String(repeating: "-", count: columns) + "+"
            let lines = try screen.split(separator: "\n", omittingEmptySubsequences: false).dropLast()
            return ([edge] + lines.map { "|" + $0 } + [edge]).joined(separator: "\n")
        }
    }

    // MARK: - Below

    @discardableResult
    private func tmux(_ arguments: String...) throws -> String {
        let command = ["tmux", "-L", "test", "-f", home + "/tmux.conf"] + arguments
        let process = try ChildProcess.run(command, environment: environment)
        guard process.status == 0 else {
            throw ChildProcess.Failure(
                description: "tmux \(arguments.joined(separator: " ")): \(process.output)")
        }
        return process.output
    }

    /// The folder of the built program: SwiftPM puts it beside the test runner.
    static let programFolder: String = {
        var path = [CChar](repeating: 0, count: Int(PATH_MAX))
        let count = max(0, readlink("/proc/self/exe", &path, path.count))
        let runner = String(decoding: path[..<count].map { UInt8(bitPattern: $0) }, as: UTF8.self)
        return runner.split(separator: "/").dropLast().reduce("") { $0 + "/" + $1 }
    }()

    private static func makeTemporaryFolder() throws -> String {
        var template = Array("/tmp/neurotour-test-XXXXXX".utf8CString)
        guard mkdtemp(&template) != nil else {
            throw ChildProcess.Failure(description: "mkdtemp: \(lastError())")
        }
        return String(decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
    }

    private static func variable(_ name: String) -> String? { getenv(name).map { String(cString: $0) } }
}
