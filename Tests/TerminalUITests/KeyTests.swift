import Testing

@testable import TerminalUI

struct KeyTests {
    @Test(
        arguments: [
            ("Tab", Key.tab), ("tab", .tab), ("Shift-Tab", .backTab), ("Space", .character(" ")),
            ("Enter", .enter),
            ("Esc", .escape), ("Up", .up), ("PgDn", .pageDown), ("Ctrl-R", .control("r")),
            ("ctrl-r", .control("r")),
            ("F6", .function(6)), ("f12", .function(12)), ("+", .character("+")), ("é", .character("é")),
            ("F", .character("F")), ("0", .character("0")),
        ])
    func namesOfKeys(name: String, key: Key) {
        #expect(Key(name: name) == key)
    }

    @Test(arguments: ["", "F0", "F13", "F-1", "Ctrl-", "Ctrl-ab", "Hyper-x", "ab"])
    func whatNamesNoKey(name: String) {
        #expect(Key(name: name) == nil)
    }

    @Test func everyKeyReadsItsOwnName() {
        let letters = "abcdefghijklmnopqrstuvwxyz"
        var keys = Key.namedKeys.map(\.key) + (1...12).map(Key.function)
        keys += letters.map(Key.control) + "azAZ09+-=<>,.?/:[]{}é漢".map(Key.character)
        for key in keys { #expect(Key(name: key.description) == key) }
    }

    @Test func scriptsAreReadWordByWord() {
        #expect(KeyScript("Tab + + Enter").keys == [.tab, .character("+"), .character("+"), .enter])
        #expect(KeyScript(" Tab\n\tCtrl-R ").keys == [.tab, .control("r")])
        #expect(KeyScript("").keys == [])
        #expect(KeyScript("0.25").keys == "0.25".map(Key.character))
        #expect(KeyScript("text:Tab").keys == "Tab".map(Key.character))
        #expect(KeyScript("text: x").keys == [.character("x")])
        #expect(KeyScript("text:-0,5 Enter").keys == "-0,5".map(Key.character) + [.enter])
    }

    private enum Action: Hashable, Sendable { case move, change }

    @Test func bindingsFindTheirActionAndLabelThemselves() {
        let bindings = [
            KeyBinding([.up, .character("k")], Action.move, help: "moves"),
            KeyBinding(
                [.character("k"), .control("k")], .change, label: "k", help: "changes", footer: "change"),
        ]
        #expect(bindings.action(for: .up) == .move)
        #expect(bindings.action(for: .character("k")) == .move)
        #expect(bindings.action(for: .control("k")) == .change)
        #expect(bindings.action(for: .down) == nil)
        #expect(bindings.map(\.hint.label) == ["Up k", "k"])
        #expect(bindings.map(\.hint.footer) == [nil, "change"])
    }
}
