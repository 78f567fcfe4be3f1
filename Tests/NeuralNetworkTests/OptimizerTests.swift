import Foundation
import NeuralNetwork
import Testing

/// Every loss with every optimizer against `Fixtures/optimizers.py`, which takes its slopes from differences in fifty
/// digits and knows no formula of a derivative.
struct OptimizerTests {
    struct Fixture: Decodable {
        struct Pair: Decodable { let input, target: [Double] }
        struct Run: Decodable, Sendable, CustomTestStringConvertible {
            let loss: Loss
            let optimizer: Optimizer
            let startLoss, endLoss: Double
            let parameters: [Double]
            var testDescription: String { "\(loss) with \(optimizer)" }
        }
        let sizes: [Int]
        let start: [Double]
        let rate: Double
        let steps: Int
        let examples: [Pair]
        let runs: [Run]
    }

    private static func fixture() throws -> Fixture {
        let file = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
            .appendingPathComponent("Fixtures/optimizers.json")
        return try JSONDecoder().decode(Fixture.self, from: Data(contentsOf: file))
    }

    static let runs = (try? fixture().runs) ?? []

    @Test func `there is a run for each loss and optimizer`() {
        #expect(Self.runs.count == Loss.allCases.count * Optimizer.allCases.count)
    }

    @Test(arguments: runs) func `twelve steps lead where the formulas lead`(run: Fixture.Run) throws {
        let fixture = try Self.fixture()
        let examples = fixture.examples.map { Example(input: $0.input, target: $0.target) }
        var settings = Trainer.Settings()
        settings.learningRate = fixture.rate
        settings.batchSize = examples.count
        settings.loss = run.loss
        settings.optimizer = run.optimizer
        let output = run.loss == .crossEntropy ? Activation.sigmoid : .linear
        let start = try network(fixture.start, sizes: fixture.sizes, activations: [.tanh, output])
        var trainer = Trainer(start, settings: settings)
        #expect(abs(try trainer.network.loss(run.loss, over: examples) - run.startLoss) < 1e-14)
        for _ in 0..<fixture.steps { try trainer.trainEpoch(examples) }
        #expect(trainer.steps == fixture.steps)
        #expect(abs(try trainer.network.loss(run.loss, over: examples) - run.endLoss) < 1e-13)
        let end = try network(run.parameters, sizes: fixture.sizes, activations: [.tanh, output])
        for (layer, wanted) in zip(trainer.network.layers, end.layers) {
            for (value, wanted) in zip(layer.weights.elements, wanted.weights.elements) {
                #expect(abs(value - wanted) < 1e-12)
            }
            for (value, wanted) in zip(layer.biases, wanted.biases) { #expect(abs(value - wanted) < 1e-12) }
        }
    }

    /// The fixture's numbers: for each neuron its weights, then its bias.
    private func network(
        _ numbers: [Double], sizes: [Int], activations: [Activation]
    ) throws -> Network {
        var rest = numbers[...]
        let layers = try zip(zip(sizes, sizes.dropFirst()), activations).map { shape, activation in
            let rows = (0..<shape.1).map { _ in
                let row = Array(rest.prefix(shape.0 + 1))
                rest = rest.dropFirst(shape.0 + 1)
                return row
            }
            return try DenseLayer(
                weights: Matrix(rows.map { Array($0.dropLast()) }), biases: rows.map { $0[shape.0] },
                activation: activation)
        }
        return try Network(layers: layers)
    }
}

/// What the losses make of outputs, by closed forms and the curriculum's numbers.
struct LossTests {
    /// −ln p for p = 0.9, 0.5, 0.1, 0.01 (lesson X5).
    @Test func `cross-entropy punishes confident mistakes`() {
        for (p, loss) in [(0.9, 0.105), (0.5, 0.693), (0.1, 2.303), (0.01, 4.605)] {
            #expect(abs(Loss.crossEntropy([p], [1]) - loss) < 5e-4)
            #expect(abs(Loss.crossEntropy([1 - p], [0]) - loss) < 5e-4)
        }
    }

    /// The saturated neuron of lesson X5: at z = 5 with target 0 the squared loss has lost its slope.
    @Test func `cross-entropy keeps its slope where a sigmoid is flat`() throws {
        let neuron = try DenseLayer(weights: Matrix([[1]]), biases: [0], activation: .sigmoid)
        let pass = try Network(layers: [neuron]).forward([5])
        #expect(abs(Loss.halfSquaredError.preactivationSlopes(pass.layers[0], [0])[0] - 0.0066) < 5e-5)
        #expect(abs(Loss.crossEntropy.preactivationSlopes(pass.layers[0], [0])[0] - 0.9933) < 5e-5)
    }

    /// A sigmoid of 800 is exactly 1 in doubles; the loss is 800 all the same.
    @Test func `a saturated sigmoid still tells how wrong it is`() throws {
        let neuron = try DenseLayer(weights: Matrix([[1]]), biases: [0], activation: .sigmoid)
        let pass = try Network(layers: [neuron]).forward([800])
        #expect(Loss.crossEntropy(pass.output, [0]) == .infinity)
        #expect(Loss.crossEntropy(pass.layers[0], [0]) == 800)
        #expect(Loss.crossEntropy(pass.layers[0], [1]) == 0)
        #expect(Loss.crossEntropy(pass.layers[0], [0.5]) == 400)
    }

    /// The curriculum's shares (lesson X11), and ln K for a uniform guess.
    @Test func `softmax shares out`() {
        for (score, share) in zip(softmax([2, 1, 0]), [0.665, 0.245, 0.090]) {
            #expect(abs(score - share) < 5e-4)
        }
        for (a, b) in zip(softmax([2, 1, 0]), softmax([1002, 1001, 1000])) { #expect(abs(a - b) < 1e-12) }
        #expect(softmax([1000, 0]) == [1, 0])
        #expect(abs(Loss.softmaxCrossEntropy([5, 5, 5], [0, 1, 0]) - 1.0986122886681098) < 1e-15)
        #expect(Loss.softmaxCrossEntropy([1000, 0], [0, 1]) == 1000)
        #expect(softmax([.nan, 1]).allSatisfy { $0.isNaN })
    }
}
