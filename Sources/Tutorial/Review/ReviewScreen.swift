import Course
import TerminalUI

/// What is due today, five items at the most: questions are asked, exercises are done once more where they stand.
package struct ReviewScreen: Screen {
    private var items: ArraySlice<ReviewItem>
    private let count: Int
    private var question: QuizQuestion?
    private var rightCount = 0
    private var askedCount = 0
    /// How many more are due beside these.
    private let othersDue: Int
    /// Whether an exercise was opened and has not come back.
    private var isAway = false
    private var scroll = ScrollPosition()

    /// More than this is no review but a lesson.
    package static let mostItems = 5

    package init(in session: Session) {
        let due = session.dueNames
        let found = session.library.reviewItems(due.prefix(Self.mostItems))
        items = found[...]
        count = found.count
        othersDue = max(0, due.count - Self.mostItems)
        ask(session)
    }

    private mutating func ask(_ session: Session) {
        scroll = ScrollPosition()
        guard case .question(let item, _)? = items.first else {
            question = nil
            return
        }
        // Another order of the options than the last time.
        question = QuizQuestion(item, seed: session.settings.seed &+ UInt64(session.today.number))
    }

    private enum Action: Hashable { case goOn, skip, leave, help }

    private var bindings: [KeyBinding<Action>] {
        var bindings: [KeyBinding<Action>] = []
        switch items.first {
        case .question where question?.isAnswered ?? false:
            bindings.append(
                KeyBinding([.enter], .goOn, help: "go on", footer: items.count > 1 ? "next" : "finish"))
        case .exercise:
            bindings += [
                KeyBinding([.enter], .goOn, help: "do it once more, from its beginning", footer: "do it"),
                KeyBinding([.character("s")], .skip, help: "not today", footer: "not today"),
            ]
        case .question: break
        case nil: bindings.append(KeyBinding([.enter], .leave, help: "home", footer: "home"))
        }
        return bindings + [
            KeyBinding([.character("?")], .help, help: "all keys", footer: "keys"),
            KeyBinding(
                [.escape, .character("q")], .leave, label: "Esc q", help: "leave the review", footer: "leave"),
        ]
    }

    private var allHints: [KeyHint] { (question?.bindings.map(\.hint) ?? []) + bindings.map(\.hint) }

    package func actions(in session: Session) -> [NamedAction] {
        (question?.bindings.actions() ?? []) + bindings.actions()
    }

    package mutating func handle(_ event: Event, in session: Session) -> [Command] {
        guard case .key(let key) = event else { return [] }
        if var asked = question, case .question(_, let lesson)? = items.first,
            let outcome = asked.handle(key)
        {
            question = asked
            guard outcome == .committed, let told = asked.outcome(lesson: lesson) else { return [] }
            askedCount += 1
            if asked.isRight { rightCount += 1 }
            return [
                .save(ProgressRecord(lesson: lesson, step: nil, what: .outcome(item: told.item, told.what)))
            ]
        }
        let rows = rows(in: session.glyphs, width: QuestionPage.textWidth(session.size.width)).count
        if scroll.handle(key, rows: rows, visible: QuestionPage.visibleRows(session.size.height)) {
            return []
        }
        switch bindings.action(for: key) {
        case .goOn: return goOn(session)
        case .skip: next(session)
        case .leave: return [.pop]
        case .help:
            return [.push(HelpScreen(title: "Keys in the review", hints: allHints))]
        case nil: break
        }
        return []
    }

    private mutating func goOn(_ session: Session) -> [Command] {
        guard case .exercise(_, let stop, _)? = items.first else {
            next(session)
            return []
        }
        isAway = true
        let screen = LessonScreen.open(
            session.library.entries[stop.entry], step: stop.step, isAnew: true, in: session)
        return [.push(screen)]
    }

    private mutating func next(_ session: Session) {
        items = items.dropFirst()
        ask(session)
    }

    package mutating func comeBack(in session: Session) {
        guard isAway else { return }
        isAway = false
        next(session)
    }

    // MARK: Drawing

    package func draw(on canvas: inout Canvas, in session: Session) {
        let rows = rows(in: canvas.glyphs, width: QuestionPage.textWidth(canvas.bounds.width))
        QuestionPage(title: "Review", place: place, hints: allHints)
            .draw(rows, scroll: scroll, on: &canvas, in: session)
    }

    private var place: String {
        items.isEmpty ? "" : "\(count - items.count + 1) of \(count)"
    }

    private func rows(in glyphs: GlyphSet, width: Int) -> [StyledLine] {
        switch items.first {
        case .question: question?.rows(in: glyphs, width: width, isActive: true) ?? []
        case .exercise(let ask, _, let title):
            [
                StyledLine("An exercise of \"\(title)\", which the last hint had solved:"), StyledLine(),
                StyledLine(ask, .bold), StyledLine(),
                StyledLine("Enter opens its stop from the beginning; Esc comes back here.", .accent),
            ].laidOut(in: glyphs, width: width)
        case nil: ending.laidOut(in: glyphs, width: width)
        }
    }

    private var ending: [StyledLine] {
        guard count > 0 else {
            return [StyledLine("Nothing is due today.", .bold), StyledLine(), StyledLine(Self.explanation)]
        }
        var lines = [StyledLine("That is all for now.", .bold)]
        if askedCount > 0 { lines += [StyledLine(), StyledLine("\(rightCount) of \(askedCount) right.")] }
        if othersDue > 0 {
            lines += [StyledLine(), StyledLine("\(othersDue) more can be looked at: R at home once more.")]
        }
        return lines + [StyledLine(), StyledLine(Self.explanation, .dim)]
    }

    private static let explanation =
        "What was wrong, or a guess, comes back after \(ItemHistory.gaps.map(String.init).joined(separator: ", ")) days, each time it is right; what is wrong begins anew."

    package var takesDigitsAtOnce: Bool { question.map { !$0.isAnswered } ?? false }

    package func inWords(in session: Session) -> [String] {
        ["Review. \(place)"] + rows(in: .unicode, width: 10_000).map(\.text).filter { !$0.isEmpty }
    }
}
