/// What each room under Sources/ may import; README.md tells its readers the same in its table of rooms.
enum Rooms {
    static let mayImport: [String: Set<String>] = [
        "CNcurses": [],
        "CCmark": [],
        "CProgramGuard": [],
        "CTerminalGuard": [],
        "CWideProducts": [],
        "NeuralNetwork": ["CWideProducts"],
        "Experiment": ["NeuralNetwork"],
        "Course": ["CCmark", "Yams"],
        "TerminalUI": [],
        "NcursesTerminal": ["CNcurses", "TerminalUI"],
        "Diagrams": ["NeuralNetwork", "Experiment", "TerminalUI"],
        "CodeRunner": ["CProgramGuard", "Subprocess"],
        "Tutorial": ["Course", "Experiment", "Diagrams", "TerminalUI", "NeuralNetwork", "CodeRunner"],
        "neurotour": [
            "Tutorial", "TerminalUI", "NeuralNetwork", "CodeRunner", "NcursesTerminal", "CTerminalGuard",
            "ArgumentParser",
        ],
    ]

    /// What every room may import besides.
    static let everyRoomMayImport: Set = ["Foundation", "FoundationEssentials", "Glibc", "Synchronization"]

    /// What is wrong with the imports of a file, one message each, with the place and what the room may import.
    static func violations(in source: String, path: String, room: String) -> [String] {
        let allowed = mayImport[room] ?? []
        return ImportLine.all(in: source)
            .filter { !allowed.contains($0.module) && !everyRoomMayImport.contains($0.module) }
            .map {
                let choice =
                    allowed.isEmpty
                    ? "no other room and no package" : allowed.sorted().joined(separator: ", ")
                return "\(path):\($0.line): \(room) may not import \($0.module); it may import \(choice)"
            }
    }

    /// The table of rooms in a Markdown text: the first table under a heading "Rooms", whose columns are the
    /// room, a sentence about it, and what it may import; nil when there is none.
    static func table(inMarkdown text: String) -> [String: Set<String>]? {
        let lines = text.split(separator: "\n", omittingEmptySubsequences: false).map { $0.trimmed }
        guard let heading = lines.firstIndex(where: { $0.hasPrefix("#") && $0.hasSuffix(" Rooms") }) else {
            return nil
        }
        let rows = lines[heading...].drop { !$0.hasPrefix("|") }.prefix { $0.hasPrefix("|") }
        guard rows.count > 2 else { return nil }

        var table: [String: Set<String>] = [:]
        // Below the header and its rule.
        for row in rows.dropFirst(2) {
            let cells = row.split(separator: "|").map { $0.filter { $0 != "`" }.trimmed }
            guard cells.count == 3 else { return nil }
            table[cells[0]] = Set(cells[2].split(separator: ",").map { $0.trimmed }).subtracting(["–"])
        }
        return table
    }
}

extension StringProtocol {
    fileprivate var trimmed: String {
        let start = drop { $0.isWhitespace }
        return String(start.reversed().drop { $0.isWhitespace }.reversed())
    }
}
