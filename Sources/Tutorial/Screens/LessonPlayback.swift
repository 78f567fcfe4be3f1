import Course
import Experiment
import TerminalUI

/// Keys that press themselves, one after the other, in front of the learner.
struct Playback: Hashable, Sendable {
    private var keys: ArraySlice<Key>
    private var waited: Duration = .zero

    private static let pause: Duration = .milliseconds(450)

    init(_ keys: [Key]) {
        self.keys = keys[...]
    }

    var isOver: Bool { keys.isEmpty }

    /// The next key, once its time has come.
    mutating func next(after elapsed: Duration, speed: Double) -> Key? {
        waited += elapsed * speed
        guard waited >= Self.pause else { return nil }
        waited = .zero
        return keys.popFirst()
    }
}

// The solution of an exercise, played.

extension LessonScreen {
    /// The keys of the solution of the task that waits, from the start of its network.
    func solutionKeys(_ solution: [Placed<String>], style: SolutionKeys.Style = .typed) -> SolutionKeys? {
        guard var experiment = run.experiment, let task = run.activeTask?.task else { return nil }
        experiment.reset()
        guard let edits = try? CheckedGoal.edits(solution, from: experiment).edits else { return nil }
        return SolutionKeys(edits, from: experiment, style: style, visitsComputed: task.asksForANumber)
    }

    mutating func playSolution(_ session: Session) -> [Command] {
        guard let task = run.activeTask?.task else { return [] }
        return play(task.playableKeys, task.playableSolution, session)
    }

    /// The answer to what is asked, whatever hints were shown: told, or else played.
    mutating func showAnswer(_ session: Session) -> [Command] {
        guard let task = run.activeTask?.task else { return [] }
        let gate = run.gate?.index
        if let outcome = run.tellAnswer(settings: session.settings) {
            showText(from: gate, session)
            return outcome == .committed ? answersToSave() + doneToSave(session) : []
        }
        guard task.checkedKeys != nil || task.checkedSolution != nil else {
            return say("this has no answer to show")
        }
        return play(task.checkedKeys, task.checkedSolution, session)
    }

    private mutating func play(
        _ keys: [Key]?, _ solution: [Placed<String>]?, _ session: Session
    ) -> [Command] {
        if let keys {
            guard session.settings.motion == .off else {
                playback = Playback(keys)
                return say("playing the solution; any key stops it")
            }
            return keys.flatMap { press($0, session) }
        }
        guard let solution, let played = solutionKeys(solution) else { return [] }
        let reset: [Key] = run.experiment?.isChanged ?? false ? [.character("r")] : []
        showsPicture = true
        guard session.settings.motion == .off else {
            playback = Playback(reset + played.keys)
            return say("playing the solution; any key stops it")
        }
        return (reset + played.keys).flatMap { press($0, session) }
    }

    /// Presses the next key of what plays, when its time has come.
    mutating func playOn(_ elapsed: Duration, _ session: Session) -> [Command] {
        guard let key = playback?.next(after: elapsed, speed: session.settings.speed) else { return [] }
        if playback?.isOver ?? false { playback = nil }
        let commands = press(key, session)
        if playback == nil {
            message = "that was the solution; r takes it back"
        } else if message == nil {
            message = "playing the solution: \(key)"
        }
        return commands
    }
}
