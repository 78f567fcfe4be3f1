import Experiment
import NeuralNetwork
import Testing

/// Looking back through a training, and going on from there.
struct PlaygroundLookTests {
    private func looked(_ playground: Playground, back times: Int) -> Playground {
        var playground = playground
        for _ in 0..<times {
            let isThere = playground.look(back: true)
            #expect(isThere)
        }
        return playground
    }

    /// From there it learns to the last bit what it learned before.
    @Test func goingOnFromAnEarlierMomentIsTheSameTraining() throws {
        var straight = try Playground.usual(epochs: 6)
        var playground = looked(try Playground.usual(epochs: 10), back: 4)
        #expect(playground.epoch == 6 && playground.lookBack?.latestEpoch == 10)
        #expect(playground.network == straight.network && playground.record == straight.record)
        for epoch in 7...12 {
            playground.trainEpochs(1)
            straight.trainEpochs(1)
            #expect(playground.lookBack == nil && playground.epoch == epoch)
            #expect(playground.network == straight.network)
        }
        #expect(playground.records == straight.records)
    }

    @Test func aLookGoesToTheStartAndBackToTheEnd() throws {
        var playground = try Playground.usual(epochs: 5)
        // Some steps beyond the last moment that was kept.
        for _ in 0..<3 { playground.step() }
        let (latest, records) = (playground.network, playground.records)
        var epochs: [Int] = []
        while playground.look(back: true) { epochs.append(playground.epoch) }
        #expect(epochs == [4, 3, 2, 1, 0])
        #expect(playground.network == playground.start.network && playground.steps == 0)
        epochs = []
        while playground.look(back: false) { epochs.append(playground.epoch) }
        #expect(epochs == [1, 2, 3, 4, 5])
        #expect(playground.network == latest && playground.steps == 128 && playground.lookBack == nil)
        #expect(playground.records == records)
    }

    @Test func thereIsNothingBeforeTheStartOrBehindTheEnd() throws {
        var playground = try Playground.usual()
        for back in [true, false] {
            let isThere = playground.look(back: back)
            #expect(!isThere && playground.lookBack == nil)
        }
    }

    /// Rates that were set since hold there, too.
    @Test func whatIsSetNowHoldsThere() throws {
        var playground = try Playground.usual(epochs: 3)
        try playground.apply(.learningRate(0.5))
        playground.trainEpochs(2)
        playground = looked(playground, back: 4)
        #expect(playground.epoch == 1 && playground.settings.learningRate == 0.5)
        #expect(playground.trainer.settings.learningRate == 0.5)
    }

    /// What was ahead is gone once something is changed, and comes back with undo.
    @Test func aChangeBeginsAnotherWay() throws {
        var playground = looked(try Playground.usual(epochs: 4), back: 2)
        try playground.apply(.number(.bias(layer: 2, neuron: 0), 1))
        #expect(playground.lookBack == nil && playground.epoch == 2)
        let isThere = playground.look(back: false)
        #expect(!isThere && playground.records.map(\.epoch) == [0, 1, 2])
        #expect(playground.network.layers[2].biases[0] == 1)
    }

    /// A moment of another shape, or with other points, can't be gone on from: one looks back as far as what fits.
    @Test(arguments: [
        PlaygroundEdit.addNeuron(layer: 0), .removeNeuron(layer: 1, neuron: 0), .feature(.sinX), .feature(.y),
        .noise(30), .trainPercent(20),
    ])
    func aLookEndsWhereTheShapeChanged(edit: PlaygroundEdit) throws {
        var playground = try Playground.usual(epochs: 3)
        try playground.apply(edit)
        playground.trainEpochs(3)
        #expect(playground.records.map(\.epoch) == Array(0...6))
        var epochs: [Int] = []
        while playground.look(back: true) {
            epochs.append(playground.epoch)
            #expect(
                playground.network.layerSizes
                    == [playground.configuration.inputs.count] + playground.configuration.hidden + [1])
            #expect(playground.trainer.network.inputCount == playground.start.train[0].input.count)
        }
        #expect(epochs == [5, 4, 3])
        playground.trainEpochs(1)
        #expect(playground.epoch == 4)
        // First what was ahead comes back, then what was before the edit.
        let isBack = playground.undo()
        #expect(isBack && playground.epoch == 3 && playground.lookBack?.latestEpoch == 6)
        let isUndone = playground.undo()
        #expect(isUndone && playground.epoch == 3 && playground.lookBack == nil)
        playground = looked(playground, back: 3)
        #expect(playground.network == playground.start.network)
    }

    /// An earlier moment has the activations that it had.
    @Test func activationsGoBackToo() throws {
        var playground = try Playground.usual(epochs: 2)
        try playground.apply(.activations(.relu))
        playground.trainEpochs(2)
        playground = looked(playground, back: 3)
        #expect(playground.epoch == 1)
        #expect(playground.network.layers.map(\.activation) == [.tanh, .tanh, .tanh])
        #expect(
            playground.hiddenActivations == [.tanh, .tanh] && playground.configuration.activation == .tanh)
        while playground.look(back: false) {}
        #expect(
            playground.hiddenActivations == [.relu, .relu] && playground.configuration.activation == .relu)
    }
}

/// What is kept of a long training.
struct TrainingHistoryTests {
    private func history(
        _ trainer: LiveTrainer, parameters: Int, epochs: Int, each: (TrainingHistory) -> Void = { _ in }
    ) -> TrainingHistory {
        var history = TrainingHistory(parameters: parameters)
        for epoch in 0...epochs where history.isDue(atEpoch: epoch) {
            history.append(TrainingRecord(epoch: epoch, trainLoss: 1, testLoss: 1), trainer)
            each(history)
        }
        return history
    }

    @Test func theLongerItGetsTheWiderApartTheyAre() throws {
        let trainer = try Playground.usual().trainer
        let history = history(trainer, parameters: 25, epochs: 100_000) { history in
            #expect(history.records.count <= 400)
            #expect(history.first?.epoch == 0 && history.momentEpochs.first == 0)
            #expect(history.latest?.epoch == history.momentEpochs.last)
        }
        let epochs = history.records.map(\.epoch)
        #expect(epochs.count > 150 && (history.latest?.epoch ?? 0) > 99_000)
        let gaps = zip(epochs, epochs.dropFirst()).map { $1 - $0 }
        #expect(gaps.allSatisfy { $0 > 0 && $0 <= 2 * 512 })
    }

    /// Where moments are large there are few of them: 96 MiB at 40 bytes a parameter.
    @Test(arguments: [(25, 401), (100_000, 25), (4_000_000, 2)])
    func largeMomentsAreFew(parameters: Int, most: Int) throws {
        let history = history(try Playground.usual().trainer, parameters: parameters, epochs: 300)
        #expect(history.records.count == 301)
        #expect(history.momentEpochs.count == min(most, 301))
        #expect(history.momentEpochs.first == 0 && history.momentEpochs.last == 300)
    }

    @Test func theMomentBeforeAnEpochIsFound() throws {
        var history = history(try Playground.usual().trainer, parameters: 25, epochs: 1000)
        let epochs = history.momentEpochs
        for epoch in [0, 1, 7, 500, 1000, 2000] {
            #expect(history.record(atOrBefore: epoch)?.epoch == epochs.last { $0 <= epoch })
        }
        #expect(history.moment(atOrBefore: -1) == nil)
        history.forget(after: 500)
        #expect(history.latest?.epoch == epochs.last { $0 <= 500 })
    }
}
