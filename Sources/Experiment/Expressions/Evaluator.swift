import NeuralNetwork

/// Where the names of an expression come from.
package protocol ExpressionScope {
    /// All names, for "did you mean" and for the authors' guide.
    var names: [String] { get }
    /// The names of the scope's own functions.
    var functions: [String] { get }
    /// Those among them whose arguments are names, not values.
    var functionsOfNames: [String] { get }
    func value(named name: String) -> Value?
    /// Where a name is known that is not known here; nil for one that is known nowhere.
    func home(of name: String) -> String?
    /// A function over the state, such as `changed(W1)`; nil where the scope has none of that name.
    func call(_ name: String, arguments: [Value], nodes: [Expression.Node]) throws(ExpressionError) -> Value?
}

extension ExpressionScope {
    package func home(of name: String) -> String? { nil }
}

extension Expression {
    /// Evaluates the expression. Both sides of `&&` and `||` are always looked at, so that a mistake in one of
    /// them is found whatever the other says.
    package func value(in scope: some ExpressionScope) throws(ExpressionError) -> Value {
        try Evaluator(scope: scope).value(of: root)
    }

    /// The expression as a condition; anything but true or false is its author's mistake.
    package func isTrue(in scope: some ExpressionScope) throws(ExpressionError) -> Bool {
        guard case .truth(let truth) = try value(in: scope) else {
            throw ExpressionError(
                column: root.column,
                message: "a condition is expected, true or false; compare with == < > or fold with all, any")
        }
        return truth
    }

    /// The expression as one number.
    package func number(in scope: some ExpressionScope) throws(ExpressionError) -> Double {
        guard case .number(let number) = try value(in: scope) else {
            throw ExpressionError(column: root.column, message: "one number is expected")
        }
        return number
    }
}

/// A small total evaluator: comparisons spread over lists, `all` and `any` fold them, a comparison with NaN is
/// false.
struct Evaluator<Scope: ExpressionScope> {
    let scope: Scope

    func value(of node: Expression.Node) throws(ExpressionError) -> Value {
        switch node.kind {
        case .number(let value): return .number(value)
        case .name(let name): return try named(name, at: node.column)
        case .call(let name, let arguments): return try call(name, arguments, at: node.column)
        case .element(let list, let position): return try element(of: list, at: position)
        case .list(let nodes):
            var values: [Value] = []
            for node in nodes { values.append(try value(of: node)) }
            return .list(values)
        case .negate(let operand): return try spread(.number(0), try value(of: operand), node, -)
        case .not(let operand): return .truth(!(try truth(of: operand)))
        case .binary(let operation, let left, let right):
            return try binary(operation, left, right, at: node)
        }
    }

    private func named(_ name: String, at column: Int) throws(ExpressionError) -> Value {
        if let activation = Activation(rawValue: name) { return .word(activation.rawValue) }
        if let value = scope.value(named: name) { return value }
        if (Self.functions + scope.functions).contains(name) {
            throw ExpressionError(column: column, message: "\(name) is a function; write \(name)(…)")
        }
        if let home = scope.home(of: name) {
            throw ExpressionError(column: column, message: "\(name) is known only \(home)")
        }
        throw ExpressionError(
            column: column, message: "unknown name \"\(name)\"" + didYouMean(name, among: scope.names))
    }

    private func element(
        of list: Expression.Node, at position: Expression.Node
    ) throws(ExpressionError) -> Value {
        guard case .list(let values) = try value(of: list) else {
            throw ExpressionError(column: list.column, message: "this is not a list; it has no elements")
        }
        guard case .number(let number) = try value(of: position), let index = Int(exactly: number) else {
            throw ExpressionError(column: position.column, message: "a whole number is expected in [ ]")
        }
        guard values.indices.contains(index) else {
            let range = values.isEmpty ? "the list is empty" : "it goes from 0 to \(values.count - 1)"
            throw ExpressionError(column: position.column, message: "there is no element \(index); \(range)")
        }
        return values[index]
    }

    private func truth(of node: Expression.Node) throws(ExpressionError) -> Bool {
        let value = try value(of: node)
        if case .truth(let truth) = value { return truth }
        throw ExpressionError(
            column: node.column,
            message: "true or false is expected here, not \(value.kindInWords); all( ) and any( ) fold lists")
    }

    private func binary(
        _ operation: Expression.Operator, _ left: Expression.Node, _ right: Expression.Node,
        at node: Expression.Node
    ) throws(ExpressionError) -> Value {
        switch operation {
        case .and, .or:
            let (left, right) = (try truth(of: left), try truth(of: right))
            return .truth(operation == .and ? left && right : left || right)
        case .add: return try spread(try value(of: left), try value(of: right), node, +)
        case .subtract: return try spread(try value(of: left), try value(of: right), node, -)
        case .multiply: return try spread(try value(of: left), try value(of: right), node, *)
        case .divide: return try spread(try value(of: left), try value(of: right), node, /)
        default: return try compare(operation, try value(of: left), try value(of: right), node)
        }
    }

    /// Arithmetic element by element; a single number goes with every element of a list.
    private func spread(
        _ left: Value, _ right: Value, _ node: Expression.Node, _ combine: (Double, Double) -> Double
    ) throws(ExpressionError) -> Value {
        if case .number(let left) = left, case .number(let right) = right {
            return .number(combine(left, right))
        }
        return try pairs(left, right, node) { (left, right) throws(ExpressionError) in
            try spread(left, right, node, combine)
        }
    }

    private func compare(
        _ operation: Expression.Operator, _ left: Value, _ right: Value, _ node: Expression.Node
    ) throws(ExpressionError) -> Value {
        switch (left, right) {
        case (.number(let left), .number(let right)):
            // NaN is unequal to everything, and yet a comparison with it is never true.
            if left.isNaN || right.isNaN { return .truth(false) }
            return .truth(holds(operation, left, right))
        case (.word(let left), .word(let right)):
            guard operation == .equal || operation == .notEqual else { break }
            return .truth((left == right) == (operation == .equal))
        case (.places(let left), .places(let right)):
            guard operation == .equal || operation == .notEqual else { break }
            return .truth((left == right) == (operation == .equal))
        case (.truth, _), (_, .truth), (.places, _), (_, .places): break
        default:
            return try pairs(left, right, node) { (left, right) throws(ExpressionError) in
                try compare(operation, left, right, node)
            }
        }
        throw ExpressionError(
            column: node.column,
            message: "\(operation.rawValue) can't compare \(left.kindInWords) with \(right.kindInWords)")
    }

    private func holds(_ operation: Expression.Operator, _ left: Double, _ right: Double) -> Bool {
        switch operation {
        case .equal: left == right
        case .notEqual: left != right
        case .less: left < right
        case .lessOrEqual: left <= right
        case .greater: left > right
        default: left >= right
        }
    }

    private func pairs(
        _ left: Value, _ right: Value, _ node: Expression.Node,
        _ combine: (Value, Value) throws(ExpressionError) -> Value
    ) throws(ExpressionError) -> Value {
        var results: [Value] = []
        switch (left, right) {
        case (.list(let lefts), .list(let rights)):
            guard lefts.count == rights.count else {
                throw ExpressionError(
                    column: node.column,
                    message: "a list of \(lefts.count) does not go with a list of \(rights.count)")
            }
            for (left, right) in zip(lefts, rights) { results.append(try combine(left, right)) }
        case (.list(let lefts), _): for left in lefts { results.append(try combine(left, right)) }
        case (_, .list(let rights)): for right in rights { results.append(try combine(left, right)) }
        default:
            throw ExpressionError(
                column: node.column,
                message: "\(left.kindInWords) and \(right.kindInWords) don't go together")
        }
        return .list(results)
    }

    // MARK: Functions

    private static var functions: [String] { ["all", "any", "abs", "min", "max", "sum", "approx", "nan"] }

    private func call(
        _ name: String, _ nodes: [Expression.Node], at column: Int
    ) throws(ExpressionError) -> Value {
        var arguments: [Value] = []
        // Functions such as changed(W1) are about a name, not about its value.
        if !scope.functionsOfNames.contains(name) {
            for node in nodes { arguments.append(try value(of: node)) }
        }
        guard !nodes.isEmpty || !(Self.functions + scope.functions).contains(name) else {
            throw ExpressionError(column: column, message: "\(name) needs something between its brackets")
        }
        switch name {
        case "all", "any":
            let truths = try truths(in: .list(arguments), of: name, at: column)
            return .truth(name == "all" ? truths.allSatisfy { $0 } : truths.contains(true))
        case "approx": return try approx(arguments, nodes, at: column)
        case "abs":
            guard arguments.count == 1 else {
                throw ExpressionError(column: column, message: "abs takes one value")
            }
            return try absolute(arguments[0], at: nodes[0].column)
        case "nan":
            guard arguments.count == 1, case .number(let number) = arguments[0] else {
                throw ExpressionError(column: column, message: "nan takes one number, as in nan(out[0])")
            }
            return .truth(number.isNaN)
        case "min", "max", "sum": return .number(try fold(name, arguments, at: column))
        default:
            if let value = try scope.call(name, arguments: arguments, nodes: nodes) { return value }
            if scope.value(named: name) != nil {
                throw ExpressionError(column: column, message: "\(name) is no function; write \(name)[…]")
            }
            let known = Self.functions + scope.functions
            throw ExpressionError(
                column: column, message: "unknown function \"\(name)\"" + didYouMean(name, among: known))
        }
    }

    private func truths(
        in value: Value, of name: String, at column: Int
    ) throws(ExpressionError) -> [Bool] {
        switch value {
        case .truth(let truth): return [truth]
        case .list(let values):
            var truths: [Bool] = []
            for value in values { truths += try self.truths(in: value, of: name, at: column) }
            return truths
        case .number, .word, .places:
            throw ExpressionError(
                column: column, message: "\(name) folds comparisons, as in \(name)(W1[0] == 0)")
        }
    }

    /// The smallest, the largest or the sum of all numbers in the arguments.
    private func fold(
        _ name: String, _ arguments: [Value], at column: Int
    ) throws(ExpressionError) -> Double {
        guard let numbers = Value.list(arguments).numbers, let first = numbers.first else {
            throw ExpressionError(column: column, message: "\(name) takes numbers")
        }
        // The standard library's min and max drop NaN or keep it, depending on the order; here it is kept.
        switch name {
        case "min": return numbers.reduce(first) { $0.isNaN ? $0 : ($1 < $0 || $1.isNaN ? $1 : $0) }
        case "max": return numbers.reduce(first) { $0.isNaN ? $0 : ($1 > $0 || $1.isNaN ? $1 : $0) }
        default: return numbers.reduce(0, +)
        }
    }

    private func absolute(_ value: Value, at column: Int) throws(ExpressionError) -> Value {
        switch value {
        case .number(let number): return .number(abs(number))
        case .list(let values):
            var results: [Value] = []
            for value in values { results.append(try absolute(value, at: column)) }
            return .list(results)
        case .truth, .word, .places:
            throw ExpressionError(column: column, message: "abs takes numbers, not \(value.kindInWords)")
        }
    }

    private func approx(
        _ arguments: [Value], _ nodes: [Expression.Node], at column: Int
    ) throws(ExpressionError) -> Value {
        guard arguments.count == 2 || arguments.count == 3 else {
            throw ExpressionError(
                column: column, message: "approx compares two numbers: approx(a, b) or approx(a, b, tol)")
        }
        var numbers: [Double] = []
        for (argument, node) in zip(arguments, nodes) {
            guard case .number(let number) = argument else {
                throw ExpressionError(
                    column: node.column, message: "approx compares numbers, not \(argument.kindInWords)")
            }
            numbers.append(number)
        }
        let tolerance = numbers.count == 3 ? numbers[2] : 1e-6
        return .truth(abs(numbers[0] - numbers[1]) <= tolerance)
    }
}
