import CodeRunner
import Course
import Experiment
import TerminalUI

/// Proves the lessons of a folder: that they can be read, that their answers and solutions are right, that
/// their pictures fit, and that their listings print what they say.
package struct LessonCheck: Sendable {
    private let library: Library
    package private(set) var problems: [Problem]
    /// What was left out, and why.
    package private(set) var notes: [String] = []
    private var lessons: [(lesson: Lesson, plans: [StepPlan])] = []

    package init(_ library: Library) {
        self.library = library
        problems = library.course.structureProblems()
    }

    /// Everything that can be proved without running a program.
    package mutating func prove() {
        for entry in library.allEntries {
            guard case .success(let lesson) = entry.lesson() else { continue }
            var plans: [StepPlan] = []
            for step in lesson.steps {
                switch (Result { () throws(Problems) in try StepPlan(step, given: library.given) }) {
                case .failure(let failure): problems += failure.all
                case .success(let plan):
                    plans.append(plan)
                    problems += plan.stages.flatMap { $0.proofProblems(in: plan.setting) }
                    problems += PictureFit(plan).problems
                    problems += Spelling(step).problems
                }
            }
            if plans.count == lesson.steps.count { problems += KeyProof(lesson, plans, library).problems }
            lessons.append((lesson, plans))
        }
        problems +=
            ItemProof(lessons.map(\.plans), lessons.map(\.lesson), allIDs: library.allLessonIDs).problems
        problems += WordOrder(lessons.map(\.lesson)).problems
        problems.sort { ($0.place, $0.message) < ($1.place, $1.message) }
    }

    /// Runs every listing that says what it prints, in each language that this machine has.
    package mutating func runListings() async {
        var verdicts: [String: String?] = [:]
        for (_, plans) in lessons {
            for case let code as CodeStage in plans.flatMap(\.stages) {
                guard let prints = code.prints else { continue }
                for file in code.files {
                    if verdicts[file] == nil {
                        verdicts[file] = .some(await Self.output(of: file, notes: &notes))
                    }
                    guard let output = verdicts[file] ?? nil else { continue }
                    let lastLine = output.split(separator: "\n").last.map(String.init) ?? ""
                    if prints.value.isNaN, lastLine.lowercased() == "nan" { continue }
                    let lastNumber = lastLine.matches(of: /-?\d+(?:\.\d+)?(?:e[-+]?\d+)?/).last
                    if let value = lastNumber.flatMap({ Double($0.output) }),
                        abs(value - prints.value) <= 1e-9
                    {
                        continue
                    }
                    problems.append(
                        Problem(
                            "\(file) prints \"\(safeText(lastLine))\", not \(prints.value)", at: prints.place)
                    )
                }
            }
        }
    }

    /// What a listing prints; its complaint where it does not run; nil where its language is missing.
    private static func output(of file: String, notes: inout [String]) async -> String? {
        guard let language = Language.of(file: file) else { return nil }
        guard language.isAvailable else {
            let note = "\(language.tool) is not installed: listings in \(language.name) were left out"
            if !notes.contains(note) { notes.append(note) }
            return nil
        }
        let result = await CodeRunner.run(file, language: language)
        return result.verdict == .finished ? result.standardOutput : "\(result.verdict)"
    }

    package var summary: String {
        let steps = lessons.reduce(0) { $0 + $1.plans.count }
        let count =
            problems.isEmpty
            ? "nothing is wrong" : "\(problems.count) problem\(problems.count == 1 ? "" : "s")"
        return "\(library.entries.count) lessons, \(steps) steps: \(count)"
    }

    package var text: [String] { problems.map { safeText($0.description) } }

    package var json: [String] {
        problems.map { problem in
            "{\"file\": \(quoted(problem.place.file)), \"line\": \(problem.place.line), "
                + "\"column\": \(problem.place.column), \"message\": \(quoted(problem.message))}"
        }
    }
}

/// The tables of names and functions for the authors' guide, in Markdown.
package var guideTables: [String] { ExperimentScope.guideTables }
