/// The lines of a file of settings, one of which is changed while the others stay as they are, to their last byte.
struct SettingLines {
    /// Each without its line feed; a carriage return before it stays.
    private var lines: [String]
    /// The byte order mark of some editors.
    private let mark: String

    init(_ text: String) {
        // A carriage return and a line feed are one character, but two scalars.
        let isMarked = text.unicodeScalars.first == "\u{FEFF}"
        mark = isMarked ? "\u{FEFF}" : ""
        lines = text.unicodeScalars.dropFirst(isMarked ? 1 : 0)
            .split(separator: "\n", omittingEmptySubsequences: false).map { String($0) }
        if lines.last == "" { lines.removeLast() }
    }

    var text: String { mark + lines.map { $0 + "\n" }.joined() }

    /// Sets one value.
    /// - Parameter number: the line that the setting is read from, counted from 1; nil where it is read from none.
    /// - Returns: false where it is written in a way that can't be changed line by line.
    mutating func set(_ name: String, to value: String, inLine number: Int?) -> Bool {
        guard let index = number.map({ $0 - 1 }) else {
            // What is there and not read is a mistake, and the learner's to mend.
            guard !lines.contains(where: { $0.hasPrefix("\(name):") }) else { return false }
            lines.append("\(name): \(value)\(lines.first.map(Self.lineEnd) ?? "")")
            return true
        }
        guard lines.indices.contains(index), lines[index].hasPrefix("\(name):") else { return false }
        let (old, comment) = Self.parts(of: lines[index].dropFirst(name.count + 1))
        let end = comment.isEmpty ? Self.lineEnd(of: lines[index])[...] : comment
        lines[index] = "\(name): \(value)\(end)"
        // A list may have lines of its own, as `SettingsText` reads them.
        let goesOn = old.isEmpty || old.first == "[" && !old.contains("]")
        while goesOn, lines.indices.contains(index + 1), let first = lines[index + 1].first,
            " \t]}-".contains(first)
        {
            lines.remove(at: index + 1)
        }
        return true
    }

    private static func lineEnd(of line: String) -> String { line.last == "\r" ? "\r" : "" }

    /// A value, and the comment behind it with the blanks between them and the end of the line.
    private static func parts(of text: Substring) -> (value: Substring, comment: Substring) {
        let hash = comment(in: text)
        let value = text[..<(hash ?? text.endIndex)]
        let end = value.lastIndex { !isBlank($0) }.map(value.index(after:)) ?? value.startIndex
        return (value[..<end].drop(while: isBlank), hash == nil ? "" : text[end...])
    }

    /// Where a comment begins: at a # behind a blank, outside of quotes.
    private static func comment(in text: Substring) -> String.Index? {
        var (quote, before): (Character?, Character) = (nil, " ")
        for (index, character) in zip(text.indices, text) {
            if character == "#", quote == nil, isBlank(before) { return index }
            if character == quote {
                quote = nil
            } else if quote == nil, character == "\"" || character == "'" {
                quote = character
            }
            before = character
        }
        return nil
    }

    private static func isBlank(_ character: Character) -> Bool { " \t\r".contains(character) }
}
