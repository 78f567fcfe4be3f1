import Course
import TerminalUI

/// What a finder says where it finds nothing, and how to go on from there.
struct NothingFound: Sendable {
    /// What to look for instead; nil where nothing comes near.
    let suggestion: String?
    let lines: [StyledLine]

    init(_ query: Query, in content: some FinderContent) {
        guard content.progress == nil else {
            suggestion = nil
            lines = [StyledLine("Nothing so far.", .dim)]
            return
        }
        let unknown = query.words.filter { content.items(matching: Query([$0])).isEmpty }
        suggestion = unknown.isEmpty ? nil : Self.nearestQuery(to: query, unknown, in: content.words)
        lines = Self.lines(query, unknown, suggestion)
    }

    /// What was typed with the nearest words in the places of unknown ones; nil where one has none.
    private static func nearestQuery(to query: Query, _ unknown: [FoldedWord], in known: [String]) -> String?
    {
        var words: [String] = []
        for word in query.words {
            guard let near = unknown.contains(word) ? nearest(word.text, in: known) : word.text else {
                return nil
            }
            words.append(near)
        }
        return words.joined(separator: " ")
    }

    private static func lines(
        _ query: Query, _ unknown: [FoldedWord], _ suggestion: String?
    ) -> [StyledLine] {
        guard !query.isEmpty else { return [StyledLine("There is nothing here yet.")] }
        guard !unknown.isEmpty else {
            return [
                StyledLine("Each of these words occurs, but nothing has all of them."), StyledLine(),
                StyledLine("Leave one out: Backspace deletes, Ctrl-U empties the field."),
            ]
        }
        let words = unknown.map { "\"\($0.text)\"" }.joined(separator: " or ")
        let nothing = StyledLine("Nothing has \(words) in it.")
        guard let suggestion else {
            return [
                nothing, StyledLine(),
                StyledLine("Try the beginning of the word, or another one: Ctrl-U empties the field."),
            ]
        }
        var near = StyledLine("The nearest that occurs: ")
        near.append(suggestion, Style(.accent, .bold))
        return [nothing, StyledLine(), near, StyledLine("Enter looks for it.")]
    }
}
