import Course
import TerminalUI

/// Whether everything that a step says can be told in ASCII, and drawn in a cell of its own.
struct Spelling {
    private(set) var problems: [Problem] = []

    init(_ step: Step) {
        for block in step.blocks {
            switch block {
            case .prose(let blocks):
                for row in ProseLayout(width: 1000, glyphs: .unicode).rows(of: blocks) {
                    look(at: row.text, step.place)
                }
            case .fence(let fence):
                for text in fence.texts { look(at: text.value, text.place) }
            case .pause: break
            }
        }
    }

    private var strange: Set<Unicode.Scalar> = []

    private mutating func look(at text: String, _ place: Place) {
        for character in text where character.unicodeScalars.count > 1 && !character.isBaseWithAccents {
            problems.append(
                Problem(
                    "\"\(character)\" is made of several characters; terminals draw it wrongly", at: place))
        }
        for scalar in text.unicodeScalars where !hasASCIISpelling(scalar) && strange.insert(scalar).inserted {
            let code = String(scalar.value, radix: 16, uppercase: true)
            problems.append(Problem("\"\(scalar)\" (U+\(code)) has no spelling in ASCII", at: place))
        }
    }
}

extension Character {
    /// A letter with combining marks, or the end of a line: no emoji of several parts.
    fileprivate var isBaseWithAccents: Bool {
        isNewline
            || unicodeScalars.dropFirst().allSatisfy { scalar in
                scalar.properties.generalCategory == .nonspacingMark && !scalar.properties.isVariationSelector
            }
    }
}
