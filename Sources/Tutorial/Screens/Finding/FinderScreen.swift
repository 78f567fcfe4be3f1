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
    /// What there is to say where nothing is found.
    private(set) var nothing: NothingFound?
    /// The first row of the detail that shows.
    private(set) var detailOffset = 0

    init(_ content: Content) {
        self.content = content
        find()
    }

    var chosen: Content.Item? { items.indices.contains(list.selection) ? items[list.selection] : nil }

    var query: Query { Query(field.text) }

    // MARK: Events

    var tickInterval: Duration? { content.progress == nil ? nil : .milliseconds(15) }

    private enum Action: Hashable { case take, detailUp, detailDown, close }

    private func bindings(_ session: Session) -> [KeyBinding<Action>] {
        let hasMore = hiddenDetailRows(session) > 0
        let enter = items.isEmpty ? nothing?.suggestion.map { "look for \($0)" } : content.enterHint
        return [
            KeyBinding([.enter], .take, help: "", footer: enter),
            KeyBinding([.escape], .close, help: "", footer: "close"),
            KeyBinding([.left], .detailUp, label: "← →", help: "", footer: hasMore ? "more" : nil),
            KeyBinding([.right], .detailDown, help: ""),
        ]
    }

    /// The keys, as many as mean something now.
    func hints(_ session: Session) -> [KeyHint] {
        let choose = [KeyHint(label: "↑ ↓", help: "", footer: items.count > 1 ? "choose" : nil)]
        let empty = [KeyHint(label: "Ctrl-U", help: "", footer: field.text.isEmpty ? nil : "empty")]
        let keys = bindings(session).map(\.hint)
        // Where there is room for a few only, arrows go without saying.
        return session.size.width >= 60 ? choose + keys + empty : keys + choose + empty
    }

    package var hasField: Bool { true }
    package var findsAsOneTypes: Bool { true }

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
        case .command, .resize, .signal, .terminalClosed: break
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
        if let suggestion = nothing?.suggestion {
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
        nothing = items.isEmpty ? NothingFound(query, in: content) : nil
    }

    // MARK: The detail

    /// What there is to say about the chosen entry.
    func detailRows(width: Int, glyphs: GlyphSet) -> [StyledLine] {
        guard let chosen else { return [] }
        return content.detail(of: chosen, query: query).laidOut(in: glyphs, width: width)
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
}
