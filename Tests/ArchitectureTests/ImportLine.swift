/// One `import` in a Swift source.
struct ImportLine: Equatable {
    var module: String
    /// Counted from 1.
    var line: Int

    private static let modifiers: Set = ["public", "package", "internal", "fileprivate", "private"]
    private static let kinds: Set = [
        "struct", "class", "enum", "protocol", "typealias", "func", "let", "var",
    ]

    /// Every import of a source, whatever stands before the word and behind it; those in comments and in
    /// multi-line strings are text, not imports.
    static func all(in source: String) -> [ImportLine] {
        var imports: [ImportLine] = []
        var isInComment = false
        var isInString = false
        for (index, line) in source.split(separator: "\n", omittingEmptySubsequences: false).enumerated() {
            let quotes = line.ranges(of: "\"\"\"").count
            if isInString || quotes > 0 {
                if quotes % 2 == 1 { isInString.toggle() }
                continue
            }
            for statement in withoutComments(line, &isInComment).split(separator: ";") {
                if let module = module(in: statement) {
                    imports.append(ImportLine(module: module, line: index + 1))
                }
            }
        }
        return imports
    }

    /// The module that a statement imports: `@preconcurrency package import struct Foundation.Data` → Foundation.
    private static func module(in statement: some StringProtocol) -> String? {
        var words = statement.split(whereSeparator: \.isWhitespace)[...]
        words = words.drop { $0.hasPrefix("@") || modifiers.contains(String($0)) }
        guard words.popFirst() == "import" else { return nil }
        if let kind = words.first, kinds.contains(String(kind)) { words.removeFirst() }
        return words.first.map { String($0.prefix { $0 != "." }.filter { $0 != "`" }) }
    }

    private static func withoutComments(_ line: Substring, _ isInComment: inout Bool) -> String {
        var code = ""
        var rest = line
        while !rest.isEmpty {
            if isInComment {
                guard let end = rest.firstRange(of: "*/") else { break }
                rest = rest[end.upperBound...]
                isInComment = false
            } else if rest.hasPrefix("//") {
                break
            } else if rest.hasPrefix("/*") {
                isInComment = true
                rest = rest.dropFirst(2)
            } else {
                code.append(rest.removeFirst())
            }
        }
        return code
    }
}
