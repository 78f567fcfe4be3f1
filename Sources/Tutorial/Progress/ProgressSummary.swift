import Course
import TerminalUI

/// What is stored about a learner, for showing it to them and for giving counts of it away.
package struct ProgressSummary: Sendable {
    private let library: Library
    private let progress: ProgressState
    private let today: Day

    package init(_ library: Library, _ progress: ProgressState, today: Day = .now()) {
        self.library = library
        self.progress = progress
        self.today = today
    }

    private struct LessonCounts {
        let id: String
        let title: String
        let done: Int
        let changed: Int
        let steps: Int
        let isDone: Bool
        let challenges: Int
        let solvedChallenges: Int
    }

    private var lessons: [LessonCounts] {
        library.entries.compactMap { entry in
            guard let lesson = try? entry.lessonWithUnreadFences() else { return nil }
            let states = lesson.steps.map {
                progress.state(ofStep: $0.id, lesson: lesson.id, contentHash: $0.contentHash)
            }
            let challenges = lesson.steps.filter { step in
                step.fences.contains { $0.kind == ChallengeStage.kind }
            }
            let solved = challenges.count { step in
                let answers = progress.answers(lesson: lesson.id, step: step.id).values
                return answers.contains(where: ChallengeStage.isSolution)
            }
            return LessonCounts(
                id: lesson.id, title: lesson.title, done: states.count { $0 == .done },
                changed: states.count { $0 == .changed }, steps: states.count,
                isDone: progress.isDone(lesson: lesson.id), challenges: challenges.count,
                solvedChallenges: solved)
        }
    }

    private struct Counts {
        var questions = 0
        var rightAtOnce = 0
        var sureAndWrong = 0
        var exercises = 0
        var withoutHints = 0
    }

    /// What belongs to lessons, the forms before and after the course left out.
    private var lessonItems: [ItemHistory] {
        let lessons = Set(library.lessonIDs)
        return progress.items.filter { lessons.contains($0.key.lesson) }.map(\.value)
    }

    private var counts: Counts {
        var counts = Counts()
        for history in lessonItems {
            // What reviews showed later changes nothing of how it was met.
            let outcomes = history.first
            let hints = outcomes.compactMap { if case .solved(_, let hints) = $0 { hints } else { nil } }
            if let fewest = hints.min() {
                counts.exercises += 1
                if fewest == 0 { counts.withoutHints += 1 }
                continue
            }
            counts.questions += 1
            if outcomes.contains(where: \.isSureAndWrong) { counts.sureAndWrong += 1 }
            let isAllRight = outcomes.allSatisfy {
                if case .answered(_, let right, _, _) = $0 { right } else { true }
            }
            if isAllRight { counts.rightAtOnce += 1 }
        }
        return counts
    }

    /// How many items showed each misconception, the most frequent first.
    private var misconceptions: [(id: String, count: Int)] {
        var counts: [String: Int] = [:]
        for history in lessonItems {
            let ids = history.outcomes.compactMap { outcome -> String? in
                if case .answered(_, false, _, let id) = outcome { id } else { nil }
            }
            for id in Set(ids) { counts[id, default: 0] += 1 }
        }
        return counts.map { ($0.key, $0.value) }.sorted { ($1.count, $0.id) < ($0.count, $1.id) }
    }

    private var dueCount: Int {
        progress.items.count { name, history in
            library.lessonIDs.contains(name.lesson) && history.due(today: today).map { $0 <= today } ?? false
        }
    }

    private var forms: [FormResult] {
        progress.formResults.sorted { ($0.day, $0.form) < ($1.day, $1.form) }
    }

    /// For people.
    /// - Parameter path: where it is stored; nil where nothing is.
    package func text(path: String?) -> [String] {
        let lessons = lessons
        let width = lessons.map { cellWidth(of: $0.title) }.max() ?? 0
        var lines = lessons.map { lesson in
            let mark = (lesson.isDone ? StepState.done : lesson.done > 0 ? .started : .new).mark
            let title = safeText(lesson.title)
            let blanks = String(repeating: " ", count: width - cellWidth(of: lesson.title) + 2)
            let changed = lesson.changed > 0 ? ", \(lesson.changed) rewritten since" : ""
            return "\(mark) \(title)\(blanks)\(lesson.done) of \(lesson.steps) stops\(changed)"
        }
        let counts = counts
        lines += [
            "",
            "questions answered  \(counts.questions), right at once \(counts.rightAtOnce), sure and wrong \(counts.sureAndWrong)",
            "exercises solved    \(counts.exercises), without a hint \(counts.withoutHints)",
            "due for review      \(dueCount)",
        ]
        let challenges = lessons.map(\.challenges).reduce(0, +)
        if challenges > 0 {
            let solved = lessons.map(\.solvedChallenges).reduce(0, +)
            lines.append("challenges solved   \(solved) of \(challenges)")
        }
        let words = library.misconceptions
        for (index, met) in misconceptions.enumerated() {
            let said = words[met.id].map { "\($0) (\(met.id))" } ?? met.id
            lines.append(
                "\(index == 0 ? "misconceptions met  " : String(repeating: " ", count: 20))\(met.count) × \(safeText(said))"
            )
        }
        lines += forms.map { "\(safeText($0.form))  \($0.right) of \($0.count) right" }
        return lines + ["", path.map { "stored in \(safeText($0))" } ?? "nothing is stored"]
    }

    /// Counts alone, as one JSON object: no answers, no days, no edits.
    package var json: String {
        let solved = lessons.map(\.solvedChallenges).reduce(0, +)
        let lessons = lessons.map { lesson in
            "{\"lesson\": \(quoted(lesson.id)), \"steps\": \(lesson.steps), \"done\": \(lesson.done), \"changed\": \(lesson.changed), \"finished\": \(lesson.isDone)}"
        }
        let counts = counts
        let beliefs = misconceptions.map { "\(quoted($0.id)): \($0.count)" }
        let forms = forms.map {
            "{\"form\": \(quoted($0.form)), \"right\": \($0.right), \"of\": \($0.count)}"
        }
        return "{\"v\": 1, \"lessons\": [\(lessons.joined(separator: ", "))], "
            + "\"questions\": {\"answered\": \(counts.questions), \"rightAtOnce\": \(counts.rightAtOnce), \"sureAndWrong\": \(counts.sureAndWrong)}, "
            + "\"exercises\": {\"solved\": \(counts.exercises), \"withoutHints\": \(counts.withoutHints)}, "
            + "\"challenges\": {\"solved\": \(solved)}, "
            + "\"due\": \(dueCount), \"misconceptions\": {\(beliefs.joined(separator: ", "))}, "
            + "\"forms\": [\(forms.joined(separator: ", "))]}"
    }
}
