import TerminalUI

// How a finder looks: the field, the list, the detail and the keys.

extension FinderScreen {
    /// What the detail is marked with on the canvas.
    static var detailTarget: String { "detail" }

    func frame(_ bounds: Rect) -> FinderFrame {
        FinderFrame(bounds, hasDetail: Content.hasDetail && !items.isEmpty, rows: items.count)
    }

    func draw(on canvas: inout Canvas, in session: Session) {
        let frame = frame(canvas.bounds)
        drawHeader(on: &canvas)
        frame.drawRules(on: &canvas)
        canvas.clipped(to: frame.list) { drawList(on: &$0) }
        if let area = frame.detail {
            let rows = detailRows(width: area.width - 1, glyphs: canvas.glyphs)
            canvas.clipped(to: area) { canvas in
                var scroll = ScrollPosition()
                scroll.scroll(by: detailOffset, content: rows.count, visible: area.height)
                canvas.drawRows(rows, scroll: scroll)
                canvas.mark(canvas.bounds, as: Self.detailTarget)
            }
        }
        guard let y = frame.hints else { return }
        if let notice = session.notice {
            canvas.writeCut(StyledLine(notice, .warning), x: 1, y: y, width: canvas.bounds.width - 2)
        } else {
            canvas.drawHints(hints(session), y: y, in: session)
        }
    }

    private func drawHeader(on canvas: inout Canvas) {
        let width = canvas.bounds.width
        let status = content.progress ?? (query.isEmpty || !items.isEmpty ? content.counted(items.count) : "")
        let statusWidth = width >= 30 ? cellWidth(of: canvas.glyphs.spelling(of: status)) : 0
        let start = canvas.write("\(content.title): ", x: 1, y: 0, style: Style(.accent, .bold))
        let field = Rect(x: start, y: 0, width: width - start - statusWidth - 3, height: 1)
        canvas.clipped(to: field) { self.field.draw(on: &$0, invitation: content.invitation) }
        if statusWidth > 0 { canvas.writeRight(status, endX: width - 1, y: 0, style: .dim) }
    }

    private func drawList(on canvas: inout Canvas) {
        let bounds = canvas.bounds
        let remarks = content.remarks.flatMap {
            StyledLine($0, .warning).spelled(in: canvas.glyphs).wrapped(to: bounds.width - 1, indent: 2)
        }
        // What could not be read is said below, in one row at least where there are three.
        let count = min(remarks.count, bounds.height / 3)
        let parts = bounds.split(top: bounds.height - count)
        for (index, row) in remarks.prefix(count).enumerated() {
            canvas.write(row, x: 0, y: parts.rest.y + index)
        }
        canvas.clipped(to: parts.top) { canvas in
            if items.isEmpty {
                let rows = (nothing?.lines ?? []).laidOut(in: canvas.glyphs, width: bounds.width - 1)
                canvas.drawRows(rows, scroll: ScrollPosition())
            } else {
                drawItems(on: &canvas)
            }
        }
    }

    private func drawItems(on canvas: inout Canvas) {
        let rows = items.map(content.row)
        let numberWidth = rows.map { cellWidth(of: $0.number) }.max() ?? 0
        let width = canvas.bounds.width
        var headings: [Int: StyledLine] = [:]
        var lines: [StyledLine] = []
        for (index, row) in rows.enumerated() {
            let number = numberWidth > 0 ? row.number.padded(to: numberWidth + 2) : ""
            let note = row.note.isEmpty ? "" : "  " + canvas.glyphs.spelling(of: safeText(row.note))
            // Two cells for the mark of the chosen row, two for the scroll mark.
            let room = max(0, width - 4 - cellWidth(of: note))
            let left = (number + row.text).shortened(to: room, glyphs: canvas.glyphs)
            let gap = note.isEmpty ? 0 : room - cellWidth(of: left)
            let text = left + String(repeating: " ", count: gap) + note
            lines.append(list.row(index, text: text, style: row.style))
            // What is ranked is not grouped.
            if query.isEmpty, !row.group.isEmpty, index == 0 || rows[index - 1].group != row.group {
                headings[index] = StyledLine(row.group, .dim)
            }
        }
        list.draw(lines, headings: headings, on: &canvas)
    }

    // MARK: Words

    /// The others are said as one walks down to them.
    private static var mostRowsSaid: Int { 10 }

    func inWords(in session: Session) -> [String] {
        let typed =
            field.text.isEmpty ? [content.title + "."] : ["\(content.title): \(safeText(field.text))."]
        let ask = field.text.isEmpty ? " Type what you look for." : ""
        let found = nothing.map { $0.lines.map(\.text) } ?? [content.counted(items.count) + "." + ask]
        let detail = chosen.map { content.detail(of: $0, query: query).map(\.text) } ?? []
        let said = max(Self.mostRowsSaid, list.selection + 1)
        let rows = items.prefix(said).map(content.row).enumerated().map { index, row in
            list.inWords(
                index, [row.number, row.text, row.note].filter { !$0.isEmpty }.joined(separator: " "))
        }
        let more = items.count > said ? ["\(items.count - said) more below."] : []
        return (typed + [content.progress].compactMap { $0 } + found + content.remarks + rows + more + detail)
            .filter { !$0.isEmpty }.map(safeText)
    }
}

extension String {
    /// The text in an alphabet, cut to a width, with a mark where something is missing.
    fileprivate func shortened(to width: Int, glyphs: GlyphSet) -> String {
        var text = glyphs.spelling(of: safeText(self))
        guard cellWidth(of: text) > width else { return text }
        let mark = glyphs.pick("…", "..")
        while !text.isEmpty, cellWidth(of: text + mark) > width { text.removeLast() }
        return cellWidth(of: mark) <= width ? text + mark : ""
    }
}
