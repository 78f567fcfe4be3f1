/// What is wrong with a network file, and where.
public struct NetworkFileError: Error, Equatable, Sendable, CustomStringConvertible {
    /// The line, counted from 1; nil where the whole file is meant.
    public let line: Int?
    /// The character in that line, counted from 1.
    public let column: Int?
    /// The place in the value, such as `layers[1].weights[0][2]`; empty at the outermost level.
    public let path: String
    /// What is wrong there, and what to write instead where that can be told.
    public let message: String

    init(_ message: String, line: Int? = nil, column: Int? = nil, path: String = "") {
        self.message = message
        self.line = line
        self.column = column
        self.path = path
    }

    /// One line, ready to stand after a file name: `3:14: layers[1].biases[0]: expected a number, …`.
    public var description: String {
        var parts: [String] = []
        if let line, let column { parts.append("\(line):\(column)") }
        if !path.isEmpty { parts.append(path) }
        return (parts + [message]).joined(separator: ": ")
    }
}
