import Diagrams
import Course
import Experiment
import Foundation
import TerminalUI

/// A question that is answered before the animation shows: a number or a choice. Every likely wrong answer has
/// an answer of its own, and "I don't know" is one, too.
package struct PredictStage: TaskStage {
    package static let kind = "predict"

    /// The keys of a `predict` fence.
    struct Keys: Decodable {
        let ask: Placed<String>
        let answer: Placed<OneOrMore<Placed<String>>>?
        let point_to: OneOrMore<Placed<String>>?
        let options: [Placed<String>]?
        let tolerance: Placed<Double>?
        let proof: Placed<String>?
        let reveals: Placed<String>?
        let why: String?
        let wrong: [WrongKeys]?
    }

    struct WrongKeys: Decodable {
        let when: OneOrMore<Placed<String>>
        let why: String
        let misconception: Placed<String>?
    }

    /// A wrong answer with what is said to it: a number, options, or what was pointed to.
    private struct Wrong: Sendable {
        let number: Double?
        let options: Set<String>
        let part: Set<Address>
        let why: String
    }

    /// What the right answer is, and how it is given.
    private enum Form: Sendable {
        case number(Double, tolerance: Double)
        case choice([String], right: Int)
        case several([String], right: Set<Int>)
        /// Any of these numbers is pointed to.
        case point(Set<Address>, names: [Address: String])
    }

    private enum Answer: Hashable, Sendable {
        case number(Double, text: String)
        case choice(Int)
        case several(Set<Int>)
        case point(Address)
        case dontKnow
    }

    private let ask: String
    private let form: Form
    private let proof: LessonExpression?
    private let moment: Moment?
    private let why: String?
    private let wrong: [Wrong]
    private let names: [String: Value]
    private let answerPlace: Place
    /// Whether the answer is a height on a curve, where ↑ and ↓ move the guess.
    private let isHeight: Bool

    private var field = NumberField()
    /// The option under the cursor; nil until the learner has moved it.
    private var selection: Int?
    /// The options that are ticked, where several can be.
    private var ticked: Set<Int> = []
    /// Whether the guess was moved by keys: what is typed then takes its place.
    private var isGuessMoved = false
    /// Whether Enter was pressed before anything was chosen.
    private var asksToChoose = false
    /// Whether Enter was pressed once on an empty field.
    private var offersDontKnow = false
    private var answer: Answer?
    /// Whether the answer was told without having been asked of anybody.
    private var isTold = false

    package init(_ fence: Fence, in setting: StepSetting) throws(Problems) {
        let keys = try fence.decode(Keys.self)
        ask = try keys.ask.text()
        why = keys.why
        proof = try keys.proof.map { (source) throws(Problems) in try LessonExpression(source) }
        moment = try keys.reveals?.reveal(in: setting)
        answerPlace = keys.answer?.place ?? keys.point_to?.all.first?.place ?? fence.place
        isHeight =
            (setting.experiment?.isCurve ?? false) && keys.options == nil && keys.proof?.value == "out[0]"
        form = try Self.form(keys, fence, setting)
        names = setting.names
        wrong = try Self.wrong(keys, form, fence, setting)
    }

    private static func form(_ keys: Keys, _ fence: Fence, _ setting: StepSetting) throws(Problems) -> Form {
        switch (keys.answer?.value.all, keys.point_to) {
        case (nil, let point?):
            guard keys.options == nil else {
                throw Problems([
                    Problem("what is pointed to has no options", at: fence.place(of: "options"))
                ])
            }
            return try self.point(point, fence, setting)
        case (let answers?, nil):
            if let options = keys.options { return try choice(options, answers: answers) }
            guard let answer = answers.first, answers.count == 1, let number = try? typedNumber(answer.value)
            else {
                throw Problems([
                    Problem(
                        "the answer is not a number; a choice needs its options beside it",
                        at: keys.answer?.place ?? fence.place)
                ])
            }
            if let tolerance = keys.tolerance, tolerance.value < 0 {
                throw Problems([Problem("a tolerance is 0 or more", at: tolerance.place)])
            }
            return .number(number, tolerance: keys.tolerance?.value ?? 0.005)
        default:
            throw Problems([
                Problem("a question has an answer, or point_to: what is to be pointed to", at: fence.place)
            ])
        }
    }

    private static func choice(
        _ options: [Placed<String>], answers: [Placed<String>]
    ) throws(Problems) -> Form {
        let texts = options.map(\.value)
        for (index, option) in options.enumerated() {
            if texts[..<index].contains(option.value) {
                throw Problems([Problem("this option is there twice", at: option.place)])
            }
            if option.value == DontKnow.text {
                throw Problems([Problem("\"\(DontKnow.text)\" is offered by itself", at: option.place)])
            }
        }
        let right = try answers.map { answer throws(Problems) in
            if let index = texts.firstIndex(of: answer.value) { return index }
            let suggestion = didYouMean(answer.value, in: texts)
            throw Problems([Problem("the answer is none of the options\(suggestion)", at: answer.place)])
        }
        if right.count == 1 { return .choice(texts, right: right[0]) }
        return .several(texts, right: Set(right))
    }

    private static func point(
        _ parts: OneOrMore<Placed<String>>, _ fence: Fence, _ setting: StepSetting
    ) throws(Problems) -> Form {
        let experiment = try setting.experiment(for: fence)
        var right: Set<Address> = []
        for part in parts.all { right.formUnion(try part.part(of: experiment)) }
        let notation = Notation(experiment)
        var names: [Address: String] = [:]
        for kind in Address.Kind.allCases {
            for address in experiment.addresses(of: kind) { names[address] = notation.symbol(of: address) }
        }
        return .point(right, names: names)
    }

    /// The likely wrong answers. Each must be an answer that can be given, and a wrong one.
    private static func wrong(
        _ keys: Keys, _ form: Form, _ fence: Fence, _ setting: StepSetting
    ) throws(Problems) -> [Wrong] {
        var problems: [Problem] = []
        var wrong: [Wrong] = []
        for entry in keys.wrong ?? [] {
            let read = Result { () throws(Problems) in
                try checkMisconception(entry.misconception)
                wrong.append(try Self.wrong(entry, form, fence, setting))
            }
            problems += read.problems
        }
        if !problems.isEmpty { throw Problems(problems) }
        return wrong
    }

    private static func wrong(
        _ entry: WrongKeys, _ form: Form, _ fence: Fence, _ setting: StepSetting
    ) throws(Problems) -> Wrong {
        guard let first = entry.when.all.first else {
            throw Problems([Problem("when says which answer this is about", at: fence.place)])
        }
        let texts = entry.when.all.map(\.value)
        switch form {
        case .number(let right, let tolerance):
            guard texts.count == 1, let number = try? typedNumber(first.value) else {
                throw Problems([Problem("\"\(first.value)\" is not a number", at: first.place)])
            }
            guard abs(number - right) > tolerance else {
                throw Problems([Problem("this would be taken as the right answer", at: first.place)])
            }
            return Wrong(number: number, options: [], part: [], why: entry.why)
        case .choice(let options, _), .several(let options, _):
            for when in entry.when.all where !options.contains(when.value) {
                let suggestion = didYouMean(when.value, in: options)
                throw Problems([
                    Problem("\"\(when.value)\" is none of the options\(suggestion)", at: when.place)
                ])
            }
            var right: Set<Int> = []
            if case .several(_, let all) = form { right = all }
            if case .choice(_, let one) = form { right = [one] }
            guard Set(texts) != Set(right.map { options[$0] }) else {
                throw Problems([Problem("this is the right answer", at: first.place)])
            }
            return Wrong(number: nil, options: Set(texts), part: [], why: entry.why)
        case .point(let right, _):
            let experiment = try setting.experiment(for: fence)
            var part: Set<Address> = []
            for when in entry.when.all { part.formUnion(try when.part(of: experiment)) }
            guard !part.isSubset(of: right) else {
                throw Problems([Problem("this is the right answer", at: first.place)])
            }
            return Wrong(number: nil, options: [], part: part, why: entry.why)
        }
    }

    // MARK: Answering

    package var isOpen: Bool { answer == nil }
    package var isBeingAnswered: Bool { !field.isEmpty || selection != nil || !ticked.isEmpty }
    package var isQuestion: Bool { true }
    /// Its answer speaks of the numbers as they are.
    package var locksNumbers: Bool { true }
    package var reveals: Moment? { moment }

    private var isNumber: Bool {
        if case .number = form { true } else { false }
    }

    /// One too many does not leave the step.
    package var holdsBackspace: Bool { isOpen && field.holdsBackspace }

    package var asksForANumber: Bool {
        if case .point = form { true } else { false }
    }

    package var bindings: [KeyBinding<TaskAction>] {
        if asksForANumber {
            let footer = offersDontKnow ? "don't know" : "this one"
            return [
                KeyBinding(
                    [.enter], .commit,
                    help: "answer with the number in focus; twice without one: I don't know",
                    footer: footer)
            ]
        }
        if isNumber {
            return
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
        }
        let choosing: [KeyBinding<TaskAction>] = [
            KeyBinding(
                [.up, .character("k")], .previousOption, label: "↑ ↓", help: "choose an answer",
                footer: "choose"),
            KeyBinding([.down, .character("j")], .nextOption, help: ""),
        ]
        let ticking: [KeyBinding<TaskAction>] =
            isSeveral ? [KeyBinding([.character(" ")], .toggle, help: "tick it, or not", footer: "tick")] : []
        let digits = "123456789".prefix((options?.count ?? 0) + 1).map(Key.character)
        let byNumber: [KeyBinding<TaskAction>] = [
            KeyBinding(
                digits, .type, label: "1-\(digits.count)",
                help: isSeveral ? "tick an answer by its number" : "choose an answer by its number",
                footer: nil, name: "")
        ]
        return choosing + ticking + byNumber
            + [KeyBinding([.enter], .commit, help: "commit your answer", footer: "commit")]
    }

    private var isSeveral: Bool {
        if case .several = form { true } else { false }
    }

    package mutating func handle(_ key: Key, view: StepView) -> TaskOutcome? {
        guard isOpen else { return nil }
        switch form {
        case .number: return handleTyping(key)
        case .choice(let options, _), .several(let options, _):
            return handleChoosing(key, count: options.count + 1)
        case .point: return handlePointing(key, view)
        }
    }

    /// Whatever has the focus is the answer.
    private mutating func handlePointing(_ key: Key, _ view: StepView) -> TaskOutcome? {
        guard key == .enter else {
            offersDontKnow = false
            return nil
        }
        if let cursor = view.experiment?.cursor {
            answer = .point(cursor)
            return .committed
        }
        guard offersDontKnow else {
            offersDontKnow = true
            return .taken
        }
        answer = .dontKnow
        return .committed
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
        if key == .backspace || key == .control("u") { return field.handle(key) ? .taken : nil }
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
        let action = bindings.action(for: key)
        if action != .commit { asksToChoose = false }
        switch action {
        case .previousOption: selection = ((selection ?? count) + count - 1) % count
        case .nextOption: selection = ((selection ?? -1) + 1) % count
        case .type:
            guard case .character(let digit) = key, let number = digit.wholeNumberValue else { return nil }
            selection = number - 1
            if isSeveral, number < count { ticked.formSymmetricDifference([number - 1]) }
        case .toggle:
            guard let selection, selection < count - 1 else {
                asksToChoose = true
                return .taken
            }
            ticked.formSymmetricDifference([selection])
        case .commit where isSeveral && !ticked.isEmpty: return commit(.several(ticked))
        case .commit where isSeveral && selection != count - 1:
            asksToChoose = true
        case .commit:
            guard let selection else {
                asksToChoose = true
                return .taken
            }
            return commit(selection == count - 1 ? .dontKnow : .choice(selection))
        default: return nil
        }
        return .taken
    }

    private mutating func commit(_ answer: Answer) -> TaskOutcome {
        self.answer = answer
        return .committed
    }

    package mutating func tellAnswer(_ view: StepView) -> TaskOutcome? {
        guard isOpen else { return nil }
        isTold = true
        return commit(.dontKnow)
    }

    package var committedAnswer: CommittedAnswer? {
        guard let answer else { return nil }
        return CommittedAnswer(text: text(of: answer), isRight: answer == .dontKnow ? nil : isRight(answer))
    }

    package mutating func restore(_ text: String, view: StepView) {
        switch form {
        case _ where text.isEmpty || text == DontKnow.text: answer = .dontKnow
        case .number: answer = (try? typedNumber(text)).map { .number($0, text: text) }
        case .choice(let options, _): answer = options.firstIndex(of: text).map(Answer.choice)
        case .several(let options, _):
            let chosen = Set(text.components(separatedBy: ", ").compactMap(options.firstIndex(of:)))
            answer = chosen.isEmpty ? nil : .several(chosen)
        case .point(_, let names):
            answer = names.first { $0.value == text }.map { .point($0.key) }
        }
    }

    private var options: [String]? {
        switch form {
        case .choice(let options, _), .several(let options, _): options
        case .number, .point: nil
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
        case (.several(_, let right), .several(let chosen)): chosen == right
        case (.point(let right, _), .point(let chosen)): right.contains(chosen)
        default: false
        }
    }

    private func text(of answer: Answer) -> String {
        switch (form, answer) {
        case (_, .number(_, let text)): text
        case (.choice(let options, _), .choice(let chosen)): options[chosen]
        case (.several(let options, _), .several(let chosen)): Self.text(of: chosen, options)
        case (.point(_, let names), .point(let chosen)): names[chosen] ?? "\(chosen)"
        default: DontKnow.text
        }
    }

    private var rightAnswer: String {
        switch form {
        case .number(let number, _): NumberFormat(isExact: true).text(number)
        case .choice(let options, let right): options[right]
        case .several(let options, let right): Self.text(of: right, options)
        case .point(let right, let names): Self.text(of: right, names)
        }
    }

    private static func text(of chosen: Set<Int>, _ options: [String]) -> String {
        chosen.sorted().map { options[$0] }.joined(separator: ", ")
    }

    /// A few numbers by their names; of many, some.
    private static func text(of places: Set<Address>, _ names: [Address: String]) -> String {
        let all = places.compactMap { names[$0] }.sorted()
        return all.count <= 4 ? all.joined(separator: " or ") : all.prefix(3).joined(separator: ", ") + ", …"
    }

    /// What a wrong answer says about the thinking behind it.
    private func feedback(on answer: Answer) -> String? {
        let known = wrong.first { entry in
            switch (form, answer) {
            case (.number(_, let tolerance), .number(let number, _)):
                entry.number.map { abs($0 - number) <= tolerance } ?? false
            case (.choice(let options, _), .choice(let chosen)): entry.options == [options[chosen]]
            case (.several(let options, _), .several(let chosen)):
                entry.options == Set(chosen.map { options[$0] })
            case (.point, .point(let address)): entry.part.contains(address)
            default: false
            }
        }
        return known?.why ?? remark(on: answer)
    }

    /// What can be said of several answers without knowing the thought behind them.
    private func remark(on answer: Answer) -> String? {
        guard case .several(let options, let right) = form, case .several(let chosen) = answer else {
            return nil
        }
        let extra = chosen.subtracting(right)
        let missing = right.subtracting(chosen)
        let parts = [
            extra.isEmpty ? nil : "Not among them: \(Self.text(of: extra, options)).",
            missing.isEmpty ? nil : "Missing: \(Self.text(of: missing, options)).",
        ]
        return parts.compactMap(\.self).joined(separator: " ")
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
        case .choice(let options, _), .several(let options, _):
            let lines = (options + [DontKnow.text]).enumerated().map { index, option in
                let box = ticked.contains(index) ? "[×] " : "[ ] "
                return optionRow(
                    (isSeveral && index < options.count ? box : "") + option, isChosen: index == selection,
                    isActive: isActive, in: view.glyphs)
            }
            let rows = lines.laidOut(in: view.glyphs, width: view.width, indent: isSeveral ? 6 : 4)
            return rows + advice(count: options.count).laidOut(in: view.glyphs, width: view.width)
        case .point(_, let names):
            let cursor = view.experiment?.cursor.flatMap { names[$0] }
            var line = StyledLine(view.glyphs.pick("▸ ", "> "), .accent)
            line.append(cursor ?? "Tab or the arrows point, Enter answers.", cursor == nil ? .dim : .bold)
            if offersDontKnow {
                line = StyledLine("Nothing has the focus yet. Enter again: I don't know.", .accent)
            }
            return [line].laidOut(in: view.glyphs, width: view.width, indent: 2)
        }
    }

    /// What to do first, where Enter came too early.
    private func advice(count: Int) -> [StyledLine] {
        guard asksToChoose else { return [] }
        let text =
            isSeveral
            ? "With Space, tick all that belong; then Enter." : "Choose with ↑ and ↓ first, or by its number."
        return [StyledLine(text, .accent)]
    }

    private func outcome(of answer: Answer, _ view: StepView) -> [StyledLine] {
        var lines: [StyledLine] = []
        var given = StyledLine("your answer  ", .dim)
        given.append(text(of: answer))
        if isRight(answer) {
            given.append(view.glyphs.pick("  ✓", "  right"), Style(.good, .bold))
            lines.append(given)
        } else {
            if !isTold { lines.append(given) }
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

    /// A question that waits is a block with all that there is to choose from, so that the next one is told whole.
    package func inWords(_ view: StepView) -> [String] {
        guard let answer else { return [([ask] + waysToAnswer(view)).joined(separator: "\n")] }
        var words = [ask]
        let verdict = isRight(answer) ? "That is right." : "The answer: \(rightAnswer)."
        words.append((isTold ? "" : "Your answer: \(text(of: answer)). ") + verdict)
        if !isRight(answer), let feedback = feedback(on: answer) { words.append(feedback) }
        if let why { words.append(why) }
        return words
    }

    private func waysToAnswer(_ view: StepView) -> [String] {
        if let options {
            let several = isSeveral ? ["Several may belong: give all their numbers, such as 1 3."] : []
            let choices = (options + [DontKnow.text]).enumerated().map { index, option in
                let mark = view.hasKeys && index == selection ? SpokenPage.mark : ""
                return mark + "\(index + 1). \(option)" + (ticked.contains(index) ? ", ticked" : "")
            }
            return several + choices + (asksToChoose ? advice(count: options.count).map(\.text) : [])
        }
        let isLeftOut = "Enter again: I don't know."
        if asksForANumber {
            return [
                offersDontKnow
                    ? "Nothing has the focus yet. \(isLeftOut)" : "Tab or the arrows point, Enter answers."
            ]
        }
        return [offersDontKnow ? isLeftOut : "Type a number, or nothing if you don't know."]
            + (field.error.map { ["\($0)"] } ?? [])
    }

    // MARK: Proving

    package func proofProblems(in setting: StepSetting) -> [Problem] {
        guard let experiment = setting.experiment, !asksForANumber else { return [] }
        guard let proof else {
            return [Problem("an answer about a network needs its proof, an expression", at: answerPlace)]
        }
        let scope = ExperimentScope(experiment, additions: names)
        return Result { () throws(Problems) in
            switch form {
            case .number(let answer, let tolerance):
                let value = try proof.number(in: scope)
                guard !(abs(value - answer) <= tolerance) else { return }
                throw Problems([
                    Problem(
                        "the answer is \(answer), but \(proof.expression.text) is \(value)", at: answerPlace)
                ])
            case .choice, .several, .point:
                guard try !proof.isTrue(in: scope) else { return }
                throw Problems([Problem("the proof of the answer is not true", at: proof.source.place)])
            }
        }.problems
    }
}
