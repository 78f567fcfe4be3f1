import Foundation
import NeuralNetwork
import Samples
import Testing

/// The fast trainer against the clear one, and against TensorFlow Playground's own runs.
struct FastTrainerTests {
    // MARK: Playground

    /// To 1e-12 up to epoch 100, 1e-6 at epoch 500; the long runs on request: NEUROTOUR_LONG=1.
    @Test(arguments: PlaygroundTests.runs)
    func `it learns what Playground learns`(run: PlaygroundTests.Run) throws {
        let configuration = try PlaygroundTests.configuration(run)
        let start = try configuration.start()
        var trainer = try FastTrainer<Double>(
            start.network, examples: start.train, settings: configuration.settings)
        let test = try PreparedExamples<Double>(start.test, for: start.network)
        let isLong = ProcessInfo.processInfo.environment["NEUROTOUR_LONG"] != nil
        let epochs = run.loss.keys.compactMap { Int($0) }.filter { $0 <= (isLong ? 500 : 100) }.sorted()
        for epoch in epochs {
            while trainer.epoch < epoch { trainer.trainEpoch() }
            let tolerance = epoch <= 100 ? 1e-12 : 1e-6
            let expected = try #require(run.loss["\(epoch)"])
            let trainLoss = trainer.fastNetwork.loss(.halfSquaredError, over: trainer.examples)
            let testLoss = trainer.fastNetwork.loss(.halfSquaredError, over: test)
            #expect(abs(trainLoss - expected[0]) <= tolerance, "epoch \(epoch)")
            #expect(abs(testLoss - expected[1]) <= tolerance, "epoch \(epoch)")
        }
        guard isLong, let after = run.after else { return }
        for (layer, neurons) in zip(trainer.network.layers, after) {
            for (index, neuron) in neurons.enumerated() {
                for (weight, expected) in zip(layer.weights.row(index), neuron.w) {
                    #expect(abs(weight - expected) <= 1e-6)
                }
                #expect(abs(layer.biases[index] - neuron.b) <= 1e-6)
            }
        }
        #expect(trainer.deadCount == run.dead)
    }

    // MARK: Moments

    /// Bit for bit, with a batch begun, some of whose examples have not gone through the network yet.
    @Test func `a moment is gone on from, and gone back to`() throws {
        var configuration = PlaygroundConfiguration()
        configuration.settings.optimizer = .adam
        let start = try configuration.start()
        var trainer = try FastTrainer<Double>(
            start.network, examples: start.train, settings: configuration.settings)
        trainer.train(examples: 127)
        let moment = trainer.moment
        #expect(moment.network == trainer.network && moment.epoch == 0)
        var another = try FastTrainer(moment, examples: start.train)
        trainer.train(examples: 300)
        another.train(examples: 300)
        #expect(another.network == trainer.network && another.steps == trainer.steps)
        another.goBack(to: moment)
        #expect(another.network == moment.network && another.position == 127)
        another.train(examples: 300)
        #expect(another.network == trainer.network && another.epoch == 1)
    }

    // MARK: The clear trainer

    struct Case: Sendable, CustomTestStringConvertible {
        let loss: Loss, optimizer: Optimizer, regularization: Regularization
        var testDescription: String { "\(loss) \(optimizer) \(regularization)" }
    }

    static let cases = Loss.allCases.flatMap { loss in
        Optimizer.allCases.flatMap { optimizer in
            Regularization.allCases.map { Case(loss: loss, optimizer: optimizer, regularization: $0) }
        }
    }

    /// Random shapes, every batch size a register does not divide, and one that is larger than the examples.
    @Test(arguments: cases)
    func `it computes what the clear trainer computes`(of wanted: Case) throws {
        for (seed, batchSize) in [1, 3, 10, 33, 1000].enumerated() {
            var generator = SeededGenerator(seed: UInt64(seed * 7 + 1))
            let (network, examples) = try problem(for: wanted.loss, using: &generator)
            var settings = Trainer.Settings()
            settings.loss = wanted.loss
            settings.optimizer = wanted.optimizer
            settings.regularization = wanted.regularization
            settings.regularizationRate = 0.1
            settings.batchSize = batchSize
            settings.learningRate = wanted.optimizer == .adam ? 0.01 : 0.05
            var clear = Trainer(network, settings: settings)
            var fast = try FastTrainer<Double>(network, examples: examples, settings: settings)
            for _ in 0..<2 {
                try clear.trainEpoch(examples)
                fast.trainEpoch()
            }
            #expect(
                fast.steps == clear.steps && fast.epoch == clear.epoch && fast.deadCount == clear.deadCount)
            // A slope that cancels to nothing has no digits in common, and Adam makes a step of it.
            let tolerance = wanted.optimizer == .adam ? 1e-8 : 1e-11
            expectEqual(fast.network, clear.network, to: tolerance)
        }
    }

    /// A network of up to three layers with activations of all kinds, and examples that suit the loss.
    private func problem(
        for loss: Loss, using generator: inout SeededGenerator
    ) throws -> (network: Network, examples: [Example]) {
        let depth = Int.random(in: 1...3, using: &generator)
        let sizes = (0...depth).map { _ in Int.random(in: 1...9, using: &generator) }
        var activations = (0..<depth).map { _ in Activation.allCases.randomElement(using: &generator) ?? .tanh
        }
        activations[depth - 1] = loss == .crossEntropy ? .sigmoid : .tanh
        let network = try Network.random(sizes: sizes, activations: activations, using: &generator)
        let count = Int.random(in: 20...41, using: &generator)
        let examples = (0..<count).map { _ in
            var target = generator.numbers(sizes[depth], in: -1...1)
            if loss == .crossEntropy { target = target.map { $0 > 0 ? 1 : 0 } }
            if loss == .softmaxCrossEntropy {
                let chosen = Int.random(in: 0..<sizes[depth], using: &generator)
                target = target.indices.map { $0 == chosen ? 1 : 0 }
            }
            return Example(input: generator.numbers(sizes[0], in: -2...2), target: target)
        }
        return (network, examples)
    }

    /// Every pair of loss and output activation, also those that nobody would put together, for one step.
    @Test(arguments: Loss.allCases, Activation.allCases)
    func `any output under any loss`(loss: Loss, output: Activation) throws {
        var generator = SeededGenerator(seed: 3)
        let network = try Network.random(
            sizes: [3, 5, 3], activations: [.sigmoid, output], using: &generator)
        let examples = (0..<7).map { _ in
            Example(input: generator.numbers(3, in: -2...2), target: [0, 1, 0])
        }
        var settings = Trainer.Settings()
        settings.loss = loss
        settings.batchSize = 7
        settings.learningRate = 1e-3
        var clear = Trainer(network, settings: settings)
        var fast = try FastTrainer<Double>(network, examples: examples, settings: settings)
        try clear.trainEpoch(examples)
        fast.trainEpoch()
        #expect(fast.steps == 1)
        expectEqual(fast.network, clear.network, to: 1e-10)
    }

    private func expectEqual(
        _ network: Network, _ expected: Network, to tolerance: Double,
        at location: SourceLocation = #_sourceLocation
    ) {
        for (layer, wanted) in zip(network.layers, expected.layers) {
            #expect(layer.activation == wanted.activation, sourceLocation: location)
            let numbers = zip(layer.weights.elements + layer.biases, wanted.weights.elements + wanted.biases)
            // Infinite or no number where the clear one is; else as near as the size of the number allows.
            let isEqual = numbers.allSatisfy { number, wanted in
                number == wanted || number.isNaN && wanted.isNaN
                    || abs(number - wanted) <= tolerance * max(1, abs(wanted))
            }
            #expect(isEqual, "\(layer) is not \(wanted)", sourceLocation: location)
        }
    }

    @Test func `what L1 has brought to 0 stays there`() throws {
        var generator = SeededGenerator(seed: 5)
        let (network, examples) = try problem(for: .halfSquaredError, using: &generator)
        var settings = Trainer.Settings()
        settings.regularization = .L1
        settings.regularizationRate = 0.8
        settings.batchSize = 5
        var clear = Trainer(network, settings: settings)
        var fast = try FastTrainer<Double>(network, examples: examples, settings: settings)
        for turn in 0..<8 {
            // Also when the penalty is gone.
            if turn == 6 { (clear.settings.regularization, fast.settings.regularization) = (.none, .none) }
            try clear.trainEpoch(examples)
            fast.trainEpoch()
            #expect(fast.deadCount == clear.deadCount)
        }
        #expect(fast.deadCount > 0)
        expectEqual(fast.network, clear.network, to: 1e-11)
    }

    @Test func `single precision stays near`() throws {
        for (seed, loss) in Loss.allCases.enumerated() {
            var generator = SeededGenerator(seed: UInt64(seed))
            let (network, examples) = try problem(for: loss, using: &generator)
            var settings = Trainer.Settings()
            settings.loss = loss
            settings.batchSize = 7
            var clear = Trainer(network, settings: settings)
            var fast = try FastTrainer<Float>(network, examples: examples, settings: settings)
            for _ in 0..<3 {
                try clear.trainEpoch(examples)
                fast.trainEpoch()
            }
            expectEqual(fast.network, clear.network, to: 1e-5)
        }
    }

    // MARK: Slices

    @Test(arguments: [1, 7, 10, 64, 100])
    func `slices of any size change no bit`(batchSize: Int) throws {
        var generator = SeededGenerator(seed: 9)
        let network = try Network.random(
            sizes: [3, 6, 2], activations: [.tanh, .sigmoid], using: &generator)
        let examples = (0..<83).map { _ in
            Example(input: generator.numbers(3, in: -2...2), target: generator.numbers(2, in: 0...1))
        }
        var settings = Trainer.Settings()
        settings.batchSize = batchSize
        settings.optimizer = .momentum
        var whole = try FastTrainer<Double>(network, examples: examples, settings: settings)
        var sliced = whole
        for _ in 0..<4 { whole.trainEpoch() }
        var left = 4 * examples.count
        while left > 0 {
            let slice = min(left, Int.random(in: 0...40, using: &generator))
            sliced.train(examples: slice)
            left -= slice
        }
        #expect(sliced.network == whole.network)
        #expect(sliced.epoch == 4 && sliced.position == 0 && sliced.steps == whole.steps)
        // From the middle of a round, `trainEpoch` makes the rest of it.
        sliced.train(examples: 30)
        #expect(sliced.epoch == 4 && sliced.position == 30)
        sliced.trainEpoch()
        whole.train(examples: examples.count)
        #expect(sliced.network == whole.network && sliced.epoch == 5 && whole.epoch == 5)
    }

    @Test func `a copy is a snapshot`() throws {
        var generator = SeededGenerator(seed: 2)
        let (network, examples) = try problem(for: .halfSquaredError, using: &generator)
        var trainer = try FastTrainer<Double>(network, examples: examples)
        trainer.train(examples: 15)
        let snapshot = trainer
        let before = snapshot.network
        trainer.train(examples: 100)
        #expect(snapshot.network == before && trainer.network != before)
        var again = snapshot
        again.train(examples: 100)
        #expect(again.network == trainer.network)
    }

    // MARK: Changes while it learns

    /// The clear trainer takes other settings between its rounds only; a round of the fast one is made of two of those.
    @Test func `settings hold from the next step on`() throws {
        var generator = SeededGenerator(seed: 4)
        let network = try Network.random(
            sizes: [2, 4, 1], activations: [.tanh, .sigmoid], using: &generator)
        let examples = (0..<24).map { _ in
            Example(input: generator.numbers(2, in: -2...2), target: [generator.numbers(1)[0] > 0 ? 1 : 0])
        }
        var settings = Trainer.Settings()
        settings.batchSize = 4
        var clear = Trainer(network, settings: settings)
        var fast = try FastTrainer<Double>(network, examples: examples, settings: settings)
        try clear.trainEpoch(Array(examples[..<12]))
        fast.train(examples: 12)
        settings.batchSize = 3
        settings.learningRate = 0.5
        settings.regularization = .L2
        settings.regularizationRate = 0.1
        (clear.settings, fast.settings) = (settings, settings)
        try clear.trainEpoch(Array(examples[12...]))
        fast.train(examples: 12)
        #expect(fast.steps == 7 && fast.epoch == 1)
        expectEqual(fast.network, clear.network, to: 1e-12)

        // In the middle of a batch of all: five examples by one loss, the others by another.
        (clear.settings.batchSize, fast.settings.batchSize) = (1000, 24)
        try clear.trainEpoch(Array(examples[..<5]))
        fast.train(examples: 5)
        (clear.settings.loss, fast.settings.loss) = (.crossEntropy, .crossEntropy)
        clear.settings.batchSize = 19
        try clear.trainEpoch(Array(examples[5...]))
        fast.trainEpoch()
        #expect(fast.steps == 8 && clear.steps == 8)
        expectEqual(fast.network, clear.network, to: 1e-12)
    }

    @Test func `an edited network goes on where the other stood`() throws {
        var generator = SeededGenerator(seed: 6)
        let network = try Network.random(sizes: [2, 5, 1], activations: [.tanh, .tanh], using: &generator)
        let examples = (0..<30).map { _ in
            Example(input: generator.numbers(2, in: -2...2), target: generator.numbers(1))
        }
        var settings = Trainer.Settings()
        settings.optimizer = .adam
        var untouched = try FastTrainer<Double>(network, examples: examples, settings: settings)
        untouched.train(examples: 40)
        var replaced = untouched
        replaced.replace(network: replaced.network)
        replaced.train(examples: 50)
        untouched.train(examples: 50)
        #expect(replaced.network == untouched.network)  // Adam's memory and the place were kept

        var edited = untouched.network
        edited.setWeight(layer: 0, neuron: 3, input: 1, to: 0.25)
        edited.setBias(layer: 1, neuron: 0, to: -0.5)
        edited.setActivation(layer: 0, to: .relu)
        replaced.replace(network: edited)
        #expect(replaced.network == edited)
        #expect(replaced.epoch == untouched.epoch && replaced.steps == untouched.steps)
        let prepared = replaced.fastNetwork.loss(.halfSquaredError, over: replaced.examples)
        #expect(abs(prepared - (try edited.loss(.halfSquaredError, over: examples))) < 1e-14)
    }

    @Test func `examples before an edit were learned by the network before it`() throws {
        var generator = SeededGenerator(seed: 8)
        let network = try Network.random(sizes: [2, 1], activations: [.linear], using: &generator)
        let examples = (0..<4).map { _ in
            Example(input: generator.numbers(2, in: -2...2), target: generator.numbers(1))
        }
        var settings = Trainer.Settings()
        settings.batchSize = 4
        settings.learningRate = 0.1
        var trainer = try FastTrainer<Double>(network, examples: examples, settings: settings)
        trainer.train(examples: 3)
        var edited = network
        edited.setBias(layer: 0, neuron: 0, to: 2)
        trainer.replace(network: edited)
        trainer.train(examples: 1)
        let slopes = try examples.enumerated().map { index, example in
            try (index < 3 ? network : edited).forward(example.input).output[0] - example.target[0]
        }
        let expected = 2 - 0.1 * slopes.reduce(0, +) / 4
        #expect(abs(trainer.network.layers[0].biases[0] - expected) < 1e-14)
    }

    @Test func `a dead weight that is given a value lives again`() throws {
        let network = try Network(layers: [
            DenseLayer(weights: Matrix([[0.01, 1]]), biases: [0], activation: .linear)
        ])
        var settings = Trainer.Settings()
        settings.regularization = .L1
        settings.regularizationRate = 1
        settings.batchSize = 1
        var trainer = try FastTrainer<Double>(
            network, examples: [Example(input: [0.001, 1], target: [1])], settings: settings)
        trainer.train(examples: 1)
        #expect(trainer.deadCount == 1 && trainer.network.layers[0].weights[0, 0] == 0)
        var edited = trainer.network
        edited.setWeight(layer: 0, neuron: 0, input: 0, to: 0.5)
        trainer.replace(network: edited)
        #expect(trainer.deadCount == 0)
        trainer.train(examples: 1)
        let weight = trainer.network.layers[0].weights[0, 0]
        #expect(weight != 0.5 && weight != 0)
    }

    // MARK: What goes wrong

    /// Where the clear one has no number, the fast one has none, and nothing more than that: lanes without an example add
    /// nothing, whatever stands in them.
    @Test(arguments: [1, 3, 4, 5])
    func `what is not finite stays visible, and stays where it is`(batchSize: Int) throws {
        var generator = SeededGenerator(seed: 12)
        let network = try Network.random(sizes: [2, 3, 2], activations: [.relu, .tanh], using: &generator)
        for bad in [Double.nan, .infinity] {
            for place in [0, 4, 9] {
                var examples = (0..<10).map { _ in
                    Example(input: generator.numbers(2, in: -2...2), target: generator.numbers(2))
                }
                examples[place] = Example(input: [bad, 1], target: [0, 0])
                var settings = Trainer.Settings()
                settings.batchSize = batchSize
                // Step by step, as far as before the bad example and behind it.
                for count in 1...10 {
                    var clear = Trainer(network, settings: settings)
                    var fast = try FastTrainer<Double>(network, examples: examples, settings: settings)
                    try clear.trainEpoch(Array(examples[..<count]))
                    fast.train(examples: count)
                    expectEqual(fast.network, clear.network, to: 1e-12)
                }
            }
        }
        var infinite = network
        infinite.setWeight(layer: 0, neuron: 1, input: 0, to: .infinity)
        let examples = [
            Example(input: [1, 0.5], target: [0, 0]), Example(input: [-1, 0.5], target: [1, 0]),
        ]
        var settings = Trainer.Settings()
        settings.batchSize = 1
        var clear = Trainer(infinite, settings: settings)
        var fast = try FastTrainer<Double>(infinite, examples: examples, settings: settings)
        try clear.trainEpoch(examples)
        fast.trainEpoch()
        expectEqual(fast.network, clear.network, to: 1e-12)
    }

    @Test func `examples of another shape are refused, none are none`() throws {
        var generator = SeededGenerator(seed: 1)
        let network = try Network.random(sizes: [2, 1], activations: [.tanh], using: &generator)
        #expect(throws: ShapeError(.input, expected: 2, found: 1)) {
            try FastTrainer<Double>(network, examples: [Example(input: [1], target: [1])])
        }
        #expect(throws: ShapeError(.targets, expected: 1, found: 2)) {
            try FastTrainer<Double>(network, examples: [Example(input: [1, 2], target: [1, 2])])
        }
        var trainer = try FastTrainer<Double>(network, examples: [])
        trainer.train(examples: 10)
        #expect(trainer.network == network && trainer.epoch == 0)
        trainer.trainEpoch()
        #expect(trainer.network == network && trainer.epoch == 1)
    }
}
