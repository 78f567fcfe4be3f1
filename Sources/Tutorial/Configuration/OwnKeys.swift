import TerminalUI

/// The keys that the learner has given to actions, as footers and help show them among the usual ones.
struct OwnKeys {
    private let keys: [String: [Key]]

    /// - Parameter hints: those of the screen; keys of actions that it does not have mean nothing here.
    init(_ configuration: Configuration, among hints: [KeyHint]) {
        guard !configuration.keys.isEmpty else {
            keys = [:]
            return
        }
        let names = Set(hints.map(\.name))
        keys = configuration.keys.filter { names.contains($0.key) && !$0.value.isEmpty }
    }

    /// Keys before the usual ones, each once.
    static func label(_ keys: [Key], _ usual: String) -> String {
        let own = keys.map(\.description)
        let others = usual.split(separator: " ").map { String($0) }.filter { !own.contains($0) }
        return (own + others).joined(separator: " ")
    }

    /// A footer has room for few: one's own stand in place of the usual ones. Nil where no key is left.
    func inFooter(_ hint: KeyHint) -> KeyHint? {
        if tellsOfOne(hint), let own = keys[hint.name] {
            return with(own.map(\.description).joined(separator: " "), hint)
        }
        let label = usual(hint)
        return label.isEmpty ? nil : with(label, hint)
    }

    /// Help shows all; what is told of together with something else has a line of its own for one's own keys.
    func inHelp(_ hint: KeyHint) -> [KeyHint] {
        let label = usual(hint)
        guard let own = keys[hint.name] else { return label.isEmpty ? [] : [with(label, hint)] }
        if tellsOfOne(hint) { return [with(Self.label(own, label), hint)] }
        let line = KeyHint(label: Self.label(own, ""), help: hint.name, footer: nil, name: hint.name)
        return (label.isEmpty ? [] : [with(label, hint)]) + [line]
    }

    private func tellsOfOne(_ hint: KeyHint) -> Bool { hint.name == hint.help }

    private func with(_ label: String, _ hint: KeyHint) -> KeyHint {
        KeyHint(label: label, help: hint.help, footer: hint.footer, name: hint.name, keys: hint.keys)
    }

    /// The usual keys without those that do something else now.
    private func usual(_ hint: KeyHint) -> String {
        guard !keys.isEmpty else { return hint.label }
        let taken = keys.filter { $0.key != hint.name }.flatMap(\.value)
        let spellings = taken.flatMap(Self.spellings)
        let label = hint.label.split(separator: " ").filter { !spellings.contains(String($0)) }
        if !label.isEmpty { return label.joined(separator: " ") }
        return hint.keys.first { !taken.contains($0) }?.description ?? ""
    }

    /// How labels spell a key.
    private static func spellings(_ key: Key) -> [String] {
        let arrows: [Key: String] = [.up: "↑", .down: "↓", .left: "←", .right: "→"]
        return [key.description] + [arrows[key]].compactMap(\.self)
    }
}
