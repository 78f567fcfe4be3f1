import Course
import TerminalUI

/// The ways to find something, with the same keys on every screen: search, the words, and the command palette.
///
/// A screen adds `Finding.bindings` to its own and carries out what they stand for with `open`.
enum Finding: Hashable, Sendable, CaseIterable {
    case search, words, commands

    /// - Parameter action: what the screen calls it among its own actions.
    static func bindings<Action>(_ action: (Finding) -> Action) -> [KeyBinding<Action>] {
        allCases.map { finding in
            KeyBinding(
                finding.keys, action(finding), label: finding.label, help: finding.help,
                footer: finding.footer)
        }
    }

    var keys: [Key] {
        switch self {
        case .search: [.character("/")]
        case .words: [.character("g")]
        case .commands: [.control("p"), .character(":")]
        }
    }

    var label: String { keys.map(\.description).joined(separator: " ") }

    var help: String {
        switch self {
        case .search: "search all lessons"
        case .words: "the words and what they mean"
        case .commands: "every command by its name"
        }
    }

    private var footer: String? {
        switch self {
        case .search: "search"
        case .words: "words"
        case .commands: nil
        }
    }

    /// Opens it over a screen.
    /// - Parameters:
    ///   - page: the text that the learner has in front of him, whose words the glossary shows first.
    ///   - depth: how many screens there are above home, this one included; none for home itself.
    func open(over screen: some Screen, page: [String] = [], depth: Int = 1, in session: Session) -> [Command]
    {
        open(
            actions: screen.actions(in: session), page: page, route: Route(closing: depth + 1), in: session)
    }

    func open(actions: [NamedAction], page: [String], route: Route, in session: Session) -> [Command] {
        switch self {
        case .search: [.push(SearchScreen(route, in: session))]
        case .words: [.push(GlossaryScreen(words: page, route, in: session))]
        case .commands: [.push(PaletteScreen(actions: actions, page: page, route, in: session))]
        }
    }
}

/// The way from a finder to what it found.
struct Route: Hashable, Sendable {
    /// How many screens lie above home, the finder included: they make room for the lesson.
    var closing = 2

    /// Goes to a lesson or a step of it.
    func commands(to stop: Stop, in session: Session) -> [Command] {
        let screen = LessonScreen.open(session.library.entries[stop.entry], step: stop.step, in: session)
        let reached = (screen as? LessonScreen).map { [Command.save($0.reachedRecord)] } ?? []
        return toHome + [.push(screen)] + reached
    }

    /// Closes everything above home.
    var toHome: [Command] { Array(repeating: .pop, count: closing) }

    /// Whether a finder on this way was opened at home.
    var isFromHome: Bool { closing <= 1 }
}

extension Library {
    /// `3 The visual model`.
    func numberedTitle(of entry: Entry) -> String {
        [number(of: entry), title(of: entry)].filter { !$0.isEmpty }.joined(separator: " ")
    }
}
