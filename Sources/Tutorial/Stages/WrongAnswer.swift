import Course

/// A wrong answer that learners give, and what to say to the thinking behind it: an entry of `wrong`, in every
/// fence that asks something.
struct WrongAnswer: Decodable, Sendable {
    /// A number, or the text of an option.
    let when: Placed<String>
    let why: String
    /// The id of the misconception, M01 and so on.
    let misconception: Placed<String>?

    /// The answer as a number, if it is one.
    var number: Double? { try? typedNumber(when.value) }

    /// What is wrong with its parts, wherever it stands.
    var problems: [Problem] {
        Result { () throws(Problems) in try checkMisconception(misconception) }.problems
    }
}

/// Misconceptions are named by their ids, wherever they stand.
func checkMisconception(_ misconception: Placed<String>?) throws(Problems) {
    guard let misconception, !misconception.value.isMisconceptionID else { return }
    throw Problems([Problem("a misconception is named by its id, such as M01", at: misconception.place)])
}

extension String {
    /// Whether it looks like `M01`. No regular expression: compiling one for every answer takes long.
    var isMisconceptionID: Bool {
        let digits = dropFirst()
        return first == "M" && digits.count == 2 && digits.allSatisfy { ("0"..."9").contains($0) }
    }
}

extension Placed<String> {
    /// The id of a question or an exercise, by which the learner's record knows it for ever.
    func itemID() throws(Problems) -> String {
        let isGood =
            !value.isEmpty && value.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber || $0 == "-") }
        guard isGood else {
            throw Problems([Problem("an id is made of letters, digits and -, as in Q1", at: place)])
        }
        return value
    }

    /// Something that the learner reads must say something.
    func text() throws(Problems) -> String {
        guard !value.allSatisfy(\.isWhitespace) else {
            throw Problems([Problem("this is empty", at: place)])
        }
        return value
    }
}
