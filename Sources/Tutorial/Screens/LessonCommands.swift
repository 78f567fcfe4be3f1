import Diagrams
import Experiment
import TerminalUI

// Commands in words: the way to a number where no picture shows it.

extension LessonScreen {
    /// Carries out `answer 0.6`, `set NAME VALUE`, `set NAME = VALUE`, `set` alone, or `focus NAME`.
    mutating func obey(_ command: String, _ session: Session) -> [Command] {
        message = nil
        var words = command.split(separator: " ").map(String.init)
        let verb = words.isEmpty ? "" : words.removeFirst()
        if verb == "answer" { return answer(words.joined(), session) }
        guard let experiment = run.experiment else {
            return say("this step has no numbers to \(verb)")
        }
        guard let name = words.first else {
            return say(namesInWords(experiment))
        }
        guard verb == "set" else { return focus(onNamed: name, experiment, session) }
        let value = words.dropFirst().filter { $0 != "=" }.joined().replacing("−", with: "-")
        guard !value.isEmpty else { return say("a value is expected behind \(name), as in :set \(name) 0.7") }
        guard run.numbersAreLive else { return say(Self.answerFirst) }
        do {
            let edit = try Edit("\(Self.formalName(name, experiment)) = \(value)", for: experiment)
            (entry, why) = (nil, nil)
            let commands = apply(edit, session)
            if message == nil { message = "\(name) is \(value)" }
            return commands
        } catch { return say(error.message) }
    }

    /// What is typed goes where it belongs: into the field that is open, to the question that waits, to the number in focus.
    private mutating func answer(_ text: String, _ session: Session) -> [Command] {
        var keys = text.map(Key.character) + [.enter]
        let takesANumber = run.activeTask?.task.takesANumber ?? false
        let keysBeforeValue = run.keyTask?.task.keysBeforeValue
        if entry == nil, takesANumber || keysBeforeValue != nil, !Self.mayBeANumber(text) {
            return say("\"\(text)\" is not a number; type one such as 0.5 or −2")
        }
        if entry == nil, let keysBeforeValue {
            keys.insert(contentsOf: keysBeforeValue, at: 0)
        } else if entry != nil || takesANumber {
            // In place of what was typed before, and was no number.
            keys.insert(.control("u"), at: 0)
        } else if text.allSatisfy(\.isNumber), run.isAsking {
            if takesDigitsAtOnce { keys.removeLast() }
        } else {
            guard run.numbersAreLive, run.experiment?.cursor != nil else {
                return say("nothing can be typed here; ? tells the keys")
            }
            keys.insert(.character("="), at: 0)
        }
        let commands = keys.flatMap { press($0, session) }
        // A field that stayed open would take the names of keys for more of the number.
        if let error = entry?.error {
            entry = nil
            return commands + say("\(error)")
        }
        return commands
    }

    /// Whether a text could be meant as a number: letters would be keys.
    private static func mayBeANumber(_ text: String) -> Bool {
        text.contains(where: \.isNumber) && text.allSatisfy { $0.isNumber || ".,+-−eE/".contains($0) }
    }

    private mutating func focus(
        onNamed name: String, _ experiment: Experiment, _ session: Session
    ) -> [Command] {
        do {
            let formal = Self.formalName(name, experiment)
            let addresses = try Address.all(in: Expression(formal).root, of: experiment)
            guard addresses.count == 1 else {
                return say("\(name) is \(addresses.count) numbers; one is expected, such as \(addresses[0])")
            }
            (entry, why) = (nil, nil)
            return focus(on: addresses[0], session)
        } catch { return say(error.message) }
    }

    /// The name of a number as expressions have it: pictures call `in[0]` x₁, and code may call `W1[0][1]` w1[0][1].
    private static func formalName(_ name: String, _ experiment: Experiment) -> String {
        guard (try? Address.all(in: Expression(name).root, of: experiment)) == nil else { return name }
        let notation = Notation(experiment)
        let all = Address.Kind.allCases.flatMap(experiment.addresses(of:)).prefix(mostNumbersLookedAt)
        let sought = plain(name)
        let meant = all.first { plain(notation.symbol(of: $0)) == sought }
        if let meant { return "\(meant)" }
        let capital = name.first == "w" ? "W" + name.dropFirst() : name
        return (try? Address.all(in: Expression(capital).root, of: experiment)) == nil ? name : capital
    }

    private static let mostNumbersLookedAt = 10_000

    /// `w111` for w¹₁₁ and for its twin in ASCII, `w1_11`.
    private static func plain(_ symbol: String) -> String {
        GlyphSet.ascii.spelling(of: symbol.lowercased()).filter { $0 != "_" && $0 != "^" }
    }

    /// Every number that can be changed, with its name and its value.
    private func namesInWords(_ experiment: Experiment) -> String {
        let format = NumberFormat(isExact: true, glyphs: .ascii)
        let all = Address.Kind.allCases.flatMap(experiment.addresses(of:)).filter(experiment.isEditable)
        let names = all.prefix(Self.mostNamesSaid).map { address in
            "\(address) is \(experiment.value(of: address).map(format.text) ?? "")"
        }
        guard !names.isEmpty else { return "no number can be changed in this step" }
        let more = all.count - names.count
        return names.joined(separator: ", ") + (more > 0 ? ", and \(more) more" : "")
    }

    private static let mostNamesSaid = 64

    package var takesDigitsAtOnce: Bool { run.keyTask?.task.takesDigitsAtOnce ?? false }

    package func statusInWords(in session: Session) -> [String] {
        let isToldByKeys = run.experiment?.cursor == nil && message == nil && session.notice == nil
        let line = statusLine(session, glyphs: .unicode, width: 1000).text
        return line.isEmpty || isToldByKeys ? [] : [line]
    }
}
