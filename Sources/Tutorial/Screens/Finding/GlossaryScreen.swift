import Course
import TerminalUI

/// The words of the course with their meanings.
typealias GlossaryScreen = FinderScreen<WordSearch>

extension FinderScreen where Content == WordSearch {
    /// - Parameter page: the text that the learner has in front of him: its words come first.
    init(words page: [String], _ route: Route = Route(), in session: Session) {
        self.init(WordSearch(session.library, page: page, route: route))
    }
}

/// The glossary as one looks through it.
struct WordSearch: FinderContent {
    /// A word as the list has it.
    struct Item: Hashable, Sendable {
        let word: Glossary.Word
        fileprivate let names: [FoldedText]
        fileprivate let meanings: [FoldedText]
        let isOnPage: Bool
    }

    private let library: Library
    private let route: Route
    private let page: [FoldedText]
    private var reading: CourseReading
    private var glossary = Glossary()
    /// Those on the page first, each part in the order of the alphabet.
    private var items: [Item] = []
    private var hasWordsOnPage = false

    init(_ library: Library, page: [String], route: Route) {
        self.library = library
        self.route = route
        self.page = page.map(FoldedText.init)
        reading = CourseReading(library)
    }

    let title = "Words"
    let invitation = "a word of the field"
    let enterHint = "open its lesson"
    static let hasDetail = true

    var progress: String? { reading.progress }

    mutating func readOn() {
        if let read = reading.readNext() { glossary.add(read) }
        if reading.isOver { glossary.addTaught(by: library.entries) }
        let sorted = glossary.words.map(item).sorted {
            $0.names[0].words.lexicographicallyPrecedes($1.names[0].words)
        }
        items = sorted.filter(\.isOnPage) + sorted.filter { !$0.isOnPage }
        hasWordsOnPage = sorted.contains(where: \.isOnPage)
    }

    private func item(_ word: Glossary.Word) -> Item {
        let names = ([word.name] + word.also).map(FoldedText.init)
        let isOnPage = names.contains { name in
            page.contains { $0.hasWholeWords(FoldedWord(name.text)) }
        }
        return Item(
            word: word, names: names + [word.symbol].compactMap { $0.map(FoldedText.init) },
            meanings: word.explanations.map { FoldedText($0.means) }, isOnPage: isOnPage)
    }

    var remarks: [String] {
        reading.unreadable.map { "! \($0) can't be read: its words are missing" }
            + glossary.withMistakes.map { "! Some words of \($0) have a mistake and are missing" }
    }

    /// Words by their names before words by their meanings.
    func items(matching query: Query) -> [Item] {
        items.ranked { item in
            query.words.total { word in
                item.names.compactMap { $0.hit(word)?.rawValue }.min()
                    ?? item.meanings.compactMap { $0.hit(word).map { 2 + $0.rawValue } }.min()
            }
        }
    }

    func counted(_ count: Int) -> String { count == 1 ? "1 word" : "\(count) words" }

    var words: [String] { items.flatMap(\.names).flatMap(\.words) + items.flatMap(\.meanings).flatMap(\.words) }

    func row(of item: Item) -> FinderRow {
        FinderRow(
            group: !hasWordsOnPage ? "" : item.isOnPage ? "on this page" : "all other words",
            text: item.word.name,
            note: item.word.explanations.isEmpty ? "not explained yet" : item.word.symbol ?? "")
    }

    func detail(of item: Item, query: Query) -> [StyledLine] {
        let word = item.word
        var head = StyledLine(word.name, .bold)
        if let symbol = word.symbol { head.append("  \(symbol)", .accent) }
        var lines = [head]
        if !word.also.isEmpty {
            lines.append(StyledLine("also: \(word.also.joined(separator: ", "))", .dim))
        }
        if word.explanations.isEmpty {
            lines += [StyledLine(), StyledLine("no lesson explains this word yet", .warning)]
        }
        for explanation in word.explanations {
            lines += [
                StyledLine(), StyledLine(explanation.means),
                StyledLine("explained in \(explanation.place)", .dim),
            ]
        }
        if !word.teachers.isEmpty {
            let titles = word.teachers.map { library.numberedTitle(of: library.entries[$0]) }
            lines += [StyledLine(), StyledLine("taught in " + titles.joined(separator: ", "), .dim)]
        }
        return lines
    }

    /// Goes where the word is explained, or else to the first lesson that teaches it.
    func take(_ item: Item, in session: Session) -> [Command] {
        let stop = item.word.explanations.first?.stop ?? item.word.teachers.first.map { Stop(entry: $0, step: nil) }
        return stop.map { route.commands(to: $0, in: session) } ?? []
    }
}
