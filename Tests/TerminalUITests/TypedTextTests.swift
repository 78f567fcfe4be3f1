import Testing

@testable import TerminalUI

/// Keys, mouse and pastes in the form that recordings keep them in.
struct TypedTextTests {
    @Test(
        arguments: [
            (Event.key(.up), "\u{1B}[A"), (.key(.enter), "\r"), (.key(.tab), "\t"),
            (.key(.backTab), "\u{1B}[Z"), (.key(.backspace), "\u{7F}"), (.key(.escape), "\u{1B}"),
            (.key(.control("r")), "\u{12}"), (.key(.function(1)), "\u{1B}OP"),
            (.key(.function(12)), "\u{1B}[24~"), (.key(.character("漢")), "漢"),
            (.mouse(.press, at: Point(x: 0, y: 4)), "\u{1B}[<0;1;5M"),
            (.mouse(.wheelDown, at: Point(x: 79, y: 0)), "\u{1B}[<65;80;1M"),
            (.paste("a\nb"), "\u{1B}[200~a\nb\u{1B}[201~"),
        ] as [(Event, String)])
    func asXtermHasThem(event: Event, text: String) {
        #expect(event.typedText == text)
        #expect(Event(typedText: text) == event)
    }

    @Test func whatIsTypedIsReadBack() {
        var events = Key.namedKeys.map { Event.key($0.key) } + (1...12).map { .key(.function($0)) }
        // Ctrl-I and Ctrl-M are Tab and Enter.
        events += "abcdefghjklnopqrstuvwxyz\\]^_".map { .key(.control($0)) }
        events += (0x20..<0x7F).map { .key(.character(Character(Unicode.Scalar(UInt8($0))))) }
        events += "é漢₁−".map { .key(.character($0)) }
        events += [MouseAction.press, .wheelUp, .wheelDown].map { .mouse($0, at: Point(x: 9999, y: 0)) }
        events += ["", "\u{301}", "\u{1B}[201~", "\u{1B}[A", "one\ttwo"].map(Event.paste)
        for event in events {
            #expect(event.typedText.flatMap(Event.init(typedText:)) == event, "\(event)")
        }
    }

    @Test(
        arguments: [
            "", "ab", "\u{0}", "\u{1B}[", "\u{1B}[X", "\u{1B}[<0;0;1M", "\u{1B}[<0;1M", "\u{1B}[<9;1;1M",
            "\u{1B}[<0;99999;1M", "\u{1B}[200~no end", "\u{202E}",
        ])
    func whatIsNothingTyped(text: String) {
        #expect(Event(typedText: text) == nil)
    }

    @Test func whatIsNotTypedHasNoText() {
        let others: [Event] = [
            .tick(.seconds(1)), .resize(Size(width: 1, height: 1)), .signal(1), .terminalClosed,
        ]
        #expect(others.allSatisfy { $0.typedText == nil })
    }
}
