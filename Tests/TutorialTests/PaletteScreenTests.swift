import Course
import TerminalUI
import Testing

@testable import Tutorial

/// The command palette: what the screen below can do, and where to go.
struct PaletteScreenTests {
    private func palette(_ script: String = "", at address: String? = nil) throws -> ScreenPlayer {
        try ScreenPlayer(": " + script, at: address)
    }

    /// A screen that can do one thing by key and one by name.
    private struct Wheel: Screen {
        var state = "still"

        mutating func handle(_ event: Event, in session: Session) -> [Command] {
            guard case .key(let key) = event else { return [] }
            if key == .character("b") { state = "braked" }
            return key == .control("p") ? Finding.commands.open(over: self, in: session) : []
        }

        func draw(on canvas: inout Canvas, in session: Session) {
            canvas.write("the wheel is \(state)", x: 0, y: 0)
        }

        func inWords(in session: Session) -> [String] { [state] }

        func actions(in session: Session) -> [NamedAction] {
            [
                NamedAction("spin it", .perform("spin")),
                NamedAction("brake it", label: "b", .press(.character("b"))),
                NamedAction("search", label: "/", .press(.character("/"))),
            ]
        }

        mutating func perform(_ action: String, in session: Session) -> [Command] {
            state = action == "spin" ? "spinning" : "lost"
            return []
        }
    }

    private func wheel(_ script: String) -> String {
        let session = Session(library: twoLessons)
        let terminal = MemoryTerminal(
            size: Size(width: 80, height: 24), events: KeyScript(script).keys.map(Event.key))
        let app = App(
            terminal: terminal, session: session, store: .notSaving(because: nil),
            screens: [HomeScreen(session), Wheel()])
        _ = app.run()
        return terminal.screen.text
    }

    /// The palette closes, and the screen below does it.
    @Test func theScreenBelowCarriesItOut() {
        #expect(wheel("Ctrl-P text:spin Enter") == wheel("").replacing("still", with: "spinning"))
        #expect(wheel("Ctrl-P text:brake Enter") == wheel("").replacing("still", with: "braked"))
        #expect(wheel("Ctrl-P Down Enter") == wheel("").replacing("still", with: "braked"))
        #expect(wheel("Ctrl-P text:it Esc") == wheel(""))
        #expect(wheel("Ctrl-P text:list Space text:lessons Enter").contains("NeuroTour"))
        #expect(wheel("Ctrl-P text:visual Enter").contains("stop 1/9"))
        #expect(wheel("Ctrl-P text:visual Enter Esc").contains("NeuroTour"))
    }

    /// Search has one row, however the screen below calls it.
    @Test func nothingIsListedTwice() {
        let rows = wheel("Ctrl-P").split(separator: "\n")
        #expect(rows.count { $0.contains("search") } == 1)
        #expect(rows.count { $0.hasSuffix(" b") } == 1)
    }

    @Test func homeListsItsCommandsWithTheirKeys() throws {
        let player = try palette()
        func key(_ command: String) -> String? {
            player.rows.first { $0.contains(command) }?.split(separator: " ").last.map(String.init)
        }
        #expect(key("open the lesson") == "Enter" && key("leave the course") == "q")
        #expect(key("search all lessons") == "/" && key("what they mean") == "g")
        #expect(player.contains("on this screen") && player.contains("go to"))
        #expect(player.contains("3 The visual model") && player.contains("4 Code: one neuron"))
        // Where one is need not be gone to.
        #expect(!player.contains("the list of lessons"))
        #expect(try ScreenPlayer("Ctrl-P").text == player.text)
    }

    @Test func commandsAreCarriedOut() throws {
        #expect(try palette("text:keys Enter").contains("Keys at home"))
        #expect(try palette("text:leave Enter").footer.contains("Leave the course?"))
        #expect(try palette("text:code Enter").header.contains("Code: one neuron"))
        #expect(try palette("text:tour Enter").header.contains("stop 1/"))
        #expect(try palette("text:search Enter").header.contains("Search:"))
        #expect(try palette("text:mean Enter").header.contains("Words:"))
        #expect(try palette("text:search Enter Esc").header.contains("NeuroTour"))
        #expect(try palette("text:one Enter").progress.lastLesson == "one-neuron")
    }

    /// From the contents, two screens above home.
    @Test func theWayHomeIsFoundFromAnywhere() throws {
        let contents = try ScreenPlayer("c :", at: "one-neuron#all-sums")
        #expect(contents.contains("go to this stop") && contents.contains("the list of lessons"))
        for script in ["text:list Enter", "text:visual Enter Esc", "text:search Enter Esc Esc Esc"] {
            let player = try ScreenPlayer("c : " + script, at: "one-neuron#all-sums")
            #expect(player.header.contains("NeuroTour"), "after \(script)")
        }
    }

    /// Words in any order, the beginning of a name first.
    @Test func namesAreFoundByTheirWords() throws {
        let player = try palette("text:course Space text:leave")
        #expect(player.header.contains("1 command") && player.contains("▸ leave the course"))
        let the = try palette("text:the")
        let rows = the.rows.filter { $0.contains(" the ") || $0.contains("▸") }
        #expect(rows.first?.contains("the words and what they mean") ?? false)
        #expect(try palette("text:leve").contains("The nearest that occurs: leave"))
    }

    @Test func theEndOfALessonHasItToo() throws {
        let session = Session(library: twoLessons)
        let lesson = try twoLessons.entries[0].lesson().get()
        var screen = LessonEndScreen(lesson: lesson, number: "3")
        for key in [Key.character("/"), .character("g"), .character(":"), .control("p")] {
            let commands = screen.handle(.key(key), in: session)
            guard case .push(let finder)? = commands.first else {
                Issue.record("\(key) opens nothing")
                continue
            }
            #expect(!finder.inWords(in: session).isEmpty)
        }
        #expect(screen.actions(in: session).contains { $0.title == "the next lesson" })
    }

    /// From anywhere, by name.
    @Test func quitsByName() throws {
        let player = try ScreenPlayer("Ctrl-P text:quit Enter", at: "visual-model#your-edit")
        #expect(player.ending == .quit)
    }
}
