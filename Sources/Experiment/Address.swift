/// Where a number of an experiment lives. Layers, neurons and inputs count from 0; the text form counts layers
/// from 1 as the lessons do: `W1[0][1]` is the weight from input 1 to neuron 0 of the first layer.
package enum Address: Hashable, Sendable {
    case input(Int)
    case weight(layer: Int, neuron: Int, input: Int)
    case bias(layer: Int, neuron: Int)
    /// weight × input, before it is added up.
    case product(layer: Int, neuron: Int, input: Int)
    /// z, the weighted sum plus the bias.
    case preactivation(layer: Int, neuron: Int)
    /// a = f(z), what the neuron passes on.
    case activation(layer: Int, neuron: Int)
    /// What is wanted of an output for the network's own input.
    case target(Int)
    /// η, how far a step of gradient descent goes for a slope of 1.
    case learningRate

    /// Whether the learner can change it; the others follow from these.
    package var isEditable: Bool {
        switch self {
        case .input, .weight, .bias, .target, .learningRate: true
        case .product, .preactivation, .activation: false
        }
    }

    package enum Kind: String, CaseIterable, Sendable {
        case input, weight, bias, product, preactivation, activation, target, rate
    }

    package var kind: Kind {
        switch self {
        case .input: .input
        case .weight: .weight
        case .bias: .bias
        case .product: .product
        case .preactivation: .preactivation
        case .activation: .activation
        case .target: .target
        case .learningRate: .rate
        }
    }

    /// Whether training can change it.
    package var isParameter: Bool { kind == .weight || kind == .bias }

    /// The neuron that the number belongs to; nil for an input, a target and the learning rate.
    package var neuron: (layer: Int, neuron: Int)? {
        switch self {
        case .input, .target, .learningRate: nil
        case .weight(let layer, let neuron, _), .product(let layer, let neuron, _): (layer, neuron)
        case .bias(let layer, let neuron), .preactivation(let layer, let neuron),
            .activation(let layer, let neuron):
            (layer, neuron)
        }
    }
}

extension Address: CustomStringConvertible {
    /// The address as expressions and edits spell it.
    package var description: String {
        switch self {
        case .input(let index): "in[\(index)]"
        case .weight(let layer, let neuron, let input): "W\(layer + 1)[\(neuron)][\(input)]"
        case .bias(let layer, let neuron): "b\(layer + 1)[\(neuron)]"
        case .product(let layer, let neuron, let input): "products\(layer + 1)[\(neuron)][\(input)]"
        case .preactivation(let layer, let neuron): "z\(layer + 1)[\(neuron)]"
        case .activation(let layer, let neuron): "a\(layer + 1)[\(neuron)]"
        case .target(let index): "target[\(index)]"
        case .learningRate: "lr"
        }
    }
}
