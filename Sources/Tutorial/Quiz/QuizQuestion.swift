import TerminalUI

/// One question while it is asked: an option is chosen, then how sure the learner is, then it is told.
struct QuizQuestion: Hashable, Sendable {
    let item: QuizItem
    /// The options as they stand on the screen.
    private let order: [Int]
    /// Whether what is right is not told.
    private let isSilent: Bool
    /// The row under the cursor; nil until the learner has moved it.
    private var selection: Int?
    private var asksToChoose = false
    /// The option that was chosen, by its place in the item; nil within is "I don't know".
    private var chosen: Int??
    private(set) var confidence: Int?
    /// Whether the answer was told without having been asked of anybody.
    private var isTold = false

    static let confidences = [(1, "a guess"), (2, "fairly sure"), (3, "certain")]

    init(_ item: QuizItem, seed: UInt64, isSilent: Bool = false) {
        self.item = item
        self.isSilent = isSilent
        order = item.order(seed: seed)
    }

    /// Whether the learner has answered and said how sure they are.
    var isAnswered: Bool { confidence != nil }

    /// Whether the option is chosen and the confidence not yet.
    /// How sure the learner is: a digit says it at once.
    var asksConfidence: Bool { chosen != nil && confidence == nil }

    /// Whether something is chosen that Enter would take.
    var isBeingAnswered: Bool { !isAnswered && selection != nil }

    var isRight: Bool { answer?.isRight ?? false }

    /// Answered wrongly by somebody who was certain.
    var isSureAndWrong: Bool { isAnswered && !isRight && confidence == 3 }

    /// The option that was chosen; nil for "I don't know".
    var answer: QuizItem.Option? {
        guard case .some(.some(let index)) = chosen else { return nil }
        return item.options[index]
    }

    var rightOption: QuizItem.Option? { item.options.first(where: \.isRight) }

    /// - Parameter lesson: the lesson that owns the item; nil for the one that it is asked in.
    func outcome(lesson: String?) -> ItemOutcome? {
        guard let confidence else { return nil }
        return ItemOutcome(
            lesson: lesson, item: item.id,
            .answered(
                option: answer?.text ?? "", right: isRight, confidence: confidence,
                misconception: answer?.misconception))
    }

    /// What an earlier session chose.
    mutating func restore(option text: String, confidence: Int) {
        if text.isEmpty {
            chosen = .some(nil)
        } else {
            guard let index = item.options.firstIndex(where: { $0.text == text }) else { return }
            chosen = index
        }
        self.confidence = min(max(1, confidence), 3)
    }

    // MARK: Keys

    private static let letters = Array("abcdefg")
    private static let digits = Array("1234567")

    var bindings: [KeyBinding<TaskAction>] {
        guard !isAnswered else { return [] }
        let move = [
            KeyBinding(
                [.up, .character("k")], TaskAction.previousOption, label: "↑ ↓",
                help: asksConfidence ? "how sure you are" : "choose an answer", footer: "choose"),
            KeyBinding([.down, .character("j")], .nextOption, help: ""),
            KeyBinding([.enter], .commit, help: "take it", footer: "take it"),
        ]
        if asksConfidence {
            return move + [
                KeyBinding(
                    "123".map(Key.character), .type, label: "1-3", help: "say it at once", footer: "at once",
                    name: "")
            ]
        }
        let letters = Self.letters.prefix(order.count + 1)
        let digits = Self.digits.prefix(order.count + 1)
        return move + [
            KeyBinding(
                (letters + digits).map(Key.character), .type, label: "a-\(Self.letters[order.count])",
                help: "take an answer at once, by its letter or its number", footer: "at once", name: "")
        ]
    }

    /// Nil: the key is not for it.
    mutating func handle(_ key: Key) -> TaskOutcome? {
        guard !isAnswered else { return nil }
        let count = asksConfidence ? Self.confidences.count : order.count + 1
        let action = bindings.action(for: key)
        if action != .commit { asksToChoose = false }
        switch action {
        case .previousOption: selection = ((selection ?? count) + count - 1) % count
        case .nextOption: selection = ((selection ?? -1) + 1) % count
        case .type:
            guard case .character(let character) = key else { return nil }
            let row = Self.digits.firstIndex(of: character) ?? Self.letters.firstIndex(of: character)
            return row.map { take($0) }
        case .commit:
            guard let selection else {
                asksToChoose = true
                return .taken
            }
            return take(selection)
        default: return nil
        }
        return .taken
    }

    /// Tells the answer at once.
    mutating func tellAnswer() -> TaskOutcome {
        (chosen, confidence, isTold) = (.some(nil), 1, true)
        return .committed
    }

    private mutating func take(_ row: Int) -> TaskOutcome {
        selection = nil
        asksToChoose = false
        if asksConfidence {
            confidence = Self.confidences[row].0
            return .committed
        }
        guard row < order.count else {
            // Who does not know need not say how sure they are.
            (chosen, confidence) = (.some(nil), 1)
            return .committed
        }
        chosen = order[row]
        return .taken
    }

    // MARK: Showing

    func lines(in glyphs: GlyphSet, isActive: Bool) -> [StyledLine] {
        var lines = [StyledLine(item.ask, .bold), StyledLine()]
        if isAnswered { return lines + outcomeLines(glyphs) }
        if asksConfidence {
            lines += [
                StyledLine("your answer  ", .dim) + StyledLine(answer?.text ?? DontKnow.text), StyledLine(),
                StyledLine("How sure are you?", .bold),
            ]
            lines += Self.confidences.enumerated().map { index, confidence in
                optionRow(
                    "\(confidence.0)  \(confidence.1)", isChosen: selection == index, isActive: isActive,
                    in: glyphs)
            }
        } else {
            let texts = order.map { item.options[$0].text } + [DontKnow.text]
            lines += texts.enumerated().map { index, text in
                optionRow(
                    "\(Self.letters[index])  \(text)", isChosen: selection == index, isActive: isActive,
                    in: glyphs)
            }
        }
        if asksToChoose {
            lines.append(StyledLine("Choose with ↑ and ↓ first, or by its letter or number.", .accent))
        }
        return lines
    }

    private func outcomeLines(_ glyphs: GlyphSet) -> [StyledLine] {
        var given = StyledLine("your answer  ", .dim)
        given.append(answer?.text ?? DontKnow.text)
        if isSilent { return [given] }
        if isRight { given.append(glyphs.pick("  ✓", "  right"), Style(.good, .bold)) }
        var lines = isTold ? [] : [given]
        if !isRight {
            lines.append(StyledLine("the answer   ", .dim) + StyledLine(rightOption?.text ?? "", .bold))
            if let answer { lines += [StyledLine(), StyledLine(answer.why)] }
        }
        if let right = rightOption { lines += [StyledLine(), StyledLine(right.why)] }
        if isRight, confidence == 1 {
            lines += [StyledLine(), StyledLine("Right, and a guess: it comes back in the review.", .dim)]
        }
        return lines
    }

    /// The rows of the question, options indented where they are broken.
    func rows(in glyphs: GlyphSet, width: Int, isActive: Bool) -> [StyledLine] {
        lines(in: glyphs, isActive: isActive).flatMap { line in
            let isOption = line.runs.first.map { ["▸ ", "> ", "  "].contains($0.text) } ?? false
            return [line].laidOut(in: glyphs, width: width, indent: isOption ? 5 : 0)
        }
    }

    var inWords: [String] {
        lines(in: .unicode, isActive: false).map(\.text).filter { !$0.isEmpty }
    }
}
