import Course
import Glibc

/// The file of the learner's settings: theirs to write, and changed line by line.
package struct ConfigurationFile: Sendable {
    /// `neurotour/config.yaml` in `$XDG_CONFIG_HOME`, or else in `$HOME/.config`; nil where there is no such folder.
    package let path: String?
    private let home: String?

    private static let largestFile = 64 << 10

    package init(environment: [String: String]) {
        home = environment["HOME"]
        path =
            try? userFolder("XDG_CONFIG_HOME", orInHome: ".config", environment).get()
            + "/neurotour/config.yaml"
    }

    package init(path: String) { (self.path, home) = (path, nil) }

    /// Where it is, as people know it.
    static let place = "~/.config/neurotour/config.yaml, or below XDG_CONFIG_HOME"

    /// The settings, and what is wrong with the file. No file is no mistake.
    package func read() -> (Configuration, [Configuration.Trouble]) {
        guard let path else { return (Configuration(), []) }
        do throws(OrdinaryFile.Trouble) {
            return Configuration.read(
                try OrdinaryFile.bytes(of: path, limit: Self.largestFile), file: shown(path))
        } catch {
            if case .system(ENOENT) = error { return (Configuration(), []) }
            let words = error.words(limit: Self.largestFile)
            let problem = Problem("the settings can't be read: \(words)", at: start(shown(path)))
            return (Configuration(), [Configuration.Trouble(setting: nil, text: "\(problem)")])
        }
    }

    /// The path without the home's name, which is nobody's business.
    private func shown(_ path: String) -> String {
        guard let home, path.hasPrefix(home + "/") else { return path }
        return "~" + path.dropFirst(home.count)
    }

    private func start(_ path: String) -> Place { Place(file: path, line: 1, column: 1) }

    /// Sets one value. The rest of the file stays as it is, comments included.
    /// - Returns: what went wrong, in words; nil where nothing did.
    package func set(_ name: String, to value: String) -> String? {
        guard let path else {
            return "there is no folder for settings: neither XDG_CONFIG_HOME nor HOME is one"
        }
        var bytes: [UInt8] = []
        do throws(OrdinaryFile.Trouble) {
            bytes = try OrdinaryFile.bytes(of: path, limit: Self.largestFile)
        } catch {
            if case .system(ENOENT) = error {} else { return refusal(path, error) }
        }
        guard let text = String(validating: bytes, as: UTF8.self) else { return "\(path) is no text" }
        var lines = SettingLines(text)
        let entry = SettingsText(bytes: bytes, file: path).entries.first { $0.path == [name] }
        guard lines.set(name, to: value, inLine: entry?.place.line) else {
            return "\(path): \(name) is written in a way that only you can change"
        }
        do throws(ProgressProblem) { try makeFolder(folder(of: path)) } catch { return "\(error)" }
        do throws(OrdinaryFile.Trouble) {
            // A link to a file elsewhere stays one.
            try OrdinaryFile.write(lines.text, to: followingLinks(path))
        } catch { return refusal(path, error) }
        return nil
    }

    private func refusal(_ path: String, _ trouble: OrdinaryFile.Trouble) -> String {
        "\(path): \(trouble.words(limit: Self.largestFile))"
    }
}
