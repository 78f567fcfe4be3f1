import Experiment
import NeuralNetwork
import Samples
import TerminalUI
import Testing

@testable import Tutorial

/// The tour of a network of one's own.
struct NetworkTourTests {
    private static let shapes: [[Int]] = [
        [1, 1], [3, 1], [2, 2, 1], [2, 3, 1], [2, 1, 1, 1, 1, 1, 1, 1], [2, 8, 8, 1], [64, 32, 10], [500, 1],
        [3, 9, 2], [1, 1, 1], [2] + Array(repeating: 3, count: 200), [7, 1, 4],
    ]

    private static func network(_ sizes: [Int], seed: UInt64) throws -> Network {
        var generator = SeededGenerator(seed: seed)
        return try Network(
            layers: try zip(sizes, sizes.dropFirst()).map { inputs, neurons in
                try DenseLayer(
                    weights: Matrix(
                        rows: neurons, columns: inputs, elements: generator.numbers(neurons * inputs)),
                    biases: generator.numbers(neurons),
                    activation: Activation.allCases.randomElement(using: &generator) ?? .relu)
            })
    }

    /// Every tour is a lesson without a mistake: its answers are the network's, its pictures fit.
    @Test(arguments: shapes)
    func isALessonWithoutAMistake(sizes: [Int]) throws {
        for seed in 1...3 as ClosedRange<UInt64> {
            let tour = try NetworkTour(try Self.network(sizes, seed: seed), input: nil, fileName: "net.json")
            var check = LessonCheck(tour.library)
            check.prove()
            // A choice about a network has a proof in a written lesson; here the program knows the answer itself.
            let problems = check.text.filter { !$0.contains("needs its proof") }
            #expect(problems == [])
        }
    }

    /// Each answer that it calls right is what the engine computes: here of 2-3-1, worked out by hand.
    /// h = ReLU(1·1 + 0), ReLU(−2·1 + 0), ReLU(0.5·1 + 0.25); y = 1 − 0.75.
    @Test func theAnswersAreTheNetworks() throws {
        let network = try Network(layers: [
            DenseLayer(
                weights: Matrix([[1, 0], [-2, 0], [0.5, 0.25]]), biases: [0, 0, 0], activation: .relu),
            DenseLayer(weights: Matrix([[1, 0, -1]]), biases: [0], activation: .linear),
        ])
        let tour = try NetworkTour(network, input: [1, 1], fileName: "net.json")
        let text = tour.markdown
        #expect(text.contains("answer: \"a number above 0\""))
        #expect(text.contains("answer: \"h₁\""))
        #expect(text.contains("why: \"h₁ = 1.00, h₂ = 0.00, h₃ = 0.75.\""))
        #expect(text.contains("why: \"y = 0.25.\""))
        #expect(text.contains("2-3-1") && text.contains("13 parameters"))
    }

    /// The last stop's focus is on a weight that the output follows: h₂ is silent here, and so are its weights.
    @Test func theLastStopShowsAWeightThatMatters() throws {
        let network = try Network(layers: [
            DenseLayer(weights: Matrix([[-1, -1], [1, 2]]), biases: [0, 0], activation: .relu),
            DenseLayer(weights: Matrix([[1, 1]]), biases: [0], activation: .linear),
        ])
        let text = try NetworkTour(network, input: [1, 3], fileName: "net.json").markdown
        // ∂y/∂W₂₂ = x₂ = 3 is the largest slope.
        #expect(text.contains("focus: W1[1][1]"))
    }

    @Test func asksOfEqualsToo() throws {
        let network = try Network(layers: [
            DenseLayer(weights: Matrix([[1], [1]]), biases: [0, 0], activation: .linear)
        ])
        let text = try NetworkTour(network, input: [2], fileName: "net.json").markdown
        #expect(text.contains("answer: \"two or more are equal\""))
    }

    /// From the first stop to the last by Enter alone, every network can be walked through.
    @Test(arguments: shapes)
    func canBeWalkedThrough(sizes: [Int]) throws {
        let tour = try NetworkTour(try Self.network(sizes, seed: 9), input: nil, fileName: "net.json")
        var session = Session(library: tour.library, settings: .still)
        session.size = Size(width: 80, height: 24)
        var screen = try #require(LessonScreen.open(tour.library.entries[0], in: session) as? LessonScreen)
        for _ in 0..<100 where !screen.isLastStep {
            let key: Key = screen.run.isAsking && !screen.hasMoreToRead(session) ? .down : .enter
            _ = screen.handle(.key(key), in: session)
            _ = screen.handle(.key(.enter), in: session)
        }
        #expect(screen.isLastStep)
    }

    @Test func anInputOfTheWrongLengthIsRefused() throws {
        let network = try Self.network([2, 1], seed: 1)
        #expect(throws: ShapeError.self) { try NetworkTour(network, input: [1], fileName: "net.json") }
    }
}
