/// What a line that was typed in plain mode asks for.
package enum PlainLine: Hashable, Sendable {
    case keys([Key])
    /// A command for the screen, `set W1[0][0] 0.7`, or for the program: `answer 2`.
    case command(String)
    /// `:say`: everything once more.
    case say
    /// `:help`: what can be typed.
    case help
    /// `:wait` and `:wait 5`: nothing is read for so long; nil: until nothing moves.
    case wait(Duration?)
    case quit
    /// What is wrong with it.
    case mistake(String)

    /// Reads a line: nothing is Enter; names of keys are pressed, one after the other; anything else is an answer; a colon
    /// begins a command.
    package init(_ line: String) {
        let words = line.split(whereSeparator: \.isWhitespace).map(String.init)
        guard let first = words.first else {
            self = .keys([.enter])
            return
        }
        if first.hasPrefix(":"), first.count > 1 {
            self = Self.command(String(first.dropFirst()), Array(words.dropFirst()))
            return
        }
        if first == "=", words.count == 2 {
            self = .command("answer " + words[1])
            return
        }
        let keys = words.compactMap(Key.init(name:))
        // Digits are no keys but an answer: a number, or the numbers of what is chosen.
        let isAnswer = keys.count < words.count || words.allSatisfy { $0.allSatisfy(\.isNumber) }
        self = isAnswer ? .command("answer " + words.joined(separator: " ")) : .keys(keys)
    }

    /// The names of the keys of a line that is nothing but keys as terminals send them: who is told of Tab presses it.
    static func names(ofKeysSentAs line: String) -> String? {
        var rest = Substring(line)
        var names: [Substring] = []
        while !rest.isEmpty {
            guard let (name, bytes) = sentKeys.first(where: { rest.hasPrefix($0.bytes) }) else { return nil }
            if !name.isEmpty { names.append(name) }
            rest = rest.dropFirst(bytes.count)
        }
        return names.isEmpty ? nil : names.joined(separator: " ")
    }

    /// Esc alone comes last: the others begin with it.
    private static let sentKeys: [(name: Substring, bytes: String)] = [
        ("Up", "\u{1B}[A"), ("Down", "\u{1B}[B"), ("Right", "\u{1B}[C"), ("Left", "\u{1B}[D"),
        ("Up", "\u{1B}OA"), ("Down", "\u{1B}OB"), ("Right", "\u{1B}OC"), ("Left", "\u{1B}OD"),
        ("Shift-Tab", "\u{1B}[Z"), ("Home", "\u{1B}[H"), ("End", "\u{1B}[F"), ("Delete", "\u{1B}[3~"),
        ("PgUp", "\u{1B}[5~"), ("PgDn", "\u{1B}[6~"), ("Tab", "\t"), ("Esc", "\u{1B}"), ("", " "),
    ]

    private static func command(_ name: String, _ words: [String]) -> PlainLine {
        switch name {
        case "say": return .say
        case "help": return .help
        case "quit", "q": return .quit
        case "keys": return .keys(KeyScript(words.joined(separator: " ")).keys)
        case "wait":
            guard let word = words.first else { return .wait(nil) }
            guard let seconds = Double(word), (0...longestWait).contains(seconds) else {
                return .mistake(":wait takes a number of seconds from 0 to \(Int(longestWait))")
            }
            return .wait(.milliseconds(Int(seconds * 1000)))
        case "set", "focus": return .command(([name] + words).joined(separator: " "))
        default:
            let known = ["say", "set", "focus", "keys", "wait", "help", "quit"].map { ":" + $0 }
            return .mistake("there is no command :\(name); there are \(known.joined(separator: ", "))")
        }
    }

    private static let longestWait = 3600.0

    /// What can be typed, a line each.
    package static let helpText = [
        "An empty line is Enter: it goes on.",
        "A number is your answer, or the new value of the number in focus; where there are answers to choose from, "
            + "it is the number of one. Where several belong, give them all: 1 3",
        "The name of a key presses it: Tab, Space, Up, Esc, Backspace, +, w. Several are pressed one after the other: Tab Tab +. "
            + "The key itself will do, too, with Enter behind it.",
        "? tells all keys of the place where you are.",
        ":set W1[0][0] 0.7 changes a number; :set alone tells all numbers with their names.",
        ":focus b1[0] goes to a number.",
        ":keys text:12 Enter types 12 and presses Enter.",
        ":say tells everything once more. :wait 5 lets five seconds pass; :wait, until nothing moves.",
        "A voice that stumbles over signs such as w¹₁₁ does better where the program is started with --glyphs ascii.",
        ":quit ends it. What you have done is kept.",
    ]
}
