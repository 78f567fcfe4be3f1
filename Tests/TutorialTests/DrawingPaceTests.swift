import TerminalUI
import Testing

@testable import Tutorial

/// How often a screen is drawn that changes by itself, or by more keys than anybody sees.
struct DrawingPaceTests {
    /// Counts its ticks, forty a second, up to a last one.
    private struct Counter: Screen {
        var count = 0
        let last: Int

        var tickInterval: Duration? { count < last ? .milliseconds(25) : nil }

        mutating func handle(_ event: Event, in session: Session) -> [Command] {
            switch event {
            case .tick: count += 1
            case .key: count += 1000
            default: break
            }
            return []
        }

        func draw(on canvas: inout Canvas, in session: Session) { canvas.write("\(count)", x: 0, y: 0) }
        func inWords(in session: Session) -> [String] { [] }
    }

    /// A terminal whose time passes only while it is waited for, and with each key; at certain times, a key is pressed.
    private final class WaitingTerminal: Terminal {
        let size = Size(width: 10, height: 2)
        let traits = TerminalTraits(colors: 0, glyphs: .ascii)
        private(set) var uptime: Duration = .zero
        private(set) var drawn: [(time: Duration, text: String)] = []
        private var keys: [Duration]
        private let end: Duration
        /// What the program needs for a key.
        private let work: Duration
        /// Whether something has come that is no event, or only the beginning of one.
        private let hasCrumbs: Bool

        init(end: Duration, keys: [Duration] = [], work: Duration = .zero, hasCrumbs: Bool = false) {
            (self.end, self.keys, self.work, self.hasCrumbs) = (end, keys, work, hasCrumbs)
        }

        var hasNextEvent: Bool { hasCrumbs || keys.first.map { $0 <= uptime } ?? false }

        func nextEvent(within limit: Duration?) -> Event? {
            let time = limit.map { uptime + $0 } ?? end
            if let key = keys.first, key <= min(time, end) {
                keys.removeFirst()
                uptime = max(uptime, key) + work
                return .key(.enter)
            }
            uptime = min(time, end)
            return uptime >= end ? .terminalClosed : nil
        }

        func present(_ canvas: Canvas) { drawn.append((uptime, canvas.text)) }
    }

    private func play(_ motion: Settings.Motion, last: Int, keys: [Duration] = []) -> WaitingTerminal {
        play(motion, last: last, on: WaitingTerminal(end: .seconds(10), keys: keys))
    }

    private func play(_ motion: Settings.Motion, last: Int, on terminal: WaitingTerminal) -> WaitingTerminal {
        let app = App(
            terminal: terminal, session: Session(library: courseLibrary, settings: .motion(motion)),
            store: .notSaving(because: nil), screens: [Counter(last: last)])
        _ = app.run()
        return terminal
    }

    /// In ten seconds, with the first screen.
    @Test(arguments: [(.full, 400), (.reduced, 40), (.off, 20)] as [(Settings.Motion, Int)])
    func aScreenThatGoesOnIsDrawnSoOften(motion: Settings.Motion, times: Int) {
        let count = play(motion, last: .max).drawn.count
        #expect((times - 1...times + 1).contains(count), "\(count)")
    }

    /// What goes on does so undrawn: forty steps a second, whatever is seen of them.
    @Test(arguments: Settings.Motion.allCases)
    func itsEndIsDrawnAtOnce(motion: Settings.Motion) throws {
        let end = try #require(play(motion, last: 27).drawn.last)
        #expect(end.text.hasPrefix("27") && end.time == .milliseconds(27 * 25))
    }

    @Test func whatAKeyChangesIsDrawnAtOnce() {
        let key: Duration = .milliseconds(1130)
        let drawn = play(.off, last: .max, keys: [key]).drawn
        #expect(drawn.contains { $0.time == key && $0.text.hasPrefix("1045") })
    }

    /// At 1025 ms a tick is due as well, the 41st: the key is answered before it.
    @Test func aKeyDoesNotWaitForATick() throws {
        let terminal = WaitingTerminal(
            end: .seconds(2), keys: [.milliseconds(1010)], work: .milliseconds(20))
        let drawn = play(.full, last: .max, on: terminal).drawn
        let answer = try #require(drawn.firstIndex { $0.time == .milliseconds(1030) })
        #expect(drawn[answer].text.hasPrefix("1040"))
        #expect(drawn[answer + 1].text.hasPrefix("1041"))
        #expect(drawn[answer + 1].time == .milliseconds(1030))
    }

    /// However many keys come, what moves goes on.
    @Test func ticksDoNotWaitForEver() throws {
        let terminal = WaitingTerminal(
            end: .seconds(2), keys: Array(repeating: .seconds(1), count: 500), work: .milliseconds(1))
        let drawn = play(.full, last: .max, on: terminal).drawn
        let last = try #require(drawn.last { $0.time <= .milliseconds(1500) })
        #expect(last.text.hasPrefix("50004"), "\(last)")
    }

    /// Two hundred keys at once, each a millisecond's work: a frame takes 33.
    @Test func ofABurstOfKeysSomeScreensAndTheLastAreDrawn() throws {
        let begin: Duration = .seconds(1)
        let terminal = WaitingTerminal(
            end: .seconds(10), keys: Array(repeating: begin, count: 200), work: .milliseconds(1))
        let drawn = play(.full, last: 0, on: terminal).drawn.drop { $0.time < begin }
        #expect((5...8).contains(drawn.count), "\(drawn)")
        let last = try #require(drawn.last)
        #expect(last.text.hasPrefix("200000") && last.time == begin + .milliseconds(200))
    }

    @Test func aKeyIsDrawnWithinAFrameWhateverSeemsToFollow() throws {
        let keys: [Duration] = [.milliseconds(1000), .milliseconds(1001)]
        let terminal = WaitingTerminal(end: .seconds(10), keys: keys, hasCrumbs: true)
        let drawn = play(.full, last: 0, on: terminal).drawn
        let last = try #require(drawn.last)
        #expect(last.text.hasPrefix("2000") && last.time <= .milliseconds(1040), "\(drawn)")
    }
}
