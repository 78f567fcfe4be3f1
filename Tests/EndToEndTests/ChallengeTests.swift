import FoundationEssentials
import Glibc
import Testing

/// The coding challenge as a learner lives through it.
@Suite(.serialized) struct ChallengeTests {
    private static let tour = "neurotour tour challenge-dense-layer#dense-layer"

    /// What a learner types into the file, here written by another window.
    private func save(_ source: String, as language: String, in terminal: Tmux) throws {
        let text = try String(contentsOfFile: source, encoding: .utf8)
        let file = "\(terminal.home)/data/neurotour/challenges/dense-layer/dense-layer.\(language)"
        try text.write(toFile: file, atomically: true, encoding: .utf8)
    }

    /// From the starter over a wrong try, which the picture explains, to the solution.
    @Test(arguments: ["swift", "js", "py"])
    func denseLayerIsSolved(language: String) throws {
        let terminal = try Tmux(command: Self.tour)
        try terminal.expect("dense-layer.swift")
        for key in ["swift": [], "js": ["L"], "py": ["L", "L"]][language] ?? [] {
            try terminal.press(key)
            usleep(300_000)
        }
        try terminal.expect("dense-layer.\(language)")
        let folder = "\(terminal.home)/data/neurotour/challenges/dense-layer"
        #expect(FileManager.default.fileExists(atPath: "\(folder)/dense-layer.\(language)"))

        try save("\(DenseLayerFiles.fixtures)/transposed.\(language)", as: language, in: terminal)
        try terminal.expect("0 of 4 cases pass", within: .seconds(20))
        try terminal.expect("The weights were read down")
        try terminal.expect("case 2: the hidden layer of the tour")
        try terminal.expect("✗ y₂  0.6    0")

        try save("\(DenseLayerFiles.lesson)/dense-layer.solution.\(language)", as: language, in: terminal)
        try terminal.expect("4 of 4 pass", within: .seconds(20))
        try terminal.press("Enter")
        try terminal.expect("all 18 cases pass", within: .seconds(20))
        try terminal.expect("a solution in")
    }

    /// The editor has the terminal to itself, with its arguments, and gives it back.
    @Test func theEditorTakesTheTerminalAndGivesItBack() throws {
        let script = try Script()
        try script.write(
            """
            #!/bin/sh
            trap 'echo interrupted' INT
            printf 'arguments: %s\\n' "$1"
            stty -a | grep -o -e '-icanon' -e ' icanon' | head -1
            read line || read line
            printf '%s\\n' "$line" > "$2"
            """, to: "my editor")
        chmod(script.folder + "/my editor", 0o700)
        let terminal = try Tmux(
            command: "exec env VISUAL=\"'\(script.folder)/my editor' --wait\" EDITOR=false \(Self.tour)")
        try terminal.expect("dense-layer.swift")
        let modes = try terminal.query("#{alternate_on}")
        try terminal.press("e")
        try terminal.expect("arguments: --wait")
        try terminal.expect("icanon")
        #expect(try terminal.query("#{alternate_on}") == "0")
        // Ctrl-C is for the editor alone.
        try terminal.press("Ctrl-C")
        try terminal.expect("interrupted")
        try terminal.enter("let mine = 1")
        try terminal.expect("1 let mine = 1")
        #expect(try terminal.query("#{alternate_on}") == modes)
        try terminal.expect("there is no denseLayer", within: .seconds(20))
        try terminal.press("?")
        try terminal.expect("open your file in your editor")
    }

    @Test(arguments: [
        ("unset VISUAL EDITOR;", "Neither VISUAL nor EDITOR"),
        ("EDITOR=no-such-editor", "no editor \"no-such-editor\""),
        ("EDITOR='sh -c \"exit 3\"'", "exited with"),
    ])
    func anEditorThatIsNotThereIsNoHarm(setting: String, words: String) throws {
        let terminal = try Tmux(size: .init(120, 30), command: "\(setting) \(Self.tour)")
        try terminal.expect("dense-layer.swift")
        try terminal.press("e")
        try terminal.expect(words)
        try terminal.press("?")
        try terminal.expect("Keys in a lesson")
    }

    /// What runs does not keep a key waiting, and ends with the program that started it, however that ends.
    @Test(arguments: ["q", "TERM", "KILL", "KILL both"])
    func whatRunsEndsWithTheProgram(how: String) throws {
        let nap = "\(Int.random(in: 100_000...999_999)).5"
        let terminal = try Tmux(command: "\(Self.tour); sleep 1000")
        try terminal.expect("dense-layer.swift")
        try terminal.press("L", "L")
        try terminal.expect("dense-layer.py")
        let file = "\(terminal.home)/data/neurotour/challenges/dense-layer/dense-layer.py"
        let source = "import subprocess\nsubprocess.run(['setsid', 'sleep', '\(nap)'])\n"
        usleep(300_000)
        try source.write(toFile: file, atomically: true, encoding: .utf8)
        try terminal.expect("running")
        try wait(for: "the program sleeps") { !running(nap).isEmpty }
        let shell = try #require(pid_t(try terminal.query("#{pane_pid}")))
        let ours = RunningProcess.descendants(of: shell).filter { $0.name == "neurotour" }
        switch how {
        case "q": try terminal.press("q", "q", "y")
        case "TERM": kill(try #require(ours.first).id, SIGTERM)
        case "KILL": kill(try #require(ours.last).id, SIGKILL)
        default: ours.forEach { kill($0.id, SIGKILL) }
        }
        if how == "q" { try terminal.press("q", "Enter") }
        try wait(for: "nothing is left running") { running(nap).isEmpty }
        try wait(for: "nothing is left in the temporary folder") {
            let all = try FileManager.default.contentsOfDirectory(atPath: "/tmp")
            return !all.contains { name in
                FileManager.default.fileExists(atPath: "/tmp/\(name)/code/solution.py")
                    && (try? String(contentsOfFile: "/tmp/\(name)/code/solution.py", encoding: .utf8))?
                        .contains(nap) == true
            }
        }
        #expect(try String(contentsOfFile: file, encoding: .utf8) == source)
    }

    /// Lessons of others run nothing before the learner has agreed.
    @Test func otherLessonsAskFirst() throws {
        let script = try Script()
        try script.write("", to: "lessons/.keep")
        _ = try script.run("cp -r '\(DenseLayerFiles.lesson)' lessons/")
        let tour = "neurotour tour --lessons \(script.folder)/lessons challenge-dense-layer#dense-layer"
        let terminal = try Tmux(size: .init(120, 40), command: tour)
        try terminal.expect("These lessons are not")
        try terminal.press("Enter")
        usleep(500_000)
        #expect(try !terminal.screen.contains("running"))
        try terminal.press("y")
        try terminal.press("Enter")
        try terminal.expect("of 18 cases pass", within: .seconds(20))
    }

    // MARK: - Around

    private func running(_ argument: String) -> [String] {
        let all = (try? FileManager.default.contentsOfDirectory(atPath: "/proc")) ?? []
        return all.filter { process in
            guard process.first?.isNumber ?? false,
                let data = FileManager.default.contents(atPath: "/proc/\(process)/cmdline")
            else { return false }
            return data.split(separator: 0).contains { String(decoding: $0, as: UTF8.self) == argument }
        }
    }

    private func wait(for what: String, _ isSo: () throws -> Bool) throws {
        for _ in 0..<300 {
            if try isSo() { return }
            usleep(20_000)
        }
        Issue.record("waited in vain: \(what)")
    }
}

/// Where the files of the challenge lie.
enum DenseLayerFiles {
    private static let root = #filePath.split(separator: "/").dropLast(3).reduce("") { $0 + "/" + $1 }
    static let fixtures = root + "/Tests/LessonTests/Fixtures/challenges/dense-layer"
    static let lesson = root + "/Lessons/12-challenge-dense-layer"
}
