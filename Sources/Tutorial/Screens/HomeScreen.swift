import Course
import TerminalUI

/// The list of lessons, with what the chosen one is about. Nothing is locked.
package struct HomeScreen: Screen {
    private var list: SelectionList
    private var asksToQuit = false
    /// Where the learner is to go on, as it was when the list was last made.
    private var start: Int

    package init(_ session: Session) {
        start = session.library.start(for: session.progress) ?? 0
        list = SelectionList(count: session.library.entries.count, selection: start)
    }

    /// After a lesson the cursor is on it, or on what comes next; after a look elsewhere it is where it was.
    package mutating func comeBack(in session: Session) {
        let start = session.library.start(for: session.progress) ?? 0
        guard start != self.start else { return }
        self.start = start
        list = SelectionList(count: session.library.entries.count, selection: start)
    }

    package func reloaded(in session: Session) -> (any Screen)? {
        var screen = HomeScreen(session)
        screen.list = SelectionList(count: session.library.entries.count, selection: list.selection)
        return screen
    }

    private enum Action: Hashable {
        case open, tour, playground, review, beginForm, declineForms, find(Finding), settings, help, quit
    }

    private func bindings(_ session: Session) -> [KeyBinding<Action>] {
        let hasLessons = !session.library.entries.isEmpty
        return [
            KeyBinding(
                [.enter, .right, .character("l")], .open, label: "Enter", help: "open the lesson",
                footer: hasLessons ? "open" : nil),
            KeyBinding(
                [.character("T"), .character("t")], .tour, label: "T",
                help: "start the tour of the visual model", footer: hasLessons ? "tour" : nil),
            KeyBinding(
                [.character("P"), .character("p")], .playground, label: "P",
                help: "open the playground: train networks of your own", footer: "playground"),
        ] + reviewBindings(session) + Finding.bindings(Action.find) + [
            KeyBinding([.character("s")], .settings, help: "settings: what moves, colours, language"),
            KeyBinding([.character("?")], .help, help: "all keys", footer: "keys"),
            KeyBinding(
                [.escape, .character("q")], .quit, label: "q", help: "leave the course", footer: "quit"),
        ]
    }

    private func reviewBindings(_ session: Session) -> [KeyBinding<Action>] {
        let due = session.dueNames.count
        let review = KeyBinding(
            [.character("R"), .character("r")], Action.review, label: "R",
            help: "look once more at what was wrong or a guess, when it is due",
            footer: due > 0 ? "review" : nil)
        guard FormPlan(session) != nil else { return [review] }
        return [
            KeyBinding(
                [.character("B")], .beginForm, help: "the questions before and after the course",
                footer: "questions"),
            KeyBinding([.character("X")], .declineForms, help: "never ask them", footer: "never ask"),
            review,
        ]
    }

    package func actions(in session: Session) -> [NamedAction] { bindings(session).actions() }

    package mutating func handle(_ event: Event, in session: Session) -> [Command] {
        switch event {
        case .key(let key): return handle(key, in: session)
        case .mouse(let action, let point):
            guard !asksToQuit else {
                asksToQuit = false
                return []
            }
            return list.handle(action, target: target(at: point, in: session)) ? openChosen(session) : []
        case .paste, .resize, .tick, .command, .signal, .terminalClosed: return []
        }
    }

    private mutating func handle(_ key: Key, in session: Session) -> [Command] {
        if asksToQuit {
            asksToQuit = false
            return [.character("y"), .character("q"), .enter].contains(key) ? [.quit] : []
        }
        guard !list.handle(key), let action = bindings(session).action(for: key) else { return [] }
        switch action {
        case .open: return openChosen(session)
        case .tour:
            guard let index = session.library.tourStart else { return [] }
            list = SelectionList(count: session.library.entries.count, selection: index)
            return openChosen(session)
        case .playground: return [.push(session.playground ?? PlaygroundScreen(in: session))]
        case .review: return [.push(ReviewScreen(in: session))]
        case .beginForm:
            guard let plan = FormPlan(session), let screen = FormScreen(plan, in: session) else { return [] }
            return [.push(screen)]
        case .declineForms:
            return [.save(ProgressRecord(lesson: "forms", step: nil, what: .declinedForms))]
        case .find(let finding): return finding.open(over: self, depth: 0, in: session)
        case .settings: return [.push(SettingsScreen())]
        case .help:
            let moves = KeyHint(label: "↑ ↓ j k", help: "choose a lesson", footer: nil)
            return [.push(HelpScreen(title: "Keys at home", hints: [moves] + bindings(session).map(\.hint)))]
        case .quit:
            asksToQuit = true
            return []
        }
    }

    private func openChosen(_ session: Session) -> [Command] {
        guard session.library.entries.indices.contains(list.selection) else { return [] }
        return Route(closing: 0).commands(to: Stop(entry: list.selection, step: nil), in: session)
    }

    // MARK: Drawing

    package func draw(on canvas: inout Canvas, in session: Session) {
        let bounds = canvas.bounds
        let isTall = bounds.height >= 10
        canvas.write("NeuroTour", x: 1, y: 0, style: Style(.accent, .bold))
        canvas.writeRight(summary(session), endX: bounds.width - 1, y: 0, style: .dim)
        let body = bounds.inset(top: isTall ? 2 : 1, bottom: isTall ? 2 : 1)
        if isTall {
            let divider = bounds.width >= 70 ? [(x: Self.listWidth, glyph: "┬")] : []
            canvas.drawRule(y: 1, joints: divider)
            canvas.drawRule(y: bounds.height - 2, joints: divider.map { ($0.x, "┴") })
        }
        if bounds.width >= 70 {
            let parts = body.split(left: Self.listWidth)
            canvas.clipped(to: parts.left) { drawList(on: &$0, session) }
            canvas.drawVerticalRule(x: Self.listWidth, from: body.y, to: body.maxY)
            canvas.clipped(to: parts.rest.inset(left: 2, right: 1)) { drawDescription(on: &$0, session) }
        } else {
            canvas.clipped(to: body) { drawList(on: &$0, session) }
        }
        drawFooter(on: &canvas, session)
    }

    private static let listWidth = 45

    private func summary(_ session: Session) -> String {
        let count = session.library.entries.count
        let done = session.library.lessonIDs.count { session.progress.isDone(lesson: $0) }
        let lessons = count == 1 ? "1 lesson" : "\(count) lessons"
        let due = session.dueNames.count
        let parts = [
            done > 0 ? "\(done) of \(lessons) done" : lessons,
            due == 0 ? nil : due == 1 ? "1 question due today" : "\(due) questions due today",
        ]
        return parts.compactMap(\.self).joined(separator: " · ")
    }

    private func drawList(on canvas: inout Canvas, _ session: Session) {
        let entries = session.library.entries
        guard !entries.isEmpty else { return drawEmpty(on: &canvas, session) }
        let width = canvas.bounds.width
        let rows = entries.enumerated().map { index, entry -> StyledLine in
            let number = session.library.number(of: entry)
            let title = session.library.title(of: entry)
            let left =
                "\(mark(of: entry, session)) \(String(repeating: " ", count: max(0, 2 - number.count)))\(number)  \(title)"
            let right = note(on: entry, session)
            let gap = max(1, width - 5 - cellWidth(of: left) - cellWidth(of: right))
            return list.row(index, text: left + String(repeating: " ", count: gap) + right)
        }
        canvas.clipped(to: canvas.bounds.inset(left: 1)) { list.draw(rows, on: &$0) }
    }

    private func drawEmpty(on canvas: inout Canvas, _ session: Session) {
        let rows = session.library.course.problems.map { StyledLine("\($0)", .warning) }
        for (y, row) in rows.flatMap({ $0.wrapped(to: canvas.bounds.width - 2) }).enumerated() {
            canvas.write(row, x: 1, y: y + 1)
        }
    }

    private func mark(of entry: Entry, _ session: Session) -> String {
        guard let lesson = try? entry.frontMatter.get() else { return "!" }
        return state(of: lesson, session).mark
    }

    private func state(of lesson: FrontMatter, _ session: Session) -> StepState {
        if session.progress.isDone(lesson: lesson.id) { return .done }
        return session.progress.lastStep(ofLesson: lesson.id) == nil ? .new : .started
    }

    private func note(on entry: Entry, _ session: Session) -> String {
        guard let lesson = try? entry.frontMatter.get() else { return "can't be read" }
        return (isSuggested(lesson, session) ? "next  " : "") + "\(lesson.minutes) min"
    }

    private func isSuggested(_ lesson: FrontMatter, _ session: Session) -> Bool {
        session.library.index(ofLesson: lesson.id) == session.library.suggestion(for: session.progress)
    }

    private func drawDescription(on canvas: inout Canvas, _ session: Session) {
        let entries = session.library.entries
        guard entries.indices.contains(list.selection) else { return }
        var lines: [StyledLine] = []
        switch entries[list.selection].frontMatter {
        case .failure(let problems): lines = problems.all.map { StyledLine("\($0)", .warning) }
        case .success(let lesson): lines = description(of: lesson, session)
        }
        lines += offers(session)
        let rows = lines.laidOut(in: canvas.glyphs, width: canvas.bounds.width)
        canvas.drawRows(rows, scroll: ScrollPosition())
    }

    private func description(of lesson: FrontMatter, _ session: Session) -> [StyledLine] {
        var lines = [StyledLine(lesson.title, .bold), StyledLine("about \(lesson.minutes) minutes", .dim)]
        if !lesson.teaches.isEmpty {
            lines += [StyledLine(), StyledLine("You will meet: " + words(lesson.teaches) + ".")]
        }
        if session.library.index(ofLesson: lesson.id) == session.library.tourStart {
            lines += [
                StyledLine(),
                StyledLine("You will: predict, watch, change a weight, and see every number follow."),
            ]
        }
        let needed = lesson.requires.compactMap { requirement in
            session.library.index(ofLesson: requirement.lesson).map { index in
                let title = session.library.title(of: session.library.entries[index])
                return requirement.step == nil ? title : "the first stops of \(title)"
            }
        }
        if !needed.isEmpty {
            lines += [StyledLine(), StyledLine("best after: " + needed.joined(separator: ", "), .dim)]
        }
        let done = session.progress.doneSteps(lesson: lesson.id).count
        if done > 0 {
            lines += [StyledLine(), StyledLine("\(done) \(done == 1 ? "step" : "steps") done so far", .good)]
        }
        return lines
    }

    /// What is offered besides the lessons.
    private func offers(_ session: Session) -> [StyledLine] {
        FormPlan(session).map { [StyledLine(), StyledLine($0.invitation, .accent)] } ?? []
    }

    /// Ids of words as one reads them: `weighted-sum` is the weighted sum.
    private func words(_ ids: [String]) -> String {
        ids.map { $0 == "relu" ? "ReLU" : $0.split(separator: "-").joined(separator: " ") }.joined(
            separator: ", ")
    }

    private func drawFooter(on canvas: inout Canvas, _ session: Session) {
        let y = canvas.bounds.height - 1
        if asksToQuit {
            canvas.write(
                Self.quitQuestion, x: 1, y: y, style: .accent)
        } else if let notice = session.notice {
            canvas.writeCut(StyledLine(notice, .warning), x: 1, y: y, width: canvas.bounds.width - 2)
        } else {
            canvas.drawHints(
                [KeyHint(label: "↑ ↓", help: "", footer: "choose")] + bindings(session).map(\.hint), y: y,
                in: session)
        }
    }

    private static let quitQuestion =
        "Leave the course? Your place is kept.  Enter leaves   any other key stays"

    package func statusInWords(in session: Session) -> [String] {
        [session.notice, asksToQuit ? Self.quitQuestion : nil].compactMap(\.self)
    }

    package func inWords(in session: Session) -> [String] {
        let library = session.library
        let entries = library.entries.enumerated().map { index, entry in
            let (number, title) = (library.number(of: entry), library.title(of: entry))
            var words = ["\(number) \(title)"]
            switch entry.frontMatter {
            case .failure: words.append("can't be read")
            case .success(let lesson):
                words.append("\(lesson.minutes) minutes")
                let state = state(of: lesson, session)
                if state == .done || state == .started { words.append(state == .done ? "done" : "begun") }
                if isSuggested(lesson, session) { words.append("suggested next") }
            }
            return list.inWords(index, words.joined(separator: ", "))
        }
        var about: [StyledLine] = []
        if library.entries.indices.contains(list.selection),
            let lesson = try? library.entries[list.selection].frontMatter.get()
        {
            // Its title and its length are in the list.
            about = Array(description(of: lesson, session).dropFirst(2))
        }
        return ["NeuroTour. \(summary(session))."]
            + (offers(session) + entries.map { StyledLine($0) } + about).map(\.text).filter { !$0.isEmpty }
    }
}

extension LessonScreen {
    /// That the learner stands at this step now.
    package var reachedRecord: ProgressRecord {
        ProgressRecord(lesson: lesson.id, step: run.plan.step.id, what: .reached)
    }
}
