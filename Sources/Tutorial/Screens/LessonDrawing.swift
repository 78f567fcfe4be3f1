import Course
import Diagrams
import Experiment
import TerminalUI

// How a lesson looks: header, picture, text, inspector and key hints.

extension LessonScreen {
    package func draw(on canvas: inout Canvas, in session: Session) {
        let frame = frame(canvas.bounds, session)
        drawHeader(on: &canvas, frame: frame)
        if let area = frame.picture {
            canvas.clipped(to: area) { canvas in
                run.picture?.draw(on: &canvas, view: run.view(session.settings, glyphs: canvas.glyphs))
            }
        }
        if let area = frame.text {
            let text = StepText(run, width: area.width, glyphs: canvas.glyphs, screen: self, session)
            canvas.clipped(to: area) { canvas in
                var scroll = ScrollPosition()
                scroll.scroll(by: textOffset, content: text.rows.count, visible: area.height)
                canvas.drawRows(text.rows, scroll: scroll)
            }
        }
        frame.drawRules(on: &canvas)
        drawFooter(on: &canvas, frame: frame, session)
    }

    private func frame(_ bounds: Rect, _ session: Session) -> LessonFrame {
        LessonFrame(
            bounds, picture: run.picture,
            preferredWidth: run.picture?.preferredWidth(run.view(session.settings)),
            showsPicture: showsPicture)
    }

    private func drawHeader(on canvas: inout Canvas, frame: LessonFrame) {
        let width = canvas.bounds.width
        let place = "stop \(stepIndex + 1)/\(plans.count)"
        let bar = (0..<plans.count).map { $0 <= stepIndex ? "█" : "░" }.joined()
        let right = width >= 60 ? "\(place)  \(bar)" : place
        var title = StyledLine(" \(number) ".replacingOccurrences(of: "  ", with: " "), .dim)
        title.append(lesson.title, width >= 60 ? .plain : .dim)
        title.append(" ▸ ", .accent)
        title.append(run.plan.step.title, .bold)
        let rightWidth = cellWidth(of: canvas.glyphs.spelling(of: right))
        canvas.writeCut(title, x: 0, y: 0, width: width - rightWidth - 2)
        canvas.writeRight(right, endX: width - 1, y: 0, style: .dim)
    }

    // MARK: Scrolling the text

    /// The text as it stands in its pane; nil while the pane shows the picture.
    private func paneText(_ session: Session) -> (text: StepText, visible: Int)? {
        guard let area = frame(Rect(session.size), session).text else { return nil }
        return (StepText(run, width: area.width, glyphs: session.glyphs, screen: self, session), area.height)
    }

    /// Whether there are rows below those that show: Enter reads on before it goes on.
    func hasMoreToRead(_ session: Session) -> Bool {
        guard let (text, visible) = paneText(session) else { return showsPicture }
        return visible > 0 && textOffset + visible < text.rows.count
    }

    mutating func readOn(_ session: Session) {
        if showsPicture, paneText(session) == nil {
            showsPicture = false
        } else {
            scrollText(by: max(1, (paneText(session)?.visible ?? 0) - 1), session)
        }
    }

    mutating func scrollText(by rows: Int, _ session: Session) {
        guard let (text, visible) = paneText(session) else { return }
        var scroll = ScrollPosition()
        scroll.scroll(by: textOffset + rows, content: text.rows.count, visible: visible)
        textOffset = scroll.offset
    }

    /// Brings what was just revealed into sight, from the part on that had held it back.
    mutating func showText(from part: Int?, _ session: Session) {
        guard let (text, visible) = paneText(session) else { return }
        let start = part.flatMap { text.firstRows.indices.contains($0) ? text.firstRows[$0] : nil } ?? 0
        textOffset = min(start, max(0, text.rows.count - visible))
    }

    private func drawFooter(on canvas: inout Canvas, frame: LessonFrame, _ session: Session) {
        if let y = frame.inspector {
            canvas.writeCut(
                inspectorLine(session, glyphs: canvas.glyphs), x: 1, y: y, width: canvas.bounds.width - 2)
        }
        if let y = frame.hints {
            canvas.drawHints(footerHints(session, frame: frame), y: y)
        }
    }

    private func inspectorLine(_ session: Session, glyphs: GlyphSet) -> StyledLine {
        if let entry, let address = run.experiment?.cursor, let experiment = run.experiment {
            var line = StyledLine("\(Notation(experiment.network).symbol(of: address)) = ", .bold)
            line.append(entry.text + "_", Style(.plain, .reverse))
            if let error = entry.error { line.append("  \(error)", .warning) }
            return line
        }
        if let notice = session.notice { return StyledLine(notice, .warning) }
        if let message { return StyledLine(message, .accent) }
        guard let experiment = run.experiment else { return StyledLine() }
        let format = NumberFormat(isExact: session.settings.isExact, glyphs: glyphs)
        let isKnown = experiment.cursor.map { run.replay?.reveals($0) ?? true } ?? true
        return Inspector(experiment, format: format, isKnown: isKnown, isLive: run.numbersAreLive).line()
    }

    private func footerHints(_ session: Session, frame: LessonFrame) -> [KeyHint] {
        if entry != nil {
            return [
                KeyHint(label: "Enter", help: "", footer: "take it"),
                KeyHint(label: "Esc", help: "", footer: "leave it"),
            ]
        }
        var hints = allHints(session)
        if frame.isSingle {
            let other = showsPicture ? "text" : "picture"
            hints.insert(KeyHint(label: "F6", help: "", footer: other), at: 0)
        }
        return hints
    }

    /// All keys that mean something now: the task's first, then the lesson's.
    func allHints(_ session: Session) -> [KeyHint] {
        let lesson = bindings(session).map(\.hint)
        var task = run.activeTask?.task.bindings.map(\.hint) ?? []
        // While there is more to read, Enter reads on before it answers.
        if hasMoreToRead(session) { task.removeAll { $0.label == "\(Key.enter)" } }
        return task + lesson
    }

    package func inWords(in session: Session) -> [String] {
        ["Lesson \(lesson.title), stop \(stepIndex + 1) of \(plans.count)."] + run.inWords(session.settings)
    }
}
