import NeuralNetwork

/// The beats after the output: the loss, then the chain rule from there back to every weight and bias. Within a layer
/// each neuron's δ comes first, then its slopes; then δ goes back along the edges to the neurons before.
struct WayBack: Hashable, Sendable {
    private(set) var beats: [Beat] = []
    /// The beats that make up each moment; of a moment without a beat of its own, such as the gate of a linear
    /// neuron, where it would stand.
    private(set) var ranges: [Moment: Range<Int>] = [:]
    let goesBack: Bool
    private let first: Int

    /// - Parameters:
    ///   - first: how many beats there are before these.
    ///   - followsLayer: of each layer, whether it is followed neuron by neuron.
    init(of network: Network, extent: Timeline.Extent, from first: Int, followsLayer: [Bool]) {
        self.first = first
        goesBack = extent == .slopes
        guard extent != .output else { return }
        add(.loss, as: .loss)
        guard goesBack else { return }
        add(.error, as: .error)
        for layer in network.layers.indices.reversed() {
            if followsLayer[layer] {
                follow(network.layers[layer], layer)
            } else {
                pass(network.layers[layer], layer)
            }
        }
    }

    private var end: Int { first + beats.count }

    private mutating func add(_ beat: Beat, as moment: Moment) {
        ranges[moment] = end..<(end + 1)
        beats.append(beat)
    }

    private mutating func follow(_ dense: DenseLayer, _ layer: Int) {
        for neuron in 0..<dense.neuronCount {
            let gate = Moment.gate(layer: layer, neuron: neuron)
            if dense.activation == .linear {
                ranges[gate] = end..<end
            } else {
                add(.gate(layer: layer, neuron: neuron), as: gate)
            }
            let begin = end
            for input in 0..<dense.inputCount {
                add(
                    .slope(layer: layer, neuron: neuron, input: input),
                    as: .slope(layer: layer, neuron: neuron, input: input))
            }
            add(
                .biasSlope(layer: layer, neuron: neuron), as: .biasSlope(layer: layer, neuron: neuron))
            ranges[.slopes(layer: layer, neuron: neuron)] = begin..<end
        }
        guard layer > 0 else { return }
        for input in 0..<dense.inputCount {
            let begin = end
            for neuron in 0..<dense.neuronCount {
                beats.append(.back(layer: layer, neuron: neuron, input: input))
            }
            ranges[.back(layer: layer - 1, neuron: input)] = begin..<end
        }
    }

    /// All of a large layer in one beat.
    private mutating func pass(_ dense: DenseLayer, _ layer: Int) {
        let range = end..<(end + 1)
        beats.append(.backLayer(layer))
        for neuron in 0..<dense.neuronCount {
            ranges[.gate(layer: layer, neuron: neuron)] = range
            ranges[.slopes(layer: layer, neuron: neuron)] = range
            ranges[.biasSlope(layer: layer, neuron: neuron)] = range
            for input in 0..<dense.inputCount {
                ranges[.slope(layer: layer, neuron: neuron, input: input)] = range
            }
        }
        guard layer > 0 else { return }
        for input in 0..<dense.inputCount { ranges[.back(layer: layer - 1, neuron: input)] = range }
    }
}
