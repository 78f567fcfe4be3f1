import Course

/// What the learner chose about how things are shown.
package struct Settings: Hashable, Codable, Sendable {
    /// How much the animation moves.
    package enum Motion: String, CaseIterable, Codable, Sendable {
        case full
        /// Beats as states, without the frames between them.
        case reduced
        /// The result at once.
        case off

        /// How long a screen stands at least that changes by itself, as it does while a network is trained. What a key
        /// changes shows at once.
        var pause: Duration? {
            switch self {
            case .full: nil
            case .reduced: .milliseconds(250)
            case .off: .milliseconds(500)
            }
        }
    }

    package var motion: Motion = .full
    /// Whether numbers show all their digits.
    package var isExact = false
    /// The language in which listings are shown, by its file ending.
    package var language = ListingLanguage.javascript
    /// How fast beats follow each other: at 1 each takes 250 ms, at 2 half as long.
    package var speed = 1.0
    /// The seed of everything random.
    package var seed: UInt64 = 1

    /// Whether it is shown to a class: then a key shows the answer to what is asked.
    package var isPresenting = false

    package init() {}

    private enum CodingKeys: String, CodingKey { case motion, isExact, language, speed, seed, isPresenting }

    /// What recordings did not have once is as it was then.
    package init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        motion = try container.decode(Motion.self, forKey: .motion)
        isExact = try container.decode(Bool.self, forKey: .isExact)
        language = try container.decode(ListingLanguage.self, forKey: .language)
        speed = try container.decode(Double.self, forKey: .speed)
        seed = try container.decode(UInt64.self, forKey: .seed)
        isPresenting = try container.decodeIfPresent(Bool.self, forKey: .isPresenting) ?? false
    }

    /// The seed that a text stands for.
    package static func seed(_ text: String) -> UInt64 {
        var hash = ContentHash()
        hash.combine(text)
        return hash.value
    }
}

/// A language that a listing can be read in.
package enum ListingLanguage: String, CaseIterable, Codable, Sendable {
    case javascript = "js"
    case swift
    case python = "py"

    package var title: String {
        switch self {
        case .javascript: "JavaScript"
        case .swift: "Swift"
        case .python: "Python"
        }
    }

    /// The one after it, the first after the last.
    package var next: ListingLanguage {
        let all = Self.allCases
        let index = all.firstIndex(of: self) ?? 0
        return all[(index + 1) % all.count]
    }
}
