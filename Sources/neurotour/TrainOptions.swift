import ArgumentParser
import NeuralNetwork

/// What `neurotour train` learns, with what network, and how.
struct TrainOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "The points: \(DataSource.all.map(\.name).joined(separator: ", ")); or a CSV file.",
            valueName: "name or file"), completion: Completions.data)
    var data: String?

    @Option(
        help: ArgumentHelp(
            "The column of a CSV file that is to be told: its name, or its number from 1; the last, if left out.",
            valueName: "column"))
    var target: String?

    @Option(
        help: ArgumentHelp(
            "classification or regression; that of the data, if left out. Without --data it chooses them.",
            valueName: "kind"), completion: Completions.words(LabelledData.Problem.self))
    var problem: String?

    @Option(help: ArgumentHelp("The sizes of the hidden layers, as in 8,8.", valueName: "sizes"))
    var hidden: String?

    @Option(
        help: "The activation of the hidden layers: \(names(Activation.self)).",
        completion: Completions.words(Activation.self))
    var activation: String?

    @Option(help: ArgumentHelp("The seed, a text used as it stands: 0.10 is not 0.1.", valueName: "text"))
    var seed: String?

    @Option(help: "How far points are off, from 0 to 50.")
    var noise: Double?

    @Option(help: ArgumentHelp("How many of a hundred points are learned from.", valueName: "percent"))
    var trainPercent: Double?

    @Option(help: "How many examples make a step.")
    var batch: Int?

    @Option(help: ArgumentHelp("How far a step goes for a slope of 1.", valueName: "rate"))
    var learningRate: Double?

    @Option(
        help: "What is to become small: \(names(Loss.self)); the usual one of the data, if left out.",
        completion: Completions.words(Loss.self))
    var loss: String?

    @Option(
        help: "What makes a step out of slopes: \(names(Optimizer.self)).",
        completion: Completions.words(Optimizer.self))
    var optimizer: String?

    @Option(
        help: "What keeps weights small: \(names(Regularization.self)).",
        completion: Completions.words(Regularization.self))
    var regularization: String?

    @Option(help: ArgumentHelp("How much that counts.", valueName: "rate"))
    var regularizationRate: Double?

    @Option(
        help: ArgumentHelp(
            "What the network is told of two columns: \(names(PointFeature.self)).", valueName: "names"))
    var features: String?

    @Option(
        help: ArgumentHelp(
            "How columns are scaled: \(names(ColumnScaling.Method.self)); a CSV file's are standard, if left out.",
            valueName: "method"), completion: Completions.words(ColumnScaling.Method.self))
    var scaling: String?

    @Option(help: ArgumentHelp("A Playground link, or what stands behind its #.", valueName: "link"))
    var url: String?

    /// The configuration that is asked for.
    func configuration() throws(ProgramEnding) -> PlaygroundConfiguration {
        let problem = try word(problem, "--problem", LabelledData.Problem.self)
        var configuration = PlaygroundConfiguration()
        do {
            // In a link the last word on a thing counts.
            let choice = problem.map { "&problem=\($0.rawValue)" } ?? ""
            configuration = try PlaygroundConfiguration(link: (url ?? "") + choice)
            if let hidden { configuration.hidden = try PlaygroundConfiguration.sizes(hidden) }
        } catch { throw .wrongInput("\(error)") }
        if let data { configuration.take(try source(data, problem)) }
        configuration.seed = seed ?? configuration.seed
        configuration.activation =
            try word(activation, "--activation", Activation.self) ?? configuration.activation
        configuration.scaling =
            try word(scaling, "--scaling", ColumnScaling.Method.self) ?? configuration.scaling
        configuration.noise =
            try number(noise, "--noise", in: PlaygroundConfiguration.noises) ?? configuration.noise
        configuration.trainPercent =
            try number(trainPercent, "--train-percent", in: PlaygroundConfiguration.trainPercents)
            ?? configuration.trainPercent
        if let features { configuration.features = try Self.features(features) }
        try change(&configuration.settings, for: configuration.data)
        try checkThatTheyApply(to: configuration.data)
        // Playground makes no step in such a case, and so it is here with its own data.
        if let data, PlaygroundData(rawValue: data) == nil,
            configuration.trainCount < configuration.settings.batchSize
        {
            guard batch == nil else {
                throw .wrongInput(
                    "--batch: there are \(configuration.trainCount) examples to learn from, too few for a step"
                )
            }
            configuration.settings.batchSize = configuration.trainCount
        }
        return configuration
    }

    /// The settings of the trainer.
    private func change(_ settings: inout Trainer.Settings, for data: DataSource) throws(ProgramEnding) {
        let rates = PlaygroundConfiguration.rates
        settings.learningRate =
            try number(learningRate, "--learning-rate", in: rates) ?? settings.learningRate
        settings.regularizationRate =
            try number(regularizationRate, "--regularization-rate", in: rates) ?? settings.regularizationRate
        settings.regularization =
            try word(regularization, "--regularization", Regularization.self) ?? settings.regularization
        settings.optimizer = try word(optimizer, "--optimizer", Optimizer.self) ?? settings.optimizer
        if let batch {
            let sizes = PlaygroundConfiguration.batchSizes
            guard sizes.contains(batch) else {
                throw .wrongInput("--batch takes a number from \(sizes.lowerBound) to \(sizes.upperBound)")
            }
            settings.batchSize = batch
        }
        if let loss = try word(loss, "--loss", Loss.self) {
            let possible = Readout.losses(for: data.kind)
            guard possible.contains(loss) else {
                throw .wrongInput(
                    "--loss: \(loss.rawValue) does not go with the data \(data.name); "
                        + "\(possible.map(\.rawValue).joined(separator: ", ")) does")
            }
            settings.loss = loss
        }
    }

    // MARK: Data

    private func source(
        _ name: String, _ problem: LabelledData.Problem?
    ) throws(ProgramEnding) -> DataSource {
        let source = try DataInput.source(name, target: target, problem: problem)
        if let problem, problem != source.kind.problem {
            throw .wrongInput("the data \(name) are not for \(problem.rawValue)")
        }
        return source
    }

    /// What is asked of a table alone, or of points alone.
    private func checkThatTheyApply(to data: DataSource) throws(ProgramEnding) {
        if !data.isTable, target != nil {
            throw .wrongInput("--target names a column of a CSV file, and --data is none")
        }
        if data.isTable, noise != nil {
            throw .wrongInput("--noise: the rows of a file are taken as they are")
        }
        if data.columns.count != 2, features != nil {
            throw .wrongInput(
                "--features are made of two columns, and there are \(data.columns.count) beside the label")
        }
    }

    // MARK: Words and numbers

    private func number(
        _ value: Double?, _ option: String, in range: ClosedRange<Double>
    ) throws(ProgramEnding) -> Double? {
        guard let value else { return nil }
        guard range.contains(value) else {
            throw .wrongInput("\(option) takes a number from \(range.lowerBound) to \(range.upperBound)")
        }
        return value
    }

    private func word<Word: RawRepresentable & CaseIterable>(
        _ text: String?, _ option: String, _ type: Word.Type
    ) throws(ProgramEnding) -> Word? where Word.RawValue == String {
        guard let text else { return nil }
        guard let word = Word(rawValue: text) else {
            throw .wrongInput("\(option): " + Self.unknown(text, Word.allCases.map(\.rawValue)))
        }
        return word
    }

    private static func unknown(_ name: String, _ known: [String]) -> String {
        let advice = nearestName(to: name, among: known).map { "did you mean \($0)?" }
        return "there is no \"\(name)\"; \(advice ?? "there are " + known.joined(separator: ", "))"
    }

    private static func features(_ text: String) throws(ProgramEnding) -> [PointFeature] {
        var wanted: Set<PointFeature> = []
        for name in text.split(separator: ",").map(String.init) {
            guard let feature = PointFeature(rawValue: name) else {
                throw .wrongInput("--features: " + unknown(name, PointFeature.allCases.map(\.rawValue)))
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
