/// A programming language that listings and challenges are written in.
package struct Language: Sendable {
    /// How a file of the language becomes a running program.
    enum Execution: Sendable {
        /// The tool runs the file: its arguments, given the file.
        case interpreted(@Sendable (_ file: String, _ limits: Limits) -> [String])
        /// The tool makes a program of the files: its arguments, given them and where the program goes.
        case compiled(@Sendable (_ files: [String], _ program: String) -> [String])
    }

    /// The language's name as its people write it.
    package let name: String
    /// How the names of its files end, without the dot.
    package let fileExtension: String
    /// The program that compiles or interprets it, as it is called on PATH.
    package let tool: String
    let execution: Execution
    /// Whether a program of it bears a limit of its address space. One that reserves much more than it uses gets its
    /// limit from its tool's arguments.
    let bearsAddressLimit: Bool
    /// What its programs find in their environment, besides what all do.
    let variables: [String: String]
    let harness: Harness

    /// Every language there is, in the order in which a challenge offers them; a new one is a file beside the others
    /// and its name here.
    package static let all: [Language] = [.swift, .javascript, .python]

    /// The language of a file, by the end of its name; nil when it is none of these.
    package static func of(file: String) -> Language? {
        all.first { file.hasSuffix("." + $0.fileExtension) }
    }

    /// Whether its tool is on PATH.
    package var isAvailable: Bool { SearchPath.find(tool) != nil }
}

extension Language: CustomStringConvertible {
    package var description: String { name }
}

extension Language: Codable {
    /// Known by how the names of its files end.
    package init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        let ending = try container.decode(String.self)
        guard let language = Self.all.first(where: { $0.fileExtension == ending }) else {
            throw DecodingError.dataCorruptedError(
                in: container, debugDescription: "no language has files that end in .\(ending)")
        }
        self = language
    }

    package func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(fileExtension)
    }
}

extension Language: Hashable {
    package static func == (a: Language, b: Language) -> Bool { a.fileExtension == b.fileExtension }
    package func hash(into hasher: inout Hasher) { hasher.combine(fileExtension) }
}

/// How functions of a language are called from outside.
///
/// The harness is a small program that reads calls from a file, one a line (`{"args": […]}`), calls the learner's
/// function, and appends what comes back to another, one a line: `{"call": 3, "ok": …}`, `{"call": 3, "err": "…"}`
/// for what was raised, `{"call": 3, "other": "…"}` for a value that is no number or list, or, before any of them,
/// `{"load": "…"}` where the learner's file could not be loaded. `changed` tells that the arguments were changed. The
/// first line is empty, and ends what an earlier program may have left unfinished; the second, `{"ready": true}`, says
/// that the tool works.
struct Harness: Sendable {
    /// Its file.
    let fileName: String
    /// The name that the learner's file has beside it.
    let sourceName: @Sendable (_ challenge: String) -> String
    /// The program, for a function.
    let program: @Sendable (Function) -> String
    /// A function's name in the language, `dense_layer` for `denseLayer` where that is the custom.
    let functionName: @Sendable (String) -> String
    /// How the learner's file declares the function, for messages.
    let declaration: @Sendable (Function) -> String
    /// Reads where in the learner's file something went wrong, from what was printed as errors.
    let failure: @Sendable (_ standardError: String, _ source: String) -> Failure?

    /// Whether an error is one that the language raises by itself, told by its text, which begins with its name.
    let isAccident: @Sendable (_ error: String) -> Bool

    /// Whether a program that was ended says that there was no more memory for it.
    let isOutOfMemory: @Sendable (_ standardError: String) -> Bool

    /// What is said of a program that crashed or could not be read.
    struct Failure: Sendable, Hashable {
        var message: String
        /// From 1, in the learner's file.
        var line: Int?
    }
}
