extension YAMLNode {
    /// The error of a value that is not what its type expects.
    func isNot(_ expected: String, path: [any CodingKey], hint: String = "") -> Problem {
        Problem("\(path.name)expected \(expected), found \(self)\(hint)", at: place)
    }
}

extension YAMLDecoder {
    /// Words an error that a type threw itself, at the value that it names.
    func problem<Value>(explaining error: DecodingError, whileDecoding type: Value.Type) -> Problem {
        let (path, description) = error.pathAndDescription
        let node = path.dropFirst(codingPath.count).reduce(node as YAMLNode?) { $0?[$1] } ?? node
        if case .scalar(let text, _) = node.content, let choices = choices(of: type) {
            let list = choices.joined(separator: ", ")
            let suggestion = didYouMean(text, in: choices)
            return Problem("\(path.name)\"\(excerpt(text))\" is none of \(list)\(suggestion)", at: node.place)
        }
        return Problem("\(path.name)\(description)", at: node.place)
    }

    /// The raw values of an enumeration of words, or nil for any other type.
    private func choices<Value>(of type: Value.Type) -> [String]? {
        guard let cases = (type as? any CaseIterable.Type)?.allCasesAsAny else { return nil }
        let words = cases.compactMap { ($0 as? any RawRepresentable)?.rawValue as? String }
        return words.isEmpty ? nil : words
    }
}

extension CaseIterable {
    fileprivate static var allCasesAsAny: [Any] { allCases.map { $0 } }
}

extension YAMLNode {
    fileprivate subscript(key: any CodingKey) -> YAMLNode? {
        if let index = key.intValue { self[index] } else { self[key.stringValue] }
    }
}

extension DecodingError {
    fileprivate var pathAndDescription: (path: [any CodingKey], description: String) {
        switch self {
        case .typeMismatch(_, let context), .valueNotFound(_, let context), .dataCorrupted(let context):
            (context.codingPath, context.debugDescription)
        case .keyNotFound(let key, let context):
            (context.codingPath, "the key \"\(key.stringValue)\" is missing")
        @unknown default:
            ([], "the value cannot be used")
        }
    }
}

extension [any CodingKey] {
    /// How an error names the value at the end of this path: `item 2 of "hints": `, or nothing at the top.
    fileprivate var name: String {
        guard let last else { return "" }
        guard let index = last.intValue else { return "\"\(last.stringValue)\": " }
        let list = self.last { $0.intValue == nil }.map { " of \"\($0.stringValue)\"" } ?? ""
        return "item \(index + 1)\(list): "
    }
}
