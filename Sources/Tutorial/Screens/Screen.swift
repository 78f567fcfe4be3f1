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

    /// How often the screen wants a tick; nil while nothing moves.
    var tickInterval: Duration? { get }

    /// What has to be kept before the screen goes away.
    mutating func willLeave() -> [Command]
}

extension Screen {
    package var tickInterval: Duration? { nil }
    package mutating func willLeave() -> [Command] { [] }
}

/// What a screen asks the app to do.
package enum Command: Sendable {
    case push(any Screen)
    /// Closes this screen.
    case pop
    /// Shows another screen in place of this one.
    case replace(any Screen)
    case save(ProgressRecord)
    case change(Settings)
    /// Ends the program.
    case quit
}

/// What every screen may read, and none may change.
package struct Session: Sendable {
    package let library: Library
    package var progress: ProgressState
    package var settings: Settings
    /// The terminal's size and alphabet as they are now.
    package var size = Size(width: 80, height: 24)
    package var glyphs = GlyphSet.unicode
    /// Something that could not be saved or read, said once, in words.
    package var notice: String?

    package init(library: Library, progress: ProgressState = ProgressState(), settings: Settings = Settings())
    {
        self.library = library
        self.progress = progress
        self.settings = settings
    }
}
