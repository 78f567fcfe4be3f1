import Course
import Experiment
import NeuralNetwork

/// What a `train` fence says of data, network and training.
struct TrainFence: Decodable {
    let data: Placed<String>
    let preset: Placed<String>?
    /// Every weight and bias of the preset is this.
    let all: Placed<Double>?
    let hidden: OneOrMore<Placed<Int>>?
    let activation: Placed<String>?
    let features: OneOrMore<Placed<String>>?
    let seed: String?
    let noise: Placed<Double>?
    let rate: Placed<Double>?
    let batch: Placed<Int>?
    let loss: Placed<String>?
    let optimizer: Placed<String>?
    let penalty: Placed<String>?
    let lambda: Placed<Double>?
    let speed: Placed<String>?
    let stop_loss: Placed<Double>?
    /// What can be set; all that there is, if left out.
    let controls: OneOrMore<Placed<String>>?
    let alt: Placed<String>
    let id: Placed<String>?
    let ask: Placed<String>?
    let check: Placed<String>?
    let solution: OneOrMore<Placed<String>>?
    let near_misses: [ExerciseStage.NearMissKeys]?
    let hints: Placed<[String]>?
    let why: String?

    // MARK: The playground

    /// The playground as the step begins.
    func playground(_ setting: StepSetting) throws(Problems) -> Playground {
        var configuration = try configuration()
        let given = try network(setting)
        if let given {
            configuration.hidden = given.layers.dropLast().map(\.neuronCount)
            configuration.activation = given.layers[0].activation
        }
        do throws(PlaygroundEditError) {
            var playground = try Playground(configuration, given: given)
            playground.offersFeatures = controls == nil
            if let stop_loss { playground.stop = .loss(stop_loss.value) }
            return playground
        } catch { throw Problems([Problem("\(error)", at: (preset ?? data).place)]) }
    }

    private func configuration() throws(Problems) -> PlaygroundConfiguration {
        var configuration = PlaygroundConfiguration()
        guard let source = DataSource(name: data.value) else {
            let known = DataSource.all.map(\.name)
            throw Problems([
                Problem(
                    "no data named \"\(data.value)\"\(didYouMean(data.value, in: known)); there are "
                        + known.joined(separator: ", "), at: data.place)
            ])
        }
        configuration.take(source)
        configuration.seed = seed ?? configuration.seed
        if let noise { configuration.noise = try noise.within(PlaygroundConfiguration.noises) }
        if let hidden { configuration.hidden = hidden.all.map(\.value) }
        if let activation { configuration.activation = try activation.activation() }
        if let features {
            let wanted = try features.all.map { name throws(Problems) -> PointFeature in
                try name.oneOf("feature")
            }
            configuration.features = PointFeature.allCases.filter(wanted.contains)
        }
        configuration.settings = try settings(configuration.settings)
        guard Readout.losses(for: source.kind).contains(configuration.settings.loss) else {
            throw Problems([Problem("such data are not measured by this loss", at: (loss ?? data).place)])
        }
        return configuration
    }

    private func settings(_ usual: Trainer.Settings) throws(Problems) -> Trainer.Settings {
        var settings = usual
        if let rate { settings.learningRate = try rate.within(PlaygroundConfiguration.rates) }
        if let batch {
            guard PlaygroundConfiguration.batchSizes.contains(batch.value) else {
                throw Problems([Problem("a batch has at least one example", at: batch.place)])
            }
            settings.batchSize = batch.value
        }
        if let loss { settings.loss = try loss.oneOf("loss") }
        if let optimizer { settings.optimizer = try optimizer.oneOf("optimizer") }
        if let penalty { settings.regularization = try penalty.oneOf("penalty") }
        if let lambda { settings.regularizationRate = try lambda.within(PlaygroundConfiguration.rates) }
        return settings
    }

    /// The network to begin with, where it is not drawn from the seed.
    private func network(_ setting: StepSetting) throws(Problems) -> Network? {
        guard let preset else { return nil }
        guard let found = Preset.named(preset.value) else {
            let known = Preset.all.map(\.name)
            throw Problems([
                Problem(
                    "no preset named \"\(preset.value)\"\(didYouMean(preset.value, in: known))",
                    at: preset.place)
            ])
        }
        var network = found.network
        if let activation {
            let wanted = try activation.activation()
            for layer in network.layers.indices.dropLast() { network.setActivation(layer: layer, to: wanted) }
        }
        if let all { network.setAll(to: all.value) }
        return network
    }

    // MARK: The board

    func board(_ playground: Playground) throws(Problems) -> PlaygroundBoard {
        var offered = PlaygroundControl.allCases
        if let controls {
            let wanted = try controls.all.map { name throws(Problems) -> PlaygroundControl in
                try name.oneOf("control")
            }
            offered = PlaygroundControl.allCases.filter(wanted.contains)
        }
        var board = PlaygroundBoard(playground, offered: offered, seed: 0)
        if let speed {
            guard let known = TrainingSpeed.allCases.first(where: { "\($0)" == speed.value }) else {
                let names = TrainingSpeed.allCases.map { "\($0)" }
                throw Problems([Problem("the speeds are \(names.joined(separator: ", "))", at: speed.place)])
            }
            board.speed = known
        }
        return board
    }
}

extension Network {
    /// Makes every weight and bias the same number.
    fileprivate mutating func setAll(to value: Double) {
        for (layer, dense) in layers.enumerated() {
            for neuron in 0..<dense.neuronCount {
                for input in 0..<dense.inputCount {
                    setWeight(layer: layer, neuron: neuron, input: input, to: value)
                }
                setBias(layer: layer, neuron: neuron, to: value)
            }
        }
    }
}

extension Placed<Double> {
    /// The number, which has to lie in a range.
    fileprivate func within(_ range: ClosedRange<Double>) throws(Problems) -> Double {
        guard range.contains(value) else {
            throw Problems([
                Problem(
                    "expected a number from \(PlaygroundControl.text(range.lowerBound)) to "
                        + PlaygroundControl.text(range.upperBound), at: place)
            ])
        }
        return value
    }
}
