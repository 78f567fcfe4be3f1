/// What a piece of text means, from which the terminal chooses a colour.
///
/// Drawing code never names a colour: a terminal with 256, 16, 8 or no colours shows the same tones as well as
/// it can, and nothing is said by a tone alone.
package enum Tone: UInt8, Hashable, Sendable, CaseIterable {
    /// Ordinary text.
    case plain
    /// A number above zero (blue: safe for colour-blind eyes beside orange).
    case positive
    /// A number below zero (orange).
    case negative
    /// What this step is about.
    case accent
    /// Something that is right.
    case good
    /// Something to look at: a refused value, a wrong answer.
    case warning
    /// Frames, rules and other furniture.
    case furniture
    /// Words of a programming language that are not the learner's concern right now.
    case code
}

/// How a cell looks: its tone and its attributes, and its ground where that means something.
package struct Style: Hashable, Sendable {
    package var tone: Tone
    package var attributes: Attributes
    /// Nil leaves the terminal's own ground.
    package var paint: Paint?

    package struct Attributes: OptionSet, Hashable, Sendable {
        package let rawValue: UInt8
        package init(rawValue: UInt8) { self.rawValue = rawValue }

        package static let bold = Attributes(rawValue: 1)
        package static let dim = Attributes(rawValue: 2)
        package static let reverse = Attributes(rawValue: 4)
        package static let underline = Attributes(rawValue: 8)
    }

    package init(_ tone: Tone = .plain, _ attributes: Attributes = [], paint: Paint? = nil) {
        self.tone = tone
        self.attributes = attributes
        self.paint = paint
    }

    package static let plain = Style()
    package static let bold = Style(.plain, .bold)
    package static let dim = Style(.plain, .dim)
    package static let furniture = Style(.furniture)
    package static let accent = Style(.accent)
    package static let good = Style(.good)
    package static let warning = Style(.warning)

    /// The same tone with more attributes.
    package func adding(_ more: Attributes) -> Style {
        Style(tone, attributes.union(more), paint: paint)
    }
}
