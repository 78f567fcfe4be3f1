import CNcurses
import Testing
import TerminalUI

@testable import NcursesTerminal

struct MouseReportTests {
    private static let area = Size(width: 200, height: 60)

    /// A decoder for a window of 200×60 that was asked for its mouse.
    private static var decoder: InputDecoder {
        var decoder = InputDecoder()
        decoder.mouseArea = area
        return decoder
    }

    private func events(_ bytes: [UInt8], by decoder: inout InputDecoder) -> [Event] {
        var rest = bytes[...]
        return decoder.decode { rest.popFirst().map(Int32.init) }
    }

    private func events(_ text: String) -> [Event] {
        var decoder = MouseReportTests.decoder
        return events(Array(text.utf8), by: &decoder)
    }

    private static func mouse(_ action: MouseAction, _ x: Int, _ y: Int) -> Event {
        .mouse(action, at: Point(x: x, y: y))
    }

    @Test(
        arguments: [
            ("\u{1B}[<0;1;1M", mouse(.press, 0, 0)), ("\u{1B}[<0;12;5M", mouse(.press, 11, 4)),
            ("\u{1B}[<0;200;60M", mouse(.press, 199, 59)), ("\u{1B}[<64;10;20M", mouse(.wheelUp, 9, 19)),
            ("\u{1B}[<65;10;20M", mouse(.wheelDown, 9, 19)), ("\u{1B}[<00;012;005M", mouse(.press, 11, 4)),
            // 32 and, in turn: button, column, row. "," is 44, "%" is 37, "`" and "a" are 96 and 97.
            ("\u{1B}[M !!", mouse(.press, 0, 0)), ("\u{1B}[M ,%", mouse(.press, 11, 4)),
            ("\u{1B}[M`,%", mouse(.wheelUp, 11, 4)), ("\u{1B}[Ma,%", mouse(.wheelDown, 11, 4)),
            ("\u{1B}[M \u{7F}!", mouse(.press, 94, 0)),
        ])
    func reportsBecomeEvents(report: String, event: Event) {
        #expect(events(report) == [event])
        #expect(events("a" + report + "b") == [.key(.character("a")), event, .key(.character("b"))])
        #expect(events(report + report) == [event, event])
    }

    @Test(arguments: [4, 8, 16, 4 + 8, 4 + 16, 8 + 16, 4 + 8 + 16])
    func keysHeldDownChangeNothing(modifiers: Int) {
        for (button, action) in [(0, MouseAction.press), (64, .wheelUp), (65, .wheelDown)] {
            let event = MouseReportTests.mouse(action, 6, 8)
            #expect(events("\u{1B}[<\(button + modifiers);7;9M") == [event])
            var decoder = MouseReportTests.decoder
            let old: [UInt8] = [0x1B, 0x5B, 0x4D, UInt8(32 + button + modifiers), 32 + 7, 32 + 9]
            #expect(events(old, by: &decoder) == [event])
        }
    }

    /// An old report's column and row are bytes, not characters: up to 255 - 32 = 223.
    @Test func anOldReportReachesColumn223() {
        var decoder = MouseReportTests.decoder
        decoder.mouseArea = Size(width: 300, height: 60)
        #expect(
            events([0x1B, 0x5B, 0x4D, 32, 255, 33], by: &decoder) == [MouseReportTests.mouse(.press, 222, 0)])
        #expect(
            events([0x1B, 0x5B, 0x4D, 32, 0xC3, 33], by: &decoder) == [MouseReportTests.mouse(.press, 162, 0)]
        )
    }

    /// Releases, other buttons, moves with a button and without one, the wheel's sides, buttons beyond.
    @Test(
        arguments: [
            "<0;12;5m", "<64;12;5m", "<1;12;5M", "<2;12;5M", "<3;12;5M", "<32;12;5M", "<35;12;5M",
            "<36;12;5M",
            "<66;12;5M", "<67;12;5M", "<96;12;5M", "<128;12;5M", "<129;12;5M", "M!,%", "M\",%", "M#,%",
            "M@,%",
            "MC,%", "Mb,%", "Mc,%",
        ])
    func otherReportsAreDropped(report: String) {
        expectDropped("\u{1B}[" + report)
    }

    @Test(
        arguments: [
            "<0;201;1M", "<0;1;61M", "<65;99999;99999M", "<0;0;1M", "<0;1;0M", "M  !", "M ! ", "M !\u{5D}",
            "M\u{0}!!", "M \u{0}!", "M\u{1F}!!", "M   ",
        ])
    func placesOutsideTheWindowAreDropped(report: String) {
        expectDropped("\u{1B}[" + report)
    }

    @Test(
        arguments: [
            "<M", "<m", "<;;M", "<0M", "<0;1M", "<0;1;M", "<0;;1M", "<;1;1M", "<0;1;1;1M", "<0:1:1M",
            "<0;1;1:2M",
            "<<0;1;1M", "<0;<1;1M", "<?0;1;1M", "?<0;1;1M", "<0;1;1~", "<0;1;1A", "<0;1;1 M", "< 0;1;1M",
            "<-0;1;1M", "<+0;1;1M", "<0;1;000001M", "<99999999999999999999;1;1M", "<0;1;1\u{7F}", "<0;1;1é",
            "0;1;1M", "32;1;1M",
        ])
    func wrongReportsAreSwallowedWhole(report: String) {
        // What a final byte of two halves leaves behind is half a character: no key either.
        expectDropped("\u{1B}[" + report)
    }

    @Test func anEndlessReportIsSwallowedToItsEnd() {
        expectDropped("\u{1B}[<" + String(repeating: "0", count: 3000) + ";1;1M")
        expectDropped("\u{1B}[<0;1;1" + String(repeating: ";1", count: 1500) + "M")
    }

    private func expectDropped(_ report: String, sourceLocation: SourceLocation = #_sourceLocation) {
        #expect(events(report) == [], sourceLocation: sourceLocation)
        #expect(events(report + "q") == [.key(.character("q"))], sourceLocation: sourceLocation)
    }

    // MARK: In parts

    @Test(
        arguments: [
            ("\u{1B}[<65;112;50M", mouse(.wheelDown, 111, 49)), ("\u{1B}[M ,%", mouse(.press, 11, 4)),
        ])
    func aReportInTwoPartsIsPutTogether(report: String, event: Event) {
        let bytes = Array(report.utf8)
        // A lone ESC is the key.
        for cut in 2..<bytes.count {
            var decoder = MouseReportTests.decoder
            #expect(events(Array(bytes[..<cut]), by: &decoder) == [])
            #expect(decoder.patience == (cut == 2 ? .milliseconds(100) : .seconds(1)))
            #expect(events(Array(bytes[cut...]) + [0x71], by: &decoder) == [event, .key(.character("q"))])
            #expect(decoder.patience == nil)
        }
    }

    @Test func theLimitMayCutAReport() {
        var decoder = MouseReportTests.decoder
        var rest = Array("\u{1B}[<0;12;5Mq".utf8)[...]
        var found: [Event] = []
        while !rest.isEmpty { found += decoder.decode(limit: 1) { rest.popFirst().map(Int32.init) } }
        #expect(found == [MouseReportTests.mouse(.press, 11, 4), .key(.character("q"))])
    }

    @Test func aReportThatLostItsEndDoesNotTakeTheNext() {
        #expect(events("\u{1B}[<0;1\u{1B}[<0;12;5M") == [MouseReportTests.mouse(.press, 11, 4)])
    }

    // MARK: Beside other input

    /// A wheel that still turns does not take Esc away.
    @Test func escBeforeAReportIsAKey() {
        let press = MouseReportTests.mouse(.press, 11, 4)
        #expect(events("\u{1B}\u{1B}[<0;12;5M") == [.key(.escape), press])
        #expect(events("\u{1B}\u{1B}\u{1B}[M ,%") == [.key(.escape), .key(.escape), press])
        #expect(events("\u{1B}\u{1B}[<0;12;5m") == [.key(.escape)])
    }

    @Test func aPasteHoldsNoMouse() {
        var decoder = MouseReportTests.decoder
        let text = "a\u{1B}[<0;12;5Mb\u{1B}[M ,%".utf8.map { Int32($0) }
        var rest = ([InputDecoder.pasteStart] + text + [InputDecoder.pasteEnd])[...]
        #expect(decoder.decode { rest.popFirst() } == [.paste("a[<0;12;5Mb[M ,%")])
    }

    @Test func whereNoMouseWasAskedForReportsAreSwallowed() {
        var decoder = InputDecoder()
        #expect(events(Array("\u{1B}[<0;12;5M\u{1B}[M ,%q".utf8), by: &decoder) == [.key(.character("q"))])
    }

    // MARK: Anything

    /// Keys and reports, right and wrong, in any order and cut anywhere but after ESC, which alone is a key.
    @Test func anyMixtureCutAnywhereIsReadTheSame() {
        var random = SplitMix(state: 20_261_122)
        var failures: [String] = []
        for _ in 0..<2000 {
            var bytes: [UInt8] = []
            var expected: [Event] = []
            for _ in 0..<Int.random(in: 1...12, using: &random) {
                let piece = MouseReportTests.piece(using: &random)
                bytes += piece.bytes
                expected += piece.events
            }
            var decoder = MouseReportTests.decoder
            var found: [Event] = []
            var part: [UInt8] = []
            for byte in bytes {
                part.append(byte)
                guard byte != 0x1B, Int.random(in: 0..<4, using: &random) == 0 else { continue }
                found += events(part, by: &decoder)
                part = []
            }
            found += events(part, by: &decoder)
            if found != expected || decoder.patience != nil { failures.append("\(bytes): \(found)") }
        }
        #expect(failures == [])
    }

    private static func piece(using random: inout SplitMix) -> (bytes: [UInt8], events: [Event]) {
        let codes = [0, 1, 2, 3, 4, 8, 16, 32, 35, 64, 65, 66, 68, 69, 80, 81]
        let actions: [Int: MouseAction] = [
            0: .press, 4: .press, 8: .press, 16: .press, 64: .wheelUp, 65: .wheelDown, 68: .wheelUp,
            69: .wheelDown, 80: .wheelUp, 81: .wheelDown,
        ]
        let code = codes.randomElement(using: &random) ?? 0
        let x = Int.random(in: 0..<220, using: &random)
        let y = Int.random(in: 0..<70, using: &random)
        let isInside = x < area.width && y < area.height
        let event = isInside ? actions[code].map { [mouse($0, x, y)] } ?? [] : []
        switch Int.random(in: 0..<5, using: &random) {
        case 0:
            let key = UInt8.random(in: 0x21...0x7E, using: &random)
            return ([key], [.key(.character(Character(Unicode.Scalar(key))))])
        case 1: return (Array("\u{1B}[<\(code);\(x + 1);\(y + 1)M".utf8), event)
        case 2: return (Array("\u{1B}[<\(code);\(x + 1);\(y + 1)m".utf8), [])
        case 3: return ([0x1B, 0x5B, 0x4D, UInt8(32 + code), UInt8(33 + x), UInt8(33 + y)], event)
        default:
            // Never three numbers, however the bytes fall.
            let parameters = (0..<Int.random(in: 0...9, using: &random)).map { _ in
                UInt8.random(in: 0x30...0x3F, using: &random)
            }
            return (Array("\u{1B}[<".utf8) + parameters + Array(";:M".utf8), [])
        }
    }

    /// Bytes without sense: nothing breaks, and what counts as the mouse stands in the window.
    @Test func anyBytesAreRead() {
        var random = SplitMix(state: 7)
        let likely = Array("\u{1B}\u{1B}[[<<MMm;;0123456789 !~".utf8)
        var decoder = MouseReportTests.decoder
        var presses = 0
        var outside: [Event] = []
        for _ in 0..<20_000 {
            let bytes = (0..<Int.random(in: 0...20, using: &random)).map { _ in
                Bool.random(using: &random)
                    ? likely.randomElement(using: &random) ?? 0 : UInt8.random(in: 0...255, using: &random)
            }
            for event in events(bytes, by: &decoder) {
                guard case .mouse(_, let place) = event else { continue }
                presses += 1
                if !Rect(MouseReportTests.area).contains(place) { outside.append(event) }
            }
        }
        #expect(outside == [])
        #expect(presses > 0)
    }
}

/// The same numbers in every run (Steele, Lea and Flood 2014).
private struct SplitMix: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var word = state
        word = (word ^ (word >> 30)) &* 0xBF58_476D_1CE4_E5B9
        word = (word ^ (word >> 27)) &* 0x94D0_49BB_1331_11EB
        return word ^ (word >> 31)
    }
}
