import Course
import Experiment
import NeuralNetwork
import TerminalUI
import Testing

@testable import Tutorial

/// The exercises of the course, played through the real keys: each solution, and each near miss with what is said to it.
struct CurriculumExerciseTests {
    /// An exercise where it stands.
    struct Exercise: Sendable, CustomTestStringConvertible {
        let id: String
        let entry: Entry
        let step: Int
        let stage: Int
        let keys: ExerciseStage.Keys
        var testDescription: String { id }
    }

    static let exercises: [Exercise] = LessonCheckTests.library.entries.flatMap { entry -> [Exercise] in
        guard let lesson = try? entry.lesson().get() else { return [] }
        return lesson.steps.enumerated().flatMap { index, step -> [Exercise] in
            guard let plan = try? StepPlan(step) else { return [] }
            let fences = step.fences.filter { $0.kind == ExerciseStage.kind }
            let stages = plan.stages.indices.filter { plan.stages[$0] is ExerciseStage }
            return zip(fences, stages).compactMap { fence, stage in
                (try? fence.decode(ExerciseStage.Keys.self)).map {
                    Exercise(id: $0.id.value, entry: entry, step: index, stage: stage, keys: $0)
                }
            }
        }
    }

    @Test func theCourseHasThemAll() {
        let ids = (Array(1...20) + Array(31...38)).map { $0 < 10 ? "E0\($0)" : "E\($0)" }
        #expect(Set(Self.exercises.map(\.id)).isSuperset(of: ids))
    }

    private static let session: Session = {
        var settings = Settings()
        settings.motion = .off
        var session = Session(library: LessonCheckTests.library, settings: settings)
        session.size = Size(width: 120, height: 60)
        return session
    }()

    /// The lesson with the exercise waiting, everything before it passed over.
    private func screen(_ exercise: Exercise) throws -> LessonScreen {
        var screen = try #require(
            LessonScreen.open(exercise.entry, step: exercise.step, isAnew: true, in: Self.session)
                as? LessonScreen)
        while let gate = screen.run.gate, gate.part.task != exercise.stage { screen.run.passGate() }
        return screen
    }

    private func text(_ screen: LessonScreen) -> String {
        var canvas = Canvas(size: Self.session.size, glyphs: .unicode)
        screen.draw(on: &canvas, in: Self.session)
        return canvas.text
    }

    /// What is pressed: edits by their keys, blanks as they are typed.
    private func solution(_ exercise: Exercise, _ screen: LessonScreen) throws -> [Key] {
        guard let edits = exercise.keys.solution else {
            let task = screen.run.stages[exercise.stage] as? any TaskStage
            return try #require(task?.checkedKeys)
        }
        let played = try #require(screen.solutionKeys(edits.all))
        #expect(played.isWhole && !played.keys.isEmpty)
        return played.keys
    }

    private static func done(_ exercise: Exercise) -> String {
        exercise.keys.blanks == nil ? "✓ done in" : "✓ done, no hints"
    }

    /// ✓ is on the screen after the last key, and not one key earlier.
    @Test(arguments: exercises)
    func theSolutionIsPressed(exercise: Exercise) throws {
        var screen = try screen(exercise)
        let keys = try solution(exercise, screen)
        var records: [ProgressRecord] = []
        for key in keys {
            #expect(!text(screen).contains(Self.done(exercise)))
            for case .save(let record) in screen.press(key, Self.session) { records.append(record) }
        }
        #expect(text(screen).contains(Self.done(exercise)))
        let solved = records.contains {
            if case .outcome(exercise.id, .solved) = $0.what { true } else { false }
        }
        #expect(solved)
    }

    @Test(arguments: exercises)
    func nearMissesAreAnswered(exercise: Exercise) throws {
        guard let nearMisses = exercise.keys.near_misses else { return try wrongNumbersAreAnswered(exercise) }
        #expect(nearMisses.count >= 3)
        for miss in nearMisses {
            var screen = try screen(exercise)
            let played = try #require(screen.solutionKeys(miss.example.all))
            for key in played.keys { _ = screen.press(key, Self.session) }
            let task = screen.run.stages[exercise.stage] as? any TaskStage
            #expect(task?.isOpen == true, "\(miss.when.value)")
            let rows = task?.rows(screen.run.view(Self.session.settings, width: 2000), isActive: true) ?? []
            #expect(rows.contains { $0.text == miss.why.value }, "\(miss.when.value)")
        }
    }

    /// What is likely to be typed into a blank and wrong: told by its own words, the blank still open.
    private func wrongNumbersAreAnswered(_ exercise: Exercise) throws {
        let start = try screen(exercise)
        let stage = try #require(start.run.stages[exercise.stage] as? ExerciseStage)
        #expect(stage.wrongAnswers.count >= 3)
        for wrong in stage.wrongAnswers {
            var screen = try screen(exercise)
            for key in wrong.keys { _ = screen.press(key, Self.session) }
            let task = screen.run.stages[exercise.stage] as? any TaskStage
            #expect(task?.isOpen == true)
            let rows = task?.rows(screen.run.view(Self.session.settings, width: 2000), isActive: true) ?? []
            #expect(rows.contains { $0.text == wrong.why }, "\(wrong.why)")
        }
    }

    /// Whoever asks for all hints gets to the end: the last one plays the solution.
    @Test(arguments: exercises)
    func theHintsLeadToTheEnd(exercise: Exercise) throws {
        var screen = try screen(exercise)
        for _ in 0..<4 { _ = screen.press(.character("H"), Self.session) }
        let task = screen.run.stages[exercise.stage] as? any TaskStage
        #expect(task?.isOpen == false)
        #expect(text(screen).contains("all hints"))
    }
}

extension StepPlan.Part {
    /// The stage of a task.
    fileprivate var task: Int? {
        if case .task(let index) = self { index } else { nil }
    }
}

/// The data of the lesson on the dead neuron: each of its eight inputs goes out at a bias of its own.
struct FlipPointTests {
    @Test func theEightInputsGoOutOneAfterTheOther() throws {
        let index = try #require(LessonCheckTests.library.index(ofLesson: "dead-neuron"))
        let lesson = try LessonCheckTests.library.entries[index].lesson().get()
        let step = try #require(lesson.steps.first { $0.id == "eight-inputs" })
        let plan = try StepPlan(step)
        let start = try #require(plan.setting.experiment)
        let inputs = try #require(start.dataSet).inputs
        #expect(inputs.count == 8 && inputs.first == [1, 2, 3])
        // The bias at which w·x + b is 0.
        let weights = Array(start.network.layers[0].weights.row(0))
        let flips = inputs.map { -zip(weights, $0).map(*).reduce(0, +) }
        #expect(Set(flips.map { ($0 * 1e9).rounded() }).count == 8)
        for (row, flip) in flips.enumerated() {
            for (bias, isOn) in [(flip + 0.05, true), (flip - 0.05, false)] {
                var experiment = start
                try experiment.apply(.set(.bias(layer: 0, neuron: 0), bias))
                #expect(experiment.isOn(neuron: 0, row: row) == isOn)
            }
        }
        let bias = flips.min() ?? 0
        var dead = start
        try dead.apply(.set(.bias(layer: 0, neuron: 0), bias - 1e-9))
        #expect(dead.isDead(neuron: 0))
    }
}
