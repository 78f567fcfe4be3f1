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
