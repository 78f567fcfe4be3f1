import Course
import Experiment
import TerminalUI

/// Whether every solution can be pressed: the keys that a learner has lead to it, and steps of ± do, where they reach.
struct KeyProof {
    private(set) var problems: [Problem] = []
    private let lesson: Lesson
    private let session: Session

    /// - Parameter plans: those of all steps of the lesson.
    init(_ lesson: Lesson, _ plans: [StepPlan], _ library: Library) {
        self.lesson = lesson
        var settings = Settings()
        settings.motion = .off
        session = Session(library: library, settings: settings)
        for (index, plan) in plans.enumerated() {
            for (stage, task) in plan.stages.enumerated() {
                if let task = task as? any TaskStage, let keys = task.checkedKeys,
                    task.proofProblems(in: plan.setting).isEmpty, !isSolved(index, stage, by: keys)
                {
                    let place = plan.step.place
                    problems.append(Problem("typing what the blanks ask for does not fill them", at: place))
                }
                // A solution that is none says so itself.
                guard let solution = (task as? any TaskStage)?.checkedSolution, let first = solution.first,
                    task.proofProblems(in: plan.setting).isEmpty
                else { continue }
                for style in [SolutionKeys.Style.typed, .stepped]
                where !isSolved(index, stage, solution, style) {
                    let way = style == .typed ? "the keys of the solution" : "steps of ±"
                    problems.append(Problem("\(way) do not lead to what is asked for", at: first.place))
                }
            }
        }
    }

    private func isSolved(_ step: Int, _ stage: Int, by keys: [Key]) -> Bool {
        guard
            var screen = try? LessonScreen(
                lesson, number: "", stepIndex: step, plansAhead: false, isAnew: true, session: session)
        else { return false }
        // Blanks that are all given are done before they are there.
        guard screen.isPassed(to: stage) else { return keys.isEmpty }
        for key in keys { _ = screen.press(key, session) }
        return !((screen.run.stages[stage] as? any TaskStage)?.isOpen ?? true)
    }

    /// Whether the keys do it; also where they can't, because ± does not reach that far.
    private func isSolved(
        _ step: Int, _ stage: Int, _ solution: [Placed<String>], _ style: SolutionKeys.Style
    ) -> Bool {
        guard
            var screen = try? LessonScreen(
                lesson, number: "", stepIndex: step, plansAhead: false, isAnew: true, session: session),
            screen.isPassed(to: stage), let played = screen.solutionKeys(solution, style: style)
        else { return false }
        guard played.isWhole else { return style == .stepped }
        for key in played.keys { _ = screen.press(key, session) }
        return !((screen.run.stages[stage] as? any TaskStage)?.isOpen ?? true)
    }
}

extension LessonScreen {
    /// Passes over everything before a task, until it waits. False where it never does.
    fileprivate mutating func isPassed(to stage: Int) -> Bool {
        while let gate = run.gate {
            if case .task(stage) = gate.part { return true }
            run.passGate()
        }
        return false
    }
}
