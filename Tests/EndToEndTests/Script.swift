import FoundationEssentials
import Glibc

/// A shell without a terminal, working in an empty folder that is also its home: the program as scripts and pipes
/// see it.
///
/// ```swift
/// let script = try Script()
/// let result = try script.run("neurotour list | head -1")
/// ```
final class Script {
    struct Result {
        /// As shells count: 128 + n for signal n.
        var code: Int
        var output: String
        var errors: String

        var lines: [Substring] { output.split(separator: "\n") }
    }

    let folder: String

    init() throws {
        var template = Array("/tmp/neurotour-script-XXXXXX".utf8CString)
        guard mkdtemp(&template) != nil else {
            throw ChildProcess.Failure(description: "mkdtemp: \(lastError())")
        }
        folder = String(decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
        mkdir(folder + "/state", 0o700)
    }

    deinit { try? FileManager.default.removeItem(atPath: folder) }

    /// Runs a line of shell and waits for its end. Standard input is empty.
    func run(
        _ line: String, environment: [String: String] = [:], limit: Duration = .seconds(20)
    ) throws -> Result {
        var variables = [
            "PATH": Tmux.programFolder + ":/usr/local/bin:/usr/bin:/bin", "LANG": "C.UTF-8",
            "TERM": "xterm-256color", "HOME": folder, "XDG_STATE_HOME": folder + "/state",
        ]
        variables.merge(environment) { _, chosen in chosen }
        let process = try ChildProcess.run(
            ["bash", "-c", "cd '\(folder)' || exit 99; { \(line)\n} 2>.errors"], environment: variables,
            limit: limit)
        return Result(
            code: Int(process.status), output: process.output,
            errors: try String(contentsOfFile: folder + "/.errors", encoding: .utf8))
    }

    /// Writes a file below the folder, and the folders on the way to it.
    func write(_ text: String, to file: String) throws {
        let path = folder + "/" + file
        let parent = path.split(separator: "/").dropLast().reduce("") { $0 + "/" + $1 }
        try FileManager.default.createDirectory(atPath: parent, withIntermediateDirectories: true)
        try text.write(toFile: path, atomically: false, encoding: .utf8)
    }

    /// Whether a file or a folder is there.
    func has(_ file: String) -> Bool { FileManager.default.fileExists(atPath: folder + "/" + file) }

    /// A lesson of one step, whole and sound, unless a part of it is replaced.
    static func lesson(id: String = "small", network: String = "preset: seed-neuron") -> String {
        """
        ---
        format: 1
        id: \(id)
        title: A small lesson
        minutes: 1
        requires: []
        teaches: [neuron]
        ---
        ## Only step {#only-step}

        One neuron.

        ```yaml network
        \(network)
        alt: One neuron with three inputs.
        ```

        """
    }
}
