import Course
import Diagrams
import Experiment
import TerminalUI

/// The lines of a worked example: some are given, the others the learner fills in, one after the other.
struct WorkedExample: Sendable {
    /// The keys of each entry of `blanks`.
    struct BlankKeys: Decodable {
        let text: String
        let value: Placed<Double>
        let blank: Bool?
        let proof: Placed<String>
        let reveals: Placed<String>?
        let does: Placed<String>?
        let wrong: [WrongAnswer]?
    }

    /// One line of a worked example.
    private struct Blank: Sendable {
        let text: String
        let value: Double
        let isBlank: Bool
        let proof: LessonExpression
        let reveals: Moment?
        /// What happens to the network once the line is filled in.
        let does: Edit?
        let wrong: [WrongAnswer]
        let place: Place
    }

    private let blanks: [Blank]
    /// How many lines are filled in, and what is being typed.
    private(set) var filled = 0
    private var field = NumberField()
    private var feedback: String?

    private static let tolerance = 0.005

    init(_ keys: [BlankKeys], _ fence: Fence, in setting: StepSetting) throws(Problems) {
        guard !keys.isEmpty else {
            throw Problems([
                Problem("a worked example has lines; there are none", at: fence.place(of: "blanks"))
            ])
        }
        var (read, experiment): ([Blank], Experiment) = ([], try setting.experiment(for: fence))
        for keys in keys { read.append(try Self.blank(keys, setting, &experiment)) }
        blanks = read
        skipGivenLines()
    }

    private static func blank(
        _ keys: BlankKeys, _ setting: StepSetting, _ experiment: inout Experiment
    ) throws(Problems) -> Blank {
        let problems = (keys.wrong ?? []).flatMap(\.problems)
        guard problems.isEmpty else { throw Problems(problems) }
        for wrong in keys.wrong ?? [] {
            guard let number = wrong.number else {
                throw Problems([Problem("\"\(wrong.when.value)\" is not a number", at: wrong.when.place)])
            }
            guard abs(number - keys.value.value) > tolerance else {
                throw Problems([Problem("this would be taken as the right answer", at: wrong.when.place)])
            }
        }
        let does = try keys.does?.edit(for: experiment)
        if let does, let source = keys.does {
            do { try experiment.apply(does) } catch {
                throw Problems([Problem("\(error)", at: source.place)])
            }
        }
        return Blank(
            text: keys.text, value: keys.value.value, isBlank: keys.blank ?? false,
            proof: try LessonExpression(keys.proof),
            reveals: try keys.reveals?.reveal(in: setting), does: does,
            wrong: keys.wrong ?? [], place: keys.value.place)
    }

    // MARK: Filling in

    var isDone: Bool { filled == blanks.count }
    var isBeingAnswered: Bool { !field.isEmpty }
    var reveals: Moment? { isDone ? nil : blanks[filled].reveals }

    /// Whether there is nothing to fill in.
    var isExampleOnly: Bool { !blanks.contains(where: \.isBlank) }

    var bindings: [KeyBinding<TaskAction>] {
        var bindings = [
            KeyBinding(
                "0123456789.,-−".map(Key.character), TaskAction.type, label: "0-9 . -",
                help: "fill in the blank", footer: "fill in")
        ]
        // On an empty field Enter is the lesson's: it offers to leave the task for later.
        if !field.isEmpty {
            bindings.append(KeyBinding([.enter], .commit, help: "take the number", footer: "take it"))
        }
        return bindings
    }

    /// Also after a wrong number has gone from the field.
    var holdsBackspace: Bool { !isDone && field.holdsBackspace }

    /// Takes a key. Nil: the key is not for the blanks.
    mutating func handle(_ key: Key) -> TaskOutcome? {
        guard !isDone else { return nil }
        if key == .enter {
            guard !field.isEmpty else { return nil }
            return fill(blanks[filled])
        }
        if key == .backspace || key == .control("u") { return field.handle(key) ? .taken : nil }
        guard bindings.action(for: key) == .type else { return nil }
        feedback = nil
        return field.handle(key) ? .taken : nil
    }

    private mutating func fill(_ blank: Blank) -> TaskOutcome {
        guard let number = field.commit() else { return .taken }
        guard abs(number - blank.value) <= Self.tolerance else {
            let known = blank.wrong.first { wrong in
                wrong.number.map { abs($0 - number) <= Self.tolerance } ?? false
            }
            feedback = known?.why ?? "\(field.text) is not it. Look at the line above, and try once more."
            field.clear()
            return .taken
        }
        field = NumberField()
        feedback = nil
        filled += 1
        skipGivenLines()
        return blank.does.map { .edit($0) } ?? .committed
    }

    /// Lines that are given count as filled in.
    private mutating func skipGivenLines() {
        while blanks.indices.contains(filled), !blanks[filled].isBlank { filled += 1 }
    }

    /// As it was when so many lines were filled in.
    mutating func restore(filled count: Int) {
        filled = min(max(filled, count), blanks.count)
        skipGivenLines()
    }

    /// What is typed from here to the end.
    var solutionKeys: [Key] {
        blanks.dropFirst(filled).filter(\.isBlank).flatMap { blank in
            let text = NumberFormat(isExact: true, glyphs: .ascii).text(blank.value)
            return text.map(Key.character) + [.enter]
        }
    }

    // MARK: Showing

    /// The lines with what is typed, then what is wrong with it.
    func lines(isActive: Bool) -> (blanks: [StyledLine], remarks: [StyledLine]) {
        var remarks: [StyledLine] = []
        if let error = field.error { remarks.append(StyledLine("\(error)", .warning)) }
        if let feedback { remarks += [StyledLine(), StyledLine(feedback)] }
        return (blanks.enumerated().map { row(of: $1, at: $0, isActive: isActive) }, remarks)
    }

    private func row(of blank: Blank, at index: Int, isActive: Bool) -> StyledLine {
        var line = StyledLine(blank.text, index == filled && !isDone ? .plain : .dim)
        line.append(" = ", .dim)
        if index < filled {
            line.append(NumberFormat(isExact: true).text(blank.value), .bold)
        } else if index == filled {
            line.append(field.text + "_", Style(.plain, isActive ? .reverse : []))
        } else {
            line.append("____", .dim)
        }
        return line
    }

    // MARK: Proving

    func proofProblems(in setting: StepSetting) -> [Problem] {
        guard let start = setting.experiment else { return [] }
        let scope = ExperimentScope(start, additions: setting.names)
        return blanks.flatMap { blank in
            Result { () throws(Problems) in
                let value = try blank.proof.number(in: scope)
                guard !(abs(value - blank.value) <= Self.tolerance) else { return }
                throw Problems([
                    Problem("the value is \(blank.value), but the proof is \(value)", at: blank.place)
                ])
            }.problems
        }
    }

    /// The wrong answers that are answered, for the tests: with the keys that give them.
    var wrongAnswers: [(keys: [Key], why: String)] {
        var answers: [(keys: [Key], why: String)] = []
        var before: [Key] = []
        for blank in blanks where blank.isBlank {
            for wrong in blank.wrong {
                let text = wrong.number.map(NumberFormat(isExact: true, glyphs: .ascii).text) ?? ""
                answers.append((before + text.map(Key.character) + [.enter], wrong.why))
            }
            let text = NumberFormat(isExact: true, glyphs: .ascii).text(blank.value)
            before += text.map(Key.character) + [.enter]
        }
        return answers
    }
}
