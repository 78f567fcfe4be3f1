import NeuralNetwork

/// What is wrong with an expression or an edit, and in which column of its text (from 1).
package struct ExpressionError: Error, Hashable, Sendable, CustomStringConvertible {
    package let column: Int
    package let message: String

    package init(column: Int, message: String) {
        self.column = column
        self.message = message
    }

    package var description: String { "column \(column): \(message)" }
}

/// The end of a message about an unknown name: `; did you mean "W1"?`, or nothing where no name is near.
package func didYouMean(_ name: String, among names: [String]) -> String {
    nearestName(to: name, among: names).map { "; did you mean \"\($0)\"?" } ?? ""
}
