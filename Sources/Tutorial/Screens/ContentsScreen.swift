import Course
import TerminalUI

/// The steps of a lesson, to go to any of them.
package struct ContentsScreen: Screen {
    private let lesson: Lesson
    private var list: SelectionList

    package init(lesson: Lesson, current: Int) {
        self.lesson = lesson
        list = SelectionList(count: lesson.steps.count, selection: current)
    }

    private enum Action: Hashable { case open, find(Finding), close }

    private var bindings: [KeyBinding<Action>] {
        [
            KeyBinding([.enter], .open, help: "go to this stop", footer: "go there"),
            KeyBinding(
                [.escape, .character("q"), .character("c")], .close, label: "Esc", help: "back",
                footer: "back"),
        ] + Finding.bindings(Action.find)
    }

    package func actions(in session: Session) -> [NamedAction] { bindings.actions() }

    package mutating func handle(_ event: Event, in session: Session) -> [Command] {
        switch event {
        case .key(let key):
            guard !list.handle(key), let action = bindings.action(for: key) else { return [] }
            switch action {
            case .close: return [.pop]
            case .open: return openChosen(session)
            case .find(let finding): return finding.open(over: self, depth: 2, in: session)
            }
        case .mouse(let action, let point):
            return list.handle(action, target: target(at: point, in: session)) ? openChosen(session) : []
        case .paste, .resize, .tick, .command, .signal, .terminalClosed: return []
        }
    }

    private func openChosen(_ session: Session) -> [Command] {
        guard let index = session.library.index(ofLesson: lesson.id) else { return [.pop] }
        return Route().commands(to: Stop(entry: index, step: list.selection), in: session)
    }

    package func draw(on canvas: inout Canvas, in session: Session) {
        canvas.write("Contents: \(lesson.title)", x: 1, y: 0, style: .bold)
        let rows = lesson.steps.enumerated().map { index, step -> StyledLine in
            let state = session.progress.state(
                ofStep: step.id, lesson: lesson.id, contentHash: step.contentHash)
            return list.row(index, text: "\(state.mark) \(index + 1)  \(step.title)\(state.note)")
        }
        let height = canvas.bounds.height
        canvas.clipped(to: canvas.bounds.inset(left: 1, top: height > 6 ? 2 : 1, right: 1, bottom: 1)) {
            canvas in
            list.draw(rows, on: &canvas)
        }
        canvas.drawHints(
            [KeyHint(label: "↑ ↓", help: "", footer: "choose")] + bindings.map(\.hint), y: height - 1,
            in: session)
    }

    package func inWords(in session: Session) -> [String] {
        ["Contents of \(lesson.title)."]
            + lesson.steps.enumerated().map {
                list.inWords($0, "\($0 + 1). \($1.title)")
            }
    }
}

extension StepState {
    /// How lists mark it.
    var mark: String {
        switch self {
        case .new: "○"
        case .started: "◐"
        case .done, .changed: "✓"
        }
    }

    var note: String { self == .changed ? "  (changed since you did it)" : "" }
}

/// A list with one chosen row.
struct SelectionList: Sendable {
    private(set) var selection: Int
    /// The number of a row while it is typed, digit by digit.
    private var typed = 0
    private let count: Int

    init(count: Int, selection: Int = 0) {
        self.count = count
        self.selection = min(max(0, selection), max(0, count - 1))
    }

    /// Takes a key that moves the choice: the arrows and their like, and the number of a row. False for every other key.
    mutating func handle(_ key: Key) -> Bool {
        if case .character(let digit) = key, digit.isASCII, let number = digit.wholeNumberValue {
            // A digit goes on with those before it as long as there is such a row.
            typed = typed * 10 + number <= count ? typed * 10 + number : number
            if (1...max(1, count)).contains(typed), count > 0 { selection = typed - 1 }
            return true
        }
        typed = 0
        switch key {
        case .down, .character("j"), .tab: selection = min(count - 1, selection + 1)
        case .up, .character("k"), .backTab: selection -= 1
        case .home: selection = 0
        case .end: selection = count - 1
        case .pageDown, .control("d"): selection = min(count - 1, selection + 8)
        case .pageUp, .control("u"): selection -= 8
        default: return false
        }
        selection = max(0, selection)
        return true
    }

    /// The row in words, with a mark where it is chosen.
    func inWords(_ index: Int, _ text: String) -> String {
        index == selection ? SpokenPage.mark + text : text
    }

    func row(_ index: Int, text: String, style: Style = .plain) -> StyledLine {
        let isChosen = index == selection
        var line = StyledLine(isChosen ? "▸ " : "  ", .accent)
        line.append(text, isChosen ? Style(style.tone, .reverse) : style)
        return line
    }

    /// Takes the mouse: the wheel moves the choice, a click chooses a row.
    /// - Parameter target: what the mouse points at, as `draw` marked it.
    /// - Returns: whether the row that was chosen before is clicked, which opens it.
    mutating func handle(_ action: MouseAction, target: String?) -> Bool {
        switch action {
        case .wheelDown: selection = max(0, min(count - 1, selection + 1))
        case .wheelUp: selection = max(0, selection - 1)
        case .press:
            guard let row = (0..<count).first(where: { Self.mark(ofRow: $0) == target }) else { return false }
            if row == selection { return true }
            selection = row
        }
        return false
    }

    /// What a row is marked with on the canvas.
    static func mark(ofRow index: Int) -> String { "row:\(index)" }

    /// Draws the rows so that the chosen one shows, and marks them for the mouse.
    /// - Parameter headings: what stands above rows.
    func draw(_ rows: [StyledLine], headings: [Int: StyledLine] = [:], on canvas: inout Canvas) {
        var (lines, places): ([StyledLine], [Int]) = ([], [])
        for (index, row) in rows.enumerated() {
            if let heading = headings[index] { lines.append(heading) }
            places.append(lines.count)
            lines.append(row)
        }
        let bounds = canvas.bounds
        var scroll = ScrollPosition()
        if places.indices.contains(selection) {
            scroll.show(row: places[selection], content: lines.count, visible: bounds.height)
        }
        canvas.drawRows(lines.map { $0.spelled(in: canvas.glyphs) }, scroll: scroll)
        for (index, place) in places.enumerated() {
            let row = Rect(x: 0, y: place - scroll.offset, width: bounds.width, height: 1)
            canvas.mark(row, as: Self.mark(ofRow: index))
        }
    }
}
