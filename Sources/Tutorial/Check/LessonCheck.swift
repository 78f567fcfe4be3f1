import CodeRunner
import Course
import Experiment
import Glibc
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
        problems = library.course.structureProblems() + library.misconceptions.problems
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

    /// Proves in each language that this machine has: every starter fails its challenge, every solution passes it.
    package mutating func runChallenges() async {
        let challenges = lessons.flatMap(\.plans).flatMap(\.stages).compactMap {
            ($0 as? ChallengeStage)?.challenge
        }
        guard !challenges.isEmpty else { return }
        for language in Language.all where !language.isAvailable {
            notes.append("\(language.tool) is not installed: challenges in \(language.name) were left out")
        }
        let trials = challenges.flatMap { challenge in
            Language.all.filter(\.isAvailable).flatMap { language in
                [
                    ChallengeTrial(challenge, language, isSolution: false),
                    ChallengeTrial(challenge, language, isSolution: true),
                ]
            }
        }
        problems += await inParallel(trials) { await $0.problem }.compactMap(\.self)
        problems.sort { ($0.place, $0.message) < ($1.place, $1.message) }
    }

    package var summary: String {
        let steps = lessons.reduce(0) { $0 + $1.plans.count }
        let count =
            problems.isEmpty
            ? "nothing is wrong" : "\(problems.count) problem\(problems.count == 1 ? "" : "s")"
        let lessons = library.entries.count == 1 ? "1 lesson" : "\(library.entries.count) lessons"
        return "\(lessons), \(steps) \(steps == 1 ? "step" : "steps"): \(count)"
    }

    package var text: [String] { problems.map { safeText($0.description) } }

    package var json: [String] {
        problems.map { problem in
            "{\"file\": \(quoted(problem.place.file)), \"line\": \(problem.place.line), "
                + "\"column\": \(problem.place.column), \"message\": \(quoted(problem.message))}"
        }
    }
}

/// A starter that has to fail, or a solution that has to pass.
private struct ChallengeTrial: Sendable {
    private let challenge: Challenge
    private let language: Language
    private let isSolution: Bool

    init(_ challenge: Challenge, _ language: Language, isSolution: Bool) {
        self.challenge = challenge
        self.language = language
        self.isSolution = isSolution
    }

    var problem: Problem? {
        get async {
            let source = (isSolution ? challenge.solutions : challenge.starters)[language] ?? ""
            let name = challenge.fileName(in: language)
            let verdict = await challenge.run(source, named: name, in: language, withHidden: true)
            guard verdict.isPassed != isSolution else { return nil }
            guard isSolution else {
                return Problem(
                    "the starter in \(language.name) passes every case already", at: challenge.place)
            }
            let reason =
                verdict.firstFailure.map { "case \($0.aCase.number), \"\($0.aCase.title)\"" }
                ?? verdict.problems(inFile: name).first ?? "it does not run"
            return Problem("the solution in \(language.name) fails: \(safeText(reason))", at: challenge.place)
        }
    }
}

/// The results for all elements, worked out for as many at a time as there are processors.
private func inParallel<Element: Sendable, Output: Sendable>(
    _ elements: [Element], _ work: @escaping @Sendable (Element) async -> Output
) async -> [Output] {
    await withTaskGroup(of: Output.self) { group in
        var (outputs, waiting): ([Output], ArraySlice<Element>) = ([], elements[...])
        func next() {
            guard let element = waiting.popFirst() else { return }
            group.addTask { await work(element) }
        }
        for _ in 0..<max(1, sysconf(Int32(_SC_NPROCESSORS_ONLN))) { next() }
        for await output in group {
            outputs.append(output)
            next()
        }
        return outputs
    }
}

/// The tables of names and functions for the authors' guide, in Markdown.
package var guideTables: [String] { ExperimentScope.guideTables }
