import Glibc
import Testing

// What a learner does again and again on the way through a lesson.

extension Tmux {
    /// The program alone in a terminal; it ends with the program.
    static func neurotour(
        _ arguments: String = "", size: Size = Size(80, 24), environment: [String: String] = [:]
    ) throws -> Tmux {
        try Tmux(size: size, command: "exec neurotour " + arguments, environment: environment)
    }

    /// The last stop of the tour with its question answered: the input is [1, 1], every number is live, the focus
    /// is on w¹₁₁ = 0.5.
    static func yourEdit(size: Size = Size(80, 24), environment: [String: String] = [:]) throws -> Tmux {
        let terminal = try neurotour(
            "tour visual-model#your-edit --motion off", size: size, environment: environment)
        try terminal.answerLastStop()
        return terminal
    }

    // MARK: - Hands

    /// Answers the question of the tour's last stop; from then on numbers can be changed.
    func answerLastStop() throws {
        try expect("stop 9/9")
        try press("Down", "Down", "Down", "Enter")
        try expect("rise  ")
    }

    /// Types an answer and commits it.
    func answer(_ text: String) throws {
        try type(text)
        try press("Enter")
    }

    /// Presses Enter until the screen shows the text: reads on, passes the pauses, goes to the next stop.
    ///
    /// Each time the screen has to answer before the next press, as it has with a person.
    func goOn(to text: String, sourceLocation: SourceLocation = #_sourceLocation) throws {
        var before = try stillScreen()
        for _ in 0..<12 where !before.contains(text) {
            try press("Enter")
            try wait(for: "Enter changes the screen", sourceLocation) { try screen != before }
            before = try stillScreen()
        }
        try expect(text, sourceLocation: sourceLocation)
    }

    /// The screen once two looks in a row have shown the same.
    func stillScreen() throws -> String {
        var last = try screen
        let deadline = ContinuousClock.now + .seconds(10)
        while ContinuousClock.now < deadline {
            usleep(20_000)
            let now = try screen
            if now == last, !now.allSatisfy(\.isWhitespace) { return now }
            last = now
        }
        return last
    }

    /// All different screens that are seen for a while with no key pressed.
    func screens(during time: Duration) throws -> Set<String> {
        var seen: Set<String> = []
        let end = ContinuousClock.now + time
        while ContinuousClock.now < end {
            seen.insert(try screen)
            usleep(20_000)
        }
        return seen
    }

    // MARK: - Eyes

    /// Waits until the text beside the picture says this; where its lines break does not matter.
    func expectToRead(_ words: String, sourceLocation: SourceLocation = #_sourceLocation) throws {
        try wait(for: "the text says “\(words)”", sourceLocation) { try text.contains(words) }
    }

    /// The text beside the picture as one line.
    private var text: String {
        get throws {
            let lines = try screen.split(separator: "\n", omittingEmptySubsequences: false).map(Array.init)
            guard lines.count > 1, let divider = lines[1].firstIndex(of: "┬") else { return "" }
            return lines.dropFirst(2).map { $0.dropFirst(divider + 1) }
                .flatMap { $0.split { $0.isWhitespace || "▲▼".contains($0) } }
                .map { String($0) }.joined(separator: " ")
        }
    }

    /// Waits until the line above the keys shows this: the focused number, or the field it is typed into.
    func expectInspector(_ text: String, sourceLocation: SourceLocation = #_sourceLocation) throws {
        try wait(for: "the inspector shows “\(text)”", sourceLocation) { try inspector.contains(text) }
    }

    var inspector: Substring {
        get throws { try line(fromBottom: 1) }
    }

    /// The keys that the last line offers.
    var footer: Substring {
        get throws { try line(fromBottom: 0) }
    }

    private func line(fromBottom index: Int) throws -> Substring {
        let lines = try screen.split(separator: "\n", omittingEmptySubsequences: false).dropLast()
        return lines.dropLast(index).last ?? ""
    }
}
