import Foundation
import Glibc
import Testing

/// A line that takes nothing any more must keep the program neither from its keys nor from its end.
struct SlowLineTests {
    /// A terminal in the middle of a frame, of which it takes no more.
    private func stuckTerminal(_ type: String = "xterm-256color") throws -> PseudoTerminal {
        let terminal = try PseudoTerminal(
            type: type, size: (250, 80), "tour", "visual-model#your-edit", "--motion", "off")
        #expect(terminal.wait { terminal.unseen > 3_500 })
        terminal.fill()
        terminal.resize(columns: 240, rows: 79)
        usleep(100_000)
        return terminal
    }

    @Test func keysAreReadWhileTheScreenWaits() throws {
        let terminal = try stuckTerminal()
        terminal.type("\t+\t+")
        // What was typed is there to be read a moment later.
        usleep(50_000)
        #expect(terminal.wait { terminal.unread == 0 })
        terminal.type("\u{3}")
        #expect(terminal.wait { terminal.hasEnded })
    }

    /// Ctrl-C in the middle of a frame: whatever was cut off, what comes last ends it, and all attributes.
    @Test(arguments: ["xterm-256color", "linux"])
    func aFrameThatIsCutOffLeavesNoAttributes(type: String) throws {
        let terminal = try stuckTerminal(type)
        terminal.type("\u{3}")
        let (code, text) = terminal.readToEnd()
        #expect(code == 130)
        // CAN ends a sequence that was cut; then the frame is over, no attributes, ASCII, and the whole screen scrolls.
        let plain = "\u{18}\u{1B}[?2026l\u{1B}[m\u{1B}(B\u{0F}\u{1B}[4l\u{1B}[r"
        let end = try #require(text.range(of: plain, options: .backwards))
        let rest = text[end.upperBound...]
        #expect(rest.contains(type == "linux" ? "\u{1B}[?25h" : "\u{1B}[?1049l"))
        // Behind that, no attribute is set again: 10 is the usual font, 39 and 49 the usual colours.
        let attributes = rest.matches(of: /\x1B\[([0-9;]*)m/).flatMap { $0.1.split(separator: ";") }
        #expect(Set(attributes).isSubset(of: ["0", "10", "39", "49"]))
    }
}
