import Course
import TerminalUI

@testable import Tutorial

/// The program on a terminal in memory: events in, screens, words and progress out.
struct ScreenPlayer {
    let canvases: [Canvas]
    let words: [String]
    let progress: ProgressState
    let ending: App.Ending

    var screen: Canvas { canvases.last ?? Canvas(size: Size(width: 0, height: 0)) }
    var text: String { screen.text }

    /// - Parameters:
    ///   - address: a step of the course, opened over home; nil for home alone.
    init(
        _ script: String = "", at address: String? = nil, size: String = "80x24", glyphs: GlyphSet = .unicode,
        library: Library = courseLibrary, settings: Settings = .still,
        progress: ProgressState = ProgressState()
    ) throws {
        try self.init(
            events: KeyScript(script).keys.map(Event.key), at: address, size: size, glyphs: glyphs,
            library: library, settings: settings, progress: progress)
    }

    init(
        events: [Event], at address: String? = nil, size: String = "80x24", glyphs: GlyphSet = .unicode,
        library: Library = courseLibrary, settings: Settings = .still,
        progress: ProgressState = ProgressState()
    ) throws {
        guard let size = Size(size) else { throw NoSuchSize(text: size) }
        let terminal = MemoryTerminal(size: size, glyphs: glyphs, events: events)
        var session = Session(library: library, progress: progress, settings: settings)
        session.size = size
        session.glyphs = glyphs
        let store = ProgressStore.notSaving(because: nil)
        var screens: [any Screen] = [HomeScreen(session)]
        if let address {
            let place = try library.find(address)
            screens.append(LessonScreen.open(library.entries[place.entry], step: place.step, in: session))
        }
        let app = App(terminal: terminal, session: session, store: store, screens: screens)
        ending = app.run()
        canvases = terminal.canvases
        words = app.words
        self.progress = store.state
    }

    struct NoSuchSize: Error {
        let text: String
    }

    /// The rows of the screen.
    var rows: [String] {
        text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    }

    var header: String { rows.first ?? "" }
    var footer: String { rows.last ?? "" }

    func contains(_ text: String) -> Bool { self.text.contains(text) }
}

extension LessonScreen {
    /// A lesson of the course, as `LessonScreen.open` opens it for a learner without progress; the other steps are planned
    /// when they are gone to, as the program does it too.
    static func course(_ step: CourseStep, _ session: Session) -> LessonScreen? {
        open(courseLibrary.entries[step.entry], step: step.index, plansAhead: false, in: session)
            as? LessonScreen
    }
}
