import Course

/// A word of the field with its meaning, as a `terms` fence explains it.
package struct Term: Sendable {
    /// The keys of an entry of a `terms` fence.
    struct Keys: Decodable {
        let term: Placed<String>
        let also: OneOrMore<String>?
        let symbol: String?
        let means: Placed<String>
        let ask: String?
        let point_to: OneOrMore<Placed<String>>?
    }

    /// `weighted sum`.
    package let name: String
    /// Other names of the same thing: `pre-activation`.
    package let also: [String]
    /// How formulas write it: `z`.
    package let symbol: String?
    package let means: String
    package let place: Place

    init(_ keys: Keys) throws(Problems) {
        name = try keys.term.text()
        also = keys.also?.all ?? []
        symbol = keys.symbol
        means = try keys.means.text()
        place = keys.term.place
    }

    /// The words that a fence explains, in its order.
    package static func all(in fence: Fence) throws(Problems) -> [Term] {
        try fence.decode([Keys].self).map { keys throws(Problems) in try Term(keys) }
    }

    /// The names that a lesson's `teaches` may use for it: small letters, hyphens between words.
    package var ids: [String] { ([name] + also).map(Self.id) }

    package static func id(of name: String) -> String {
        name.lowercased().split { !$0.isLetter && !$0.isNumber }.joined(separator: "-")
    }
}
