import Course

/// All that can be searched: each lesson's title, and each step with its title, its prose and its tasks.
struct CourseIndex: Sendable {
    /// A title, a paragraph or a question.
    struct Passage: Sendable {
        /// What it is; what ranks first comes first.
        enum Kind: Int, Sendable { case lesson, step, heading, word, prose, question }

        let kind: Kind
        let text: FoldedText

        /// Prose and questions weigh the same.
        fileprivate var rank: Int { min(kind.rawValue, Kind.prose.rawValue) }
    }

    /// A lesson or a step of one, with its passages.
    struct Target: Sendable {
        let stop: Stop
        /// `3` for a lesson, `3.4` for its fourth step.
        let number: String
        let title: String
        let lesson: FoldedText
        /// `stop 4 of 9`.
        let position: String
        let passages: [Passage]
        /// The steps of a lesson; nothing for a step.
        var outline: [String] = []
    }

    private(set) var targets: [Target] = []
    /// How often each word occurs.
    private var counts: [String: Int] = [:]

    mutating func add(_ read: CourseReading.Read) {
        let title = FoldedText(read.lesson.title)
        add(
            Target(
                stop: Stop(entry: read.entry, step: nil), number: read.number, title: title.text,
                lesson: title, position: read.lesson.lengthInWords,
                passages: [Passage(kind: .lesson, text: title)],
                outline: read.lesson.steps.enumerated().map { "\($0 + 1)  \($1.title)" }))
        for (index, step) in read.lesson.steps.enumerated() {
            add(
                Target(
                    stop: Stop(entry: read.entry, step: index),
                    number: read.number.isEmpty ? "" : "\(read.number).\(index + 1)", title: step.title,
                    lesson: title, position: StepNumber(ofStep: index, in: read.lesson).inWords,
                    passages: step.passages))
        }
    }

    private mutating func add(_ target: Target) {
        targets.append(target)
        for word in target.passages.flatMap(\.text.words) where word.count > 1 {
            counts[word, default: 0] += 1
        }
    }

    /// Every word that occurs, the most frequent first.
    var words: [String] { counts.sorted { ($1.value, $0.key) < ($0.value, $1.key) }.map(\.key) }

    // MARK: Searching

    /// The targets in which every word occurs, the best first: titles before headings before prose, and before all
    /// that what has the words at the beginning of words.
    func targets(matching query: Query) -> [Int] {
        guard !query.isEmpty else { return Array(targets.indices) }
        return Array(targets.indices).ranked { score(targets[$0], query.words) }
    }

    /// Less is better; nil where a word is missing. A step may leave words to its lesson's title, but not all.
    private func score(_ target: Target, _ words: [FoldedWord]) -> Int? {
        var score = 0
        var hasAny = false
        for word in words {
            let ranks = target.passages.compactMap { passage in
                passage.text.hit(word).map { passage.rank + $0.rawValue * Self.inside }
            }
            if let best = ranks.min() {
                score += best
                hasAny = true
            } else {
                guard target.lesson.hit(word) == .beginning else { return nil }
                score += Self.inside
            }
        }
        return hasAny ? score * 2 + (hasAllTogether(target, words) ? 0 : 1) : nil
    }

    /// What is found within a word ranks behind all that begins one.
    private static let inside = 5

    private func hasAllTogether(_ target: Target, _ words: [FoldedWord]) -> Bool {
        target.passages.contains { passage in words.allSatisfy { passage.text.hit($0) != nil } }
    }
}

extension CourseIndex.Target {
    /// The passages to show for a query: those with most of its words first; without any, how the step begins.
    func excerpts(for query: Query) -> [CourseIndex.Passage] {
        let texts = passages.filter { $0.kind != .lesson && $0.kind != .step }
        let hits = texts.ranked { passage in
            let count = query.words.count { passage.text.hit($0) != nil }
            return count > 0 ? -count : nil
        }
        return hits.isEmpty ? Array(texts.prefix(2)) : hits
    }
}

extension Step {
    /// Its title, its prose and what its tasks ask. What they answer is not told here.
    fileprivate var passages: [CourseIndex.Passage] {
        let inner = blocks.flatMap { block -> [CourseIndex.Passage] in
            switch block {
            case .prose(let blocks): blocks.flatMap(\.passages)
            case .fence(let fence): fence.passages
            case .pause: []
            }
        }
        return [CourseIndex.Passage(.step, title)] + inner
    }
}

extension ProseBlock {
    fileprivate var passages: [CourseIndex.Passage] {
        switch self {
        case .paragraph(let inlines): [CourseIndex.Passage(.prose, inlines.plainText)]
        case .heading(_, let inlines): [CourseIndex.Passage(.heading, inlines.plainText)]
        case .list(_, let items): items.joined().flatMap(\.passages)
        case .quote(let blocks): blocks.flatMap(\.passages)
        case .code(_, let text): [CourseIndex.Passage(.prose, text)]
        case .table(let header, let rows):
            ([header] + rows).map { row in
                CourseIndex.Passage(.prose, row.map(\.plainText).joined(separator: "  "))
            }
        case .rule: []
        }
    }
}

extension Fence {
    fileprivate var passages: [CourseIndex.Passage] {
        if kind == TermsStage.kind {
            let terms = (try? Term.all(in: self)) ?? []
            return terms.map { term in
                let names = ([term.name] + term.also + [term.symbol].compactMap { $0 }).joined(
                    separator: ", ")
                return CourseIndex.Passage(.word, "\(names): \(term.means)")
            }
        }
        return question.map { [CourseIndex.Passage(.question, $0)] } ?? []
    }

    /// What the fence asks the learner; nil where it asks nothing.
    private var question: String? {
        try? decode([String: TextOrOther].self)["ask"]?.text
    }

    /// The value of a key, of which only text matters here: what it means is the stage's affair.
    private struct TextOrOther: Decodable {
        let text: String?

        init(from decoder: any Decoder) throws {
            text = try? decoder.singleValueContainer().decode(String.self)
        }
    }
}

extension CourseIndex.Passage {
    fileprivate init(_ kind: Kind, _ text: String) {
        self.init(kind: kind, text: FoldedText(text))
    }
}
