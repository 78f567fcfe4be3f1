import Course
import Diagrams
import Experiment
import TerminalUI

// How a lesson looks: header, picture, text, inspector and key hints.

extension LessonScreen {
    package func draw(on canvas: inout Canvas, in session: Session) {
        let frame = frame(canvas.bounds, session)
        drawHeader(on: &canvas, session)
        if let area = frame.picture {
            canvas.clipped(to: area) { canvas in
                run.picture?.draw(on: &canvas, view: pictureView(session, glyphs: canvas.glyphs))
            }
        }
        if let area = frame.text, why != nil {
            drawWhy(on: &canvas, area: area, session)
        } else if let area = frame.text {
            let text = StepText(run, width: area.width, glyphs: canvas.glyphs, screen: self, session)
            canvas.clipped(to: area) { canvas in
                // A paragraph's beginning stands on top even where that leaves rows free below.
                // Where all of it has room, as after a resize, none of it is scrolled away.
                let offset = text.rows.count <= area.height ? 0 : min(textOffset, text.rows.count)
                let missing = max(0, offset + area.height - text.rows.count)
                let rows = text.rows + Array(repeating: StyledLine(), count: missing)
                var scroll = ScrollPosition()
                scroll.scroll(by: offset, content: rows.count, visible: area.height)
                canvas.drawRows(rows, scroll: scroll)
            }
        }
        frame.drawRules(on: &canvas)
        drawFooter(on: &canvas, frame: frame, session)
    }

    /// What the picture shows: with the numbers lit that the learner asks about.
    private func pictureView(_ session: Session, glyphs: GlyphSet) -> StepView {
        var view = run.view(session.settings, glyphs: glyphs)
        view.showsMatrices = showsMatrices
        view.listingShift = listingShift
        view.lit = whyNumbers ?? view.lit
        return view
    }

    private func drawWhy(on canvas: inout Canvas, area: Rect, _ session: Session) {
        let (rows, chosen) = whyRows(width: area.width - 1, glyphs: canvas.glyphs, session)
        var scroll = ScrollPosition()
        if let chosen { scroll.show(row: chosen + 1, content: rows.count, visible: area.height) }
        canvas.clipped(to: area) { $0.drawRows(rows, scroll: scroll) }
    }

    func frame(_ bounds: Rect, _ session: Session) -> LessonFrame {
        LessonFrame(
            bounds, picture: run.picture,
            preferredWidth: run.picture?.preferredWidth(run.view(session.settings)),
            showsPicture: showsPicture)
    }

    /// The stops as a bar; of the tasks at the end, which are done.
    private func bar(_ place: StepNumber, _ session: Session) -> String {
        switch place.kind {
        case .stop: return (1...place.count).map { $0 <= place.number ? "█" : "░" }.joined()
        case .task:
            let done = session.progress.doneSteps(lesson: lesson.id)
            let tasks = lesson.steps.dropFirst(lesson.stopCount).map { step in
                done.contains(step.id) || step.id == run.plan.step.id && run.isDone ? "✓" : "○"
            }
            return tasks.joined(separator: " ")
        }
    }

    private func drawHeader(on canvas: inout Canvas, _ session: Session) {
        let width = canvas.bounds.width
        let place = StepNumber(ofStep: stepIndex, in: lesson)
        let right = width >= 60 ? "\(place.text)  \(bar(place, session))" : place.text
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
        return visible > 0 && textOffset + visible < text.rowsToRead
    }

    mutating func readOn(_ session: Session) {
        if showsPicture, paneText(session) == nil {
            showsPicture = false
        } else {
            scrollText(by: max(1, (paneText(session)?.visible ?? 0) - 1), session)
        }
    }

    /// Scrolls the text, or, where all of it shows, the listing beside it.
    mutating func scroll(by rows: Int, _ session: Session) {
        let isTextWhole = paneText(session).map { $0.text.rows.count <= $0.visible } ?? true
        if run.picture?.scrolls ?? false, isTextWhole {
            listingShift += rows
        } else {
            scrollText(by: rows, session)
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
        // As much as possible from above it, from the beginning of a paragraph on.
        textOffset = text.paragraphStart(from: max(0, text.rows.count - visible), to: start)
        if let part, part != run.gate?.index {
            // What came of an answer is in sight before what comes next, however small the pane.
            let next = text.firstRows.indices.contains(part + 1) ? text.firstRows[part + 1] : text.rows.count
            textOffset = max(textOffset, next - visible)
            return
        }
        // So is what is being typed or chosen.
        if let active = text.activeRow, active >= textOffset + visible { textOffset = active - visible + 1 }
    }

    /// Brings the beginning of the task that has the keys into sight, or that of the text where all of it shows.
    mutating func showTask(_ session: Session) {
        var screen = self
        // Where one pane shows at a time, the text is there when the learner turns to it.
        screen.showsPicture = false
        guard let (text, visible) = screen.paneText(session), let stage = run.keyTask?.index,
            let part = run.visibleParts.firstIndex(where: {
                if case .task(stage) = $0 { true } else { false }
            }),
            text.firstRows.indices.contains(part)
        else { return }
        textOffset = text.rows.count <= visible ? 0 : text.firstRows[part]
    }

    private func drawFooter(on canvas: inout Canvas, frame: LessonFrame, _ session: Session) {
        let width = canvas.bounds.width - 2
        let rows = statusLine(session, glyphs: canvas.glyphs, width: width).spelled(in: canvas.glyphs)
            .wrapped(to: width)
        if let y = frame.inspector, let first = rows.first { canvas.write(first, x: 1, y: y) }
        guard let y = frame.hints else { return }
        // A message that is too long for one row has the row of the keys, until the next key.
        if rows.count > 1, frame.inspector != nil {
            canvas.writeCut(rows[1], x: 1, y: y, width: width)
        } else {
            canvas.drawHints(footerHints(session, frame: frame), y: y, in: session)
        }
    }

    /// The inspector, or what has to be said just now.
    func statusLine(_ session: Session, glyphs: GlyphSet, width: Int) -> StyledLine {
        if let entry, let address = run.experiment?.cursor, let experiment = run.experiment {
            var line = StyledLine("\(Notation(experiment).symbol(of: address)) = ", .bold)
            line.append(entry.text + "_", Style(.plain, .reverse))
            if let error = entry.error { line.append("  \(error)", .warning) }
            return line
        }
        if let notice = session.notice { return StyledLine(notice, .warning) }
        if let message { return StyledLine(message, .accent) }
        guard let experiment = run.experiment else { return StyledLine() }
        let format = NumberFormat(isExact: session.settings.isExact, glyphs: glyphs)
        return Inspector(
            experiment, format: format, replay: run.replay, isLive: run.numbersAreLive,
            isAsking: run.isAsking, hidesSlopes: run.hidesSlopes,
            isSought: run.activeTask?.task.asksForANumber ?? false
        )
        .line(width: width)
    }

    private func footerHints(_ session: Session, frame: LessonFrame) -> [KeyHint] {
        if entry != nil { return KeyHint.whileTyping }
        if playback != nil { return [KeyHint(label: "any key", help: "", footer: "stop")] }
        if why != nil { return whyBindings(session).map(\.hint) }
        var hints = allHints(session)
        if frame.isSingle {
            let other = showsPicture ? "text" : run.picture?.scrolls ?? false ? "listing" : "picture"
            let enterIsFirst = hints.first?.label == "\(Key.enter)"
            hints.insert(KeyHint(label: "F6", help: "", footer: other), at: enterIsFirst ? 1 : 0)
        }
        return hints
    }

    /// All keys that mean something now: the task's first, then the lesson's.
    func allHints(_ session: Session) -> [KeyHint] {
        let lesson = bindings(session).map(\.hint)
        let task = run.keyTask?.task.bindings.map(\.hint) ?? []
        guard readsOn(session) else { return task + lesson }
        // While there is more to read, Enter reads on before it answers.
        return lesson.prefix(1) + task.filter { $0.label != "\(Key.enter)" } + lesson.dropFirst()
    }

    package var layers: Int { why == nil ? 1 : 2 }

    package func inWords(in session: Session) -> [String] {
        let place = ["Lesson \(lesson.title), \(StepNumber(ofStep: stepIndex, in: lesson).inWords)."]
        guard why == nil else {
            return place
                + whyRows(width: .max, glyphs: .unicode, session).rows.map(\.text).filter { !$0.isEmpty }
        }
        return place + run.inWords(session.settings, showsMatrices: showsMatrices)
    }
}
