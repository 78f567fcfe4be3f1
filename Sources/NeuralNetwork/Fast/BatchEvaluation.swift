import Glibc

/// What every neuron says to each of many inputs.
public struct BatchActivations<Scalar: TrainingScalar>: Sendable {
    /// How many inputs there were.
    public let count: Int
    let layers: [LayerPlan]
    /// One row per neuron of the network.
    let rows: [Scalar]
    let stride: Int

    /// What a neuron says, one number per input in their order; layers and neurons are counted from 0.
    public subscript(layer: Int, neuron: Int) -> ArraySlice<Scalar> {
        precondition(0..<layers[layer].neurons ~= neuron, "neuron out of range")
        let start = (layers[layer].neuronsBefore + neuron) * stride
        return rows[start..<start + count]
    }
}

extension FastNetwork {
    /// What every neuron says to each of the inputs; their targets, if they have any, are left alone.
    @_specialize(where Scalar == Double)
    @_specialize(where Scalar == Float)
    public func activations(for inputs: PreparedExamples<Scalar>) -> BatchActivations<Scalar> {
        precondition(inputs.inputCount == layers[0].inputs, "inputs of this network")
        let lanes = NetworkPasses<Scalar>.lanes(inputs.count)
        let neurons = neuronCount
        let rows = [Scalar](unsafeUninitializedCapacity: neurons * lanes) { rows, count in
            if let first = rows.baseAddress {
                run(inputs, from: 0, count: inputs.count, z: first, a: first)
            }
            count = neurons * lanes
        }
        return BatchActivations(count: inputs.count, layers: layers, rows: rows, stride: lanes)
    }

    /// The mean loss over examples; 0 over none.
    @_specialize(where Scalar == Double)
    @_specialize(where Scalar == Float)
    public func loss(_ loss: Loss, over examples: PreparedExamples<Scalar>) -> Double {
        guard examples.count > 0, let last = layers.last else { return 0 }
        precondition(examples.targetCount == last.neurons, "examples of this network")
        var total = 0.0
        forEachOutput(examples) { output in
            total += output.loss(loss, last.activation)
        }
        return total / Double(examples.count)
    }

    /// The share of examples that the network puts in the right class; 1 over none.
    ///
    /// Of several outputs the largest names the class, as the largest target does. A single output is to be on the same
    /// side of the border as its target: of 0.5 between 0 and 1, of 0 between −1 and 1; for a sigmoid always of 0.5.
    @_specialize(where Scalar == Double)
    @_specialize(where Scalar == Float)
    public func accuracy(over examples: PreparedExamples<Scalar>) -> Double {
        guard examples.count > 0, let last = layers.last else { return 1 }
        precondition(examples.targetCount == last.neurons, "examples of this network")
        var right = 0
        let targetBorder = examples.border
        let border = last.activation == .sigmoid ? 0.5 : targetBorder
        forEachOutput(examples) { output in
            right += output.isRight(border: border, targetBorder: targetBorder) ? 1 : 0
        }
        return Double(right) / Double(examples.count)
    }

    /// Goes through the examples, a few at a time, and hands over what the output layer says to each.
    @inline(__always) private func forEachOutput(
        _ examples: PreparedExamples<Scalar>, _ body: (OutputOfExample<Scalar>) -> Void
    ) {
        let most = FastTrainer<Scalar>.mostGathered
        let neurons = neuronCount
        let last = layers[layers.count - 1]
        withUnsafeTemporaryAllocation(of: Scalar.self, capacity: 2 * neurons * most) { buffer in
            guard let z = buffer.baseAddress else { return }
            let a = z + neurons * most
            for first in stride(from: 0, to: examples.count, by: most) {
                let count = min(most, examples.count - first)
                let lanes = NetworkPasses<Scalar>.lanes(count)
                run(examples, from: first, count: count, z: z, a: a)
                examples.rows.withUnsafeBufferPointer { rows in
                    for example in 0..<count {
                        let target = examples.inputCount * examples.stride + first + example
                        guard let targets = rows.baseAddress else { return }
                        body(
                            OutputOfExample(
                                z: z + last.neuronsBefore * lanes + example,
                                a: a + last.neuronsBefore * lanes + example, stride: lanes,
                                count: last.neurons,
                                targets: targets + target, targetStride: examples.stride))
                    }
                }
            }
        }
    }

    @inline(__always) private func run(
        _ examples: PreparedExamples<Scalar>, from first: Int, count: Int, z: UnsafeMutablePointer<Scalar>,
        a: UnsafeMutablePointer<Scalar>
    ) {
        layers.withUnsafeBufferPointer { layers in
            parameters.withUnsafeBufferPointer { parameters in
                examples.rows.withUnsafeBufferPointer { rows in
                    guard let parameters = parameters.baseAddress, let rows = rows.baseAddress else { return }
                    let passes = NetworkPasses(
                        layers: layers, parameters: parameters, preactivations: z, activations: a,
                        count: count,
                        lanes: NetworkPasses<Scalar>.lanes(count))
                    // What comes behind the last example is computed too, and looked at by nobody.
                    passes.forward(
                        .init(UnsafeMutablePointer(mutating: rows) + first, stride: examples.stride))
                }
            }
        }
    }
}

/// What the output layer says to one example, and what it should say.
private struct OutputOfExample<Scalar: TrainingScalar> {
    let z: UnsafePointer<Scalar>, a: UnsafePointer<Scalar>
    let stride: Int, count: Int
    let targets: UnsafePointer<Scalar>
    let targetStride: Int

    /// As `Loss` has it, in double precision; written out where it is asked for most, so that no array is made.
    @inline(__always) func loss(_ loss: Loss, _ activation: Activation) -> Double {
        switch loss {
        case .halfSquaredError:
            return sum { output, target in (output - target) * (output - target) / 2 }
        case .crossEntropy where activation == .sigmoid:
            // ln(1 + eᶻ) − t z, with e^−|z| so that nothing overflows.
            return (0..<count).reduce(0) { sum, output in
                let (z, t) = (Double(z[output &* stride]), Double(targets[output &* targetStride]))
                return sum + (max(z, 0) + log1p(exp(-abs(z))) - t * z)
            }
        case .softmaxCrossEntropy:
            let largest = (0..<count).reduce(-.infinity) { max($0, Double(a[$1 &* stride])) }
            guard largest.isFinite else { break }
            let powers = (0..<count).reduce(0) { $0 + exp(Double(a[$1 &* stride]) - largest) }
            let total = largest + log(powers)
            return sum { output, target in target == 0 ? 0 : target * (total - output) }
        case .crossEntropy: break
        }
        return loss(
            (0..<count).map { Double(a[$0 &* stride]) },
            (0..<count).map { Double(targets[$0 &* targetStride]) })
    }

    @inline(__always) private func sum(_ term: (Double, Double) -> Double) -> Double {
        (0..<count).reduce(0) { sum, output in
            sum + term(Double(a[output &* stride]), Double(targets[output &* targetStride]))
        }
    }

    @inline(__always) func isRight(border: Scalar, targetBorder: Scalar) -> Bool {
        if count == 1 { return (a[0] > border) == (targets[0] > targetBorder) }
        var (said, wanted) = (0, 0)
        for output in 1..<count {
            if a[output &* stride] > a[said &* stride] { said = output }
            if targets[output &* targetStride] > targets[wanted &* targetStride] { wanted = output }
        }
        return said == wanted
    }
}
