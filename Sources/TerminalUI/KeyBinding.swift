/// One key and what it does: this makes the key work, and the footer and the help overlay are made from it.
package struct KeyBinding<Action: Hashable & Sendable>: Hashable, Sendable {
    package let keys: [Key]
    package let action: Action
    package let hint: KeyHint
    /// What it does, as a list of all actions calls it; empty where it is not worth a row of its own.
    package let name: String

    /// - Parameters:
    ///   - keys: the keys that do the same thing.
    ///   - label: the keys as people read them; the keys' own names, if left out.
    ///   - help: what it does, for the help overlay; empty where another binding's line tells it.
    ///   - footer: the word or two that the footer shows; nil keeps it out of the footer.
    ///   - name: what this one does where `help` tells of two at once; `help`, if left out.
    package init(
        _ keys: [Key], _ action: Action, label: String? = nil, help: String, footer: String? = nil,
        name: String? = nil
    ) {
        self.keys = keys
        self.action = action
        self.name = name ?? help
        hint = KeyHint(
            label: label ?? keys.map(\.description).joined(separator: " "), help: help, footer: footer,
            name: name ?? help, keys: keys)
    }
}

/// A key binding as the reader sees it.
package struct KeyHint: Hashable, Sendable {
    package let label: String
    package let help: String
    package let footer: String?
    /// What the binding's action is called; empty where there is none.
    package let name: String
    /// The keys themselves, of which the label may name the first only; empty where there is no binding.
    package let keys: [Key]

    package init(label: String, help: String, footer: String?, name: String = "", keys: [Key] = []) {
        self.label = label
        self.help = help
        self.footer = footer
        self.name = name
        self.keys = keys
    }

    /// While a number is typed.
    package static let whileTyping = [
        KeyHint(label: "Enter", help: "", footer: "take it"),
        KeyHint(label: "Esc", help: "", footer: "leave it"),
    ]
}

extension Array {
    /// The action that a key stands for, the first binding counting.
    package func action<Action>(for key: Key) -> Action? where Element == KeyBinding<Action> {
        first { $0.keys.contains(key) }?.action
    }
}
