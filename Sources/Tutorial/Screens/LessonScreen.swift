import Course
import Diagrams
import Experiment
import NeuralNetwork
import TerminalUI

/// A lesson, step by step: the picture at the left, the text with its questions at the right.
package struct LessonScreen: Screen {
    let lesson: Lesson
    let number: String
    private var plans: StepPlans
    private(set) var stepIndex: Int
    var run: StepRun
    /// Steps that were left, as they were left.
    private var left: [Int: StepRun] = [:]
    /// The first row of the text that shows.
    var textOffset = 0
    /// The value that is being typed for the focused number.
    var entry: NumberField?
    /// Something to tell the learner, until the next key.
    var message: String?
    /// Whether Enter was pressed once on a task that is not done.
    var asksToSkip = false
    /// On a small terminal, whether the one pane shows the picture.
    var showsPicture = false
    var showsMatrices = false
    /// How many rows the listing is scrolled away from where it runs.
    var listingShift = 0
    /// The question where a number comes from, while it is open.
    var why: WhyTrail?
    /// The solution while it plays.
    var playback: Playback?
    /// Whether the latest key moved the focus: then Enter asks why.
    var isFocusFresh = false

    // MARK: Opening

    /// Opens a lesson at a step; one that can't be read opens as a page that says why.
    /// - Parameters:
    ///   - step: where to begin; where the learner was, if left out.
    ///   - plansAhead: whether every step is looked at before the first shows. Else the others are looked at one
    ///     by one while that is on the screen, and a mistake in one of them takes its place then.
    ///   - isAnew: whether the step begins anew, whatever was done in it before.
    package static func open(
        _ entry: Entry, step: Int? = nil, plansAhead: Bool = true, isAnew: Bool = false, in session: Session
    ) -> any Screen {
        do {
            let lesson = try entry.lessonWithUnreadFences()
            // A lesson that is done begins anew.
            let isDone = session.progress.isDone(lesson: lesson.id)
            let resumed = isDone ? nil : session.progress.lastStep(ofLesson: lesson.id)
            let wanted = step ?? lesson.steps.firstIndex { $0.id == resumed } ?? 0
            let index = max(0, min(wanted, lesson.steps.count - 1))
            let number = session.library.number(of: entry)
            return try LessonScreen(
                lesson, number: number, stepIndex: index, plansAhead: plansAhead, isAnew: isAnew,
                session: session)
        } catch {
            return BrokenLessonScreen(
                title: session.library.title(of: entry), problems: error, file: entry.file, step: step)
        }
    }

    /// - Throws: what is wrong with the lesson, where that concerns what is to be shown.
    init(
        _ lesson: Lesson, number: String, stepIndex: Int, plansAhead: Bool, isAnew: Bool, session: Session
    ) throws(Problems) {
        plans = StepPlans(of: lesson, given: session.library.given)
        let plan = try plans.plan(ofStep: stepIndex)
        if plansAhead { while try plans.planNext() {} }
        self.lesson = lesson
        self.number = number
        self.stepIndex = stepIndex
        run = Self.run(plan, lesson: lesson, isAnew: isAnew, session: session)
    }

    /// The lesson as it was saved anew, at the same step. A step that is as it was keeps what was done in it.
    package func reloaded(in session: Session) -> (any Screen)? {
        guard let entry = session.library.entries.first(where: { $0.file == lesson.file }) else { return nil }
        let id = run.plan.step.id
        let step = (try? entry.lessonWithUnreadFences())?.steps.firstIndex { $0.id == id }
        let screen = Self.open(entry, step: step ?? stepIndex, in: session)
        guard var lessonScreen = screen as? LessonScreen else { return screen }
        if lessonScreen.run.plan.step.contentHash == run.plan.step.contentHash {
            lessonScreen.run = run
            lessonScreen.textOffset = textOffset
        }
        return lessonScreen
    }

    /// Looks at one more step of the lesson; a mistake takes the lesson's place.
    private mutating func planNext() -> [Command] {
        do { _ = try plans.planNext() } catch { return giveWay(to: error) }
        return []
    }

    private func giveWay(to problems: Problems) -> [Command] {
        [
            .replace(
                BrokenLessonScreen(
                    title: lesson.title, problems: problems, file: lesson.file, step: stepIndex))
        ]
    }

    /// A step as the learner left it in an earlier session, or as it begins.
    private static func run(
        _ plan: StepPlan, lesson: Lesson, isAnew: Bool = false, session: Session
    ) -> StepRun {
        var run = StepRun(plan, motion: session.settings.motion)
        let (answers, edits) = (
            session.progress.answers(lesson: lesson.id, step: plan.step.id),
            session.progress.edits(lesson: lesson.id, step: plan.step.id)
        )
        run.prepare(in: session)
        if isAnew { return run }
        run.restore(answers: answers, edits: edits, settings: session.settings)
        return run
    }

    var isLastStep: Bool { stepIndex == lesson.steps.count - 1 }

    package var tickInterval: Duration? {
        playback != nil || !plans.areComplete ? .milliseconds(33) : run.tickInterval
    }

    // MARK: Events

    package mutating func handle(_ event: Event, in session: Session) -> [Command] {
        switch event {
        case .key(let key):
            guard playback == nil else {
                playback = nil
                return say("stopped; H plays it once more")
            }
            return press(key, session)
        case .paste(let text):
            return paste(text, session)
        case .tick(let elapsed):
            run.tick(elapsed, settings: session.settings)
            // What is trained comes about with time, and no key tells of it.
            let answers = answersToSave()
            return answers + (answers.isEmpty ? [] : doneToSave(session)) + playOn(elapsed, session)
                + planNext()
        case .mouse(let action, let point):
            message = nil
            return handleMouse(action, at: point, session)
        case .command(let text): return obey(text, session)
        case .resize, .signal, .terminalClosed: return []
        }
    }

    mutating func press(_ key: Key, _ session: Session) -> [Command] {
        message = nil
        return handle(key, in: session)
    }

    private mutating func handle(_ key: Key, in session: Session) -> [Command] {
        if entry != nil { return handleEntry(key, session) }
        if why != nil { return handleWhy(key, session) }
        let action = bindings(session).action(for: key)
        if action != .scrollUp, action != .scrollDown { listingShift = 0 }
        defer { if action?.movesFocus != true { isFocusFresh = false } }
        if action != .goOn { asksToSkip = false }
        if action == .readOn {
            readOn(session)
            return []
        }
        let gate = run.gate?.index
        if let outcome = run.handle(key, settings: session.settings) {
            // What is done in the picture is looked at there.
            // A hint stands in the text.
            let isInPicture = run.keyTask?.task is any PictureStage && key != .character("H")
            if isInPicture, run.openChallenge == nil, outcome == .taken {
                showsPicture = true
                return []
            }
            showsPicture = false
            if case .act(let action) = outcome { return act(action, session) }
            if case .edit(let edit) = outcome {
                let commands = apply(edit, session)
                guard run.gate?.index != gate else { return commands }
                // The answer that brought the edit about was the last of its task.
                run.play(motion: session.settings.motion)
                showText(from: gate, session)
                return commands + answersToSave() + doneToSave(session)
            }
            if case .errand(let errand) = outcome {
                showTask(session)
                return [.challenge(errand)]
            }
            if case .agreed(let challenge, let files) = outcome {
                return [.save(record(.agreed(challenge: challenge, files: files)))]
            }
            if run.openChallenge != nil, outcome == .taken {
                showTask(session)
                return []
            }
            showText(from: gate, session)
            return outcome == .committed ? answersToSave() + doneToSave(session) : []
        }
        guard let action else { return lockedMessage(for: key) }
        // Whatever is not one more change to the same number ends the edit, and keeps it.
        if case .change = action { return carryOut(action, key: key, session) }
        return editsToSave() + carryOut(action, key: key, session)
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
        case .nextNumber, .previousNumber, .up, .down, .left, .right: return moveFocus(action, session)
        case .change(let step): return change(by: step, session)
        case .typeValue: beginEntry(key)
        case .setZero: return set(0, session)
        case .nextActivation: return nextActivation(session)
        case .undo, .redo: return undoOrRedo(action, session)
        case .reset:
            return reset(session)
        case .descend(let steps): return descend(steps, session)
        case .playSolution: return playSolution(session)
        case .showAnswer: return showAnswer(session)
        case .addNeuron: return addNeuron(session)
        case .deleteNeuron: return deleteNeuron(session)
        case .why: return askWhy()
        case .matrices: showsMatrices.toggle()
        case .letGo: isFocusFresh = false
        case .find(let finding):
            return finding.open(over: self, page: run.inWords(settings), in: session)
        case .exactDigits: return toggleExactDigits(session)
        case .nextLanguage:
            var settings = settings
            settings.language = settings.language.next
            return [.change(settings)]
        case .readOn: readOn(session)
        case .scrollUp: scroll(by: -Self.scrollStep, session)
        case .scrollDown: scroll(by: Self.scrollStep, session)
        case .changePane: showsPicture.toggle()
        case .contents: return [.push(ContentsScreen(lesson: lesson, current: stepIndex))]
        case .help:
            return [.push(HelpScreen(title: "Keys in a lesson", hints: allHints(session) + Self.legend))]
        case .leave: return [.pop]
        }
        return []
    }

    mutating func toggleExactDigits(_ session: Session) -> [Command] {
        var settings = session.settings
        settings.isExact.toggle()
        message =
            settings.isExact ? "exact digits; x shows short numbers" : "short numbers; x shows all digits"
        return [.change(settings)]
    }

    private mutating func changeSpeed(_ factor: Double, _ settings: Settings) -> [Command] {
        var settings = settings
        settings.speed = min(max(settings.speed * factor, Self.speeds.lowerBound), Self.speeds.upperBound)
        let milliseconds = Int((250 / settings.speed).rounded())
        message = "a beat takes \(milliseconds) ms"
        return [.change(settings)]
    }

    /// How to read the picture, at the end of the help.
    private static let legend = [
        KeyHint(
            label: "lines", help: "thicker for a larger weight; broken for a negative one; dots for 0",
            footer: nil),
        KeyHint(label: "(0.46)", help: "what a number was before the last edit", footer: nil),
        KeyHint(label: "▒▒▒▒", help: "not computed yet", footer: nil),
        KeyHint(
            label: "slope", help: "how fast the output grows with this number, near where it is", footer: nil),
        KeyHint(label: "◀−0.24", help: "a slope of the loss, on its way back", footer: nil),
        KeyHint(label: "shades", help: "in small pictures: how much a neuron passes on", footer: nil),
    ]

    private static let speeds = 0.1...10.0
    private static let scrollStep = 8

    package var openChallenge: OpenChallenge? { run.openChallenge }

    package mutating func receive(_ report: ChallengeReport, in session: Session) -> [Command] {
        let gate = run.gate?.index
        let errand = run.receive(report)
        switch report {
        case .ran, .started, .trouble, .edited, .reset, .stopped: showTask(session)
        case .opened, .protected, .read: break
        }
        let kept = run.gate?.index != gate ? answersToSave() + doneToSave(session) : []
        return kept + (errand.map { [.challenge($0)] } ?? [])
    }

    package mutating func willLeave() -> [Command] {
        answersToSave() + editsToSave()
    }

    package var hasMoreToKeep: Bool { run.hasUnsavedEdits }

    package mutating func rest() -> [Command] { editsToSave() }

    mutating func say(_ text: String) -> [Command] {
        message = text
        return []
    }

    static let answerFirst = "first your answer; then every number is yours to change"

    /// Keys that would change a number say why they don't, while an answer is awaited.
    private mutating func lockedMessage(for key: Key) -> [Command] {
        guard run.experiment != nil, !run.numbersAreLive,
            "+-=zaNDs".contains(where: { key == .character($0) })
        else { return [] }
        return say(Self.answerFirst)
    }

    /// First the network goes back to its start; when it is there, the step begins anew, questions included.
    private mutating func reset(_ session: Session) -> [Command] {
        if run.experiment?.isChanged ?? false {
            run.reset(session.settings)
            message = "the network is as it was at the start; Ctrl-R brings your edits back"
            return editsToSave()
        }
        run = StepRun(run.plan, motion: session.settings.motion)
        run.prepare(in: session)
        textOffset = 0
        message = "the step begins anew"
        return []
    }

    // MARK: Walking through the lesson

    private mutating func goOn(_ session: Session) -> [Command] {
        if run.isPlaying {
            run.finishPlaying()
            return []
        }
        let gate = run.gate
        switch gate?.part {
        case .pause:
            run.passGate()
            run.play(motion: session.settings.motion)
            showText(from: gate?.index, session)
            return doneToSave(session)
        case .task:
            guard asksToSkip else {
                asksToSkip = true
                return say("this is not done yet; Enter once more leaves it for later")
            }
            asksToSkip = false
            run.passGate()
            run.play(motion: session.settings.motion)
            showText(from: gate?.index, session)
            return []
        case .prose, nil: break
        }
        guard !isLastStep else {
            return doneToSave(session)
                + [.replace(LessonEndScreen(lesson: lesson, number: number))]
        }
        let suggestion = lessonThatIsDue(session)
        let commands = doneToSave(session) + go(to: stepIndex + 1, session)
        if let suggestion {
            message = "now is a good time for \"\(suggestion)\": Esc leads home, your place here is kept"
        }
        return commands
    }

    /// The lesson that has waited for just this step, if home suggests it now.
    private func lessonThatIsDue(_ session: Session) -> String? {
        let library = session.library
        guard run.isDone, let index = library.suggestion(for: session.progress),
            let next = try? library.entries[index].frontMatter.get(),
            next.requires.contains(where: { $0.lesson == lesson.id && $0.step == run.plan.step.id })
        else { return nil }
        return next.title
    }

    private mutating func go(to index: Int, _ session: Session) -> [Command] {
        guard lesson.steps.indices.contains(index), index != stepIndex else { return [] }
        let plan: StepPlan
        do { plan = try plans.plan(ofStep: index) } catch { return giveWay(to: error) }
        let commands = editsToSave()
        run.pause()
        left[stepIndex] = run
        stepIndex = index
        run = left[index] ?? Self.run(plan, lesson: lesson, session: session)
        if left[index] != nil {
            run.takeUpSkipped()
            run.play(motion: session.settings.motion)
        }
        entry = nil
        why = nil
        playback = nil
        isFocusFresh = false
        asksToSkip = false
        showsPicture = false
        textOffset = 0
        if run.experiment?.isChanged ?? false {
            message = "you have changed numbers here, the text has not; r resets them"
        }
        return commands + [.save(record(.reached))]
    }

    // MARK: Keeping

    private func record(_ what: ProgressRecord.What) -> ProgressRecord {
        ProgressRecord(lesson: lesson.id, step: run.plan.step.id, what: what)
    }

    mutating func editsToSave() -> [Command] {
        run.unsavedEdits().map { [.save(record(.edited($0)))] } ?? []
    }

    mutating func answersToSave() -> [Command] {
        run.unsavedAnswers().map { number, answer in
            .save(record(.answered(task: number, answer: answer.text, right: answer.isRight)))
        }
            + run.unsavedOutcomes().map { outcome in
                .save(
                    ProgressRecord(
                        lesson: outcome.lesson ?? lesson.id,
                        step: outcome.lesson == nil ? run.plan.step.id : nil,
                        what: .outcome(item: outcome.item, outcome.what)))
            }
    }

    /// A step is done when nothing in it holds back any more and no task was passed over.
    /// With the last of its steps the lesson is done, too.
    func doneToSave(_ session: Session) -> [Command] {
        guard run.isDone else { return [] }
        let step = Command.save(record(.done(contentHash: run.plan.step.contentHash)))
        let done = session.progress.doneSteps(lesson: lesson.id).union([run.plan.step.id])
        guard lesson.steps.allSatisfy({ done.contains($0.id) }) else { return [step] }
        return [step, .save(ProgressRecord(lesson: lesson.id, step: nil, what: .done(contentHash: "")))]
    }
}
