import Course
import Experiment
import Foundation
import NeuralNetwork
import Testing

@testable import Tutorial

/// The numbers of the lessons on loss, slopes, gradient descent and backpropagation, in the steps' own networks, against
/// exact fractions and slopes taken by another method: `Fixtures/learning/expected.py`.
struct LearningNumbersTests {
    private struct Expected: Decodable {
        struct Example: Decodable {
            let inputs: [Double]
            let hidden: [Double]
            let output, error, loss: Double
            let slopes: [String: Double]
        }
        struct NudgedNumber: Decodable {
            let number: String
            let by, loss, ratio: Double
        }
        struct ShareLoss: Decodable {
            let p, loss: Double
        }
        struct Saturated: Decodable {
            let output, squaredLoss, squaredSlope, crossEntropyLoss, crossEntropySlope: Double
        }
        struct Run: Decodable {
            struct Point: Decodable {
                let w, loss, slope: Double
            }
            let rate: Double
            let points: [Point]
        }
        struct Update: Decodable {
            let rate: Double
            let parameters: [String: Double]
            let hidden: [Double]
            let output, loss: Double
        }
        let examples: [Example]
        let nudges: [NudgedNumber]
        let crossEntropy: [ShareLoss]
        let saturated: Saturated
        let valley: [Run]
        let updates: [Update]
    }

    private static let tolerance = 1e-9

    private let expected: Expected

    init() throws {
        let file = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
            .appendingPathComponent("Fixtures/learning/expected.json")
        expected = try JSONDecoder().decode(Expected.self, from: Data(contentsOf: file))
    }

    /// The experiment of a step as the learner finds it.
    private func experiment(_ lesson: String, _ step: String) throws -> Experiment {
        let index = try #require(LessonCheckTests.library.index(ofLesson: lesson))
        let steps = try LessonCheckTests.library.entries[index].lesson().get().steps
        let found = try #require(steps.first { $0.id == step })
        return try #require(StepPlan(found).setting.experiment)
    }

    private func number(_ text: String, _ experiment: Experiment) throws -> Double {
        try Expression(text).number(in: ExperimentScope(experiment))
    }

    private func isNear(_ value: Double?, _ other: Double) -> Bool {
        abs((value ?? .nan) - other) <= Self.tolerance * max(1, abs(other))
    }

    /// Each of the three inputs in the step that is about it.
    @Test(arguments: [
        ("slope-by-nudging", "signs"), ("backpropagation", "all-nine"), ("backpropagation", "shut-gates"),
    ])
    func slopesAreThoseOfTheOtherMethod(lesson: String, step: String) throws {
        let experiment = try experiment(lesson, step)
        let example = try #require(expected.examples.first { $0.inputs == experiment.input })
        #expect(isNear(experiment.loss, example.loss))
        #expect(isNear(experiment.pass.output[0], example.output))
        #expect(isNear(experiment.goal?.errors(experiment.pass)[0], example.error))
        #expect(zip(experiment.pass.layers[0].activations, example.hidden).allSatisfy { isNear($0, $1) })
        for (name, slope) in example.slopes {
            #expect(isNear(try number("slope(\(name))", experiment), slope), "\(name)")
        }
        #expect(example.slopes.count == 11)
    }

    @Test func aNudgeGivesTheRatio() throws {
        for nudged in expected.nudges {
            var experiment = try experiment("slope-by-nudging", "steepest")
            let old = try number(nudged.number, experiment)
            try experiment.apply(Edit("\(nudged.number) = \(old + nudged.by)", for: experiment))
            let nudge = try #require(experiment.nudge)
            // A difference of losses that are alike has fewer digits.
            #expect(abs(nudge.ratio - nudged.ratio) < 1e-9, "\(nudged.number)")
            #expect(isNear(experiment.loss, nudged.loss))
            let slope = try #require(expected.examples[0].slopes[nudged.number])
            #expect(isNear(nudge.slopeBefore, slope))
        }
    }

    @Test func bothLossesOfTheSaturatedNeuron() throws {
        let squared = try experiment("loss", "sure-and-wrong")
        let shares = try experiment("loss", "the-other-loss")
        let expected = expected.saturated
        #expect(isNear(squared.pass.output[0], expected.output))
        #expect(isNear(squared.loss, expected.squaredLoss))
        #expect(isNear(try number("slope(z1[0])", squared), expected.squaredSlope))
        #expect(isNear(shares.loss, expected.crossEntropyLoss))
        #expect(isNear(try number("slope(z1[0])", shares), expected.crossEntropySlope))
    }

    /// The table of the lesson, read from it.
    @Test func theTableOfSharesIsRight() throws {
        let rows = try tables(of: "loss", "cross-entropy")
        #expect(rows.count == 4)
        for row in rows {
            let p = try #require(Double(row[0]))
            let loss = try #require(expected.crossEntropy.first { $0.p == p }).loss
            #expect(abs((Double(row[1]) ?? .nan) - loss) <= 0.0005 + 1e-12)
        }
    }

    @Test func everyRunInTheValley() throws {
        for run in expected.valley {
            var experiment = try experiment("gradient-descent", "largest-rate")
            try experiment.apply(Edit("lr = \(run.rate)", for: experiment))
            for (step, point) in run.points.enumerated() {
                #expect(isNear(try number("W1[0][0]", experiment), point.w), "η \(run.rate), step \(step)")
                #expect(isNear(experiment.loss, point.loss))
                #expect(isNear(try number("slope(W1[0][0])", experiment), point.slope))
                try experiment.apply(Edit("step", for: experiment))
            }
            #expect(try number("b1[0]", experiment) == 0)
            let points = experiment.runPoints(along: .weight(layer: 0, neuron: 0, input: 0))
            #expect(points.count == run.points.count + 1)
            #expect(zip(points, run.points).allSatisfy { isNear($0.value, $1.w) && isNear($0.loss, $1.loss) })
        }
    }

    /// The table of first losses, read from the lesson.
    @Test func theTableOfFirstLossesIsRight() throws {
        let rows = try tables(of: "gradient-descent", "too-large")
        #expect(rows.count == 5)
        for row in rows {
            let rate = try #require(Double(row[0]))
            let points = try #require(expected.valley.first { $0.rate == rate }).points
            for (index, text) in row[1].split(separator: ", ").enumerated() {
                let digits = text.split(separator: ".").dropFirst().first?.count ?? 0
                let rounding = 0.5 * pow(10, -Double(digits)) + 1e-9
                #expect(abs((Double(text) ?? .nan) - points[index].loss) <= rounding, "\(rate): \(text)")
            }
        }
    }

    @Test func oneStepWithEachRate() throws {
        let rows = try tables(of: "backpropagation", "how-far")
        for update in expected.updates {
            var experiment = try experiment("backpropagation", "how-far")
            try experiment.apply(Edit("lr = \(update.rate)", for: experiment))
            try experiment.apply(Edit("step", for: experiment))
            for (name, value) in update.parameters {
                #expect(isNear(try number(name, experiment), value), "\(name)")
            }
            #expect(zip(experiment.pass.layers[0].activations, update.hidden).allSatisfy { isNear($0, $1) })
            #expect(isNear(experiment.pass.output[0], update.output))
            #expect(isNear(experiment.loss, update.loss))
            let row = try #require(rows.first { Double($0[0]) == update.rate })
            #expect(abs((Double(row[1]) ?? .nan) - update.output) <= 0.0005)
            #expect(abs((Double(row[2]) ?? .nan) - update.loss) <= 0.0005)
        }
        #expect(rows.count == expected.updates.count)
    }

    /// The curriculum's own figures, as it prints them.
    @Test func theCurriculumsFigures() throws {
        let first = expected.examples[0]
        #expect(first.slopes["W2[0][0]"] == -0.24 && first.slopes["b2[0]"] == -0.4)
        #expect(first.slopes["W1[1][0]"] == -0.16 && first.slopes["b1[1]"] == -0.16)
        let rounded = expected.valley.map { run in run.points.prefix(5).map { ($0.loss * 10).rounded() / 10 }
        }
        #expect(rounded[1] == [18, 6.5, 2.3, 0.8, 0.3])
        #expect(rounded[6] == [18, 35.3, 69.1, 135.5, 265.6])
        #expect(expected.updates.map { ($0.loss * 1000).rounded() / 1000 } == [0.041, 0.02, 0.401, 3.318])
    }

    /// The rows of the table in a step's text.
    private func tables(of lesson: String, _ step: String) throws -> [[String]] {
        let index = try #require(LessonCheckTests.library.index(ofLesson: lesson))
        let steps = try LessonCheckTests.library.entries[index].lesson().get().steps
        let blocks = try #require(steps.first { $0.id == step }).blocks
        return blocks.flatMap { block -> [[String]] in
            guard case .prose(let blocks) = block else { return [] }
            return blocks.flatMap { block -> [[String]] in
                guard case .table(_, let rows) = block else { return [] }
                return rows.map { $0.map(\.plainText) }
            }
        }
    }
}
