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
}
