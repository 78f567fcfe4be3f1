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
    private struct Listed: Sendable {
        let word: Glossary.Word
        let names: [FoldedText]
        let meanings: [FoldedText]
        let isOnPage: Bool
    }

    private let library: Library
    private let route: Route
    private let page: [FoldedText]
    private var reading: CourseReading
    private var glossary = Glossary()
    /// Those on the page first, each part in the order of the alphabet.
    private var listed: [Listed] = []
    /// The place of each word in the list, by its name.
    private var places: [String: Int] = [:]
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
        let sorted = glossary.words.map(list).sorted {
            $0.names[0].words.lexicographicallyPrecedes($1.names[0].words)
        }
        listed = sorted.filter(\.isOnPage) + sorted.filter { !$0.isOnPage }
        places = Dictionary(
            listed.enumerated().map { ($1.word.name, $0) }, uniquingKeysWith: { first, _ in first })
        hasWordsOnPage = sorted.contains(where: \.isOnPage)
    }

    private func list(_ word: Glossary.Word) -> Listed {
        let names = ([word.name] + word.also).map(FoldedText.init)
        let isOnPage = names.contains { name in
            page.contains { $0.hasWholeWords(FoldedWord(name.text)) }
        }
        return Listed(
            word: word, names: names + [word.symbol].compactMap { $0.map(FoldedText.init) },
            meanings: word.explanations.map { FoldedText($0.means) }, isOnPage: isOnPage)
    }

    var remarks: [String] {
        reading.unreadable.map { "! \($0) can't be read: words missing" }
            + glossary.withMistakes.map { "! \($0) has a mistake in its words" }
    }

    /// Words by their names before words by their meanings.
    func items(matching query: Query) -> [String] {
        listed.ranked { each in
            query.words.total { word in
                each.names.compactMap { $0.hit(word)?.rawValue }.min()
                    ?? each.meanings.compactMap { $0.hit(word).map { 2 + $0.rawValue } }.min()
            }
        }.map(\.word.name)
    }

    func counted(_ count: Int) -> String { count == 1 ? "1 word" : "\(count) words" }

    var words: [String] { listed.flatMap { $0.names + $0.meanings }.flatMap(\.words) }

    private func listed(_ item: String) -> Listed? { places[item].map { listed[$0] } }

    func row(of item: String) -> FinderRow {
        guard let each = listed(item) else { return FinderRow(text: item) }
        return FinderRow(
            group: !hasWordsOnPage ? "" : each.isOnPage ? "on this page" : "all other words", text: item,
            note: each.word.explanations.isEmpty ? "unexplained" : each.word.symbol ?? "")
    }

    func detail(of item: String, query: Query) -> [StyledLine] {
        guard let word = listed(item)?.word else { return [] }
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

    /// Where a word is explained, or else the first lesson that teaches it.
    func stop(_ item: String) -> Stop? {
        guard let word = listed(item)?.word else { return nil }
        return word.explanations.first?.stop ?? word.teachers.first.map { Stop(entry: $0, step: nil) }
    }

    func take(_ item: String, in session: Session) -> [Command] {
        stop(item).map { route.commands(to: $0, in: session) } ?? []
    }
}
