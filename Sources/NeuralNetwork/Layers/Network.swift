/// A feed-forward network: each layer's activations are the next layer's inputs.
///
/// Its shapes fit together from the start and stay so through every edit.
public struct Network: Equatable, Sendable {
    /// The layers, the one that reads the input first and the output layer last.
    public internal(set) var layers: [DenseLayer]

    /// Makes a network of at least one layer; throws the first layer whose sizes do not fit.
    public init(layers: [DenseLayer]) throws(ShapeError) {
        guard !layers.isEmpty else { throw ShapeError(.layers, expected: 1, found: 0) }
        for (index, layer) in layers.enumerated() {
            do throws(ShapeError) { try layer.checkShape() } catch { throw error.inLayer(index) }
        }
        for (index, layer) in layers.enumerated().dropFirst() {
            let expected = layers[index - 1].neuronCount
            guard layer.inputCount == expected else {
                throw ShapeError(.inputs, layer: index, expected: expected, found: layer.inputCount)
            }
        }
        self.layers = layers
    }

    /// How many numbers the network reads.
    public var inputCount: Int { layers[0].inputCount }

    /// How many numbers it gives.
    public var outputCount: Int { layers[layers.count - 1].neuronCount }

    /// How many numbers training may change: the weights and biases of all layers.
    public var parameterCount: Int { layers.reduce(0) { $0 + $1.parameterCount } }

    /// The inputs and then the neurons of every layer: `[2, 2, 1]`.
    public var layerSizes: [Int] { [inputCount] + layers.map(\.neuronCount) }
}
