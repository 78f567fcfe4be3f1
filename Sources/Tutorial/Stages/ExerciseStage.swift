import Course
import Diagrams
import Experiment
import TerminalUI

/// A thing to do that is checked live: the ✓ comes in the frame in which the state satisfies the check. What is
/// done that comes near gets an answer of its own; for everything else the learner sees where the sum differs from
/// the one that is wanted. It is kept in the record, with its edits and hints.
package struct ExerciseStage: TaskStage {
    package static let kind = "exercise"

    /// The keys of an `exercise` fence.
    struct Keys: Decodable {
        let id: Placed<String>
        let ask: Placed<String>
        let check: Placed<String>?
        let solution: OneOrMore<Placed<String>>?
        let near_misses: [NearMissKeys]?
        let blanks: [WorkedExample.BlankKeys]?
        let hints: Placed<[String]>
        let why: String?
        let actions: OneOrMore<Placed<String>>?
        let marks: Bool?
    }

    struct NearMissKeys: Decodable {
        let when: Placed<String>
        let example: OneOrMore<Placed<String>>
        let why: Placed<String>
        let misconception: Placed<String>?
    }

    /// A state that is nearly what is asked for, and what to say to whoever is there.
    private struct NearMiss: Sendable {
        let when: LessonExpression
        let example: [Placed<String>]
        let why: String
    }

    /// The exercise's name for ever.
    package let id: String
    private let ask: String
    /// What it asks for; nil where blanks are to be filled in.
    private let goal: CheckedGoal?
    private let nearMisses: [NearMiss]
    /// The blanks that are to be filled in, where it asks for that.
    private var example: WorkedExample?
    private var hints: Hints
    private let why: String?
    private var menu: ActionMenu
    /// Whether numbers are marked here, not changed.
    private let isMarking: Bool
    /// The network when it is done as the lesson does it, for comparing.
    private let wanted: Experiment?

    private var solved: Solved?
    /// What the state is near to, if it is.
    private var nearMiss: Int?
    /// Where the state differs from the one that is wanted, if nothing else can be said.
    private var difference: ExerciseDifference?
    /// Whether anything is changed at all.
    private var isChanged = false
    private var wasSolvedBefore = false
    /// Whether Enter was pressed before anything had the focus.
    private var asksForFocus = false

    private static let hintCount = 3

    package init(_ fence: Fence, in setting: StepSetting) throws(Problems) {
        let keys = try fence.decode(Keys.self)
        let experiment = try setting.experiment(for: fence)
        id = try keys.id.itemID()
        ask = try keys.ask.text()
        example = try keys.blanks.map { (blanks) throws(Problems) in
            try WorkedExample(blanks, fence, in: setting)
        }
        let goal = try Self.goal(keys, fence, setting)
        self.goal = goal
        let wanted = try goal?.solved(from: experiment)
        self.wanted = wanted
        guard keys.hints.value.count == Self.hintCount else {
            throw Problems([
                Problem(
                    "an exercise has three hints: where to look, how it hangs together, what to press",
                    at: keys.hints.place)
            ])
        }
        hints = Hints(keys.hints.value)
        guard goal == nil || keys.near_misses?.isEmpty == false else {
            throw Problems([
                Problem(
                    "an exercise says something to those who come near", at: fence.place(of: "near_misses"))
            ])
        }
        why = keys.why
        menu = try ActionMenu(keys.actions, for: experiment)
        isMarking = keys.marks ?? false
        guard isMarking || wanted?.marked.isEmpty ?? true else {
            throw Problems([
                Problem(
                    "where numbers are marked, the exercise says marks: true",
                    at: keys.solution?.all.first?.place ?? fence.place)
            ])
        }
        nearMisses = try (keys.near_misses ?? []).map { keys throws(Problems) in
            try Self.nearMiss(keys, in: setting, experiment)
        }
    }

    private static func goal(
        _ keys: Keys, _ fence: Fence, _ setting: StepSetting
    ) throws(Problems) -> CheckedGoal? {
        switch (keys.check, keys.blanks) {
        case (nil, _?):
            if let place = keys.solution?.all.first?.place ?? keys.near_misses?.first?.when.place {
                throw Problems([
                    Problem("blanks have their values and what is wrong beside them, nothing else", at: place)
                ])
            }
            return nil
        case (let check?, nil):
            guard let solution = keys.solution else {
                throw Problems([Problem("an exercise needs its solution", at: fence.place)])
            }
            return try CheckedGoal(check: check, solution: solution.all, in: setting)
        default:
            throw Problems([Problem("an exercise has either a check or blanks", at: fence.place)])
        }
    }

    private static func nearMiss(
        _ keys: NearMissKeys, in setting: StepSetting, _ experiment: Experiment
    ) throws(Problems) -> NearMiss {
        try checkMisconception(keys.misconception)
        let when = try LessonExpression(keys.when)
        _ = try when.isTrue(in: ExperimentScope(experiment, additions: setting.names))
        _ = try CheckedGoal.edits(keys.example.all, from: experiment)
        return NearMiss(when: when, example: keys.example.all, why: try keys.why.text())
    }

    // MARK: Doing

    package var isOpen: Bool { solved == nil }
    package var isBeingAnswered: Bool { example?.isBeingAnswered ?? (isMarking && isChanged) }
    package var isQuestion: Bool { example != nil }
    package var locksNumbers: Bool { example != nil }
    package var reveals: Moment? { isOpen ? example?.reveals : nil }
    package var asksForANumber: Bool { isMarking }
    package var holdsBackspace: Bool { example?.holdsBackspace ?? false }
    package var actions: [StepAction] { menu.actions }
    package var lit: Set<Address>? { isOpen ? difference?.address.map { [$0] } : nil }

    package var bindings: [KeyBinding<TaskAction>] {
        let marking =
            isMarking
            ? [KeyBinding([.enter], TaskAction.toggle, help: "mark the number, or unmark it", footer: "mark")]
            : []
        return marking + (example?.bindings ?? []) + menu.bindings + hints.bindings
    }

    package mutating func handle(_ key: Key, view: StepView) -> TaskOutcome? {
        guard isOpen else { return nil }
        if key == .character("H") { return showHint() ? .taken : nil }
        if var example {
            let outcome = example.handle(key)
            self.example = example
            if example.isDone { solved = Solved(edits: 0, hints: hints.shown) }
            return outcome
        }
        if isMarking, key == .enter {
            guard let experiment = view.experiment, let address = experiment.cursor else {
                asksForFocus = true
                return .taken
            }
            asksForFocus = false
            return .edit(.mark([address], isOn: !experiment.marked.contains(address)))
        }
        return menu.handle(key)
    }

    package mutating func update(_ view: StepView) {
        guard isOpen, let goal, let wanted, let experiment = view.experiment, let scope = view.scope else {
            return
        }
        (nearMiss, difference) = (nil, nil)
        isChanged = experiment.isChanged
        if goal.isReached(view) {
            solved = Solved(edits: experiment.history.done.count, hints: hints.shown)
        } else if experiment.isChanged {
            nearMiss = nearMisses.firstIndex { (try? $0.when.isTrue(in: scope)) ?? false }
            if nearMiss == nil, !isMarking, goal.hasOneSolution {
                difference = ExerciseDifference(between: experiment, and: wanted)
            }
        }
    }

    package mutating func showHint() -> Bool { hints.showNext() }

    package var playableSolution: [Placed<String>]? { hints.areAllShown ? goal?.solution : nil }
    package var playableKeys: [Key]? { hints.areAllShown ? example?.solutionKeys : nil }
    package var checkedSolution: [Placed<String>]? { goal?.solution }
    package var checkedKeys: [Key]? { example?.solutionKeys }
    /// The wrong answers that its blanks answer, with the keys that give them.
    var wrongAnswers: [(keys: [Key], why: String)] { example?.wrongAnswers ?? [] }

    // MARK: Keeping

    package var committedAnswer: CommittedAnswer? {
        guard let solved else {
            guard let example, example.filled > 0 else { return nil }
            return CommittedAnswer(text: "filled=\(example.filled)", isRight: nil)
        }
        return solved.answer
    }

    package mutating func restore(_ answer: String, view: StepView) {
        let words = answer.split(separator: " ")
        if let filled = words.first, filled.hasPrefix("filled="), let count = Int(filled.dropFirst(7)) {
            example?.restore(filled: count)
            return
        }
        guard let solved = Solved(answer: answer) else { return }
        example?.restore(filled: .max)
        self.solved = solved
        hints.restore(shown: solved.hints)
        wasSolvedBefore = true
    }

    package var outcomes: [ItemOutcome] {
        guard let solved, !wasSolvedBefore else { return [] }
        return [ItemOutcome(item: id, .solved(edits: solved.edits, hints: solved.hints))]
    }

    // MARK: Showing

    package func rows(_ view: StepView, isActive: Bool) -> [StyledLine] {
        var lines = [StyledLine(ask, .bold)]
        let blanks = example?.lines(isActive: isActive)
        if let blanks { lines += [StyledLine()] + blanks.blanks }
        if let solved {
            lines += [
                StyledLine(), StyledLine("✓ \(solved.text(countsEdits: goal != nil))", Style(.good, .bold)),
            ]
            if let why { lines += [StyledLine(), StyledLine(why)] }
            return lines.laidOut(in: view.glyphs, width: view.width)
        }
        lines += menu.lines(in: view.glyphs, isActive: isActive) + (blanks?.remarks ?? [])
        if isMarking, let experiment = view.experiment, !experiment.marked.isEmpty {
            lines += [StyledLine(), Self.marks(in: experiment)]
        }
        if asksForFocus {
            lines += [StyledLine(), StyledLine("Tab or the arrows go to a number; Enter marks it.", .accent)]
        }
        if let nearMiss {
            lines += [StyledLine(), StyledLine(nearMisses[nearMiss].why)]
        } else if isChanged, difference == nil, !isMarking, goal != nil {
            lines += [
                StyledLine(),
                StyledLine("Every sum is as it is wanted, but not in the way that is asked for."),
            ]
        } else if let difference {
            lines += [StyledLine()] + difference.lines(NumberFormat(glyphs: view.glyphs))
        }
        lines += hints.lines
        if hints.areAllShown {
            lines += [StyledLine(), StyledLine("H once more plays these keys for you.", .accent)]
        }
        return lines.laidOut(in: view.glyphs, width: view.width)
    }

    /// `2 marked: w¹₁₁ b²₁`, in the order of the picture.
    private static func marks(in experiment: Experiment) -> StyledLine {
        let notation = Notation(experiment)
        let all = Address.Kind.allCases.flatMap { experiment.addresses(of: $0) }
        let names = all.filter(experiment.marked.contains).map(notation.symbol)
        return StyledLine("\(names.count) marked: ", .accent) + StyledLine(names.joined(separator: " "))
    }

    package func inWords(_ view: StepView) -> [String] {
        rows(view, isActive: view.hasKeys).map(\.text).filter { !$0.isEmpty }
    }

    // MARK: Proving

    package func proofProblems(in setting: StepSetting) -> [Problem] {
        if let example { return example.proofProblems(in: setting) }
        guard let start = setting.experiment, let goal else { return [] }
        let ofGoal = goal.proofProblems(in: setting)
        guard ofGoal.isEmpty else { return ofGoal }
        return nearMisses.indices.flatMap { problems(ofNearMiss: $0, from: start, in: setting) }
    }

    /// A near miss is false, is told by its own words, and is not there before anything was done.
    private func problems(ofNearMiss index: Int, from start: Experiment, in setting: StepSetting) -> [Problem]
    {
        Result { () throws(Problems) in
            let miss = nearMisses[index]
            let place = miss.when.source.place
            if try miss.when.isTrue(in: ExperimentScope(start, additions: setting.names)) {
                throw Problems([Problem("this is true before anything is done", at: place)])
            }
            let example = miss.example.first?.place ?? place
            let end = try CheckedGoal.edits(miss.example, from: start).end
            try checkWay(to: miss, from: start, in: setting)
            let scope = ExperimentScope(end, additions: setting.names)
            guard try miss.when.isTrue(in: scope) else {
                throw Problems([Problem("this is false on its example", at: place)])
            }
            for earlier in nearMisses[..<index] where try earlier.when.isTrue(in: scope) {
                throw Problems([
                    Problem(
                        "its example is answered by the near miss of line \(earlier.when.source.place.line)",
                        at: example)
                ])
            }
        }.problems
    }
}

extension ExerciseStage {
    /// A near miss can be reached: on the way to it, number by number, the exercise is not done already.
    private func checkWay(
        to miss: NearMiss, from start: Experiment, in setting: StepSetting
    ) throws(Problems) {
        var experiment = start
        for source in miss.example {
            for edit in try source.edit(for: experiment).singleSteps {
                try? experiment.apply(edit)
                guard let goal,
                    try goal.check.isTrue(in: ExperimentScope(experiment, additions: setting.names))
                else {
                    continue
                }
                throw Problems([
                    Problem(
                        "the check is true on this near miss, or on the way to it; try its edits in another order",
                        at: source.place)
                ])
            }
        }
    }
}

extension Edit {
    /// The same number by number, as keys do it.
    fileprivate var singleSteps: [Edit] {
        guard case .assign(let assignments) = self else { return [self] }
        return assignments.map { .set($0.address, $0.value) }
    }
}
