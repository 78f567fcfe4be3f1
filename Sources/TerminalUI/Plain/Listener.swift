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
    /// Whether something has gone of what was said beside it, as a question that is no longer asked.
    package private(set) var hasLessStatus = false

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
        (gone, hasLessStatus) = ([], false)
        guard let before, isSamePlace else {
            return Self.whole(page, since: before?.page) + page.status + keys
        }
        let new = Self.newSentences(page, since: before.page)
        let status = page.status == before.page.status ? [] : page.status
        let news = (comesBack ? page.sentences.prefix(1) : []) + new + status + keys
        if news.isEmpty {
            gone = Self.newSentences(before.page, since: page)
            hasLessStatus = before.page.status != page.status
        }
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

    /// What was not on a page before: single sentences, such as whether an answer is right, then what is new in blocks.
    private static func newSentences(_ page: SpokenPage, since old: SpokenPage) -> [String] {
        let (parts, oldParts) = (page.sentences.map(lines), old.sentences.map(lines))
        func single(_ parts: [[String]]) -> [String] { parts.filter { $0.count == 1 }.flatMap(\.self) }
        // A question that is answered is no block any more, but known.
        let known = single(oldParts) + oldParts.filter { $0.count > 1 }.map { $0[0] }
        return newLines(single(parts), since: known, areProgram: false)
            + parts.filter { $0.count > 1 }.flatMap { lines -> [String] in
                guard let known = oldParts.first(where: { $0.count > 1 && $0[0] == lines[0] }) else {
                    return lines
                }
                return newLines(lines, since: known, areProgram: true)
            }
    }

    /// The lines that were not among others.
    /// - Parameter areProgram: whether blanks and the order may be what has changed. A sentence that has moved is known.
    private static func newLines(_ lines: [String], since old: [String], areProgram: Bool) -> [String] {
        func content(_ line: String) -> Substring {
            areProgram && !isMarked(line) ? line[...] : unmarked(line)
        }
        let difference = lines.difference(from: old) { content($0) == content($1) }
        var moved: [Substring: Int] = [:]
        for case .remove(_, let line, _) in difference where !areProgram {
            moved[content(line), default: 0] += 1
        }
        var new: Set<Int> = []
        for case .insert(let index, let line, _) in difference {
            let count = moved[content(line)] ?? 0
            if count > 0 { moved[content(line)] = count - 1 } else { new.insert(index) }
        }
        let marked = old.filter(isMarked)
        return lines.enumerated().filter { index, line in
            new.contains(index) || isMarked(line) && !marked.contains(line)
        }.map(\.element)
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
        let known = keys
        keys = [:]
        let new = hints.filter { hint in
            let key = hint.prefix { $0 != " " }
            keys[key] = hint.dropFirst(key.count)
            return known[key] != keys[key]
        }
        return new.isEmpty ? [] : ["Keys: \(new.joined(separator: "; "))."]
    }
}
