/// A line of text in which every run has its own style.
package struct StyledLine: Hashable, Sendable {
    package struct Run: Hashable, Sendable {
        package var text: String
        package var style: Style

        package init(_ text: String, _ style: Style = .plain) {
            self.text = text
            self.style = style
        }
    }

    package var runs: [Run]

    package init(_ runs: [Run] = []) {
        self.runs = runs
    }

    package init(_ text: String, _ style: Style = .plain) {
        runs = text.isEmpty ? [] : [Run(text, style)]
    }

    package var text: String { runs.map(\.text).joined() }
    package var width: Int { runs.reduce(0) { $0 + cellWidth(of: $1.text) } }

    package mutating func append(_ text: String, _ style: Style = .plain) {
        if let last = runs.indices.last, runs[last].style == style {
            runs[last].text += text
        } else if !text.isEmpty {
            runs.append(Run(text, style))
        }
    }

    package static func + (left: StyledLine, right: StyledLine) -> StyledLine {
        StyledLine(left.runs + right.runs)
    }

    /// The line moved to the right.
    package func indented(by columns: Int) -> StyledLine {
        StyledLine([Run(String(repeating: " ", count: max(0, columns)))] + runs)
    }

    /// The same words in another alphabet. Layout does this first, since spelling changes widths.
    package func spelled(in glyphs: GlyphSet) -> StyledLine {
        StyledLine(runs.map { Run(glyphs.spelling(of: safeText($0.text)), $0.style) })
    }
}

extension StyledLine {
    /// Breaks the line between words so that no row is wider than `width`; words that are wider still are cut.
    /// - Parameter indent: how far rows after the first are moved to the right.
    package func wrapped(to width: Int, indent: Int = 0) -> [StyledLine] {
        guard width > 0 else { return [] }
        let indent = indent < width ? indent : 0
        var rows: [StyledLine] = []
        var row = StyledLine()
        var column = 0
        for word in words {
            let first = rows.isEmpty
            let start = first ? 0 : indent
            if word.isBlank {
                // A blank at a break is not carried over to the next row, but it still parts the words.
                guard column > start || first else { continue }
                guard column + word.width <= width else {
                    column = width
                    continue
                }
            } else if column + word.width > width, column > start {
                rows.append(row.withoutTrailingBlanks)
                row = StyledLine(String(repeating: " ", count: indent))
                column = indent
            }
            for piece in word.line.cut(to: max(1, width - column), then: max(1, width - indent)) {
                if column + piece.width > width, column > 0 {
                    rows.append(row.withoutTrailingBlanks)
                    row = StyledLine(String(repeating: " ", count: indent))
                    column = indent
                }
                for run in piece.runs { row.append(run.text, run.style) }
                column += piece.width
            }
        }
        rows.append(row.withoutTrailingBlanks)
        return rows
    }

    /// The line without the blanks at its end.
    package var withoutTrailingBlanks: StyledLine {
        var line = self
        while let last = line.runs.indices.last {
            while line.runs[last].text.last == " " { line.runs[last].text.removeLast() }
            guard line.runs[last].text.isEmpty else { break }
            line.runs.removeLast()
        }
        return line
    }

    /// Runs of blanks and of other characters, in turn.
    private var words: [(line: StyledLine, width: Int, isBlank: Bool)] {
        var words: [(line: StyledLine, width: Int, isBlank: Bool)] = []
        for run in runs {
            for character in run.text {
                let blank = character == " "
                if words.last?.isBlank != blank { words.append((StyledLine(), 0, blank)) }
                words[words.count - 1].line.append(String(character), run.style)
                words[words.count - 1].width += cellWidth(of: String(character))
            }
        }
        return words
    }

    /// Cuts a line into a first piece of at most `first` columns and further ones of at most `rest`.
    private func cut(to first: Int, then rest: Int) -> [StyledLine] {
        if width <= first { return [self] }
        var pieces = [StyledLine()]
        var room = first
        for run in runs {
            for character in run.text {
                let width = cellWidth(of: String(character))
                if width > room {
                    pieces.append(StyledLine())
                    room = rest
                }
                pieces[pieces.count - 1].append(String(character), run.style)
                room -= width
            }
        }
        return pieces.filter { !$0.runs.isEmpty }
    }
}

extension [StyledLine] {
    /// The lines as rows of an alphabet, broken at a width; an empty line is an empty row.
    package func laidOut(in glyphs: GlyphSet, width: Int, indent: Int = 0) -> [StyledLine] {
        flatMap { line -> [StyledLine] in
            let rows = line.spelled(in: glyphs).wrapped(to: width, indent: indent)
            return rows.isEmpty && width > 0 ? [StyledLine()] : rows
        }
    }
}
