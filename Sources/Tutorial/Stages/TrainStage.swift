import Course
import Diagrams
import Experiment
import TerminalUI

/// A playground in a step: the learner trains the network and changes it, and where the step asks for something, it is
/// noticed in the frame in which it is there.
package struct TrainStage: PictureStage, TaskStage {
    package static let kind = "train"

    private let alt: String
    private let id: String?
    private let ask: String?
    private let why: String?
    private let goal: TrainingGoal?
    private var hints: Hints
    private let start: PlaygroundBoard
    private(set) var board: PlaygroundBoard
    private var solved: Solved?
    private var wasSolvedBefore = false
    private var nearMiss: String?

    private static let hintCount = 3

    package init(_ fence: Fence, in setting: StepSetting) throws(Problems) {
        let keys = try fence.decode(TrainFence.self)
        alt = try keys.alt.text()
        start = try keys.board(try keys.playground(setting))
        board = start
        why = keys.why
        hints = Hints(keys.hints?.value ?? [])
        ask = try keys.ask?.text()
        id = try keys.id?.itemID()
        guard let check = keys.check else {
            goal = nil
            let needless =
                keys.solution?.all.first?.place ?? keys.near_misses?.first?.when.place ?? keys.id?.place
            guard let needless else { return }
            throw Problems([Problem("this belongs to a check, and there is none", at: needless)])
        }
        guard ask != nil else { throw Problems([Problem("a check has an ask", at: check.place)]) }
        // With an id it is an exercise, which is kept in the record; else something to do on the way.
        if id != nil { try Self.checkExercise(keys, at: check.place) }
        goal = try TrainingGoal(
            check, solution: keys.solution?.all ?? [], nearMisses: keys.near_misses ?? [],
            from: start.playground)
    }

    private static func checkExercise(_ keys: TrainFence, at place: Place) throws(Problems) {
        guard let hints = keys.hints, hints.value.count == hintCount else {
            throw Problems([
                Problem(
                    "an exercise has three hints: where to look, how it hangs together, what to press",
                    at: keys.hints?.place ?? place)
            ])
        }
        guard !(keys.near_misses ?? []).isEmpty else {
            throw Problems([Problem("an exercise says something to those who come near", at: place)])
        }
    }

    // MARK: Doing

    package var isOpen: Bool { goal != nil && solved == nil }
    package var isQuestion: Bool { false }
    package var locksNumbers: Bool { false }
    package var reveals: Moment? { nil }
    package var keepsKeys: Bool { true }
    package var tickInterval: Duration? { board.tickInterval }

    package mutating func tick(_ elapsed: Duration) {
        board.tick(elapsed)
        lookAround()
    }

    package var bindings: [KeyBinding<TaskAction>] {
        let ofBoard = board.bindings.filter { !Self.keysOfLessons.contains($0.keys[0]) }
        return ofBoard.map { binding in
            KeyBinding(
                binding.keys, .playground(binding.action), label: binding.hint.label, help: binding.hint.help,
                footer: binding.hint.footer, name: binding.name)
        } + hints.bindings
    }

    /// What these do in every lesson, they do here.
    private static let keysOfLessons: Set<Key> = [.enter, .function(6)]

    package mutating func handle(_ key: Key, view: StepView) -> TaskOutcome? {
        if key == .character("H"), board.typed == nil { return showHint() ? .taken : nil }
        guard board.typed != nil || !Self.keysOfLessons.contains(key) else { return nil }
        let wasOpen = isOpen
        guard board.handle(key) else { return nil }
        lookAround()
        return wasOpen && !isOpen ? .committed : .taken
    }

    /// Notices what has come about.
    private mutating func lookAround() {
        guard let goal, solved == nil else { return }
        if goal.isReached(board.playground) {
            solved = Solved(edits: board.playground.edits, hints: hints.shown)
            nearMiss = nil
            board.isTraining = false
        } else {
            nearMiss = goal.nearMiss(board.playground)
        }
    }

    package mutating func showHint() -> Bool { hints.showNext() }

    // MARK: Keeping

    package var committedAnswer: CommittedAnswer? { solved?.answer }

    package mutating func restore(_ answer: String, view: StepView) {
        guard let solved = Solved(answer: answer) else { return }
        self.solved = solved
        hints.restore(shown: solved.hints)
        wasSolvedBefore = true
    }

    package var outcomes: [ItemOutcome] {
        guard let solved, let id, !wasSolvedBefore else { return [] }
        return [ItemOutcome(item: id, .solved(edits: solved.edits, hints: solved.hints))]
    }

    // MARK: Showing

    package func preferredWidth(_ view: StepView) -> Int? { 50 }

    package func draw(on canvas: inout Canvas, view: StepView) {
        var board = board
        board.isFocusQuiet = view.isAsking
        board.draw(on: &canvas)
    }

    package func rows(_ view: StepView, isActive: Bool) -> [StyledLine] {
        guard let ask else { return [] }
        var lines = [StyledLine(ask, .bold)]
        if let solved {
            lines += [StyledLine(), StyledLine("✓ \(solved.text())", Style(.good, .bold))]
            if let why { lines += [StyledLine(), StyledLine(why)] }
            return lines.laidOut(in: view.glyphs, width: view.width)
        }
        if let nearMiss { lines += [StyledLine(), StyledLine(nearMiss)] }
        return (lines + hints.lines).laidOut(in: view.glyphs, width: view.width)
    }

    /// What was typed before gives way.
    package var keysBeforeValue: [Key]? { [board.typed == nil ? .character("=") : .control("u")] }

    package func inWords(_ view: StepView) -> [String] {
        (board.playground.epoch == 0 ? [alt] : []) + board.inWords()
            + rows(view, isActive: view.hasKeys).map(\.text).filter { !$0.isEmpty }
    }

    // MARK: Proving

    package func proofProblems(in setting: StepSetting) -> [Problem] {
        goal?.proofProblems(from: start.playground) ?? []
    }
}
