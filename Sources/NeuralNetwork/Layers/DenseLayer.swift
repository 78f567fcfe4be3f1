/// A layer in which every neuron reads every input: `z = W·x + b`, `a = f(z)`.
///
/// `Network` checks the sizes again when it takes a layer in, and only a network runs one.
public struct DenseLayer: Equatable, Sendable {
    /// The weights `W`, neurons × inputs.
    public var weights: Matrix
    /// The biases `b`, one per neuron.
    public var biases: [Double]
    /// The activation `f` of all its neurons.
    public var activation: Activation

    /// Makes a layer of at least one neuron with at least one input; throws what has the wrong size.
    public init(weights: Matrix, biases: [Double], activation: Activation) throws(ShapeError) {
        self.weights = weights
        self.biases = biases
        self.activation = activation
        try checkShape()
    }

    /// How many numbers the layer reads.
    public var inputCount: Int { weights.columns }

    /// How many neurons it has, which is how many numbers it gives to the next layer.
    public var neuronCount: Int { weights.rows }

    /// How many numbers training may change: every weight and every bias.
    public var parameterCount: Int { weights.elements.count + biases.count }

    func checkShape() throws(ShapeError) {
        guard neuronCount > 0 else { throw ShapeError(.neurons, expected: 1, found: 0) }
        guard inputCount > 0 else { throw ShapeError(.inputs, expected: 1, found: 0) }
        guard biases.count == neuronCount else {
            throw ShapeError(.biases, expected: neuronCount, found: biases.count)
        }
    }
}
