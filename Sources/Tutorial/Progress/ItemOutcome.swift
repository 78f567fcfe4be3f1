/// What came of a question of the quiz or of an exercise, the things that come back in the review.
package struct ItemOutcome: Hashable, Sendable {
    package enum What: Hashable, Codable, Sendable {
        /// An option was chosen; an empty text is "I don't know". Confidence goes from 1 to 3.
        case answered(option: String, right: Bool, confidence: Int, misconception: String?)
        /// The exercise was solved, after so many edits and hints.
        case solved(edits: Int, hints: Int)
    }

    /// The id of the lesson that the item stands in; nil for the lesson that it was asked in.
    package let lesson: String?
    /// The id of the item: `Q19`, `E11`.
    package let item: String
    package let what: What

    package init(lesson: String? = nil, item: String, _ what: What) {
        self.lesson = lesson
        self.item = item
        self.what = what
    }
}
