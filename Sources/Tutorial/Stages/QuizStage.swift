import Course
import Experiment
import TerminalUI

/// A question of the quiz bank, or a quiz drawn from the bank of several lessons.
package struct QuizStage: TaskStage {
    package static let kind = "quiz"

    /// The keys of a `quiz` fence that draws its questions.
    struct DrawKeys: Decodable {
        let draw: Placed<Int>
        let from: OneOrMore<Placed<String>>
        let ready: Placed<Int>?
    }

    /// A quiz that is drawn when the learner comes to it.
    private struct Drawing: Sendable {
        let count: Int
        let lessons: [Placed<String>]
        let ready: Int
        var bank: [QuizDraw.Entry] = []
        var draw: QuizDraw?
    }

    private enum Form: Sendable {
        case question(QuizItem)
        case drawing(Drawing)
    }

    private var form: Form
    /// The question while it is asked; it waits for the seed that its options are shuffled by.
    private var question: QuizQuestion?
    private var wasAnsweredBefore = false

    package init(_ fence: Fence, in setting: StepSetting) throws(Problems) {
        guard fence.hasKey("draw") else {
            let item = try QuizItem(fence)
            form = .question(item)
            question = QuizQuestion(item, seed: Settings().seed)
            return
        }
        let keys = try fence.decode(DrawKeys.self)
        guard (1...100).contains(keys.draw.value) else {
            throw Problems([Problem("a quiz draws 1 to 100 questions", at: keys.draw.place)])
        }
        let ready = keys.ready?.value ?? keys.draw.value
        if let place = keys.ready?.place, !(1...keys.draw.value).contains(ready) {
            throw Problems([Problem("ready is between 1 and the number that is drawn", at: place)])
        }
        form = .drawing(Drawing(count: keys.draw.value, lessons: keys.from.all, ready: ready))
    }

    package mutating func prepare(in session: Session) {
        switch form {
        case .question(let item): question = QuizQuestion(item, seed: session.settings.seed)
        case .drawing(var drawing):
            let lessons = Set(drawing.lessons.map(\.value))
            drawing.bank = session.library.quizBank(ofLessons: lessons)
            // Another draw after each that was answered, the same one for the same seed.
            let answered = session.progress.items.values.reduce(0) { $0 + $1.outcomes.count }
            drawing.draw = QuizDraw(
                drawing.bank, draw: drawing.count, seed: session.settings.seed &+ UInt64(answered))
            form = .drawing(drawing)
        }
    }

    /// The item that it asks; nil for a quiz that is drawn.
    package var item: QuizItem? {
        if case .question(let item) = form { item } else { nil }
    }

    /// The right answer to the question that is asked now.
    var rightAnswer: String? { (draw?.asking ?? question)?.rightOption?.text }

    /// The lessons that a quiz is drawn from, as they are written.
    package var drawnLessons: [Placed<String>] {
        if case .drawing(let drawing) = form { drawing.lessons } else { [] }
    }

    // MARK: Answering

    private var draw: QuizDraw? {
        if case .drawing(let drawing) = form { drawing.draw } else { nil }
    }

    package var isOpen: Bool {
        switch form {
        case .question: !(question?.isAnswered ?? false)
        case .drawing(let drawing): !(drawing.draw?.isOver ?? false)
        }
    }

    package var isBeingAnswered: Bool { (draw?.asking ?? question)?.isBeingAnswered ?? false }
    package var isQuestion: Bool { true }
    package var locksNumbers: Bool { true }
    package var reveals: Moment? { nil }

    package var bindings: [KeyBinding<TaskAction>] { draw?.bindings ?? question?.bindings ?? [] }

    package var takesDigitsAtOnce: Bool { (draw?.asking ?? question).map { !$0.isAnswered } ?? false }

    package mutating func handle(_ key: Key, view: StepView) -> TaskOutcome? {
        guard isOpen else { return nil }
        if case .drawing(var drawing) = form {
            let outcome = drawing.draw?.handle(key)
            form = .drawing(drawing)
            return outcome
        }
        return question?.handle(key)
    }

    package mutating func tellAnswer(_ view: StepView) -> TaskOutcome? {
        guard isOpen else { return nil }
        if case .drawing(var drawing) = form {
            let outcome = drawing.draw?.tellAnswer()
            form = .drawing(drawing)
            return outcome
        }
        return question?.tellAnswer()
    }

    // MARK: Keeping

    package var committedAnswer: CommittedAnswer? {
        if let draw {
            guard !draw.outcomes.isEmpty else { return nil }
            return CommittedAnswer(text: draw.record, isRight: draw.isOver ? true : nil)
        }
        guard let question, question.isAnswered else { return nil }
        let text = "\(question.answer?.text ?? "")\t\(question.confidence ?? 1)"
        return CommittedAnswer(text: text, isRight: question.answer == nil ? nil : question.isRight)
    }

    package mutating func restore(_ answer: String, view: StepView) {
        if case .drawing(var drawing) = form {
            drawing.draw = QuizDraw(record: answer, bank: drawing.bank, draw: drawing.count) ?? drawing.draw
            form = .drawing(drawing)
            return
        }
        let parts = answer.split(separator: "\t", omittingEmptySubsequences: false)
        question?.restore(
            option: parts.first.map(String.init) ?? "", confidence: parts.last.flatMap { Int($0) } ?? 1)
        wasAnsweredBefore = question?.isAnswered ?? false
    }

    package var outcomes: [ItemOutcome] {
        if let draw { return draw.outcomes }
        guard !wasAnsweredBefore, let outcome = question?.outcome(lesson: nil) else { return [] }
        return [outcome]
    }

    // MARK: Showing

    package func rows(_ view: StepView, isActive: Bool) -> [StyledLine] {
        if case .drawing(let drawing) = form {
            return drawing.draw?.rows(
                in: view.glyphs, width: view.width, isActive: isActive, ready: drawing.ready) ?? []
        }
        return question?.rows(in: view.glyphs, width: view.width, isActive: isActive) ?? []
    }

    package func inWords(_ view: StepView) -> [String] {
        rows(view, isActive: view.hasKeys).map(\.text).filter { !$0.isEmpty }
    }
}
