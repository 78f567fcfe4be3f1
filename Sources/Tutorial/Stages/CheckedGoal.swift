import Course
import Experiment

/// What a `do` or an `exercise` asks for: a condition over the experiment, with the edits that bring it about.
struct CheckedGoal: Sendable {
    let check: LessonExpression
    let solution: [Placed<String>]

    init(check: Placed<String>, solution: [Placed<String>], in setting: StepSetting) throws(Problems) {
        self.check = try LessonExpression(check)
        self.solution = solution
        guard let experiment = setting.experiment else { return }
        _ = try self.check.isTrue(in: ExperimentScope(experiment, additions: setting.names))
        _ = try Self.edits(solution, from: experiment)
    }

    /// Whether the lesson's solution is the only one, or nearly: an inequality holds for many networks.
    var hasOneSolution: Bool { !check.source.value.contains { "<>".contains($0) } }

    func isReached(_ view: StepView) -> Bool {
        guard let scope = view.scope else { return false }
        return (try? check.isTrue(in: scope)) ?? false
    }

    /// The edits of a lesson carried out one after the other, each read for the network as it is by then.
    static func edits(
        _ sources: [Placed<String>], from start: Experiment
    ) throws(Problems) -> (edits: [Edit], end: Experiment) {
        var (edits, experiment): ([Edit], Experiment) = ([], start)
        for source in sources {
            let edit = try source.edit(for: experiment)
            do { try experiment.apply(edit) } catch {
                throw Problems([Problem("\(error)", at: source.place)])
            }
            edits.append(edit)
        }
        return (edits, experiment)
    }

    /// The experiment when it is done as the lesson does it.
    func solved(from start: Experiment) throws(Problems) -> Experiment {
        try Self.edits(solution, from: start).end
    }

    /// Whether the check is false at the start and true after the solution.
    func proofProblems(in setting: StepSetting) -> [Problem] {
        guard let start = setting.experiment else { return [] }
        return Result { () throws(Problems) in
            if try check.isTrue(in: ExperimentScope(start, additions: setting.names)) {
                throw Problems([Problem("the check is true at the start", at: check.source.place)])
            }
            let end = try solved(from: start)
            if try !check.isTrue(in: ExperimentScope(end, additions: setting.names)) {
                throw Problems([Problem("the check is false after the solution", at: check.source.place)])
            }
        }.problems
    }
}
