/// Reads the text of a lesson file: front matter, then steps of prose, fences and pauses.
struct LessonParser {
    private let source: SourceText
    private let lessonFolder: LessonFolder
    /// The kinds of fences that there are.
    private let kinds: Set<String>
    private let readsFences: Bool
    private var markdown: MarkdownReader
    private var steps: [Step] = []
    private var open: OpenStep?
    private var usedIDs: [String: Place] = [:]
    private var hasContentBeforeSteps = false

    /// A step whose end has not been reached.
    private struct OpenStep {
        let id: String
        let title: String
        let place: Place
        private(set) var blocks: [Block] = []
        /// The prose since the last block.
        private var prose: [ProseBlock] = []

        init(id: String, title: String, place: Place) {
            self.id = id
            self.title = title
            self.place = place
        }

        mutating func append(_ block: ProseBlock) {
            prose.append(block)
        }

        mutating func append(_ block: Block) {
            endProse()
            blocks.append(block)
        }

        mutating func endProse() {
            if !prose.isEmpty { blocks.append(.prose(prose)) }
            prose = []
        }
    }

    /// The lesson of a file, or all that is wrong with it.
    /// - Parameter readsFences: whether the YAML of the fences is read too; else it is read when it is asked for.
    static func parse(
        bytes: [UInt8], file: String, folder: LessonFolder, kinds: Set<String>, readsFences: Bool = true
    ) throws(Problems) -> Lesson {
        let source = try SourceText.lesson(bytes: bytes, file: file)
        let (frontMatter, bodyLine) = try FrontMatter.read(from: source)
        var parser = LessonParser(
            source: source.lines(bodyLine..<source.endLine), folder: folder, kinds: kinds,
            readsFences: readsFences)
        let steps = try parser.parseSteps()
        return Lesson(frontMatter: frontMatter, file: file, folder: folder.path, steps: steps)
    }

    private init(source: SourceText, folder: LessonFolder, kinds: Set<String>, readsFences: Bool) {
        self.source = source
        self.readsFences = readsFences
        lessonFolder = folder
        self.kinds = kinds
        markdown = MarkdownReader(source: source)
    }

    private mutating func parseSteps() throws(Problems) -> [Step] {
        let end = Place(file: source.file, line: source.firstLine, column: 1)
        guard let tree = MarkdownTree(text: source.text) else {
            throw Problems([Problem("the Markdown cannot be read", at: end)])
        }
        withExtendedLifetime(tree) {
            for node in tree.root.children { read(node) }
            closeStep(before: source.endLine)
        }
        if steps.isEmpty, markdown.problems.isEmpty {
            markdown.note("a lesson has at least one step: ## Title {#id}", at: end)
        }
        guard markdown.problems.isEmpty else { throw Problems(markdown.problems) }
        return steps
    }

    private mutating func read(_ node: MarkdownNode) {
        if node.kind == .heading {
            readHeading(node)
        } else if node.kind == .html, node.literal.isPauseMark {
            noteIfBeforeSteps(markdown.place(of: node))
            open?.append(.pause)
        } else if node.kind == .code, isData(node) {
            guard let fence = fence(node) else { return }
            noteIfBeforeSteps(fence.place)
            open?.append(.fence(fence))
        } else if let place = placeOfHeadingWithoutSpace(node) {
            markdown.note("a space is missing between ## and the title", at: place)
        } else {
            appendProse(node)
        }
    }

    // MARK: - Steps

    private mutating func readHeading(_ node: MarkdownNode) {
        guard node.headingLevel == 2 else { return readLesserHeading(node) }
        let heading = StepHeading(node, in: &markdown)
        closeStep(before: heading.place.line)
        if let problem = heading.problem(usedIDs: usedIDs) {
            markdown.note(problem.message, at: problem.place)
        }
        if let id = heading.id, usedIDs[id] == nil { usedIDs[id] = heading.place }
        // What stands under a heading with a bad id is still read, for its own problems.
        open = OpenStep(id: heading.id ?? "", title: heading.title, place: heading.place)
    }

    private mutating func readLesserHeading(_ node: MarkdownNode) {
        let place = markdown.place(of: node)
        if node.headingLevel == 1 {
            markdown.note(
                "steps start with ##; the title of the lesson stands in its front matter", at: place)
        } else if source.line(place.line).contains("{#") {
            markdown.note("only a step has an id, and a step starts with ##", at: place)
        }
        appendProse(node)
    }

    private mutating func appendProse(_ node: MarkdownNode) {
        guard let block = markdown.proseBlock(node) else { return }
        noteIfBeforeSteps(markdown.place(of: node))
        open?.append(block)
    }

    private mutating func noteIfBeforeSteps(_ place: Place) {
        guard open == nil, !hasContentBeforeSteps else { return }
        markdown.note("this stands before the first step; put it under a ## Title {#id}", at: place)
        hasContentBeforeSteps = true
    }

    private mutating func closeStep(before line: Int) {
        guard var step = open else { return }
        step.endProse()
        let content = source.lines(step.place.line..<line)
        steps.append(
            Step(
                id: step.id, title: step.title, place: step.place, blocks: step.blocks,
                contentHash: content.contentHash))
        open = nil
    }

    /// Where `##Title {#id}` stands, which Markdown takes for a paragraph.
    private func placeOfHeadingWithoutSpace(_ node: MarkdownNode) -> Place? {
        let place = markdown.place(of: node)
        let line = source.line(place.line)
        let isMeantAsHeading = node.kind == .paragraph && line.hasPrefix("##") && line.contains("{#")
        return isMeantAsHeading ? place : nil
    }

    // MARK: - Fences

    /// Whether a code block stands at the left margin and is meant as data rather than as code to look at.
    private func isData(_ node: MarkdownNode) -> Bool {
        let language = node.info.split(separator: " ").first?.lowercased()
        return node.fence != nil && node.startColumn == 1 && (language == "yaml" || language == "yml")
    }

    private mutating func fence(_ node: MarkdownNode) -> Fence? {
        let place = markdown.place(of: node)
        guard let kind = kind(of: node, at: place) else { return nil }
        guard markdown.isClosed(node) else {
            markdown.note("this fence is never closed", at: place)
            return nil
        }
        let content = source.lines((place.line + 1)..<(source.firstLine + node.endLine - 1))
        if let index = content.lines.firstIndex(where: { $0.hasPrefix("```") || $0.hasPrefix("~~~") }) {
            let line = content.firstLine + index
            markdown.note("this fence is not closed before line \(line), where another one starts", at: place)
            return nil
        }
        let fence = Fence(kind: kind, place: place, lessonFolder: lessonFolder, content: .unread(content))
        guard readsFences else { return fence }
        do {
            return try fence.read()
        } catch {
            for problem in error.all { markdown.note(problem.message, at: problem.place) }
            return nil
        }
    }

    /// The second word of the info string, if there is such a kind of fence.
    private mutating func kind(of node: MarkdownNode, at place: Place) -> String? {
        let words = node.info.split(separator: " ").map(String.init)
        guard words[0] == "yaml" else {
            markdown.note("write \"yaml\", not \"\(excerpt(words[0]))\"", at: place)
            return nil
        }
        guard words.count > 1 else {
            let example = kinds.contains("network") ? "network" : kinds.sorted().first ?? "network"
            markdown.note("a yaml fence says what it is for: ```yaml \(example)", at: place)
            return nil
        }
        let kindPlace = source.place(of: words[1], inLine: place.line, afterColumn: "```yaml".count) ?? place
        guard kinds.contains(words[1]) else {
            let suggestion = didYouMean(words[1], in: kinds.sorted())
            markdown.note("no fence named \"\(excerpt(words[1]))\"\(suggestion)", at: kindPlace)
            return nil
        }
        guard words.count == 2 else {
            markdown.note("nothing follows the kind of a fence: ```yaml \(words[1])", at: kindPlace)
            return nil
        }
        return words[1]
    }
}

extension String {
    fileprivate var isPauseMark: Bool {
        let mark = "<!-- pause -->"
        return hasPrefix(mark) && dropFirst(mark.count).allSatisfy(\.isWhitespace)
    }
}
