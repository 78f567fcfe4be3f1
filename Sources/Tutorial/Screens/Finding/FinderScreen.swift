import Course
import TerminalUI

/// What a finder looks through, and what choosing something does.
protocol FinderContent: Sendable {
    associatedtype Item: Hashable & Sendable

    /// The name of the screen.
    var title: String { get }
    /// What the field says while nothing is typed.
    var invitation: String { get }
    /// What Enter does, for the footer.
    var enterHint: String { get }
    /// Whether each item has more to say than its row.
    static var hasDetail: Bool { get }

    /// What is being read, `reading 3 of 7`; nil when there is nothing left to read.
    var progress: String? { get }
    /// Reads a little more.
    mutating func readOn()
    /// What could not be read, in a sentence each.
    var remarks: [String] { get }

    /// The items in which every word of a query occurs, the best first; all of them for an empty query.
    func items(matching query: Query) -> [Item]
    /// How many items there are, in words: `3 stops`.
    func counted(_ count: Int) -> String
    /// All words that occur, the more likely ones first.
    var words: [String] { get }

    func row(of item: Item) -> FinderRow
    /// More about an item, with the words that were looked for standing out.
    func detail(of item: Item, query: Query) -> [StyledLine]
    /// What choosing an item does.
    func take(_ item: Item, in session: Session) -> [Command]
}

/// An item as its row shows it.
struct FinderRow: Sendable {
    /// What stands above the first row of a group; empty where there are no groups.
    var group = ""
    /// What stands before the text: a lesson's number.
    var number = ""
    var text: String
    /// What stands at the right: a key, a symbol.
    var note = ""
    var style = Style.plain
}

/// A field to type into, the list of what fits, and what there is to say about the chosen entry.
struct FinderScreen<Content: FinderContent>: Screen {
    private(set) var content: Content
    private(set) var field = TextField()
    private(set) var items: [Content.Item] = []
    private(set) var list = SelectionList(count: 0)
    /// What could be looked for where nothing is found.
    private var suggestion: String?
    /// The first row of the detail that shows.
    private var detailOffset = 0

    init(_ content: Content) {
        self.content = content
        find()
    }

    var chosen: Content.Item? { items.indices.contains(list.selection) ? items[list.selection] : nil }

    private var query: Query { Query(field.text) }

    // MARK: Events

    var tickInterval: Duration? { content.progress == nil ? nil : .milliseconds(15) }

    private enum Action: Hashable { case take, detailUp, detailDown, close }

    private func bindings(_ session: Session) -> [KeyBinding<Action>] {
        let hasMore = hiddenDetailRows(session) > 0
        let enter = items.isEmpty ? suggestion.map { "look for \($0)" } : content.enterHint
        return [
            KeyBinding([.enter], .take, help: "", footer: enter),
            KeyBinding([.escape], .close, help: "", footer: "close"),
            KeyBinding([.left], .detailUp, label: "← →", help: "", footer: hasMore ? "more" : nil),
            KeyBinding([.right], .detailDown, help: ""),
        ]
    }

    private func hints(_ session: Session) -> [KeyHint] {
        let choose = [KeyHint(label: "↑ ↓", help: "", footer: items.count > 1 ? "choose" : nil)]
        let empty = [KeyHint(label: "Ctrl-U", help: "", footer: field.text.isEmpty ? nil : "empty")]
        let keys = bindings(session).map(\.hint)
        // Where there is room for a few only, arrows go without saying.
        return session.size.width >= 60 ? choose + keys + empty : keys + choose + empty
    }

    mutating func handle(_ event: Event, in session: Session) -> [Command] {
        switch event {
        case .key(let key): return handle(key, in: session)
        case .paste(let text):
            field.paste(text)
            find()
        case .tick:
            guard content.progress != nil else { return [] }
            let kept = list.selection > 0 ? chosen : nil
            content.readOn()
            find(keeping: kept)
        case .mouse(let action, let point): return handle(action, at: point, in: session)
        case .resize, .signal, .terminalClosed: break
        }
        return []
    }

    private mutating func handle(_ key: Key, in session: Session) -> [Command] {
        if field.handle(key) {
            find()
        } else if let action = bindings(session).action(for: key) {
            return carryOut(action, in: session)
        } else if list.handle(key) {
            detailOffset = 0
        }
        return []
    }

    private mutating func carryOut(_ action: Action, in session: Session) -> [Command] {
        switch action {
        case .close: return [.pop]
        case .take: return take(in: session)
        case .detailUp: scrollDetail(by: -1, session)
        case .detailDown: scrollDetail(by: 1, session)
        }
        return []
    }

    private mutating func handle(_ action: MouseAction, at point: Point, in session: Session) -> [Command] {
        let target = target(at: point, in: session)
        if target == Self.detailTarget {
            if action != .press { scrollDetail(by: action == .wheelDown ? 3 : -3, session) }
            return []
        }
        let before = list.selection
        let opens = list.handle(action, target: target)
        if list.selection != before { detailOffset = 0 }
        return opens ? take(in: session) : []
    }

    private mutating func take(in session: Session) -> [Command] {
        if let chosen { return content.take(chosen, in: session) }
        if let suggestion {
            field = TextField(suggestion)
            find()
        }
        return []
    }

    /// Looks again for what is in the field. What was chosen stays chosen where it is still there.
    private mutating func find(keeping kept: Content.Item? = nil) {
        items = content.items(matching: query)
        let place = kept.flatMap(items.firstIndex)
        if place == nil { detailOffset = 0 }
        list = SelectionList(count: items.count, selection: place ?? 0)
        suggestion = items.isEmpty && content.progress == nil ? nearestQuery : nil
    }

    // MARK: Nothing found

    /// The words that are nowhere, and the query with the nearest words in their places.
    private var unknownWords: [FoldedWord] {
        let words = content.words.map(FoldedText.init)
        return query.words.filter { word in !words.contains { $0.hit(word) != nil } }
    }

    private var nearestQuery: String? {
        let unknown = unknownWords
        guard !unknown.isEmpty else { return nil }
        let words = content.words
        var suggested: [String] = []
        for word in query.words {
            guard unknown.contains(word) else {
                suggested.append(word.text)
                continue
            }
            guard let near = nearest(word.text, in: words) else { return nil }
            suggested.append(near)
        }
        return suggested.joined(separator: " ")
    }

    private var nothingFound: [StyledLine] {
        if content.progress != nil { return [StyledLine("Nothing so far.", .dim)] }
        guard !query.isEmpty else { return [StyledLine("There is nothing here yet.")] }
        let unknown = unknownWords.map { "\"\($0.text)\"" }
        guard !unknown.isEmpty else {
            return [
                StyledLine("Each of these words occurs, but nothing has all of them."), StyledLine(),
                StyledLine("Leave one out: Backspace deletes, Ctrl-U empties the field."),
            ]
        }
        let nothing = StyledLine("Nothing has \(unknown.joined(separator: " or ")) in it.")
        guard let suggestion else {
            return [
                nothing, StyledLine(),
                StyledLine("Try the beginning of the word, or another one: Ctrl-U empties the field."),
            ]
        }
        var near = StyledLine("The nearest that occurs: ")
        near.append(suggestion, Style(.accent, .bold))
        return [nothing, StyledLine(), near, StyledLine("Enter looks for it.")]
    }

    // MARK: Drawing

    private static var detailTarget: String { "detail" }

    private func frame(_ bounds: Rect) -> FinderFrame {
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
            canvas.drawHints(hints(session), y: y)
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
        // What could not be read is said below, as far as it leaves room.
        let count = min(remarks.count, max(0, bounds.height - 3))
        let parts = bounds.split(top: bounds.height - count)
        for (index, row) in remarks.prefix(count).enumerated() {
            canvas.write(row, x: 0, y: parts.rest.y + index)
        }
        canvas.clipped(to: parts.top) { canvas in
            if items.isEmpty {
                let rows = nothingFound.flatMap { $0.spelled(in: canvas.glyphs).wrappedOrEmpty(to: bounds.width - 1) }
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
            let left = canvas.glyphs.spelling(of: number + row.text)
            let note = canvas.glyphs.spelling(of: row.note)
            // Two cells for the mark of the chosen row, one for the scroll mark.
            let gap = max(2, width - 3 - cellWidth(of: left) - cellWidth(of: note))
            let text = note.isEmpty ? left : left + String(repeating: " ", count: gap) + note
            lines.append(list.row(index, text: text, style: row.style))
            // What is ranked is not grouped.
            if query.isEmpty, !row.group.isEmpty, index == 0 || rows[index - 1].group != row.group {
                headings[index] = StyledLine(row.group, .dim)
            }
        }
        list.draw(lines, headings: headings, on: &canvas)
    }

    private func detailRows(width: Int, glyphs: GlyphSet) -> [StyledLine] {
        guard let chosen else { return [] }
        return content.detail(of: chosen, query: query).flatMap {
            $0.spelled(in: glyphs).wrappedOrEmpty(to: width)
        }
    }

    private func detail(_ session: Session) -> (rows: Int, visible: Int)? {
        guard let area = frame(Rect(session.size)).detail else { return nil }
        return (detailRows(width: area.width - 1, glyphs: session.glyphs).count, area.height)
    }

    private func hiddenDetailRows(_ session: Session) -> Int {
        detail(session).map { max(0, $0.rows - $0.visible) } ?? 0
    }

    private mutating func scrollDetail(by rows: Int, _ session: Session) {
        guard let detail = detail(session) else { return }
        var scroll = ScrollPosition()
        scroll.scroll(by: detailOffset + rows, content: detail.rows, visible: detail.visible)
        detailOffset = scroll.offset
    }

    // MARK: Words

    func inWords(in session: Session) -> [String] {
        let typed = field.text.isEmpty ? [content.title + "."] : ["\(content.title): \(safeText(field.text))."]
        let found =
            items.isEmpty
            ? nothingFound.map(\.text).filter { !$0.isEmpty } : [content.counted(items.count) + "."]
        let detail = chosen.map { content.detail(of: $0, query: query).map(\.text) } ?? []
        let rows = items.map(content.row).map { row in
            [row.number, row.text, row.note].filter { !$0.isEmpty }.joined(separator: " ")
        }
        return (typed + [content.progress].compactMap { $0 } + found + content.remarks + rows + detail)
            .filter { !$0.isEmpty }.map(safeText)
    }
}

extension StyledLine {
    /// The rows of the line, an empty line being one empty row.
    func wrappedOrEmpty(to width: Int) -> [StyledLine] {
        let rows = wrapped(to: width)
        return rows.isEmpty && width > 0 ? [StyledLine()] : rows
    }
}
