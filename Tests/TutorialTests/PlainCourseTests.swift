import Course
import Experiment
import Foundation
import Glibc
import TerminalUI
import Testing

@testable import Tutorial

/// The course in plain mode, lesson by lesson through a pipe, by someone who knows what has been told and nothing else.
struct PlainCourseTests {
    /// Without the challenges, which run programs, and training, which takes time: both are played by `EndToEndTests`.
    private static let lessons = Set(courseSteps.map(\.lesson))
        .subtracting(["training-live", "challenge-dense-layer", "more-challenges"]).sorted()

    @Test func thereAreLessons() { #expect(Self.lessons.count == 16) }

    @Test(arguments: lessons)
    func aLessonCanBeDoneThroughAPipe(lesson: String) throws {
        let folder = ProgressFolder()
        let store = ProgressStore.open(path: folder.file)
        let session = Session(library: courseLibrary, progress: store.state, settings: .still)
        let steps = courseSteps.filter { $0.lesson == lesson }
        let first = try #require(LessonScreen.course(steps[0], session))
        let learner = try PlainLearner(steps)
        let terminal = PlainTerminal(
            glyphs: .unicode, width: nil, echoes: false, descriptor: learner.reading, print: learner.hear)
        let app = App(terminal: terminal, session: session, store: store, screens: [first])
        #expect(app.run() == .terminalClosed)
        let done = store.state.doneSteps(lesson: lesson)
        let missing = steps.map(\.step.id).filter { !done.contains($0) }
        #expect(missing.isEmpty, "\(learner.told.suffix(14).joined(separator: "\n"))")
        #expect(store.state.isDone(lesson: lesson))
        #expect(learner.told.allSatisfy { $0.unicodeScalars.allSatisfy { !isUnsafe($0) } })
        // What was the screen's alone is nowhere told of.
        #expect(!learner.told.contains { $0.contains("▒▒▒▒") })
        _ = store.finish()
    }
}

/// Someone at the other end of the pipe: hears lines, and answers when asked.
private final class PlainLearner {
    let reading: Int32
    private let writing: Int32
    private let steps: [CourseStep]
    private var step = -1
    private var tasks: [CourseTask] = []
    private var lines: [String] = []
    private var answers = 0
    private(set) var told: [String] = []
    private var isOver = false

    /// By what each question asks: the right answer.
    private static let rightAnswers: [String: String] = Dictionary(
        courseLibrary.quizBank(ofLessons: Set(courseSteps.map(\.lesson))).compactMap { entry in
            entry.item.options.first(where: \.isRight).map { (entry.item.ask, $0.text) }
        }, uniquingKeysWith: { first, _ in first })

    init(_ steps: [CourseStep]) throws {
        var ends: [Int32] = [0, 0]
        try #require(pipe(&ends) == 0)
        (reading, writing) = (ends[0], ends[1])
        self.steps = steps
    }

    deinit { close(reading) }

    func hear(_ lines: [String]) -> Bool {
        guard lines == [PlainTerminal.promptMark] else {
            for line in lines { hear(line.trimmingCharacters(in: .newlines)) }
            return true
        }
        answer()
        return true
    }

    private func hear(_ line: String) {
        told.append(line)
        guard line.hasPrefix("Lesson "), line.hasSuffix(".") else { return }
        step += 1
        tasks = (try? steps[min(step, steps.count - 1)].tasks) ?? []
    }

    /// What Enter does now, as the keys were told last.
    private var enter: Substring {
        let keys = told.last { $0.hasPrefix("Keys: ") && $0.contains("Enter ") } ?? ""
        guard let start = keys.range(of: "Enter ")?.upperBound else { return "" }
        return keys[start...].prefix { $0 != ";" && $0 != "." }
    }

    private func answer() {
        answers += 1
        guard !isOver else { return }
        // Home, or a lesson that never ends.
        if told.contains(where: { $0.hasPrefix("NeuroTour.") }) || answers > 40 * steps.count
            || step >= steps.count
            || enter.hasPrefix("next lesson") || told.last?.hasPrefix("Keys: Enter the next lesson") == true
        {
            isOver = true
            close(writing)
            return
        }
        if lines.isEmpty { lines = (try? nextLines()) ?? [] }
        if lines.isEmpty { lines = [""] }
        let line = Array((lines.removeFirst() + "\n").utf8)
        _ = write(writing, line, line.count)
    }

    private static let leadsOn: Set<Substring> = [
        "go on", "next", "finish", "next word", "now find them", "next question", "show the result",
    ]

    private func nextLines() throws -> [String] {
        if let quiz = quizLine() { return [quiz] }
        if enter == "why this number?" { return ["Esc"] }
        guard !Self.leadsOn.contains(enter), !tasks.isEmpty else { return [""] }
        switch tasks.removeFirst() {
        case .question(let script):
            return [":keys " + script.keys.map(\.description).joined(separator: " ")]
        case .blanks(let values): return values.map { "\($0)" }
        case .matching(let letters): return letters.map(String.init) + [""]
        case .pointing(let parts, _):
            var latest: Address?
            return parts.flatMap { part -> [String] in
                latest = part.subtracting(latest.map { [$0] } ?? []).min { "\($0)" < "\($1)" }
                return [":focus \(latest.map(\.description) ?? "")", ""]
            }
        case .change(let edits): return try change(edits)
        case .quiz, .drawnQuiz, .challenge: return [""]
        }
    }

    /// The letter of the right option, or how sure the learner is: after the last question that was told.
    private func quizLine() -> String? {
        let asked = told.lastIndex { Self.rightAnswers[$0] != nil }
        guard let asked, let right = Self.rightAnswers[told[asked]], enter == "take it" else { return nil }
        let since = told[asked...]
        if since.contains("How sure are you?") { return "3" }
        return since.first { $0.dropFirst(5) == right }.map { String($0.dropFirst(2).prefix(1)) }
    }

    private func change(_ edits: [String]) throws -> [String] {
        var experiment = try #require(try StepPlan(steps[step].step).setting.experiment)
        return try edits.flatMap { text -> [String] in
            if text.hasPrefix("randomise") { return [""] }
            let edit = try Edit(text, for: experiment)
            let keys = SolutionKeys([edit], from: experiment).keys
            try experiment.apply(edit)
            switch edit {
            case .assign(let assignments) where !experiment.isCurve:
                return assignments.map { ":set \($0.address) \($0.value)" }
            case .mark(let addresses, _): return addresses.flatMap { [":focus \($0)", ""] }
            case .select(let address): return [":focus \(address)"]
            default: break
            }
            return [":keys " + keys.map(\.description).joined(separator: " ")]
        }
    }
}
