import Course
import Experiment
import Foundation
import Glibc
import TerminalUI
import Testing

@testable import Tutorial

/// The lessons of this checkout.
let courseFolder = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent().appendingPathComponent("Lessons").path

let courseLibrary = Library.open(folder: courseFolder, shownAs: "Lessons")

/// Every step of the course, readable or not.
let courseSteps: [CourseStep] = courseLibrary.entries.enumerated().flatMap { index, entry -> [CourseStep] in
    guard case .success(let lesson) = entry.lesson() else { return [] }
    return lesson.steps.indices.map {
        CourseStep(entry: index, lesson: lesson.id, index: $0, step: lesson.steps[$0])
    }
}

/// A step of the course, by its address: `visual-model#sum-and-bias`.
struct CourseStep: Sendable, CustomTestStringConvertible {
    let entry: Int
    let lesson: String
    let index: Int
    let step: Step

    var address: String { "\(lesson)#\(step.id)" }
    var testDescription: String { address }

    func run(motion: Settings.Motion = .off) throws -> StepRun {
        var run = StepRun(try StepPlan(step), motion: motion)
        run.prepare(in: Session(library: courseLibrary, settings: .motion(motion)))
        return run
    }
}

/// Lessons that a test writes, in a folder of its own that goes with it.
final class WrittenLessons: Sendable {
    let folder: String

    init() {
        var template = Array("\(NSTemporaryDirectory())/lessons-XXXXXX".utf8CString)
        precondition(mkdtemp(&template) != nil)
        folder = template.withUnsafeBufferPointer { String(cString: $0.baseAddress!) }
    }

    deinit {
        try? FileManager.default.removeItem(atPath: folder)
    }

    var library: Library { Library.open(folder: folder, shownAs: "Lessons") }

    func write(_ text: String, to name: String) {
        let path = "\(folder)/\(name)"
        let parent = URL(fileURLWithPath: path).deletingLastPathComponent().path
        try? FileManager.default.createDirectory(atPath: parent, withIntermediateDirectories: true)
        precondition(FileManager.default.createFile(atPath: path, contents: Data(text.utf8)))
    }

    /// Writes a lesson of one step; its first fence begins on line 9.
    func writeStep(_ fences: String, lesson id: String = "sample", folder name: String = "01-sample") {
        write(frontMatter(id: id) + "## A step {#a-step}\n\n" + fences + "\n", to: "\(name)/lesson.md")
    }

    func frontMatter(id: String) -> String {
        "---\nformat: 1\nid: \(id)\ntitle: The lesson \(id)\nminutes: 5\n---\n"
    }
}

/// All that the lesson check finds in a lesson of one step with these fences, as `line:column: message`. The first
/// fence begins on line 9.
func problemsFound(in fences: String, listings: [String: String] = [:]) -> [String] {
    let lessons = WrittenLessons()
    lessons.writeStep(fences)
    for (name, text) in listings { lessons.write(text, to: "01-sample/\(name)") }
    var check = LessonCheck(lessons.library)
    check.prove()
    return check.text.map { $0.replacingOccurrences(of: "Lessons/01-sample/lesson.md:", with: "") }
}

/// A step with these fences, ready to play.
func run(
    _ fences: String, listings: [String: String] = [:], motion: Settings.Motion = .off
) throws -> StepRun {
    let lessons = WrittenLessons()
    lessons.writeStep(fences)
    for (name, text) in listings { lessons.write(text, to: "01-sample/\(name)") }
    let lesson = try lessons.library.entries[0].lesson().get()
    return StepRun(try StepPlan(lesson.steps[0]), motion: motion)
}

/// The listing that lessons about one neuron show, in the three languages.
let neuronListings: [String: String] = {
    let folder = courseFolder + "/04-one-neuron"
    return Dictionary(
        uniqueKeysWithValues: ["neuron.js", "neuron.swift", "neuron.py"].map { name in
            (name, (try? String(contentsOfFile: "\(folder)/\(name)", encoding: .utf8)) ?? "")
        })
}()

extension StepRun {
    /// Presses keys; what no task takes is lost.
    @discardableResult
    mutating func press(_ script: String, settings: Settings = .still) -> [TaskOutcome?] {
        KeyScript(script).keys.map { handle($0, settings: settings) }
    }

    /// The rows of the stage that a task is, as text.
    func rows(ofTask number: Int = 0, width: Int = 200) -> [String] {
        let tasks = stages.compactMap { $0 as? any TaskStage }
        guard tasks.indices.contains(number) else { return [] }
        return tasks[number].rows(view(.still, width: width), isActive: true).map(\.text)
    }

    func task(_ number: Int = 0) -> (any TaskStage)? {
        let tasks = stages.compactMap { $0 as? any TaskStage }
        return tasks.indices.contains(number) ? tasks[number] : nil
    }

    /// Makes edits as lessons write them.
    mutating func edit(_ edits: String..., settings: Settings = .still) throws {
        for text in edits {
            guard let experiment else { return }
            try apply(Edit(text, for: experiment), settings: settings)
        }
    }
}

extension Settings {
    /// Nothing moves by itself.
    static var still: Settings {
        var settings = Settings()
        settings.motion = .off
        return settings
    }

    static func motion(_ motion: Motion) -> Settings {
        var settings = Settings()
        settings.motion = motion
        return settings
    }
}

/// What a task says to each key of a script.
func expectOutcomes(
    of script: String, _ expected: [TaskOutcome?], in run: inout StepRun,
    at location: SourceLocation = #_sourceLocation
) {
    let outcomes = run.press(script)
    #expect(outcomes == expected, sourceLocation: location)
}

/// What a task says to the last key of a script.
func expectLast(
    of script: String, _ expected: TaskOutcome, in run: inout StepRun,
    at location: SourceLocation = #_sourceLocation
) {
    let outcomes = run.press(script)
    #expect(outcomes.last == expected, sourceLocation: location)
}
