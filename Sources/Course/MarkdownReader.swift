/// Turns the nodes of the CommonMark parser into prose, and notes what a lesson cannot show.
struct MarkdownReader {
    /// The lines that were parsed.
    let source: SourceText
    private(set) var problems: [Problem] = []

    init(source: SourceText) {
        self.source = source
    }

    mutating func note(_ message: String, at place: Place) {
        guard problems.count < Caps.problemsPerFile else { return }
        problems.append(Problem(message, at: place))
    }

    // MARK: - Blocks

    /// The prose of one block; nil when there is nothing to show or it is not allowed, which is noted.
    mutating func proseBlock(_ node: MarkdownNode, depth: Int = 0) -> ProseBlock? {
        guard depth < Caps.nesting else {
            note("nested deeper than \(Caps.nesting) levels", at: place(of: node))
            return nil
        }
        switch node.kind {
        case .paragraph: return .paragraph(inlines(of: node, depth: depth))
        case .heading: return .heading(level: node.headingLevel, inlines(of: node, depth: depth))
        case .list:
            var items: [[ProseBlock]] = []
            for item in node.children { items.append(blocks(of: item, depth: depth + 1)) }
            return .list(start: node.listStart, items: items)
        case .quote: return .quote(blocks(of: node, depth: depth + 1))
        case .code: return code(node)
        case .table: return table(node, depth: depth)
        case .rule: return .rule
        case .html:
            noteHTML(node)
            return nil
        default:
            note("a lesson cannot show this piece of Markdown", at: place(of: node))
            return nil
        }
    }

    private mutating func blocks(of node: MarkdownNode, depth: Int) -> [ProseBlock] {
        var blocks: [ProseBlock] = []
        for child in node.children {
            if let block = proseBlock(child, depth: depth) { blocks.append(block) }
        }
        return blocks
    }

    /// Code to look at. A fence of data never comes here from the left margin.
    private mutating func code(_ node: MarkdownNode) -> ProseBlock {
        let words = node.info.split(separator: " ")
        let firstLine = node.literal.prefix { $0 != "\n" }
        let looksLikeData = firstLine.hasPrefix("```yaml") || firstLine.hasPrefix("~~~yaml")
        if words.first == "yaml" || node.fence == nil && looksLikeData {
            note("a yaml fence stands at the left margin, not indented or in a list", at: place(of: node))
        } else if node.fence != nil, !isClosed(node) {
            note("this fence is never closed", at: place(of: node))
        }
        checkText(node.literal, of: node)
        return .code(language: words.first.map(String.init), text: node.literal)
    }

    private mutating func table(_ node: MarkdownNode, depth: Int) -> ProseBlock {
        var rows: [[[Inline]]] = []
        for row in node.children {
            var cells: [[Inline]] = []
            for cell in row.children { cells.append(inlines(of: cell, depth: depth)) }
            rows.append(cells)
        }
        let header = rows.isEmpty ? [] : rows.removeFirst()
        return .table(header: header, rows: rows)
    }

    private mutating func noteHTML(_ node: MarkdownNode) {
        let text = node.literal.split(separator: "\n", maxSplits: 1).first ?? ""
        let place = source.place(of: text, inLine: source.firstLine + node.startLine - 1)
        let isPause = text.lowercased().contains("pause")
        let message =
            isPause
            ? "write <!-- pause --> alone on its line, at the left margin, between blank lines"
            : "HTML is not shown in a terminal; only <!-- pause --> is understood"
        note(message, at: place ?? self.place(of: node))
    }

    /// Whether a fence has its closing line; the parser ends an open one silently, with what holds it.
    func isClosed(_ node: MarkdownNode) -> Bool {
        guard let fence = node.fence, node.endLine > node.startLine else { return false }
        let ancestors = sequence(first: node, next: \.parent)
        let endsWhereAnotherStarts = ancestors.contains { $0.next?.startLine == node.endLine }
        let lastLine = source.line(source.firstLine + node.endLine - 1)
        let closing = lastLine.drop { " \t>".contains($0) }.prefix { $0 == fence.character }
        let rest = lastLine.drop { " \t>".contains($0) }.dropFirst(closing.count)
        return closing.count >= fence.length && rest.isBlank && !endsWhereAnotherStarts
    }

    func place(of node: MarkdownNode) -> Place {
        let line = source.firstLine + max(node.startLine, 1) - 1
        let bytes = source.line(line).utf8.prefix(max(node.startColumn, 1) - 1)
        let column = String(decoding: bytes, as: UTF8.self).unicodeScalars.count + 1
        return Place(file: source.file, line: line, column: column)
    }

    // MARK: - Inlines

    mutating func inlines(of node: MarkdownNode, depth: Int) -> [Inline] {
        guard depth < Caps.nesting else {
            note("nested deeper than \(Caps.nesting) levels", at: place(of: node))
            return []
        }
        var inlines: [Inline] = []
        for child in node.children {
            guard let inline = inline(child, depth: depth) else { continue }
            if case .text(let text) = inline, case .text(let before) = inlines.last {
                inlines[inlines.count - 1] = .text(before + text)
            } else {
                inlines.append(inline)
            }
        }
        return inlines
    }

    private mutating func inline(_ node: MarkdownNode, depth: Int) -> Inline? {
        switch node.kind {
        case .text:
            checkText(node.literal, of: node)
            return .text(node.literal)
        case .codeSpan: return .code(node.literal)
        case .emphasis: return .emphasis(inlines(of: node, depth: depth + 1))
        case .strong: return .strong(inlines(of: node, depth: depth + 1))
        case .link:
            checkText(node.destination, of: node)
            return .link(inlines(of: node, depth: depth + 1), destination: node.destination)
        case .softBreak: return .softBreak
        case .lineBreak: return .lineBreak
        case .inlineHTML:
            noteHTML(node)
            return nil
        default:
            note("a terminal shows no images; draw it with a fence, or describe it", at: place(of: node))
            return nil
        }
    }

    /// An entity can spell what the file may not hold.
    private mutating func checkText(_ text: String, of node: MarkdownNode) {
        guard let (_, hidden) = firstHiddenScalar(in: text) else { return }
        let message = "\(hiddenCharacterName(hidden)) is not allowed in a lesson, not even as an entity"
        note(message, at: place(of: node))
    }
}
