/// Something that the learner did, as one line of `progress.jsonl` tells it.
package struct ProgressRecord: Hashable, Sendable {
    package enum What: Hashable, Sendable {
        /// The learner stands at this step now.
        case reached
        /// The step is done, in the version of its content that has this hash.
        case done(contentHash: String)
        /// An answer was committed; `task` counts the tasks of the step from 0, and `right` is nil for "I don't
        /// know".
        case answered(task: Int, answer: String, right: Bool?)
        /// All edits that are in force in this step, as text: `W1[0][0] = 0.6`.
        case edited([String])
        /// What came of a question of the quiz or an exercise, by its id in the lesson.
        case outcome(item: String, ItemOutcome.What)
        /// One of the forms before and after the course: so many questions answered rightly.
        case tested(form: String, right: Int, of: Int)
        /// The learner does not want the forms.
        case declinedForms
        /// The learner lets the code of a challenge of other lessons run, whose files have these hashes.
        case agreed(challenge: String, files: [String: String])
    }

    package var lesson: String
    /// Nil where the learner is in the lesson, yet at none of its steps.
    package var step: String?
    package var what: What

    package init(lesson: String, step: String?, what: What) {
        self.lesson = lesson
        self.step = step
        self.what = what
    }
}

/// What a line says besides its record.
package struct ProgressStamp: Hashable, Sendable {
    /// In local time, as in 2026-11-22.
    package var day: String
    /// Whose lessons these are; nil for the course of the program. Other folders of lessons keep their own progress,
    /// whatever ids they use.
    package var course: String?

    package init(day: String, course: String? = nil) {
        self.day = day
        self.course = course
    }
}
