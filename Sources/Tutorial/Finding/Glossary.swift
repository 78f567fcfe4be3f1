import Course

/// The words of a course: those that its `terms` fences explain, and those that lessons say they teach.
struct Glossary: Sendable {
    /// Where a word is explained, and how.
    struct Explanation: Hashable, Sendable {
        let stop: Stop
        /// `3 The visual model ▸ Sum and bias`.
        let place: String
        let means: String
    }

    /// A word with all that is known of it.
    struct Word: Hashable, Sendable {
        let name: String
        var also: [String] = []
        var symbol: String?
        /// In the order of the lessons; empty where no lesson explains it.
        var explanations: [Explanation] = []
        /// The lessons that say that they teach it, by their places among the entries.
        var teachers: [Int] = []
        /// The names that `teaches` may use for it.
        var ids: Set<String>
    }

    private(set) var words: [Word] = []
    /// The lessons whose words have a mistake, by their titles.
    private(set) var withMistakes: [String] = []

    mutating func add(_ read: CourseReading.Read) {
        var hasMistake = false
        for (index, step) in read.lesson.steps.enumerated() {
            for fence in step.fences where fence.kind == TermsStage.kind {
                let terms = Result { () throws(Problems) in try Term.all(in: fence) }
                hasMistake = hasMistake || (try? terms.get()) == nil
                for term in (try? terms.get()) ?? [] {
                    let explanation = Explanation(
                        stop: Stop(entry: read.entry, step: index), place: "\(read.title) ▸ \(step.title)",
                        means: term.means)
                    add(term, explanation)
                }
            }
        }
        if hasMistake { withMistakes.append(read.title) }
    }

    /// A word that is explained again is the same word.
    private mutating func add(_ term: Term, _ explanation: Explanation) {
        let id = Term.id(of: term.name)
        if let index = words.firstIndex(where: { $0.ids.contains(id) }) {
            words[index].explanations.append(explanation)
            words[index].also += term.also.filter { name in !words[index].ids.contains(Term.id(of: name)) }
            words[index].symbol = words[index].symbol ?? term.symbol
            words[index].ids.formUnion(term.ids)
        } else {
            words.append(
                Word(
                    name: term.name, also: term.also, symbol: term.symbol, explanations: [explanation],
                    ids: Set(term.ids)))
        }
    }

    /// Adds what the lessons say they teach, when all explanations are known.
    mutating func addTaught(by entries: [Entry]) {
        for (entry, lesson) in entries.enumerated() {
            for id in (try? lesson.frontMatter.get().teaches) ?? [] {
                if let index = words.firstIndex(where: { $0.ids.contains(id) }) {
                    if !words[index].teachers.contains(entry) { words[index].teachers.append(entry) }
                } else {
                    let name = id.split(separator: "-").joined(separator: " ")
                    words.append(Word(name: name, teachers: [entry], ids: [id]))
                }
            }
        }
    }
}
