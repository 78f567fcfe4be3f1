import Course
import Diagrams
import Experiment
import NeuralNetwork
import TerminalUI

/// A lesson, step by step: the picture at the left, the text with its questions at the right.
package struct LessonScreen: Screen {
    let lesson: Lesson
    let number: String
    private let plans: [Result<StepPlan, Problems>]
    private(set) var stepIndex: Int
    private(set) var run: StepRun
    /// Steps that were left, as they were left.
    private var left: [Int: StepRun] = [:]
    private var scroll = TextScroll()
    /// The value that is being typed for the focused number.
    private(set) var entry: NumberField?
    /// Something to tell the learner, until the next key.
    private(set) var message: String?
    /// Whether Enter was pressed once on a task that is not done.
    private(set) var asksToSkip = false
    /// On a small terminal, whether the one pane shows the picture.
    private(set) var showsPicture = false

    // MARK: Opening

    /// Opens a lesson at a step; one that can't be read opens as a page that says why.
    /// - Parameter step: where to begin; where the learner was, if left out.
    package static func open(_ entry: Entry, step: Int? = nil, in session: Session) -> any Screen {
        switch entry.lesson() {
        case .failure(let problems):
            return BrokenLessonScreen(title: session.library.title(of: entry), problems: problems)
        case .success(let lesson):
            let resumed = session.progress.lastStep(ofLesson: lesson.id)
            let index = step ?? lesson.steps.firstIndex { $0.id == resumed } ?? 0
            let number = session.library.number(of: entry)
            return LessonScreen(lesson, number: number, stepIndex: index, session: session)
                ?? BrokenLessonScreen(title: lesson.title, problems: Self.problems(of: lesson))
        }
    }

    /// Nil when a step of the lesson can't be read.
    private init?(_ lesson: Lesson, number: String, stepIndex: Int, session: Session) {
        plans = lesson.steps.map { step in Result { () throws(Problems) in try StepPlan(step) } }
        guard plans.allSatisfy({ $0.problems.isEmpty }), plans.indices.contains(stepIndex),
            let plan = try? plans[stepIndex].get()
        else { return nil }
        self.lesson = lesson
        self.number = number
        self.stepIndex = stepIndex
        run = Self.run(plan, lesson: lesson, session: session)
    }

    private static func problems(of lesson: Lesson) -> Problems {
        Problems(lesson.steps.flatMap { step in Result { () throws(Problems) in try StepPlan(step) }.problems })
    }

    /// A step as the learner left it in an earlier session.
    private static func run(_ plan: StepPlan, lesson: Lesson, session: Session) -> StepRun {
        var run = StepRun(plan, motion: session.settings.motion)
        let (answers, edits) = (
            session.progress.answers(lesson: lesson.id, step: plan.step.id),
            session.progress.edits(lesson: lesson.id, step: plan.step.id)
        )
        run.restore(answers: answers, edits: edits, settings: session.settings)
        return run
    }

    var isLastStep: Bool { stepIndex == plans.count - 1 }

    package var tickInterval: Duration? { run.isMoving ? .milliseconds(33) : nil }

    // MARK: Events

    package mutating func handle(_ event: Event, in session: Session) -> [Command] {
        switch event {
        case .key(let key):
            message = nil
            return handle(key, in: session)
        case .paste(let text):
            return paste(text, session)
        case .tick(let elapsed):
            run.tick(elapsed, settings: session.settings)
            return []
        case .resize, .signal, .terminalClosed: return []
        }
    }

    private mutating func handle(_ key: Key, in session: Session) -> [Command] {
        if entry != nil { return handleEntry(key, session) }
        let action = bindings(session.settings).action(for: key)
        if action != .goOn { asksToSkip = false }
        if let outcome = run.handle(key, settings: session.settings) {
            scroll.followsEnd = true
            return outcome == .committed ? answersToSave() + doneToSave() : []
        }
        guard let action else { return lockedMessage(for: key) }
        return carryOut(action, key: key, session)
    }

    private mutating func carryOut(_ action: LessonAction, key: Key, _ session: Session) -> [Command] {
        let settings = session.settings
        switch action {
        case .goOn: return goOn(session)
        case .stepBack: return go(to: stepIndex - 1, session)
        case .playOrPause: run.togglePlay(motion: settings.motion)
        case .beatForward: run.scrub(by: 1)
        case .beatBack: run.scrub(by: -1)
        case .slower, .faster: return changeSpeed(action == .faster ? 1.5 : 1 / 1.5, settings)
        case .nextNumber, .previousNumber, .up, .down, .left, .right: return moveFocus(action)
        case .change(let step): return change(by: step, settings)
        case .typeValue: beginEntry(key)
        case .setZero: return set(0, settings)
        case .nextActivation: return nextActivation(settings)
        case .undo: return afterEdit(run.undo(settings), nothing: "nothing to undo")
        case .redo: return afterEdit(run.redo(settings), nothing: "nothing to redo")
        case .reset:
            guard run.experiment?.isChanged ?? false else { return say("nothing has been changed") }
            run.reset(settings)
            message = "the network is as it was at the start; Ctrl-R brings your edits back"
            return editsToSave()
        case .exactDigits:
            var settings = settings
            settings.isExact.toggle()
            return [.change(settings)]
        case .nextLanguage:
            var settings = settings
            settings.language = settings.language.next
            return [.change(settings)]
        case .hint: break
        case .scrollUp: scroll.move(by: -Self.scrollStep)
        case .scrollDown: scroll.move(by: Self.scrollStep)
        case .changePane: showsPicture.toggle()
        case .contents: return [.push(ContentsScreen(lesson: lesson, current: stepIndex))]
        case .help: return [.push(HelpScreen(title: "Keys in a lesson", hints: allHints(settings)))]
        case .leave: return [.pop]
        }
        return []
    }

    private mutating func changeSpeed(_ factor: Double, _ settings: Settings) -> [Command] {
        var settings = settings
        settings.speed = min(max(settings.speed * factor, Self.speeds.lowerBound), Self.speeds.upperBound)
        let milliseconds = Int((250 / settings.speed).rounded())
        message = "a beat takes \(milliseconds) ms"
        return [.change(settings)]
    }

    private static let speeds = 0.1...10.0
    private static let scrollStep = 8

    package mutating func willLeave() -> [Command] {
        editsToSave()
    }

    private mutating func say(_ text: String) -> [Command] {
        message = text
        return []
    }

    /// Keys that would change a number say why they don't, while an answer is awaited.
    private mutating func lockedMessage(for key: Key) -> [Command] {
        guard run.experiment != nil, !run.numbersAreLive,
            [.character("+"), .character("-"), .character("="), .character("z"), .character("a")].contains(key)
        else { return [] }
        return say("first your answer; then every number is yours to change")
    }

    // MARK: Walking through the lesson

    private mutating func goOn(_ session: Session) -> [Command] {
        if run.isPlaying {
            run.finishPlaying()
            return []
        }
        switch run.gate?.part {
        case .pause:
            run.passGate()
            run.play(motion: session.settings.motion)
            scroll.followsEnd = true
            return doneToSave()
        case .task:
            guard asksToSkip else {
                asksToSkip = true
                return say("this is not done yet; Enter once more leaves it for later")
            }
            asksToSkip = false
            run.passGate()
            run.play(motion: session.settings.motion)
            scroll.followsEnd = true
            return []
        case .prose, nil: break
        }
        guard !isLastStep else {
            return doneToSave() + lessonDoneToSave(session)
                + [.replace(LessonEndScreen(lesson: lesson, number: number))]
        }
        return doneToSave() + go(to: stepIndex + 1, session)
    }

    private mutating func go(to index: Int, _ session: Session) -> [Command] {
        guard plans.indices.contains(index), index != stepIndex, let plan = try? plans[index].get() else {
            return []
        }
        let commands = editsToSave()
        run.pause()
        left[stepIndex] = run
        stepIndex = index
        run = left[index] ?? Self.run(plan, lesson: lesson, session: session)
        if left[index] != nil { run.play(motion: session.settings.motion) }
        entry = nil
        asksToSkip = false
        showsPicture = false
        scroll = TextScroll()
        return commands + [.save(record(.reached))]
    }

    // MARK: Numbers

    private mutating func moveFocus(_ action: LessonAction) -> [Command] {
        guard let experiment = run.experiment else { return [] }
        let focus = NumberFocus(experiment.network)
        let target =
            switch action {
            case .nextNumber: focus.next(after: experiment.cursor)
            case .previousNumber: focus.previous(before: experiment.cursor)
            case .up: focus.neighbour(of: experiment.cursor, .up)
            case .down: focus.neighbour(of: experiment.cursor, .down)
            case .left: focus.neighbour(of: experiment.cursor, .left)
            default: focus.neighbour(of: experiment.cursor, .right)
            }
        let commands = editsToSave()
        run.select(target)
        // Where there is room for one pane only, the number in focus is what the learner wants to see.
        showsPicture = true
        return commands
    }

    /// The focused number, or the reason why there is nothing to change.
    private mutating func focused() -> (address: Address, value: Double)? {
        guard let experiment = run.experiment, let address = experiment.cursor,
            let value = experiment.value(of: address)
        else {
            message = "Tab puts the focus on a number first"
            return nil
        }
        return (address, value)
    }

    private mutating func change(by step: Double, _ settings: Settings) -> [Command] {
        guard let (address, value) = focused() else { return [] }
        let changed = stepped(value, by: step)
        guard changed != value else { return say("too large a number for so small a step; type one with =") }
        return apply(.set(address, changed), settings)
    }

    private mutating func set(_ value: Double, _ settings: Settings) -> [Command] {
        guard let (address, _) = focused() else { return [] }
        return apply(.set(address, value), settings)
    }

    private mutating func nextActivation(_ settings: Settings) -> [Command] {
        guard let experiment = run.experiment else { return [] }
        guard let layer = experiment.cursor?.neuron?.layer else {
            return say("Tab to a weight or a bias first: an activation belongs to a layer")
        }
        let all = Activation.allCases
        let now = all.firstIndex(of: experiment.network.layers[layer].activation) ?? 0
        let next = all[(now + 1) % all.count]
        let commands = apply(.activation(layer: layer, next), settings)
        message = "this layer's activation is now \(next.title): \(next.formula)"
        return commands
    }

    private mutating func apply(_ edit: Edit, _ settings: Settings) -> [Command] {
        let wasOpen = run.activeTask != nil
        do { try run.apply(edit, settings: settings) } catch { return say("\(error)") }
        noteOverflow()
        guard wasOpen, run.activeTask == nil else { return [] }
        scroll.followsEnd = true
        return answersToSave() + editsToSave() + doneToSave()
    }

    /// A number that can't be computed any more is explained, not hidden.
    private mutating func noteOverflow() {
        guard let output = run.experiment?.pass.output else { return }
        if output.contains(where: \.isNaN) {
            message = "the output is NaN, not a number: somewhere ∞ − ∞ or 0 × ∞ was computed; u undoes it"
        } else if output.contains(where: \.isInfinite) {
            message = "the output is beyond the largest number a double can hold; u undoes it"
        }
    }

    private mutating func afterEdit(_ happened: Bool, nothing: String) -> [Command] {
        guard happened else { return say(nothing) }
        return editsToSave()
    }

    // MARK: Typing a value

    private mutating func beginEntry(_ key: Key) {
        guard focused() != nil else { return }
        entry = NumberField()
        if key != .character("=") { _ = entry?.handle(key) }
        showsPicture = true
    }

    private mutating func handleEntry(_ key: Key, _ session: Session) -> [Command] {
        switch key {
        case .escape:
            entry = nil
        case .enter:
            guard let value = entry?.commit() else { return [] }
            entry = nil
            return set(value, session.settings)
        default:
            if key == .backspace, entry?.isEmpty ?? true { entry = nil }
            _ = entry?.handle(key)
        }
        return []
    }

    /// Pasted text goes into a field where one is open; it never runs as keys.
    private mutating func paste(_ text: String, _ session: Session) -> [Command] {
        let printable = text.filter { !$0.isNewline && !$0.isWhitespace }
        if entry != nil {
            for character in printable { _ = entry?.handle(.character(character)) }
            return []
        }
        guard case .type? = run.activeTask?.task.bindings.first?.action else {
            return say("there is no field to paste into")
        }
        for character in printable { _ = run.handle(.character(character), settings: session.settings) }
        return []
    }

    // MARK: Keeping

    private func record(_ what: ProgressRecord.What) -> ProgressRecord {
        ProgressRecord(lesson: lesson.id, step: run.plan.step.id, what: what)
    }

    private mutating func editsToSave() -> [Command] {
        run.unsavedEdits().map { [.save(record(.edited($0)))] } ?? []
    }

    private func answersToSave() -> [Command] {
        guard let latest = run.answers.last else { return [] }
        return [
            .save(
                record(
                    .answered(task: latest.task, answer: latest.answer.text, right: latest.answer.isRight)))
        ]
    }

    /// A step is done when nothing in it holds back any more and no task was passed over.
    private func doneToSave() -> [Command] {
        run.isDone ? [.save(record(.done(contentHash: run.plan.step.contentHash)))] : []
    }

    /// The lesson is done when each of its steps is; the one that is being left counts.
    private func lessonDoneToSave(_ session: Session) -> [Command] {
        var done = session.progress.doneSteps(lesson: lesson.id)
        if run.isDone { done.insert(run.plan.step.id) }
        guard lesson.steps.allSatisfy({ done.contains($0.id) }) else { return [] }
        return [.save(ProgressRecord(lesson: lesson.id, step: nil, what: .done(contentHash: "")))]
    }

    // MARK: Drawing

    package func draw(on canvas: inout Canvas, in session: Session) {
        let frame = LessonFrame(
            canvas.bounds, picture: run.picture, preferredWidth: run.picture?.preferredWidth(run.view(session.settings)),
            showsPicture: showsPicture)
        drawHeader(on: &canvas, frame: frame)
        if let area = frame.picture {
            canvas.clipped(to: area) { canvas in
                run.picture?.draw(on: &canvas, view: run.view(session.settings, glyphs: canvas.glyphs))
            }
        }
        if let area = frame.text {
            canvas.clipped(to: area) { drawText(on: &$0, session.settings) }
        }
        frame.drawRules(on: &canvas)
        drawFooter(on: &canvas, frame: frame, session)
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

    private func drawText(on canvas: inout Canvas, _ settings: Settings) {
        let rows = textRows(width: canvas.bounds.width, glyphs: canvas.glyphs, settings)
        canvas.drawRows(rows, scroll: scroll.position(rows: rows.count, visible: canvas.bounds.height))
    }

    /// The text up to where the learner is, with the task that waits.
    private func textRows(width: Int, glyphs: GlyphSet, _ settings: Settings) -> [StyledLine] {
        // The last column is kept free for the scroll marks.
        let view = run.view(settings, glyphs: glyphs, width: max(1, width - 1))
        let active = run.activeTask?.index
        var parts: [[StyledLine]] = []
        for part in run.visibleParts {
            switch part {
            case .prose(let blocks):
                parts.append(ProseLayout(width: view.width, glyphs: glyphs).rows(of: blocks))
            case .task(let index):
                guard let task = run.stages[index] as? any TaskStage else { continue }
                parts.append(task.rows(view, isActive: index == active && entry == nil))
            case .pause:
                if case .pause? = run.gate?.part, parts.count + 1 >= run.visibleParts.count {
                    parts.append(StyledLine("Enter goes on", .accent).wrapped(to: view.width))
                }
            }
        }
        if run.isFinished, !run.isPlaying {
            let next = isLastStep ? "Enter finishes the lesson" : "Enter: next stop"
            parts.append(StyledLine(next, .accent).wrapped(to: view.width))
        }
        return Array(parts.joined(separator: [StyledLine()]))
    }

    private func drawFooter(on canvas: inout Canvas, frame: LessonFrame, _ session: Session) {
        if let y = frame.inspector {
            canvas.writeCut(inspectorLine(session, glyphs: canvas.glyphs), x: 1, y: y, width: canvas.bounds.width - 2)
        }
        if let y = frame.hints {
            canvas.drawHints(footerHints(session.settings, frame: frame), y: y)
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
        return Inspector(experiment, format: format, isKnown: isKnown).line()
    }

    private func footerHints(_ settings: Settings, frame: LessonFrame) -> [KeyHint] {
        if entry != nil {
            return [
                KeyHint(label: "Enter", help: "", footer: "take it"),
                KeyHint(label: "Esc", help: "", footer: "leave it"),
            ]
        }
        var hints = allHints(settings)
        if frame.isSingle {
            let other = showsPicture ? "text" : "picture"
            hints.insert(KeyHint(label: "F6", help: "", footer: other), at: 0)
        }
        return hints
    }

    /// All keys that mean something now: the task's first, then the lesson's.
    private func allHints(_ settings: Settings) -> [KeyHint] {
        (run.activeTask?.task.bindings.map(\.hint) ?? []) + bindings(settings).map(\.hint)
    }

    package func inWords(in session: Session) -> [String] {
        ["Lesson \(lesson.title), stop \(stepIndex + 1) of \(plans.count)."] + run.inWords(session.settings)
    }
}
