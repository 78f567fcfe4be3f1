import NeuralNetwork

extension Edit {
    /// Reads an edit as lessons and the progress file write it: `W1[0][1] = 0.5`, `W1[0] = [0, 0, 0]`,
    /// `in = [1, 1]`, several of these with `;` between them, `act(1) = sigmoid`, `select(W1[0][0])`.
    /// - Throws: `ExpressionError` with the column of what is wrong.
    package init(_ text: String, for experiment: Experiment) throws(ExpressionError) {
        var parser = try ExpressionParser(text, longest: Edit.longestText)
        let target = try parser.expression()
        switch target.kind {
        case .call("select", let arguments) where arguments.count == 1:
            self = .select(try Edit.oneNumber(arguments[0], in: experiment))
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

    private static func oneNumber(
        _ node: Expression.Node, in experiment: Experiment
    ) throws(ExpressionError) -> Address {
        let addresses = try Address.all(in: node, of: experiment)
        guard addresses.count == 1 else {
            throw ExpressionError(column: node.column, message: "select takes one number, as in W1[0][1]")
        }
        return addresses[0]
    }

    private static func activation(
        _ arguments: [Expression.Node], _ value: Expression.Node, _ column: Int, _ experiment: Experiment
    ) throws(ExpressionError) -> Edit {
        guard arguments.count == 1, case .number(let number) = arguments[0].kind,
            let layer = Int(exactly: number), experiment.network.layers.indices.contains(layer - 1)
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
