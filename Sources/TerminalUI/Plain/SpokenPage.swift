/// What a screen says where nothing is drawn: for plain mode, screen readers and braille lines.
package struct SpokenPage: Hashable, Sendable {
    /// All that is on the screen, a sentence a line; the first says where one is. One of several lines is a block, such
    /// as a listing or a picture: it is known by its first line.
    package var sentences: [String]
    /// What has the focus, and what has just been said.
    package var status: [String]
    /// The keys that the footer names: `Enter go on`.
    package var keys: [String]
    /// How many layers lie one above the other: what lies under one is known when it is closed.
    package var depth: Int

    package init(sentences: [String], status: [String] = [], keys: [String] = [], depth: Int = 1) {
        self.sentences = sentences
        self.status = status
        self.keys = keys
        self.depth = depth
    }

    /// Begins the sentence that the cursor is on.
    package static let mark = "▸ "
}
