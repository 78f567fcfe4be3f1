import Course
import Samples
import TerminalUI
import Testing

@testable import Tutorial

/// What holds for every finder: every size is drawn, in both alphabets, and all can be heard.
struct FinderDrawingTests {
    struct Case: Sendable, CustomTestStringConvertible {
        let testDescription: String
        let screen: any Screen
    }

    private static let session = Session(library: WrittenLessons.withTerms.libraryWithTerms)

    /// Each finder before anything is read and after all is, with nothing typed, something, and nonsense.
    static let screens: [Case] = {
        let page = ["A bias and some weights.", "Loss"]
        let home = HomeScreen(session)
        let finders: [(String, any Screen)] = [
            ("search", SearchScreen(in: session)), ("words", GlossaryScreen(words: page, in: session)),
            ("commands", PaletteScreen(actions: home.actions(in: session), in: session)),
        ]
        return finders.flatMap { name, finder in
            ["", "bias", "x₁ 日本語 é", "\u{7}\u{202E}", String(repeating: "wide ", count: 30)].flatMap { text in
                [0, 3].map { ticks in
                    var screen = finder
                    for _ in 0..<ticks { _ = screen.handle(.tick(.zero), in: session) }
                    _ = screen.handle(.paste(text), in: session)
                    return Case(testDescription: "\(name) \(text.prefix(8)) \(ticks)", screen: screen)
                }
            }
        }
    }()

    private static let sizes: [Size] = {
        var sizes = [
            (0, 0), (1, 1), (0, 24), (80, 0), (3, 200), (200, 10), (2, 2), (5, 3), (20, 5), (39, 11),
            (40, 12),
            (69, 9), (70, 8), (80, 15), (80, 24), (110, 30), (200, 60),
        ].map { Size(width: $0.0, height: $0.1) }
        var generator = SeededGenerator(seed: 11)
        for _ in 0..<6 {
            sizes.append(
                Size(
                    width: .random(in: 0...200, using: &generator),
                    height: .random(in: 0...60, using: &generator)))
        }
        return sizes
    }()

    /// Every size is drawn, keys and mouse go on working there, and in ASCII everything is ASCII.
    @Test(arguments: screens)
    func isDrawnAtEverySize(each: Case) {
        let keys = KeyScript("Down End PgUp Right Left a Backspace Ctrl-U Tab Enter").keys
        var (wrong, drawn): ([String], Int) = ([], 0)
        for (number, size) in Self.sizes.enumerated() {
            var session = Self.session
            session.size = size
            session.glyphs = GlyphSet.allCases[number % 2]
            var screen = each.screen
            let events = [.resize(size)] + (number % 4 == 0 ? keys.map(Event.key) : [])
            let middle = Point(x: size.width / 2, y: size.height / 2)
            for event in events + [.mouse(.press, at: middle), .mouse(.wheelDown, at: middle)] {
                _ = screen.handle(event, in: session)
                var canvas = Canvas(size: size, glyphs: session.glyphs)
                screen.draw(on: &canvas, in: session)
                drawn += 1
                if session.glyphs == .ascii, !canvas.text.utf8.allSatisfy({ $0 < 0x80 }) {
                    wrong.append("\(size) after \(event)")
                }
            }
        }
        #expect(wrong.isEmpty && drawn >= 3 * Self.sizes.count)
    }

    /// Whatever is on the screen, the chosen row is the only one in reverse video.
    @Test(arguments: screens)
    func onlyTheChosenRowIsReversed(each: Case) {
        var canvas = Canvas(size: Self.session.size)
        each.screen.draw(on: &canvas, in: Self.session)
        let rows = (0..<canvas.size.height).count { y in
            (0..<canvas.size.width).contains { canvas[$0, y]?.style.attributes.contains(.reverse) ?? false }
        }
        #expect(rows <= 1)
    }

    @Test(arguments: screens)
    func hasWords(each: Case) {
        let words = each.screen.inWords(in: Self.session)
        #expect(!words.isEmpty && words.allSatisfy { !$0.isEmpty })
        #expect(words.allSatisfy { $0.unicodeScalars.allSatisfy { !isUnsafe($0) } })
    }

    @Test func looksAsItShould() throws {
        let player = try ScreenPlayer(
            opening: "/", then: "text:moves", size: "72x12", library: Self.session.library)
        #expect(
            player.text == """
                 Search: moves_                                                 1 place
                ──────────────────────────────────┬─────────────────────────────────────
                 ▸ 10.1  Again the bias           │ More about weights  stop 1 of 2
                                                  │ Again the bias
                                                  │
                                                  │ The bias moves the sum, whatever
                                                  │ the inputs are. Biased coins are
                                                  │ another matter.
                                                  │
                 ! 03-broken can't be read: not   │
                   searched                       │
                 Enter open  Esc close  Ctrl-U empty
                """)
    }

    /// A key's name stays in sight however long the command's: the palette is where one learns it.
    @Test func keysAreNotCutOff() throws {
        let player = try ScreenPlayer(":", size: "40x12", glyphs: .ascii)
        #expect(player.rows.contains("   start the tour of the visual ..  T"))
    }
}
