import Course
import Diagrams
import Experiment
import TerminalUI

/// A small thing to do on the way: change a number until a check holds, or fill in the blanks of a worked
/// example.
package struct DoStage: TaskStage {
    package static let kind = "do"

    /// The keys of a `do` fence.
    private struct Keys: Decodable {
        let ask: Placed<String>
        let check: Placed<String>?
        let solution: OneOrMore<Placed<String>>?
        let blanks: [BlankKeys]?
        let actions: OneOrMore<Placed<String>>?
        let hints: OneOrMore<String>?
    }

    private struct BlankKeys: Decodable {
        let text: String
        let value: Placed<Double>
        let blank: Bool?
        let proof: Placed<String>
        let reveals: Placed<String>?
        let wrong: [WrongAnswer]?
    }

    /// One line of a worked example.
    private struct Blank: Sendable {
        let text: String
        let value: Double
        let isBlank: Bool
        let proof: LessonExpression
        let reveals: Moment?
        let wrong: [WrongAnswer]
        let place: Place
    }

    private enum Goal: Sendable {
        case check(LessonExpression, solution: [Placed<String>])
        case blanks([Blank])
    }

    private let ask: String
    private let goal: Goal
    private let hints: [String]
    package let actions: [StepAction]
    /// The action under the cursor, and what each of them is called.
    private var selectedAction = 0
    private let actionTitles: [String]

    private var isDone = false
    private var hintsShown = 0
    /// In a worked example: how many lines are filled in, and what is being typed.
    private var filled = 0
    private var field = NumberField()
    private var feedback: String?

    private static let tolerance = 0.005

    package init(_ fence: Fence, in setting: StepSetting) throws(Problems) {
        let keys = try fence.decode(Keys.self)
        let experiment = try setting.experiment(for: fence)
        ask = try keys.ask.text()
        hints = keys.hints?.all ?? []
        actions = try (keys.actions?.all ?? []).map { name throws(Problems) in
            if let action = StepAction(rawValue: name.value) { return action }
            let names = StepAction.allCases.map(\.rawValue)
            throw Problems([
                Problem(
                    "no action named \"\(name.value)\"\(didYouMean(name.value, in: names))", at: name.place)
            ])
        }
        actionTitles = actions.map { $0.title(for: experiment) }
        goal = try Self.goal(keys, fence, setting)
        switch goal {
        case .check(let check, let solution):
            _ = try check.isTrue(in: ExperimentScope(experiment, additions: Self.namesOfAStep))
            for edit in solution { _ = try edit.edit(for: experiment) }
        case .blanks:
            skipGivenLines()
        }
    }

    /// What the step adds to the names of expressions, as it is before anything was done.
    static let namesOfAStep: [String: Value] = ["pred": .number(.nan)]

    private static func goal(_ keys: Keys, _ fence: Fence, _ setting: StepSetting) throws(Problems) -> Goal {
        switch (keys.check, keys.blanks) {
        case (let check?, nil):
            guard let solution = keys.solution else {
                throw Problems([Problem("a do needs its solution, the edits that do it", at: fence.place)])
            }
            return .check(try LessonExpression(check), solution: solution.all)
        case (nil, let blanks?):
            guard !blanks.isEmpty else {
                throw Problems([
                    Problem("a worked example has lines; there are none", at: fence.place(of: "blanks"))
                ])
            }
            var read: [Blank] = []
            for keys in blanks { read.append(try blank(keys, setting)) }
            return .blanks(read)
        default:
            throw Problems([Problem("a do has either a check or blanks", at: fence.place)])
        }
    }

    private static func blank(_ keys: BlankKeys, _ setting: StepSetting) throws(Problems) -> Blank {
        let problems = (keys.wrong ?? []).flatMap(\.problems)
        guard problems.isEmpty else { throw Problems(problems) }
        for wrong in keys.wrong ?? [] {
            guard let number = wrong.number else {
                throw Problems([Problem("\"\(wrong.when.value)\" is not a number", at: wrong.when.place)])
            }
            guard abs(number - keys.value.value) > tolerance else {
                throw Problems([Problem("this would be taken as the right answer", at: wrong.when.place)])
            }
        }
        return Blank(
            text: keys.text, value: keys.value.value, isBlank: keys.blank ?? false,
            proof: try LessonExpression(keys.proof),
            reveals: try keys.reveals?.reveal(in: setting),
            wrong: keys.wrong ?? [], place: keys.value.place)
    }

    // MARK: Doing

    package var isOpen: Bool { !isDone }

    package var isQuestion: Bool { locksNumbers }

    package var locksNumbers: Bool {
        if case .blanks = goal { true } else { false }
    }

    package var reveals: Moment? {
        guard case .blanks(let blanks) = goal, !isDone, blanks.indices.contains(filled) else { return nil }
        return blanks[filled].reveals
    }

    package var bindings: [KeyBinding<TaskAction>] {
        var bindings: [KeyBinding<TaskAction>] = []
        if case .blanks = goal {
            bindings.append(
                KeyBinding(
                    "0123456789.,-−".map(Key.character), .type, label: "0-9 . -", help: "fill in the blank",
                    footer: "fill in"))
            // On an empty field Enter is the lesson's: it offers to leave the task for later.
            if !field.isEmpty {
                bindings.append(KeyBinding([.enter], .commit, help: "take the number", footer: "take it"))
            }
        }
        if !actions.isEmpty {
            bindings.append(KeyBinding([.enter], .commit, help: "do what is chosen", footer: "do it"))
            if actions.count > 1 {
                bindings.append(
                    KeyBinding(
                        [.up], .previousOption, label: "↑ ↓", help: "choose what to do", footer: "choose"))
                bindings.append(KeyBinding([.down], .nextOption, help: ""))
            }
        }
        if hintsShown < hints.count {
            bindings.append(KeyBinding([.character("H")], .hint, help: "show a hint", footer: "hint"))
        }
        return bindings
    }

    package mutating func handle(_ key: Key, view: StepView) -> TaskOutcome? {
        guard isOpen else { return nil }
        if key == .character("H") { return showHint() ? .taken : nil }
        guard case .blanks(let blanks) = goal, blanks.indices.contains(filled) else {
            return handleActions(key)
        }
        if key == .enter {
            guard !field.isEmpty else { return nil }
            return fill(blanks[filled], count: blanks.count)
        }
        if key == .backspace { return field.handle(key) ? .taken : nil }
        guard bindings.action(for: key) == .type else { return nil }
        feedback = nil
        return field.handle(key) ? .taken : nil
    }

    private mutating func handleActions(_ key: Key) -> TaskOutcome? {
        switch bindings.action(for: key) {
        case .commit: return .act(actions[selectedAction])
        case .previousOption: selectedAction = max(0, selectedAction - 1)
        case .nextOption: selectedAction = min(actions.count - 1, selectedAction + 1)
        default: return nil
        }
        return .taken
    }

    private mutating func fill(_ blank: Blank, count: Int) -> TaskOutcome {
        guard let number = field.commit() else { return .taken }
        guard abs(number - blank.value) <= Self.tolerance else {
            let known = blank.wrong.first { wrong in
                wrong.number.map { abs($0 - number) <= Self.tolerance } ?? false
            }
            feedback = known?.why ?? "\(field.text) is not it. Look at the line above, and try once more."
            field = NumberField()
            return .taken
        }
        field = NumberField()
        feedback = nil
        filled += 1
        skipGivenLines()
        return .committed
    }

    /// Lines that are given count as filled in.
    private mutating func skipGivenLines() {
        guard case .blanks(let blanks) = goal else { return }
        while blanks.indices.contains(filled), !blanks[filled].isBlank { filled += 1 }
        isDone = filled == blanks.count
    }

    package mutating func update(_ view: StepView) {
        guard case .check(let check, _) = goal, !isDone, let scope = view.scope else { return }
        isDone = (try? check.isTrue(in: scope)) ?? false
    }

    package var committedAnswer: CommittedAnswer? {
        switch goal {
        case .check: isDone ? CommittedAnswer(text: "done", isRight: true) : nil
        case .blanks: filled > 0 ? CommittedAnswer(text: "\(filled)", isRight: true) : nil
        }
    }

    package mutating func restore(_ answer: String, view: StepView) {
        switch goal {
        case .check: isDone = answer == "done"
        case .blanks(let blanks):
            filled = min(max(filled, Int(answer) ?? 0), blanks.count)
            skipGivenLines()
        }
    }

    package mutating func showHint() -> Bool {
        guard hintsShown < hints.count else { return false }
        hintsShown += 1
        return true
    }

    // MARK: Showing

    package func rows(_ view: StepView, isActive: Bool) -> [StyledLine] {
        var lines = [StyledLine(ask, .bold)]
        if case .blanks(let blanks) = goal {
            lines.append(StyledLine())
            lines += blanks.enumerated().map { row(of: $1, at: $0, isActive: isActive) }
        }
        if !isDone, !actionTitles.isEmpty {
            lines.append(StyledLine())
            lines += actionTitles.enumerated().map { index, title in
                let isChosen = index == selectedAction
                return StyledLine(isChosen ? view.glyphs.pick("▸ ", "> ") : "  ", .accent)
                    + StyledLine(title, isChosen && isActive ? Style(.plain, .reverse) : .plain)
            }
        }
        if let error = field.error { lines.append(StyledLine("\(error)", .warning)) }
        if let feedback { lines += [StyledLine(), StyledLine(feedback)] }
        for (index, hint) in hints.prefix(hintsShown).enumerated() where !isDone {
            var line = StyledLine("Hint \(index + 1): ", .accent)
            line.append(hint)
            lines += [StyledLine(), line]
        }
        if isDone, !isExampleOnly { lines += [StyledLine(), StyledLine("✓ done", Style(.good, .bold))] }
        return lines.laidOut(in: view.glyphs, width: view.width)
    }

    /// Whether the worked example has nothing to fill in.
    private var isExampleOnly: Bool {
        if case .blanks(let blanks) = goal { !blanks.contains(where: \.isBlank) } else { false }
    }

    private func row(of blank: Blank, at index: Int, isActive: Bool) -> StyledLine {
        var line = StyledLine(blank.text, index == filled && !isDone ? .plain : .dim)
        line.append(" = ", .dim)
        if index < filled || !blank.isBlank && isShown(index) {
            line.append(NumberFormat(isExact: true).text(blank.value), .bold)
        } else if index == filled {
            line.append(field.text + "_", Style(.plain, isActive ? .reverse : []))
        } else {
            line.append("____", .dim)
        }
        return line
    }

    /// A given line shows its value once everything above it is filled in.
    private func isShown(_ index: Int) -> Bool { index < filled || isDone }

    package func inWords(_ view: StepView) -> [String] {
        rows(view, isActive: false).map(\.text).filter { !$0.isEmpty }
    }

    // MARK: Proving

    /// The experiment after the solution's edits; nil for a worked example.
    private func solved(in setting: StepSetting) throws(Problems) -> Experiment? {
        guard case .check(_, let solution) = goal, var experiment = setting.experiment else { return nil }
        for source in solution {
            do { try experiment.apply(try source.edit(for: experiment)) } catch let error as EditError {
                throw Problems([Problem("\(error)", at: source.place)])
            } catch let problems as Problems {
                throw problems
            } catch {
                throw Problems([Problem("\(error)", at: source.place)])
            }
        }
        return experiment
    }

    package func proofProblems(in setting: StepSetting) -> [Problem] {
        guard let start = setting.experiment else { return [] }
        switch goal {
        case .blanks(let blanks): return blanks.flatMap { problems(of: $0, in: ExperimentScope(start)) }
        case .check(let check, _):
            return Result { () throws(Problems) in
                let names = Self.namesOfAStep
                if try check.isTrue(in: ExperimentScope(start, additions: names)) {
                    throw Problems([Problem("the check is true at the start", at: check.source.place)])
                }
                guard let end = try solved(in: setting) else { return }
                if try !check.isTrue(in: ExperimentScope(end, additions: names)) {
                    throw Problems([Problem("the check is false after the solution", at: check.source.place)])
                }
            }.problems
        }
    }

    private func problems(of blank: Blank, in scope: ExperimentScope) -> [Problem] {
        Result { () throws(Problems) in
            let value = try blank.proof.number(in: scope)
            guard !(abs(value - blank.value) <= Self.tolerance) else { return }
            throw Problems([
                Problem("the value is \(blank.value), but the proof is \(value)", at: blank.place)
            ])
        }.problems
    }
}
