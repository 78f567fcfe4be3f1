import NeuralNetwork

/// The names that expressions know in a step with a playground.
package struct PlaygroundScope: ExpressionScope {
    package let playground: Playground
    /// Names of the step, such as the committed answer `pred`.
    package let additions: [String: Value]

    package init(_ playground: Playground, additions: [String: Value] = [:]) {
        self.playground = playground
        self.additions = additions
    }

    /// The names, in the order in which authors look for them.
    package static let table: [ExperimentScope.NameEntry] = [
        .init(
            name: "loss, testLoss",
            meaning: "the mean loss over the examples to learn from, and over the others"),
        .init(name: "trainAcc, testAcc", meaning: "which share of the answers is right, from 0 to 1"),
        .init(
            name: "steps, epoch", meaning: "how many steps and how many rounds through the examples were made"
        ),
        .init(name: "dataset", meaning: "the data, by the word that the fence has for them"),
        .init(name: "lr, batch", meaning: "the learning rate, and how many examples make a step"),
        .init(name: "penalty, lambda", meaning: "none, L1 or L2, and how strong it is"),
        .init(name: "optimizer", meaning: "gradientDescent, momentum or adam"),
        .init(
            name: "hidden, layers",
            meaning: "neurons of the first hidden layer; how many hidden layers there are"),
        .init(name: "act(n)", meaning: "activation of layer n"),
        .init(name: "W1[n][j], b1[n] …", meaning: "the weights and biases, as they are now"),
        .init(name: "nparams", meaning: "number of weights and biases"),
        .init(name: "edits", meaning: "changes made since the start"),
        .init(
            name: "trouble",
            meaning:
                "none, or what keeps it from learning: " + TrainingTrouble.words.joined(separator: ", ")
        ),
    ]

    /// The table in the Markdown of the authors' guide.
    package static var guideTable: [String] {
        ["| name | what it is |", "|---|---|"] + table.map { "| `\($0.name)` | \($0.meaning) |" }
    }

    package var names: [String] {
        var names = [
            "loss", "testLoss", "trainAcc", "testAcc", "steps", "epoch", "dataset", "lr", "batch", "penalty",
            "lambda",
            "optimizer", "hidden", "layers", "nparams", "edits", "trouble",
        ]
        for layer in 1...playground.network.layers.count { names += ["W\(layer)", "b\(layer)"] }
        return names + additions.keys.sorted()
    }

    package let functions = ["act"]
    package let functionsOfNames: [String] = []

    package func value(named name: String) -> Value? {
        if let value = additions[name] { return value }
        let (record, settings) = (playground.record, playground.settings)
        switch name {
        case "loss": return .number(record.trainLoss)
        case "testLoss": return .number(record.testLoss)
        case "trainAcc": return .number(record.trainAccuracy ?? .nan)
        case "testAcc": return .number(record.testAccuracy ?? .nan)
        case "steps": return .number(Double(playground.steps))
        case "epoch": return .number(Double(playground.epoch))
        case "dataset": return .word(playground.configuration.data.name)
        case "lr": return .number(settings.learningRate)
        case "batch": return .number(Double(settings.batchSize))
        case "penalty": return .word(settings.regularization.rawValue)
        case "lambda": return .number(settings.regularizationRate)
        case "optimizer": return .word(settings.optimizer.rawValue)
        case "hidden": return .number(Double(playground.configuration.hidden.first ?? 0))
        case "layers": return .number(Double(playground.configuration.hidden.count))
        case "nparams": return .number(Double(playground.network.parameterCount))
        case "edits": return .number(Double(playground.edits))
        case "trouble": return .word(playground.trouble?.word ?? "none")
        default: return parameters(name) ?? word(name)
        }
    }

    /// `W1`, `b2` and the like.
    private func parameters(_ name: String) -> Value? {
        guard let letter = name.first, let number = Int(name.dropFirst()),
            playground.network.layers.indices.contains(number - 1)
        else { return nil }
        let layer = playground.network.layers[number - 1]
        switch letter {
        case "W": return .list((0..<layer.neuronCount).map { Value.list(layer.weights.row($0)) })
        case "b": return .list(layer.biases)
        default: return nil
        }
    }

    /// A word that one of the names can be.
    private func word(_ name: String) -> Value? {
        let words =
            DataSource.all.map(\.name) + Regularization.allCases.map(\.rawValue)
            + Optimizer.allCases.map(\.rawValue)
            + TrainingTrouble.words
        return words.contains(name) ? .word(name) : nil
    }

    package func call(
        _ name: String, arguments: [Value], nodes: [Expression.Node]
    ) throws(ExpressionError) -> Value? {
        name == "act" ? try playground.network.activation(arguments, nodes) : nil
    }
}

extension TrainingTrouble {
    /// The word for it in expressions.
    package var word: String {
        switch self {
        case .overflow: "overflow"
        case .climbing: "climbing"
        case .saturated: "saturated"
        case .dead: "dead"
        case .slopeless: "slopeless"
        case .jumping: "jumping"
        case .pulledToZero: "pulledToZero"
        }
    }

    static let words = ["overflow", "climbing", "saturated", "dead", "slopeless", "jumping", "pulledToZero"]
}
