/// The trace of one input on its way through a network: every number that was computed.
public struct ForwardPass: Equatable, Sendable {
    /// What the network was given.
    public let input: [Double]
    /// What each layer made of it, the first layer first.
    public let layers: [LayerPass]

    /// What the network answers: the activations of its last layer.
    public var output: [Double] { layers[layers.count - 1].activations }

    /// What layer `index` read: the input, or the activations of the layer before it.
    public func inputs(ofLayer index: Int) -> [Double] {
        index == 0 ? input : layers[index - 1].activations
    }
}

/// The trace of one layer.
public struct LayerPass: Equatable, Sendable {
    /// The activation `f` of the layer.
    public let activation: Activation
    /// The biases `b`, one per neuron.
    public let biases: [Double]
    /// Weight times input, neurons × inputs.
    public let products: Matrix
    /// The sum as it grows, neurons × (inputs + 1): the bias, then with one product more in each column.
    public let runningSums: Matrix
    /// The finished sums `z`, one per neuron.
    public let preactivations: [Double]
    /// The answers `a = f(z)`, one per neuron.
    public let activations: [Double]
}

extension Network {
    /// Sends an input through all layers; throws if it does not have `inputCount` numbers.
    public func forward(_ input: [Double]) throws(ShapeError) -> ForwardPass {
        guard input.count == inputCount else {
            throw ShapeError(.input, expected: inputCount, found: input.count)
        }
        var passes: [LayerPass] = []
        var inputs = input
        for layer in layers {
            let pass = layer.forward(inputs)
            inputs = pass.activations
            passes.append(pass)
        }
        return ForwardPass(input: input, layers: passes)
    }
}

extension DenseLayer {
    /// `z = b + W·x`, `a = f(z)`: the bias first, then the products in input order.
    func forward(_ inputs: [Double]) -> LayerPass {
        var products: [Double] = []
        var runningSums: [Double] = []
        var preactivations: [Double] = []
        products.reserveCapacity(neuronCount * inputCount)
        runningSums.reserveCapacity(neuronCount * (inputCount + 1))
        preactivations.reserveCapacity(neuronCount)

        for neuron in 0..<neuronCount {
            var sum = biases[neuron]
            runningSums.append(sum)
            for (weight, input) in zip(weights.row(neuron), inputs) {
                let product = weight * input
                sum += product
                products.append(product)
                runningSums.append(sum)
            }
            preactivations.append(sum)
        }
        return LayerPass(
            activation: activation,
            biases: biases,
            products: Matrix(rows: neuronCount, columns: inputCount, elements: products),
            runningSums: Matrix(rows: neuronCount, columns: inputCount + 1, elements: runningSums),
            preactivations: preactivations,
            activations: preactivations.map { activation($0) })
    }
}
