import Course
import TerminalUI

/// One layer of what is on the terminal: a value on the app's stack.
///
/// A screen knows neither the app nor the terminal. What leaves it is a returned `Command`; what it needs to
/// know comes in with the session. Drawing is pure and works at every size.
package protocol Screen: Sendable {
    mutating func handle(_ event: Event, in session: Session) -> [Command]
    func draw(on canvas: inout Canvas, in session: Session)

    /// All that is on the screen, in sentences.
    func inWords(in session: Session) -> [String]

    /// What has the focus, and what has just been said, in sentences: beside `inWords`, where nothing is drawn.
    func statusInWords(in session: Session) -> [String]

    /// Whether a digit is an answer by itself, without Enter behind it.
    var takesDigitsAtOnce: Bool { get }

    /// Whether there is a field to type into.
    var hasField: Bool { get }

    /// Whether what is typed into the field is looked for at once.
    var findsAsOneTypes: Bool { get }

    /// Whether `=` begins a value for what has the focus.
    var takesValues: Bool { get }

    /// How many layers it shows, one above the other.
    var layers: Int { get }

    /// How often the screen wants a tick; nil while nothing moves.
    var tickInterval: Duration? { get }

    /// What has to be kept before the screen goes away.
    mutating func willLeave() -> [Command]

    /// Whether something was done that `rest` would keep.
    var hasMoreToKeep: Bool { get }

    /// What has to be kept when the learner has pressed no key for a moment.
    mutating func rest() -> [Command]

    /// Told when the screen above was closed and this one shows again.
    mutating func comeBack(in session: Session)

    /// The screen for lessons that were saved anew while it shows; nil where nothing on it comes from them.
    func reloaded(in session: Session) -> (any Screen)?

    /// The challenge that is worked on here: while this is on the screen, the app watches the learner's file.
    var openChallenge: OpenChallenge? { get }

    /// Told what happened to the challenge.
    mutating func receive(_ report: ChallengeReport, in session: Session) -> [Command]

    /// Told what came of a file that it opened or saved.
    mutating func receive(_ report: PlaygroundReport, in session: Session) -> [Command]

    /// Everything that can be done here, by name, for the command palette.
    func actions(in session: Session) -> [NamedAction]

    /// Does one of its `actions` that has no key.
    mutating func perform(_ action: String, in session: Session) -> [Command]
}

extension Screen {
    package func statusInWords(in session: Session) -> [String] { [session.notice].compactMap(\.self) }
    package var takesDigitsAtOnce: Bool { false }
    package var hasField: Bool { false }
    package var findsAsOneTypes: Bool { false }
    package var takesValues: Bool { false }
    package var layers: Int { 1 }
    package var tickInterval: Duration? { nil }
    package mutating func willLeave() -> [Command] { [] }
    package var hasMoreToKeep: Bool { false }
    package mutating func rest() -> [Command] { [] }
    package mutating func comeBack(in session: Session) {}
    package func reloaded(in session: Session) -> (any Screen)? { nil }
    package var openChallenge: OpenChallenge? { nil }
    package mutating func receive(_ report: ChallengeReport, in session: Session) -> [Command] { [] }
    package mutating func receive(_ report: PlaygroundReport, in session: Session) -> [Command] { [] }
    package func actions(in session: Session) -> [NamedAction] { [] }
    package mutating func perform(_ action: String, in session: Session) -> [Command] { [] }
}

/// Something that a screen can do, as the command palette lists it.
package struct NamedAction: Hashable, Sendable {
    package enum Deed: Hashable, Sendable {
        /// What this key does.
        case press(Key)
        /// What `Screen.perform` does for this name.
        case perform(String)
    }

    package let title: String
    /// Its keys as people read them; empty where it has none.
    package let label: String
    package let deed: Deed

    package init(_ title: String, label: String = "", _ deed: Deed) {
        self.title = title
        self.label = label
        self.deed = deed
    }
}

extension Array {
    /// The bindings as the palette lists them.
    package func actions<Action>() -> [NamedAction] where Element == KeyBinding<Action> {
        filter { !$0.name.isEmpty }.compactMap { binding in
            // Two keys that are told of together have a label together; alone, each has its own.
            let label = binding.name == binding.hint.help ? binding.hint.label : "\(binding.keys[0])"
            return binding.keys.first.map { NamedAction(binding.name, label: label, .press($0)) }
        }
    }
}

/// What a screen asks the app to do.
package enum Command: Sendable {
    case push(any Screen)
    /// Closes this screen.
    case pop
    /// Shows another screen in place of this one.
    case replace(any Screen)
    /// Has the screen do something that the palette listed.
    case carryOut(NamedAction.Deed)
    case save(ProgressRecord)
    case change(Settings)
    /// Sets something for good, in the file of the learner's settings.
    case configure(String, String)
    /// Something for the screen's open challenge.
    case challenge(ChallengeErrand)
    /// A file to open or to save.
    case playground(PlaygroundErrand)
    /// The playground is left, and found again as it is when it is opened next.
    case keep(PlaygroundScreen)
    /// Ends the program.
    case quit
}

/// What every screen may read, and none may change.
package struct Session: Sendable {
    package var library: Library
    package var progress: ProgressState
    package var settings: Settings
    /// What the learner has set for good, and what is wrong with it.
    package var configuration = Configuration()
    package var configurationProblems: [Configuration.Trouble] = []
    /// The terminal's size and alphabet as they are now.
    package var size = Size(width: 80, height: 24)
    package var glyphs = GlyphSet.unicode
    /// Something that could not be saved or read, said once, in words.
    package var notice: String?
    /// The playground as it was left.
    package var playground: PlaygroundScreen?
    /// What tells the day.
    package var clock: @Sendable () -> Day = Day.now

    package var today: Day { clock() }

    package init(library: Library, progress: ProgressState = ProgressState(), settings: Settings = Settings())
    {
        self.library = library
        self.progress = progress
        self.settings = settings
    }
}
