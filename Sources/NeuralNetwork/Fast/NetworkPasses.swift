/// The way through a network and back for some examples at once, in buffers that belong to the caller.
struct NetworkPasses<Scalar: TrainingScalar> {
    typealias Rows = LayerKernels<Scalar>.Rows

    let layers: UnsafeBufferPointer<LayerPlan>
    let parameters: UnsafePointer<Scalar>
    /// One row per neuron of the network: z and a. Where z is not needed any more, both may be the same place.
    let preactivations: UnsafeMutablePointer<Scalar>
    let activations: UnsafeMutablePointer<Scalar>
    /// How many examples there are, and how many with the lanes that only fill a register: the length of a row.
    let count: Int
    let lanes: Int

    /// So many examples fill whole registers.
    @inline(__always) static func lanes(_ count: Int) -> Int {
        let width = Scalar.Lanes.scalarCount
        return (count &+ width &- 1) & ~(width &- 1)
    }

    /// `z = W·x + b`, `a = f(z)`, layer after layer.
    func forward(_ inputs: Rows) {
        var source = inputs
        for layer in layers {
            let z = Rows(preactivations + layer.neuronsBefore &* lanes, stride: lanes)
            let a = activations + layer.neuronsBefore &* lanes
            LayerKernels.multiply(
                .init(parameters + layer.weights, neurons: layer.neurons, inputs: layer.inputs),
                parameters + layer.biases, source, into: z, count: lanes)
            ActivationKernels.activate(layer.activation, z.first, into: a, count: layer.neurons &* lanes)
            clearRest(a, layer.neurons)
            source = Rows(a, stride: lanes)
        }
    }

    /// From the losses back to the slopes of the parameters, which are added to `gradient`.
    ///
    ///     δ     = ∂L/∂z                   of the output layer
    ///     ∂L/∂W = Σ δ·x, ∂L/∂b = Σ δ      over the examples
    ///     δ     = Wᵀ·δ · f′(z)            of the layer before
    func backward(
        _ loss: Loss, inputs: Rows, targets: Rows, deltas: UnsafeMutablePointer<Scalar>,
        gradient: UnsafeMutablePointer<Scalar>
    ) {
        let last = layers[layers.count &- 1]
        var place = last.neuronsBefore &* lanes
        ActivationKernels.outputDeltas(
            loss, last.activation, neurons: last.neurons, lanes: lanes, z: preactivations + place,
            a: activations + place, targets: targets, into: deltas + place)
        clearRest(deltas + place, last.neurons)
        var index = layers.count
        while index > 0 {
            index &-= 1
            let layer = layers[index]
            let delta = Rows(deltas + layer.neuronsBefore &* lanes, stride: lanes)
            let before = index == 0 ? nil : layers[index &- 1]
            let source = before.map { Rows(activations + $0.neuronsBefore &* lanes, stride: lanes) } ?? inputs
            LayerKernels.addGradient(
                deltas: delta, inputs: source, neurons: layer.neurons, inputCount: layer.inputs, count: lanes,
                weights: gradient + layer.weights, biases: gradient + layer.biases)
            guard let before else { break }
            place = before.neuronsBefore &* lanes
            LayerKernels.multiply(
                .init(transposed: parameters + layer.weights, neurons: layer.neurons, inputs: layer.inputs),
                nil,
                delta, into: Rows(deltas + place, stride: lanes), count: lanes)
            ActivationKernels.multiplySlopes(
                before.activation, z: preactivations + place, a: activations + place, into: deltas + place,
                count: before.neurons &* lanes)
            clearRest(deltas + place, before.neurons)
        }
    }

    /// Zeros in the lanes without an example, so that they add nothing to a sum over the examples, whatever the weights.
    @inline(__always) private func clearRest(_ rows: UnsafeMutablePointer<Scalar>, _ neurons: Int) {
        guard count < lanes else { return }
        for neuron in 0..<neurons {
            for lane in count..<lanes { rows[neuron &* lanes &+ lane] = 0 }
        }
    }
}
