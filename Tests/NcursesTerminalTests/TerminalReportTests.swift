import TerminalUI
import Testing

@testable import NcursesTerminal

/// What the terminal answers, as it comes in: never a key of it, whole or in parts.
struct TerminalReportTests {
    private static let answers: [(text: String, report: TerminalReport)] = [
        ("\u{1B}]11;rgb:0000/0000/0000\u{1B}\\", .background(.dark)),
        ("\u{1B}]11;rgb:1e1e/1e1e/2e2e\u{7}", .background(.dark)),
        ("\u{1B}]11;rgb:ffff/ffff/ffff\u{7}", .background(.light)),
        ("\u{1B}]11;rgb:fd/f6/e3\u{1B}\\", .background(.light)),
        ("\u{1B}]11;rgba:0000/2b2b/3636/ffff\u{1B}\\", .background(.dark)),
        ("\u{1B}]11;#fdf6e3\u{7}", .background(.light)),
        // Blue is dark and yellow is light, however strong they are.
        ("\u{1B}]11;rgb:00/00/ff\u{7}", .background(.dark)),
        ("\u{1B}]11;rgb:ff/ff/00\u{7}", .background(.light)),
        ("\u{1B}[?2026;2$y", .holdsFrames(true)), ("\u{1B}[?2026;1$y", .holdsFrames(true)),
        ("\u{1B}[?2026;0$y", .holdsFrames(false)), ("\u{1B}[?2026;4$y", .holdsFrames(false)),
        ("\u{1B}[2;5R", .cursor(row: 2, column: 5)),
        ("\u{1B}[?62;4c", .kind), ("\u{1B}[?1;2c", .kind), ("\u{1B}[?6c", .kind),
    ]

    /// What the decoder makes of parts between each of which nothing comes for a while.
    private func decoded(_ parts: [String], expecting: Bool) -> (events: [Event], reports: [TerminalReport]) {
        var decoder = InputDecoder()
        decoder.expectsReports = expecting
        var events: [Event] = []
        for part in parts {
            var rest = part.utf8.map { Int32($0) }[...]
            events += decoder.decode { rest.popFirst() }
        }
        return (events, decoder.takeReports())
    }

    @Test(arguments: answers, [true, false])
    func answersAreRead(answer: (text: String, report: TerminalReport), isExpected: Bool) {
        let (events, reports) = decoded(["a\(answer.text)b"], expecting: isExpected)
        #expect(reports == [answer.report])
        #expect(events == "ab".map { .key(.character($0)) })
    }

    @Test(arguments: answers)
    func answersMayComeInTwoPartsCutAnywhere(answer: (text: String, report: TerminalReport)) {
        let characters = Array(answer.text)
        for cut in 1..<characters.count {
            let parts = [String(characters[..<cut]), String(characters[cut...]) + "b"]
            let (events, reports) = decoded(parts, expecting: true)
            #expect(reports == [answer.report] && events == [.key(.character("b"))], "\(cut)")
        }
    }

    @Test func answersMayComeByteByByte() {
        let all = Self.answers.map(\.text).joined()
        let (events, reports) = decoded(all.map { "\($0)" }, expecting: true)
        #expect(events == [] && reports == Self.answers.map(\.report))
    }

    @Test(arguments: [
        "\u{1B}]11;rgb:ff/ff\u{7}", "\u{1B}]11;rgb:fffff/0/0\u{7}", "\u{1B}]11;rgb:\u{7}",
        "\u{1B}]11;#ffff\u{7}",
        "\u{1B}]11;\u{7}", "\u{1B}[;R", "\u{1B}[2R", "\u{1B}[R", "\u{1B}[c", "\u{1B}[?2027;1$y",
    ])
    func whatIsNoAnswerIsDroppedWhole(text: String) {
        let (events, reports) = decoded(["a\(text)b"], expecting: true)
        #expect(reports == [] && events == "ab".map { .key(.character($0)) })
    }

    /// Nothing that can't stand in a colour goes on with one: it is a key.
    @Test func aColorWhoseEndIsLostEatsNoKeys() {
        let (events, reports) = decoded(["\u{1B}]11;rgb:ff/f", "qx"], expecting: true)
        #expect(reports == [] && events == "qx".map { .key(.character($0)) })
    }

    /// While answers are on their way, Esc alone is one a moment later, or with the next key.
    @Test func escIsStillAKey() {
        var decoder = InputDecoder()
        decoder.expectsReports = true
        var codes: ArraySlice<Int32> = [0x1B]
        #expect(decoder.decode { codes.popFirst() } == [])
        #expect(decoder.patience == .milliseconds(200))
        #expect(decoder.giveUp() == .key(.escape) && decoder.patience == nil)
        #expect(decoded(["\u{1B}", "x"], expecting: true).events == [.key(.escape), .key(.character("x"))])
        #expect(decoded(["\u{1B}"], expecting: false).events == [.key(.escape)])
    }

    @Test(
        arguments: [
            (["LANG": "zh_CN.UTF-8"], true), (["LANG": "ja_JP.UTF-8"], true),
            (["LC_CTYPE": "ko_KR.UTF-8"], true),
            (["LC_ALL": "ja", "LANG": "C"], true), (["LC_ALL": "C.UTF-8", "LANG": "ja_JP.UTF-8"], false),
            (["LC_ALL": "", "LANG": "zh_TW"], true), (["LANG": "de_DE.UTF-8"], false),
            (["LANG": "jam_JM"], false),
            ([:], false),
        ] as [([String: String], Bool)])
    func theLocaleSaysWhereLinesMayBeWide(environment: [String: String], isWide: Bool) {
        #expect(CharacterEncoding.namesWideLanguage { environment[$0] } == isWide)
    }
}
