import Experiment
import Foundation
import NeuralNetwork
import Testing

/// A playground begins as TensorFlow Playground does, however its configuration came about, and learns the same.
///
/// The numbers are those that Playground's own source wrote in node; see `NeuralNetworkTests/PlaygroundTests`.
struct PlaygroundStartTests {
    struct Run: Decodable, Sendable, CustomTestStringConvertible {
        struct Config: Decodable, Sendable {
            let seed, activation, dataset, regularization: String
            let noise, percTrainData, learningRate, regularizationRate: Double
            let batchSize: Int
            let networkShape: [Int]
        }
        struct Neuron: Decodable, Sendable {
            let b: Double
            let w: [Double]
        }
        let config: Config
        let `init`: [[Neuron]]
        let loss: [String: [Double]]

        var testDescription: String { "\(config.dataset) \(config.regularization)" }
    }

    static let runs: [Run] = {
        let file = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .appendingPathComponent("NeuralNetworkTests/Fixtures/playground-runs.json")
        return (try? JSONDecoder().decode([Run].self, from: Data(contentsOf: file))) ?? []
    }()

    @Test func thereAreRuns() { #expect(Self.runs.count == 6) }

    private func link(_ run: Run) -> String {
        let config = run.config
        let data =
            config.dataset.hasPrefix("reg-")
            ? "problem=regression&regDataset=\(config.dataset)" : "dataset=\(config.dataset)"
        return "#seed=\(config.seed)&\(data)&activation=\(config.activation)"
            + "&networkShape=\(config.networkShape.map(String.init).joined(separator: ","))"
            + "&learningRate=\(config.learningRate)&batchSize=\(config.batchSize)&noise=\(config.noise)"
            + "&percTrainData=\(config.percTrainData)&regularization=\(config.regularization)"
            + "&regularizationRate=\(config.regularizationRate)"
    }

    /// The same configuration, put together key by key out of quite another one, nothing of it learned yet.
    private func assembled(_ run: Run) throws -> Playground {
        var other = PlaygroundConfiguration()
        other.seed = run.config.seed
        other.data = .xor
        other.features = [.x, .ySquared, .sinX]
        other.hidden = [3]
        other.activation = .relu
        other.noise = 25
        other.trainPercent = 70
        var playground = try Playground(other)
        try playground.open(#require(DataSource(name: run.config.dataset)))
        try playground.apply(.feature(.y))
        try playground.apply(.feature(.ySquared))
        try playground.apply(.addLayer)
        try playground.apply(.feature(.sinX))
        for (layer, size) in run.config.networkShape.enumerated() {
            while playground.configuration.hidden[layer] < size {
                try playground.apply(.addNeuron(layer: layer))
            }
            while playground.configuration.hidden[layer] > size {
                try playground.apply(.removeNeuron(layer: layer, neuron: 0))
            }
        }
        try playground.apply(.activations(#require(Activation(rawValue: run.config.activation))))
        try playground.apply(.noise(run.config.noise))
        try playground.apply(.trainPercent(run.config.percTrainData))
        try playground.apply(.learningRate(run.config.learningRate))
        try playground.apply(.batchSize(run.config.batchSize))
        try playground.apply(
            .regularization(#require(Regularization(rawValue: run.config.regularization))))
        try playground.apply(.regularizationRate(run.config.regularizationRate))
        return playground
    }

    private func expectTheStart(of run: Run, _ playground: Playground) {
        #expect(playground.network.layers.count == run.`init`.count)
        for (layer, neurons) in zip(playground.network.layers, run.`init`) {
            #expect(layer.neuronCount == neurons.count)
            for (index, neuron) in neurons.enumerated() {
                #expect(Array(layer.weights.row(index)) == neuron.w)
                #expect(layer.biases[index] == neuron.b)
            }
        }
    }

    /// Each epoch dealt out in slices of its own, as frames of uneven length do it.
    private func expectTheLosses(of run: Run, _ playground: Playground) throws {
        var playground = playground
        let count = playground.start.train.count
        for (epoch, losses) in run.loss.compactMap({ (Int($0), $1) }).filter({ ($0.0 ?? 99) <= 10 })
            .sorted(by: { ($0.0 ?? 0) < ($1.0 ?? 0) })
        {
            var left = try #require(epoch) * count - playground.epoch * count
            var slice = 1
            while left > 0 {
                _ = playground.train(examples: min(slice, left))
                left -= slice
                slice = slice * 3 % 401 + 1
            }
            #expect(playground.epoch == epoch)
            #expect(abs(playground.record.trainLoss - losses[0]) < 1e-11)
            #expect(abs(playground.record.testLoss - losses[1]) < 1e-11)
        }
    }

    @Test(arguments: runs)
    func aLinkBeginsAndLearnsAsPlaygroundDoes(run: Run) throws {
        let playground = try Playground(PlaygroundConfiguration(link: link(run)))
        expectTheStart(of: run, playground)
        try expectTheLosses(of: run, playground)
    }

    @Test(arguments: runs)
    func whatWasPutTogetherByHandBeginsAndLearnsAsItsLink(run: Run) throws {
        let playground = try assembled(run)
        expectTheStart(of: run, playground)
        try expectTheLosses(of: run, playground)
    }

    /// A link leaves nothing of what was there: no activation of a single layer, and no network that was opened.
    @Test func aLinkIsOpenedWhole() throws {
        let run = try #require(Self.runs.first)
        var mixed = try assembled(run)
        try mixed.apply(.activation(layer: 1, .relu))
        mixed.trainEpochs(2)
        try mixed.open(PlaygroundConfiguration(link: link(run)))
        expectTheStart(of: run, mixed)
        #expect(mixed.hiddenActivations == [.tanh, .tanh])

        var opened = try assembled(run)
        var network = opened.network
        network.setWeight(layer: 0, neuron: 0, input: 0, to: 7)
        try opened.open(network)
        #expect(opened.network == network)
        try opened.open(PlaygroundConfiguration(link: link(run)))
        expectTheStart(of: run, opened)
    }

    // MARK: Beginning anew

    @Test func rewindGoesToTheVeryStart() throws {
        let run = try #require(Self.runs.first)
        var playground = try assembled(run)
        playground.trainEpochs(7)
        playground.rewind()
        expectTheStart(of: run, playground)
        #expect(playground.epoch == 0 && playground.steps == 0 && playground.records.count == 1)
        try expectTheLosses(of: run, playground)
    }

    /// What was chosen stays chosen.
    @Test func rewindKeepsWhatWasSet() throws {
        var playground = try Playground.usual(epochs: 3)
        try playground.apply(.activation(layer: 0, .relu))
        try playground.apply(.learningRate(0.3))
        playground.stop = .epoch(9)
        playground.rewind()
        #expect(playground.hiddenActivations == [.relu, .tanh])
        #expect(playground.network.layers.map(\.activation) == [.relu, .tanh, .tanh])
        #expect(playground.settings.learningRate == 0.3 && playground.stop == .epoch(9))
        let isUndone = playground.undo()
        #expect(isUndone && playground.epoch == 3)
    }

    /// A preset of a lesson is what r goes back to.
    @Test func rewindGoesBackToAGivenNetwork() throws {
        let network = try Playground.usual { $0.seed = "another" }.network
        var playground = try Playground(PlaygroundConfiguration(), given: network)
        playground.trainEpochs(2)
        #expect(playground.network != network)
        playground.rewind()
        #expect(playground.network == network)
    }

    @Test func anotherSeedIsAnotherStart() throws {
        var playground = try Playground.usual(epochs: 2)
        playground.regenerate(seed: "0.12345")
        let expected = try Playground.usual { $0.seed = "0.12345" }
        #expect(playground.network == expected.network && playground.start.train == expected.start.train)
        let usual = try Playground.usual()
        #expect(playground.network != usual.network && playground.start.train != usual.start.train)
        #expect(playground.epoch == 0)
    }

    // MARK: Limits

    @Test(arguments: [[4096, 4096], [2000, 2000], [Int.max], [1 << 40, 1 << 40]])
    func tooLargeANetworkIsRefused(hidden: [Int]) throws {
        var configuration = PlaygroundConfiguration()
        configuration.hidden = hidden
        #expect(throws: PlaygroundEditError.tooLarge(4_000_000)) { try Playground(configuration) }
        var playground = try Playground.usual(epochs: 1)
        let before = playground.network
        #expect(throws: PlaygroundEditError.tooLarge(4_000_000)) { try playground.open(configuration) }
        #expect(playground.network == before && playground.epoch == 1)
    }

    @Test(arguments: [[0], [4, 0], [-1]])
    func aLayerOfNoneIsRefused(hidden: [Int]) {
        var configuration = PlaygroundConfiguration()
        configuration.hidden = hidden
        #expect(throws: PlaygroundEditError.self) { try Playground(configuration) }
    }

    /// A neuron more than there may be: 1,997 · 3 + 1,998 · 1,998 + 1,999 is six less than four million.
    @Test func aNeuronTooMuchIsRefused() throws {
        let table = try LabelledData(csv: Array("a,b,c\n1,2,3\n2,3,5\n4,1,5.5\n".utf8))
        var playground = try Playground.usual { configuration in
            configuration.take(.table(table, name: "t"))
            configuration.hidden = [1997, 1998]
        }
        #expect(playground.network.parameterCount == 3_999_994)
        #expect(throws: PlaygroundEditError.tooLarge(4_000_000)) {
            try playground.apply(.addNeuron(layer: 1))
        }
        #expect(playground.configuration.hidden == [1997, 1998])
    }
}
