import Course
import TerminalUI

/// Lays Markdown prose out in rows of a given width.
package struct ProseLayout {
    let width: Int
    let glyphs: GlyphSet

    package init(width: Int, glyphs: GlyphSet) {
        self.width = max(1, width)
        self.glyphs = glyphs
    }

    /// The rows of some blocks, an empty one between each two.
    package func rows(of blocks: [ProseBlock]) -> [StyledLine] {
        Array(blocks.map(rows).joined(separator: [StyledLine()]))
    }

    private func rows(of block: ProseBlock) -> [StyledLine] {
        switch block {
        case .paragraph(let inlines): wrap(inlines)
        case .heading(_, let inlines): wrap(inlines, style: .bold)
        case .list(let start, let items):
            items.enumerated().flatMap { index, item in listItem(item, number: start.map { $0 + index }) }
        case .code(_, let text): code(text)
        case .quote(let blocks):
            indented(blocks, by: 2, mark: StyledLine(glyphs.pick("│ ", "| "), .furniture))
        case .table(let header, let rows): table([header] + rows)
        case .rule: [StyledLine(String(repeating: glyphs.pick("─", "-"), count: width), .furniture)]
        }
    }

    private func wrap(_ inlines: [Inline], style: Style = .plain) -> [StyledLine] {
        lines(of: inlines, style: style).flatMap { $0.spelled(in: glyphs).wrapped(to: width) }
    }

    /// Inline text as lines: a new one only where the author asked for it.
    private func lines(of inlines: [Inline], style: Style) -> [StyledLine] {
        var lines = [StyledLine()]
        for inline in inlines {
            switch inline {
            case .text(let text): lines[lines.count - 1].append(text, style)
            case .code(let text): lines[lines.count - 1].append(text, Style(.accent))
            case .softBreak: lines[lines.count - 1].append(" ", style)
            case .lineBreak: lines.append(StyledLine())
            case .emphasis(let inner):
                join(self.lines(of: inner, style: style.adding(.underline)), to: &lines)
            case .strong(let inner): join(self.lines(of: inner, style: style.adding(.bold)), to: &lines)
            case .link(let inner, let destination):
                join(self.lines(of: inner, style: style.adding(.underline)), to: &lines)
                lines[lines.count - 1].append(" (\(destination))", .dim)
            }
        }
        return lines
    }

    private func join(_ more: [StyledLine], to lines: inout [StyledLine]) {
        for (index, line) in more.enumerated() {
            if index > 0 { lines.append(StyledLine()) }
            for run in line.runs { lines[lines.count - 1].append(run.text, run.style) }
        }
    }

    private func listItem(_ blocks: [ProseBlock], number: Int?) -> [StyledLine] {
        let mark = number.map { "\($0). " } ?? glyphs.pick("• ", "* ")
        return indented(blocks, by: cellWidth(of: mark), mark: StyledLine(mark, .accent), firstOnly: true)
    }

    private func indented(
        _ blocks: [ProseBlock], by columns: Int, mark: StyledLine, firstOnly: Bool = false
    ) -> [StyledLine] {
        let inner = ProseLayout(width: width - columns, glyphs: glyphs).rows(of: blocks)
        return inner.enumerated().map { index, row in
            index == 0 || !firstOnly ? mark + row : row.indented(by: columns)
        }
    }

    private func code(_ text: String) -> [StyledLine] {
        text.split(separator: "\n", omittingEmptySubsequences: false).map {
            StyledLine("  " + $0, Style(.accent)).spelled(in: glyphs)
        }
    }

    private func table(_ rows: [[[Inline]]]) -> [StyledLine] {
        let cells = rows.map { row in row.map { glyphs.spelling(of: safeText($0.plainText)) } }
        let columns = cells.map(\.count).max() ?? 0
        let widths = (0..<columns).map { column in
            cells.map { column < $0.count ? cellWidth(of: $0[column]) : 0 }.max() ?? 0
        }
        return cells.enumerated().flatMap { index, row -> [StyledLine] in
            let text = row.enumerated().map { column, cell in
                cell + String(repeating: " ", count: widths[column] - cellWidth(of: cell))
            }.joined(separator: "  ")
            return StyledLine(text, index == 0 ? .bold : .plain).wrapped(to: width, indent: 2)
        }
    }
}
