import Diagrams
import Course
import Experiment
import TerminalUI

/// A question that is answered before the animation shows: a number or a choice. Every likely wrong answer has
/// an answer of its own, and "I don't know" is one, too.
package struct PredictStage: TaskStage {
    package static let kind = "predict"

    /// The keys of a `predict` fence.
    private struct Keys: Decodable {
        let ask: Placed<String>
        let answer: Placed<String>
        let options: [Placed<String>]?
        let tolerance: Placed<Double>?
        let proof: Placed<String>?
        let reveals: Placed<String>?
        let why: String?
        let wrong: [WrongAnswer]?
    }

    /// What the right answer is, and how it is given.
    private enum Form: Sendable {
        case number(Double, tolerance: Double)
        case choice([String], right: Int)
    }

    private enum Answer: Hashable, Sendable {
        case number(Double, text: String)
        case choice(Int)
        case dontKnow
    }

    private let ask: String
    private let form: Form
    private let proof: LessonExpression?
    private let moment: Moment?
    private let why: String?
    private let wrong: [WrongAnswer]
    private let answerPlace: Place
    /// Whether the answer is a height on a curve, where ↑ and ↓ move the guess.
    private let isHeight: Bool

    private var field = NumberField()
    /// The option under the cursor; nil until the learner has moved it.
    private var selection: Int?
    /// Whether the guess was moved by keys: what is typed then takes its place.
    private var isGuessMoved = false
    /// Whether Enter was pressed before anything was chosen.
    private var asksToChoose = false
    /// Whether Enter was pressed once on an empty field.
    private var offersDontKnow = false
    private var answer: Answer?

    package init(_ fence: Fence, in setting: StepSetting) throws(Problems) {
        let keys = try fence.decode(Keys.self)
        ask = try keys.ask.text()
        why = keys.why
        proof = try keys.proof.map { (source) throws(Problems) in try LessonExpression(source) }
        moment = try keys.reveals?.reveal(in: setting)
        answerPlace = keys.answer.place
        isHeight = (setting.experiment?.isCurve ?? false) && keys.options == nil && keys.reveals != nil
        form = try Self.form(keys)
        wrong = keys.wrong ?? []
        try checkWrong(keys)
    }

    private static func form(_ keys: Keys) throws(Problems) -> Form {
        if let options = keys.options {
            let texts = options.map(\.value)
            for (index, option) in options.enumerated() {
                if texts[..<index].contains(option.value) {
                    throw Problems([Problem("this option is there twice", at: option.place)])
                }
                if option.value == dontKnow {
                    throw Problems([Problem("\"\(dontKnow)\" is offered by itself", at: option.place)])
                }
            }
            guard let right = texts.firstIndex(of: keys.answer.value) else {
                let suggestion = didYouMean(keys.answer.value, in: texts)
                throw Problems([
                    Problem("the answer is none of the options\(suggestion)", at: keys.answer.place)
                ])
            }
            return .choice(texts, right: right)
        }
        guard let number = try? typedNumber(keys.answer.value) else {
            throw Problems([
                Problem(
                    "the answer is not a number; a choice needs its options beside it", at: keys.answer.place)
            ])
        }
        if let tolerance = keys.tolerance, tolerance.value < 0 {
            throw Problems([Problem("a tolerance is 0 or more", at: tolerance.place)])
        }
        return .number(number, tolerance: keys.tolerance?.value ?? 0.005)
    }

    /// Each `when` must be an answer that can be given, and a wrong one.
    private func checkWrong(_ keys: Keys) throws(Problems) {
        var problems = (keys.wrong ?? []).flatMap(\.problems)
        for entry in keys.wrong ?? [] {
            let text = entry.when.value
            switch form {
            case .choice(let options, let right):
                if !options.contains(text) {
                    let suggestion = didYouMean(text, in: options)
                    problems.append(
                        Problem("\"\(text)\" is none of the options\(suggestion)", at: entry.when.place))
                } else if options[right] == text {
                    problems.append(Problem("this is the right answer", at: entry.when.place))
                }
            case .number(let right, let tolerance):
                guard let number = entry.number else {
                    problems.append(Problem("\"\(text)\" is not a number", at: entry.when.place))
                    continue
                }
                if abs(number - right) <= tolerance {
                    problems.append(
                        Problem("this would be taken as the right answer", at: entry.when.place))
                }
            }
        }
        if !problems.isEmpty { throw Problems(problems) }
    }

    // MARK: Answering

    package var isOpen: Bool { answer == nil }
    package var isQuestion: Bool { true }
    /// Its answer speaks of the numbers as they are.
    package var locksNumbers: Bool { true }
    package var reveals: Moment? { moment }

    private var isNumber: Bool {
        if case .number = form { true } else { false }
    }

    package var bindings: [KeyBinding<TaskAction>] {
        if isNumber {
            (isHeight
                ? [
                    KeyBinding(
                        [.up], .previousOption, label: "↑ ↓", help: "move your guess up, down", footer: "move"
                    ),
                    KeyBinding([.down], .nextOption, help: ""),
                ] : []) + [
                    KeyBinding(
                        "0123456789.,-−".map(Key.character), .type, label: "0-9 . -",
                        help: "type your answer",
                        footer: "answer"),
                    KeyBinding(
                        [.enter], .commit, help: "commit your answer; twice on an empty field: I don't know",
                        footer: field.isEmpty ? "don't know" : "commit"),
                ]
        } else {
            [
                KeyBinding(
                    [.up, .character("k")], .previousOption, label: "↑ ↓", help: "choose an answer",
                    footer: "choose"),
                KeyBinding([.down, .character("j")], .nextOption, help: ""),
                KeyBinding([.enter], .commit, help: "commit your answer", footer: "commit"),
            ]
        }
    }

    package mutating func handle(_ key: Key, view: StepView) -> TaskOutcome? {
        guard isOpen else { return nil }
        switch form {
        case .number: return handleTyping(key)
        case .choice(let options, _): return handleChoosing(key, count: options.count + 1)
        }
    }

    private mutating func handleTyping(_ key: Key) -> TaskOutcome? {
        if key == .enter {
            if field.isEmpty {
                guard offersDontKnow else {
                    offersDontKnow = true
                    return .taken
                }
                answer = .dontKnow
                return .committed
            }
            guard let number = field.commit() else { return .taken }
            answer = .number(number, text: field.text)
            return .committed
        }
        offersDontKnow = false
        if isHeight, key == .up || key == .down {
            moveGuess(by: key == .up ? Self.guessStep : -Self.guessStep)
            return .taken
        }
        if key == .backspace {
            // One too many does not leave the step.
            return field.handle(key) || field.wasTypedInto ? .taken : nil
        }
        // Once something is typed, what belongs to a number goes on with it: 1e-3.
        let more: Set<Key> = field.isEmpty ? [] : [.character("e"), .character("E"), .character("+")]
        guard bindings.action(for: key) == .type || more.contains(key) else { return nil }
        if isGuessMoved { field = NumberField() }
        isGuessMoved = false
        return field.handle(key) ? .taken : nil
    }

    private static let guessStep = 0.05

    /// The guess begins where the curve's axis is.
    private mutating func moveGuess(by step: Double) {
        isGuessMoved = true
        let height = stepped(guess ?? 0, by: step)
        field = NumberField(NumberFormat(isExact: true, glyphs: .ascii).text(height))
    }

    /// The height that is guessed: what stands in the field, then what was answered.
    package var guess: Double? {
        guard isHeight else { return nil }
        return answer == nil ? try? typedNumber(field.text) : predictedNumber
    }

    private mutating func handleChoosing(_ key: Key, count: Int) -> TaskOutcome? {
        switch bindings.action(for: key) {
        case .previousOption: selection = ((selection ?? count) + count - 1) % count
        case .nextOption: selection = ((selection ?? -1) + 1) % count
        case .commit:
            guard let selection else {
                asksToChoose = true
                return .taken
            }
            answer = selection == count - 1 ? .dontKnow : .choice(selection)
            return .committed
        default: return nil
        }
        return .taken
    }

    package var committedAnswer: CommittedAnswer? {
        guard let answer else { return nil }
        return CommittedAnswer(text: text(of: answer), isRight: answer == .dontKnow ? nil : isRight(answer))
    }

    private static let dontKnow = "I don't know"

    package mutating func restore(_ text: String, view: StepView) {
        switch form {
        case _ where text.isEmpty || text == Self.dontKnow: answer = .dontKnow
        case .number: answer = (try? typedNumber(text)).map { .number($0, text: text) }
        case .choice(let options, _): answer = options.firstIndex(of: text).map(Answer.choice)
        }
    }

    /// The number that was predicted, for checks that name `pred`.
    package var predictedNumber: Double? {
        if case .number(let number, _) = answer { number } else { nil }
    }

    private func isRight(_ answer: Answer) -> Bool {
        switch (form, answer) {
        case (.number(let right, let tolerance), .number(let number, _)): abs(number - right) <= tolerance
        case (.choice(_, let right), .choice(let chosen)): chosen == right
        default: false
        }
    }

    private func text(of answer: Answer) -> String {
        switch (form, answer) {
        case (_, .number(_, let text)): text
        case (.choice(let options, _), .choice(let chosen)): options[chosen]
        default: Self.dontKnow
        }
    }

    private var rightAnswer: String {
        switch form {
        case .number(let number, _): NumberFormat(isExact: true).text(number)
        case .choice(let options, let right): options[right]
        }
    }

    /// What a wrong answer says about the thinking behind it.
    private func feedback(on answer: Answer) -> String? {
        wrong.first { entry in
            switch (form, answer) {
            case (.number(_, let tolerance), .number(let number, _)):
                entry.number.map { abs($0 - number) <= tolerance } ?? false
            default: entry.when.value == text(of: answer)
            }
        }?.why
    }

    // MARK: Showing

    package func rows(_ view: StepView, isActive: Bool) -> [StyledLine] {
        var rows = StyledLine(ask, .bold).spelled(in: view.glyphs).wrapped(to: view.width)
        rows.append(StyledLine())
        if let answer {
            rows += outcome(of: answer, view)
        } else {
            rows += question(view, isActive: isActive)
        }
        return rows
    }

    private func question(_ view: StepView, isActive: Bool) -> [StyledLine] {
        switch form {
        case .number:
            var line = StyledLine(view.glyphs.pick("▸ ", "> "), .accent)
            line.append(field.text + "_", Style(.plain, isActive ? .reverse : []))
            if offersDontKnow { line.append("  Enter again: I don't know", .accent) }
            let rows = line.spelled(in: view.glyphs).wrapped(to: view.width, indent: 2)
            guard let error = field.error else { return rows }
            return rows
                + StyledLine("\(error)", .warning).spelled(in: view.glyphs).wrapped(to: view.width)
        case .choice(let options, _):
            let choices = (options + [Self.dontKnow]).enumerated().flatMap { index, option in
                let isChosen = index == selection
                var line = StyledLine(isChosen ? view.glyphs.pick("▸ ", "> ") : "  ", .accent)
                line.append(option, isChosen && isActive ? Style(.plain, .reverse) : .plain)
                return line.spelled(in: view.glyphs).wrapped(to: view.width, indent: 2)
            }
            guard asksToChoose, selection == nil else { return choices }
            return choices
                + StyledLine("Choose with ↑ and ↓ first.", .accent).spelled(in: view.glyphs).wrapped(
                    to: view.width)
        }
    }

    private func outcome(of answer: Answer, _ view: StepView) -> [StyledLine] {
        var lines: [StyledLine] = []
        var given = StyledLine("your answer  ", .dim)
        given.append(text(of: answer))
        if isRight(answer) {
            given.append(view.glyphs.pick("  ✓", "  right"), Style(.good, .bold))
            lines.append(given)
        } else {
            lines.append(given)
            var right = StyledLine("the answer   ", .dim)
            right.append(rightAnswer, .bold)
            lines.append(right)
            if answer != .dontKnow {
                lines += [StyledLine(), StyledLine(feedback(on: answer) ?? "Not this time.")]
            }
        }
        if let why { lines += [StyledLine(), StyledLine(why)] }
        return lines.flatMap { $0.spelled(in: view.glyphs).wrapped(to: view.width) }
    }

    package func inWords(_ view: StepView) -> [String] {
        var words = [ask]
        if let answer {
            words.append("Your answer: \(text(of: answer)). It is \(rightAnswer).")
            if !isRight(answer), let feedback = feedback(on: answer) { words.append(feedback) }
            if let why { words.append(why) }
        } else if case .choice(let options, _) = form {
            words += (options + [Self.dontKnow]).enumerated().map { "\($0 + 1). \($1)" }
        } else {
            words.append("Type a number, or nothing if you don't know.")
        }
        return words
    }

    // MARK: Proving

    package func proofProblems(in setting: StepSetting) -> [Problem] {
        guard let experiment = setting.experiment else { return [] }
        guard let proof else {
            return [Problem("an answer about a network needs its proof, an expression", at: answerPlace)]
        }
        let scope = ExperimentScope(experiment)
        return Result { () throws(Problems) in
            switch form {
            case .number(let answer, let tolerance):
                let value = try proof.number(in: scope)
                guard !(abs(value - answer) <= tolerance) else { return }
                throw Problems([
                    Problem(
                        "the answer is \(answer), but \(proof.expression.text) is \(value)", at: answerPlace)
                ])
            case .choice:
                guard try !proof.isTrue(in: scope) else { return }
                throw Problems([Problem("the proof of the answer is not true", at: proof.source.place)])
            }
        }.problems
    }
}
