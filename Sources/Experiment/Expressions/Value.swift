/// What an expression can be.
package enum Value: Hashable, Sendable {
    case number(Double)
    case truth(Bool)
    /// The name of an activation.
    case word(String)
    case list([Value])
    /// Numbers by where they live, as a set: what is marked, what has the focus.
    case places(Set<Address>)

    package static func list(_ numbers: some Sequence<Double>) -> Value {
        .list(numbers.map(Value.number))
    }

    /// What kind of value it is, for messages.
    var kindInWords: String {
        switch self {
        case .number: "a number"
        case .truth: "true or false"
        case .word: "the name of an activation"
        case .list: "a list"
        case .places: "a set of places"
        }
    }

    /// All numbers in it, lists in lists included; nil where anything else is among them.
    var numbers: [Double]? {
        switch self {
        case .number(let value): return [value]
        case .list(let values):
            var numbers: [Double] = []
            for value in values {
                guard let more = value.numbers else { return nil }
                numbers += more
            }
            return numbers
        case .truth, .word, .places: return nil
        }
    }
}
