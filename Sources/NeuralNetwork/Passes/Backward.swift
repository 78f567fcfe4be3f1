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
        let last = pass.layers[layers.count - 1]
        let deltas = zip(outputs, last.preactivations).map { $0 * last.activation.slope(at: $1) }
        return backward(through: pass, outputs: outputs, deltas: deltas)
    }

    /// The same for the loss of this example: how it changes with every number.
    public func backward(through pass: ForwardPass, loss: Loss, target: [Double]) -> Sensitivities {
        precondition(pass.layers.count == layers.count, "the pass went through another network")
        return backward(
            through: pass, outputs: loss.slopes(pass.output, target),
            deltas: loss.preactivationSlopes(pass.layers[layers.count - 1], target))
    }

    /// - Parameter deltas: the derivatives with respect to each z of the last layer.
    private func backward(through pass: ForwardPass, outputs: [Double], deltas: [Double]) -> Sensitivities {
        var (activations, deltas) = (outputs, deltas)
        var steps: [LayerSensitivities] = []
        for index in layers.indices.reversed() {
            let step = layers[index].backward(
                inputs: pass.inputs(ofLayer: index), activations: activations, deltas: deltas)
            steps.append(step)
            guard index > 0 else { break }
            activations = step.inputs
            let before = pass.layers[index - 1]
            deltas = zip(activations, before.preactivations).map { $0 * before.activation.slope(at: $1) }
        }
        let input = steps[steps.count - 1].inputs
        steps.reverse()
        return Sensitivities(
            weights: steps.map(\.weights),
            biases: steps.map(\.preactivations),  // z = W·x + b: a bias moves z one for one
            preactivations: steps.map(\.preactivations),
            activations: steps.map(\.activations),
            input: input)
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
    /// One step of the chain rule: from `δ = ∂output/∂z` of this layer to `∂output/∂W` and `∂output/∂x`.
    func backward(inputs: [Double], activations: [Double], deltas: [Double]) -> LayerSensitivities {
        precondition(deltas.count == neuronCount && inputs.count == inputCount, "not this layer's pass")
        var weightSensitivities: [Double] = []
        var inputSensitivities = [Double](repeating: 0, count: inputCount)
        weightSensitivities.reserveCapacity(neuronCount * inputCount)

        for neuron in 0..<neuronCount {
            for (column, weight) in weights.row(neuron).enumerated() {
                weightSensitivities.append(deltas[neuron] * inputs[column])
                inputSensitivities[column] += deltas[neuron] * weight
            }
        }
        return LayerSensitivities(
            activations: activations,
            preactivations: deltas,
            weights: Matrix(rows: neuronCount, columns: inputCount, elements: weightSensitivities),
            inputs: inputSensitivities)
    }
}
