import Course
import TerminalUI

/// The text of a step as rows: its prose and tasks, up to where the learner is.
struct StepText {
    private(set) var rows: [StyledLine] = []
    /// The row at which each visible part begins.
    private(set) var firstRows: [Int] = []
    /// How many rows there are to read; the last hint need not be in sight.
    private(set) var rowsToRead = 0

    /// The row with what is being typed or chosen.
    var activeRow: Int? {
        rows.lastIndex { $0.runs.contains { $0.style.attributes.contains(.reverse) } }
    }

    /// The first row within a range that does not begin in the middle of a paragraph.
    func paragraphStart(from lowest: Int, to highest: Int) -> Int {
        guard lowest < highest else { return min(lowest, highest) }
        return (lowest...highest).first { $0 == 0 || rows[$0 - 1].runs.isEmpty } ?? highest
    }

    init(_ run: StepRun, width: Int, glyphs: GlyphSet, screen: LessonScreen, _ session: Session) {
        // The last column is kept free for the scroll marks.
        let view = run.view(session.settings, glyphs: glyphs, width: max(1, width - 1))
        let active = screen.entry == nil ? run.activeTask?.index : nil
        let parts = run.visibleParts
        for (index, part) in parts.enumerated() {
            let isLast = index == parts.count - 1
            switch part {
            case .prose(let blocks): add(ProseLayout(width: view.width, glyphs: glyphs).rows(of: blocks))
            case .task(let stage):
                let task = run.stages[stage] as? any TaskStage
                add(task?.rows(view, isActive: stage == active) ?? [])
            case .pause where isLast && run.gate != nil:
                let onward = run.isPlaying ? "Enter skips ahead" : "Enter goes on"
                add(hint(screen.isFocusFresh ? Self.whyHint : onward, view.width))
            case .pause: firstRows.append(rows.count)
            }
        }
        rowsToRead = rows.count
        if run.isFinished, !run.isPlaying {
            let next = screen.isLastStep ? nil : StepNumber(ofStep: screen.stepIndex + 1, in: screen.lesson)
            let onward = next.map { "Enter: next \($0.kind.rawValue)" } ?? "Enter finishes the lesson"
            add(hint(screen.isFocusFresh ? Self.whyHint : onward, view.width))
        }
    }

    /// What Enter does right after the focus has moved.
    private static let whyHint = "Enter: why this number?  Esc: back to the text"

    /// Adds a part, an empty row between it and what is above.
    private mutating func add(_ more: [StyledLine]) {
        if !rows.isEmpty, !more.isEmpty { rows.append(StyledLine()) }
        firstRows.append(rows.count)
        rows += more
    }

    private func hint(_ text: String, _ width: Int) -> [StyledLine] {
        StyledLine(text, .accent).wrapped(to: width)
    }
}
