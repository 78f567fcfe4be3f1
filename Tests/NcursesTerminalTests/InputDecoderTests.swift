import CNcurses
import Testing
import TerminalUI

@testable import NcursesTerminal

struct InputDecoderTests {
    /// What the decoder makes of codes that have all come at once.
    private func events(_ codes: [Int32], by decoder: inout InputDecoder) -> [Event] {
        var rest = codes[...]
        return decoder.decode { rest.popFirst() }
    }

    private func events(_ text: String) -> [Event] {
        var decoder = InputDecoder()
        return events(codes(text), by: &decoder)
    }

    private func codes(_ text: String) -> [Int32] { text.utf8.map { Int32($0) } }

    @Test(
        arguments: [
            ("a", Key.character("a")), (" ", .character(" ")), ("~", .character("~")), ("é", .character("é")),
            ("漢", .character("漢")), ("🙂", .character("🙂")), ("\t", .tab), ("\r", .enter), ("\n", .enter),
            ("\u{7F}", .backspace), ("\u{8}", .backspace), ("\u{1}", .control("a")),
            ("\u{1A}", .control("z")),
            ("\u{13}", .control("s")), ("\u{16}", .control("v")), ("\u{1C}", .control("\\")),
            ("\u{1F}", .control("_")), ("\u{1B}", .escape),
        ])
    func bytesBecomeKeys(text: String, key: Key) {
        #expect(events(text) == [.key(key)])
    }

    @Test(
        arguments: [
            (KEY_UP, Key.up), (KEY_LEFT, .left), (KEY_BTAB, .backTab), (KEY_BACKSPACE, .backspace),
            (KEY_DC, .delete),
            (KEY_IC, .insert), (KEY_PPAGE, .pageUp), (KEY_ENTER, .enter), (KEY_F0 + 1, .function(1)),
            (KEY_F0 + 12, .function(12)),
        ])
    func keyCodesBecomeKeys(code: Int32, key: Key) {
        var decoder = InputDecoder()
        #expect(events([code], by: &decoder) == [.key(key)])
    }

    @Test(arguments: ["\u{0}", "\u{202E}", "\u{200B}", "\u{9B}", "\u{AD}"])
    func whatIsNoKeyIsDropped(text: String) {
        #expect(events("a\(text)b") == "ab".map { .key(.character($0)) })
    }

    @Test func codesWithoutAKeyAreDropped() {
        var decoder = InputDecoder()
        let input = [KEY_RESIZE, KEY_MOUSE, KEY_F0, KEY_F0 + 13, KEY_SR, 600, InputDecoder.pasteEnd]
        #expect(events(input, by: &decoder) == [])
    }

    @Test func charactersMayComeInParts() {
        var decoder = InputDecoder()
        #expect(events([0xE6], by: &decoder) == [])
        #expect(events([0xBC], by: &decoder) == [])
        #expect(events([0xA2, 0x61], by: &decoder) == [.key(.character("漢")), .key(.character("a"))])
    }

    /// Lone continuations, overlong forms, surrogates, values beyond Unicode, leads without their rest.
    @Test(
        arguments: [
            [0x80], [0xC0, 0x80], [0xE0, 0x80, 0x80], [0xED, 0xA0, 0x80], [0xF4, 0x90, 0x80, 0x80], [0xFF],
            [0xC3],
            [0xE6, 0xBC], [0xF8, 0x88, 0x80, 0x80, 0x80],
        ] as [[Int32]])
    func brokenCharactersAreDroppedAlone(bytes: [Int32]) {
        var decoder = InputDecoder()
        #expect(events(bytes + [0x61, 0x62], by: &decoder) == "ab".map { .key(.character($0)) })
    }

    @Test(
        arguments: [
            "\u{1B}[1;3A", "\u{1B}[99~", "\u{1B}x", "\u{1B}é", "\u{1B}OX", "\u{1B}[<0;10;20M",
            "\u{1B}[<0;10;20m",
            "\u{1B}[M !!", "\u{1B}[I", "\u{1B}[O", "\u{1B}[?1;2c", "\u{1B}]0;title\u{7}",
            "\u{1B}]0;title\u{1B}\\",
            "\u{1B}P1$r0m\u{1B}\\", "\u{1B}\u{1B}[1;2A",
        ])
    func unknownSequencesAreSwallowedWhole(sequence: String) {
        #expect(events(sequence) == [])
        #expect(events(sequence + "q") == [.key(.character("q"))])
    }

    @Test func altWithANamedKeyIsSwallowed() {
        var decoder = InputDecoder()
        #expect(events([0x1B, KEY_UP, 0x71], by: &decoder) == [.key(.character("q"))])
    }

    @Test func escapeTwiceIsTwoKeys() {
        #expect(events("\u{1B}\u{1B}") == [.key(.escape), .key(.escape)])
    }

    // MARK: Sequences in parts

    @Test(arguments: ["\u{1B}[1;3A", "\u{1B}[99~", "\u{1B}OX", "\u{1B}]0;q\u{1B}\\", "\u{1B}P1$r0m\u{7}"])
    func aSequenceInPartsIsSwallowedWhole(sequence: String) {
        var decoder = InputDecoder()
        let first = codes(String(sequence.prefix(2)))
        #expect(events(first, by: &decoder) == [])
        for code in codes(String(sequence.dropFirst(2))) {
            #expect(decoder.patience != nil)
            #expect(events([code], by: &decoder) == [])
        }
        #expect(decoder.patience == nil)
        #expect(events(codes("q"), by: &decoder) == [.key(.character("q"))])
    }

    @Test(
        arguments: [
            ("\u{1B}[", "A", Key.up), ("\u{1B}[5", "~", .pageUp), ("\u{1B}O", "H", .home),
            ("\u{1B}[", "Z", .backTab),
        ])
    func aKeyInPartsIsThatKey(first: String, rest: String, key: Key) {
        var decoder = InputDecoder()
        #expect(events(codes(first), by: &decoder) == [])
        #expect(events(codes(rest), by: &decoder) == [.key(key)])
    }

    @Test(arguments: [
        ("[", 100), ("[1", 1000), ("[200", 1000), ("[<", 1000), ("[M", 1000), ("O", 100), ("]0", 100),
    ])
    func onlyWhatNobodyTypesIsWaitedForLong(begun: String, milliseconds: Int) {
        var decoder = InputDecoder()
        #expect(events(codes("\u{1B}" + begun), by: &decoder) == [])
        #expect(decoder.patience == .milliseconds(milliseconds))
    }

    /// Alt-[ and Alt-O, say: the next key is a key again when nothing follows in time.
    @Test func whatHasLostItsEndCanBeGivenUp() {
        for begun in ["\u{1B}[", "\u{1B}O", "\u{1B}[<0;1", "\u{1B}[M  "] {
            var decoder = InputDecoder()
            #expect(events(codes(begun), by: &decoder) == [])
            #expect(decoder.giveUp() == nil)
            #expect(decoder.patience == nil)
            #expect(events(codes("q"), by: &decoder) == [.key(.character("q"))])
        }
    }

    @Test func anotherSequenceEndsTheOneBefore() {
        var decoder = InputDecoder()
        #expect(
            events(codes("\u{1B}[<0;1") + [KEY_UP, 0x71], by: &decoder) == [.key(.up), .key(.character("q"))])
        #expect(events(codes("\u{1B}[1;") + codes("\u{1B}[1;2Aq"), by: &decoder) == [.key(.character("q"))])
    }

    // MARK: Paste

    private static let start = [InputDecoder.pasteStart]

    @Test func aPasteIsOneEvent() {
        var decoder = InputDecoder()
        let bytes = codes("hé\rq\r\nx\ty\n")
        let input = InputDecoderTests.start + bytes + [InputDecoder.pasteEnd, 0x71]
        #expect(events(input, by: &decoder) == [.paste("hé\nq\nx\ty\n"), .key(.character("q"))])
        #expect(!decoder.isPasting)
    }

    @Test func aPasteHoldsNoKeysAndNoControls() {
        var decoder = InputDecoder()
        let bytes = codes("a\u{1B}[31mb\u{0}\u{9B}c")
        let input = InputDecoderTests.start + bytes + [KEY_UP, InputDecoder.pasteEnd]
        #expect(events(input, by: &decoder) == [.paste("a[31mbc")])
    }

    @Test func anEndInPartsStillEndsThePaste() {
        var decoder = InputDecoder()
        #expect(events(InputDecoderTests.start + codes("ab\u{1B}[20"), by: &decoder) == [])
        #expect(decoder.isPasting)
        #expect(events(codes("1~"), by: &decoder) == [.paste("ab")])
    }

    @Test func aStartInPartsStillStartsThePaste() {
        var decoder = InputDecoder()
        #expect(events(codes("\u{1B}[20"), by: &decoder) == [])
        #expect(events(codes("0~q"), by: &decoder) == [])
        #expect(events([InputDecoder.pasteEnd], by: &decoder) == [.paste("q")])
    }

    /// Else its text would be run as keys.
    @Test(arguments: ["\u{1B}", "\u{1B}[", "\u{1B}[<0;1"])
    func aPasteAfterABrokenSequenceIsAPaste(broken: String) {
        var decoder = InputDecoder()
        let input = codes(broken) + InputDecoderTests.start + codes("q") + [InputDecoder.pasteEnd]
        let escape = broken == "\u{1B}" ? [Event.key(.escape)] : []
        #expect(events(input, by: &decoder) == escape + [.paste("q")])
    }

    @Test func aPasteWithoutAnEndCanBeFinished() {
        var decoder = InputDecoder()
        #expect(decoder.giveUp() == nil)
        #expect(events(InputDecoderTests.start + [0x61], by: &decoder) == [])
        #expect(decoder.patience == .seconds(1))
        #expect(decoder.giveUp() == .paste("a"))
        #expect(events([0x62], by: &decoder) == [.key(.character("b"))])
    }

    @Test func aHugePasteIsCutAndStillEnds() {
        var decoder = InputDecoder()
        let count = InputDecoder.longestPaste + 5000
        var input = InputDecoderTests.start + Array(repeating: Int32(0x61), count: count)
        input += codes("\u{1B}[201~b")
        var rest = input[...]
        var found: [Event] = []
        while !rest.isEmpty { found += decoder.decode { rest.popFirst() } }
        guard found.count == 2, case .paste(let text) = found[0] else {
            Issue.record("\(found.count) events")
            return
        }
        #expect(text.utf8.count == InputDecoder.longestPaste)
        #expect(found[1] == .key(.character("b")))
    }

    @Test func noMoreIsTakenThanAskedFor() {
        var decoder = InputDecoder()
        var taken = 0
        let found = decoder.decode(limit: 10) {
            taken += 1
            return 0x61
        }
        #expect(taken == 10 && found.count == 10)
    }
}
