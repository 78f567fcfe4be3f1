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

    typealias BlankKeys = WorkedExample.BlankKeys

    private enum Goal: Sendable {
        case check(CheckedGoal)
        case blanks(WorkedExample)
    }

    private let ask: String
    private var goal: Goal
    private var hints: Hints
    private var menu: ActionMenu
    package var actions: [StepAction] { menu.actions }

    private var isDone = false

    package init(_ fence: Fence, in setting: StepSetting) throws(Problems) {
        let keys = try fence.decode(Keys.self)
        let experiment = try setting.experiment(for: fence)
        ask = try keys.ask.text()
        hints = Hints(keys.hints?.all ?? [])
        menu = try ActionMenu(keys.actions, for: experiment)
        goal = try Self.goal(keys, fence, setting)
        isDone = example?.isDone ?? false
    }

    private static func goal(_ keys: Keys, _ fence: Fence, _ setting: StepSetting) throws(Problems) -> Goal {
        switch (keys.check, keys.blanks) {
        case (let check?, nil):
            guard let solution = keys.solution else {
                throw Problems([Problem("a do needs its solution, the edits that do it", at: fence.place)])
            }
            return .check(try CheckedGoal(check: check, solution: solution.all, in: setting))
        case (nil, let blanks?):
            return .blanks(try WorkedExample(blanks, fence, in: setting))
        default:
            throw Problems([Problem("a do has either a check or blanks", at: fence.place)])
        }
    }

    private var example: WorkedExample? {
        if case .blanks(let example) = goal { example } else { nil }
    }

    // MARK: Doing

    package var isOpen: Bool { !isDone }
    package var isBeingAnswered: Bool { example?.isBeingAnswered ?? false }
    package var isQuestion: Bool { locksNumbers }
    package var locksNumbers: Bool { example != nil }
    package var holdsBackspace: Bool { example?.holdsBackspace ?? false }
    package var reveals: Moment? { isDone ? nil : example?.reveals }

    package var bindings: [KeyBinding<TaskAction>] {
        (example?.bindings ?? []) + menu.bindings + hints.bindings
    }

    package mutating func handle(_ key: Key, view: StepView) -> TaskOutcome? {
        guard isOpen else { return nil }
        if key == .character("H") { return showHint() ? .taken : nil }
        guard var example else { return menu.handle(key) }
        let outcome = example.handle(key)
        goal = .blanks(example)
        isDone = example.isDone
        return outcome
    }

    package mutating func update(_ view: StepView) {
        guard case .check(let goal) = goal, !isDone else { return }
        isDone = goal.isReached(view)
    }

    package var committedAnswer: CommittedAnswer? {
        switch goal {
        case .check: isDone ? CommittedAnswer(text: "done", isRight: true) : nil
        case .blanks(let example):
            example.filled > 0 ? CommittedAnswer(text: "\(example.filled)", isRight: true) : nil
        }
    }

    package mutating func restore(_ answer: String, view: StepView) {
        switch goal {
        case .check: isDone = answer == "done"
        case .blanks(var example):
            example.restore(filled: Int(answer) ?? 0)
            goal = .blanks(example)
            isDone = example.isDone
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

    package var checkedKeys: [Key]? { example?.solutionKeys }

    // MARK: Showing

    package func rows(_ view: StepView, isActive: Bool) -> [StyledLine] {
        var lines = [StyledLine(ask, .bold)]
        let parts = example?.lines(isActive: isActive)
        if let parts { lines += [StyledLine()] + parts.blanks }
        if !isDone { lines += menu.lines(in: view.glyphs, isActive: isActive) }
        lines += parts?.remarks ?? []
        if !isDone { lines += hints.lines }
        if isDone, !(example?.isExampleOnly ?? false) {
            lines += [StyledLine(), StyledLine("✓ done", Style(.good, .bold))]
        }
        return lines.laidOut(in: view.glyphs, width: view.width)
    }

    package func inWords(_ view: StepView) -> [String] {
        rows(view, isActive: view.hasKeys).map(\.text).filter { !$0.isEmpty }
    }

    // MARK: Proving

    package func proofProblems(in setting: StepSetting) -> [Problem] {
        switch goal {
        case .blanks(let example): example.proofProblems(in: setting)
        case .check(let goal): goal.proofProblems(in: setting)
        }
    }
}
