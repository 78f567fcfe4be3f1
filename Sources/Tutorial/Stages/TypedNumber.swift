import Foundation
import TerminalUI

/// Reads a number as people type it: −0.5, .5 and 0,5 included.
/// - Throws: what is wrong, worded for the field that it was typed into.
package func typedNumber(_ text: String) throws(TypedNumberError) -> Double {
    let trimmed = text.trimmingCharacters(in: .whitespaces)
    guard !trimmed.isEmpty else { throw .empty }
    let plain = trimmed.replacingOccurrences(of: "−", with: "-").replacingOccurrences(of: ",", with: ".")
    let allowed = plain.allSatisfy { $0.isASCII && ($0.isNumber || "+-.eE".contains($0)) }
    guard allowed, plain.contains(where: \.isNumber), let value = Double(plain) else {
        throw .notANumber(trimmed)
    }
    guard value.isFinite else { throw .tooLarge(trimmed) }
    return value == 0 ? 0 : value
}

package enum TypedNumberError: Error, Hashable, Sendable, CustomStringConvertible {
    case empty
    case notANumber(String)
    case tooLarge(String)

    package var description: String {
        switch self {
        case .empty: "type a number, such as 0.5 or -2"
        case .notANumber(let text): "\"\(text)\" is not a number; type one such as 0.5 or -2"
        case .tooLarge(let text): "\"\(text)\" is too large to compute with"
        }
    }
}

/// A field that a number is typed into, one printable key at a time.
package struct NumberField: Hashable, Sendable {
    package private(set) var text = ""
    package private(set) var error: TypedNumberError?
    /// Whether one Backspace more than there is to erase is held: it was meant for what was typed, and would lead out of
    /// the step. The next one does.
    package private(set) var holdsBackspace = false

    private static let longestText = 24

    package init(_ text: String = "") {
        self.text = text
        holdsBackspace = !text.isEmpty
    }

    package var isEmpty: Bool { text.isEmpty }

    /// Takes a key that edits the text. False for every other key.
    package mutating func handle(_ key: Key) -> Bool {
        switch key {
        case .character(let character) where !character.isWhitespace:
            if text.count < Self.longestText { text.append(character) }
            holdsBackspace = true
        case .backspace where text.isEmpty:
            guard holdsBackspace else { return false }
            holdsBackspace = false
        case .backspace: text.removeLast()
        case .control("u"): clear()
        default: return false
        }
        error = nil
        return true
    }

    /// What was typed is taken, and the field is empty.
    mutating func clear() { (text, error) = ("", nil) }

    /// The number, if it is one; otherwise the field says what is wrong.
    package mutating func commit() -> Double? {
        do { return try typedNumber(text) } catch {
            self.error = error
            return nil
        }
    }
}
