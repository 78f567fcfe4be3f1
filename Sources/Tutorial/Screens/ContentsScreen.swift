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

    private enum Action: Hashable { case open, close }

    private var bindings: [KeyBinding<Action>] {
        [
            KeyBinding([.enter], .open, help: "go to this stop", footer: "go there"),
            KeyBinding(
                [.escape, .character("q"), .character("c")], .close, label: "Esc", help: "back",
                footer: "back"),
        ]
    }

    package mutating func handle(_ event: Event, in session: Session) -> [Command] {
        guard case .key(let key) = event, !list.handle(key), let action = bindings.action(for: key) else {
            return []
        }
        switch action {
        case .close: return [.pop]
        case .open:
            guard let index = session.library.index(ofLesson: lesson.id) else { return [.pop] }
            let entry = session.library.entries[index]
            return [.pop, .replace(LessonScreen.open(entry, step: list.selection, in: session))]
        }
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
            [KeyHint(label: "↑ ↓", help: "", footer: "choose")] + bindings.map(\.hint), y: height - 1)
    }

    package func inWords(in session: Session) -> [String] {
        ["Contents of \(lesson.title)."] + lesson.steps.enumerated().map { "\($0 + 1). \($1.title)" }
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
    private let count: Int

    init(count: Int, selection: Int = 0) {
        self.count = count
        self.selection = min(max(0, selection), max(0, count - 1))
    }

    /// Takes a key that moves the choice. False for every other key.
    mutating func handle(_ key: Key) -> Bool {
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

    func row(_ index: Int, text: String, style: Style = .plain) -> StyledLine {
        let isChosen = index == selection
        var line = StyledLine(isChosen ? "▸ " : "  ", .accent)
        line.append(text, isChosen ? Style(style.tone, .reverse) : style)
        return line
    }

    /// Draws the rows so that the chosen one shows.
    func draw(_ rows: [StyledLine], on canvas: inout Canvas) {
        var scroll = ScrollPosition()
        scroll.show(row: selection, content: rows.count, visible: canvas.bounds.height)
        canvas.drawRows(rows.map { $0.spelled(in: canvas.glyphs) }, scroll: scroll)
    }
}
