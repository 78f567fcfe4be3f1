import Course
import TerminalUI

/// The end of a lesson: what was done, and where to go from here.
package struct LessonEndScreen: Screen {
    private let lesson: Lesson
    private let number: String

    package init(lesson: Lesson, number: String) {
        self.lesson = lesson
        self.number = number
    }

    private enum Action: Hashable { case next, home, again, find(Finding) }

    private var bindings: [KeyBinding<Action>] {
        [
            KeyBinding([.enter], .next, help: "the next lesson", footer: "next lesson"),
            KeyBinding([.backspace], .again, help: "back into this lesson", footer: "back into it"),
            KeyBinding([.escape, .character("q")], .home, label: "Esc", help: "home", footer: "home"),
        ] + Finding.bindings(Action.find)
    }

    package func actions(in session: Session) -> [NamedAction] { bindings.actions() }

    package mutating func handle(_ event: Event, in session: Session) -> [Command] {
        guard case .key(let key) = event, let action = bindings.action(for: key) else { return [] }
        let index = session.library.index(ofLesson: lesson.id)
        switch action {
        case .home: return [.pop]
        case .find(let finding): return finding.open(over: self, in: session)
        case .again:
            guard let index else { return [.pop] }
            return Route(closing: 1).commands(
                to: Stop(entry: index, step: lesson.steps.count - 1), in: session)
        case .next:
            guard let next = next(in: session) else { return [.pop] }
            return Route(closing: 1).commands(to: Stop(entry: next, step: nil), in: session)
        }
    }

    /// The lesson to go on with: the next one that is due, else the one after this.
    private func next(in session: Session) -> Int? {
        let library = session.library
        guard let index = library.index(ofLesson: lesson.id) else { return nil }
        let later = library.entries.indices.dropFirst(index + 1)
        // Who has left a stop for later goes on all the same.
        var progress = session.progress
        progress.apply(ProgressRecord(lesson: lesson.id, step: nil, what: .done(contentHash: "")))
        return library.suggestion(for: progress, among: later) ?? later.first
            ?? library.suggestion(for: session.progress)
    }

    package func draw(on canvas: inout Canvas, in session: Session) {
        let rows = text(in: session).laidOut(
            in: canvas.glyphs, width: max(1, min(60, canvas.bounds.width - 4)))
        let height = max(0, canvas.bounds.height - 2)
        let top = max(0, (height - rows.count) / 3)
        for (y, row) in rows.enumerated() where top + y < height { canvas.write(row, x: 2, y: top + y) }
        canvas.drawHints(bindings.map(\.hint), y: canvas.bounds.height - 1, in: session)
    }

    private func text(in session: Session) -> [StyledLine] {
        let done = session.progress.doneSteps(lesson: lesson.id)
        let open = lesson.steps.filter { !done.contains($0.id) }
        var lines = [StyledLine(lesson.title, .bold), StyledLine()]
        if open.isEmpty {
            lines.append(StyledLine("✓ All of it is done: \(lesson.lengthInWords).", Style(.good)))
        } else {
            lines.append(
                StyledLine(
                    "Done: \(lesson.steps.count - open.count) of \(lesson.steps.count). Left for later:"
                ))
            lines += open.map { StyledLine("  ○ \($0.title)") }
        }
        if let index = next(in: session) {
            let next = session.library.entries[index]
            lines += [StyledLine(), StyledLine("Next: \(session.library.title(of: next))", .accent)]
        }
        return lines
    }

    package func inWords(in session: Session) -> [String] {
        text(in: session).map(\.text).filter { !$0.isEmpty }
    }
}
