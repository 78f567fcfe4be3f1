import Course
import Experiment

/// The plans of a lesson's steps, each made when it is first needed.
struct StepPlans: Sendable {
    private let lesson: Lesson
    /// A preset besides those of the program.
    private let given: Preset?
    private var made: [StepPlan?]

    init(of lesson: Lesson, given: Preset?) {
        self.lesson = lesson
        self.given = given
        made = lesson.steps.map { _ in nil }
    }

    /// Whether every step has its plan, and the lesson no mistake.
    var areComplete: Bool { !made.contains { $0 == nil } }

    /// The plan of a step that there is.
    /// - Throws: all that is wrong with the lesson, where something is wrong with this step.
    mutating func plan(ofStep index: Int) throws(Problems) -> StepPlan {
        if let plan = made[index] { return plan }
        do {
            let plan = try StepPlan(lesson.steps[index], given: given)
            made[index] = plan
            return plan
        } catch {
            throw allProblems
        }
    }

    /// Plans one more step; false where all were planned before.
    mutating func planNext() throws(Problems) -> Bool {
        guard let index = made.firstIndex(where: { $0 == nil }) else { return false }
        _ = try plan(ofStep: index)
        return true
    }

    /// What is wrong with the fences as such; only where they can be read, with what they say.
    private var allProblems: Problems {
        let ofFences = lesson.fenceProblems
        guard ofFences.isEmpty else { return Problems(ofFences) }
        return Problems(
            lesson.steps.flatMap { step -> [Problem] in
                do throws(Problems) { _ = try StepPlan(step, given: given) } catch { return error.all }
                return []
            })
    }
}
