import Course
import Diagrams
import Experiment
import TerminalUI

/// A step while the learner is in it: the live experiment, the animation, what has been revealed and answered.
package struct StepRun: Sendable {
    package let plan: StepPlan
    package private(set) var experiment: Experiment?
    package private(set) var stages: [any Stage]
    package private(set) var replay: Replay?
    package private(set) var isPlaying = false
    /// How many of the step's pauses are over.
    private var pausesOver = 0
    /// Tasks that the learner passed over, by their place among the stages.
    private var skipped: Set<Int> = []
    /// How much longer changed numbers stand out.
    private var flash: Duration = .zero
    /// The neuron that is just growing into the picture.
    private var growth: Growth?
    /// Where the stretch of the animation begins and ends, for the network as it is now.
    private(set) var firstBeat: Int
    private(set) var lastBeat: Int
    /// Edits in force when they were last saved.
    private var savedEdits: [String] = []
    /// Answers that were saved, by the number of their task.
    private var savedAnswers: [Int: CommittedAnswer] = [:]
    /// How many outcomes of each task were saved.
    private var savedOutcomes: [Int: Int] = [:]
    /// How far the learner has slid z along, while they look at that.
    private(set) var sweep: Sweep?

    static let beatLength: Duration = .milliseconds(250)
    private static let flashLength: Duration = .milliseconds(250)
    private static let growthLength: Duration = .milliseconds(1200)

    package init(_ plan: StepPlan, motion: Settings.Motion) {
        self.plan = plan
        experiment = plan.setting.experiment
        stages = plan.stages
        (firstBeat, lastBeat) = (plan.firstBeat, plan.lastBeat)
        replay = plan.setting.timeline.map { Replay($0, position: plan.firstBeat) }
        // What a worked example gives needs no saving.
        _ = unsavedAnswers()
        play(motion: motion)
    }

    // MARK: What is open

    /// The parts that show: everything up to the first pause or task that still holds the rest back.
    package var visibleParts: [StepPlan.Part] {
        let gate = gate.map { $0.index + 1 } ?? plan.parts.count
        return Array(plan.parts.prefix(gate))
    }

    /// The part that holds back what follows it.
    package var gate: (index: Int, part: StepPlan.Part)? {
        var pauses = 0
        for (index, part) in plan.parts.enumerated() {
            switch part {
            case .prose: continue
            case .pause:
                pauses += 1
                if pauses > pausesOver { return (index, part) }
            case .task(let stage):
                if let task = stages[stage] as? any TaskStage, task.isOpen, !skipped.contains(stage) {
                    return (index, part)
                }
            }
        }
        return nil
    }

    /// The task that waits for the learner now.
    package var activeTask: (index: Int, task: any TaskStage)? {
        guard case .task(let index)? = gate?.part, let task = stages[index] as? any TaskStage else {
            return nil
        }
        return (index, task)
    }

    /// The task that keys are given to: the one that waits, or one that keeps its keys when it is done.
    package var keyTask: (index: Int, task: any TaskStage)? {
        if let activeTask { return activeTask }
        return stages.indices.lazy.reversed().compactMap { index in
            (stages[index] as? any TaskStage).flatMap { task in
                task.keepsKeys && (!task.isOpen || skipped.contains(index)) ? (index, task) : nil
            }
        }.first
    }

    package var isFinished: Bool { gate == nil }

    /// Whether the step is about a curve and its point, not about a network.
    package var isCurve: Bool { experiment?.isCurve ?? false }

    /// Whether every task was done, none passed over.
    package var isDone: Bool {
        isFinished && !skipped.contains { (stages[$0] as? any TaskStage)?.isOpen ?? false }
    }

    /// Whether a question waits for its answer.
    package var isAsking: Bool { activeTask?.task.isQuestion ?? false }

    /// Whether the slopes of the loss might give an answer away: that of a question that waits or is still to come.
    package var hidesSlopes: Bool {
        experiment?.goal != nil
            && stages.indices.contains { index in
                guard let task = stages[index] as? any TaskStage else { return false }
                return task.isOpen && task.isQuestion && !skipped.contains(index)
            }
    }

    /// Whether numbers can be changed now.
    package var numbersAreLive: Bool {
        experiment != nil && !(activeTask?.task.locksNumbers ?? false)
    }

    /// Takes the learner past a pause or a task that is left undone.
    package mutating func passGate() {
        switch gate?.part {
        case .pause: pausesOver += 1
        case .task(let index): skipped.insert(index)
        case .prose, nil: break
        }
    }

    /// Asks once more for what was left for later.
    mutating func takeUpSkipped() {
        skipped.removeAll()
    }

    // MARK: The animation

    /// How far the animation may go now: the step's end, or just before an answer would be given away.
    package var halt: Int {
        guard let timeline = replay?.timeline else { return 0 }
        let open = stages.enumerated().compactMap { index, stage -> Int? in
            guard let task = stage as? any TaskStage, task.isOpen, !skipped.contains(index) else {
                return nil
            }
            return task.reveals.map(timeline.position(before:))
        }
        return min(lastBeat, open.min() ?? lastBeat)
    }

    package var isAtHalt: Bool { (replay?.position ?? 0) >= halt }

    /// Plays on to the halt; at once where nothing shall move.
    package mutating func play(motion: Settings.Motion) {
        guard !isAtHalt else { return }
        if motion == .off {
            stand(at: halt)
        } else {
            isPlaying = true
        }
    }

    package mutating func pause() {
        isPlaying = false
    }

    /// Plays, pauses, or plays the step's stretch again from its beginning.
    package mutating func togglePlay(motion: Settings.Motion) {
        if isPlaying { return pause() }
        if isAtHalt { rewind() }
        play(motion: motion)
    }

    private mutating func rewind() {
        stand(at: min(firstBeat, halt))
    }

    /// Puts the replay between two beats.
    private mutating func stand(at position: Int) {
        replay?.position = position
        replay?.progress = 0
    }

    /// Shows the stretch to its halt at once.
    package mutating func finishPlaying() {
        stand(at: halt)
        isPlaying = false
    }

    /// Goes some beats on or back, within what may be seen.
    package mutating func scrub(by beats: Int) {
        isPlaying = false
        guard let replay else { return }
        // A beat in motion is ended by a step forward, and undone by a step back.
        stand(at: min(max(0, replay.position + beats), halt))
    }

    /// Whether time has to pass for the picture to go on.
    package var isMoving: Bool { isPlaying || flash > .zero || growth != nil || sweep != nil }

    /// How often it wants to be told of the time; nil while nothing goes on by itself.
    package var tickInterval: Duration? {
        isMoving ? .milliseconds(33) : stages.compactMap { ($0 as? any TaskStage)?.tickInterval }.min()
    }

    /// The challenge that is worked on in this step.
    var openChallenge: OpenChallenge? {
        stages.lazy.compactMap { ($0 as? any TaskStage)?.openChallenge }.first
    }

    /// Tells the step's challenge what happened to it.
    mutating func receive(_ report: ChallengeReport) -> ChallengeErrand? {
        for index in stages.indices {
            guard var task = stages[index] as? any TaskStage, task.openChallenge != nil else { continue }
            let errand = task.receive(report)
            stages[index] = task
            return errand
        }
        return nil
    }

    package mutating func tick(_ elapsed: Duration, settings: Settings) {
        flash = max(.zero, flash - elapsed)
        grow(elapsed, settings)
        sweep?.advance(by: elapsed, settings)
        for index in stages.indices {
            guard var task = stages[index] as? any TaskStage, task.tickInterval != nil else { continue }
            task.tick(elapsed)
            stages[index] = task
        }
        if sweep?.isOver ?? false { sweep = nil }
        guard isPlaying, var replay else { return }
        replay.progress +=
            elapsed / Self.beatLength * settings.speed * (settings.motion == .reduced ? 0.5 : 1)
        while replay.progress >= 1, replay.position < halt {
            replay.progress -= 1
            replay.position += 1
        }
        if replay.position >= halt {
            replay.progress = 0
            isPlaying = false
        }
        self.replay = replay
    }

    private mutating func grow(_ elapsed: Duration, _ settings: Settings) {
        guard var growing = growth else { return }
        growing.progress += elapsed / Self.growthLength * settings.speed
        growth = growing.progress < 1 ? growing : nil
    }

    /// The replay as it is drawn: with reduced motion, without what is between two beats.
    private func shownReplay(_ settings: Settings) -> Replay? {
        guard settings.motion != .full else { return replay }
        var still = replay
        still?.progress = 0
        return still
    }

    // MARK: Editing

    package mutating func apply(_ edit: Edit, settings: Settings) throws(EditError) {
        sweep = nil
        try experiment?.apply(edit)
        changed(settings)
    }

    package mutating func select(_ address: Address?) {
        experiment?.select(address)
    }

    /// Puts the focus on a number; a task may have waited for just that.
    package mutating func focus(on address: Address, settings: Settings) {
        select(address)
        updateTasks(settings)
    }

    /// Puts the focus where the picture shows a number; a product is seen on the line of its weight.
    package mutating func look(at address: Address?) {
        guard case .product(let layer, let neuron, let input)? = address else { return select(address) }
        select(.weight(layer: layer, neuron: neuron, input: input))
    }

    package mutating func undo(_ settings: Settings) -> Bool {
        guard experiment?.undo() ?? false else { return false }
        changed(settings)
        return true
    }

    package mutating func redo(_ settings: Settings) -> Bool {
        guard experiment?.redo() ?? false else { return false }
        changed(settings)
        return true
    }

    package mutating func reset(_ settings: Settings) {
        experiment?.reset()
        changed(settings)
    }

    private mutating func changed(_ settings: Settings) {
        if settings.motion != .off { flash = Self.flashLength }
        followShape(settings)
        updateTasks(settings)
    }

    /// After a neuron came or went: the animation is that of the network as it is now.
    private mutating func followShape(_ settings: Settings) {
        guard let experiment, let old = replay else { return }
        growth = nil
        if settings.motion == .full, let newest = experiment.newest {
            growth = Growth(layer: newest.layer, neuron: newest.neuron, progress: 0)
        }
        let timeline = Timeline(of: experiment, order: old.timeline.order)
        guard timeline != old.timeline else { return }
        isPlaying = false
        firstBeat = timeline.contains(plan.known) ? timeline.position(after: plan.known) : 0
        lastBeat = timeline.contains(plan.play) ? timeline.position(after: plan.play) : timeline.beats.count
        replay = Replay(timeline, position: lastBeat)
    }

    /// What the learner can do with the whole network in this step, as long as its numbers are live.
    package var actions: [StepAction] {
        guard numbersAreLive else { return [] }
        return stages.flatMap { ($0 as? any TaskStage)?.actions ?? [] }
    }

    private mutating func updateTasks(_ settings: Settings) {
        let view = view(settings)
        for (index, stage) in stages.enumerated() {
            guard var task = stage as? any TaskStage, task.isOpen else { continue }
            task.update(view)
            stages[index] = task
        }
    }

    /// Gives a key to the task that waits.
    package mutating func handle(_ key: Key, settings: Settings) -> TaskOutcome? {
        guard case let (index, task)? = keyTask else { return nil }
        var changed = task
        let outcome = changed.handle(key, view: view(settings))
        stages[index] = changed
        if outcome == .committed { play(motion: settings.motion) }
        return outcome
    }

    /// Has the task that waits tell its answer.
    package mutating func tellAnswer(settings: Settings) -> TaskOutcome? {
        guard case (let index, var task)? = activeTask else { return nil }
        let outcome = task.tellAnswer(view(settings))
        stages[index] = task
        if outcome == .committed { play(motion: settings.motion) }
        return outcome
    }

    // MARK: Keeping

    /// The tasks of the step in order, as the progress file counts them.
    private var taskIndices: [Int] { stages.indices.filter { stages[$0] is any TaskStage } }

    /// The answers that are committed, by the number of their task.
    package var answers: [(task: Int, answer: CommittedAnswer)] {
        taskIndices.enumerated().compactMap { number, index in
            (stages[index] as? any TaskStage)?.committedAnswer.map { (number, $0) }
        }
    }

    /// The answers that were committed since this was last asked.
    package mutating func unsavedAnswers() -> [(task: Int, answer: CommittedAnswer)] {
        let unsaved = answers.filter { savedAnswers[$0.task] != $0.answer }
        for (task, answer) in unsaved { savedAnswers[task] = answer }
        return unsaved
    }

    /// What came of questions and exercises since this was last asked.
    package mutating func unsavedOutcomes() -> [ItemOutcome] {
        taskIndices.enumerated().flatMap { number, index -> ArraySlice<ItemOutcome> in
            let outcomes = (stages[index] as? any TaskStage)?.outcomes ?? []
            defer { savedOutcomes[number] = outcomes.count }
            return outcomes.dropFirst(savedOutcomes[number] ?? 0)
        }
    }

    /// The edits in force, when they differ from those last asked for.
    package mutating func unsavedEdits() -> [String]? {
        let edits = edits
        guard edits != savedEdits else { return nil }
        savedEdits = edits
        return edits
    }

    /// Looked at after every key: mostly their number tells.
    package var hasUnsavedEdits: Bool {
        (experiment?.history.done.count ?? 0) != savedEdits.count || edits != savedEdits
    }

    private var edits: [String] { experiment?.history.done.map(\.edit.description) ?? [] }

    /// Tells the tasks what they can rely on besides their step.
    mutating func prepare(in session: Session) {
        for index in taskIndices {
            guard var task = stages[index] as? any TaskStage else { continue }
            task.prepare(in: session)
            stages[index] = task
        }
    }

    /// Slides z of the first output along, for looking at.
    mutating func beginSweep() {
        sweep = Sweep()
    }

    /// Takes up what an earlier session left: answers and edits, the animation at its end. Edits that the
    /// lesson no longer knows are passed over.
    package mutating func restore(answers: [Int: String], edits: [String], settings: Settings) {
        for (number, index) in taskIndices.enumerated() {
            guard let answer = answers[number], var task = stages[index] as? any TaskStage else { continue }
            task.restore(answer, view: view(settings))
            stages[index] = task
        }
        for text in edits {
            for part in text.split(separator: ";") {
                guard let current = experiment, let edit = try? Edit(String(part), for: current) else {
                    continue
                }
                try? experiment?.apply(edit)
            }
        }
        savedEdits = experiment?.history.done.map(\.edit.description) ?? []
        followShape(settings)
        // What came in an earlier session has grown.
        growth = nil
        updateTasks(settings)
        _ = unsavedAnswers()
        _ = unsavedOutcomes()
        if !answers.isEmpty || !edits.isEmpty { finishPlaying() }
    }

    // MARK: Showing

    package func view(_ settings: Settings, glyphs: GlyphSet = .unicode, width: Int = 80) -> StepView {
        var view = StepView(
            experiment: sweep?.shown(experiment) ?? experiment, replay: shownReplay(settings),
            settings: settings, glyphs: glyphs,
            width: width)
        view.flashes = flash > .zero
        view.isAsking = isAsking
        view.hidesSlopes = hidesSlopes
        view.lit = activeTask?.task.lit
        view.guess = activeTask?.task.guess ?? lastGuess
        // Numbers stand still while a question waits, so it was asked where the step began.
        view.guessZ = view.guess == nil ? nil : plan.setting.experiment?.input.first
        view.growth = growth
        view.additions = plan.setting.names
        view.additions["pred"] = .number(predicted ?? .nan)
        return view
    }

    /// What was guessed last stays beside what came out.
    private var lastGuess: Double? { isCurve ? predicted : nil }

    /// The latest number that was predicted in this step.
    private var predicted: Double? {
        stages.compactMap { ($0 as? PredictStage)?.predictedNumber }.last
    }

    /// The stage that is drawn in the picture's pane, as it is now.
    package var picture: (any PictureStage)? { stages.picture }

    /// What the step says now, in sentences.
    package func inWords(_ settings: Settings, showsMatrices: Bool = false) -> [String] {
        var view = view(settings, width: 10_000)
        view.showsMatrices = showsMatrices
        let title = plan.step.title
        var words = [title.last.map { "?!.".contains($0) } ?? false ? title : title + "."]
        // A picture that is a task, too, is told in its place in the text; any other before the first task, which asks of it.
        let isTask = visibleParts.contains { part in
            if case .task(let index) = part { stages[index] is any PictureStage } else { false }
        }
        var picture = isTask ? nil : picture?.blocksInWords(view)
        for part in visibleParts {
            if case .task = part {
                words += picture ?? []
                picture = nil
            }
            switch part {
            case .prose(let blocks):
                words += ProseLayout(width: 10_000, glyphs: .unicode).rows(of: blocks).map(\.text)
            case .task(let index):
                var own = view
                own.hasKeys = index == keyTask?.index
                words += stages[index].inWords(own)
            case .pause: break
            }
        }
        words += picture ?? []
        return words.filter { !$0.isEmpty }
    }
}
