/// A block of ordinary Markdown between the fences of a step.
package indirect enum ProseBlock: Hashable, Sendable {
    case paragraph([Inline])
    case heading(level: Int, [Inline])
    /// A list, numbered from `start` or, without one, bulleted.
    case list(start: Int?, items: [[ProseBlock]])
    case code(language: String?, text: String)
    case quote([ProseBlock])
    /// A table: the cells of its header, then of each row; every row has as many cells as the header.
    case table(header: [[Inline]], rows: [[[Inline]]])
    case rule
}

/// A run of text within a paragraph, a heading or a table cell.
package indirect enum Inline: Hashable, Sendable {
    case text(String)
    case code(String)
    case emphasis([Inline])
    case strong([Inline])
    case link([Inline], destination: String)
    /// The end of a line in the file, which is a space on the screen.
    case softBreak
    /// The end of a line that the author asked for.
    case lineBreak
}

extension Sequence<Inline> {
    /// The text alone, without its marks: what a title, a search or a screen reader needs.
    package var plainText: String {
        map { inline in
            switch inline {
            case .text(let text), .code(let text): text
            case .emphasis(let content), .strong(let content), .link(let content, _): content.plainText
            case .softBreak, .lineBreak: " "
            }
        }.joined()
    }
}
