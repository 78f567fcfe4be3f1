/// A key press, after the terminal's escape sequences are understood.
package enum Key: Hashable, Sendable {
    case character(Character)
    case control(Character)
    case function(Int)
    case enter, escape, tab, backTab, backspace, delete, insert
    case up, down, left, right, home, end, pageUp, pageDown
}

extension Key: CustomStringConvertible {
    /// The key's name as help, key scripts and `render --keys` spell it: `Tab`, `Ctrl-R`, `F6`, `+`.
    package var description: String {
        switch self {
        case .character(" "): "Space"
        case .character(let character): String(character)
        case .control(let letter): "Ctrl-\(letter.uppercased())"
        case .function(let number): "F\(number)"
        default: Key.namedKeys.first { $0.key == self }?.name ?? ""
        }
    }

    /// Reads a key's name; nil where the text names no key. A single character names itself.
    package init?(name: String) {
        if let named = Key.namedKeys.first(where: { $0.name.lowercased() == name.lowercased() }) {
            self = named.key
        } else if name.count == 1, let character = name.first {
            self = .character(character)
        } else if name.lowercased().hasPrefix("ctrl-"), name.count == 6, let letter = name.last {
            self = .control(Character(letter.lowercased()))
        } else if name.first == "F" || name.first == "f", let number = Int(name.dropFirst()),
            (1...12).contains(number)
        {
            self = .function(number)
        } else {
            return nil
        }
    }

    /// Every key that is spelled as a word.
    package static let namedKeys: [(name: String, key: Key)] = [
        ("Space", .character(" ")), ("Enter", .enter), ("Esc", .escape), ("Tab", .tab),
        ("Shift-Tab", .backTab), ("Backspace", .backspace), ("Delete", .delete), ("Insert", .insert),
        ("Up", .up), ("Down", .down), ("Left", .left), ("Right", .right), ("Home", .home), ("End", .end),
        ("PgUp", .pageUp), ("PgDn", .pageDown),
    ]
}

/// Keys as one writes them down: `Tab Tab + Enter text:0.25 Ctrl-R`. Shared by the tests, `render --keys` and
/// recorded sessions.
package struct KeyScript: Hashable, Sendable {
    package var keys: [Key]

    /// Reads a script. Words that are no key names are typed as they stand; `text:` types what follows it.
    package init(_ script: String) {
        keys = script.split(whereSeparator: \.isWhitespace).flatMap { word -> [Key] in
            if word.hasPrefix("text:") { return word.dropFirst(5).map(Key.character) }
            if let key = Key(name: String(word)) { return [key] }
            return word.map(Key.character)
        }
    }
}
