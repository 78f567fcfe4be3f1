import Glibc
import Testing

@testable import TerminalUI

/// Plain mode: what a line means, what is told, and what is read.
struct PlainTests {
    @Test(arguments: [
        ("", PlainLine.keys([.enter])), ("   ", .keys([.enter])),
        ("Tab", .keys([.tab])), ("Tab tab +", .keys([.tab, .tab, .character("+")])),
        ("w", .keys([.character("w")])), (":", .keys([.character(":")])), ("Ctrl-R", .keys([.control("r")])),
        // Digits and what is no key are answers, and no run of keys.
        ("3", .command("answer 3")), ("1 3", .command("answer 1 3")), ("0.46", .command("answer 0.46")),
        ("-0.2", .command("answer -0.2")), ("= 0.7", .command("answer 0.7")), ("=", .keys([.character("=")])),
        ("quit", .command("answer quit")),
        ("rm -rf", .command("answer rm -rf")), ("Tab 0.5", .command("answer Tab 0.5")),
        (":set W1[0][0] 0.7", .command("set W1[0][0] 0.7")), (":focus b1[0]", .command("focus b1[0]")),
        (":say", .say), (":help", .help), (":quit", .quit), (":q", .quit),
        (":wait", .wait(nil)), (":wait 2.5", .wait(.milliseconds(2500))),
        (":keys text:12 Enter", .keys([.character("1"), .character("2"), .enter])),
        (":wait soon", .mistake(":wait takes a number of seconds from 0 to 3600")),
        (":wait -1", .mistake(":wait takes a number of seconds from 0 to 3600")),
        (":wait nan", .mistake(":wait takes a number of seconds from 0 to 3600")),
    ])
    func aLineIsRead(line: String, expected: PlainLine) { #expect(PlainLine(line) == expected) }

    /// Who is told of Tab presses Tab: what comes of that in a line is the same as its name.
    @Test(arguments: [
        ("\t", "Tab"), ("\u{1B}[A", "Up"), ("\u{1B}OB \t", "Down Tab"),
        ("\u{1B}[Z\u{1B}[6~", "Shift-Tab PgDn"),
        ("\u{1B}", "Esc"), ("0.5\t", nil), ("  ", nil), ("", nil), ("\u{1B}[31mred", nil),
    ])
    func aKeyItselfIsItsName(line: String, names: String?) {
        #expect(PlainLine.names(ofKeysSentAs: line) == names)
    }

    @Test func anUnknownCommandNamesTheKnownOnes() {
        guard case .mistake(let text) = PlainLine(":sat x 1") else {
            Issue.record("taken")
            return
        }
        #expect(text.contains(":sat") && text.contains(":set"))
    }

    // MARK: What is new

    private func page(
        _ sentences: [String], status: [String] = [], keys: [String] = [], depth: Int = 1
    ) -> SpokenPage {
        SpokenPage(sentences: sentences, status: status, keys: keys, depth: depth)
    }

    /// What is told of each page to somebody who has heard those before it.
    private func news(_ pages: SpokenPage...) -> [[String]] {
        var listener = Listener()
        return pages.map { listener.news(of: $0) }
    }

    @Test func aNewPlaceIsToldWhole() {
        let before = page(["Stop 1", "a", "b"], keys: ["x go"])
        let after = page(["Stop 2", "a", "b"], status: ["s"], keys: ["x go"])
        #expect(
            news(before, after) == [
                ["Stop 1", "a", "b", "Keys: x go."], ["Stop 2", "a", "b", "s", "Keys: x go."],
            ])
    }

    @Test func inTheSamePlaceOnlyWhatIsNewIs() {
        let before = page(["Stop 1", "x is 1", "}", "}"], status: ["old"])
        let after = page(["Stop 1", "x is 2", "}", "}", "}"], status: ["new"])
        #expect(news(before, before, after).dropFirst() == [[], ["x is 2", "}", "new"]])
    }

    /// What was there before but one is news again.
    @Test func whatComesBackIsToldAgain() {
        let (with, without) = (page(["Stop 1", "hint", "end"]), page(["Stop 1", "end"]))
        #expect(news(with, without, with).dropFirst() == [[], ["hint"]])
        var listener = Listener()
        _ = listener.news(of: with)
        _ = listener.news(of: without)
        #expect(listener.gone == ["hint"] && !listener.hasLessStatus)
        _ = listener.news(of: page(["Stop 1", "end"], status: ["leave?"]))
        #expect(listener.news(of: without).isEmpty && listener.gone.isEmpty && listener.hasLessStatus)
    }

    /// A key is named when it comes, or comes to mean something else, and not when others come and go.
    @Test func aKeyIsNamedWhenItMeansSomethingElse() {
        let pages = [
            ["Enter take", "z zero"], ["Enter take"], ["Enter take", "z zero"], ["Enter go on", "z zero"],
        ]
        .map { page(["Stop 1"], keys: $0) }
        #expect(
            news(pages[0], pages[1], pages[2], pages[3]).dropFirst() == [
                [], ["Keys: z zero."], ["Keys: Enter go on."],
            ])
    }

    /// A listing is told whole where it is another one, and line by line where it runs.
    @Test func aBlockIsToldWholeOrInWhatChanges() {
        let swift = page(["Stop 1", "Swift:\nadd\n}\nreturn"])
        let running = page(["Stop 1", "Swift:\nadd 1\n}\nreturn"])
        let python = page(["Stop 1", "Python:\nadd\nreturn"])
        #expect(
            news(swift, running, python).dropFirst() == [["add 1"], ["Python:", "add", "return"]])
        #expect(
            news(page(["Stop 1", "Who?\n1. a\n2. b"]), page(["Stop 1", "Who?", "a, right"]))[1] == [
                "a, right"
            ])
        let next = page(["Stop 2", "Python:\nadd\nreturn", "new"])
        #expect(news(python, next)[1] == ["Stop 2", "Python: As before; :say tells it again.", "new"])
    }

    /// In a program a blank may be all that has changed; a sentence that has moved is no news.
    @Test func whatHasMovedIsKnownAndIndentationIsNot() {
        let before = page(["Stop 1", "a", "b", "Python:\n  return"])
        let after = page(["Stop 1", "b", "a", "right", "Python:\nreturn"])
        #expect(news(before, after)[1] == ["right", "return"])
    }

    /// Closing what lay above tells where one is, and what has changed meanwhile.
    @Test func whatLiesBelowIsKnown() {
        let below = page(["Stop 1", "a", "b"], keys: ["x go"])
        let changed = page(["Stop 1", "a", "c"], keys: ["x go"])
        #expect(news(below, page(["Help", "text"], depth: 2), changed)[2] == ["Stop 1", "c"])
        #expect(news(below, page(["Help", "text"], depth: 2), page(["Stop 2", "a"]))[2] == ["Stop 2", "a"])
    }

    @Test func theCursorIsToldWhereItIsNotWhereItWas() {
        let before = page(["List", "▸ a", "b", "  c"])
        #expect(news(before, page(["List", "a", "▸ b", "  c"]))[1] == ["▸ b"])
        #expect(news(before, page(["List", "a", "b", "▸ c"]))[1] == ["▸ c"])
    }

    // MARK: The terminal

    /// A pipe that lines come through.
    private final class Pipe {
        let reading, writing: Int32
        init(_ text: String) {
            var ends: [Int32] = [0, 0]
            precondition(Glibc.pipe(&ends) == 0)
            (reading, writing) = (ends[0], ends[1])
            write(text)
        }
        func write(_ text: String) {
            let bytes = Array(text.utf8)
            #expect(Glibc.write(writing, bytes, bytes.count) == bytes.count)
        }
        func end() { close(writing) }
        deinit { close(reading) }
    }

    private final class Told {
        var text = ""
    }

    private func terminal(_ pipe: Pipe, _ told: Told, width: Int? = nil, glyphs: GlyphSet = .unicode)
        -> PlainTerminal
    {
        PlainTerminal(glyphs: glyphs, width: width, echoes: true, descriptor: pipe.reading) {
            told.text += $0.joined()
            return true
        }
    }

    @Test func linesBecomeEventsAndTheEndEndsIt() {
        let (pipe, told) = (Pipe("Tab +\n\n:set b1[0] 1\r\n0.5"), Told())
        pipe.end()
        let terminal = terminal(pipe, told)
        terminal.say(page(["One", "two"], keys: ["q go"]))
        var events: [Event] = []
        while let event = terminal.nextEvent(within: nil), event != .terminalClosed { events.append(event) }
        #expect(
            events == [
                .key(.tab), .key(.character("+")), .key(.enter), .command("set b1[0] 1"),
                .command("answer 0.5"),
            ])
        let nothing = "Nothing has changed.\n"
        #expect(
            told.text
                == "One\ntwo\nKeys: q go.\n> Tab +\n\(nothing)> \n\(nothing)> :set b1[0] 1\n\(nothing)> 0.5\n\(nothing)"
        )
    }

    @Test func whileNothingIsTypedTimePasses() {
        let (pipe, told) = (Pipe("half a li"), Told())
        let terminal = terminal(pipe, told)
        terminal.say(page(["One"]))
        #expect(terminal.nextEvent(within: .milliseconds(1)) == nil)
        pipe.write("ne\n")
        #expect(terminal.nextEvent(within: .seconds(5)) == .command("answer half a line"))
        pipe.end()
    }

    /// A line waits until what the one before it has set going has come to its end.
    @Test func aLineWaitsForWhatRuns() {
        let (pipe, told) = (Pipe("Enter\nTab\n"), Told())
        let terminal = terminal(pipe, told)
        terminal.say(page(["One"]))
        #expect(terminal.nextEvent(within: nil) == .key(.enter))
        terminal.say(patience: .seconds(60)) { SpokenPage(sentences: ["One", "running"]) }
        for _ in 0..<3 { #expect(terminal.nextEvent(within: .milliseconds(1)) == nil) }
        #expect(!told.text.contains("running"))
        terminal.say(page(["One", "done"]))
        #expect(terminal.nextEvent(within: nil) == .key(.tab))
        #expect(told.text == "One\n> Enter\ndone\n> Tab\n")
        pipe.end()
    }

    /// Nothing of a lesson, or of what is typed, reaches the terminal as a command to it.
    @Test func whatIsWrittenIsSafe() {
        let (pipe, told) = (Pipe("\u{1B}[31m\u{202E}x\n"), Told())
        pipe.end()
        let terminal = terminal(pipe, told)
        terminal.say(page(["a\u{1B}]0;title\u{07}"]))
        while let event = terminal.nextEvent(within: nil), event != .terminalClosed {}
        #expect(told.text.unicodeScalars.allSatisfy { $0 == "\n" || !isUnsafe($0) })
    }

    @Test func linesBreakBetweenWords() {
        let (pipe, told) = (Pipe(""), Told())
        pipe.end()
        let terminal = terminal(pipe, told, width: 12, glyphs: .ascii)
        terminal.say(page(["one two three four −5"]))
        #expect(terminal.nextEvent(within: nil) == .terminalClosed)
        let rows = told.text.split(separator: "\n")
        #expect(rows.allSatisfy { $0.count <= 12 && $0.utf8.allSatisfy { $0 < 0x80 } })
        #expect(rows.joined(separator: " ") == "one two three four -5")
    }

    @Test func whereNobodyReadsItEnds() {
        let pipe = Pipe("\n\n\n")
        let terminal = PlainTerminal(
            glyphs: .unicode, width: nil, echoes: true, descriptor: pipe.reading, print: { _ in false })
        terminal.say(page(["One"]))
        #expect(terminal.nextEvent(within: nil) == .terminalClosed)
        pipe.end()
    }

    @Test func aLineWithoutEndFillsNoMemory() {
        let pipe = Pipe(String(repeating: "x", count: 50_000))
        pipe.end()
        let input = LineInput(pipe.reading)
        guard case .line(let line) = input.next(within: nil) else {
            Issue.record("no line")
            return
        }
        #expect(line.count == 4096)
        #expect(input.next(within: nil) == .end)
    }
}

extension PlainTerminal {
    fileprivate func say(_ page: SpokenPage) { say(patience: .zero) { page } }
}
