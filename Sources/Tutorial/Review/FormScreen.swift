import Course
import Diagrams
import TerminalUI

/// One of the forms: its questions one after the other, nothing told in between; at the end the result, and after the
/// course what was gained.
package struct FormScreen: Screen {
    private let plan: FormPlan
    private let lesson: String
    private var questions: [QuizQuestion]
    private var index = 0
    private var hasBegun = false
    private var scroll = ScrollPosition()

    /// Nil where the questions can't be read.
    package init?(_ plan: FormPlan, in session: Session) {
        guard let lesson = try? session.library.forms?.lesson().get() else { return nil }
        self.plan = plan
        self.lesson = lesson.id
        questions = plan.steps.flatMap { id -> [QuizQuestion] in
            let items = lesson.steps.filter { $0.id == id }.flatMap(\.fences).compactMap { try? QuizItem($0) }
            return items.map { QuizQuestion($0, seed: session.settings.seed, isSilent: true) }
        }
        if questions.isEmpty { return nil }
    }

    private enum Action: Hashable { case goOn, leave }

    private var isOver: Bool { index == questions.count }

    private var bindings: [KeyBinding<Action>] {
        let footer = !hasBegun ? "begin" : isOver ? "home" : nil
        let leave = KeyBinding(
            [.escape, .character("q")], Action.leave, label: "Esc q",
            help: "leave; the questions wait for another time", footer: isOver ? nil : "not now")
        guard let footer else { return [leave] }
        return [KeyBinding([.enter], .goOn, help: footer, footer: footer), leave]
    }

    private var allHints: [KeyHint] {
        (hasBegun && !isOver ? questions[index].bindings.map(\.hint) : []) + bindings.map(\.hint)
    }

    package mutating func handle(_ event: Event, in session: Session) -> [Command] {
        guard case .key(let key) = event else { return [] }
        if hasBegun, !isOver, let outcome = questions[index].handle(key) {
            guard outcome == .committed else { return [] }
            index += 1
            scroll = ScrollPosition()
            return isOver ? results() : []
        }
        let rows = rows(in: session.glyphs, width: QuestionPage.textWidth(session.size.width), session).count
        if scroll.handle(key, rows: rows, visible: QuestionPage.visibleRows(session.size.height)) {
            return []
        }
        switch bindings.action(for: key) {
        case .goOn where hasBegun: return [.pop]
        case .goOn: hasBegun = true
        case .leave: return [.pop]
        case nil: break
        }
        return []
    }

    private var rightCount: Int { questions.count { $0.isRight } }

    /// All at once, when all is answered: a form that was begun and left counts for nothing.
    private func results() -> [Command] {
        let answers = questions.compactMap { $0.outcome(lesson: lesson) }.map { outcome in
            Command.save(
                ProgressRecord(lesson: lesson, step: nil, what: .outcome(item: outcome.item, outcome.what)))
        }
        return answers + [
            .save(
                ProgressRecord(
                    lesson: lesson, step: nil,
                    what: .tested(form: plan.name, right: rightCount, of: questions.count)))
        ]
    }

    // MARK: Drawing

    package func draw(on canvas: inout Canvas, in session: Session) {
        let title = plan.time == .before ? "Before the course" : "After the course"
        let place = hasBegun && !isOver ? "\(index + 1) of \(questions.count)" : ""
        let rows = rows(in: canvas.glyphs, width: QuestionPage.textWidth(canvas.bounds.width), session)
        QuestionPage(title: title, place: place, hints: allHints)
            .draw(rows, scroll: scroll, on: &canvas, in: session)
    }

    private func rows(in glyphs: GlyphSet, width: Int, _ session: Session) -> [StyledLine] {
        if hasBegun, !isOver { return questions[index].rows(in: glyphs, width: width, isActive: true) }
        return (isOver ? ending(session) : introduction).laidOut(in: glyphs, width: width)
    }

    private var introduction: [StyledLine] {
        [
            StyledLine("\(questions.count) questions", .bold), StyledLine(),
            StyledLine(
                "Each asks how sure you are. Nothing is told in between, and \"\(DontKnow.text)\" is a good answer: this measures the course, not you. The answers stay on this computer. Left with Esc, it begins anew another time."
            ),
        ]
    }

    private func ending(_ session: Session) -> [StyledLine] {
        let lines = [StyledLine("\(rightCount) of \(questions.count) right", .bold), StyledLine()]
        let results = session.progress.formResults.sorted { ($0.day, $0.form) < ($1.day, $1.form) }
        guard plan.time != .before,
            let before = results.first(where: { $0.form != plan.name && !$0.form.hasSuffix("-later") }),
            let after = results.first(where: { $0.form == plan.name })
        else {
            return lines + [
                StyledLine("After the last lesson, the same in other numbers shows what you have gained.")
            ]
        }
        return lines + gainLines(Gain(before: before, after: after)) + sureAndWrong
    }

    private func gainLines(_ gain: Gain) -> [StyledLine] {
        let share: String
        if let normalised = gain.normalised {
            share = "\(Int((normalised * 100).rounded())) % of what could be gained"
        } else {
            share = "nothing was left to gain"
        }
        let change = gain.change >= 0 ? "+\(gain.change)" : "−\(-gain.change)"
        return [
            StyledLine("before  \(gain.before.right) of \(gain.before.count)"),
            StyledLine("now     \(gain.after.right) of \(gain.after.count)"),
            StyledLine("gain    \(change), \(share)", .accent),
        ]
    }

    private var sureAndWrong: [StyledLine] {
        let sure = questions.filter(\.isSureAndWrong)
        guard !sure.isEmpty else { return [] }
        return [StyledLine(), StyledLine("Sure and wrong, worth the most attention:", .accent)]
            + sure.flatMap { question in
                [
                    StyledLine(), StyledLine(question.item.ask),
                    StyledLine(question.rightOption?.text ?? "", .bold),
                    StyledLine(question.rightOption?.why ?? ""),
                ]
            }
    }

    package var takesDigitsAtOnce: Bool { hasBegun && !isOver && !questions[index].isAnswered }

    package func inWords(in session: Session) -> [String] {
        rows(in: .unicode, width: 10_000, session).map(\.text).filter { !$0.isEmpty }
    }
}
