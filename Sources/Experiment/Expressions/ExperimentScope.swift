import NeuralNetwork

/// The names that expressions know: the experiment's numbers, and what the step adds to them.
package struct ExperimentScope: ExpressionScope {
    package let experiment: Experiment
    /// Names of the step, such as the committed answer `pred`.
    package let additions: [String: Value]

    package init(_ experiment: Experiment, additions: [String: Value] = [:]) {
        self.experiment = experiment
        self.additions = additions
    }

    /// One row of the authors' table: a name's pattern and what it stands for.
    package struct NameEntry: Hashable, Sendable {
        package let name: String
        package let meaning: String
    }

    /// The names and functions over the state, in the order in which authors look for them.
    package static let table: [NameEntry] = [
        NameEntry(name: "in[i]", meaning: "input i"),
        NameEntry(name: "W1[n][j] … Wn", meaning: "weight from input j to neuron n, a matrix per layer"),
        NameEntry(name: "b1[n] … bn", meaning: "bias of neuron n"),
        NameEntry(name: "products1[n][j] …", meaning: "weight × input"),
        NameEntry(name: "sums1[n][k] …", meaning: "running sum of neuron n after k products, the bias first"),
        NameEntry(name: "z1[n] … zn", meaning: "weighted sum plus bias"),
        NameEntry(name: "a1[n] … an", meaning: "what neuron n passes on"),
        NameEntry(name: "h[n]", meaning: "a1, where there is one hidden layer"),
        NameEntry(name: "out[i]", meaning: "output i"),
        NameEntry(name: "act(n)", meaning: "activation of layer n: relu, sigmoid, tanh, linear or step"),
        NameEntry(name: "hidden", meaning: "neurons of the first hidden layer"),
        NameEntry(name: "nparams", meaning: "number of weights and biases"),
        NameEntry(name: "edits", meaning: "edits made in this step"),
        NameEntry(name: "edits(input)", meaning: "edits to inputs; likewise weight and bias"),
        NameEntry(name: "visited", meaning: "how many different numbers had the focus in this step"),
        NameEntry(name: "start.W1", meaning: "W1 at the start of the step; likewise in, b1 and out"),
        NameEntry(name: "z", meaning: "in a step with a curve: where its point stands"),
        NameEntry(name: "slope", meaning: "in a step with a curve: how steep it is at the point"),
        NameEntry(name: "out(1, 0)", meaning: "the first output for another input, here 1 and 0"),
        NameEntry(name: "changed(W1)", meaning: "whether anything in W1 differs from the start"),
        NameEntry(
            name: "dead(n)", meaning: "whether neuron n of layer 1 is off for every row of the step's data"),
        NameEntry(name: "on(n)", meaning: "for how many rows of the data neuron n of layer 1 is on"),
        NameEntry(name: "target[i]", meaning: "what is wanted of output i, where the network has a target"),
        NameEntry(name: "t", meaning: "the target of a network with one output"),
        NameEntry(
            name: "loss",
            meaning: "the loss for the network's target; or half the squared error, the mean over the data"),
        NameEntry(
            name: "slope(W1[0][0])",
            meaning: "how the loss changes with that number: ∂L/∂w; a list where several are named"),
        NameEntry(name: "lr", meaning: "the learning rate, where the network has a target and a rate"),
        NameEntry(name: "steps", meaning: "how many steps of gradient descent were made"),
        NameEntry(name: "run", meaning: "how many of them since a number was changed by hand"),
        NameEntry(
            name: "converged",
            meaning: "whether they came to rest: the steepest slope is 1 % or less of what it was"),
        NameEntry(name: "selection", meaning: "the numbers that the learner has marked"),
        NameEntry(name: "selected(input)", meaning: "how many of a kind are marked; kinds as in any( )"),
        NameEntry(name: "cursor", meaning: "the number in focus, to be compared with places( )"),
        NameEntry(name: "params", meaning: "all weights and biases, to be compared with selection"),
        NameEntry(
            name: "places(W1)",
            meaning: "where the numbers of W1 are, to be compared with selection or cursor"),
        NameEntry(name: "pred", meaning: "the number that the learner predicted in this step"),
        NameEntry(name: "prints", meaning: "the number that the step's listing prints"),
    ]

    /// The functions that are about values, whatever the state.
    package static let functionTable: [NameEntry] = [
        NameEntry(name: "all(…)", meaning: "true if it holds for every entry: all(W1[0] == 0)"),
        NameEntry(name: "any(…)", meaning: "true if it holds for one entry or more"),
        NameEntry(name: "abs(x)", meaning: "x without its sign"),
        NameEntry(name: "min(…), max(…)", meaning: "the smallest, the largest"),
        NameEntry(name: "sum(…)", meaning: "all entries added up"),
        NameEntry(
            name: "approx(a, b, tol)", meaning: "true if a and b differ by no more than tol; left out, 1e-6"),
        NameEntry(name: "nan(x)", meaning: "true if x is NaN, not a number"),
    ]

    /// The two tables in the Markdown of the authors' guide.
    package static var guideTables: [String] {
        func rows(_ title: String, _ entries: [NameEntry]) -> [String] {
            ["| \(title) | what it is |", "|---|---|"] + entries.map { "| `\($0.name)` | \($0.meaning) |" }
        }
        return rows("name", table) + [""] + rows("function", functionTable)
    }

    package var names: [String] {
        var names =
            [
                "in", "out", "hidden", "nparams", "edits", "visited", "start.in", "start.out", "steps",
                "selection", "cursor", "params",
            ]
            + additions.keys.sorted()
        for layer in 1...experiment.network.layers.count {
            names += ["W", "b", "z", "a", "products", "sums", "start.W", "start.b"].map { "\($0)\(layer)" }
        }
        if experiment.network.layers.count == 2 { names.append("h") }
        if experiment.isCurve { names += ["z", "slope"] }
        if experiment.loss != nil { names.append("loss") }
        if let goal = experiment.goal {
            names += ["target", "start.target"]
            if goal.target.count == 1 { names.append("t") }
            if goal.learningRate != nil { names += ["lr", "run", "converged"] }
        }
        return names
    }

    package let functions = ["changed", "edits", "out", "act", "dead", "on", "selected", "places", "slope"]
    package let functionsOfNames = ["changed", "edits", "selected", "places", "slope"]

    package func value(named name: String) -> Value? {
        if let value = additions[name] { return value }
        switch name {
        case "in": return .list(experiment.input)
        case "out": return .list(experiment.pass.output)
        case "h" where experiment.network.layers.count == 2:
            return .list(experiment.pass.layers[0].activations)
        case "z" where experiment.isCurve: return .number(experiment.input[0])
        case "slope" where experiment.isCurve: return experiment.slope(of: .input(0)).map(Value.number)
        case "hidden":
            let layers = experiment.network.layers
            return .number(Double(layers.count > 1 ? layers[0].neuronCount : 0))
        case "nparams": return .number(Double(experiment.network.parameterCount))
        case "edits": return .number(Double(experiment.history.done.count))
        case "steps": return .number(Double(experiment.history.trainingSteps))
        case "loss": return experiment.loss.map(Value.number)
        case "target": return experiment.goal.map { .list($0.target) }
        case "start.target": return experiment.start.goal.map { .list($0.target) }
        case "t": return experiment.goal.flatMap { $0.target.count == 1 ? .number($0.target[0]) : nil }
        case "lr": return experiment.value(of: .learningRate).map(Value.number)
        case "run" where experiment.exists(.learningRate): return .number(Double(experiment.runLength))
        case "converged" where experiment.exists(.learningRate): return .truth(experiment.hasConverged)
        case "selection": return .places(experiment.marked)
        case "cursor": return .places(experiment.cursor.map { [$0] } ?? [])
        case "params":
            return .places(Set(experiment.addresses(of: .weight) + experiment.addresses(of: .bias)))
        case "visited": return .number(Double(experiment.visited.count))
        case "start.out":
            return (try? experiment.start.network.forward(experiment.start.input)).map { .list($0.output) }
        case "start.in": return .list(experiment.start.input)
        default:
            if name.hasPrefix("start.") {
                return parameters(String(name.dropFirst(6)), of: experiment.start.network)
            }
            return parameters(name, of: experiment.network) ?? derived(name)
        }
    }

    package func home(of name: String) -> String? {
        switch name {
        case "h": "where there is one hidden layer"
        case "z", "slope": "in a step with a curve"
        case "loss": "where the network has targets"
        case "target": "where the network has a target"
        case "t": "where the network has one output and a target"
        case "lr", "run", "converged": "where the network has a target and a rate"
        case "prints": "where the step's listing says what it prints"
        default: nil
        }
    }

    package func call(
        _ name: String, arguments: [Value], nodes: [Expression.Node]
    ) throws(ExpressionError) -> Value? {
        switch name {
        case "changed": return .truth(try changed(nodes))
        case "edits": return .number(try editCount(nodes))
        case "out": return try output(for: arguments, at: nodes.first?.column ?? 1)
        case "act": return try experiment.network.activation(arguments, nodes)
        case "dead": return .truth(experiment.isDead(neuron: try neuron(arguments, of: name, nodes)))
        case "on":
            let neuron = try neuron(arguments, of: name, nodes)
            let rows = experiment.dataPasses.indices.count { experiment.isOn(neuron: neuron, row: $0) }
            return .number(Double(rows))
        case "selected": return .number(try selectedCount(nodes))
        case "slope": return try lossSlopes(nodes)
        case "places":
            guard nodes.count == 1 else {
                throw ExpressionError(
                    column: nodes[0].column, message: "places takes one name, as in places(W1)")
            }
            return .places(Set(try Address.all(in: nodes[0], of: experiment)))
        default: return nil
        }
    }

    /// `W1`, `b2` and the like in a network.
    private func parameters(_ name: String, of network: Network) -> Value? {
        guard let (letters, layer) = layered(name), network.layers.indices.contains(layer) else { return nil }
        switch letters {
        case "W": return rows(of: network.layers[layer].weights)
        case "b": return .list(network.layers[layer].biases)
        default: return nil
        }
    }

    /// `z1`, `a1`, `products1` and `sums1`: what the forward pass computed.
    private func derived(_ name: String) -> Value? {
        guard let (letters, layer) = layered(name), experiment.pass.layers.indices.contains(layer)
        else { return nil }
        let pass = experiment.pass.layers[layer]
        switch letters {
        case "z": return .list(pass.preactivations)
        case "a": return .list(pass.activations)
        case "products": return rows(of: pass.products)
        case "sums": return rows(of: pass.runningSums)
        default: return nil
        }
    }

    /// Splits `W12` into its letters and the layer, counted from 0.
    private func layered(_ name: String) -> (letters: String, layer: Int)? {
        let letters = String(name.prefix { !$0.isNumber })
        guard let number = Int(name.dropFirst(letters.count)), number >= 1 else { return nil }
        return (letters, number - 1)
    }

    private func rows(of matrix: Matrix) -> Value {
        .list((0..<matrix.rows).map { Value.list(matrix.row($0)) })
    }

    private func changed(_ nodes: [Expression.Node]) throws(ExpressionError) -> Bool {
        guard nodes.count == 1, case .name(let name) = nodes[0].kind, !name.hasPrefix("start."),
            let now = value(named: name), let before = value(named: "start.\(name)")
        else {
            throw ExpressionError(
                column: nodes.first?.column ?? 1,
                message: "changed takes the name of something that can be edited: in, W1, b1 and so on")
        }
        return now != before
    }

    private func editCount(_ nodes: [Expression.Node]) throws(ExpressionError) -> Double {
        guard nodes.count == 1, case .name(let word) = nodes[0].kind,
            let kind = [Address.Kind.input, .weight, .bias].first(where: { $0.rawValue == word })
        else {
            throw ExpressionError(
                column: nodes.first?.column ?? 1,
                message: "edits takes input, weight or bias, or stands alone")
        }
        return Double(experiment.history.count(of: kind))
    }

    private func selectedCount(_ nodes: [Expression.Node]) throws(ExpressionError) -> Double {
        guard nodes.count == 1, case .name(let word) = nodes[0].kind, let kind = Address.Kind(rawValue: word)
        else {
            let kinds = Address.Kind.allCases.map(\.rawValue).joined(separator: ", ")
            throw ExpressionError(column: nodes.first?.column ?? 1, message: "selected takes one of \(kinds)")
        }
        return Double(experiment.marked.count { $0.kind == kind })
    }

    /// The slopes of the loss that a name stands for: one number, or a list.
    private func lossSlopes(_ nodes: [Expression.Node]) throws(ExpressionError) -> Value {
        let column = nodes.first?.column ?? 1
        guard experiment.goal != nil else {
            throw ExpressionError(
                column: column, message: "slope( ) is about the loss; this network has no target")
        }
        guard nodes.count == 1 else {
            throw ExpressionError(column: column, message: "slope takes one name, as in slope(W2[0][1])")
        }
        let slopes = try Address.all(in: nodes[0], of: experiment).compactMap(experiment.lossSlope)
        guard let first = slopes.first else {
            throw ExpressionError(column: column, message: "the loss has no slope along this")
        }
        return slopes.count == 1 ? .number(first) : .list(slopes)
    }

    /// A neuron of the first layer, for what is asked about the data set.
    private func neuron(
        _ arguments: [Value], of name: String, _ nodes: [Expression.Node]
    ) throws(ExpressionError) -> Int {
        let column = nodes.first?.column ?? 1
        guard experiment.dataSet != nil else {
            throw ExpressionError(
                column: column, message: "\(name) is about the data of the step; its network has none")
        }
        let count = experiment.network.layers[0].neuronCount
        guard arguments.count == 1, case .number(let number) = arguments[0],
            let neuron = Int(exactly: number),
            (0..<count).contains(neuron)
        else {
            throw ExpressionError(
                column: column, message: "\(name) takes a neuron of layer 1, from 0 to \(count - 1)")
        }
        return neuron
    }

    private func output(for arguments: [Value], at column: Int) throws(ExpressionError) -> Value {
        guard let input = Value.list(arguments).numbers else {
            throw ExpressionError(column: column, message: "out takes numbers, one for each input")
        }
        let pass: ForwardPass
        do { pass = try experiment.network.forward(input) } catch {
            throw ExpressionError(column: column, message: "\(error)")
        }
        return pass.output.count == 1 ? .number(pass.output[0]) : .list(pass.output)
    }
}

extension Network {
    /// What `act( )` says of a layer, which is counted from 1.
    func activation(_ arguments: [Value], _ nodes: [Expression.Node]) throws(ExpressionError) -> Value {
        guard arguments.count == 1, case .number(let number) = arguments[0], let layer = Int(exactly: number),
            (1...layers.count).contains(layer)
        else {
            throw ExpressionError(
                column: nodes.first?.column ?? 1, message: "act takes a layer from 1 to \(layers.count)")
        }
        return .word(layers[layer - 1].activation.rawValue)
    }
}
