import Course
import Diagrams
import Experiment
import TerminalUI

/// Words with their meanings. Each is shown with its part of the picture lit; then the learner points to the
/// parts, one after the other. A fence whose words point to nothing is a list to read.
package struct TermsStage: TaskStage {
    package static let kind = "terms"

    /// A word, and what it names in the picture.
    private struct Entry: Sendable {
        let term: Term
        let part: Set<Address>?
        /// What is asked for when it is to be pointed to.
        let ask: String
    }

    private enum Phase: Hashable, Sendable {
        /// The word that is being read.
        case reading(Int)
        /// How many of the words were pointed to.
        case pointing(Int)
        case done
    }

    private let entries: [Entry]
    private let pointed: [Entry]
    private var phase: Phase
    /// What came of the latest pointing.
    private var feedback: String?
    /// How often the word that is asked for was missed.
    private var misses = 0
    private var missedAny = false
    /// What was pointed to last: the next answer is another number.
    private var latest: Address?

    /// After so many misses the part is lit, and after so many it is told.
    private static let missesBeforeLight = 2
    private static let mostMisses = 4

    package init(_ fence: Fence, in setting: StepSetting) throws(Problems) {
        let keys = try fence.decode([Term.Keys].self)
        guard !keys.isEmpty else { throw Problems([Problem("there are no words here", at: fence.place)]) }
        var entries: [Entry] = []
        for keys in keys {
            let term = try Term(keys)
            var part: Set<Address>?
            for name in keys.point_to?.all ?? [] {
                let experiment = try setting.experiment(for: fence)
                part = try (part ?? []).union(name.part(of: experiment))
            }
            if let twin = entries.first(where: { $0.term.name == term.name }) {
                throw Problems([
                    Problem(
                        "\"\(term.name)\" is explained in line \(twin.term.place.line) already",
                        at: term.place)
                ])
            }
            entries.append(Entry(term: term, part: part, ask: keys.ask ?? "Point to: \(term.name)"))
        }
        self.entries = entries
        // The last word that was read is not the first that is asked for.
        pointed = entries.filter { $0.part != nil }
        phase = pointed.isEmpty ? .done : .reading(0)
    }

    // MARK: Doing

    package var isOpen: Bool { phase != .done }
    package var isQuestion: Bool { false }
    package var locksNumbers: Bool { false }
    package var reveals: Moment? { nil }

    package var asksForANumber: Bool {
        if case .pointing = phase { true } else { false }
    }

    package var lit: Set<Address>? {
        switch phase {
        case .reading(let index): entries[index].part
        case .pointing(let count): misses >= Self.missesBeforeLight ? pointed[count].part : nil
        case .done: nil
        }
    }

    package var bindings: [KeyBinding<TaskAction>] {
        switch phase {
        case .reading(let index):
            let isLast = index == entries.count - 1
            return [
                KeyBinding(
                    [.enter], .commit, help: "the next word", footer: isLast ? "now find them" : "next word")
            ]
        case .pointing:
            return [
                KeyBinding([.enter], .commit, help: "point to what has the focus", footer: "this is it")
            ]
        case .done: return []
        }
    }

    package mutating func handle(_ key: Key, view: StepView) -> TaskOutcome? {
        guard bindings.action(for: key) == .commit else { return nil }
        switch phase {
        case .reading(let index):
            phase = index + 1 < entries.count ? .reading(index + 1) : .pointing(0)
            return .taken
        case .pointing(let count): return point(view, count)
        case .done: return nil
        }
    }

    private mutating func point(_ view: StepView, _ count: Int) -> TaskOutcome {
        guard let experiment = view.experiment, let cursor = experiment.cursor else {
            feedback = "Nothing has the focus yet. Tab and the arrows move it."
            return .taken
        }
        let asked = pointed[count]
        guard cursor != latest || asked.part?.count == 1 else {
            feedback = "That was the last answer. Go to another number."
            return .taken
        }
        let notation = Notation(experiment.network)
        let found = "\(notation.symbol(of: cursor)) is \(notation.placeInWords(of: cursor))"
        guard asked.part?.contains(cursor) ?? true else {
            misses += 1
            missedAny = true
            if misses >= Self.mostMisses, let outcome = tell(count, notation) { return outcome }
            let more = misses >= Self.missesBeforeLight ? " \(whatIsLit(asked, notation))" : " Look further."
            feedback = "Not this one: \(found).\(more)"
            return .taken
        }
        feedback = "Yes: \(found)."
        latest = cursor
        return next(after: count)
    }

    /// What is lit, with the first of it by name, for those who do not see the light.
    private func whatIsLit(_ asked: Entry, _ notation: Notation) -> String {
        let light = "What you look for is lit now"
        guard let first = Self.example(of: asked.part) else { return light + "." }
        return "\(light), \(notation.symbol(of: first)) for one."
    }

    /// The same of some numbers each time: the first by its name.
    private static func example(of numbers: Set<Address>?) -> Address? {
        numbers?.min { "\($0)" < "\($1)" }
    }

    /// Says what could have been pointed to, and goes on.
    private mutating func tell(_ count: Int, _ notation: Notation) -> TaskOutcome? {
        let possible = pointed[count].part?.subtracting(latest.map { [$0] } ?? [])
        guard let example = Self.example(of: possible) else { return nil }
        feedback =
            "It was \(notation.symbol(of: example)), for example: \(notation.placeInWords(of: example))."
        return next(after: count)
    }

    package mutating func tellAnswer(_ view: StepView) -> TaskOutcome? {
        guard case .pointing(let count) = phase, let network = view.experiment?.network else { return nil }
        return tell(count, Notation(network))
    }

    private mutating func next(after count: Int) -> TaskOutcome {
        misses = 0
        phase = count + 1 < pointed.count ? .pointing(count + 1) : .done
        return phase == .done ? .committed : .taken
    }

    package var committedAnswer: CommittedAnswer? {
        isOpen || pointed.isEmpty ? nil : CommittedAnswer(text: "done", isRight: !missedAny)
    }

    package mutating func restore(_ answer: String, view: StepView) {
        if answer == "done" { phase = .done }
    }

    // MARK: Showing

    package func rows(_ view: StepView, isActive: Bool) -> [StyledLine] {
        var lines: [StyledLine] = []
        switch phase {
        case .reading(let index):
            lines.append(StyledLine("word \(index + 1) of \(entries.count)", .dim))
            lines += self.lines(of: entries[index].term)
        case .pointing(let count):
            if let feedback { lines += [StyledLine(feedback), StyledLine()] }
            lines.append(StyledLine(pointed[count].ask, .bold))
            lines.append(StyledLine())
            lines.append(
                StyledLine(
                    "Tab and the arrows move the focus. Enter points. \(count + 1)/\(pointed.count)", .dim))
        case .done:
            if let feedback { lines += [StyledLine(feedback), StyledLine()] }
            guard pointed.isEmpty else {
                // What was read and found is not read once more; what follows may ask for it.
                let names = entries.map(\.term.name).joined(separator: ", ")
                lines.append(StyledLine("✓ ", Style(.good, .bold)) + StyledLine(names))
                break
            }
            for (index, entry) in entries.enumerated() {
                if index > 0 { lines.append(StyledLine()) }
                lines += self.lines(of: entry.term)
            }
        }
        return lines.laidOut(in: view.glyphs, width: view.width)
    }

    private func lines(of term: Term) -> [StyledLine] {
        var heading = StyledLine(term.name, Style(.accent, .bold))
        if let symbol = term.symbol { heading.append("  \(symbol)", .bold) }
        if !term.also.isEmpty { heading.append("  also: \(term.also.joined(separator: ", "))", .dim) }
        return [heading, StyledLine(term.means)]
    }

    package func inWords(_ view: StepView) -> [String] {
        rows(view, isActive: view.hasKeys).map(\.text).filter { !$0.isEmpty }
    }
}
