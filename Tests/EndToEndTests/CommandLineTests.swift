import FoundationEssentials
import Glibc
import Testing

/// `list`, `check` and `render`, and what every command does with wrong usage.
struct CommandLineTests {
    let script: Script

    init() throws { script = try Script() }

    // MARK: - list

    @Test func listShowsEveryStepOnALine() throws {
        let list = try script.run("neurotour list")
        #expect(list.code == 0)
        #expect(list.errors.isEmpty)
        #expect(list.lines.count { $0.contains("visual-model#") } == 12)
        #expect(list.lines.count { $0.contains("one-neuron#") } == 10)
        #expect(list.lines.allSatisfy { $0.hasPrefix("new ") })
        #expect(list.lines.first?.hasSuffix("Two keys") == true)
        #expect(!script.has("state/neurotour"), "looking leaves nothing behind")
    }

    @Test func listIsJSONLineByLine() throws {
        let list = try script.run("neurotour list --json")
        #expect(list.code == 0)
        let rows = try list.lines.map { try JSONDecoder().decode([String: String].self, from: Data($0.utf8)) }
        #expect(rows.count { $0["lesson"] == "visual-model" } == 12)
        #expect(rows.allSatisfy { Set($0.keys) == ["lesson", "step", "title", "state"] })
        let tour = rows.filter { $0["lesson"] == "visual-model" }
        #expect(
            tour[2] == [
                "lesson": "visual-model", "step": "sum-and-bias", "title": "Sum and bias", "state": "new",
            ])
    }

    @Test func listKnowsTheProgress() throws {
        let day = #"{"v":1,"day":"2026-01-01","lesson":"visual-model","step""#
        try script.write(
            """
            \(day):"values-enter","did":"reached"}
            \(day):"activation","did":"done","hash":"0123456789abcdef"}

            """, to: "state/neurotour/progress.jsonl")
        let list = try script.run("neurotour list --json")
        let tour = list.lines.filter { $0.contains("visual-model") }
        #expect(tour[0].hasSuffix(#""state": "started"}"#))
        #expect(tour[3].hasSuffix(#""state": "changed"}"#), "done, but with other content than today's")
        #expect(tour[1].hasSuffix(#""state": "new"}"#))
    }

    @Test func aReaderThatGoesAwayIsNoError() throws {
        let head = try script.run("neurotour list | head -1; echo ${PIPESTATUS[0]}")
        #expect(head.lines.count == 2)
        #expect(head.errors.isEmpty)
        let none = try script.run("neurotour list | true; echo ${PIPESTATUS[0]}")
        #expect(none.errors.isEmpty)
    }

    @Test(arguments: ["list", "list --json", "render visual-model", "--help", "forward net.json --input 1"])
    func aFullDiskIsToldOnTheWayOut(command: String) throws {
        try script.write(
            #"{"layers": [{"weights": [[1]], "biases": [0], "activation": "relu"}]}"#, to: "net.json")
        let list = try script.run("neurotour \(command) > /dev/full")
        #expect(list.code != 0)
        #expect(list.errors.contains("No space left on device"))
        #expect(list.errors.isOneLine)
    }

    // MARK: - check

    @Test func checkNamesThePlaceOfEveryMistake() throws {
        try script.write(Script.lesson(network: "preset: seed-neurn"), to: "lessons/01-small/lesson.md")
        let check = try script.run("neurotour check lessons")
        #expect(check.code == 1)
        // The fence's first line is 13: its value stands in line 14, after "preset: ".
        #expect(check.lines.count == 1)
        #expect(check.lines.first?.hasPrefix("lessons/01-small/lesson.md:14:9: ") == true)
        #expect(check.output.contains(#"did you mean "seed-neuron"?"#))
    }

    private struct Problem: Decodable {
        var file: String
        var line: Int
        var column: Int
        var message: String
    }

    @Test func checkIsJSONLineByLine() throws {
        try script.write(Script.lesson(network: "preset: seed-neurn"), to: "lessons/01-small/lesson.md")
        let check = try script.run("neurotour check --json lessons")
        #expect(check.code == 1)
        let problems = try check.lines.map { try JSONDecoder().decode(Problem.self, from: Data($0.utf8)) }
        #expect(problems.count == 1)
        #expect(problems.first?.line == 14)
        #expect(problems.first?.column == 9)
        #expect(problems.first?.file == "lessons/01-small/lesson.md")
        #expect(problems.first?.message.contains("seed-neurn") == true)
    }

    /// What can be wrong with a lesson, and the line that is told.
    @Test(arguments: [
        ("minutes: 1", "minutes: soon", 5), ("title: A small lesson", "titel: A small lesson", 4),
        ("{#only-step}", "{#only-step}\n\n## Again {#only-step}", 11), ("yaml network", "yaml netwrok", 13),
        ("yaml network", "yaml", 13), ("alt:", "alt2: x\nalt:", 15),
        ("preset: seed-neuron", "layers: [{weights: [[1, 2], [3]], biases: [0, 0], activation: relu}]", 14),
        ("preset: seed-neuron", "preset: seed-neuron\ninput: [.nan, 1, 2]", 15),
        ("preset: seed-neuron", "preset: seed-neuron\ninput: [1e999, 1, 2]", 15),
        ("inputs.\n```\n", "inputs.\n", 13), ("One neuron.\n\n", "One \u{1B}[31mneuron.\n\n", 11),
    ])
    func everyMistakeHasItsLine(right: String, wrong: String, line: Int) throws {
        let lesson = Script.lesson()
        try #require(lesson.contains(right))
        try script.write(
            lesson.replacing(right, with: wrong, maxReplacements: 1), to: "lessons/01-small/lesson.md")
        let check = try script.run("neurotour check lessons")
        #expect(check.code == 1)
        #expect(check.output.contains("lessons/01-small/lesson.md:\(line):"), "\(check.output)")
        #expect(!check.output.contains("\u{1B}"))
    }

    @Test func aLessonThatIsNotUTF8IsToldAndTheOthersAreFine() throws {
        try script.write(Script.lesson(), to: "lessons/01-small/lesson.md")
        try script.write(Script.lesson(id: "other"), to: "lessons/02-other/lesson.md")
        let check = try script.run(
            #"printf 'caf\351\n' >> lessons/02-other/lesson.md; neurotour check lessons"#)
        #expect(check.code == 1)
        // Sixteen lines of the lesson, an empty one or none, then ours.
        #expect(
            check.lines.allSatisfy { $0.hasPrefix("lessons/02-other/lesson.md:17:4: ") }, "\(check.output)")
        let list = try script.run("neurotour list --lessons lessons")
        #expect(list.output.contains("small#only-step"))
        #expect(list.errors.contains("lessons/02-other/lesson.md:17:4: "))
    }

    @Test func listingsOfOtherFoldersRunOnlyWhenAsked() throws {
        try script.write(
            Script.lesson() + """
                ```yaml code
                listing: spy
                lines: []
                prints: 0.4
                ```
                """, to: "lessons/01-small/lesson.md")
        for (file, source) in [
            ("spy.py", "open('\(script.folder)/ran', 'w')\nprint(0.4)\n"),
            ("spy.js", "console.log(0.4);\n"), ("spy.swift", "print(0.4)\n"),
        ] {
            try script.write(source, to: "lessons/01-small/" + file)
        }
        let check = try script.run("neurotour check lessons")
        #expect(check.errors.contains("--run"))
        #expect(!script.has("ran"))
    }

    @Test func aSoundFolderIsFine() throws {
        try script.write(Script.lesson(), to: "lessons/01-small/lesson.md")
        let check = try script.run("neurotour check lessons")
        #expect(check.code == 0, "\(check.output)")
        #expect(check.output.isEmpty)
    }

    @Test func emptyAndMissingFolders() throws {
        let empty = try script.run("mkdir empty; neurotour check empty")
        #expect(empty.code == 1)
        #expect(empty.output.contains("there are no lessons"))
        for command in [
            "check nowhere", "list --lessons nowhere", "tour --lessons nowhere", "--lessons nowhere",
        ] {
            let missing = try script.run("neurotour \(command)")
            #expect(missing.code == 2)
            #expect(missing.errors.isOneLine && missing.errors.contains("nowhere"), "\(missing.errors)")
        }
        let list = try script.run("neurotour list --lessons empty")
        #expect(list.code == 2)
        #expect(list.errors.contains("no lesson"))
    }

    // MARK: - render

    @Test func renderPrintsOneScreen() throws {
        let screen = try script.run("neurotour render visual-model#sum-and-bias --size 100x30")
        #expect(screen.code == 0)
        let lines = screen.output.split(separator: "\n", omittingEmptySubsequences: false).dropLast()
        #expect(lines.count == 30)
        #expect(lines.map(\.count).max() == 100, "rules go from edge to edge")
        #expect(lines.allSatisfy { $0.last != " " })
        #expect(!screen.output.contains("\u{1B}"))
        #expect(screen.output.contains("What is z of h₁?"))
        #expect(!script.has("state/neurotour"), "rendering saves nothing")
    }

    /// h₁ = 0.5 + 0.1 − 0.3 + 0.1 = 0.4, y = 0.6 · 0.4 + 0.28 = 0.52, then Tab, and w¹₁₂ = 0.25 typed:
    /// h₁ = 0.6 + 0.25 + 0.1 = 0.95, y = 0.57 + 0.28 = 0.85.
    @Test func renderPressesKeys() throws {
        let one = try script.run("neurotour render visual-model#your-edit --keys 'Up Up Enter +'")
        #expect(one.output.contains("a  0.52"))
        let two = try script.run(
            "neurotour render visual-model#your-edit --keys 'Up Up Enter + Tab = text:0.25 Enter'")
        #expect(two.output.contains("a  0.85"))
        let undone = try script.run(
            "neurotour render visual-model#your-edit --keys 'Up Up Enter + Tab = text:0.25 Enter u'")
        #expect(undone.output.contains("a  0.52"))
    }

    @Test func renderShowsTheBeatsOneAfterAnother() throws {
        let screens = try (0...4).map { beat in
            try script.run("neurotour render visual-model#four-numbers --beat \(beat)").output
        }
        #expect(Set(screens).count == 5)
        #expect(!screens[0].contains("z +0.30"))
        // Two products and the bias, then their sum.
        #expect(screens[4].contains("z +0.30"))
    }

    @Test func renderDrawsInASCII() throws {
        let screen = try script.run("neurotour render visual-model --glyphs ascii")
        #expect(screen.output.utf8.allSatisfy { $0 == 0x0A || (0x20...0x7E).contains($0) })
        #expect(screen.output.contains("+0.50"))
    }

    @Test(arguments: ["0x0", "1x1", "3x200", "200x3"]) func renderAtAnySize(size: String) throws {
        #expect(try script.run("neurotour render one-neuron#line-by-line --size \(size)").code == 0)
    }

    // MARK: - Wrong usage

    @Test(arguments: [
        ("render visual-model --beat 9223372036854775807", "--beat takes a number from 0 to 1000"),
        ("new ''", "No such file or directory"),
        ("tour visual-modle", #"did you mean "visual-model""#),
        ("tour visual-model#sum-and-bais", #"did you mean "sum-and-bias""#),
        ("render visual-modle", #"did you mean "visual-model""#),
        ("render visual-model#activatoin", #"did you mean "activation""#),
        ("--glyps ascii", "Did you mean '--glyphs'"),
        ("tour --moton off", "Did you mean '--motion'"),
        ("tuor", "did you mean \"tour\""),
        ("lst", "did you mean \"list\""),
        ("--motion slow", "full"), ("--color sometimes", "always"),
        ("render visual-model --size 80", "--size"), ("render visual-model --size -1x5", "--size"),
        ("render visual-model --size 99999x99999", "--size"),
        ("render visual-model --beat -1", "--beat"), ("render visual-model --beat x", "--beat"),
        ("render", "lesson"), ("forward", "network.json"), ("list --jsn", "--json"),
    ])
    func wrongUsageEndsWithTwoAndALine(arguments: String, words: String) throws {
        let result = try script.run("neurotour \(arguments)")
        #expect(result.code == 2)
        #expect(result.output.isEmpty)
        #expect(result.errors.isOneLine, "\(result.errors)")
        #expect(result.errors.contains(words), "\(result.errors)")
    }

    @Test func optionsMayStandInFrontOfTheCommand() throws {
        let usual = try script.run("neurotour list --json")
        #expect(usual.code == 0 && usual.output.contains("visual-model"))
        #expect(try script.run("neurotour --json list").output == usual.output)
    }

    @Test func whatIsTypedIsNotObeyedByTheTerminal() throws {
        let result = try script.run(
            #"neurotour tour $'\e[31mred\a'; neurotour $'--\e[31m'; neurotour check $'\e[2J'"#)
        #expect(!result.errors.contains("\u{1B}") && !result.errors.contains("\u{07}"))
    }

    @Test(arguments: [
        "--help", "help", "tour --help", "list --help", "check --help", "render --help", "--version",
    ])
    func helpIsNoMistake(arguments: String) throws {
        let help = try script.run("neurotour \(arguments)")
        #expect(help.code == 0)
        #expect(help.errors.isEmpty)
        #expect(!help.output.isEmpty)
    }

    @Test func helpOpensWithExamples() throws {
        let help = try script.run("neurotour --help")
        #expect(help.lines.prefix(6).contains { $0.contains("neurotour tour") || $0.contains("Examples") })
        #expect(help.output.contains("128+n on signal"))
    }

    // MARK: - Without a terminal

    @Test(arguments: ["", "tour", "< /dev/null", "tour > out", "tour | cat"])
    func withoutATerminalOneLineSaysSo(arguments: String) throws {
        let result = try script.run("neurotour \(arguments); echo code ${PIPESTATUS[0]}")
        #expect(result.output.hasSuffix("code 2\n"))
        #expect(!result.output.contains("\u{1B}"))
        #expect(result.errors.isOneLine)
        #expect(result.errors.contains("terminal"))
    }

    @Test(arguments: [
        ("TERM=dumb", "dumb"), ("TERM=", "TERM"), ("env -u TERM", "TERM"), ("TERM=unknown", "unknown"),
        ("TERM=../../etc/passwd", "no terminal type"), ("TERM=$'\\e[31mX'", "no terminal type"),
        ("TERM=$(printf %05000d)", "TERM"),
    ])
    func aTerminalThatCannotShowItIsToldInLines(setting: String, words: String) throws {
        let terminal = try Tmux.shell()
        try terminal.enter("cd; clear; \(setting) neurotour 2> errors; echo code $? lines $(wc -l < errors)")
        try terminal.expect("19 Training live")
        try terminal.enter(":say")
        try terminal.expect("told in lines")
        try terminal.expect(words)
        try terminal.expect("#{alternate_on}", is: "0")
        try terminal.enter(":quit")
        try terminal.expect("code 0 lines 0\n")
        let errors = try String(contentsOfFile: terminal.home + "/errors", encoding: .utf8)
        #expect(errors.isEmpty)
    }

    /// Newer than many a terminal database: xterm stands in, with a word about it.
    @Test func anUndescribedTerminalIsTakenForAnXterm() throws {
        let terminal = try Tmux.shell()
        try terminal.enter("TERM=no-such-terminal neurotour tour visual-model#your-edit --motion off")
        try terminal.expect("stop 9/9")
        try terminal.expectInspector("no-such-terminal")
        try terminal.press("q", "q", "q")
        try terminal.expect("#{alternate_on}", is: "0")
    }

    // MARK: - Lessons that can't be read, in the tour

    @Test func anUnreadableLessonShowsItsMessageAndTheOthersOpen() throws {
        let lesson = Script.lesson()
        try script.write(
            lesson.replacing("minutes: 1", with: "minutes: soon"), to: "lessons/01-broken/lesson.md")
        try script.write(
            Script.lesson(id: "second", network: "preset: seed-neurn"), to: "lessons/02-second/lesson.md")
        try script.write(Script.lesson(id: "sound"), to: "lessons/03-sound/lesson.md")
        let terminal = try Tmux.neurotour("--motion off --lessons \(script.folder)/lessons")
        try terminal.expect("can't be read")
        try terminal.press("Home", "Enter")
        try terminal.expect("lesson.md:5:10")
        try terminal.press("q", "Down", "Enter")
        try terminal.expect("did you mean")
        try terminal.press("q", "Down", "Enter")
        try terminal.expect("stop 1/1")
        try terminal.press("q", "q", "q")
        try terminal.expectExit(0)
    }

    @Test(arguments: ["", "tour"]) func aFolderWithoutLessonsSaysSo(command: String) throws {
        mkdir(script.folder + "/empty", 0o755)
        let terminal = try Tmux.shell(size: .init(120, 40))
        try terminal.enter("neurotour \(command) --lessons \(script.folder)/empty; echo ended with $?")
        try terminal.expect("there are no lessons in this folder")
        if try terminal.query("#{alternate_on}") == "1" { try terminal.press("q", "q") }
        try terminal.expect("ended with ")
        #expect(try !terminal.screen.contains("ended with 1"))
    }
}

/// `forward`: a forward pass with everything it computes.
struct ForwardCommandTests {
    let script: Script

    init() throws {
        script = try Script()
        try script.write(
            #"{"layers": [{"weights": [[0.2, 0.8, -0.5]], "biases": [0.1], "activation": "relu"}], "input": [1, 2, 3]}"#,
            to: "neuron.json")
        try script.write(
            """
            {"layers": [{"weights": [[0.5, -0.3], [0.8, 0.1]], "biases": [0.1, -0.2], "activation": "relu"},
                        {"weights": [[0.6, 0.4]], "biases": [0], "activation": "linear"}]}
            """, to: "net.json")
    }

    /// `--json` of the contract.
    private struct Pass: Decodable {
        struct Layer: Decodable {
            var activation: String
            var neurons: [Neuron]
        }
        struct Neuron: Decodable {
            var products: [Double]
            var runningSums: [Double]
            var bias: Double
            var z: Double
            var a: Double
        }
        var layers: [Layer]
        var output: [Double]
    }

    private func forward(_ arguments: String) throws -> Pass {
        let result = try script.run("neurotour forward \(arguments) --json")
        try #require(result.code == 0, "\(result.errors)")
        return try JSONDecoder().decode(Pass.self, from: Data(result.output.utf8))
    }

    /// The sums are what any language with doubles prints for 0.1, 0.1 + 0.2, … + 1.6, … − 1.5.
    @Test func theNeuronOfTheSeed() throws {
        let neuron = try #require(try forward("neuron.json").layers.first?.neurons.first)
        #expect(neuron.products == [0.2, 1.6, -1.5])
        #expect(neuron.runningSums == [0.1, 0.30000000000000004, 1.9000000000000001, 0.40000000000000013])
        #expect(neuron.bias == 0.1)
        #expect(neuron.z == 0.40000000000000013)
        #expect(neuron.a == 0.40000000000000013)
        let text = try script.run("neurotour forward neuron.json")
        #expect(text.output.contains("0.40000000000000013"))
        #expect(text.code == 0)
    }

    @Test(arguments: [
        ("1,0", 0.6000000000000001), ("1,1", 0.46), ("0,1", 0), ("-1,0", 0), ("1e0,.0", 0.6000000000000001),
    ])
    func theNetworkOfTheSeed(input: String, output: Double) throws {
        let pass = try forward("net.json --input \(input)")
        #expect(pass.output == [output])
        #expect(pass.layers.map(\.activation) == ["relu", "linear"])
        #expect(pass.layers.map { $0.neurons.map(\.products.count) } == [[2, 2], [2]])
        #expect(pass.layers.map { $0.neurons.map(\.runningSums.count) } == [[3, 3], [3]])
    }

    @Test func theInputOfTheFileIsOverridden() throws {
        // 0.1 − 0.2 = −0.1, and ReLU makes it 0, not −0.
        let result = try script.run("neurotour forward neuron.json --input -1,0,0 --json")
        #expect(result.output.contains(#""a": 0.0"#) || result.output.contains(#""a": 0}"#))
        #expect(!result.output.contains(#""a": -0"#))
    }

    @Test func infinityAndNaNAreWords() throws {
        try script.write(
            #"{"layers": [{"weights": [[1e308, -1e308]], "biases": [0], "activation": "linear"}]}"#,
            to: "huge.json")
        let infinite = try script.run("neurotour forward huge.json --input 10,0 --json")
        #expect(infinite.output.contains(#""Infinity""#))
        let negative = try script.run("neurotour forward huge.json --input 0,10 --json")
        #expect(negative.output.contains(#""-Infinity""#))
        let both = try script.run("neurotour forward huge.json --input 10,10 --json")
        #expect(both.output.contains(#""z": "NaN""#))
    }

    @Test(arguments: [
        (#"{"layers": [{"weights": [[1, 2], [3]], "biases": [0, 0], "activation": "relu"}]}"#, "1:34", "row"),
        (#"{"layers": [{"weights": [["a", 2]], "biases": [0], "activation": "relu"}]}"#, "1:27", "number"),
        (#"{"layers": [{"weights": [[1e999]], "biases": [0], "activation": "relu"}]}"#, "1:27", "too large"),
        (#"{"layers": [{"weights": [[1]], "biases": [0], "activation": "rleu"}]}"#, "1:61", "relu"),
        (#"{"layers": [{"weights": [[1]], "biases": [0, 1], "activation": "relu"}]}"#, "1:", "bias"),
        (
            #"{"layers": [{"weights": [[1]], "biases": [0], "activation": "relu"}], "input": [1, 2]}"#, "1:",
            "input"
        ),
        (#"{"layers": [{"weights": [[NaN]], "biases": [0], "activation": "relu"}]}"#, "1:27", "number"),
        (#"{"layers": []}"#, "1:", "layer"), (#"{"layer": []}"#, "1:", "layers"), ("[1, 2]", "1:1", "object"),
        ("", "1:1", "end"), (#"{"layers": [{"weights": [[1"#, "1:", "end"),
    ])
    func aBadNetworkIsToldWithItsPlace(text: String, place: String, word: String) throws {
        try script.write(text, to: "bad.json")
        let result = try script.run("neurotour forward bad.json --input 1")
        #expect(result.code == 2)
        #expect(result.output.isEmpty)
        #expect(result.errors.isOneLine, "\(result.errors)")
        #expect(result.errors.contains("bad.json:\(place)"), "\(result.errors)")
        #expect(result.errors.contains(word), "\(result.errors)")
    }

    @Test(arguments: [
        ("missing.json --input 1", "missing.json: No such file"), (". --input 1", "directory"),
        ("net.json", "--input"), ("net.json --input 1", "expected 2"), ("net.json --input 1,x", "\"x\""),
        ("net.json --input 1,", "--input"), ("net.json --input 1,1e999", "too large"),
        ("net.json --input nan,1", "not a number"),
    ])
    func aBadInputIsToldInOneLine(arguments: String, words: String) throws {
        let result = try script.run("neurotour forward \(arguments)")
        #expect(result.code == 2)
        #expect(result.output.isEmpty)
        #expect(result.errors.isOneLine, "\(result.errors)")
        #expect(result.errors.contains(words), "\(result.errors)")
    }

    @Test func aFileThatIsNoTextIsToldToo() throws {
        let result = try script.run("head -c 5000 /bin/bash > noise; neurotour forward noise --input 1")
        #expect(result.code == 2)
        #expect(result.errors.isOneLine && result.errors.contains("noise:1:"), "\(result.errors)")
        #expect(result.errors.unicodeScalars.allSatisfy { $0 == "\n" || $0.value >= 0x20 })
        let endless = try script.run("neurotour forward /dev/zero --input 1")
        #expect(endless.code == 2)
    }
}

extension String {
    /// Whether it is one line with words and its newline.
    var isOneLine: Bool { hasSuffix("\n") && count > 1 && !dropLast().contains("\n") }
}
