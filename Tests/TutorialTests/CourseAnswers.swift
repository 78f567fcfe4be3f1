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

    private struct Question: Decodable {
        let ask, answer: String
        let options: [String]?
        let tolerance: Double?
        let proof, reveals, why: String?
        let wrong: [Wrong]?
    }

    private struct Task: Decodable {
        let ask: String
        let check: String?
        let solution: [String]?
        let blanks: [Blank]?
        let hints: [String]?
        let actions: [String]?
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
        let reveals: String?
        let wrong: [Wrong]?
    }

    private struct Wrong: Decodable {
        let when, why: String
        let misconception: String?
    }

    /// Nil for a fence that asks nothing.
    init?(_ fence: Fence, _ experiment: Experiment?) throws {
        switch fence.kind {
        case "predict":
            let question = try fence.decode(Question.self)
            let place = question.options?.firstIndex(of: question.answer)
            // Nothing is chosen until the first Down chooses the first option.
            let downs = Array(repeating: "Down", count: (place ?? 0) + 1)
            let typed = "text:\(question.answer)"
            self = .question(KeyScript((place == nil ? [typed] : downs).joined(separator: " ") + " Enter"))
        case "do":
            let task = try fence.decode(Task.self)
            if let blanks = task.blanks {
                self = .blanks(blanks.filter { $0.blank == true }.map(\.value))
            } else {
                self = .change(task.solution ?? [])
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
                    press("text:\(value) Enter", settings: settings)
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
