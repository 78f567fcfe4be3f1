/// What a learner did with a question or an exercise, day by day.
///
/// The order within a day is not kept, so that a line that is folded in twice changes nothing.
package struct ItemHistory: Hashable, Codable, Sendable {
    package private(set) var days: [Day: Set<ItemOutcome.What>] = [:]

    package init() {}

    package mutating func add(_ what: ItemOutcome.What, on day: Day) {
        days[day, default: []].insert(what)
    }

    /// All of it, without days.
    package var outcomes: Set<ItemOutcome.What> { days.values.reduce(into: []) { $0.formUnion($1) } }

    /// What came of it on the first day that it was met.
    package var first: Set<ItemOutcome.What> { days.min { $0.key < $1.key }?.value ?? [] }

    /// Answered wrongly once by somebody who was certain.
    package var wasSureAndWrong: Bool { outcomes.contains(where: \.isSureAndWrong) }

    /// When the item is to be looked at again; nil where it need not be.
    ///
    /// An item comes into the review when it was answered wrongly, or rightly by a guess, or solved with the last hint.
    /// From then on each right answer that is given when it is due makes the gap longer; a wrong one begins anew.
    /// - Parameter today: days after it are taken for today, as a clock that was wrong leaves them.
    package func due(today: Day) -> Day? {
        var gap: Int?
        var due = today
        let past = Dictionary(grouping: days, by: { min($0.key, today) })
        for (day, entries) in past.sorted(by: { $0.key < $1.key }) {
            let outcomes = entries.flatMap(\.value)
            if outcomes.contains(where: \.isWeak) {
                gap = 0
                due = day + Self.gaps[0]
            } else if let now = gap, day >= due {
                guard now + 1 < Self.gaps.count else {
                    gap = nil
                    continue
                }
                gap = now + 1
                due = day + Self.gaps[now + 1]
            }
        }
        return gap == nil ? nil : due
    }

    /// Days between two times that an item comes back.
    package static let gaps = [1, 3, 7, 21]
}

extension ItemOutcome.What {
    /// A wrong answer by somebody who was certain.
    var isSureAndWrong: Bool {
        if case .answered(_, false, 3, _) = self { true } else { false }
    }

    /// Whether it shows that the item should come back.
    var isWeak: Bool {
        switch self {
        case .answered(_, let right, let confidence, _): !right || confidence == 1
        case .solved(_, let hints): hints >= 3
        }
    }
}

/// How one of the forms before and after the course went.
package struct FormResult: Hashable, Codable, Sendable {
    package let form: String
    package let day: Day
    package let right: Int
    package let count: Int
}
