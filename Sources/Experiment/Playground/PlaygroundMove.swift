import NeuralNetwork

/// Something that a lesson does in a playground, as its solutions write it: `act(1) = tanh`, `rate = 0.3`,
/// `data = disc`, `add(1)`, `delete(1, 0)`, `W1[0][1] = 0.5`, `train(200)`, `rewind`.
package enum PlaygroundMove: Equatable, Sendable {
    case edit(PlaygroundEdit)
    case open(DataSource)
    /// So many steps, or fewer where it ends by itself.
    case train(Int)
    case rewind

    private static let mostSteps = 100_000

    /// - Throws: `ExpressionError` with the column of what is wrong.
    package init(_ text: String, for playground: Playground) throws(ExpressionError) {
        if let source = Self.source(in: text) {
            self = .open(source)
            return
        }
        var parser = try ExpressionParser(text)
        let target = try parser.expression()
        switch target.kind {
        case .name("rewind"): self = .rewind
        case .call("train", let arguments):
            self = .train(
                try Self.whole(arguments, 1...Self.mostSteps, target, "train takes a number of steps")[0])
        case .call("add", let arguments):
            let layer = try Self.layer(arguments, playground, target)
            self = .edit(.addNeuron(layer: layer))
        case .call("delete", let arguments):
            let numbers = try Self.whole(
                arguments, 0...10_000, target, "delete takes a layer and a neuron, as in delete(1, 2)",
                count: 2)
            let layer = try Self.layer(Array(arguments.prefix(1)), playground, target)
            self = .edit(.removeNeuron(layer: layer, neuron: numbers[1]))
        default:
            guard parser.take("=") else {
                throw ExpressionError(
                    column: target.column, message: "expected rate = 0.3, act(1) = tanh or train(100)")
            }
            self = try Self.assignment(target, try parser.expression(), playground)
        }
        try parser.expectEnd()
    }

    /// The data of `data = reg-plane`. Some have a hyphen in their names, which expressions take for a minus.
    private static func source(in text: String) -> DataSource? {
        let parts = text.split(separator: "=", maxSplits: 1).map { $0.split(separator: " ") }
        guard parts.count == 2, parts[0] == ["data"], parts[1].count == 1 else { return nil }
        return DataSource(name: String(parts[1][0]))
    }

    private static func assignment(
        _ target: Expression.Node, _ value: Expression.Node, _ playground: Playground
    ) throws(ExpressionError) -> PlaygroundMove {
        switch target.kind {
        case .call("act", let arguments):
            let activation = try word(value, Activation.self)
            return .edit(.activation(layer: try layer(arguments, playground, target), activation))
        case .name("rate"): return .edit(.learningRate(try number(value, in: PlaygroundConfiguration.rates)))
        case .name("batch"):
            return .edit(
                .batchSize(
                    try whole(
                        [value], PlaygroundConfiguration.batchSizes, value,
                        "a batch is a whole number of examples")[0]))
        case .name("noise"): return .edit(.noise(try number(value, in: PlaygroundConfiguration.noises)))
        case .name("penalty"): return .edit(.regularization(try word(value, Regularization.self)))
        case .name("lambda"):
            return .edit(.regularizationRate(try number(value, in: PlaygroundConfiguration.rates)))
        case .name("optimizer"): return .edit(.optimizer(try word(value, Optimizer.self)))
        case .name("data"):
            guard case .name(let name) = value.kind, let source = DataSource(name: name) else {
                throw ExpressionError(
                    column: value.column,
                    message: "there are the data \(DataSource.all.map(\.name).joined(separator: ", "))")
            }
            return .open(source)
        default: return .edit(.number(try address(target, playground), try number(value)))
        }
    }

    private static func address(
        _ node: Expression.Node, _ playground: Playground
    ) throws(ExpressionError) -> Address {
        var positions: [Int] = []
        var list = node
        while case .element(let inner, let position) = list.kind {
            guard case .number(let number) = position.kind, let index = Int(exactly: number) else {
                throw ExpressionError(column: position.column, message: "a whole number is expected in [ ]")
            }
            positions.insert(index, at: 0)
            list = inner
        }
        guard case .name(let name) = list.kind, let letter = name.first, let number = Int(name.dropFirst())
        else {
            throw ExpressionError(
                column: node.column, message: "expected rate, data, act(1), W1[0][0] and the like")
        }
        let address: Address? =
            switch (letter, positions.count) {
            case ("W", 2): .weight(layer: number - 1, neuron: positions[0], input: positions[1])
            case ("b", 1): .bias(layer: number - 1, neuron: positions[0])
            default: nil
            }
        guard let address, playground.network.has(address) else {
            throw ExpressionError(column: node.column, message: "this network has no such weight or bias")
        }
        return address
    }

    private static func layer(
        _ arguments: [Expression.Node], _ playground: Playground, _ node: Expression.Node
    ) throws(ExpressionError) -> Int {
        let hidden = playground.configuration.hidden.count
        guard hidden > 0 else {
            throw ExpressionError(column: node.column, message: "there is no hidden layer")
        }
        return try whole(arguments, 1...hidden, node, "hidden layers go from 1 to \(hidden)")[0] - 1
    }

    private static func whole(
        _ nodes: [Expression.Node], _ range: ClosedRange<Int>, _ node: Expression.Node, _ rule: String,
        count: Int = 1
    ) throws(ExpressionError) -> [Int] {
        var numbers: [Int] = []
        for node in nodes {
            guard case .number(let number) = node.kind, let whole = Int(exactly: number),
                range.contains(whole)
            else {
                throw ExpressionError(column: node.column, message: rule)
            }
            numbers.append(whole)
        }
        guard numbers.count == count else { throw ExpressionError(column: node.column, message: rule) }
        return numbers
    }

    private static func number(_ node: Expression.Node) throws(ExpressionError) -> Double {
        switch node.kind {
        case .number(let number): return number
        case .negate(let inner):
            if case .number(let number) = inner.kind { return -number }
        default: break
        }
        throw ExpressionError(column: node.column, message: "a number is expected")
    }

    private static func number(
        _ node: Expression.Node, in range: ClosedRange<Double>
    ) throws(ExpressionError) -> Double {
        let number = try number(node)
        guard range.contains(number) else {
            throw ExpressionError(
                column: node.column,
                message: "a number from \(range.lowerBound) to \(range.upperBound) is expected")
        }
        return number
    }

    private static func word<Word: RawRepresentable & CaseIterable>(
        _ node: Expression.Node, _ type: Word.Type
    ) throws(ExpressionError) -> Word where Word.RawValue == String {
        let names = Word.allCases.map(\.rawValue)
        guard case .name(let name) = node.kind, let word = Word(rawValue: name) else {
            throw ExpressionError(
                column: node.column, message: "one of these is expected: \(names.joined(separator: ", "))")
        }
        return word
    }
}

extension Playground {
    /// Makes a move.
    /// - Throws: why it can't be made.
    package mutating func make(_ move: PlaygroundMove) throws(PlaygroundEditError) {
        switch move {
        case .edit(let edit): try apply(edit)
        case .open(let source):
            try open(source)
        case .rewind: rewind()
        case .train(let count):
            let goal = steps + count
            // Where it may end by itself, it is looked at after every step. What an epoch leaves of a batch goes into
            // the next step, so these examples make so many steps or fewer.
            let atOnce = stop == .never ? 100 : 1
            while steps < goal {
                let few = min(atOnce, goal - steps)
                guard train(examples: few * batchSize) else { break }
            }
        }
    }
}

extension Network {
    /// Whether there is such a weight or bias.
    fileprivate func has(_ address: Address) -> Bool {
        switch address {
        case .weight(let layer, let neuron, let input):
            layers.indices.contains(layer) && (0..<layers[layer].neuronCount).contains(neuron)
                && (0..<layers[layer].inputCount).contains(input)
        case .bias(let layer, let neuron):
            layers.indices.contains(layer) && (0..<layers[layer].neuronCount).contains(neuron)
        default: false
        }
    }
}
