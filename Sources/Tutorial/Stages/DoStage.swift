import Course
import Diagrams
import Experiment
import TerminalUI

/// A small thing to do on the way: change a number until a check holds, or fill in the blanks of a worked
/// example.
package struct DoStage: TaskStage {
    package static let kind = "do"

    /// The keys of a `do` fence.
    struct Keys: Decodable {
        let ask: Placed<String>
        let check: Placed<String>?
        let solution: OneOrMore<Placed<String>>?
        let blanks: [BlankKeys]?
        let actions: OneOrMore<Placed<String>>?
        let hints: OneOrMore<String>?
    }

    struct BlankKeys: Decodable {
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
        case check(CheckedGoal)
        case blanks([Blank])
    }

    private let ask: String
    private let goal: Goal
    private var hints: Hints
    private var menu: ActionMenu
    package var actions: [StepAction] { menu.actions }

    private var isDone = false
    /// In a worked example: how many lines are filled in, and what is being typed.
    private var filled = 0
    private var field = NumberField()
    private var feedback: String?

    private static let tolerance = 0.005

    package init(_ fence: Fence, in setting: StepSetting) throws(Problems) {
        let keys = try fence.decode(Keys.self)
        let experiment = try setting.experiment(for: fence)
        ask = try keys.ask.text()
        hints = Hints(keys.hints?.all ?? [])
        menu = try ActionMenu(keys.actions, for: experiment)
        goal = try Self.goal(keys, fence, setting)
        skipGivenLines()
    }

    private static func goal(_ keys: Keys, _ fence: Fence, _ setting: StepSetting) throws(Problems) -> Goal {
        switch (keys.check, keys.blanks) {
        case (let check?, nil):
            guard let solution = keys.solution else {
                throw Problems([Problem("a do needs its solution, the edits that do it", at: fence.place)])
            }
            return .check(try CheckedGoal(check: check, solution: solution.all, in: setting))
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
    package var isBeingAnswered: Bool { !field.isEmpty }

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
        return bindings + menu.bindings + hints.bindings
    }

    package mutating func handle(_ key: Key, view: StepView) -> TaskOutcome? {
        guard isOpen else { return nil }
        if key == .character("H") { return showHint() ? .taken : nil }
        guard case .blanks(let blanks) = goal, blanks.indices.contains(filled) else {
            return menu.handle(key)
        }
        if key == .enter {
            guard !field.isEmpty else { return nil }
            return fill(blanks[filled], count: blanks.count)
        }
        if key == .backspace {
            // One too many does not leave the step, not even after a wrong number has gone from the field.
            return field.handle(key) || field.wasTypedInto || feedback != nil ? .taken : nil
        }
        guard bindings.action(for: key) == .type else { return nil }
        feedback = nil
        return field.handle(key) ? .taken : nil
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
        guard case .check(let goal) = goal, !isDone else { return }
        isDone = goal.isReached(view)
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

    package mutating func showHint() -> Bool { hints.showNext() }

    package var playableSolution: [Placed<String>]? {
        guard case .check(let goal) = goal, hints.areAllShown else { return nil }
        return goal.solution
    }

    package var checkedSolution: [Placed<String>]? {
        if case .check(let goal) = goal { goal.solution } else { nil }
    }

    // MARK: Showing

    package func rows(_ view: StepView, isActive: Bool) -> [StyledLine] {
        var lines = [StyledLine(ask, .bold)]
        if case .blanks(let blanks) = goal {
            lines.append(StyledLine())
            lines += blanks.enumerated().map { row(of: $1, at: $0, isActive: isActive) }
        }
        if !isDone { lines += menu.lines(in: view.glyphs, isActive: isActive) }
        if let error = field.error { lines.append(StyledLine("\(error)", .warning)) }
        if let feedback { lines += [StyledLine(), StyledLine(feedback)] }
        if !isDone { lines += hints.lines }
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

    package func proofProblems(in setting: StepSetting) -> [Problem] {
        guard let start = setting.experiment else { return [] }
        return switch goal {
        case .blanks(let blanks): blanks.flatMap { problems(of: $0, in: ExperimentScope(start)) }
        case .check(let goal): goal.proofProblems(in: setting)
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
