import Course
import TerminalUI

/// What stands in the place of a lesson that can't be read: every mistake with its place.
package struct BrokenLessonScreen: Screen {
    private let title: String
    private let problems: Problems
    private let file: String
    private let step: Int?
    private var page = ScrollingPage()

    /// - Parameters:
    ///   - file: the lesson's file as it is shown.
    ///   - step: the step that was to be shown.
    package init(title: String, problems: Problems, file: String = "", step: Int? = nil) {
        self.title = title
        self.problems = problems
        self.file = file
        self.step = step
    }

    /// The lesson, once its mistakes are mended.
    package func reloaded(in session: Session) -> (any Screen)? {
        session.library.entries.first { $0.file == file }.map {
            LessonScreen.open($0, step: step, in: session)
        }
    }

    package mutating func handle(_ event: Event, in session: Session) -> [Command] {
        page.handle(event, rows: rows(width: session.size.width, glyphs: session.glyphs), in: session)
            ? [.pop] : []
    }

    package func draw(on canvas: inout Canvas, in session: Session) {
        let rows = rows(width: canvas.bounds.width, glyphs: canvas.glyphs)
        page.draw(title: title, rows: rows, hint: "Esc goes back", on: &canvas)
    }

    private func rows(width: Int, glyphs: GlyphSet) -> [StyledLine] {
        let intro = "This lesson can't be shown. The others are fine. What is wrong, for its author:"
        var rows = StyledLine(intro).wrapped(to: width - 3)
        for problem in problems.all {
            rows.append(StyledLine())
            rows += StyledLine("\(problem.place)", Style(.accent)).spelled(in: glyphs)
                .wrapped(to: width - 3)
            rows += StyledLine("  \(problem.message)").spelled(in: glyphs)
                .wrapped(to: width - 3, indent: 2)
        }
        return rows
    }

    package func inWords(in session: Session) -> [String] {
        ["The lesson \(title) can't be shown."] + problems.all.map(\.description)
    }
}
