/// One value of a piece of YAML, and where it stands.
///
/// What the lesson format does not use (anchors, aliases, tags, merge keys, keys that are not text) has been
/// refused before a node exists.
struct YAMLNode: Sendable {
    enum Content: Sendable {
        case scalar(text: String, style: ScalarStyle)
        case sequence([YAMLNode], isFlow: Bool)
        case mapping([Entry], isFlow: Bool)
    }

    enum ScalarStyle: Sendable {
        /// Without quotes: text, a number, `true`, `null`, or nothing at all.
        case plain
        case quoted
        /// Written below its key, after `|` or `>`.
        case block
    }

    struct Entry: Sendable {
        let key: String
        let keyPlace: Place
        let value: YAMLNode
    }

    let content: Content
    /// Where the value starts; for text, its first character, without the quote.
    let place: Place
    /// Whether text stands in the file as it is: nothing is folded or escaped, and lines start in one column.
    var isVerbatim = false

    /// Whether this is `null`, `~` or nothing.
    var isNull: Bool {
        guard case .scalar(let text, .plain) = content else { return false }
        return ["", "~", "null"].contains(text)
    }

    /// Whether nothing at all is written here.
    var isEmpty: Bool {
        guard case .scalar("", .plain) = content else { return false }
        return true
    }

    subscript(key: String) -> YAMLNode? {
        guard case .mapping(let entries, _) = content else { return nil }
        return entries.first { $0.key == key }?.value
    }

    subscript(index: Int) -> YAMLNode? {
        guard case .sequence(let items, _) = content, items.indices.contains(index) else { return nil }
        return items[index]
    }
}

extension YAMLNode: CustomStringConvertible {
    /// What stands here, as an error says it: `the text "five"`, `the number 3`, `a list`.
    var description: String {
        switch content {
        case .sequence: "a list"
        case .mapping: "keys and values"
        case .scalar(_, _) where isEmpty: "nothing"
        case .scalar(let text, .plain) where Double(text) != nil: "the number \(excerpt(text))"
        case .scalar(let text, .plain) where ["true", "false", "null", "~"].contains(text): text
        case .scalar(let text, .quoted): "the quoted text \"\(excerpt(text))\""
        case .scalar(let text, _): "the text \"\(excerpt(text))\""
        }
    }
}

/// The beginning of an author's text, for a message of one line.
func excerpt(_ text: some StringProtocol) -> String {
    let length = 40
    let line = text.prefix { !$0.isNewline }
    return line.count <= length && line.count == text.count ? String(line) : line.prefix(length) + "…"
}
