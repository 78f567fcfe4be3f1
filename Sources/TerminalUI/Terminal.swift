/// What a terminal can show.
package struct TerminalTraits: Hashable, Sendable {
    /// How many colours; 0 where there are none, or none are wanted.
    package var colors: Int
    package var glyphs: GlyphSet

    package init(colors: Int, glyphs: GlyphSet) {
        self.colors = colors
        self.glyphs = glyphs
    }
}

/// All that the program knows about a terminal. `MemoryTerminal` stands in for a real one.
package protocol Terminal: AnyObject {
    var size: Size { get }
    var traits: TerminalTraits { get }

    /// Waits for what happens next.
    /// - Parameter limit: how long to wait; nil waits for ever.
    /// - Returns: nil when the time is up.
    func nextEvent(within limit: Duration?) -> Event?

    /// Whether the next event is there already, so that a screen drawn before it would be seen by nobody.
    var hasNextEvent: Bool { get }

    /// Shows a canvas, sending only what differs from the screen before.
    func present(_ canvas: Canvas)

    /// Whether it shows no canvas, and is told instead what the screen says.
    var isSpoken: Bool { get }

    /// Takes what the screen says now, to be asked for when something is told.
    /// - Parameter patience: how long an answer is awaited before the learner is asked again: some time where a program
    ///   runs or something moves.
    func say(patience: Duration, _ page: @escaping () -> SpokenPage)

    /// Lets another program have the terminal while the work runs, and takes it back.
    /// - Parameter work: told whether the program has been asked to end meanwhile, whenever it asks.
    func handOver(_ work: (_ isAskedToEnd: () -> Bool) -> Void)

    /// The time since the program began, by the clock that animations go by.
    var uptime: Duration { get }
}

extension Terminal {
    package var hasNextEvent: Bool { false }
    package var isSpoken: Bool { false }
    package func say(patience: Duration, _ page: @escaping () -> SpokenPage) {}
    package func handOver(_ work: (_ isAskedToEnd: () -> Bool) -> Void) { work { false } }
    package var uptime: Duration { begin.duration(to: .now) }
}

private let begin = ContinuousClock.now
