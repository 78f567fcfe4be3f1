import Testing
import TerminalUI

@testable import NcursesTerminal

struct TerminalTypeTests {
    /// A database like ncurses-base.
    private func entry(_ name: String) -> TerminalType.Entry {
        switch name {
        case "xterm-256color", "xterm", "ansi", "linux", "vt100", "tmux-256color": .usable
        case "dumb": .withoutCursorMovement
        default: .missing
        }
    }

    @Test(arguments: ["xterm-256color", "linux", "vt100", "tmux-256color"])
    func aKnownTypeIsUsedWithoutAWord(name: String) throws {
        let type = try TerminalType.choose(name, entry: entry)
        #expect(type == TerminalType(name: name, notice: nil))
    }

    @Test(arguments: ["alacritty", "kitty", "foot", "xterm-ghostty", "xterm-direct", "st-256color"])
    func anotherTypeStandsInForANewOne(name: String) throws {
        let type = try TerminalType.choose(name, entry: entry)
        #expect(type.name == "xterm-256color")
        let notice = try #require(type.notice)
        #expect(notice.contains(name) && notice.contains("xterm-256color"))
    }

    @Test func theStandInsAreTriedInOrder() throws {
        let onlyANSI = try TerminalType.choose("kitty") { $0 == "ansi" ? .usable : .missing }
        #expect(onlyANSI.name == "ansi")
        let xterm = try TerminalType.choose("kitty") { $0.hasSuffix("256color") ? .missing : entry($0) }
        #expect(xterm.name == "xterm")
        #expect(throws: TerminalError.noDescription("kitty")) {
            try TerminalType.choose("kitty") { _ in .missing }
        }
    }

    @Test func typesThatCannotMoveTheCursorAreRefused() {
        for name in ["dumb", "unknown"] {
            #expect(throws: TerminalError.cursorCannotMove(name)) {
                try TerminalType.choose(name, entry: entry)
            }
        }
    }

    @Test func aMissingTypeIsSaid() {
        #expect(throws: TerminalError.typeNotSet) { try TerminalType.choose(nil, entry: entry) }
        #expect(throws: TerminalError.typeNotSet) { try TerminalType.choose("", entry: entry) }
    }

    /// From the list in the reliability plan: nothing of it may be looked up, nor echoed as it is.
    @Test(
        arguments: [
            "../../etc/passwd", String(repeating: "A", count: 5000), "\u{1B}[31mX", "xterm/../x", "foo bar",
            "-", "漢",
            "x\u{0}y",
        ])
    func anOddTypeIsNeitherLookedUpNorEchoed(name: String) {
        do {
            _ = try TerminalType.choose(name) { _ in
                Issue.record("looked up")
                return .usable
            }
            Issue.record("accepted")
        } catch {
            #expect(error == .typeIsNoName(name))
            let message = error.description
            #expect(message.utf8.count < 120)
            #expect(message.unicodeScalars.allSatisfy { $0.isASCII && $0.value >= 0x20 && $0 != "/" })
        }
    }

    @Test func everyErrorIsOneSentenceThatSaysWhatToDo() {
        let errors: [TerminalError] = [
            .inputIsNoTerminal, .outputIsNoTerminal, .typeNotSet, .typeIsNoName("\u{1B}"),
            .cursorCannotMove("dumb"),
            .noDescription("x"), .setupFailed("x"),
        ]
        for error in errors {
            #expect(!error.description.contains("\n"))
            #expect(error.description.contains("; "), "\(error)")
        }
    }
}

struct CharacterEncodingTests {
    @Test(
        arguments: [
            (["LANG": "de_DE.UTF-8"], true), (["LANG": "C.utf8"], true), (["LANG": "xx_YY.UTF-8"], true),
            ([:], true),
            (["LANG": ""], true), (["LANG": "C"], false), (["LANG": "POSIX"], false),
            (["LANG": "de_DE.ISO-8859-1"], false), (["LANG": "de_DE"], false),
            (["LANG": "C", "LC_CTYPE": "C.UTF-8"], true), (["LANG": "C.UTF-8", "LC_ALL": "C"], false),
            (["LANG": "C.UTF-8", "LC_ALL": ""], true),
        ] as [([String: String], Bool)])
    func theFirstLocaleThatIsSetSaysWhetherUnicodeIsShown(environment: [String: String], shown: Bool) {
        #expect(CharacterEncoding.namesUTF8 { environment[$0] } == shown)
    }

    @Test func glyphsFollowWishThenLocaleThenTerminal() {
        let xterm = TerminalType(name: "xterm", notice: nil)
        let console = TerminalType(name: "linux", notice: nil)
        let full = CharacterEncoding(isUTF8: true, showsUnicode: true)
        #expect(full.glyphs(wish: nil, on: xterm) == .unicode)
        #expect(full.glyphs(wish: .ascii, on: xterm) == .ascii)
        #expect(full.glyphs(wish: nil, on: console) == .ascii)
        #expect(full.glyphs(wish: .unicode, on: console) == .unicode)
        let asciiUser = CharacterEncoding(isUTF8: true, showsUnicode: false)
        #expect(asciiUser.glyphs(wish: nil, on: xterm) == .ascii)
        #expect(asciiUser.glyphs(wish: .unicode, on: xterm) == .unicode)
        // Where ncurses cannot write Unicode at all, a wish does not help.
        let none = CharacterEncoding(isUTF8: false, showsUnicode: true)
        #expect(none.glyphs(wish: .unicode, on: xterm) == .ascii)
    }
}
