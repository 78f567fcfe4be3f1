import Foundation
import TerminalUI
import Testing

@testable import Tutorial

/// `config.yaml`: what is read, what is wrong with it, and what is written.
struct ConfigurationTests {
    private func read(_ text: String) -> (Configuration, [String]) {
        let (configuration, problems) = Configuration.read(Array(text.utf8), file: "config.yaml")
        return (configuration, problems.map(\.text))
    }

    @Test func everySettingIsRead() {
        let (configuration, problems) = read(
            """
            # mine
            color: never
            theme: light
            glyphs: ascii
            motion: reduced
            mouse: off
            language: py
            languages: [py, swift]
            editor: "code --wait"
            keys:
              undo: [U, F5]
              redo: Ctrl-Y
            """)
        #expect(problems == [])
        #expect(configuration.color == .never && configuration.glyphs == .ascii)
        #expect(configuration.languages == [.python, .swift])
        #expect(configuration.theme?.background == .light)
        #expect(configuration.motion == .reduced && configuration.mouse == .off)
        #expect(configuration.language == .python && configuration.editor == "code --wait")
        #expect(configuration.keys == ["undo": [.character("U"), .function(5)], "redo": [.control("y")]])
    }

    @Test func noFileAndNothingInItAreNoMistake() {
        for text in ["", "\n\n", "# nothing\n"] {
            #expect(read(text).0 == Configuration() && read(text).1 == [])
        }
        let folder = ProgressFolder()
        #expect(ConfigurationFile(path: folder.path + "/config.yaml").read().1.isEmpty)
        #expect(
            ConfigurationFile(path: folder.path).read().1.first?.text.contains("no ordinary file") ?? false
        )
    }

    /// Each mistake with its place, and what stands beside it counts.
    @Test(arguments: [
        ("motion: slow", "config.yaml:1:9: expected full, reduced or off; found \"slow\""),
        (
            "motion: reducd",
            "config.yaml:1:9: expected full, reduced or off; found \"reducd\"; did you mean \"reduced\"?"
        ),
        (
            "theme: drak",
            "config.yaml:1:8: expected auto, dark or light; found \"drak\"; did you mean \"dark\"?"
        ),
        (
            "languages: [swift, pyt]",
            "config.yaml:1:20: expected swift, js or py; found \"pyt\"; did you mean \"py\"?"
        ),
        (
            "languages: Python",
            "config.yaml:1:12: expected swift, js or py; found \"Python\"; did you mean \"py\"?"
        ),
        ("languages: []", "config.yaml:1:1: expected swift, js or py; found no language"),
        ("languages: [py, py]", "config.yaml:1:17: \"py\" is there twice"),
        ("moton: off", "config.yaml:1:1: no setting named \"moton\"; did you mean \"motion\"?"),
        ("motion: [off, full]", "config.yaml:1:1: motion has one value"),
        ("motion:", "config.yaml:1:8: expected a value; found nothing"),
        ("motion: off\nmotion: full", "config.yaml:2:1: \"motion\" is set twice"),
        ("editor: {a: {b: c}}", "config.yaml:1:13: expected a value; found keys and values"),
        ("keys: U", "config.yaml:1:1: below keys stand actions and their keys, such as undo: [U, F5]"),
        ("keys:\n  undo: U\n  redo: U", "config.yaml:3:9: U is already the key of \"undo\""),
        (
            "keys:\n  undo: [U, Ctrl-Z]",
            "config.yaml:2:13: Ctrl-Z ends or stops the program, and can't do anything else"
        ),
        (
            "just words",
            "config.yaml:1:1: expected a key and a value, such as motion: reduced; found the text \"just words\""
        ),
    ])
    func aMistakeHasItsPlace(text: String, expected: String) {
        let (configuration, problems) = read(text + "\nglyphs: ascii\n")
        #expect(problems == [expected])
        #expect(configuration.glyphs == .ascii)
    }

    @Test(arguments: [
        "keys:\n  undo: [Ctl-Z]", "color: [a", "color: \"a", "\tcolor: x", "color: &a x", "--- x",
    ])
    func whatCanNotBeReadLeavesTheRest(text: String) {
        let (configuration, problems) = read(text + "\nglyphs: ascii\n")
        #expect(problems.count == 1, "\(problems)")
        #expect(configuration.glyphs == .ascii)
    }

    @Test func bytesThatAreNoTextAreRefused() {
        let (configuration, problems) = Configuration.read([0x6D, 0xFF, 0x0A], file: "c")
        #expect(configuration == Configuration() && problems.count == 1)
    }

    @Test func oneLineIsChangedAndTheOthersStay() throws {
        let folder = ProgressFolder()
        let path = folder.path + "/a/config.yaml"
        let file = ConfigurationFile(path: path)
        #expect(file.set("motion", to: "off") == nil)
        #expect(try String(contentsOfFile: path, encoding: .utf8) == "motion: off\n")
        try "# mine\nmotion: off # really\nkeys:\n  undo: U".write(
            toFile: path, atomically: false, encoding: .utf8)
        #expect(file.set("motion", to: "full") == nil)
        #expect(file.set("glyphs", to: "ascii") == nil)
        #expect(
            try String(contentsOfFile: path, encoding: .utf8)
                == "# mine\nmotion: full # really\nkeys:\n  undo: U\nglyphs: ascii\n")
        #expect(file.read().0.keys == ["undo": [.character("U")]] && file.read().1.isEmpty)
    }

    @Test func aListGivesWayWithAllItsLines() throws {
        let folder = ProgressFolder()
        let path = folder.path + "/config.yaml"
        for list in ["  - py\n  - js", "- py\n- js"] {
            try "languages:\n\(list)\n# mine\nglyphs: ascii\n".write(
                toFile: path, atomically: false, encoding: .utf8)
            #expect(ConfigurationFile(path: path).set("languages", to: "[swift]") == nil)
            #expect(
                try String(contentsOfFile: path, encoding: .utf8)
                    == "languages: [swift]\n# mine\nglyphs: ascii\n")
        }
    }

    /// Whatever the file is like, nothing but the one value changes; where that can't be, nothing does, and it is said.
    @Test(arguments: [
        ("motion: reduced\r\ncolor: never\r\n", "motion: off\r\ncolor: never\r\n"),
        ("color: never\r\n", "color: never\r\nmotion: off\r\n"),
        ("\u{FEFF}motion: full\n", "\u{FEFF}motion: off\n"),
        ("motion:  full   # full, reduced or off\r\n", "motion: off   # full, reduced or off\r\n"),
        ("motion: 'full' # ' #\n  # mine\n", "motion: off # ' #\n  # mine\n"),
        ("motion: full\n\tcolor: never\n", nil), ("\"motion\": full\n", nil),
        ("{motion: full, color: never}\n", nil), ("motion: full\rcolor: never\r", nil),
    ])
    func nothingElseIsChanged(before: String, after: String?) throws {
        let folder = ProgressFolder()
        let path = folder.path + "/config.yaml"
        try Data(before.utf8).write(to: URL(fileURLWithPath: path))
        chmod(path, 0o600)
        let problem = ConfigurationFile(path: path).set("motion", to: "off")
        #expect((problem == nil) == (after != nil))
        #expect(try Data(contentsOf: URL(fileURLWithPath: path)) == Data((after ?? before).utf8))
        var status = stat()
        #expect(stat(path, &status) == 0 && status.st_mode & 0o777 == 0o600)
        if after != nil { #expect(ConfigurationFile(path: path).read().0.motion == .off) }
    }

    @Test func whatCanNotBeWrittenIsSaid() {
        #expect(ConfigurationFile(path: "/proc/none/config.yaml").set("motion", to: "off") != nil)
    }

    // MARK: Keys of one's own

    private static let own: [String: [Key]] = [
        "all keys": [.function(2)], "leave the course": [.character("P")],
        "new random values for all 9 numbers": [.function(5)],
    ]

    /// What is seen of some keys, with keys of one's own.
    private func press(_ keys: Key..., at address: String? = nil, columns: Int = 120) throws -> MemoryTerminal
    {
        var session = Session(library: courseLibrary, settings: .still)
        session.configuration.keys = Self.own
        let terminal = MemoryTerminal(
            size: Size(width: columns, height: 40), events: keys.map(Event.key))
        var screens: [any Screen] = [HomeScreen(session)]
        if let address {
            let place = try courseLibrary.find(address)
            let entry = courseLibrary.entries[place.entry]
            screens.append(LessonScreen.open(entry, step: place.step, in: session))
        }
        _ = App(terminal: terminal, session: session, store: .notSaving(because: nil), screens: screens).run()
        return terminal
    }

    /// A key given to an action does what that does, wherever the screen has it.
    @Test func aKeyOfOnesOwnDoesIt() throws {
        let terminal = try press(.function(2), .escape, .character("P"), columns: 80)
        #expect(terminal.canvases[1].text.contains("Keys at home"))
        #expect(terminal.screen.text.contains("Leave the course?"))
    }

    /// Some actions of a step have no usual key.
    @Test func aKeyOfOnesOwnDoesWhatHasNoKey() throws {
        let canvases = try press(.function(5), .function(6), at: "why-this-matters#random-numbers").canvases
        #expect(canvases[0].text != canvases[1].text)
        #expect(canvases[1].text == canvases[2].text)
    }

    /// With many mistakes there is more to read than room.
    @Test func theSettingsCanBeScrolled() throws {
        var session = Session(library: courseLibrary, settings: .still)
        session.size = Size(width: 80, height: 24)
        session.configuration.keys = Self.own
        let text = (1...9).map { "mistake\($0): x" }.joined(separator: "\n")
        session.configurationProblems = Configuration.read(Array(text.utf8), file: "config.yaml").1
        var screen = SettingsScreen()
        func seen() -> String {
            var canvas = Canvas(size: session.size, glyphs: .unicode)
            screen.draw(on: &canvas, in: session)
            return canvas.text
        }
        #expect(seen().contains("▼") && !seen().contains("leave the course"))
        for _ in 0..<9 { _ = screen.handle(.key(.pageDown), in: session) }
        #expect(seen().contains("▲") && seen().contains("P  leave the course"))
        _ = screen.handle(.key(.down), in: session)
        #expect(seen().contains("language: the language of listings"))
    }

    /// In place of the usual one in the footer, beside it in help and in the list of commands; and what a key did that
    /// does something else now is not said of it.
    @Test func keysOfOnesOwnAreShown() throws {
        let terminal = try press(.function(2), .escape, .control("p"))
        let footer = terminal.canvases[0].text.split(separator: "\n").last ?? ""
        #expect(footer.contains("F2 keys") && !footer.contains("? keys"))
        #expect(footer.contains("p playground") && footer.contains("P quit"))
        let help = terminal.canvases[1].text
        #expect(help.contains(/F2 \? +all keys/) && help.contains(/P q +leave the course/))
        #expect(terminal.screen.text.contains(/all keys +F2 \?/))
    }

    @Test func keysThatAreToldOfTogetherStayTogether() {
        var configuration = Configuration()
        configuration.keys = ["slower": [.character("s")], "redo": [.down, .character("R")]]
        let hints = [
            KeyHint(label: "< >", help: "slower, faster", footer: "speed", name: "slower"),
            KeyHint(label: "Ctrl-R", help: "redo", footer: "redo", name: "redo"),
            KeyHint(label: "↓ j", help: "the next row", footer: "next", name: "the next row"),
            KeyHint(label: "s", help: "settings", footer: "settings", name: "settings"),
        ]
        let own = OwnKeys(configuration, among: hints)
        #expect(hints.map { own.inFooter($0)?.label } == ["< >", "Down R", "j", nil])
        #expect(
            hints.flatMap(own.inHelp).map { "\($0.label): \($0.help)" } == [
                "< >: slower, faster", "s: slower", "Down R Ctrl-R: redo", "j: the next row",
            ])
        // What this screen can't do takes no key from it.
        #expect(OwnKeys(configuration, among: [hints[3]]).inFooter(hints[3]) == hints[3])
    }

    @Test func anUnknownActionIsTold() {
        let session = Session(library: courseLibrary, settings: .still)
        let (configuration, _) = read("keys:\n  undo: U\n  unod: V\n  exact digits: W\n")
        let problems = configuration.unknownActions(in: session).map(\.text)
        #expect(problems.count == 1)
        #expect(
            problems.first?.hasPrefix("config.yaml:3:3: no key does \"unod\"; did you mean \"undo\"?")
                ?? false)
    }

    // MARK: The page

    @Test func thePageChangesAndKeeps() throws {
        let folder = ProgressFolder()
        let session = Session(library: courseLibrary, settings: .motion(.full))
        let terminal = MemoryTerminal(
            size: Size(width: 80, height: 24),
            events: KeyScript("s Right Down Right Down Right Esc").keys.map(Event.key))
        let app = App(
            terminal: terminal, session: session, store: .notSaving(because: nil),
            screens: [HomeScreen(session)],
            configurationFile: ConfigurationFile(path: folder.path + "/config.yaml"))
        _ = app.run()
        #expect(terminal.canvases[2].text.contains("[reduced]"))
        let (configuration, problems) = ConfigurationFile(path: folder.path + "/config.yaml").read()
        #expect(problems.isEmpty && configuration.motion == .reduced && configuration.language == .swift)
        #expect(configuration.languages == [.javascript, .swift, .python])
    }
}
