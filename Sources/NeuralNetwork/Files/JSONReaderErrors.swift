// What the reader says when something else stands there than should.

extension JSONReader {
    /// An error at `place`, with its line, column and path.
    func failure(_ message: String, at place: Place) -> NetworkFileError {
        let before = bytes[..<place.position]
        let newline = UInt8(ascii: "\n")
        let lineStart = before.lastIndex(of: newline).map { $0 + 1 } ?? 0
        return NetworkFileError(
            message,
            line: before.count { $0 == newline } + 1,
            column: String(decoding: before[lineStart...], as: UTF8.self).unicodeScalars.count + 1,
            path: place.path.reduce(into: "") { text, step in
                switch step {
                case .key(let key): text += text.isEmpty ? key : ".\(key)"
                case .index(let index): text += "[\(index)]"
                }
            })
    }

    /// "expected …, found …", with what stands at `place`.
    func expected(_ what: String, at place: Place) -> NetworkFileError {
        failure("expected \(what), found \(found(at: place))", at: place)
    }

    /// A name that nobody knows, with the nearest that is known, or else all of them.
    func unknown(_ what: String, _ name: String, known: [String], at place: Place) -> NetworkFileError {
        let advice =
            nearestName(to: name, among: known).map { "did you mean \"\($0)\"?" }
            ?? "known are \(known.joined(separator: ", "))"
        return failure("unknown \(what) \(quoted(name)); \(advice)", at: place)
    }

    /// A key that an object must have and has not.
    func missing(_ key: String, at place: Place) -> NetworkFileError {
        failure("the key \"\(key)\" is missing", at: place)
    }

    /// A text from the file in quotes, cut short, with its control characters spelled out.
    func quoted(_ text: String) -> String {
        let shown = String(text.unicodeScalars.prefix(40))
        return shown.debugDescription + (shown.utf8.count < text.utf8.count ? "…" : "")
    }

    private func found(at place: Place) -> String {
        var reader = self
        reader.position = place.position
        switch reader.peek.map({ Unicode.Scalar($0) }) {
        case nil: return "the end of the file"
        case "{": return "an object"
        case "[": return "an array"
        case "\"": return (try? reader.string()).map { "the text \(quoted($0))" } ?? "a text without end"
        case let character?:
            let word = String(decoding: reader.word(), as: UTF8.self)
            return word.isEmpty ? quoted(String(character)) : quoted(word)
        }
    }
}
