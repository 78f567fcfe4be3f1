/// A point in the order in which a forward pass comes into being, as lessons name it: `products(1, 0)` is when
/// all products of the first layer's neuron 0 have arrived. Layers and neurons count from 0 here.
package enum Moment: Hashable, Sendable {
    /// Nothing has happened yet.
    case start
    case inputs
    case product(layer: Int, neuron: Int, input: Int)
    case products(layer: Int, neuron: Int)
    case bias(layer: Int, neuron: Int)
    /// z is complete.
    case sum(layer: Int, neuron: Int)
    /// a has left the neuron.
    case activation(layer: Int, neuron: Int)
    case layer(Int)
    /// The output has been compared with what is wanted.
    case loss
    /// ∂L/∂a has come to the outputs.
    case error
    /// ∂L/∂z has come to be.
    case gate(layer: Int, neuron: Int)
    case slope(layer: Int, neuron: Int, input: Int)
    /// The slopes along a neuron's weights and bias.
    case slopes(layer: Int, neuron: Int)
    case biasSlope(layer: Int, neuron: Int)
    /// ∂L/∂a has come back to a neuron of a hidden layer.
    case back(layer: Int, neuron: Int)
    case end
}

extension Moment {
    /// The words that name a moment, for "did you mean".
    package static let words = [
        "start", "in", "products", "bias", "sum", "activation", "layer", "loss", "error", "gate", "slope",
        "biasSlope", "back", "end",
    ]

    /// Reads a moment as lessons write it, with layers counted from 1.
    /// - Throws: `ExpressionError` with the column of what is wrong.
    package init(_ text: String) throws(ExpressionError) {
        let node = try Expression(text).root
        switch node.kind {
        case .name("start"): self = .start
        case .name("in"): self = .inputs
        case .name("loss"): self = .loss
        case .name("error"): self = .error
        case .name("end"): self = .end
        case .call(let word, let arguments):
            self = try Moment.call(word, arguments, at: node.column)
        case .name(let word):
            throw ExpressionError(column: node.column, message: Moment.misspelled(word))
        default:
            throw ExpressionError(column: node.column, message: "a moment is expected, such as sum(1, 0)")
        }
    }

    private static func call(
        _ word: String, _ arguments: [Expression.Node], at column: Int
    ) throws(ExpressionError) -> Moment {
        guard takingNumbers.contains(word) else {
            throw ExpressionError(column: column, message: misspelled(word))
        }
        var numbers: [Int] = []
        for argument in arguments {
            guard case .number(let value) = argument.kind, let number = Int(exactly: value), number >= 0
            else {
                throw ExpressionError(column: argument.column, message: "a whole number is expected here")
            }
            numbers.append(number)
        }
        if let first = numbers.first, first == 0 {
            throw ExpressionError(
                column: arguments[0].column, message: "layers count from 1, as in W1; neurons from 0")
        }
        switch (word, numbers.count) {
        case ("products", 2): return .products(layer: numbers[0] - 1, neuron: numbers[1])
        case ("products", 3):
            return .product(layer: numbers[0] - 1, neuron: numbers[1], input: numbers[2])
        case ("bias", 2): return .bias(layer: numbers[0] - 1, neuron: numbers[1])
        case ("sum", 2): return .sum(layer: numbers[0] - 1, neuron: numbers[1])
        case ("activation", 2): return .activation(layer: numbers[0] - 1, neuron: numbers[1])
        case ("layer", 1): return .layer(numbers[0] - 1)
        case ("gate", 2): return .gate(layer: numbers[0] - 1, neuron: numbers[1])
        case ("slope", 2): return .slopes(layer: numbers[0] - 1, neuron: numbers[1])
        case ("slope", 3): return .slope(layer: numbers[0] - 1, neuron: numbers[1], input: numbers[2])
        case ("biasSlope", 2): return .biasSlope(layer: numbers[0] - 1, neuron: numbers[1])
        case ("back", 2): return .back(layer: numbers[0] - 1, neuron: numbers[1])
        default: throw ExpressionError(column: column, message: misspelled(word))
        }
    }

    private static let takingNumbers = [
        "products", "bias", "sum", "activation", "layer", "gate", "slope", "biasSlope", "back",
    ]

    /// What is wrong with a moment of this name that could not be read.
    private static func misspelled(_ word: String) -> String {
        switch word {
        case "start", "in", "loss", "error", "end": "\(word) stands alone, without ( )"
        case "layer": "layer needs one number, as in layer(1)"
        case "products": "products needs a layer and a neuron, and may name an input, as in products(1, 0, 2)"
        case "slope": "slope needs a layer and a neuron, and may name an input, as in slope(2, 0, 1)"
        case "bias", "sum", "activation", "gate", "biasSlope", "back":
            "\(word) needs a layer and a neuron, as in \(word)(1, 0)"
        default: "there is no moment named \"\(word)\"" + didYouMean(word, among: words)
        }
    }
}
