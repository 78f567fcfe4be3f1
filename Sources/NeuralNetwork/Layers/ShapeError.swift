/// Says which part of a network, layer or matrix has the wrong size: what was expected and what was found.
public struct ShapeError: Error, Hashable, Sendable, CustomStringConvertible {
    /// The part that was counted.
    public enum Part: Hashable, Sendable {
        /// The layers of a network.
        case layers
        /// The neurons of a layer: the rows of its weights.
        case neurons
        /// The inputs of a layer: the columns of its weights.
        case inputs
        /// The numbers in one row of a matrix; in weights, the weights of one neuron.
        case row(Int)
        /// The biases of a layer, one per neuron.
        case biases
        /// The weights that lead out of a neuron, one per neuron of the next layer.
        case outgoingWeights
        /// The numbers given to the network as its input.
        case input
        /// What is wanted: rows of them, one per example, or the numbers of one, one per output.
        case targets
    }

    /// The part that has the wrong size.
    public let part: Part
    /// The layer it is in, counted from 0, where it is in one.
    public let layer: Int?
    /// The size it should have; for layers, neurons and inputs of a first layer the least that will do.
    public let expected: Int
    /// The size it has.
    public let found: Int

    /// Says that `part`, in `layer` if it is in one, has `found` members instead of `expected`.
    public init(_ part: Part, layer: Int? = nil, expected: Int, found: Int) {
        self.part = part
        self.layer = layer
        self.expected = expected
        self.found = found
    }

    /// The place, written as in a network file, and the problem: `layers[1]: expected 2 biases, …`.
    public var description: String {
        layer.map { "layers[\($0)]: \(problem)" } ?? problem
    }

    /// The problem without its place.
    public var problem: String {
        switch part {
        case .layers: "a network needs at least one layer"
        case .neurons: "a layer needs at least one neuron"
        case .inputs where found == 0: "a neuron needs at least one input"
        case .inputs: "expected \(counted(expected, "weight")) per neuron, one per \(source), found \(found)"
        case .row(let row): "expected \(counted(expected, "number")) in row \(row), found \(found)"
        case .biases: "expected \(counted(expected, "bias", "biases")), one per neuron, found \(found)"
        case .outgoingWeights:
            "expected \(counted(expected, "outgoing weight")), one per neuron of the next layer, found \(found)"
        case .input: "expected \(counted(expected, "input")), found \(found)"
        case .targets: "expected \(counted(expected, "target")), found \(found)"
        }
    }

    /// What the inputs of the layer are.
    private var source: String {
        if let layer, layer > 0 { "neuron of layers[\(layer - 1)]" } else { "input" }
    }

    func inLayer(_ layer: Int) -> ShapeError {
        ShapeError(part, layer: layer, expected: expected, found: found)
    }
}

private func counted(_ count: Int, _ singular: String, _ plural: String? = nil) -> String {
    "\(count) \(count == 1 ? singular : plural ?? singular + "s")"
}
