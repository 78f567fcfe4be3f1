import Course
import Diagrams
import Experiment
import TerminalUI

/// Something that a step shows or asks: a picture, a listing, a question. Its file holds the fence that it is
/// read from, its drawing, its words and its keys; `StageCatalog` is the list of all kinds.
package protocol Stage: Sendable {
    /// The second word of its fence: ```` ```yaml network ````.
    static var kind: String { get }

    /// Reads the fence, and finds every mistake that can be found without playing the step.
    init(_ fence: Fence, in setting: StepSetting) throws(Problems)

    /// All that it shows, in sentences: for plain mode and screen readers.
    func inWords(_ view: StepView) -> [String]

    /// What `neurotour check` finds when it proves the stage against the start of its step.
    func proofProblems(in setting: StepSetting) -> [Problem]
}

extension Stage {
    package func proofProblems(in setting: StepSetting) -> [Problem] { [] }
}

/// A stage with a pane of its own. A step shows the last of its pictures.
package protocol PictureStage: Stage {
    func draw(on canvas: inout Canvas, view: StepView)

    /// How many columns it wants before the text beside it does better below; nil where any will do.
    func preferredWidth(_ view: StepView) -> Int?

    /// Whether it can be longer than its pane: then it scrolls with the keys of the text.
    var scrolls: Bool { get }

    /// What it shows, in words: a block for each picture, of which only what has changed is told.
    func blocksInWords(_ view: StepView) -> [String]
}

extension PictureStage {
    package var scrolls: Bool { false }
    package func preferredWidth(_ view: StepView) -> Int? { nil }
    package func blocksInWords(_ view: StepView) -> [String] { [inWords(view).joined(separator: "\n")] }
}

/// A picture that brings the network of its step along: the diagram of one, or a function's curve.
package protocol ExperimentStage: PictureStage {
    /// The experiment at the start of the step.
    var experiment: Experiment { get }
    /// What stands on the screen when the step opens, and where its animation ends.
    var known: Moment { get }
    var play: Moment { get }
}

/// A stage that stands in the text and asks the learner for something. What comes after it in the step waits
/// until it is done.
package protocol TaskStage: Stage {
    /// Whether it still waits for the learner.
    var isOpen: Bool { get }

    /// Whether it asks for an answer: its field has the learner's attention while it is open.
    var isQuestion: Bool { get }

    /// Whether numbers may not be changed while it is open, because its answer speaks of them as they are.
    var locksNumbers: Bool { get }

    /// The first moment that would give the answer away: the animation stops before it while this is open.
    var reveals: Moment? { get }

    func rows(_ view: StepView, isActive: Bool) -> [StyledLine]

    /// The keys that it answers to while it is the one that waits.
    var bindings: [KeyBinding<TaskAction>] { get }

    /// Whether a digit is an answer by itself, without Enter behind it.
    var takesDigitsAtOnce: Bool { get }

    /// Whether the learner is in the middle of an answer: then Enter takes it, however much there is to read.
    var isBeingAnswered: Bool { get }

    /// Takes a key. Nil: the key is not for this task.
    mutating func handle(_ key: Key, view: StepView) -> TaskOutcome?

    /// Looks at the state after an edit; a `do` notices here that it is done.
    mutating func update(_ view: StepView)

    /// What was answered, as the progress file keeps it; nil where there is nothing to keep.
    var committedAnswer: CommittedAnswer? { get }

    /// Takes up an answer that was given in an earlier session.
    mutating func restore(_ answer: String, view: StepView)

    /// Tells its answer, as to somebody who does not know it; nil where it has none to tell, or only a solution to play.
    mutating func tellAnswer(_ view: StepView) -> TaskOutcome?

    /// Shows the next hint. False where there is none, or no more.
    mutating func showHint() -> Bool

    /// The edits that do what it asks for, once the last hint has told them: they can be played.
    var playableSolution: [Placed<String>]? { get }

    /// The same whatever hints were shown, for the lesson check.
    var checkedSolution: [Placed<String>]? { get }

    /// What is typed where a solution is no edits, under the same conditions.
    var playableKeys: [Key]? { get }
    var checkedKeys: [Key]? { get }

    /// What came of the questions and exercises that are kept an eye on, one after the other.
    var outcomes: [ItemOutcome] { get }

    /// Whether its keys are still its own when it is done.
    var keepsKeys: Bool { get }

    /// How often it wants to be told of the time; nil while nothing of it runs.
    var tickInterval: Duration? { get }
    mutating func tick(_ elapsed: Duration)

    /// The challenge that is worked on here, if it is one.
    var openChallenge: OpenChallenge? { get }

    /// Told what happened to that challenge.
    /// - Returns: what is to be done about it.
    mutating func receive(_ report: ChallengeReport) -> ChallengeErrand?

    /// Told what it can rely on besides its step, before the learner sees it.
    mutating func prepare(in session: Session)

    /// What its step's picture lights while this waits; nil leaves it to the picture.
    var lit: Set<Address>? { get }

    /// The number that is being guessed, for a picture that can show it.
    var guess: Double? { get }

    /// Whether it asks for the focus to be put on a number, computed ones included.
    var asksForANumber: Bool { get }

    /// The keys before a number that is typed for something of its own; nil where it takes none.
    var keysBeforeValue: [Key]? { get }

    /// Whether Backspace, where something was typed, is kept from leaving the step.
    var holdsBackspace: Bool { get }

    /// What it lets the learner do besides editing numbers.
    var actions: [StepAction] { get }
}

extension TaskStage {
    package var keysBeforeValue: [Key]? { nil }
    /// Whether it has a field for a number.
    package var takesANumber: Bool {
        bindings.contains { $0.action == .type && $0.keys.contains(.character(".")) }
    }
    package var takesDigitsAtOnce: Bool { false }
    package var lit: Set<Address>? { nil }
    package var guess: Double? { nil }
    package var asksForANumber: Bool { false }
    package var holdsBackspace: Bool { false }
    package var actions: [StepAction] { [] }
    package mutating func update(_ view: StepView) {}
    package mutating func tellAnswer(_ view: StepView) -> TaskOutcome? { nil }
    package mutating func showHint() -> Bool { false }
    package var isBeingAnswered: Bool { false }
    package var keepsKeys: Bool { false }
    package var tickInterval: Duration? { nil }
    package mutating func tick(_ elapsed: Duration) {}
    package var openChallenge: OpenChallenge? { nil }
    package mutating func receive(_ report: ChallengeReport) -> ChallengeErrand? { nil }
    package var playableSolution: [Placed<String>]? { nil }
    package var checkedSolution: [Placed<String>]? { nil }
    package var playableKeys: [Key]? { nil }
    package var checkedKeys: [Key]? { nil }
    package var outcomes: [ItemOutcome] { [] }
    package mutating func prepare(in session: Session) {}
    package var committedAnswer: CommittedAnswer? { nil }
    package mutating func restore(_ answer: String, view: StepView) {}
}

/// What a key can mean to a task.
package enum TaskAction: Hashable, Sendable {
    case previousOption, nextOption, commit, toggle, type, hint
    /// Of a challenge.
    case edit, nextPage, nextLanguage, reset, confirm, cancel
    /// Of a playground.
    case playground(PlaygroundAction)
}

/// What came of a key that a task took.
package enum TaskOutcome: Hashable, Sendable {
    /// Something on the screen changed.
    case taken
    /// An answer was committed: what it held back goes on.
    case committed
    /// One of its actions was asked for.
    case act(StepAction)
    /// An edit of the experiment.
    case edit(Edit)
    /// Something that is done outside, for a challenge.
    case errand(ChallengeErrand)
    /// The learner lets the code of a challenge run, whose files have these hashes.
    case agreed(challenge: String, files: [String: String])
}

/// Something that a step lets the learner do with its whole network, by the word that lessons use.
package enum StepAction: String, CaseIterable, Sendable {
    case randomise
    /// Moves z of the first output from −8 to 8, for looking at: it changes nothing.
    case sweep

    /// What it does to this experiment.
    package func edit(of experiment: Experiment, seed: UInt64) -> Edit? {
        switch self {
        // Each time other numbers, and the same ones for the same seed.
        case .randomise: .randomised(experiment.network, seed: seed &+ UInt64(experiment.history.done.count))
        case .sweep: nil
        }
    }

    package func title(for experiment: Experiment) -> String {
        switch self {
        case .randomise: "new random values for all \(experiment.network.parameterCount) numbers"
        case .sweep: "slide z from −8 to 8 and back"
        }
    }
}

package struct CommittedAnswer: Hashable, Sendable {
    package let text: String
    /// Nil for "I don't know", and where there is no right or wrong.
    package let isRight: Bool?
}

/// What a stage can rely on when it is read: the network of its step and the folder of its lesson.
package struct StepSetting: Sendable {
    /// The experiment as the step opens; nil in a step without a network.
    package var experiment: Experiment?
    package var timeline: Timeline?
    /// How many beats have played when the step opens.
    package var firstBeat = 0
    /// A preset besides those of the program.
    package var given: Preset?
    /// What the step's listing prints.
    var prints: Double?

    /// What the step adds to the names of expressions, as it is before anything was done.
    var names: [String: Value] {
        var names: [String: Value] = ["pred": .number(.nan)]
        if let prints { names["prints"] = .number(prints) }
        return names
    }

    /// The experiment, or the complaint that this fence needs one.
    func experiment(for fence: Fence) throws(Problems) -> Experiment {
        guard let experiment else {
            throw Problems([
                Problem("a \(fence.kind) fence needs a network fence before it in its step", at: fence.place)
            ])
        }
        return experiment
    }
}

/// What a stage sees when it draws, speaks or handles a key. It holds no state of its own.
package struct StepView: Sendable {
    package let experiment: Experiment?
    package let replay: Replay?
    package let settings: Settings
    package var glyphs: GlyphSet = .unicode
    package var width = 80
    /// Whether the stage gets the keys: for its words, which then have the cursor's mark.
    package var hasKeys = false
    /// Whether numbers that have just changed stand out.
    package var flashes = false
    /// Whether a question waits for its answer.
    package var isAsking = false
    /// Whether slopes of the loss are hidden, because a question of the step is about one.
    package var hidesSlopes = false
    /// What stands out in place of what the picture lights by itself.
    package var lit: Set<Address>?
    /// A number that is being guessed, for a picture that can show it.
    package var guess: Double?
    /// Where on a curve it is guessed.
    package var guessZ: Double?
    package var showsMatrices = false
    /// How many rows a listing is scrolled away from where it runs.
    package var listingShift = 0
    /// A neuron that is just growing in.
    package var growth: Growth?
    /// Numbers of the step that expressions can name, such as `pred`.
    package var additions: [String: Value] = [:]

    /// The step's network as it is to be drawn now; nil in a step without one.
    /// - Parameter lit: what stands out until the learner changes something; nil lights everything.
    func picture(lit: Set<Address>?) -> NetworkPicture? {
        guard let experiment, let replay else { return nil }
        let lit = self.lit ?? (experiment.isChanged ? nil : lit)
        var picture = NetworkPicture(experiment, replay: replay, lit: lit)
        picture.flashes = flashes
        picture.isExact = settings.isExact
        picture.isFocusQuiet = isAsking
        picture.hidesSlopes = hidesSlopes
        picture.showsMatrices = showsMatrices
        picture.growth = growth
        return picture
    }

    package var scope: ExperimentScope? {
        experiment.map { ExperimentScope($0, additions: additions) }
    }
}

/// All kinds of stages. The parser learns from here which fences there are.
package enum StageCatalog {
    package static let all: [any Stage.Type] = [
        NetworkStage.self,
        PredictStage.self,
        DoStage.self,
        CodeStage.self,
        CurveStage.self,
        LossCurveStage.self,
        TermsStage.self,
        MatchStage.self,
        ExerciseStage.self,
        QuizStage.self,
        ChallengeStage.self,
        TrainStage.self,
    ]

    package static var kinds: Set<String> { Set(all.map { $0.kind }) }

    static func stage(for fence: Fence, in setting: StepSetting) throws(Problems) -> any Stage {
        guard let type = all.first(where: { $0.kind == fence.kind }) else {
            throw Problems([Problem("no stage named \"\(fence.kind)\"", at: fence.place)])
        }
        return try type.init(fence, in: setting)
    }
}
