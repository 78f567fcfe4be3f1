import Experiment
import NeuralNetwork
import Testing

/// What a change of a playground keeps, and what it takes back.
struct PlaygroundEditTests {
    private static let bias = Address.bias(layer: 1, neuron: 0)

    // MARK: What is kept

    @Test(arguments: [
        PlaygroundEdit.learningRate(0.3), .learningRate(1e9), .batchSize(3), .regularization(.L2),
        .regularizationRate(0.01), .optimizer(.adam), .noise(20), .trainPercent(70),
    ])
    func theNetworkStays(edit: PlaygroundEdit) throws {
        var playground = try Playground.usual(epochs: 3)
        let network = playground.network
        try playground.apply(edit)
        #expect(playground.network == network && playground.epoch == 3)
        _ = playground.train(examples: playground.start.train.count)
        #expect(playground.epoch == 4 || playground.trouble != nil)
    }

    /// What was set holds from the next step on: a step of twice the rate goes twice as far.
    @Test func theRateHoldsFromTheNextStepOn() throws {
        var playground = try Playground.usual(epochs: 2)
        var other = playground
        let before = playground.network.layers[2].biases[0]
        playground.step()
        try other.apply(.learningRate(0.06))
        other.step()
        let (once, twice) = (
            playground.network.layers[2].biases[0] - before, other.network.layers[2].biases[0] - before
        )
        #expect(once != 0 && abs(twice - 2 * once) < 1e-15)
    }

    /// More noise is another set of points for the same network.
    @Test func noiseMovesThePoints() throws {
        var playground = try Playground.usual(epochs: 1)
        let before = playground.start.train
        try playground.apply(.noise(30))
        #expect(playground.start.train != before && playground.start.train.count == before.count)
        try playground.apply(.trainPercent(80))
        #expect(playground.start.train.count == 400 && playground.start.test.count == 100)
    }

    @Test(arguments: [0, 1])
    func aNewNeuronSaysNothingYet(layer: Int) throws {
        var playground = try Playground.usual(epochs: 5)
        let answers = try playground.answers
        try playground.apply(.addNeuron(layer: layer))
        #expect(playground.network.layers[layer].neuronCount == [5, 3][layer])
        #expect(try playground.answers == answers)
        #expect(playground.epoch == 5 && playground.steps == 125)
        // It is not the same as one that is there, so it learns something of its own.
        playground.trainEpochs(1)
        #expect(playground.epoch == 6 && playground.steps == 150)
        let column = playground.network.layers[layer + 1].weights.column([4, 2][layer])
        #expect(column.contains { $0 != 0 })
    }

    @Test(arguments: [PointFeature.xSquared, .ySquared, .xTimesY, .sinX, .sinY])
    func aNewFeatureSaysNothingYet(feature: PointFeature) throws {
        var playground = try Playground.usual(epochs: 5)
        let answers = try playground.answers
        try playground.apply(.feature(feature))
        #expect(playground.network.inputCount == 3)
        #expect(try playground.answers == answers)
        #expect(playground.epoch == 5)
        playground.trainEpochs(1)
        #expect(playground.network.layers[0].weights.column(2).contains { $0 != 0 })
    }

    /// What a feature or a neuron brought goes with it, and nothing else.
    @Test func whatIsTakenAwayLeavesTheRest() throws {
        var playground = try Playground.usual(epochs: 3)
        let before = playground.network
        try playground.apply(.removeNeuron(layer: 0, neuron: 1))
        #expect(playground.network.layerSizes == [2, 3, 2, 1])
        #expect(Array(playground.network.layers[0].weights.row(1)) == Array(before.layers[0].weights.row(2)))
        #expect(playground.network.layers[1].weights.column(1) == before.layers[1].weights.column(2))
        try playground.apply(.feature(.x))
        #expect(
            playground.network.layers[0].weights.column(0)
                == [0, 2, 3].map { before.layers[0].weights[$0, 1] })
        #expect(playground.epoch == 3)
    }

    /// A number that was set by hand is no number of the seed's: what comes next keeps it.
    @Test(arguments: [
        PlaygroundEdit.addNeuron(layer: 0), .removeNeuron(layer: 0, neuron: 3), .feature(.sinX), .noise(10),
        .trainPercent(60),
    ])
    func whatWasSetBeforeTheFirstStepIsKept(edit: PlaygroundEdit) throws {
        var playground = try Playground.usual()
        let first = Address.weight(layer: 0, neuron: 0, input: 0)
        try playground.apply(.number(first, 5))
        try playground.apply(edit)
        #expect(playground.network.layers[0].weights[0, 0] == 5)
        playground.rewind()
        #expect(
            playground.network.layers[0].weights[0, 0] == playground.start.network.layers[0].weights[0, 0])
    }

    /// Layers come and go with a new start, which is that of the configuration.
    @Test func layersBeginAnew() throws {
        var playground = try Playground.usual(epochs: 3)
        try playground.apply(.addLayer)
        #expect(playground.configuration.hidden == [4, 2, 2] && playground.epoch == 0)
        #expect(playground.network == (try Playground.usual { $0.hidden = [4, 2, 2] }.network))
        for _ in 0..<3 { try playground.apply(.removeLayer) }
        #expect(playground.network.layerSizes == [2, 1])
        try playground.apply(.addLayer)
        #expect(playground.configuration.hidden == [2])
    }

    // MARK: What is refused

    @Test(arguments: [
        (PlaygroundEdit.removeLayer, PlaygroundEditError.noHiddenLayer),
        (.addNeuron(layer: 0), .noHiddenLayer),
        (.removeNeuron(layer: -1, neuron: 0), .noHiddenLayer), (.activation(layer: 0, .relu), .noHiddenLayer),
        (.activations(.relu), .noHiddenLayer), (.feature(.x), .lastFeature),
        (.number(.bias(layer: 0, neuron: 0), .nan), .notFinite),
        (.number(.bias(layer: 0, neuron: 0), .infinity), .notFinite),
    ])
    func whatCanNotBeIsRefused(edit: PlaygroundEdit, expected: PlaygroundEditError) throws {
        var playground = try Playground.usual(epochs: 1) { configuration in
            (configuration.hidden, configuration.features) = ([], [.x])
        }
        let network = playground.network
        #expect(throws: expected) { try playground.apply(edit) }
        #expect(playground.network == network && playground.epoch == 1 && playground.edits == 0)
        #expect(playground.configuration.features == [.x])
        let isUndone = playground.undo()
        #expect(!isUndone)
    }

    @Test func aLayerKeepsItsLastNeuron() throws {
        var playground = try Playground.usual { $0.hidden = [1] }
        #expect(throws: PlaygroundEditError.lastNeuron) {
            try playground.apply(.removeNeuron(layer: 0, neuron: 0))
        }
        for epochs in [0, 1] {
            var larger = try Playground.usual(epochs: epochs)
            #expect(throws: PlaygroundEditError.noSuchNeuron) {
                try larger.apply(.removeNeuron(layer: 0, neuron: 4))
            }
        }
    }

    /// A network whose outputs do not go with the data.
    @Test func aNetworkOfAnotherShapeIsRefused() throws {
        var playground = try Playground.usual(epochs: 1)
        let before = playground.network
        var random = PlaygroundRandom(seed: "x")
        for sizes in [[2, 3, 2], [3, 3, 1]] {
            let network = try Network(playgroundSizes: sizes, hidden: .tanh, output: .tanh, from: &random)
            #expect(throws: PlaygroundEditError.self) { try playground.open(network) }
            #expect(playground.network == before && playground.epoch == 1)
        }
    }

    /// A network that was opened was made for its own readout; another loss reads other outputs.
    @Test func anotherReadoutIsAnotherNetwork() throws {
        var playground = try Playground.usual()
        try playground.open(playground.network)
        var configuration = playground.configuration
        for (loss, output) in [
            (Loss.crossEntropy, Activation.sigmoid), (.softmaxCrossEntropy, .linear),
            (.halfSquaredError, .tanh),
        ] {
            configuration.settings.loss = loss
            try playground.beginAnew(configuration)
            #expect(playground.network.layers[2].activation == output)
            playground.trainEpochs(1)
            #expect(playground.trouble == nil && playground.record.isFinite)
        }
    }

    /// After less than a whole batch no step would be made.
    @Test func aBatchIsNoLargerThanWhatThereIs() throws {
        var playground = try Playground.usual()
        try playground.apply(.batchSize(1000))
        #expect(playground.settings.batchSize == 1000 && playground.batchSize == 250)
        let before = playground.network
        playground.step()
        #expect(playground.steps == 1 && playground.network != before)
        playground.trainEpochs(3)
        #expect(playground.steps == 4)
        try playground.make(.train(5))
        #expect(playground.steps == 9)
        try playground.apply(.trainPercent(99))
        #expect(playground.batchSize == 495)
    }

    // MARK: Undo

    @Test(arguments: [
        PlaygroundEdit.number(bias, 3), .activation(layer: 0, .relu), .activations(.sigmoid),
        .addNeuron(layer: 0),
        .removeNeuron(layer: 0, neuron: 2), .addLayer, .removeLayer, .feature(.sinX), .feature(.y),
        .learningRate(1), .batchSize(1), .regularization(.L1), .regularizationRate(1), .optimizer(.momentum),
        .noise(50), .trainPercent(10),
    ])
    func undoAndRedoBringEverythingBack(edit: PlaygroundEdit) throws {
        // A few points: each way there and back is learned again.
        var playground = try Playground.usual(epochs: 2) { $0.trainPercent = 20 }
        let before = playground
        try playground.apply(edit)
        playground.trainEpochs(2)
        let after = playground
        for _ in 0..<2 {
            let isUndone = playground.undo()
            #expect(isUndone)
            try expectTheSame(playground, before)
            let isRedone = playground.redo()
            #expect(isRedone)
            try expectTheSame(playground, after)
        }
        let isMore = playground.redo()
        #expect(!isMore)
    }

    /// Two playgrounds that stand at the same moment learn the same bits from there.
    private func expectTheSame(_ one: Playground, _ other: Playground) throws {
        var (one, other) = (one, other)
        #expect(one.configuration == other.configuration && one.records == other.records)
        #expect(one.start.train == other.start.train)
        #expect(one.edits == other.edits && one.hiddenActivations == other.hiddenActivations)
        for epochs in 0...1 {
            one.trainEpochs(epochs)
            other.trainEpochs(epochs)
            #expect(one.network == other.network && one.epoch == other.epoch && one.steps == other.steps)
        }
    }

    @Test func aNewChangeEndsWhatCouldBeRedone() throws {
        var playground = try Playground.usual()
        try playground.apply(.learningRate(1))
        _ = playground.undo()
        try playground.apply(.batchSize(1))
        let isRedone = playground.redo()
        #expect(!isRedone)
    }

    /// A run of changes to one number is one change, before the first step and after it.
    @Test(arguments: [0, 2])
    func aRunOfChangesIsOne(epochs: Int) throws {
        let runs: [[PlaygroundEdit]] = [
            (1...10).map { .number(Self.bias, Double($0)) }, (1...5).map { .learningRate(Double($0)) },
            (1...5).map { .noise(Double($0)) }, [.batchSize(1), .batchSize(2)],
        ]
        var playground = try Playground.usual(epochs: epochs)
        let network = playground.network
        for (index, run) in runs.enumerated() {
            for edit in run { try playground.apply(edit) }
            #expect(playground.edits == index + 1)
        }
        for _ in runs {
            let isUndone = playground.undo()
            #expect(isUndone)
        }
        #expect(
            playground.edits == 0 && playground.network == network && playground.settings.learningRate == 0.03
        )
        let isUndone = playground.undo()
        #expect(!isUndone)
    }

    @Test func whatComesBetweenEndsARun() throws {
        var playground = try Playground.usual()
        try playground.apply(.learningRate(1))
        playground.endRun()
        try playground.apply(.learningRate(2))
        playground.step()
        try playground.apply(.learningRate(3))
        #expect(playground.edits == 3)
        for rate in [2.0, 1, 0.03] {
            _ = playground.undo()
            #expect(playground.settings.learningRate == rate)
        }
        // Neurons are taken back one by one.
        try playground.apply(.addNeuron(layer: 0))
        try playground.apply(.addNeuron(layer: 0))
        _ = playground.undo()
        #expect(playground.configuration.hidden == [5, 2] && playground.edits == 1)
    }

    /// When it ends by itself was set since; it is no change that can be taken back.
    @Test func undoLeavesTheStopAlone() throws {
        var playground = try Playground.usual()
        try playground.apply(.learningRate(1))
        playground.stop = .loss(0.1)
        _ = playground.undo()
        #expect(playground.stop == .loss(0.1))
    }

    /// What can be undone is bounded: 128 MiB at 80 bytes a parameter.
    @Test func theOldestChangesOfALargeNetworkAreForgotten() throws {
        var playground = try Playground.usual { $0.hidden = [400, 240] }
        let most = (128 << 20) / (80 * playground.network.parameterCount)
        #expect((10..<20).contains(most))
        for step in 1...20 {
            try playground.apply(step % 2 == 0 ? .learningRate(Double(step)) : .batchSize(step))
        }
        var count = 0
        while playground.undo() { count += 1 }
        #expect(count == most && playground.settings.learningRate == Double(20 - most - (20 - most) % 2))
    }
}
