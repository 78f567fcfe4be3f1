import CodeRunner
import TerminalUI

/// What the learner can set for good, with what each setting means and the file that it stands in.
package struct SettingsScreen: Screen {
    /// A setting with a few values to choose from.
    private struct Row {
        let name: String
        let values: [String]
        let value: String
        let meaning: String

        /// The name with all values, the one that counts in brackets; with that one alone, where there is no room.
        func text(width: Int) -> String {
            let all = values.map { $0 == value ? "[\(Self.words($0))]" : " \(Self.words($0)) " }
            let text = name.padded(to: 10) + all.joined(separator: " ")
            // Two cells before it show what is chosen.
            return cellWidth(of: text) + 2 <= width ? text : name.padded(to: 10) + "[\(Self.words(value))]"
        }

        /// A value as people read it: a list without what makes it one.
        static func words(_ value: String) -> String { value.filter { !"[],".contains($0) } }
    }

    /// What there is to choose from at a key: each language first, and each alone. Other lists stand in the file.
    private static func languageLists(_ chosen: [Language]) -> [String] {
        let lists =
            Language.all.map { first in [first] + Language.all.filter { $0 != first } }
            + Language.all.map { [$0] }
        return (lists.contains(chosen) ? lists : [chosen] + lists).map(listText)
    }

    private static func listText(_ languages: [Language]) -> String {
        "[\(languages.map(\.fileExtension).joined(separator: ", "))]"
    }

    private var list = SelectionList(count: 7)
    /// Of what is told below the list.
    private var scroll = ScrollPosition()

    package init() {}

    private enum Action: Hashable { case next, previous, down, up, close }

    private let bindings: [KeyBinding<Action>] = [
        KeyBinding(
            [.enter, .right, .character("l"), .character("+")], .next, label: "Enter → +",
            help: "the next value",
            footer: "change"),
        KeyBinding(
            [.left, .character("h"), .character("-")], .previous, label: "← -", help: "the value before"),
        KeyBinding([.pageDown], .down, label: "PgUp PgDn", help: "scroll what is told of it"),
        KeyBinding([.pageUp], .up, help: ""),
        KeyBinding(
            [.escape, .character("q")], .close, label: "Esc", help: "close the settings", footer: "close"),
    ]

    private func rows(_ session: Session) -> [Row] {
        let set = session.configuration
        func row<Choice: CaseIterable & RawRepresentable<String>>(
            _ name: String, _ value: Choice, _ meaning: String
        ) -> Row {
            Row(name: name, values: Choice.allCases.map(\.rawValue), value: value.rawValue, meaning: meaning)
        }
        return [
            row(
                "motion", set.motion ?? session.settings.motion,
                "how much moves: full, beat by beat (reduced), or nothing (off)"),
            row(
                "language", set.language ?? session.settings.language,
                "the language of listings: JavaScript, Swift, Python"),
            Row(
                name: "languages", values: Self.languageLists(set.languages ?? Language.all),
                value: Self.listText(set.languages ?? Language.all),
                meaning: "what challenges can be written in; a new one begins with the first"),
            row(
                "color", set.color ?? .auto, "auto follows the terminal and NO_COLOR; from the next start on"),
            row(
                "theme", set.theme ?? .auto,
                "what colours are readable on; auto asks the terminal; from the next start on"),
            row("glyphs", set.glyphs ?? .auto, "the alphabet of the pictures; from the next start on"),
            row("mouse", set.mouse ?? .on, "off leaves the mouse to the terminal; from the next start on"),
        ]
    }

    package mutating func handle(_ event: Event, in session: Session) -> [Command] {
        guard case .key(let key) = event else { return [] }
        guard let action = bindings.action(for: key) else {
            if list.handle(key) { scroll = ScrollPosition() }
            return []
        }
        switch action {
        case .close: return [.pop]
        case .down, .up:
            let (_, place, below) = layout(Rect(session.size), session.glyphs, session)
            scroll.scroll(by: action == .down ? 3 : -3, content: below.count, visible: place.height)
            return []
        case .next, .previous: break
        }
        let row = rows(session)[list.selection]
        let index = row.values.firstIndex(of: row.value) ?? 0
        let step = action == .next ? 1 : row.values.count - 1
        return [.configure(row.name, row.values[(index + step) % row.values.count])]
    }

    package func actions(in session: Session) -> [NamedAction] { bindings.actions() }

    package func draw(on canvas: inout Canvas, in session: Session) {
        let bounds = canvas.bounds
        canvas.write("Settings", x: 1, y: 0, style: .bold)
        if bounds.height > 6 { canvas.drawRule(y: 1) }
        let lines = rows(session).enumerated().map { index, row in
            list.row(index, text: row.text(width: bounds.width - 2))
        }
        let (top, rest, below) = layout(bounds, canvas.glyphs, session)
        canvas.clipped(to: top) { list.draw(lines, on: &$0) }
        canvas.clipped(to: rest) { $0.drawRows(below, scroll: scroll) }
        canvas.drawHints(
            [KeyHint(label: "↑ ↓", help: "", footer: "choose")] + bindings.map(\.hint), y: bounds.height - 1,
            in: session)
    }

    /// The places of the list and of what is told of the chosen row, and that in rows.
    private func layout(
        _ bounds: Rect, _ glyphs: GlyphSet, _ session: Session
    ) -> (top: Rect, rest: Rect, below: [StyledLine]) {
        let body = bounds.inset(left: 1, top: bounds.height > 6 ? 2 : 1, right: 1, bottom: 1)
        // What the chosen one means has its rows, too, where there are few.
        let parts = body.split(top: min(rows(session).count, max(1, body.height - 3)))
        let width = max(1, body.width - 2)
        let below = explanation(session).flatMap { $0.spelled(in: glyphs).wrapped(to: width) }
        return (parts.top, parts.rest, (parts.rest.height < 6 ? [] : [StyledLine()]) + below)
    }

    private func explanation(_ session: Session) -> [StyledLine] {
        let row = rows(session)[list.selection]
        let keys = session.configuration.keys.sorted { $0.key < $1.key }.map { name, keys in
            StyledLine("\(keys.map(\.description).joined(separator: " "))  \(name)")
        }
        return [StyledLine("\(row.name): \(row.meaning)", .accent), StyledLine()]
            + session.configurationProblems.map { StyledLine($0.text, .warning) }
            + [
                StyledLine(
                    "All of it is kept in \(ConfigurationFile.place). Your editor and keys of your own are set there, too:",
                    .dim), StyledLine("keys:", .dim),
                StyledLine("  undo: [U, F5]", .dim),
            ] + (keys.isEmpty ? [] : [StyledLine(), StyledLine("Your keys", .bold)] + keys)
            + [session.notice.map { StyledLine($0, .warning) }].compactMap(\.self)
    }

    package func inWords(in session: Session) -> [String] {
        ["Settings."]
            + rows(session).enumerated().map { index, row in
                list.inWords(
                    index,
                    "\(row.name): \(Row.words(row.value)), of \(row.values.map(Row.words).joined(separator: ", "))"
                )
            } + explanation(session).map(\.text).filter { !$0.isEmpty }
    }
}
