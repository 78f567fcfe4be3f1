import Testing

@testable import TerminalUI

/// The rows that stay free for captions.
struct CaptionTerminalTests {
    private func full(_ size: Size) -> Canvas {
        var canvas = Canvas(size: size)
        for y in 0..<size.height { canvas.write(String(repeating: "x", count: size.width), x: 0, y: y) }
        return canvas
    }

    @Test func theLastRowsStayEmpty() {
        let real = MemoryTerminal(size: Size(width: 4, height: 24))
        let terminal = CaptionTerminal(real)
        #expect(terminal.size == Size(width: 4, height: 21))
        terminal.present(full(terminal.size))
        let rows = real.canvases.last?.text.split(separator: "\n", omittingEmptySubsequences: false)
        #expect(rows?.count == 24)
        #expect(rows?.prefix(21).allSatisfy { $0 == "xxxx" } == true)
        #expect(rows?.suffix(3).allSatisfy(\.isEmpty) == true)
    }

    @Test func theyFollowTheTerminalsSize() {
        let real = MemoryTerminal(
            size: Size(width: 4, height: 24),
            events: [.resize(Size(width: 9, height: 40)), .resize(Size(width: 9, height: 10))])
        let terminal = CaptionTerminal(real)
        #expect(terminal.nextEvent(within: nil) == .resize(Size(width: 9, height: 37)))
        #expect(terminal.size == Size(width: 9, height: 37))
        // A low screen has no rows to spare.
        #expect(terminal.nextEvent(within: nil) == .resize(Size(width: 9, height: 10)))
        #expect(terminal.size == Size(width: 9, height: 10))
    }

    @Test(arguments: [(0, 0), (0, 24), (3, 1), (7, 30)]) func anySizeIsShown(width: Int, height: Int) {
        let real = MemoryTerminal(size: Size(width: width, height: height))
        let terminal = CaptionTerminal(real)
        // A frame that was drawn before a resize is shown after it.
        terminal.present(full(Size(width: 5, height: 26)))
        terminal.present(full(terminal.size))
        #expect(real.canvases.last?.size == real.size)
    }
}
