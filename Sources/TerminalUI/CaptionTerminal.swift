/// A terminal whose last rows stay empty: room for the captions that a projector or a recording lays over them.
package final class CaptionTerminal: Terminal {
    private let real: any Terminal

    /// As much as captions of two lines need, where the screen is tall enough to spare it.
    package static let rows = 3
    private static let tallEnough = 20

    package init(_ real: any Terminal) {
        self.real = real
    }

    package var size: Size { Self.above(real.size) }
    package var traits: TerminalTraits { real.traits }
    package var uptime: Duration { real.uptime }
    package var hasNextEvent: Bool { real.hasNextEvent }

    private static func above(_ size: Size) -> Size {
        Size(width: size.width, height: size.height >= tallEnough ? size.height - rows : size.height)
    }

    package func nextEvent(within limit: Duration?) -> Event? {
        let event = real.nextEvent(within: limit)
        if case .resize(let size) = event { return .resize(Self.above(size)) }
        return event
    }

    package func handOver(_ work: (_ isAskedToEnd: () -> Bool) -> Void) {
        real.handOver(work)
    }

    package func present(_ canvas: Canvas) {
        var whole = Canvas(size: real.size, glyphs: canvas.glyphs)
        whole.show(canvas)
        real.present(whole)
    }
}
