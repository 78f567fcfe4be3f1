import Course

/// Whether a word of the field that stands in bold, where it is used for the first time, is taught or explained by
/// then: in this lesson, or in one before it.
struct WordOrder {
    private(set) var problems: [Problem] = []

    init(_ lessons: [Lesson]) {
        let taught = lessons.map(Self.words)
        let all = taught.reduce(into: Set()) { $0.formUnion($1) }
        var known: Set<String> = []
        for (lesson, words) in zip(lessons, taught) {
            known.formUnion(words)
            for step in lesson.steps {
                for case .prose(let blocks) in step.blocks {
                    for word in blocks.flatMap(\.boldWords) {
                        let id = Term.id(of: word)
                        guard all.contains(id), !known.contains(id) else { continue }
                        problems.append(
                            Problem(
                                "\"\(word)\" is used before a lesson teaches or explains it", at: step.place))
                    }
                }
            }
        }
    }

    /// What a lesson teaches by its front matter or explains in its words.
    private static func words(of lesson: Lesson) -> Set<String> {
        let terms = lesson.fences.filter { $0.kind == TermsStage.kind }.flatMap {
            (try? Term.all(in: $0)) ?? []
        }
        return Set(lesson.frontMatter.teaches + terms.flatMap(\.ids))
    }
}

extension ProseBlock {
    fileprivate var boldWords: [String] {
        switch self {
        case .paragraph(let inlines), .heading(_, let inlines): inlines.boldWords
        case .list(_, let items): items.joined().flatMap(\.boldWords)
        case .quote(let blocks): blocks.flatMap(\.boldWords)
        case .table(let header, let rows): ([header] + rows).joined().flatMap(\.boldWords)
        case .code, .rule: []
        }
    }
}

extension Sequence<Inline> {
    fileprivate var boldWords: [String] {
        flatMap { inline -> [String] in
            switch inline {
            case .strong(let content): [content.plainText]
            case .emphasis(let content), .link(let content, _): content.boldWords
            case .text, .code, .softBreak, .lineBreak: []
            }
        }
    }
}
