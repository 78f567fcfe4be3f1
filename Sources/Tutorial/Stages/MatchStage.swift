import Course
import Experiment
import TerminalUI

/// Things to be brought together: each item with the option that goes with it.
package struct MatchStage: TaskStage {
    package static let kind = "match"

    /// The keys of a `match` fence.
    struct Keys: Decodable {
        let ask: Placed<String>
        let items: [ItemKeys]
        let others: OneOrMore<Placed<String>>?
    }

    struct ItemKeys: Decodable {
        let text: Placed<String>
        let goes_with: Placed<String>
        let why: String
        let wrong: [WrongAnswer]?
    }

    private struct Item: Sendable {
        let text: String
        /// The option that goes with it.
        let right: Int
        let why: String
        let wrong: [WrongAnswer]
    }

    private let ask: String
    private let items: [Item]
    /// In alphabetical order, which tells nothing.
    private let options: [String]

    /// The option that the learner gave each item.
    private var choices: [Int?]
    /// The items whose option was checked and is right.
    private var settled: Set<Int> = []
    private var selection = 0
    /// How often everything was checked.
    private var checks = 0
    /// What was said to the items that were wrong at the latest check.
    private var feedback: [Int: String] = [:]
    private var message: String?

    /// After so many checks the right options are shown.
    private static let mostChecks = 3
    /// Options are chosen by these keys.
    private static let letters = Array("abcdefg")

    package init(_ fence: Fence, in setting: StepSetting) throws(Problems) {
        let keys = try fence.decode(Keys.self)
        ask = try keys.ask.text()
        guard keys.items.count > 1 else {
            throw Problems([Problem("a match has two items or more", at: fence.place(of: "items"))])
        }
        let texts = try keys.items.map { (item) throws(Problems) in try item.goes_with.text() }
        let others = try (keys.others?.all ?? []).map { (other) throws(Problems) in try other.text() }
        for (other, text) in zip(keys.others?.all ?? [], others) where texts.contains(text) {
            throw Problems([Problem("this goes with an item already", at: other.place)])
        }
        let options = Set(texts + others).sorted()
        guard (2...Self.letters.count).contains(options.count) else {
            throw Problems([
                Problem(
                    "a match has 2 to \(Self.letters.count) different options, not \(options.count)",
                    at: fence.place(of: "items"))
            ])
        }
        self.options = options
        items = try zip(keys.items, texts).map { (keys, right) throws(Problems) in
            try Self.item(keys, right: right, options: options)
        }
        choices = Array(repeating: nil, count: items.count)
    }

    private static func item(_ keys: ItemKeys, right: String, options: [String]) throws(Problems) -> Item {
        var problems = (keys.wrong ?? []).flatMap(\.problems)
        for wrong in keys.wrong ?? [] {
            if wrong.when.value == right {
                problems.append(Problem("this is what goes with it", at: wrong.when.place))
            } else if !options.contains(wrong.when.value) {
                let suggestion = didYouMean(wrong.when.value, in: options)
                problems.append(
                    Problem(
                        "\"\(wrong.when.value)\" is none of the options\(suggestion)", at: wrong.when.place))
            }
        }
        guard problems.isEmpty else { throw Problems(problems) }
        return Item(
            text: try keys.text.text(), right: options.firstIndex(of: right) ?? 0, why: keys.why,
            wrong: keys.wrong ?? [])
    }

    // MARK: Doing

    package var isOpen: Bool { settled.count < items.count && checks < Self.mostChecks }
    package var isQuestion: Bool { true }
    package var locksNumbers: Bool { false }
    package var reveals: Moment? { nil }

    package var bindings: [KeyBinding<TaskAction>] {
        let letters = Self.letters.prefix(options.count)
        let isComplete = !choices.contains(nil)
        // While nothing is given, Enter is the lesson's: it offers to leave this for later.
        let check =
            choices.allSatisfy { $0 == nil }
            ? []
            : [
                KeyBinding(
                    [.enter], TaskAction.commit, help: "check all pairs", footer: isComplete ? "check" : nil)
            ]
        return [
            KeyBinding(
                (letters + letters.indices.map { Character("\($0 + 1)") }).map(Key.character), .type,
                label: "a-\(letters.last ?? "a")",
                help: "give the chosen item this partner; its number does, too", footer: "partner"),
            KeyBinding(
                [.up, .character("k")], .previousOption, label: "↑ ↓", help: "choose an item",
                footer: "choose"),
            KeyBinding([.down, .character("j")], .nextOption, help: ""),
        ] + check
    }

    package var takesDigitsAtOnce: Bool { isOpen }

    package mutating func handle(_ key: Key, view: StepView) -> TaskOutcome? {
        guard isOpen else { return nil }
        switch bindings.action(for: key) {
        case .previousOption: selection = (selection + items.count - 1) % items.count
        case .nextOption: selection = (selection + 1) % items.count
        case .type:
            guard case .character(let name) = key,
                let option = Self.letters.firstIndex(of: name) ?? name.wholeNumberValue.map({ $0 - 1 })
            else { return nil }
            choose(option)
        case .commit:
            return check()
        default: return nil
        }
        return .taken
    }

    private mutating func choose(_ option: Int) {
        message = nil
        guard !settled.contains(selection) else { return }
        choices[selection] = option
        feedback[selection] = nil
        // On to the next that has none.
        let order = (1...items.count).map { (selection + $0) % items.count }
        selection = order.first { choices[$0] == nil } ?? selection
    }

    private mutating func check() -> TaskOutcome {
        let missing = choices.count { $0 == nil }
        guard missing == 0 else {
            message =
                missing == 1 ? "One of them has no partner yet." : "\(missing) of them have no partner yet."
            return .taken
        }
        checks += 1
        feedback = [:]
        for (index, item) in items.enumerated() where !settled.contains(index) {
            guard let choice = choices[index] else { continue }
            if choice == item.right {
                settled.insert(index)
            } else {
                let known = item.wrong.first { $0.when.value == options[choice] }
                feedback[index] = known?.why ?? "Not this one. What does it read, what does it tell?"
            }
        }
        guard isOpen else { return .committed }
        for index in feedback.keys { choices[index] = nil }
        selection = feedback.keys.min() ?? 0
        message =
            "\(settled.count) of \(items.count) are right. \(feedback.count == 1 ? "One is" : "\(feedback.count) are") open again."
        return .taken
    }

    package mutating func tellAnswer(_ view: StepView) -> TaskOutcome? {
        guard isOpen else { return nil }
        checks = Self.mostChecks
        return .committed
    }

    package var committedAnswer: CommittedAnswer? {
        isOpen
            ? nil
            : CommittedAnswer(text: "done in \(checks)", isRight: settled.count == items.count && checks == 1)
    }

    package mutating func restore(_ answer: String, view: StepView) {
        guard let count = answer.split(separator: " ").last.flatMap({ Int($0) }), answer.hasPrefix("done in ")
        else { return }
        checks = count
        settled = Set(items.indices)
        choices = items.map(\.right)
    }

    // MARK: Showing

    package func rows(_ view: StepView, isActive: Bool) -> [StyledLine] {
        var lines = [StyledLine(ask, .bold), StyledLine()]
        for index in items.indices { lines += self.lines(of: index, view, isActive: isActive) }
        guard isOpen else {
            return wrapped(
                lines + [StyledLine()] + [
                    StyledLine(outcome, Style(settled.count == items.count ? .good : .plain, .bold))
                ], view)
        }
        lines.append(StyledLine())
        for (letter, option) in zip(Self.letters, options) {
            lines.append(StyledLine("  \(letter)  ", .accent) + StyledLine(option))
        }
        if let message { lines += [StyledLine(), StyledLine(message, .accent)] }
        return wrapped(lines, view)
    }

    private func wrapped(_ lines: [StyledLine], _ view: StepView) -> [StyledLine] {
        lines.laidOut(in: view.glyphs, width: view.width, indent: 5)
    }

    private var outcome: String {
        guard settled.count == items.count else { return "The pairs as they belong." }
        return checks == 1 ? "✓ all right at once" : "✓ all right, in \(checks) checks"
    }

    /// An item with its partner: beside it where there is room, below it otherwise.
    private func lines(of index: Int, _ view: StepView, isActive: Bool) -> [StyledLine] {
        let item = items[index]
        let isChosen = isOpen && index == selection
        var line = StyledLine(isChosen ? view.glyphs.pick("▸ ", "> ") : "  ", .accent)
        let isSettled = settled.contains(index)
        line.append(isSettled ? view.glyphs.pick("✓ ", "* ") : "  ", Style(.good, .bold))
        line.append(item.text, isChosen && isActive ? Style(.plain, .reverse) : .plain)
        let partner = isOpen ? choices[index].map { options[$0] } : options[item.right]
        let text = partner ?? view.glyphs.pick("…", "...")
        let column = 6 + (items.map { cellWidth(of: $0.text) }.max() ?? 0)
        var lines: [StyledLine]
        if column + cellWidth(of: text) <= view.width {
            line.append(String(repeating: " ", count: max(1, column - line.width)))
            line.append(text, partner == nil ? .dim : .accent)
            lines = [line]
        } else {
            lines = [line, StyledLine(text, partner == nil ? .dim : .accent).indented(by: 6)]
        }
        if let feedback = feedback[index], isOpen {
            lines.append(StyledLine(feedback, .plain).indented(by: 6))
        }
        if !isOpen { lines.append(StyledLine(item.why, .dim).indented(by: 6)) }
        return lines
    }

    package func inWords(_ view: StepView) -> [String] {
        let pairs = items.enumerated().flatMap { index, item -> [String] in
            let mark = isOpen && view.hasKeys && index == selection ? SpokenPage.mark : ""
            let partner = isOpen ? choices[index].map { options[$0] } : options[item.right]
            let verdict = settled.contains(index) ? ", right" : ""
            let pair = "\(mark)\(item.text): \(partner ?? "no partner yet")\(verdict)."
            return [pair] + (isOpen ? feedback[index].map { [$0] } ?? [] : [item.why])
        }
        guard isOpen else { return [ask] + pairs + [outcome] }
        let partners = zip(Self.letters, options).map { "\($0). \($1)" }
        return [ask] + pairs + ["The partners:"] + partners + [message].compactMap(\.self)
    }
}
