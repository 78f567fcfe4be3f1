import TerminalUI

/// Hints that are shown one after the other, each saying more. The last tells the keys.
struct Hints: Hashable, Sendable {
    let all: [String]
    private(set) var shown = 0

    init(_ all: [String] = []) {
        self.all = all
    }

    var areAllShown: Bool { !all.isEmpty && shown == all.count }

    /// Shows the next one. False where there is none, or no more.
    mutating func showNext() -> Bool {
        guard shown < all.count else { return false }
        shown += 1
        return true
    }

    /// As they were when a task was left.
    mutating func restore(shown: Int) {
        self.shown = min(max(0, shown), all.count)
    }

    /// The key that shows the next one, as long as there is one.
    var bindings: [KeyBinding<TaskAction>] {
        guard shown < all.count else { return [] }
        let help = shown == 0 ? "show a hint" : "show the next hint"
        return [KeyBinding([.character("H")], .hint, help: help, footer: "hint")]
    }

    var lines: [StyledLine] {
        all.prefix(shown).enumerated().flatMap { index, hint in
            // A hint of several lines is a piece of a program: its lines stay as they are.
            let lines = hint.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
            let title = StyledLine("Hint \(index + 1): ", .accent)
            guard lines.count > 1 else { return [StyledLine(), title + StyledLine(hint)] }
            return [StyledLine(), title] + lines.filter { !$0.isEmpty }.map { StyledLine($0) }
        }
    }
}
