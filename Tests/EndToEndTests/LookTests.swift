import FoundationEssentials
import Testing

/// Alphabet and colours follow the environment and the options, each for itself.
struct LookTests {
    /// Selections of a foreground or a background colour: 30 to 49 and 90 to 107, 38 with what follows included.
    private func colors(in screen: String) -> Int {
        screen.matches(of: /\u{1B}\[([0-9;:]*)m/).count { match in
            match.1.split(whereSeparator: { ";:".contains($0) }).compactMap { Int($0) }
                .contains { (30...38).contains($0) || (40...48).contains($0) || (90...107).contains($0) }
        }
    }

    private func styledScreen(_ environment: [String: String] = [:], options: String = "") throws -> String {
        let terminal = try Tmux.neurotour(
            "tour visual-model#your-edit --motion off \(options)", environment: environment)
        try terminal.expect("y ")
        _ = try terminal.stillScreen()
        return try terminal.styledScreen
    }

    @Test(arguments: ["xterm-256color", "tmux-256color", "screen", "xterm", "linux"])
    func colorsWhereTheTerminalHasThem(type: String) throws {
        #expect(colors(in: try styledScreen(["TERM": type])) > 5)
    }

    @Test(arguments: [["NO_COLOR": "1"], ["TERM": "vt100"]])
    func noneWhereTheyAreNotWantedOrNotThere(environment: [String: String]) throws {
        #expect(colors(in: try styledScreen(environment)) == 0)
    }

    @Test func theOptionDecides() throws {
        #expect(colors(in: try styledScreen(options: "--color never")) == 0)
        #expect(colors(in: try styledScreen(["NO_COLOR": "1"], options: "--color always")) > 5)
    }

    /// What has the focus is in reverse video in any case, or underlined while a question waits.
    @Test func withoutColorsTheFocusIsStillSeen() throws {
        #expect(try styledScreen(["NO_COLOR": "1"]).contains(/\u{1B}\[(?:[0-9;]*;)?[47](?:;[0-9]*)*m/))
    }

    @Test(arguments: [
        ["LANG": "C"], ["LANG": "POSIX"], ["LC_ALL": "C", "LANG": "C.UTF-8"], ["LANG": "de_DE.ISO-8859-1"],
    ])
    func aLocaleWithoutUnicodeIsDrawnInASCII(environment: [String: String]) throws {
        let terminal = try Tmux.neurotour(
            "tour visual-model#your-edit --motion off", environment: environment)
        try terminal.expect("stop 9/9")
        #expect(try terminal.screen.isASCII)
        #expect(try terminal.screen.contains("+0.50"))
        #expect(try terminal.screen.contains("w1_11"))
    }

    @Test func theOptionDecidesTheAlphabetToo() throws {
        let terminal = try Tmux.neurotour("--glyphs ascii --motion off")
        try terminal.expect("The visual model")
        #expect(try terminal.screen.isASCII)
        try terminal.press("?")
        try terminal.expect("Esc closes")
        #expect(try terminal.screen.isASCII)
        try terminal.press("q", "T")
        try terminal.expect("stop 1/9")
        #expect(try terminal.screen.isASCII)
    }

    /// Every step of every lesson, at the start and after an answer, a hint and an edit.
    @Test func everyStepCanBeToldInASCII() throws {
        let script = try Script()
        let list = try script.run("neurotour list --json")
        let steps = try list.lines.map { line in
            let row = try JSONDecoder().decode([String: String].self, from: Data(line.utf8))
            return "\(row["lesson"] ?? "")#\(row["step"] ?? "")"
        }
        #expect(steps.count >= 61)
        for keys in ["", "Down Enter 9 Enter Enter + H"] {
            let commands = steps.map { "neurotour render '\($0)' --glyphs ascii --keys '\(keys)' || exit" }
            // One program a step: with the machine busy, that takes its time.
            let result = try script.run(commands.joined(separator: "\n"), limit: .seconds(240))
            #expect(result.code == 0)
            #expect(result.output.count { $0 == "\n" } == steps.count * 24)
            #expect(result.output.isASCII)
        }
    }
}

extension String {
    /// Whether there is nothing in it but printable ASCII and newlines.
    fileprivate var isASCII: Bool { utf8.allSatisfy { $0 == 0x0A || (0x20...0x7E).contains($0) } }
}
