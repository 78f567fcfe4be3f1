/// Somebody who is told pages, one after the other: what they have heard, and so what of the next one is news.
package struct Listener {
    /// What was told of a layer.
    fileprivate struct Layer {
        var page: SpokenPage
        /// What each key was said to do, by its name.
        var keys: [Substring: Substring] = [:]
    }

    private var layers: [Int: Layer] = [:]
    private var depth = 0
    /// What has gone since the page before, where nothing came.
    package private(set) var gone: [String] = []

    package init() {}

    /// Forgets it all, so that everything is news.
    package mutating func forget() { self = Listener() }

    /// What is new since the last page of this layer: everything in a new place, else the sentences that were not there.
    /// What has only lost the cursor's mark is nothing new.
    package mutating func news(of page: SpokenPage) -> [String] {
        let before = layers[page.depth]
        let isSamePlace = before?.page.sentences.first == page.sentences.first
        let comesBack = depth > page.depth
        layers = layers.filter { $0.key < page.depth }
        depth = page.depth
        var layer = Layer(page: page, keys: isSamePlace ? before?.keys ?? [:] : [:])
        let keys = layer.news(ofKeys: page.keys)
        layers[page.depth] = layer
        gone = []
        guard let before, isSamePlace else {
            return Self.whole(page, since: before?.page) + page.status + keys
        }
        let new = Self.newSentences(page, since: before.page)
        let status = page.status == before.page.status ? [] : page.status
        let news = (comesBack ? page.sentences.prefix(1) : []) + new + status + keys
        if news.isEmpty { gone = Self.newSentences(before.page, since: page) }
        return news
    }

    /// All of a page but for the blocks that were there in the place before, just as they are.
    private static func whole(_ page: SpokenPage, since old: SpokenPage?) -> [String] {
        page.sentences.flatMap { sentence -> [String] in
            let lines = lines(of: sentence)
            guard lines.count > 1, let first = lines.first, old?.sentences.contains(sentence) ?? false else {
                return lines
            }
            return ["\(first) As before; :say tells it again."]
        }
    }

    private static func newSentences(_ page: SpokenPage, since old: SpokenPage) -> [String] {
        let (blocks, single) = (page.sentences.map(lines), { (lines: [String]) in lines.count < 2 })
        let oldBlocks = old.sentences.map(lines)
        var new = newLines(blocks.filter(single).joined(), since: oldBlocks.filter(single).joined())
        return blocks.flatMap { lines -> [String] in
            if single(lines) { return lines.isEmpty || !new.removeFirst().isNew ? [] : lines }
            guard let known = oldBlocks.first(where: { $0.count > 1 && $0.first == lines.first }) else {
                return lines
            }
            return newLines(lines, since: known).filter(\.isNew).map(\.line)
        }
    }

    /// Which of some lines were not among others.
    private static func newLines(
        _ lines: some Sequence<String>, since old: some Sequence<String>
    ) -> [(line: String, isNew: Bool)] {
        let (lines, old) = (Array(lines), Array(old))
        var new: Set<Int> = []
        let difference = lines.difference(from: old) { unmarked($0) == unmarked($1) }
        for case .insert(let index, _, _) in difference { new.insert(index) }
        let marked = old.filter(isMarked)
        return lines.enumerated().map { index, line in
            (line, new.contains(index) || isMarked(line) && !marked.contains(line))
        }
    }

    private static func lines(of sentence: String) -> [String] {
        sentence.split(separator: "\n").map(String.init)
    }

    private static func isMarked(_ line: String) -> Bool { line.hasPrefix(SpokenPage.mark) }

    /// A line without the mark of the cursor, and without what stands in its place where it is not.
    private static func unmarked(_ line: String) -> Substring {
        (isMarked(line) ? line.dropFirst(SpokenPage.mark.count) : line[...]).drop { $0 == " " }
    }
}

extension Listener.Layer {
    /// The keys that mean something else than they were last said to.
    fileprivate mutating func news(ofKeys hints: [String]) -> [String] {
        let new = hints.filter { hint in
            let key = hint.prefix { $0 != " " }
            return keys.updateValue(hint.dropFirst(key.count), forKey: key) != hint.dropFirst(key.count)
        }
        return new.isEmpty ? [] : ["Keys: \(new.joined(separator: "; "))."]
    }
}
