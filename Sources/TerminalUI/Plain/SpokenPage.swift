/// What a screen says where nothing is drawn: for plain mode, screen readers and braille lines.
package struct SpokenPage: Hashable, Sendable {
    /// All that is on the screen, a sentence a line.
    package var sentences: [String]
    /// What has the focus, and what has just been said.
    package var status: [String]
    /// The keys that the footer names.
    package var keys: String

    package init(sentences: [String], status: [String] = [], keys: String = "") {
        self.sentences = sentences
        self.status = status
        self.keys = keys
    }

    /// What is new since another page was told: everything after a change of the first sentence, which says where one is;
    /// else the sentences that were not there. What has only lost the cursor's mark is nothing new.
    package func news(since told: SpokenPage?) -> [String] {
        guard let told, told.sentences.first == sentences.first else { return lines }
        var new: Set<Int> = []
        let difference = sentences.difference(from: told.sentences) { Self.unmarked($0) == Self.unmarked($1) }
        for case .insert(let index, _, _) in difference { new.insert(index) }
        let marked = told.sentences.filter(Self.isMarked)
        for (index, sentence) in sentences.enumerated()
        where Self.isMarked(sentence) && !marked.contains(sentence) {
            new.insert(index)
        }
        return new.sorted().map { sentences[$0] } + (status == told.status ? [] : status)
            + (keys == told.keys ? [] : [keys])
    }

    /// All of it.
    package var lines: [String] { (sentences + status + [keys]).filter { !$0.isEmpty } }

    /// Begins the sentence that the cursor is on.
    package static let mark = "▸ "

    private static func isMarked(_ line: String) -> Bool { line.hasPrefix(mark) }

    /// A line without the mark of the cursor, and without what stands in its place where it is not.
    private static func unmarked(_ line: String) -> Substring {
        (isMarked(line) ? line.dropFirst(mark.count) : line[...]).drop { $0 == " " }
    }
}
