import NeuralNetwork

extension Edit {
    /// Reads an edit as lessons and the progress file write it: `W1[0][1] = 0.5`, `W1[0] = [0, 0, 0]`,
    /// `in = [1, 1]`, several of these with `;` between them, `act(1) = sigmoid`, `select(W1[0][0])`, `add(1)`,
    /// `delete(1, 2)`, `randomise(7)`, `place(z = 2.197)`, `mark(W1)`, `step`, `step(20)`.
    /// - Throws: `ExpressionError` with the column of what is wrong.
    package init(_ text: String, for experiment: Experiment) throws(ExpressionError) {
        var parser = try ExpressionParser(text, longest: Edit.longestText)
        if try parser.takePlace() {
            self = try Edit.place(&parser, experiment)
            return
        }
        let target = try parser.expression()
        switch target.kind {
        case .name("step"): self = .descend(steps: 1)
        case .call("step", let arguments):
            let rule = "step takes a number of steps from 1 to \(Edit.mostSteps), as in step(20)"
            let steps = try Edit.wholeNumbers(arguments, rule, target.column)
            guard steps.count == 1, (1...Edit.mostSteps).contains(steps[0]) else {
                throw ExpressionError(column: target.column, message: rule)
            }
            self = .descend(steps: steps[0])
        case .call("mark", let arguments), .call("unmark", let arguments):
            let first = try Edit.mark(target, arguments, experiment)
            self = first
            while parser.take(";") {
                let next = try parser.expression()
                guard case .call(_, let arguments) = next.kind,
                    case .mark(let more, let isOn) = try Edit.mark(next, arguments, experiment),
                    case .mark(let marked, isOn) = self
                else {
                    throw ExpressionError(column: next.column, message: "mark and unmark stand alone")
                }
                self = .mark(marked + more, isOn: isOn)
            }
        case .call("select", let arguments) where arguments.count == 1:
            self = .select(try Edit.oneNumber(arguments[0], in: experiment))
        case .call("add", let arguments):
            self = .add(try Edit.newNeuron(arguments, target.column, experiment))
        case .call("delete", let arguments):
            self = try Edit.deletion(arguments, target.column, experiment)
        case .call("randomise", let arguments):
            let seed = try Edit.wholeNumbers(
                arguments, "randomise takes a seed, as in randomise(7)", target.column)
            guard seed.count == 1 else {
                throw ExpressionError(
                    column: target.column, message: "randomise takes one seed, as in randomise(7)")
            }
            self = .randomised(experiment.network, seed: UInt64(seed[0]))
        case .call("act", let arguments):
            let value = try parser.value(after: target)
            self = try Edit.activation(arguments, value, target.column, experiment)
        default:
            var assignments = try Edit.assignments(target, try parser.value(after: target), experiment)
            while parser.take(";") {
                let target = try parser.expression()
                assignments += try Edit.assignments(target, try parser.value(after: target), experiment)
            }
            self = .assign(assignments)
        }
        try parser.expectEnd()
    }

    /// Edits are longer than expressions: one written by the program names every number that it sets.
    private static let longestText = 1 << 20

    private static let mostSteps = 1000

    private static func oneNumber(
        _ node: Expression.Node, in experiment: Experiment
    ) throws(ExpressionError) -> Address {
        let addresses = try Address.all(in: node, of: experiment)
        guard addresses.count == 1 else {
            throw ExpressionError(column: node.column, message: "select takes one number, as in W1[0][1]")
        }
        return addresses[0]
    }

    /// `mark(W1)` or `unmark(b1[0])`.
    private static func mark(
        _ target: Expression.Node, _ arguments: [Expression.Node], _ experiment: Experiment
    ) throws(ExpressionError) -> Edit {
        guard case .call(let word, _) = target.kind, ["mark", "unmark"].contains(word), arguments.count == 1
        else {
            throw ExpressionError(column: target.column, message: "mark takes one name, as in mark(W1)")
        }
        return .mark(try Address.all(in: arguments[0], of: experiment), isOn: word == "mark")
    }

    private static func activation(
        _ arguments: [Expression.Node], _ value: Expression.Node, _ column: Int, _ experiment: Experiment
    ) throws(ExpressionError) -> Edit {
        guard arguments.count == 1, case .number(let number) = arguments[0].kind,
            let layer = Int(exactly: number), (1...experiment.network.layers.count).contains(layer)
        else {
            throw ExpressionError(
                column: column, message: "act takes a layer from 1 to \(experiment.network.layers.count)")
        }
        guard case .name(let name) = value.kind, let activation = Activation(rawValue: name) else {
            let names = Activation.allCases.map(\.rawValue)
            var hint = ""
            if case .name(let name) = value.kind { hint = didYouMean(name, among: names) }
            throw ExpressionError(
                column: value.column,
                message: "an activation is expected: \(names.joined(separator: ", "))\(hint)")
        }
        return .activation(layer: layer - 1, activation)
    }

    // MARK: Neurons

    /// `add(1)` puts a new neuron at the end of layer 1; `add(1, 2, [0.4, -0.6], 0.1, [0])` says all its numbers.
    private static func newNeuron(
        _ arguments: [Expression.Node], _ column: Int, _ experiment: Experiment
    ) throws(ExpressionError) -> NeuronParts {
        let rule = "add takes a layer, as in add(1), or all numbers, as in add(1, 2, [0.4, -0.6], 0.1, [0])"
        guard arguments.count == 1 || arguments.count == 5 else {
            throw ExpressionError(column: column, message: rule)
        }
        let layer = try layer(arguments[0], rule, experiment)
        guard arguments.count == 5 else { return newNeuron(inLayer: layer, of: experiment.network) }
        let index = try wholeNumbers([arguments[1]], rule, column)[0]
        guard let weights = try numbers(arguments[2], rule),
            let bias = try numbers(arguments[3], rule)?.first,
            let outgoing = try numbers(arguments[4], rule)
        else { throw ExpressionError(column: column, message: rule) }
        return NeuronParts(layer: layer, index: index, weights: weights, bias: bias, outgoing: outgoing)
    }

    private static func deletion(
        _ arguments: [Expression.Node], _ column: Int, _ experiment: Experiment
    ) throws(ExpressionError) -> Edit {
        let rule = "delete takes a layer and a neuron, as in delete(1, 2)"
        guard arguments.count == 2 else { throw ExpressionError(column: column, message: rule) }
        let layer = try layer(arguments[0], rule, experiment)
        let neuron = try wholeNumbers([arguments[1]], rule, column)[0]
        return .delete(layer: layer, neuron: neuron)
    }

    /// A layer as edits count them, from 1; given back from 0.
    private static func layer(
        _ node: Expression.Node, _ rule: String, _ experiment: Experiment
    ) throws(ExpressionError) -> Int {
        let layer = try wholeNumbers([node], rule, node.column)[0] - 1
        guard experiment.network.layers.indices.contains(layer) else {
            throw ExpressionError(
                column: node.column, message: "layers go from 1 to \(experiment.network.layers.count)")
        }
        return layer
    }

    private static func wholeNumbers(
        _ nodes: [Expression.Node], _ rule: String, _ column: Int
    ) throws(ExpressionError) -> [Int] {
        try nodes.map { node throws(ExpressionError) in
            guard case .number(let number) = node.kind, let whole = Int(exactly: number), whole >= 0 else {
                throw ExpressionError(column: node.column, message: rule)
            }
            return whole
        }
    }

    private static func numbers(
        _ node: Expression.Node, _ rule: String
    ) throws(ExpressionError) -> [Double]? {
        do { return try Evaluator(scope: EmptyScope()).value(of: node).numbers } catch {
            throw ExpressionError(column: error.column, message: rule)
        }
    }

    // MARK: A curve's point

    /// What follows `place(`: `z = 2.197)`.
    private static func place(
        _ parser: inout ExpressionParser, _ experiment: Experiment
    ) throws(ExpressionError) -> Edit {
        let target = try parser.expression()
        guard case .name("z") = target.kind, experiment.isCurve else {
            throw ExpressionError(
                column: target.column, message: "place moves the point of a curve, as in place(z = 2.197)")
        }
        let value = try parser.value(after: target)
        guard let number = try numbers(value, "place takes a number, as in place(z = 2.197)")?.first,
            parser.take(")")
        else {
            throw ExpressionError(
                column: value.column, message: "place takes a number, as in place(z = 2.197)")
        }
        try parser.expectEnd()
        return .set(.input(0), number)
    }

    // MARK: Numbers

    /// The numbers on the right of `=` for those on the left: one number, or a list with as many.
    private static func assignments(
        _ target: Expression.Node, _ value: Expression.Node, _ experiment: Experiment
    ) throws(ExpressionError) -> [Assignment] {
        let addresses = try Address.all(in: target, of: experiment)
        let rule = "only numbers stand to the right of ="
        let result: Value
        do { result = try Evaluator(scope: EmptyScope()).value(of: value) } catch {
            throw ExpressionError(column: error.column, message: "\(error.message); \(rule)")
        }
        guard let numbers = result.numbers else { throw ExpressionError(column: value.column, message: rule) }
        guard numbers.count == addresses.count else {
            let expected = addresses.count == 1 ? "1 number is" : "\(addresses.count) numbers are"
            throw ExpressionError(column: value.column, message: "\(expected) expected, not \(numbers.count)")
        }
        return zip(addresses, numbers).map { Assignment($0, $1) }
    }
}

extension ExpressionParser {
    /// What stands to the right of the `=` that comes next.
    fileprivate mutating func value(
        after target: Expression.Node
    ) throws(ExpressionError) -> Expression.Node {
        guard take("=") else {
            throw ExpressionError(
                column: target.column, message: "an edit is written as W1[0][1] = 0.5, or select(W1[0][1])")
        }
        return try expression()
    }
}

/// No names: an edit says in numbers what it sets.
private struct EmptyScope: ExpressionScope {
    let names: [String] = []
    let functions: [String] = []
    let functionsOfNames: [String] = []
    func value(named name: String) -> Value? { nil }
    func call(_ name: String, arguments: [Value], nodes: [Expression.Node]) -> Value? { nil }
}
