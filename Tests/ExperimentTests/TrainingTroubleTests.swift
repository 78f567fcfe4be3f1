import Experiment
import NeuralNetwork
import Testing

/// Real trainings that come to nothing, and real ones that do not.
struct TrainingTroubleTests {
    // MARK: Overflow

    /// Each step of rate 10 makes the error of a linear output many times as large.
    @Test(arguments: [Activation.linear, .relu], [PlaygroundData.plane, .hills])
    func anOverflowIsNamedAndLeftBehind(activation: Activation, data: PlaygroundData) throws {
        var playground = try Playground.usual { configuration in
            configuration.take(.playground(data))
            configuration.activation = activation
            configuration.settings.learningRate = 10
        }
        var goesOn = true
        var frames = 0
        while goesOn, frames < 500 {
            goesOn = playground.train(examples: 50)
            frames += 1
        }
        let trouble = try #require(playground.trouble)
        #expect(trouble == .overflow(afterEpoch: playground.epoch, learningRate: 10))
        #expect(trouble.title.contains("NaN") && trouble.advice.contains("rate, now 10"))
        // It stands at the last good moment, which is one of those that were kept.
        #expect(playground.network.isFinite && playground.record.isFinite)
        #expect(playground.record == playground.records.last)
        #expect(playground.records.allSatisfy { $0.isFinite })
        // With a lower rate it goes on from there.
        playground.rewind()
        try playground.apply(.learningRate(0.01))
        #expect(playground.trouble == nil)
        let loss = playground.record.trainLoss
        playground.trainEpochs(10)
        #expect(playground.trouble == nil && playground.record.trainLoss < loss)
    }

    @Test func anOverflowInOneStepIsNamed() throws {
        var playground = try Playground.usual { $0.take(.playground(.plane)) }
        try playground.apply(.number(.bias(layer: 2, neuron: 0), 1e200))
        playground.step()
        #expect(playground.trouble?.title == "A number overflowed after epoch 0: NaN.")
    }

    // MARK: No trouble

    /// What learns well is left in peace, at every epoch.
    @Test(arguments: [PlaygroundData.circle, .xor, .gauss, .spiral, .plane])
    func healthyRunsHaveNone(data: PlaygroundData) throws {
        var playground = try Playground.usual { $0.take(.playground(data)) }
        for _ in 0..<(data == .plane ? 8 : 25) {
            playground.trainEpochs(1)
            #expect(playground.trouble == nil, "epoch \(playground.epoch)")
        }
        #expect(playground.record.trainLoss < playground.records[0].trainLoss)
    }

    @Test(arguments: [Optimizer.momentum, .adam], [Activation.tanh, .relu, .sigmoid])
    func neitherHaveOtherOptimizers(optimizer: Optimizer, activation: Activation) throws {
        var playground = try Playground.usual { configuration in
            configuration.settings.optimizer = optimizer
            configuration.settings.learningRate = 0.003
            configuration.activation = activation
            configuration.hidden = [6, 4]
        }
        for _ in 0..<15 {
            playground.trainEpochs(1)
            #expect(playground.trouble == nil, "epoch \(playground.epoch)")
        }
    }

    // MARK: Trouble

    /// The troubles that a run has, by their kind, in the order in which they come.
    private func troubles(_ playground: Playground, epochs: Int) -> [TrainingTrouble] {
        var playground = playground
        var found: [TrainingTrouble] = []
        for _ in 0..<epochs {
            playground.trainEpochs(1)
            if let trouble = playground.trouble { found.append(trouble) }
        }
        return found
    }

    /// Steps of rate 10 leave the spiral's loss above where it began.
    @Test func climbingIsNamed() throws {
        let start = try Playground.usual { configuration in
            configuration.data = .spiral
            configuration.settings.learningRate = 10
        }
        let found = troubles(start, epochs: 20)
        let isClimbing = found.contains {
            if case .climbing(start.record.trainLoss, let now, 10) = $0 {
                now > 1.2 * start.record.trainLoss
            } else {
                false
            }
        }
        #expect(isClimbing, "\(found)")
    }

    /// Neurons whose bias is far below zero put out 0 for every example: no slope comes back.
    @Test func deadNeuronsAreNamed() throws {
        var playground = try Playground.usual { configuration in
            (configuration.activation, configuration.hidden) = (.relu, [4])
        }
        for neuron in 0..<3 { try playground.apply(.number(.bias(layer: 0, neuron: neuron), -100)) }
        let found = troubles(playground, epochs: 12)
        #expect(found.first == .dead(neurons: 3, of: 4))
        #expect(found.first?.title == "3 of 4 hidden neurons are dead: 0 for every example.")
        // One of four is no trouble: the others learn.
        var other = try Playground.usual { configuration in
            (configuration.activation, configuration.hidden) = (.relu, [4])
        }
        try other.apply(.number(.bias(layer: 0, neuron: 0), -100))
        #expect(troubles(other, epochs: 12).isEmpty)
    }

    /// A layer of which nothing comes is named, however many neurons live before it.
    @Test func aDeadLayerIsNamed() throws {
        var playground = try Playground.usual { configuration in
            (configuration.activation, configuration.hidden) = (.relu, [5, 1])
        }
        try playground.apply(.number(.bias(layer: 1, neuron: 0), -100))
        #expect(troubles(playground, epochs: 12).first == .dead(neurons: 1, of: 6))
    }

    /// The slope of a step is 0 everywhere, and so is what comes back through it.
    @Test func aStepIsNamed() throws {
        let playground = try Playground.usual { configuration in
            (configuration.activation, configuration.hidden) = (.step, [3])
        }
        #expect(troubles(playground, epochs: 12).first == .slopeless(layer: 0))
    }

    /// Nothing is said of a few epochs: a training may begin badly.
    @Test func nothingIsSaidTooSoon() throws {
        var playground = try Playground.usual { configuration in
            (configuration.activation, configuration.hidden) = (.relu, [4])
        }
        for neuron in 0..<4 { try playground.apply(.number(.bias(layer: 0, neuron: neuron), -100)) }
        #expect(troubles(playground, epochs: 4).isEmpty)
        #expect(!troubles(playground, epochs: 5).isEmpty)
    }

    /// A change gives it another chance.
    @Test func aChangeEndsTheTrouble() throws {
        var playground = try Playground.usual { configuration in
            (configuration.activation, configuration.hidden) = (.relu, [4])
        }
        for neuron in 0..<4 { try playground.apply(.number(.bias(layer: 0, neuron: neuron), -100)) }
        playground.trainEpochs(8)
        #expect(playground.trouble != nil)
        try playground.apply(.learningRate(0.1))
        #expect(playground.trouble == nil)
    }

    /// Each says what to press.
    @Test(arguments: [
        TrainingTrouble.overflow(afterEpoch: 3, learningRate: 10),
        .climbing(from: 0.51234, to: 12.3456, learningRate: 3),
        .saturated(neurons: 5, of: 6, learningRate: 10), .dead(neurons: 2, of: 3),
        .jumping(learningRate: 0.3),
    ])
    func eachHasWordsAndAdvice(trouble: TrainingTrouble) {
        #expect(trouble.title.hasSuffix(".") && trouble.advice.hasSuffix("."))
        #expect(trouble.advice.contains("rate"))
        if case .climbing = trouble { #expect(trouble.title == "The loss is 12.3; it began at 0.512.") }
    }
}

/// When a training ends by itself.
struct StopConditionTests {
    private func record(_ epoch: Int, _ loss: Double, _ accuracy: Double?) -> TrainingRecord {
        TrainingRecord(epoch: epoch, trainLoss: loss, testLoss: 9, trainAccuracy: 1, testAccuracy: accuracy)
    }

    @Test(
        arguments: [
            (StopCondition.never, 1_000_000, 0.0, 1.0, false), (.loss(0.1), 0, 0.0999, 0, true),
            (.loss(0.1), 0, 0.1, 1, false), (.accuracy(0.95), 0, 1, 0.95, true),
            (.accuracy(0.95), 0, 0, 0.9499, false),
            (.accuracy(1), 0, 1, 1, true), (.accuracy(0), 0, 1, nil, false), (.epoch(100), 100, 1, 0, true),
            (.epoch(100), 99, 0, 1, false),
        ] as [(StopCondition, Int, Double, Double?, Bool)])
    func isMet(stop: StopCondition, epoch: Int, loss: Double, accuracy: Double?, expected: Bool) {
        #expect(stop.isMet(by: record(epoch, loss, accuracy)) == expected)
    }

    /// The frame that meets it says so, and none before.
    @Test(arguments: [StopCondition.loss(0.3), .accuracy(0.9), .epoch(7)])
    func trainingEndsThere(stop: StopCondition) throws {
        var playground = try Playground.usual()
        playground.stop = stop
        var goesOn = true
        while goesOn, playground.epoch < 300 {
            #expect(!stop.isMet(by: playground.record))
            goesOn = playground.train(examples: 250)
        }
        #expect(stop.isMet(by: playground.record) && playground.trouble == nil)
    }
}
