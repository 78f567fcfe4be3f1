/// A check or a value over the state of an experiment, read from text: `all(W1[0] == 0) && approx(out[0], 0.1)`.
///
/// The language is total: no loops, no effects, a limited depth. Reading finds every mistake of form, evaluating
/// on the start of a lesson finds every unknown name.
package struct Expression: Hashable, Sendable {
    package let text: String
    package let root: Node

    package struct Node: Hashable, Sendable {
        package let kind: Kind
        /// Where it stands in the text, from 1.
        package let column: Int
    }

    package indirect enum Kind: Hashable, Sendable {
        case number(Double)
        /// `W1`, `edits`, and `start.W1` as one name.
        case name(String)
        case call(String, [Node])
        case element(of: Node, at: Node)
        case list([Node])
        case negate(Node)
        case not(Node)
        case binary(Operator, Node, Node)
    }

    package enum Operator: String, Hashable, Sendable {
        case add = "+"
        case subtract = "-"
        case multiply = "*"
        case divide = "/"
        case equal = "=="
        case notEqual = "!="
        case less = "<"
        case lessOrEqual = "<="
        case greater = ">"
        case greaterOrEqual = ">="
        case and = "&&"
        case or = "||"
    }

    package init(_ text: String) throws(ExpressionError) {
        self.text = text
        var parser = try ExpressionParser(text)
        root = try parser.wholeExpression()
    }
}

/// A recursive-descent parser: one function a level of precedence, loosest first.
struct ExpressionParser {
    private let tokens: [PlacedToken]
    private var index = 0
    private var depth = 0

    private static let longestExpression = 4096
    private static let deepestNesting = 64

    init(_ text: String, longest: Int = longestExpression) throws(ExpressionError) {
        guard text.utf8.count <= longest else {
            throw ExpressionError(column: 1, message: "this is too long: at most \(longest) bytes are read")
        }
        tokens = try Lexer.tokens(of: text)
    }

    private var current: PlacedToken { tokens[min(index, tokens.count - 1)] }

    mutating func wholeExpression() throws(ExpressionError) -> Expression.Node {
        let node = try expression()
        try expectEnd()
        return node
    }

    mutating func expectEnd() throws(ExpressionError) {
        guard current.token != .end else { return }
        throw unexpected(current)
    }

    /// Takes `place(` if the text begins with it: the one edit that is no call of an expression.
    mutating func takePlace() throws(ExpressionError) -> Bool {
        guard current.token == .name("place") else { return false }
        index += 1
        try expect("(")
        return true
    }

    /// Takes the symbol if it comes next.
    mutating func take(_ symbol: String) -> Bool {
        guard current.token == .symbol(symbol) else { return false }
        index += 1
        return true
    }

    mutating func expression() throws(ExpressionError) -> Expression.Node {
        try binary([["||"], ["&&"], ["==", "!=", "<", "<=", ">", ">="], ["+", "-"], ["*", "/"]][...])
    }

    /// Goes one level deeper. Each operand does, and each further link of a chain, which nests to the left.
    private mutating func deepen(at column: Int) throws(ExpressionError) {
        depth += 1
        guard depth <= Self.deepestNesting else {
            throw ExpressionError(column: column, message: "this is too long or nested too deeply")
        }
    }

    /// A chain of operators of one precedence, their operands being chains of the next.
    private mutating func binary(_ levels: ArraySlice<[String]>) throws(ExpressionError) -> Expression.Node {
        guard let symbols = levels.first else { return try unary() }
        let depthBefore = depth
        defer { depth = depthBefore }
        var left = try binary(levels.dropFirst())
        while case .symbol(let symbol) = current.token, symbols.contains(symbol),
            let operation = Expression.Operator(rawValue: symbol)
        {
            let column = current.column
            try deepen(at: column)
            index += 1
            let right = try binary(levels.dropFirst())
            left = Expression.Node(kind: .binary(operation, left, right), column: column)
        }
        return left
    }

    private mutating func unary() throws(ExpressionError) -> Expression.Node {
        let column = current.column
        let depthBefore = depth
        defer { depth = depthBefore }
        try deepen(at: column)
        if take("-") { return Expression.Node(kind: .negate(try unary()), column: column) }
        if take("!") { return Expression.Node(kind: .not(try unary()), column: column) }
        return try elements(of: try primary())
    }

    private mutating func elements(of node: Expression.Node) throws(ExpressionError) -> Expression.Node {
        var node = node
        while current.token == .symbol("[") {
            try deepen(at: current.column)
            index += 1
            let position = try expression()
            try expect("]")
            node = Expression.Node(kind: .element(of: node, at: position), column: node.column)
        }
        return node
    }

    private mutating func primary() throws(ExpressionError) -> Expression.Node {
        let (placed, column) = (current, current.column)
        index += 1
        switch placed.token {
        case .number(let value): return Expression.Node(kind: .number(value), column: column)
        case .name(let name): return try nameOrCall(name, column: column)
        case .symbol("("):
            let node = try expression()
            try expect(")")
            return node
        case .symbol("["):
            return Expression.Node(kind: .list(try list(until: "]")), column: column)
        case .end: throw ExpressionError(column: column, message: "the expression ends too early")
        case .symbol: throw unexpected(placed)
        }
    }

    private mutating func nameOrCall(
        _ name: String, column: Int
    ) throws(ExpressionError) -> Expression.Node {
        if take("(") {
            return Expression.Node(kind: .call(name, try list(until: ")")), column: column)
        }
        guard take(".") else { return Expression.Node(kind: .name(name), column: column) }
        guard case .name(let member) = current.token else {
            throw ExpressionError(column: current.column, message: "a name is expected after \"\(name).\"")
        }
        index += 1
        return Expression.Node(kind: .name("\(name).\(member)"), column: column)
    }

    private mutating func list(until closing: String) throws(ExpressionError) -> [Expression.Node] {
        if take(closing) { return [] }
        var nodes = [try expression()]
        while take(",") { nodes.append(try expression()) }
        try expect(closing)
        return nodes
    }

    private mutating func expect(_ symbol: String) throws(ExpressionError) {
        guard !take(symbol) else { return }
        guard current.token != .symbol("=") else { throw unexpected(current) }
        let next = current.token == .end ? "the end" : "\"\(current.text)\""
        throw ExpressionError(column: current.column, message: "\"\(symbol)\" is missing before \(next)")
    }

    private func unexpected(_ placed: PlacedToken) -> ExpressionError {
        let message =
            placed.token == .symbol("=")
            ? "= sets a value; == compares" : "\"\(placed.text)\" was not expected here"
        return ExpressionError(column: placed.column, message: message)
    }
}
