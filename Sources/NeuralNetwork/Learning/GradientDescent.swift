/// The slopes of a loss with respect to every parameter of a network: ∂L/∂W and ∂L/∂b, by layer.
public struct Gradient: Equatable, Sendable {
    /// Neurons × inputs per layer.
    public private(set) var weights: [Matrix]
    /// One per neuron, by layer.
    public private(set) var biases: [[Double]]

    /// No slope anywhere, in the shape of a network.
    init(zeroFor network: Network) {
        weights = network.layers.map { layer in
            Matrix(
                rows: layer.neuronCount, columns: layer.inputCount,
                elements: Array(repeating: 0, count: layer.neuronCount * layer.inputCount))
        }
        biases = network.layers.map { Array(repeating: 0, count: $0.neuronCount) }
    }

    /// Adds what one example says, as its share of the mean.
    mutating func add(_ sensitivities: Sensitivities, share: Double) {
        for layer in weights.indices {
            for neuron in 0..<weights[layer].rows {
                for input in 0..<weights[layer].columns {
                    weights[layer][neuron, input] += share * sensitivities.weights[layer][neuron, input]
                }
                biases[layer][neuron] += share * sensitivities.biases[layer][neuron]
            }
        }
    }
}

extension Network {
    /// The mean loss over examples.
    /// - Throws: `ShapeError` where an example does not have this network's number of inputs.
    public func loss(_ loss: Loss, over examples: [Example]) throws(ShapeError) -> Double {
        var total = 0.0
        for example in examples { total += self.loss(loss, of: try forward(example.input), example.target) }
        return examples.isEmpty ? 0 : total / Double(examples.count)
    }

    /// The loss of one example that went through this network.
    public func loss(_ loss: Loss, of pass: ForwardPass, _ target: [Double]) -> Double {
        loss(pass.layers[pass.layers.count - 1], target)
    }

    /// The gradient of the mean loss over examples, each example one forward and one backward pass.
    /// - Throws: `ShapeError` where an example does not have this network's number of inputs.
    public func gradient(of loss: Loss, over examples: [Example]) throws(ShapeError) -> Gradient {
        var gradient = Gradient(zeroFor: self)
        for example in examples {
            let pass = try forward(example.input)
            let slopes = backward(through: pass, loss: loss, target: example.target)
            gradient.add(slopes, share: 1 / Double(examples.count))
        }
        return gradient
    }

    /// One step of gradient descent: every parameter goes against its slope, θ ← θ − η · ∂L/∂θ.
    ///
    /// - Parameter learningRate: η, how far a step goes for a slope of 1.
    public mutating func descend(along gradient: Gradient, learningRate: Double) {
        for layer in layers.indices {
            for neuron in 0..<layers[layer].neuronCount {
                for input in 0..<layers[layer].inputCount {
                    let slope = gradient.weights[layer][neuron, input]
                    layers[layer].weights[neuron, input] -= learningRate * slope
                }
                layers[layer].biases[neuron] -= learningRate * gradient.biases[layer][neuron]
            }
        }
    }
}
