/// Where something stands in a lesson file, as an editor counts: line and column from 1.
///
/// A column counts Unicode scalars, so an accent composed of two scalars counts twice and a tab counts once.
package struct Place: Hashable, Comparable, Sendable, CustomStringConvertible {
    /// The file as shown to people, for example `Lessons/02-words/lesson.md`.
    package let file: String
    package let line: Int
    package let column: Int

    package init(file: String, line: Int, column: Int) {
        self.file = file
        self.line = line
        self.column = column
    }

    package var description: String { "\(file):\(line):\(column)" }

    package static func < (left: Place, right: Place) -> Bool {
        (left.file, left.line, left.column) < (right.file, right.line, right.column)
    }
}

/// One thing that is wrong with a lesson, worded for its author, and where.
package struct Problem: Error, Hashable, Sendable, CustomStringConvertible {
    package let place: Place
    package let message: String

    package init(_ message: String, at place: Place) {
        self.place = place
        self.message = message
    }

    package var description: String { "\(place): \(message)" }
}

/// All that is wrong with a lesson or a fence, in the order of the file; never empty when thrown.
package struct Problems: Error, Sendable, CustomStringConvertible {
    package let all: [Problem]

    package init(_ all: [Problem]) {
        self.all = all.sorted { ($0.place, $0.message) < ($1.place, $1.message) }
    }

    package var description: String { all.map(\.description).joined(separator: "\n") }
}
