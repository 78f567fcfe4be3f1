import Course
import Experiment
import TerminalUI

@testable import Tutorial

/// What the fences of a lesson say is right, read from them once more by this file alone.
enum CourseTask {
    /// The keys that answer a question rightly.
    case question(KeyScript)
    /// The numbers of the blanks that the learner fills in, in order.
    case blanks([Double])
    /// The edits that do it.
    case change([String])
    /// The parts that are pointed to, one for each word that has one, and how many words there are.
    case pointing([Set<Address>], words: Int)
    /// The letters that give each item its partner.
    case matching([Character])
    /// The text of the right option of a quiz question.
    case quiz(right: String)
    /// A quiz that is drawn, and how many it draws.
    case drawnQuiz(Int)
    /// A program that passes all cases; that there is one, `LessonTests` shows.
    case challenge

    private struct Question: Decodable {
        let ask: String
        let answer: OneOrMore<String>?
        let point_to: OneOrMore<Placed<String>>?
        let options: [String]?
        let tolerance: Double?
        let proof, reveals, why: String?
        let wrong: [Wrong]?
    }

    private struct Quiz: Decodable {
        struct Option: Decodable {
            let text, why: String
            let correct: Bool?
            let misconception: String?
        }
        let id, ask: String?
        let options: [Option]?
        let draw, ready: Int?
        let from: OneOrMore<String>?
    }

    private struct Exercise: Decodable {
        struct NearMiss: Decodable {
            let when, why: String
            let example: OneOrMore<String>
            let misconception: String?
        }
        let id, ask: String
        let check: String?
        let solution: OneOrMore<String>?
        let near_misses: [NearMiss]?
        let blanks: [Blank]?
        let hints: [String]
        let why: String?
        let actions: OneOrMore<String>?
        let marks: Bool?
    }

    private struct Task: Decodable {
        let ask: String
        let check: String?
        let solution: OneOrMore<String>?
        let blanks: [Blank]?
        let hints: OneOrMore<String>?
        let actions: OneOrMore<String>?
    }

    private struct Word: Decodable {
        let term, means: String
        let ask: String?
        let symbol: String?
        let also: [String]?
        let point_to: OneOrMore<Placed<String>>?
    }

    private struct Match: Decodable {
        struct Item: Decodable {
            let text, goes_with, why: String
            let wrong: [Wrong]?
        }
        let ask: String
        let items: [Item]
        let others: [String]?
    }

    private struct Blank: Decodable {
        let text: String
        let value: Double
        let blank: Bool?
        let proof: String
        let reveals, does: String?
        let wrong: [Wrong]?
    }

    private struct Wrong: Decodable {
        let when: OneOrMore<String>
        let why: String
        let misconception: String?
    }

    /// Nil for a fence that asks nothing.
    init?(_ fence: Fence, _ experiment: Experiment?) throws {
        switch fence.kind {
        case "predict":
            let question = try fence.decode(Question.self)
            if let names = question.point_to?.all, let experiment {
                let part = try names.reduce(into: Set<Address>()) {
                    $0.formUnion(try $1.part(of: experiment))
                }
                self = .pointing([part], words: 0)
                return
            }
            let answers = question.answer?.all ?? []
            // Nothing is chosen until the first Down chooses the first option.
            let places = answers.compactMap { question.options?.firstIndex(of: $0) }.sorted()
            if places.count > 1 {
                var at = -1
                let keys = places.flatMap { place -> [String] in
                    defer { at = place }
                    return Array(repeating: "Down", count: place - at) + ["Space"]
                }
                self = .question(KeyScript((keys + ["Enter"]).joined(separator: " ")))
                return
            }
            let downs = Array(repeating: "Down", count: (places.first ?? 0) + 1)
            let typed = "text:\(answers.first ?? "")"
            self = .question(KeyScript((places.isEmpty ? [typed] : downs).joined(separator: " ") + " Enter"))
        case "challenge":
            self = .challenge
        case "exercise":
            let exercise = try fence.decode(Exercise.self)
            if let blanks = exercise.blanks {
                self = .blanks(blanks.filter { $0.blank == true }.map(\.value))
            } else {
                self = .change(exercise.solution?.all ?? [])
            }
        case "quiz":
            let quiz = try fence.decode(Quiz.self)
            if let draw = quiz.draw {
                self = .drawnQuiz(draw)
            } else {
                self = .quiz(right: quiz.options?.first { $0.correct == true }?.text ?? "")
            }
        case "do":
            let task = try fence.decode(Task.self)
            if let blanks = task.blanks {
                self = .blanks(blanks.filter { $0.blank == true }.map(\.value))
            } else {
                self = .change(task.solution?.all ?? [])
            }
        case "terms":
            let words = try fence.decode([Word].self)
            let parts = try words.compactMap { word -> Set<Address>? in
                guard let names = word.point_to?.all, let experiment else { return nil }
                return try names.reduce(into: []) { $0.formUnion(try $1.part(of: experiment)) }
            }
            guard !parts.isEmpty else { return nil }
            self = .pointing(parts, words: words.count)
        case "match":
            let match = try fence.decode(Match.self)
            let options = Set(match.items.map(\.goes_with) + (match.others ?? [])).sorted()
            self = .matching(
                match.items.map { item in
                    Array("abcdefg")[options.firstIndex(of: item.goes_with) ?? 0]
                })
        default: return nil
        }
    }
}

extension CourseStep {
    /// The tasks of the step that ask something of the learner, in order.
    var tasks: [CourseTask] {
        get throws {
            let experiment = try StepPlan(step).setting.experiment
            return try step.fences.compactMap { try CourseTask($0, experiment) }
        }
    }
}

extension StepRun {
    /// Does everything that the step asks for, as its lesson says it is right.
    /// - Parameter beforeEach: called before every pause, question, blank and change.
    mutating func doAll(
        _ tasks: [CourseTask], settings: Settings = .still,
        beforeEach: (inout StepRun) throws -> Void = { _ in }
    ) throws {
        for task in tasks {
            while case .pause? = gate?.part {
                try beforeEach(&self)
                passGate()
                play(motion: settings.motion)
            }
            switch task {
            case .question(let script):
                try beforeEach(&self)
                for key in script.keys { _ = handle(key, settings: settings) }
            case .blanks(let values):
                for value in values {
                    try beforeEach(&self)
                    for key in KeyScript("text:\(value) Enter").keys {
                        guard case .edit(let edit)? = handle(key, settings: settings) else { continue }
                        try apply(edit, settings: settings)
                    }
                }
            case .pointing(let parts, let words):
                try beforeEach(&self)
                for _ in 0..<words { press("Enter", settings: settings) }
                var latest: Address?
                for part in parts {
                    // The same one every time: sets have no order. Each answer is another number.
                    latest = part.subtracting(latest.map { [$0] } ?? []).min { "\($0)" < "\($1)" }
                    select(latest)
                    press("Enter", settings: settings)
                }
            case .matching(let letters):
                try beforeEach(&self)
                for letter in letters { press("\(letter)", settings: settings) }
                press("Enter", settings: settings)
            case .quiz(let right):
                try beforeEach(&self)
                answerQuiz(right, settings)
            case .challenge:
                try beforeEach(&self)
                for report in try ChallengeReport.solving(self) { _ = receive(report) }
            case .drawnQuiz:
                try beforeEach(&self)
                while case let (_, task)? = activeTask, let quiz = task as? QuizStage,
                    let right = quiz.rightAnswer
                {
                    answerQuiz(right, settings)
                    press("Enter", settings: settings)
                }
            case .change(let edits):
                try beforeEach(&self)
                for text in edits {
                    guard let experiment else { continue }
                    try apply(Edit(text, for: experiment), settings: settings)
                }
            }
        }
        while case .pause? = gate?.part {
            try beforeEach(&self)
            passGate()
        }
    }
}

extension StepRun {
    /// Chooses an option of the quiz question that waits, and says that this is certain.
    fileprivate mutating func answerQuiz(_ text: String, _ settings: Settings) {
        guard case let (_, task)? = activeTask else { return }
        let rows = task.rows(view(settings, width: 400), isActive: true).map(\.text)
        let row = rows.first { $0.dropFirst(5) == text && $0.hasPrefix("  ") }
        guard let letter = row?.dropFirst(2).first else { return }
        press("\(letter) 3", settings: settings)
    }
}
