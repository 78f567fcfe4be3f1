import Foundation
import Testing

@testable import NeuralNetwork

/// TensorFlow Playground's own runs, number for number.
///
/// `Fixtures/playground-runs.json` was written by Playground's source (Apache-2.0, commit 02469bd) run in node: for each
/// configuration its first points, first weights, losses after 0, 1, 10, 100 and 500 epochs, and last weights.
struct PlaygroundTests {
    struct Run: Decodable, Sendable, CustomTestStringConvertible {
        struct Config: Decodable, Sendable {
            let seed, activation, dataset, regularization: String
            let noise, percTrainData, learningRate, regularizationRate: Double
            let batchSize: Int
            let networkShape: [Int]
            let features: [String]
        }
        struct Point: Decodable, Sendable { let x, y, label: Double }
        struct Neuron: Decodable, Sendable {
            let b: Double
            let w: [Double]
        }
        let config: Config
        let firstTrain: [Point]
        let nTrain, nTest: Int
        let `init`: [[Neuron]]
        let loss: [String: [Double]]
        let after: [[Neuron]]?
        let dead, links: Int

        var testDescription: String { "\(config.dataset) \(config.regularization)" }
    }

    static let runs: [Run] = {
        let file = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
            .appendingPathComponent("Fixtures/playground-runs.json")
        return (try? JSONDecoder().decode([Run].self, from: Data(contentsOf: file))) ?? []
    }()

    @Test func thereAreRuns() {
        #expect(Self.runs.count == 6)
        #expect(Set(Self.runs.map(\.config.dataset)) == ["circle", "xor", "gauss", "spiral", "reg-plane"])
    }

    static func configuration(_ run: Run) throws -> PlaygroundConfiguration {
        var configuration = PlaygroundConfiguration()
        configuration.seed = run.config.seed
        configuration.data = .playground(try #require(PlaygroundData(rawValue: run.config.dataset)))
        configuration.noise = run.config.noise
        configuration.trainPercent = run.config.percTrainData
        configuration.hidden = run.config.networkShape
        configuration.activation = try #require(Activation(rawValue: run.config.activation))
        configuration.features = try run.config.features.map { try #require(PointFeature(rawValue: $0)) }
        configuration.settings.learningRate = run.config.learningRate
        configuration.settings.batchSize = run.config.batchSize
        configuration.settings.regularization = try #require(
            Regularization(rawValue: run.config.regularization))
        configuration.settings.regularizationRate = run.config.regularizationRate
        return configuration
    }

    /// The points and the first weights to the last bit.
    @Test(arguments: runs)
    func itBeginsWithTheSameNumbers(run: Run) throws {
        let start = try Self.configuration(run).start()
        #expect(start.train.count == run.nTrain && start.test.count == run.nTest)
        // All runs are told x and y, in this order.
        #expect(run.config.features == ["x", "y"])
        for (example, expected) in zip(start.train, run.firstTrain) {
            #expect(example == Example(input: [expected.x, expected.y], target: [expected.label]))
        }
        for (layer, neurons) in zip(start.network.layers, run.`init`) {
            for (index, neuron) in neurons.enumerated() {
                #expect(Array(layer.weights.row(index)) == neuron.w)
                #expect(layer.biases[index] == neuron.b)
            }
        }
    }

    /// The losses to 1e-12 up to epoch 100. Behind that the last bits of tanh, which differ from one library to the next,
    /// have grown: 1e-6 at epoch 500, and nothing where the run is chaotic and its record ends at 100.
    @Test(arguments: runs)
    func itLearnsTheSame(run: Run) throws {
        let configuration = try Self.configuration(run)
        let start = try configuration.start()
        var trainer = Trainer(start.network, settings: configuration.settings)
        // All but the one in which weights die go to the end only where there is time: NEUROTOUR_LONG=1.
        let isWhole =
            run.config.regularization == "L1" || ProcessInfo.processInfo.environment["NEUROTOUR_LONG"] != nil
        let mostEpochs = isWhole ? 500 : 100
        let epochs = run.loss.keys.compactMap { Int($0) }.filter { $0 <= mostEpochs }.sorted()
        for epoch in epochs {
            while trainer.epoch < epoch { try trainer.trainEpoch(start.train) }
            let tolerance = epoch <= 100 ? 1e-12 : 1e-6
            let expected = try #require(run.loss["\(epoch)"])
            let trainLoss = try trainer.network.loss(.halfSquaredError, over: start.train)
            let testLoss = try trainer.network.loss(.halfSquaredError, over: start.test)
            #expect(abs(trainLoss - expected[0]) <= tolerance, "epoch \(epoch)")
            #expect(abs(testLoss - expected[1]) <= tolerance, "epoch \(epoch)")
        }
        guard let after = run.after, mostEpochs == 500 else { return }
        for (layer, neurons) in zip(trainer.network.layers, after) {
            for (index, neuron) in neurons.enumerated() {
                for (weight, expected) in zip(layer.weights.row(index), neuron.w) {
                    #expect(abs(weight - expected) <= 1e-6)
                }
                #expect(abs(layer.biases[index] - neuron.b) <= 1e-6)
            }
        }
        #expect(trainer.deadCount == run.dead)
        #expect(start.network.layers.reduce(0) { $0 + $1.weights.elements.count } == run.links)
    }

    /// Every step leaves behind what it has used: with 250 examples and batches of 7, five are left over for the next
    /// round's first step.
    @Test func whatIsLeftOverCarriesOver() throws {
        var random = PlaygroundRandom(seed: "left over")
        let network = try Network(playgroundSizes: [1, 1], hidden: .linear, output: .linear, from: &random)
        var settings = Trainer.Settings()
        settings.batchSize = 2
        settings.learningRate = 0.1
        var trainer = Trainer(network, settings: settings)
        let examples = [1.0, 2, 3].map { Example(input: [$0], target: [$0]) }
        try trainer.trainEpoch(examples)
        let (w, b) = (trainer.network.layers[0].weights[0, 0], trainer.network.layers[0].biases[0])
        let errorOfThird = w * 3 + b - 3
        try trainer.trainEpoch(examples)
        // The first step of the second round is the mean over the third example and the first two.
        let errors = [errorOfThird, w * 1 + b - 1, w * 2 + b - 2]
        let inputs = [3.0, 1, 2]
        let slope = zip(errors, inputs).reduce(0) { $0 + $1.0 * $1.1 } / 3
        #expect(abs(trainer.network.layers[0].weights[0, 0] - (w - 0.1 * slope)) < 1e-12)
        #expect(abs(trainer.network.layers[0].biases[0] - (b - 0.1 * errors.reduce(0, +) / 3)) < 1e-12)
    }

    /// Different texts are different seeds, be they the same number.
    @Test func aSeedIsAText() {
        var (a, b, again) = (
            PlaygroundRandom(seed: "0.1"), PlaygroundRandom(seed: "0.10"), PlaygroundRandom(seed: "0.1")
        )
        let numbers = (0..<1000).map { _ in a.next() }
        #expect(numbers == (0..<1000).map { _ in again.next() })
        #expect(numbers[0] != b.next())
        #expect(numbers.allSatisfy { (0..<1).contains($0) })
        // The mean of 1000 numbers between 0 and 1 is off 0.5 by more than 0.05 once in ten million times.
        #expect(abs(numbers.reduce(0, +) / 1000 - 0.5) < 0.05)
    }
}
