/// A file of settings: keys with a value, a list of values, or keys of their own below them.
///
/// Each key of the first level is read by itself, so that a mistake in one leaves the others alone.
package struct SettingsText: Sendable {
    /// A setting: `motion: off` or, below `keys`, `undo: [U, F5]`.
    package struct Entry: Sendable {
        /// Its keys from the first level on: `["keys", "undo"]`.
        package let path: [String]
        package let place: Place
        /// Its value, or the values of its list.
        package let values: [Placed<String>]

        package init(path: [String], place: Place, values: [Placed<String>]) {
            (self.path, self.place, self.values) = (path, place, values)
        }
    }

    package private(set) var entries: [Entry] = []
    package private(set) var problems: [Problem] = []

    package init(bytes: [UInt8], file: String) {
        let source: SourceText
        do { source = try SourceText(bytes: bytes, file: file) } catch {
            problems = error.all
            return
        }
        for block in Self.blocks(of: source) { read(block) }
    }

    /// The lines of each key of the first level: from a line that begins in the first column to the next.
    private static func blocks(of source: SourceText) -> [SourceText] {
        var starts: [Int] = []
        for (index, line) in source.lines.enumerated() {
            guard !line.isBlank, line.first != "#" else { continue }
            // What is indented, and what closes a list, goes with the key above it.
            guard starts.isEmpty || !" \t]}-".contains(line.first ?? " ") else { continue }
            starts.append(source.firstLine + index)
        }
        return zip(starts, starts.dropFirst() + [source.endLine]).map { source.lines($0..<$1) }
    }

    private mutating func read(_ block: SourceText) {
        let start = block.place(lineAt: 0)
        do throws(Problem) {
            let node = try YAMLReader(source: block, start: start).read()
            guard case .mapping(let settings, _) = node.content else {
                throw Problem(
                    "expected a key and a value, such as motion: reduced; found \(node)", at: node.place)
            }
            for setting in settings { take(setting, below: []) }
        } catch { problems.append(error) }
    }

    private mutating func take(_ setting: YAMLNode.Entry, below path: [String]) {
        let path = path + [setting.key]
        guard !entries.contains(where: { $0.path == path }) else {
            problems.append(Problem("\"\(setting.key)\" is set twice", at: setting.keyPlace))
            return
        }
        switch setting.value.content {
        case .mapping(let settings, _) where path.count == 1:
            for setting in settings { take(setting, below: path) }
        case .mapping:
            problems.append(Problem("expected a value; found \(setting.value)", at: setting.value.place))
        case .sequence(let items, _): add(path, setting, items)
        case .scalar: add(path, setting, [setting.value])
        }
    }

    private mutating func add(_ path: [String], _ setting: YAMLNode.Entry, _ items: [YAMLNode]) {
        var values: [Placed<String>] = []
        for item in items {
            guard case .scalar(let text, _) = item.content, !item.isEmpty else {
                problems.append(Problem("expected a value; found \(item)", at: item.place))
                return
            }
            values.append(Placed(text, at: item.place))
        }
        entries.append(Entry(path: path, place: setting.keyPlace, values: values))
    }
}
