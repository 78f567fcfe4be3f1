import ArgumentParser
import NeuralNetwork
import Tutorial

extension PlaygroundData: ExpressibleByArgument {}
extension Activation: ExpressibleByArgument {}
extension Regularization: ExpressibleByArgument {}

/// `neurotour train --data spiral --hidden 8,8`: training without a screen.
struct TrainCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "train", abstract: "Train without a screen: losses, examples per second.",
        discussion: """
            Computes what playground.tensorflow.org computes, number for number.

            Examples:
              neurotour train --data spiral --hidden 8,8 --activation tanh --seed 0.59704 --epochs 100
              neurotour train --url 'https://playground.tensorflow.org/#dataset=xor&seed=0.1' --json
            """)

    @Option(help: "The points: \(names(PlaygroundData.self)).")
    var data: PlaygroundData?

    @Option(help: ArgumentHelp("The sizes of the hidden layers, as in 8,8.", valueName: "sizes"))
    var hidden: String?

    @Option(help: "The activation of the hidden layers: \(names(Activation.self)).")
    var activation: Activation?

    @Option(help: ArgumentHelp("The seed, a text used as it stands: 0.10 is not 0.1.", valueName: "text"))
    var seed: String?

    @Option(help: "How many rounds through the examples.")
    var epochs = 100

    @Option(help: "How far points are off, from 0 to 50.")
    var noise: Double?

    @Option(help: ArgumentHelp("How many of a hundred points are learned from.", valueName: "percent"))
    var trainPercent: Double?

    @Option(help: "How many examples make a step.")
    var batch: Int?

    @Option(help: ArgumentHelp("How far a step goes for a slope of 1.", valueName: "rate"))
    var learningRate: Double?

    @Option(help: "What keeps weights small: \(names(Regularization.self)).")
    var regularization: Regularization?

    @Option(help: ArgumentHelp("How much that counts.", valueName: "rate"))
    var regularizationRate: Double?

    @Option(help: ArgumentHelp("What the network is told: \(names(PointFeature.self)).", valueName: "names"))
    var features: String?

    @Option(
        help: ArgumentHelp("classification or regression; that of the data, if left out.", valueName: "kind"))
    var problem: String?

    @Option(help: ArgumentHelp("A Playground link, or what stands behind its #.", valueName: "link"))
    var url: String?

    @Flag(help: "One JSON object a line.")
    var json = false

    func run() throws {
        let configuration = try configuration()
        guard (0...10_000_000).contains(epochs) else {
            throw ProgramEnding.wrongInput("--epochs takes a number from 0 to 10000000")
        }
        let start: PlaygroundConfiguration.Start
        do { start = try configuration.start() } catch { throw ProgramEnding.wrongInput("\(error)") }
        try Output.print(json ? [configuration.json] : configuration.lines)

        var trainer = try FastTrainer<Double>(
            start.network, examples: start.train, settings: configuration.settings)
        let test = try PreparedExamples<Double>(start.test, for: start.network)
        let clock = ContinuousClock()
        var time: Duration = .zero
        try report(trainer, test)
        while trainer.epoch < epochs {
            let begin = clock.now
            trainer.trainEpoch()
            time += clock.now - begin
            if trainer.epoch == epochs || isPowerOfTen(trainer.epoch) { try report(trainer, test) }
        }
        let seconds = time / .seconds(1)
        let speed = seconds > 0 ? Double(start.train.count * trainer.epoch) / seconds : 0
        let rate = NumberText.json(speed.rounded())
        try Output.print([
            json
                ? "{\"examplesPerSecond\": \(rate), \"seconds\": \(NumberText.json(seconds))}"
                : "\(Int(speed.rounded())) examples a second"
        ])
        guard json, let file = try? NetworkFile(network: trainer.network) else { return }
        try Output.print(["{\"network\": \(file.json.split(separator: "\n").joined())}"])
    }

    private func isPowerOfTen(_ number: Int) -> Bool {
        var rest = number
        while rest > 1, rest.isMultiple(of: 10) { rest /= 10 }
        return rest == 1
    }

    private func report(_ trainer: FastTrainer<Double>, _ test: PreparedExamples<Double>) throws {
        let train = trainer.fastNetwork.loss(trainer.settings.loss, over: trainer.examples)
        let test = trainer.fastNetwork.loss(trainer.settings.loss, over: test)
        let (trainText, testText) = (NumberText.json(train), NumberText.json(test))
        try Output.print([
            json
                ? "{\"epoch\": \(trainer.epoch), \"trainLoss\": \(trainText), \"testLoss\": \(testText)}"
                : "epoch \(trainer.epoch)  loss \(trainText), on test data \(testText)"
        ])
    }

    // MARK: What was asked for

    private func configuration() throws(ProgramEnding) -> PlaygroundConfiguration {
        var configuration = PlaygroundConfiguration()
        do {
            if let url { configuration = try PlaygroundConfiguration(link: url) }
            if let hidden { configuration.hidden = try PlaygroundConfiguration.sizes(hidden) }
        } catch { throw .wrongInput("\(error)") }
        configuration.seed = seed ?? configuration.seed
        configuration.data = data.map { .playground($0) } ?? configuration.data
        configuration.activation = activation ?? configuration.activation
        configuration.settings.regularization = regularization ?? configuration.settings.regularization
        if let features { configuration.features = try Self.features(features) }
        configuration.noise =
            try number(noise, "--noise", in: PlaygroundConfiguration.noises) ?? configuration.noise
        configuration.trainPercent =
            try number(trainPercent, "--train-percent", in: PlaygroundConfiguration.trainPercents)
            ?? configuration.trainPercent
        var settings = configuration.settings
        settings.learningRate =
            try number(learningRate, "--learning-rate", in: PlaygroundConfiguration.rates)
            ?? settings.learningRate
        settings.regularizationRate =
            try number(regularizationRate, "--regularization-rate", in: PlaygroundConfiguration.rates)
            ?? settings.regularizationRate
        if let batch {
            let sizes = PlaygroundConfiguration.batchSizes
            guard sizes.contains(batch) else {
                throw .wrongInput("--batch takes a number from \(sizes.lowerBound) to \(sizes.upperBound)")
            }
            settings.batchSize = batch
        }
        configuration.settings = settings
        try check(problem, against: configuration.data)
        return configuration
    }

    private func number(
        _ value: Double?, _ option: String, in range: ClosedRange<Double>
    ) throws(ProgramEnding) -> Double? {
        guard let value else { return nil }
        guard range.contains(value) else {
            throw .wrongInput("\(option) takes a number from \(range.lowerBound) to \(range.upperBound)")
        }
        return value
    }

    private func check(_ problem: String?, against data: DataSource) throws(ProgramEnding) {
        guard let problem else { return }
        guard ["classification", "regression"].contains(problem) else {
            throw .wrongInput("--problem is classification or regression")
        }
        guard (problem == "classification") == (data.kind != .numbers) else {
            throw .wrongInput("the data \(data.name) are not for \(problem)")
        }
    }

    private static func features(_ text: String) throws(ProgramEnding) -> [PointFeature] {
        var wanted: Set<PointFeature> = []
        for name in text.split(separator: ",").map(String.init) {
            guard let feature = PointFeature(rawValue: name) else {
                throw .wrongInput(
                    "--features: there is no \"\(name)\"; there are \(names(PointFeature.self))")
            }
            wanted.insert(feature)
        }
        // In Playground's order, whatever the order here: it decides which input is which.
        return PointFeature.allCases.filter(wanted.contains)
    }
}

/// The names of all values of a kind.
private func names<Word: RawRepresentable & CaseIterable>(_ type: Word.Type) -> String
where Word.RawValue == String {
    Word.allCases.map(\.rawValue).joined(separator: ", ")
}

extension PlaygroundConfiguration {
    /// The configuration as one JSON object.
    fileprivate var json: String {
        let features = features.map { "\"\($0.rawValue)\"" }.joined(separator: ", ")
        let hidden = hidden.map(String.init).joined(separator: ", ")
        let members = [
            "\"data\": \"\(data.name)\"", "\"problem\": \"\(problem)\"", "\"seed\": \(quoted(seed))",
            "\"noise\": \(NumberText.json(noise))", "\"trainPercent\": \(NumberText.json(trainPercent))",
            "\"hidden\": [\(hidden)]", "\"activation\": \"\(activation.rawValue)\"",
            "\"features\": [\(features)]",
            "\"batch\": \(settings.batchSize)", "\"learningRate\": \(NumberText.json(settings.learningRate))",
            "\"regularization\": \"\(settings.regularization.rawValue)\"",
            "\"regularizationRate\": \(NumberText.json(settings.regularizationRate))",
        ]
        return "{" + members.joined(separator: ", ") + "}"
    }

    private var problem: String { data.kind != .numbers ? "classification" : "regression" }

    /// The same for people.
    fileprivate var lines: [String] {
        let sizes = ([features.count] + hidden + [1]).map(String.init).joined(separator: "-")
        let penalty =
            settings.regularization == .none
            ? "" : ", \(settings.regularization.rawValue) \(settings.regularizationRate)"
        return [
            "\(data.name), seed \(seed), noise \(noise), \(trainPercent) % to learn from",
            "\(sizes) \(activation.rawValue) on \(features.map(\.rawValue).joined(separator: ", "))",
            "batch \(settings.batchSize), learning rate \(settings.learningRate)\(penalty)",
        ]
    }
}
