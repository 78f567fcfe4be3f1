import TerminalUI

/// One screen of a lesson without a terminal, after some keys. Nothing is saved, nothing moves by itself.
package struct Rendering {
    private let library: Library
    private let entry: Int
    private let step: Int
    private let size: Size
    private let glyphs: GlyphSet
    private let keys: KeyScript
    private let beat: Int?

    /// - Parameter beat: shows the animation after so many beats of the step; without it, its end.
    package init(
        library: Library, entry: Int, step: Int, size: Size, glyphs: GlyphSet, keys: KeyScript,
        beat: Int? = nil
    ) {
        self.library = library
        self.entry = entry
        self.step = step
        self.size = size
        self.glyphs = glyphs
        self.keys = keys
        self.beat = beat
    }

    package func canvas() -> Canvas {
        let (terminal, _) = play()
        return terminal.screen
    }

    /// The same screen in sentences.
    package func words() -> [String] {
        play().app.words
    }

    private func play() -> (terminal: MemoryTerminal, app: App) {
        var settings = Settings()
        settings.motion = beat == nil ? .off : .reduced
        var events = keys.keys.map(Event.key)
        if let beat {
            // Ticks of half a frame more than a beat's length would skip none; reduced motion halves the speed.
            events += Array(repeating: .tick(StepRun.beatLength * 2), count: beat)
        }
        let terminal = MemoryTerminal(size: size, glyphs: glyphs, events: events)
        let session = Session(library: library, settings: settings)
        let screen = LessonScreen.open(library.entries[entry], step: step, in: session)
        let app = App(
            terminal: terminal, session: session, store: .notSaving(because: nil),
            screens: [HomeScreen(session), screen])
        _ = app.run()
        return (terminal, app)
    }
}
