/// A programming language that listings and challenges are written in.
package struct Language: Sendable {
    /// How a file of the language becomes a running program.
    enum Execution: Sendable {
        /// The tool runs the file: its arguments, given the file.
        case interpreted(@Sendable (_ file: String) -> [String])
        /// The tool makes a program of the file: its arguments, given the file and where the program goes.
        case compiled(@Sendable (_ file: String, _ program: String) -> [String])
    }

    /// The language's name as its people write it.
    package let name: String
    /// How the names of its files end, without the dot.
    package let fileExtension: String
    /// The program that compiles or interprets it, as it is called on PATH.
    package let tool: String
    let execution: Execution

    /// Every language there is; a new one is a file beside the others and its name here.
    package static let all: [Language] = [.javascript, .swift, .python]

    /// The language of a file, by the end of its name; nil when it is none of these.
    package static func of(file: String) -> Language? {
        all.first { file.hasSuffix("." + $0.fileExtension) }
    }

    /// Whether its tool is on PATH.
    package var isAvailable: Bool { SearchPath.find(tool) != nil }
}
