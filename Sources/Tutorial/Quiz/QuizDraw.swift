import Course
import TerminalUI

/// A quiz of items drawn from a bank: each lesson has at least one among them, and what was answered wrongly comes
/// once more after five others.
struct QuizDraw: Hashable, Sendable {
    /// An item with the lesson that owns it.
    struct Entry: Hashable, Sendable {
        let lesson: String
        /// The lesson's title.
        var title = ""
        let item: QuizItem
        var name: QuizItem.Name { QuizItem.Name(lesson: lesson, id: item.id) }
    }

    private let seed: UInt64
    /// What is still to be asked, the one that is asked now first.
    private var queue: [Entry]
    private var question: QuizQuestion?
    /// The first answer to each item.
    private(set) var first: [QuizItem.Name: QuizQuestion] = [:]
    /// The items in the order in which they were first asked.
    private var asked: [Entry] = []
    private(set) var outcomes: [ItemOutcome] = []
    private let count: Int
    private var repeated: Set<QuizItem.Name> = []

    /// So many others come before an item is asked again.
    static let othersBetween = 5

    init(_ bank: [Entry], draw count: Int, seed: UInt64) {
        self.seed = seed
        var shuffle = SeededShuffle(seed: seed)
        let shuffled = shuffle.shuffled(bank)
        // One of each lesson, then whatever comes.
        var drawn: [Entry] = []
        for entry in shuffled where !drawn.contains(where: { $0.lesson == entry.lesson }) {
            drawn.append(entry)
        }
        drawn += shuffled.filter { !drawn.contains($0) }
        queue = shuffle.shuffled(Array(drawn.prefix(count)))
        self.count = queue.count
        ask()
    }

    private mutating func ask() {
        // The second time, the options stand in another order.
        question = queue.first.map { entry in
            QuizQuestion(entry.item, seed: repeated.contains(entry.name) ? seed &+ 1 : seed)
        }
    }

    /// The question that is asked now.
    var asking: QuizQuestion? { question }

    var isOver: Bool { queue.isEmpty }
    var firstRightCount: Int { first.values.count { $0.isRight } }

    /// The items that were answered wrongly by a learner who was certain.
    var sureAndWrong: [Entry] { asked.filter { first[$0.name]?.isSureAndWrong ?? false } }
    private var wrong: [Entry] { asked.filter { !(first[$0.name]?.isRight ?? true) } }

    // MARK: Answering

    var bindings: [KeyBinding<TaskAction>] {
        guard let question else { return [] }
        guard question.isAnswered else { return question.bindings }
        let footer = queue.count > 1 || returns ? "next question" : "result"
        return [KeyBinding([.enter], .commit, help: "go on", footer: footer)]
    }

    /// Whether the item that is asked now will be asked once more.
    private var returns: Bool {
        guard let question, let entry = queue.first else { return false }
        return question.isAnswered && !question.isRight && !repeated.contains(entry.name)
    }

    mutating func handle(_ key: Key) -> TaskOutcome? {
        guard let question, let entry = queue.first else { return nil }
        guard question.isAnswered else {
            var changed = question
            let outcome = changed.handle(key)
            self.question = changed
            if outcome == .committed { note(changed, entry) }
            return outcome
        }
        guard key == .enter else { return nil }
        advance()
        return .committed
    }

    mutating func tellAnswer() -> TaskOutcome? {
        guard var question, let entry = queue.first, !question.isAnswered else { return nil }
        let outcome = question.tellAnswer()
        self.question = question
        note(question, entry)
        return outcome
    }

    private mutating func note(_ question: QuizQuestion, _ entry: Entry) {
        if first[entry.name] == nil {
            first[entry.name] = question
            asked.append(entry)
        }
        if let outcome = question.outcome(lesson: entry.lesson) { outcomes.append(outcome) }
    }

    private mutating func advance() {
        let comesBack = returns
        let entry = queue.removeFirst()
        if comesBack {
            repeated.insert(entry.name)
            queue.insert(entry, at: min(Self.othersBetween, queue.count))
        }
        ask()
    }

    // MARK: Keeping

    /// What was answered so far, for going on later: the seed, then each answer in the order in which it was given.
    var record: String {
        let answers = outcomes.compactMap { outcome -> String? in
            guard case .answered(let option, _, let confidence, _) = outcome.what, let lesson = outcome.lesson
            else { return nil }
            return "\(lesson)\t\(outcome.item)\t\(option)\t\(confidence)"
        }
        return ([String(seed)] + answers).joined(separator: "\n")
    }

    /// The quiz as an earlier session left it; nil where the bank has changed since.
    init?(record: String, bank: [Entry], draw count: Int) {
        let lines = record.split(separator: "\n", omittingEmptySubsequences: false)
        guard let seed = lines.first.flatMap({ UInt64($0) }) else { return nil }
        self.init(bank, draw: count, seed: seed)
        for line in lines.dropFirst() {
            let parts = line.split(separator: "\t", omittingEmptySubsequences: false).map(String.init)
            guard parts.count == 4, let entry = queue.first, entry.lesson == parts[0],
                entry.item.id == parts[1], let confidence = Int(parts[3]), var question
            else { return nil }
            question.restore(option: parts[2], confidence: confidence)
            guard question.isAnswered else { return nil }
            self.question = question
            note(question, entry)
            advance()
        }
    }

    // MARK: Showing

    /// - Parameter ready: with so many right at the first try the learner is ready for what follows.
    func rows(in glyphs: GlyphSet, width: Int, isActive: Bool, ready: Int) -> [StyledLine] {
        guard let question, let entry = queue.first else {
            return result(ready: ready).laidOut(in: glyphs, width: width)
        }
        let isSecond = repeated.contains(entry.name)
        let number = min(asked.count + (first[entry.name] == nil ? 1 : 0), count)
        let title = isSecond ? "Once more" : "Question \(number) of \(count)"
        var rows = [StyledLine(title, .accent), StyledLine()].laidOut(in: glyphs, width: width)
        rows += question.rows(in: glyphs, width: width, isActive: isActive)
        guard question.isAnswered else { return rows }
        var more: [StyledLine] = [StyledLine()]
        if returns { more.append(StyledLine("This one comes once more, and then in the review.", .dim)) }
        more.append(
            StyledLine("Enter: \(queue.count > 1 || returns ? "next question" : "the result")", .accent))
        return rows + more.laidOut(in: glyphs, width: width)
    }

    private func result(ready: Int) -> [StyledLine] {
        guard count > 0 else { return [StyledLine("There is nothing to ask yet.")] }
        let right = firstRightCount
        var lines = [
            StyledLine("\(right) of \(count) right at first try", .bold), StyledLine(),
            StyledLine(
                right >= min(ready, count)
                    ? "You are ready for what comes next."
                    : "Ready is \(min(ready, count)). Nothing is locked: go on, or look at these again first."
            ),
        ]
        lines += list("Sure and wrong, worth the most attention:", sureAndWrong)
        lines += list("Also wrong at first:", wrong.filter { !sureAndWrong.contains($0) })
        return lines + [StyledLine(), StyledLine("r draws \(count) others.", .accent)]
    }

    private func list(_ title: String, _ entries: [Entry]) -> [StyledLine] {
        guard !entries.isEmpty else { return [] }
        return [StyledLine(), StyledLine(title, .accent)]
            + entries.flatMap { entry -> [StyledLine] in
                let right = entry.item.options.first(where: \.isRight)
                return [
                    StyledLine(), StyledLine(entry.item.ask), StyledLine(right?.text ?? "", .bold),
                    StyledLine(right?.why ?? ""), StyledLine("from \(entry.title)", .dim),
                ]
            }
    }
}
