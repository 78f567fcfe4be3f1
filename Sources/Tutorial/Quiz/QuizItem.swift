import Course
import NeuralNetwork

/// A question of the quiz bank: it stands in the lesson that it is about, and comes back in the quiz and the review.
package struct QuizItem: Hashable, Sendable {
    package struct Option: Hashable, Sendable {
        package let text: String
        package let isRight: Bool
        /// What is said to whoever chose it.
        package let why: String
        /// The belief that leads to it, M01 and so on.
        package let misconception: String?
    }

    /// The name of an item for ever: the lesson that owns it and its own id.
    package struct Name: Hashable, Comparable, Codable, Sendable {
        package let lesson: String
        package let id: String

        package init(lesson: String, id: String) {
            self.lesson = lesson
            self.id = id
        }

        package static func < (left: Name, right: Name) -> Bool {
            (left.lesson, left.id) < (right.lesson, right.id)
        }
    }

    package let id: String
    package let ask: String
    package let options: [Option]

    /// The keys of a `quiz` fence that asks a question.
    struct Keys: Decodable {
        let id: Placed<String>
        let ask: Placed<String>
        let options: [OptionKeys]
    }

    struct OptionKeys: Decodable {
        let text: Placed<String>
        let correct: Bool?
        let why: Placed<String>
        let misconception: Placed<String>?
    }

    private static let optionCounts = 2...6

    /// - Throws: all that is wrong with the fence.
    package init(_ fence: Fence) throws(Problems) {
        let keys = try fence.decode(Keys.self)
        var problems: [Problem] = []
        func note(_ message: String, at place: Place) { problems.append(Problem(message, at: place)) }
        if !Self.optionCounts.contains(keys.options.count) {
            note("a question has 2 to 6 options, not \(keys.options.count)", at: fence.place(of: "options"))
        }
        let rightCount = keys.options.count { $0.correct ?? false }
        if rightCount != 1 {
            let found = rightCount == 0 ? "none" : "\(rightCount)"
            note("one option is marked correct: true; here \(found)", at: fence.place(of: "options"))
        }
        for (index, option) in keys.options.enumerated() {
            if keys.options[..<index].contains(where: { $0.text.value == option.text.value }) {
                note("this option is there twice", at: option.text.place)
            }
            if option.text.value == DontKnow.text {
                note("\"\(DontKnow.text)\" is offered by itself", at: option.text.place)
            }
            problems +=
                Result { () throws(Problems) in try checkMisconception(option.misconception) }.problems
        }
        guard problems.isEmpty else { throw Problems(problems) }
        id = try keys.id.itemID()
        ask = try keys.ask.text()
        options = try keys.options.map { option throws(Problems) in
            Option(
                text: try option.text.text(), isRight: option.correct ?? false, why: try option.why.text(),
                misconception: option.misconception?.value)
        }
    }

    /// The options in an order that a seed decides: the same for the same seed, another for other items.
    func order(seed: UInt64) -> [Int] {
        var random = SeededShuffle(seed: seed ^ Settings.seed(id))
        return random.shuffled(Array(options.indices))
    }
}

/// What a learner may always answer.
enum DontKnow {
    static let text = "I don't know"
}

/// Shuffles that are the same for the same seed on every machine.
struct SeededShuffle {
    private var generator: SplitMix64

    init(seed: UInt64) {
        generator = SplitMix64(seed: seed)
    }

    mutating func shuffled<Element>(_ elements: [Element]) -> [Element] {
        elements.shuffled(using: &generator)
    }
}
