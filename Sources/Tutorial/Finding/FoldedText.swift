import Foundation
import TerminalUI

/// A text to look things up in: as it is shown, and folded, so that `Bias` is `bias`, `x₁` is `x1` and `é` is `e`.
struct FoldedText: Hashable, Sendable {
    let text: String
    private let folded: [UInt8]

    init(_ text: String) {
        self.text = text
        folded = text.utf8.allSatisfy { $0 < 0x80 } ? text.utf8.map(folding) : fold(text).bytes
    }

    /// How a word occurs in a text; the better way comes first.
    enum Hit: Int, Comparable, Sendable {
        case beginning, inside

        static func < (left: Hit, right: Hit) -> Bool { left.rawValue < right.rawValue }
    }

    /// The best way in which a word occurs: at the beginning of a word, or within one.
    func hit(_ word: FoldedWord) -> Hit? {
        var best: Hit?
        for start in starts(of: word) {
            if isBeginning(start) { return .beginning }
            best = .inside
        }
        return best
    }

    /// Whether the text itself begins with a word.
    func begins(with word: FoldedWord) -> Bool { folded.starts(with: word.bytes) }

    /// Whether these words stand in the text one after the other, the last one perhaps in its plural.
    func hasWholeWords(_ words: FoldedWord) -> Bool {
        starts(of: words).contains { start in
            guard isBeginning(start) else { return false }
            let rest = folded[(start + words.bytes.count)...].prefix(while: isPartOfWord)
            return rest.isEmpty || rest.elementsEqual("s".utf8) || rest.elementsEqual("es".utf8)
        }
    }

    /// The characters that any of these words takes, where it begins a word; within words only if it begins none.
    func characters(of words: [FoldedWord]) -> Set<Int> {
        let origins = fold(text).origins
        var characters: Set<Int> = []
        for word in words {
            let starts = starts(of: word)
            let beginnings = starts.filter(isBeginning)
            for start in beginnings.isEmpty ? starts : beginnings {
                characters.formUnion(origins[start..<(start + word.bytes.count)])
            }
        }
        return characters
    }

    /// The words of the text, as they are typed: small letters and digits.
    var words: [String] {
        folded.split { !isPartOfWord($0) }.map { String(decoding: $0, as: UTF8.self) }
    }

    private func starts(of word: FoldedWord) -> [Int] {
        let sought = word.bytes
        guard let first = sought.first, sought.count <= folded.count else { return [] }
        return (0...(folded.count - sought.count)).filter { start in
            folded[start] == first && folded[start..<(start + sought.count)].elementsEqual(sought)
        }
    }

    private func isBeginning(_ index: Int) -> Bool {
        index == 0 || !isPartOfWord(folded[index - 1]) || !isPartOfWord(folded[index])
    }
}

/// A word that is looked for.
struct FoldedWord: Hashable, Sendable {
    let text: String
    fileprivate let bytes: [UInt8]

    init(_ text: String) {
        self.text = text
        bytes = fold(text).bytes
    }
}

/// What was typed into a finder's field: words, each of which has to occur.
struct Query: Hashable, Sendable {
    let words: [FoldedWord]

    init(_ text: String) {
        words = text.split(whereSeparator: \.isWhitespace).map { FoldedWord(String($0)) }
            .filter { !$0.bytes.isEmpty }
    }

    init(_ words: [FoldedWord]) {
        self.words = words
    }

    var isEmpty: Bool { words.isEmpty }
}

extension Array {
    /// The elements that have a score, those with less of it first; equal ones in their order.
    func ranked(by score: (Element) -> Int?) -> [Element] {
        let found = indices.compactMap { index in score(self[index]).map { (score: $0, index: index) } }
        return found.sorted { $0 < $1 }.map { self[$0.index] }
    }

    /// The sum over all elements; nil where one has none.
    func total(_ score: (Element) -> Int?) -> Int? {
        var total = 0
        for element in self {
            guard let score = score(element) else { return nil }
            total += score
        }
        return total
    }
}

/// A text folded, and for each byte the character that it comes from.
private func fold(_ text: String) -> (bytes: [UInt8], origins: [Int]) {
    var (bytes, origins): ([UInt8], [Int]) = ([], [])
    var previous = ""
    for (index, character) in text.enumerated() {
        let folded = folding(character, after: previous)
        bytes += folded
        origins += Array(repeating: index, count: folded.count)
        previous = String(character)
    }
    return (bytes, origins)
}

private func folding(_ character: Character, after previous: String) -> [UInt8] {
    if let byte = character.asciiValue { return [folding(byte)] }
    // The alphabet's twin of w¹₁₂ is w1_12: what a subscript becomes depends on what is before it.
    let before = asciiSpelling(of: previous)
    let spelled = String(asciiSpelling(of: previous + String(character)).dropFirst(before.count))
    let plain =
        character.unicodeScalars.allSatisfy(hasTwinOrNoWidth)
        ? spelled : String(character).folding(options: .diacriticInsensitive, locale: nil)
    return plain.lowercased().utf8.map(folding)
}

private func hasTwinOrNoWidth(_ scalar: Unicode.Scalar) -> Bool {
    hasASCIISpelling(scalar) || cellWidth(of: scalar) == 0
}

/// Capitals become small; every kind of white space becomes a blank.
private func folding(_ byte: UInt8) -> UInt8 {
    switch byte {
    case UInt8(ascii: "A")...UInt8(ascii: "Z"): byte + 0x20
    case 0x09...0x0D: UInt8(ascii: " ")
    default: byte
    }
}

private func isPartOfWord(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "0")...UInt8(ascii: "9"), 0x80...: true
    default: false
    }
}
