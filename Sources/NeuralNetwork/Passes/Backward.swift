/// How one output, or a quantity computed from the outputs, changes with every number it depends on: the derivatives
/// ∂output/∂…, by layer.
public struct Sensitivities: Equatable, Sendable {
    /// With respect to every weight, neurons × inputs per layer.
    public let weights: [Matrix]
    /// With respect to every bias, one per neuron.
    public let biases: [[Double]]
    /// With respect to every preactivation `z`, one per neuron.
    public let preactivations: [[Double]]
    /// With respect to every activation `a`, one per neuron.
    public let activations: [[Double]]
    /// With respect to every number of the input.
    public let input: [Double]
}

extension Network {
    /// Goes back through a forward pass of this network and finds what output number `output` depends on.
    ///
    /// The chain rule, from the output layer to the first, with δ for ∂output/∂z:
    ///
    ///     ∂/∂a  = 1 at the chosen output, 0 elsewhere
    ///     δ     = ∂/∂a · f'(z)
    ///     ∂/∂b  = δ
    ///     ∂/∂W  = δ · x     (one row per neuron, one column per input)
    ///     ∂/∂x  = Wᵀ · δ    (the ∂/∂a of the layer before)
    public func backward(through pass: ForwardPass, from output: Int) -> Sensitivities {
        var chosen = [Double](repeating: 0, count: outputCount)
        chosen[output] = 1
        return backward(through: pass, outputs: chosen)
    }

    /// The same for any quantity that is computed from the outputs, such as a loss.
    ///
    /// - Parameter outputs: the derivatives of that quantity with respect to each output, ∂L/∂a of the last layer.
    public func backward(through pass: ForwardPass, outputs: [Double]) -> Sensitivities {
        precondition(pass.layers.count == layers.count, "the pass went through another network")
        precondition(outputs.count == outputCount, "one derivative per output")
        var downstream = outputs
        var steps: [LayerSensitivities] = []
        for index in layers.indices.reversed() {
            let step = layers[index].backward(
                through: pass.layers[index], inputs: pass.inputs(ofLayer: index), activations: downstream)
            downstream = step.inputs
            steps.append(step)
        }
        steps.reverse()
        return Sensitivities(
            weights: steps.map(\.weights),
            biases: steps.map(\.preactivations),  // z = W·x + b: a bias moves z one for one
            preactivations: steps.map(\.preactivations),
            activations: steps.map(\.activations),
            input: downstream)
    }
}

/// The derivatives within one layer, from its activations back to its inputs.
struct LayerSensitivities {
    let activations: [Double]
    let preactivations: [Double]
    let weights: Matrix
    let inputs: [Double]
}

extension DenseLayer {
    /// One step of the chain rule: from `∂output/∂a` of this layer to `∂output/∂x`.
    func backward(through pass: LayerPass, inputs: [Double], activations: [Double]) -> LayerSensitivities {
        precondition(pass.products.rows == neuronCount && inputs.count == inputCount, "not this layer's pass")
        var preactivations: [Double] = []
        var weightSensitivities: [Double] = []
        var inputSensitivities = [Double](repeating: 0, count: inputCount)
        preactivations.reserveCapacity(neuronCount)
        weightSensitivities.reserveCapacity(neuronCount * inputCount)

        for neuron in 0..<neuronCount {
            let delta = activations[neuron] * pass.activation.slope(at: pass.preactivations[neuron])
            preactivations.append(delta)
            for (column, weight) in weights.row(neuron).enumerated() {
                weightSensitivities.append(delta * inputs[column])
                inputSensitivities[column] += delta * weight
            }
        }
        return LayerSensitivities(
            activations: activations,
            preactivations: preactivations,
            weights: Matrix(rows: neuronCount, columns: inputCount, elements: weightSensitivities),
            inputs: inputSensitivities)
    }
}
