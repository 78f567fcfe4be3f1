/// A terminal without a screen: scripted events go in, canvases come out. For tests, `render` and `replay`.
package final class MemoryTerminal: Terminal {
    package private(set) var size: Size
    package let traits: TerminalTraits
    private var events: [Event]
    private var next = 0
    /// Every canvas that was presented, the newest last.
    package private(set) var canvases: [Canvas] = []

    package init(size: Size, glyphs: GlyphSet = .unicode, colors: Int = 0, events: [Event] = []) {
        self.size = size
        traits = TerminalTraits(colors: colors, glyphs: glyphs)
        self.events = events
    }

    /// The script's next event; when the script is over, the terminal is gone, which ends the program.
    package func nextEvent(within limit: Duration?) -> Event? {
        guard next < events.count else { return .terminalClosed }
        defer { next += 1 }
        if case .resize(let size) = events[next] { self.size = size }
        return events[next]
    }

    /// Time stands still: it passes only by the script's ticks.
    package var uptime: Duration { .zero }

    package func present(_ canvas: Canvas) {
        canvases.append(canvas)
    }

    /// What the screen shows now.
    package var screen: Canvas { canvases.last ?? Canvas(size: size, glyphs: traits.glyphs) }
}
