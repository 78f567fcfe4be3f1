import Course
import TerminalUI

/// Everything that can be done, by name: what the screen below can do, and the places to go to.
typealias PaletteScreen = FinderScreen<CommandSearch>

extension FinderScreen where Content == CommandSearch {
    /// - Parameter actions: what the screen below can do.
    init(
        actions: [NamedAction], page: [String] = [], _ route: Route = Route(), in session: Session
    ) {
        let own = session.configuration.keys
        let actions = actions.map { action -> NamedAction in
            guard case .press = action.deed, let keys = own[action.title] else { return action }
            return NamedAction(action.title, label: OwnKeys.label(keys, action.label), action.deed)
        }
        self.init(CommandSearch(actions, page: page, library: session.library, route: route))
    }
}

/// The commands as one looks through them.
struct CommandSearch: FinderContent {
    enum Item: Hashable, Sendable {
        case action(NamedAction)
        /// A lesson, by its place among the entries.
        case lesson(Int)
        case home
        case quit
        case find(Finding)
    }

    private let library: Library
    private let route: Route
    private let page: [String]
    private let all: [(item: Item, name: FoldedText)]

    init(_ actions: [NamedAction], page: [String], library: Library, route: Route) {
        self.library = library
        self.route = route
        self.page = page
        // How to find things is listed among the places to go to.
        let ways = Set(Finding.allCases.flatMap(\.keys).map(NamedAction.Deed.press))
        let here = actions.filter { !ways.contains($0.deed) }.map { (Item.action($0), FoldedText($0.title)) }
        let lessons = library.entries.enumerated().map { index, entry in
            (Item.lesson(index), FoldedText(library.numberedTitle(of: entry)))
        }
        let home = route.isFromHome ? [] : [(Item.home, FoldedText("the list of lessons"))]
        let finding = [Finding.search, .words].map { (Item.find($0), FoldedText($0.help)) }
        all = here + finding + home + lessons + [(Item.quit, FoldedText("quit NeuroTour"))]
    }

    let title = "Commands"
    let invitation = "what to do or where to go"
    let enterHint = "do it"
    static let hasDetail = false

    var progress: String? { nil }
    mutating func readOn() {}
    var remarks: [String] { [] }

    /// Names that begin with a word before names that have it at the beginning of another one.
    func items(matching query: Query) -> [Item] {
        all.ranked { each in
            query.words.total { word in
                each.name.hit(word).map { each.name.begins(with: word) ? 0 : 1 + $0.rawValue }
            }
        }.map(\.item)
    }

    func counted(_ count: Int) -> String { count == 1 ? "1 command" : "\(count) commands" }

    var words: [String] { all.flatMap(\.name.words) }

    func row(of item: Item) -> FinderRow {
        let text = all.first { $0.item == item }?.name.text ?? ""
        return switch item {
        case .action(let action): FinderRow(group: "on this screen", text: text, note: action.label)
        case .find(let finding): FinderRow(group: "go to", text: text, note: finding.label)
        case .home, .lesson, .quit: FinderRow(group: "go to", text: text)
        }
    }

    func detail(of item: Item, query: Query) -> [StyledLine] { [] }

    func take(_ item: Item, in session: Session) -> [Command] {
        switch item {
        case .action(let action): [.pop, .carryOut(action.deed)]
        case .lesson(let entry): route.commands(to: Stop(entry: entry, step: nil), in: session)
        case .home: route.toHome
        case .quit: [.quit]
        case .find(let finding): [.pop] + finding.open(actions: [], page: page, route: route, in: session)
        }
    }
}
