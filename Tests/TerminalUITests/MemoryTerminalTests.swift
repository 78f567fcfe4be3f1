import Testing

@testable import TerminalUI

struct MemoryTerminalTests {
    @Test func theScriptIsPlayedAndThenTheTerminalIsGone() {
        let small = Size(width: 4, height: 2)
        let terminal = MemoryTerminal(
            size: Size(width: 8, height: 2), events: [.key(.tab), .resize(small), .tick(.milliseconds(5))])
        #expect(terminal.nextEvent(within: nil) == .key(.tab))
        #expect(terminal.size.width == 8)
        #expect(terminal.nextEvent(within: .zero) == .resize(small))
        #expect(terminal.size == small)
        #expect(terminal.nextEvent(within: nil) == .tick(.milliseconds(5)))
        #expect(terminal.nextEvent(within: nil) == .terminalClosed)
        #expect(terminal.nextEvent(within: nil) == .terminalClosed)
    }

    /// Where a program that looks at `screen` finds what a mouse of the script points at.
    @Test func theScriptHasAMouse() {
        let place = Point(x: 3, y: 0)
        let terminal = MemoryTerminal(
            size: Size(width: 4, height: 1), events: [.mouse(.press, at: place), .mouse(.wheelUp, at: place)])
        #expect(terminal.nextEvent(within: nil) == .mouse(.press, at: place))
        #expect(terminal.nextEvent(within: nil) == .mouse(.wheelUp, at: place))
        #expect(terminal.nextEvent(within: nil) == .terminalClosed)
        var canvas = Canvas(size: terminal.size)
        canvas.mark(Rect(x: 3, y: 0, width: 1, height: 1), as: "last")
        terminal.present(canvas)
        #expect(terminal.screen.target(at: place) == "last")
    }

    @Test func everyCanvasIsKept() {
        let terminal = MemoryTerminal(size: Size(width: 4, height: 1), glyphs: .ascii)
        #expect(terminal.screen.text == "")
        for word in ["one", "two"] {
            var canvas = Canvas(size: terminal.size, glyphs: terminal.traits.glyphs)
            canvas.write(word, x: 0, y: 0)
            terminal.present(canvas)
        }
        #expect(terminal.canvases.map(\.text) == ["one", "two"])
        #expect(terminal.screen.text == "two")
    }
}
