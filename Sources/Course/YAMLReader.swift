import Yams

/// Composes one piece of YAML, front matter or a fence, into nodes that know their places.
struct YAMLReader {
    private let source: SourceText
    /// Where an empty piece stands: its opening fence.
    private let start: Place
    /// The scalars of each line: every value is looked up by its column, and a line may hold thousands.
    private let scalars: [[Unicode.Scalar]]

    init(source: SourceText, start: Place) {
        self.source = source
        self.start = start
        scalars = source.lines.map { Array($0.unicodeScalars) }
    }

    /// The top node; an empty piece gives an empty scalar at `start`.
    func read() throws(Problem) -> YAMLNode {
        try checkBeforeComposing()
        guard source.lines.contains(where: { !$0.isBlank }) else { return emptyNode }
        let composed: Node?
        do {
            composed = try compose(yaml: withoutReferences(source.text + "\n"), .basic, .default, .utf8)
        } catch let error as YamlError {
            throw YAMLSyntaxError(error: error, source: source, start: start).problem
        } catch {
            throw Problem("the YAML cannot be read: \(error)", at: start)
        }
        guard let composed else { return emptyNode }
        return try node(composed, depth: 0)
    }

    private var emptyNode: YAMLNode {
        YAMLNode(content: .scalar(text: "", style: .plain), place: start)
    }

    // MARK: - Before composing

    /// Refuses what the composer would follow into any depth, and what is more than one plain document.
    private func checkBeforeComposing() throws(Problem) {
        var brackets = 0
        var open = 0
        for (index, line) in source.lines.enumerated() {
            if line.hasPrefix("%") || line.hasPrefix("---") || line.hasPrefix("...") {
                let message = "directives and document marks are not used here; quote text that starts so"
                throw Problem(message, at: source.place(lineAt: index))
            }
            for (offset, scalar) in line.unicodeScalars.enumerated() {
                switch scalar {
                case "[", "{":
                    brackets += 1
                    open += 1
                case "]", "}": open = max(0, open - 1)
                default: continue
                }
                guard open > Caps.nesting || brackets > Caps.yamlBrackets else { continue }
                throw Problem(
                    open > Caps.nesting
                        ? "nested deeper than \(Caps.nesting) levels"
                        : "more than \(Caps.yamlBrackets) brackets in one piece of YAML",
                    at: source.place(lineAt: index, column: offset + 1))
            }
        }
    }

    /// Stand-ins for `&` and `*`. No lesson holds them: private use characters are refused when it is read.
    private static let standIns: [(mark: Unicode.Scalar, standIn: Unicode.Scalar)] = [
        ("&", "\u{E000}"), ("*", "\u{E001}"),
    ]

    /// The text with its anchors and aliases made plain, so that composing it cannot multiply anything.
    ///
    /// Only a node that starts with one was a reference; within text, `restored(_:)` puts the mark back.
    private func withoutReferences(_ text: String) -> String {
        replacing(Self.standIns.map { (from: $0.mark, to: $0.standIn) }, in: text)
    }

    private func restored(_ text: String) -> String {
        replacing(Self.standIns.map { (from: $0.standIn, to: $0.mark) }, in: text)
    }

    /// Scalar by scalar, since that is how the composer reads: a mark with an accent on it is still a mark.
    private func replacing(
        _ pairs: [(from: Unicode.Scalar, to: Unicode.Scalar)], in text: String
    ) -> String {
        guard text.unicodeScalars.contains(where: { scalar in pairs.contains { $0.from == scalar } }) else {
            return text
        }
        var replaced = String.UnicodeScalarView()
        for scalar in text.unicodeScalars {
            replaced.append(pairs.first { $0.from == scalar }?.to ?? scalar)
        }
        return String(replaced)
    }

    // MARK: - After composing

    private func node(_ composed: Node, depth: Int) throws(Problem) -> YAMLNode {
        let place = place(of: composed.mark)
        guard depth < Caps.nesting else {
            throw Problem("nested deeper than \(Caps.nesting) levels", at: place)
        }
        try refuseReferenceOrTag(at: place)
        switch composed {
        case .scalar(let scalar):
            return try self.scalar(scalar, at: place)
        case .sequence(let sequence):
            var items: [YAMLNode] = []
            for item in sequence { items.append(try node(item, depth: depth + 1)) }
            let isFlow = rest(from: place).first == "["
            return YAMLNode(content: .sequence(items, isFlow: isFlow), place: place)
        case .mapping(let mapping):
            var entries: [YAMLNode.Entry] = []
            for pair in mapping { entries.append(try entry(pair.key, pair.value, depth: depth + 1)) }
            let isFlow = rest(from: place).first == "{"
            return YAMLNode(content: .mapping(entries, isFlow: isFlow), place: place)
        case .alias:
            throw Problem("aliases are not used in lessons", at: place)
        }
    }

    private func entry(_ key: Node, _ value: Node, depth: Int) throws(Problem) -> YAMLNode.Entry {
        let keyPlace = place(of: key.mark)
        guard case .scalar(let text, _) = try node(key, depth: depth).content else {
            throw Problem("a key is a word, not a list or a mapping", at: keyPlace)
        }
        if text == "<<" { throw Problem("merge keys are not used in lessons", at: keyPlace) }
        return YAMLNode.Entry(key: text, keyPlace: keyPlace, value: try node(value, depth: depth))
    }

    private func scalar(_ scalar: Node.Scalar, at place: Place) throws(Problem) -> YAMLNode {
        let text = restored(scalar.string)
        switch scalar.style {
        case .singleQuoted, .doubleQuoted:
            let textPlace = Place(file: place.file, line: place.line, column: place.column + 1)
            return try self.text(text, .quoted, at: textPlace)
        case .literal, .folded:
            return try self.text(text, .block, at: placeOfBlock(headedAt: place))
        case .any, .plain:
            return try self.text(text, .plain, at: place)
        }
    }

    private func text(
        _ text: String, _ style: YAMLNode.ScalarStyle, at place: Place
    ) throws(Problem) -> YAMLNode {
        if let (_, hidden) = firstHiddenScalar(in: text) {
            let message = "\(hiddenCharacterName(hidden)) is not allowed in a lesson, not even as an escape"
            throw Problem(message, at: place)
        }
        let textLines = text.unicodeScalars.split(separator: "\n", omittingEmptySubsequences: false)
        let isVerbatim = textLines.enumerated().allSatisfy { index, textLine in
            let inLine = Place(file: place.file, line: place.line + index, column: place.column)
            return rest(from: inLine).starts(with: textLine)
        }
        if style == .plain, isVerbatim { try refuseCutByHash(text, at: place) }
        return YAMLNode(content: .scalar(text: text, style: style), place: place, isVerbatim: isVerbatim)
    }

    /// Refuses `step #3`, of which YAML keeps `step`. A comment has a space after its `#`.
    private func refuseCutByHash(_ text: String, at place: Place) throws(Problem) {
        let comment = rest(from: place).dropFirst(text.unicodeScalars.count).drop { $0 == " " }
        guard !text.isEmpty, comment.first == "#", let next = comment.dropFirst().first, next != " ",
            next != "#"
        else { return }
        throw Problem(
            "this # cuts the text: put all of it in quotes, or a space after the # of a comment",
            at: Place(file: place.file, line: place.line, column: comment.startIndex + 1))
    }

    /// The first character of a block scalar: it stands below the `|` or `>` that heads it.
    private func placeOfBlock(headedAt place: Place) -> Place {
        for number in (place.line + 1)..<max(place.line + 1, source.endLine) {
            let line = source.line(number)
            guard !line.isBlank else { continue }
            let indentation = line.unicodeScalars.prefix { $0 == " " }.count
            return Place(file: place.file, line: number, column: indentation + 1)
        }
        return place
    }

    private func refuseReferenceOrTag(at place: Place) throws(Problem) {
        switch rest(from: place).first {
        case "&":
            throw Problem("anchors (&) are not used in lessons; quote text that starts with &", at: place)
        case "*":
            throw Problem("aliases (*) are not used in lessons; quote text that starts with *", at: place)
        case "!": throw Problem("tags (!) are not used in lessons; quote text that starts with !", at: place)
        default: return
        }
    }

    private func place(of mark: Mark?) -> Place {
        guard let mark else { return start }
        return source.place(lineAt: mark.line - 1, column: mark.column)
    }

    /// What stands in a line from this place on; nothing behind its end.
    private func rest(from place: Place) -> ArraySlice<Unicode.Scalar> {
        let index = place.line - source.firstLine
        guard scalars.indices.contains(index) else { return [] }
        return scalars[index].dropFirst(place.column - 1)
    }
}
