/// A heading and the `{#id}` at its end.
struct StepHeading {
    /// The text before the id.
    let title: String
    /// What stands between `{#` and `}`, whether it is a good id or not; nil without them.
    let id: String?
    let place: Place
    private let idPlace: Place
    private let isUnderlined: Bool

    /// Notes in `markdown` what a title cannot show.
    init(_ node: MarkdownNode, in markdown: inout MarkdownReader) {
        let text = markdown.inlines(of: node, depth: 0).plainText
        place = markdown.place(of: node)
        let line = markdown.source.line(place.line)
        isUnderlined = line.drop { $0 == " " }.first != "#"
        idPlace =
            markdown.source.place(of: "{#", inLine: place.line)
            .map { Place(file: $0.file, line: $0.line, column: $0.column + "{#".count) } ?? place

        let trimmed = Substring(text).trimmingSpaces
        if trimmed.last == "}", let mark = trimmed.lastIndex(ofBytesOf: "{#") {
            id = String(trimmed[mark...].unicodeScalars.dropFirst("{#".count).dropLast())
            title = String(trimmed[..<mark].trimmingSpaces)
        } else {
            id = nil
            title = String(trimmed)
        }
    }

    /// What keeps the heading from starting a step.
    func problem(usedIDs: [String: Place]) -> Problem? {
        if isUnderlined {
            let message = "the line below makes this text a heading; leave a blank line between them"
            return Problem(message, at: place)
        }
        guard let id else {
            let example = suggestedID(title)
            return Problem("a step has an id at the end of its heading, ## Title {#id}\(example)", at: place)
        }
        if title.isEmpty { return Problem("the step has no title", at: place) }
        if !isValidID(id) {
            return Problem(
                "an id is made of a-z, 0-9 and -\(suggestedID(id.isEmpty ? title : id))", at: idPlace)
        }
        if let first = usedIDs[id] {
            return Problem("the id \"\(id)\" is used twice, first on line \(first.line)", at: idPlace)
        }
        return nil
    }
}

extension Substring {
    fileprivate var trimmingSpaces: Substring {
        guard let first = firstIndex(where: { $0 != " " }), let last = lastIndex(where: { $0 != " " }) else {
            return ""
        }
        return self[first...last]
    }
}
