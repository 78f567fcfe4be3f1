import NeuralNetwork
import TerminalUI
import Tutorial

/// What `neurotour train` prints: one JSON object a line, or lines for people.
struct TrainReport {
    let configuration: PlaygroundConfiguration
    let start: PlaygroundConfiguration.Start
    let isJSON: Bool

    /// The configuration as it was understood.
    func beginning() throws {
        try Output.print(isJSON ? [configuration.json(start)] : configuration.lines(start))
    }

    /// The losses after an epoch, in the units of the data.
    func losses(of network: Network, epoch: Int) throws {
        let loss = configuration.settings.loss
        // Half the square of an error is scaled as the square of what it is an error of.
        let unit = start.targetScaling.deviations[0] * start.targetScaling.deviations[0]
        let train = try network.loss(loss, over: start.train) * unit
        let test = try network.loss(loss, over: start.test) * unit
        try Output.print([
            isJSON
                ? "{\"epoch\": \(epoch), \"trainLoss\": \(NumberText.json(train)), "
                    + "\"testLoss\": \(NumberText.json(test))}"
                : "epoch \(epoch)  loss \(train), on test data \(test)"
        ])
    }

    /// How fast it was, and what came of it.
    func end(of network: Network, epoch: Int, time: Duration) throws {
        let seconds = time / .seconds(1)
        let speed = (seconds > 0 ? Double(start.train.count * epoch) / seconds : 0).rounded()
        guard isJSON else {
            try Output.print(try accuracy(of: network) + ["\(Int(speed)) examples a second"])
            return
        }
        let network = try NetworkFile(network: start.raw(network))
        try Output.print([
            "{\"examplesPerSecond\": \(NumberText.json(speed)), \"seconds\": \(NumberText.json(seconds))}",
            "{\"network\": \(network.json.split(separator: "\n").joined())}",
        ])
    }

    /// How many of the test data it gets right, where there is a right and a wrong.
    private func accuracy(of network: Network) throws -> [String] {
        guard configuration.data.kind != .numbers, !start.test.isEmpty else { return [] }
        let readout = configuration.readout
        var right = 0
        for example in start.test {
            let answer = readout.classIndex(try network.forward(example.input).output)
            if answer == readout.classIndex(example.target) { right += 1 }
        }
        return ["\(right) of \(start.test.count) test data right"]
    }
}

extension PlaygroundConfiguration {
    /// The configuration as one JSON object.
    fileprivate func json(_ start: Start) -> String {
        func list(_ texts: [String]) -> String { "[\(texts.map(quoted).joined(separator: ", "))]" }
        var members = [
            "\"data\": \(quoted(data.name))", "\"problem\": \"\(data.kind.problem.rawValue)\"",
            "\"seed\": \(quoted(seed))",
            "\"noise\": \(NumberText.json(noise))", "\"trainPercent\": \(NumberText.json(trainPercent))",
            "\"hidden\": [\(hidden.map(String.init).joined(separator: ", "))]",
            "\"activation\": \"\(activation.rawValue)\"",
            "\"features\": \(list(data.columns.count == 2 ? features.map(\.rawValue) : data.columns))",
            "\"batch\": \(settings.batchSize)", "\"learningRate\": \(NumberText.json(settings.learningRate))",
            "\"regularization\": \"\(settings.regularization.rawValue)\"",
            "\"regularizationRate\": \(NumberText.json(settings.regularizationRate))",
            "\"loss\": \"\(settings.loss.rawValue)\"", "\"optimizer\": \"\(settings.optimizer.rawValue)\"",
            "\"scaling\": \"\(scaling.rawValue)\"",
            "\"trainCount\": \(start.train.count)", "\"testCount\": \(start.test.count)",
        ]
        if data.isTable {
            members += ["\"columns\": \(list(data.columns))", "\"target\": \(quoted(start.data.target))"]
        }
        if data.kind != .numbers { members.append("\"classes\": \(list(data.kind.classNames))") }
        return "{" + members.joined(separator: ", ") + "}"
    }

    /// The same for people.
    fileprivate func lines(_ start: Start) -> [String] {
        let sizes = start.network.layerSizes.map(String.init).joined(separator: "-")
        let told = inputs.map { $0.title(data.columns) }
        let scaled = scaling == .none ? "" : ", scaled"
        let drawn = data.isTable ? "" : ", noise \(noise)"
        let hasPenalty = settings.regularization != .none
        let penalty = ", \(settings.regularization.rawValue) \(settings.regularizationRate)"
        let how = "\(settings.loss.rawValue), \(settings.optimizer.rawValue), batch \(settings.batchSize)"
        return [
            "\(data.name), seed \(seed)\(drawn), \(share(start))",
            answer(start),
            "\(sizes) \(activation.rawValue) on \(told.joined(separator: ", "))\(scaled)",
            "\(how), learning rate \(settings.learningRate)\(hasPenalty ? penalty : "")",
        ].map { safeText($0) }
    }

    private func share(_ start: Start) -> String {
        if data.isWhole { return "all \(start.train.count) to learn from and to test on" }
        return "\(start.train.count) to learn from, \(start.test.count) to test on"
    }

    private func answer(_ start: Start) -> String {
        let classes = data.kind.classNames
        if classes.isEmpty { return "\(start.data.target) is a number" }
        return "\(start.data.target) is one of \(classes.joined(separator: ", "))"
    }
}
