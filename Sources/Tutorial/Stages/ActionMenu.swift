import Course
import Experiment
import TerminalUI

/// What a task lets the learner do with the whole network, as options below its question.
struct ActionMenu: Sendable {
    let actions: [StepAction]
    private let titles: [String]
    private var selection = 0

    init(_ names: OneOrMore<Placed<String>>?, for experiment: Experiment) throws(Problems) {
        actions = try (names?.all ?? []).map { name throws(Problems) in
            if let action = StepAction(rawValue: name.value) { return action }
            let names = StepAction.allCases.map(\.rawValue)
            throw Problems([
                Problem(
                    "no action named \"\(name.value)\"\(didYouMean(name.value, in: names))", at: name.place)
            ])
        }
        titles = actions.map { $0.title(for: experiment) }
    }

    var bindings: [KeyBinding<TaskAction>] {
        guard !actions.isEmpty else { return [] }
        let commit = KeyBinding([.enter], TaskAction.commit, help: "do what is chosen", footer: "do it")
        guard actions.count > 1 else { return [commit] }
        return [
            commit,
            KeyBinding(
                [.up], .previousOption, label: "↑ ↓", help: "choose what to do", footer: "choose"),
            KeyBinding([.down], .nextOption, help: ""),
        ]
    }

    mutating func handle(_ key: Key) -> TaskOutcome? {
        switch bindings.action(for: key) {
        case .commit: return .act(actions[selection])
        case .previousOption: selection = max(0, selection - 1)
        case .nextOption: selection = min(actions.count - 1, selection + 1)
        default: return nil
        }
        return .taken
    }

    func lines(in glyphs: GlyphSet, isActive: Bool) -> [StyledLine] {
        guard !titles.isEmpty else { return [] }
        return [StyledLine()]
            + titles.enumerated().map { index, title in
                optionRow(title, isChosen: index == selection, isActive: isActive, in: glyphs)
            }
    }
}

/// An option with the mark before the one under the cursor.
func optionRow(_ text: String, isChosen: Bool, isActive: Bool, in glyphs: GlyphSet) -> StyledLine {
    StyledLine(isChosen ? glyphs.pick("▸ ", "> ") : "  ", .accent)
        + StyledLine(text, isChosen && isActive ? Style(.plain, .reverse) : .plain)
}
