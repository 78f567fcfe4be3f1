import Course

/// The questions that are asked before the course and after it, and a week later: which of them is to be offered now.
package struct FormPlan: Hashable, Sendable {
    package enum Time: Hashable, Sendable {
        case before, after, later
    }

    package let time: Time
    /// The ids of the steps whose questions are asked.
    package let steps: [String]

    private static let forms = ["form-a", "form-b"]
    private static let transfer = "transfer"
    private static let daysUntilLater = 7

    /// Nil where nothing is to be offered: the learner has declined, has done them, or it is not the time.
    package init?(_ session: Session) {
        let progress = session.progress
        guard session.library.forms != nil, !progress.hasDeclinedForms else { return nil }
        let results = progress.formResults.sorted { ($0.day, $0.form) < ($1.day, $1.form) }
        let lessons = session.library.lessonIDs
        let doneCount = lessons.count { progress.isDone(lesson: $0) }
        switch results.count {
        case 0:
            guard let first = lessons.first, progress.isDone(lesson: first), doneCount * 2 <= lessons.count
            else { return nil }
            time = .before
            steps = [Self.forms[Int(session.settings.seed % 2)]]
        case 1:
            guard let last = lessons.last, progress.isDone(lesson: last) else { return nil }
            time = .after
            steps = Self.forms.filter { $0 != results[0].form }
        case 2:
            guard session.today - results[1].day >= Self.daysUntilLater else { return nil }
            time = .later
            steps = [results[0].form, Self.transfer]
        default: return nil
        }
    }

    /// The name under which the result is kept.
    package var name: String { time == .later ? "\(steps[0])-later" : steps[0] }

    var invitation: String {
        switch time {
        case .before:
            "Before you go on: eight questions, three minutes. They show later what the course has given you. B begins, X never asks again."
        case .after:
            "The course is done. Eight questions, other numbers than before it: what have you gained? B begins, X never asks again."
        case .later:
            "A week has passed: what is still there? Ten questions. B begins, X never asks again."
        }
    }
}

/// How much better the second time was.
package struct Gain: Hashable, Sendable {
    package let before: FormResult
    package let after: FormResult

    package var change: Int { after.right - before.right }

    /// What was gained of all that could be gained, (after − before) / (most − before); nil where there was nothing to
    /// gain. Source: Hake, Am. J. Phys. 66:64, 1998, there for the means of classes.
    package var normalised: Double? {
        before.right == before.count ? nil : Double(change) / Double(before.count - before.right)
    }
}
