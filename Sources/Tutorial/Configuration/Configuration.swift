import CodeRunner
import Course
import TerminalUI

/// What the learner has set for good, in `config.yaml`. What is nil was not set.
package struct Configuration: Hashable, Codable, Sendable {
    /// When colours are used.
    package enum Color: String, CaseIterable, Codable, Sendable { case auto, always, never }
    /// The alphabet of the pictures.
    package enum Glyphs: String, CaseIterable, Codable, Sendable { case auto, unicode, ascii }
    /// What the colours are to be readable on.
    package enum Theme: String, CaseIterable, Codable, Sendable {
        case auto, dark, light

        /// Nil leaves it to the terminal.
        package var background: Background? { Background(rawValue: rawValue) }
    }
    /// Whether the mouse is the program's.
    package enum Mouse: String, CaseIterable, Codable, Sendable { case on, off }

    package var color: Color?
    package var theme: Theme?
    package var glyphs: Glyphs?
    package var motion: Settings.Motion?
    package var mouse: Mouse?
    /// The language that listings are shown in.
    package var language: ListingLanguage?
    /// The languages that challenges offer, in this order; the first is the one in which a new one is begun.
    package var languages: [Language]?
    /// The command that a challenge's file is opened with, before VISUAL and EDITOR.
    package var editor: String?
    /// Keys that do what an action of this name does, as the command palette lists it.
    package var keys: [String: [Key]] = [:]
    /// Where these names stand.
    var keyPlaces: [String: Place] = [:]

    package init() {}

    /// Something that is wrong with a setting.
    package struct Trouble: Hashable, Codable, Sendable {
        /// Its name; nil where it could not be read.
        package let setting: String?
        /// What is wrong, with the place.
        package let text: String
    }

    private enum CodingKeys: String, CodingKey {
        case color, theme, glyphs, motion, mouse, language, languages, editor, keys
    }

    /// The names of the settings, in the order of the page.
    package static let names = [
        "color", "theme", "glyphs", "motion", "mouse", "language", "languages", "editor", "keys",
    ]

    /// Reads a file of settings. A mistake in one leaves the others as they are set.
    /// - Returns: the settings, and every mistake with its place.
    package static func read(_ bytes: [UInt8], file: String) -> (Configuration, [Trouble]) {
        let text = SettingsText(bytes: bytes, file: file)
        var configuration = Configuration()
        var problems = text.problems.map { (problem: $0, setting: String?.none) }
        for entry in text.entries {
            do throws(Problem) { try configuration.take(entry) } catch {
                problems.append((error, entry.path[0]))
            }
        }
        let sorted = problems.sorted { $0.problem.place < $1.problem.place }
        return (configuration, sorted.map { Trouble(setting: $0.setting, text: $0.problem.description) })
    }

    /// Sets one value by its name, as the file would.
    /// - Returns: whether there are such a setting and such a value.
    mutating func set(_ name: String, to value: String) -> Bool {
        let text = SettingsText(bytes: Array("\(name): \(value)".utf8), file: "")
        guard text.problems.isEmpty, let entry = text.entries.first else { return false }
        do throws(Problem) { try take(entry) } catch { return false }
        return true
    }

    private mutating func take(_ entry: SettingsText.Entry) throws(Problem) {
        let name = entry.path[0]
        if name == "keys" { return try takeKeys(entry) }
        guard entry.path.count == 1, Self.names.contains(name) else {
            throw Problem(
                "no setting named \"\(entry.path.joined(separator: "."))\"\(didYouMean(name, in: Self.names))",
                at: entry.place)
        }
        if name == "languages" { return languages = try Self.languages(entry.values, at: entry.place) }
        guard entry.values.count == 1, let value = entry.values.first else {
            throw Problem("\(name) has one value", at: entry.place)
        }
        switch name {
        case "color": color = try Self.choice(value)
        case "theme": theme = try Self.choice(value)
        case "glyphs": glyphs = try Self.choice(value)
        case "motion": motion = try Self.choice(value)
        case "mouse": mouse = try Self.choice(value)
        case "language": language = try Self.choice(value)
        default: editor = value.value
        }
    }

    /// Languages by how the names of their files end, each once.
    private static func languages(
        _ values: [Placed<String>], at place: Place
    ) throws(Problem) -> [Language] {
        let names = Language.all.map(\.fileExtension)
        guard !values.isEmpty else { throw Problem("expected \(list(names)); found no language", at: place) }
        var chosen: [Language] = []
        for value in values {
            guard let language = Language.all.first(where: { $0.fileExtension == value.value }) else {
                // Its whole name is near, too.
                let full = Language.all.first { $0.name.lowercased() == value.value.lowercased() }
                let hint =
                    full.map { "; did you mean \"\($0.fileExtension)\"?" }
                    ?? didYouMean(value.value, in: names)
                throw Problem("expected \(list(names)); found \"\(value.value)\"\(hint)", at: value.place)
            }
            guard !chosen.contains(language) else {
                throw Problem("\"\(value.value)\" is there twice", at: value.place)
            }
            chosen.append(language)
        }
        return chosen
    }

    private static func choice<Choice: CaseIterable & RawRepresentable<String>>(
        _ value: Placed<String>
    ) throws(Problem) -> Choice {
        if let choice = Choice(rawValue: value.value) { return choice }
        let names = Choice.allCases.map(\.rawValue)
        throw Problem(
            "expected \(list(names)); found \"\(value.value)\"\(didYouMean(value.value, in: names))",
            at: value.place)
    }

    /// Keys that the terminal makes signals of.
    private static let signals: [Key] = [.control("c"), .control("z"), .control("\\")]

    private mutating func takeKeys(_ entry: SettingsText.Entry) throws(Problem) {
        guard entry.path.count == 2 else {
            throw Problem(
                "below keys stand actions and their keys, such as undo: [U, F5]", at: entry.place)
        }
        var named: [Key] = []
        for value in entry.values {
            guard let key = Key(name: value.value) else {
                let names = Key.namedKeys.map(\.name)
                throw Problem(
                    "no key is called \"\(value.value)\"\(didYouMean(value.value, in: names)); "
                        + "keys are single characters, Ctrl-A to Ctrl-Z, F1 to F12 and \(Self.list(names))",
                    at: value.place)
            }
            guard !Self.signals.contains(key) else {
                throw Problem("\(key) ends or stops the program, and can't do anything else", at: value.place)
            }
            if let other = keys.first(where: { $0.value.contains(key) })?.key {
                throw Problem("\(key) is already the key of \"\(other)\"", at: value.place)
            }
            named.append(key)
        }
        keys[entry.path[1]] = named
        keyPlaces[entry.path[1]] = entry.place
    }

    private static func list(_ names: [String]) -> String {
        names.dropLast().joined(separator: ", ") + " or " + (names.last ?? "")
    }
}
