import Course

/// Where a learner stands in one step.
package enum StepState: String, Hashable, Sendable {
    case new
    case started
    case done
    /// Done, but the step has been rewritten since.
    case changed
}

/// Where the learner stands: the fold of the lines of `progress.jsonl`.
///
/// A line that is folded in twice changes nothing, so a file may be read again from its beginning.
package struct ProgressState: Hashable, Codable, Sendable {
    /// The lesson that the learner was in last.
    package private(set) var lastLesson: String?
    private var lessons: [String: LessonProgress] = [:]
    /// Lessons of which every step was done once: a `done` line that names no step.
    private var finishedLessons: Set<String> = []
    /// What came of the questions and exercises, by the names that they have for ever.
    package private(set) var items: [QuizItem.Name: ItemHistory] = [:]
    /// The results of the forms before and after the course, by form and day.
    package private(set) var formResults: Set<FormResult> = []
    /// Whether the learner does not want the forms.
    package private(set) var hasDeclinedForms = false
    /// By challenge, the files whose code may run, with their hashes.
    private var agreed: [String: [String: String]] = [:]

    package init() {}

    /// Whether every step of a lesson was done once.
    package func isDone(lesson: String) -> Bool { finishedLessons.contains(lesson) }

    /// - Parameter day: when it was done.
    package mutating func apply(_ record: ProgressRecord, on day: Day = .unknown) {
        switch record.what {
        case .reached: lastLesson = record.lesson
        case .outcome(let item, let what):
            let name = QuizItem.Name(lesson: record.lesson, id: item)
            items[name, default: ItemHistory()].add(what, on: day)
            return
        case .tested(let form, let right, let count):
            formResults.insert(FormResult(form: form, day: day, right: right, count: count))
            return
        case .declinedForms:
            hasDeclinedForms = true
            return
        case .agreed(let challenge, let files):
            agreed[challenge] = files
            return
        case .done, .answered, .edited: break
        }
        guard let step = record.step else {
            if case .done = record.what { finishedLessons.insert(record.lesson) }
            return
        }
        lessons[record.lesson, default: LessonProgress()].apply(record.what, to: step)
    }

    /// The files of a challenge whose code may run, with their hashes; nil where that was never asked.
    func agreedFiles(challenge: String) -> [String: String]? { agreed[challenge] }

    /// How far a step has got, given the hash of its content as it is now.
    package func state(ofStep step: String, lesson: String, contentHash: String) -> StepState {
        guard let progress = self[lesson, step] else { return .new }
        if progress.doneContents.contains(contentHash) { return .done }
        return progress.doneContents.isEmpty ? .started : .changed
    }

    /// The step of a lesson that the learner was at last.
    package func lastStep(ofLesson lesson: String) -> String? {
        lessons[lesson]?.lastStep
    }

    /// The answer that was committed last to each task of a step, "" for "I don't know".
    package func answers(lesson: String, step: String) -> [Int: String] {
        self[lesson, step]?.answers.mapValues(\.text) ?? [:]
    }

    /// The tasks of a step whose last answer was "I don't know".
    package func unknownTasks(lesson: String, step: String) -> Set<Int> {
        let answers = self[lesson, step]?.answers ?? [:]
        return Set(answers.filter { $0.value.isRight == nil }.keys)
    }

    /// The edits that were in force in a step when it was left, as text.
    package func edits(lesson: String, step: String) -> [String] {
        self[lesson, step]?.edits ?? []
    }

    /// The steps of a lesson that are done, in whichever version of their content.
    package func doneSteps(lesson: String) -> Set<String> {
        let steps = lessons[lesson]?.steps ?? [:]
        return Set(steps.filter { !$0.value.doneContents.isEmpty }.keys)
    }

    /// Whether what should come before something is done.
    func meets(_ requirement: LessonAddress) -> Bool {
        guard let step = requirement.step else { return isDone(lesson: requirement.lesson) }
        return doneSteps(lesson: requirement.lesson).contains(step)
    }

    private subscript(lesson: String, step: String) -> StepProgress? {
        lessons[lesson]?.steps[step]
    }
}

private struct LessonProgress: Hashable, Codable {
    var lastStep: String?
    var steps: [String: StepProgress] = [:]

    mutating func apply(_ what: ProgressRecord.What, to step: String) {
        if what == .reached {
            lastStep = step
        }
        steps[step, default: StepProgress()].apply(what)
    }
}

private struct StepProgress: Hashable, Codable {
    struct Answer: Hashable, Codable {
        var text: String
        var isRight: Bool?
    }

    /// Every version of the content that was done: two computers with different versions of the course may share
    /// one file, and the order of their lines should not matter.
    var doneContents: Set<String> = []
    var answers: [Int: Answer] = [:]
    var edits: [String] = []

    mutating func apply(_ what: ProgressRecord.What) {
        switch what {
        case .reached: break
        case .done(let contentHash): doneContents.insert(contentHash)
        case .answered(let task, let answer, let right): answers[task] = Answer(text: answer, isRight: right)
        case .edited(let edits): self.edits = edits
        case .outcome, .tested, .declinedForms, .agreed: break
        }
    }
}
