import Course
import TerminalUI

/// The lessons and their steps with the learner's progress, a line each: `neurotour list`.
package struct LessonList: Sendable {
    package struct Row: Hashable, Sendable {
        package let lesson: String
        package let step: String
        package let title: String
        package let state: String
    }

    package let rows: [Row]
    /// Lessons that can't be read.
    package let problems: [Problem]

    package init(_ library: Library, progress: ProgressState) {
        var (rows, problems): ([Row], [Problem]) = ([], library.course.problems)
        for entry in library.entries {
            switch entry.lesson() {
            case .failure(let failure): problems += failure.all
            case .success(let lesson):
                rows += lesson.steps.map { step in
                    let state = progress.state(
                        ofStep: step.id, lesson: lesson.id, contentHash: step.contentHash)
                    return Row(
                        lesson: lesson.id, step: step.id, title: safeText(step.title), state: state.rawValue)
                }
            }
        }
        self.rows = rows
        self.problems = problems
    }

    /// The rows for people: state, address, title.
    package var text: [String] {
        let width = rows.map { $0.lesson.count + $0.step.count + 1 }.max() ?? 0
        return rows.map { row in
            "\(row.state.padded(to: 8))\("\(row.lesson)#\(row.step)".padded(to: width + 2))\(row.title)"
        }
    }

    /// The rows for programs: one JSON object a line.
    package var json: [String] {
        rows.map { row in
            "{\"lesson\": \(quoted(row.lesson)), \"step\": \(quoted(row.step)), "
                + "\"title\": \(quoted(row.title)), \"state\": \(quoted(row.state))}"
        }
    }
}
