import NeuralNetwork

/// One step of the animation.
package enum Beat: Hashable, Sendable {
    case inputs
    /// Products of one neuron travel along their edges.
    case products(layer: Int, neuron: Int, inputs: Range<Int>)
    case bias(layer: Int, neuron: Int)
    /// In listing order: one product is computed and added.
    case term(layer: Int, neuron: Int, input: Int)
    /// Products and bias stack up to z.
    case sum(layer: Int, neuron: Int)
    /// z passes through the activation and becomes a.
    case activation(layer: Int, neuron: Int)
    /// A layer too large to be followed neuron by neuron.
    case layer(Int)
    /// The output is compared with what is wanted.
    case loss
    /// The loss's slope along the outputs, ∂L/∂a, stands at the output layer: where the way back begins.
    case error
    /// ∂L/∂a passes back through the activation and becomes δ = ∂L/∂z.
    case gate(layer: Int, neuron: Int)
    /// δ times what the line brings: ∂L/∂w.
    case slope(layer: Int, neuron: Int, input: Int)
    /// δ itself is ∂L/∂b.
    case biasSlope(layer: Int, neuron: Int)
    /// δ times the weight goes back along the edge, to where its input came from.
    case back(layer: Int, neuron: Int, input: Int)
    /// The way back through a layer too large to be followed.
    case backLayer(Int)
}

/// The beats of a forward pass in order, and which numbers each of them brings to light.
///
/// It holds no numbers: the animation is a replay of a `ForwardPass`, and an edit in its middle changes the
/// numbers on the screen without moving the replay.
package struct Timeline: Hashable, Sendable {
    package enum Order: Hashable, Sendable {
        /// As the picture tells it: products arrive, then they stack up with the bias.
        case picture
        /// As a listing computes it: the bias first, then product by product.
        case listing
    }

    /// How far the beats go.
    package enum Extent: Hashable, Sendable {
        /// To the output.
        case output
        /// On to the loss.
        case loss
        /// And back to every slope.
        case slopes
    }

    package let order: Order
    package let beats: [Beat]
    /// How many beats there are up to the output.
    package let forwardCount: Int
    private let layers: [LayerPlan]
    private let wayBack: WayBack

    /// How one layer is cut into beats.
    private struct LayerPlan: Hashable, Sendable {
        let firstBeat: Int
        let neurons: Int
        let inputs: Int
        let isWhole: Bool
        let productsAreOne: Bool
        let beatsPerNeuron: Int
    }

    /// Layers with more neurons than this are one beat.
    private static let neuronsFollowed = 8
    /// Neurons with more inputs than this receive their products in one beat.
    private static let productsFollowed = 6

    /// The beats of an experiment: to its loss where something is wanted, and back where its goal says so.
    package init(of experiment: Experiment, order: Order) {
        let extent: Extent = experiment.goal.map { $0.goesBack ? .slopes : .loss } ?? .output
        self.init(of: experiment.network, order: order, extent: extent)
    }

    package init(of network: Network, order: Order, extent: Extent = .output) {
        self.order = order
        var beats: [Beat] = [.inputs]
        var layers: [LayerPlan] = []
        for (index, layer) in network.layers.enumerated() {
            let first = beats.count
            let isWhole = layer.neuronCount > Self.neuronsFollowed
            let productsAreOne = layer.inputCount > Self.productsFollowed
            if isWhole {
                beats.append(.layer(index))
            } else {
                for neuron in 0..<layer.neuronCount {
                    beats += Self.beats(
                        layer: index, neuron: neuron, inputs: layer.inputCount, order: order,
                        productsAreOne: productsAreOne)
                }
            }
            layers.append(
                LayerPlan(
                    firstBeat: first, neurons: layer.neuronCount, inputs: layer.inputCount, isWhole: isWhole,
                    productsAreOne: productsAreOne,
                    beatsPerNeuron: isWhole ? 0 : (beats.count - first) / layer.neuronCount))
        }
        self.layers = layers
        forwardCount = beats.count
        wayBack = WayBack(
            of: network, extent: extent, from: beats.count,
            followsLayer: layers.map { !$0.isWhole && !$0.productsAreOne })
        self.beats = beats + wayBack.beats
    }

    private static func beats(
        layer: Int, neuron: Int, inputs: Int, order: Order, productsAreOne: Bool
    ) -> [Beat] {
        let activation = Beat.activation(layer: layer, neuron: neuron)
        let bias = Beat.bias(layer: layer, neuron: neuron)
        switch order {
        case .listing:
            return [bias]
                + (0..<inputs).map { .term(layer: layer, neuron: neuron, input: $0) } + [activation]
        case .picture:
            let products: [Beat] =
                productsAreOne
                ? [.products(layer: layer, neuron: neuron, inputs: 0..<inputs)]
                : (0..<inputs).map { .products(layer: layer, neuron: neuron, inputs: $0..<($0 + 1)) }
            return products + [bias, .sum(layer: layer, neuron: neuron), activation]
        }
    }

    /// How many beats have played when everything up to and including a moment is on the screen.
    package func position(after moment: Moment) -> Int {
        range(of: moment).upperBound
    }

    /// How many beats have played just before the first beat of a moment.
    package func position(before moment: Moment) -> Int {
        range(of: moment).lowerBound
    }

    /// Whether a number is on the screen after so many beats. What the learner sets always is.
    package func reveals(_ address: Address, at position: Int) -> Bool {
        switch address {
        case .weight, .bias, .target, .learningRate: return true
        case .input: return position > 0
        case .product(let layer, let neuron, let input):
            return position >= self.position(after: .product(layer: layer, neuron: neuron, input: input))
        case .preactivation(let layer, let neuron):
            return position >= self.position(after: .sum(layer: layer, neuron: neuron))
        case .activation(let layer, let neuron):
            return position >= self.position(after: .activation(layer: layer, neuron: neuron))
        }
    }

    /// Whether the loss is on the screen after so many beats.
    package func revealsLoss(at position: Int) -> Bool {
        contains(.loss) && position >= self.position(after: .loss)
    }

    /// Whether the slope of the loss along a number is on the screen after so many beats: where the way back is
    /// told, when it has come there.
    package func revealsSlope(of address: Address, at position: Int) -> Bool {
        guard wayBack.goesBack else { return revealsLoss(at: position) }
        switch address {
        case .weight(let layer, let neuron, let input):
            return position >= self.position(after: .slope(layer: layer, neuron: neuron, input: input))
        case .bias(let layer, let neuron):
            return position >= self.position(after: .biasSlope(layer: layer, neuron: neuron))
        case .preactivation(let layer, let neuron), .product(let layer, let neuron, _):
            return position >= self.position(after: .gate(layer: layer, neuron: neuron))
        case .activation(let layer, let neuron):
            let isOutput = layer == layers.count - 1
            return position >= self.position(after: isOutput ? .error : .back(layer: layer, neuron: neuron))
        case .input, .target, .learningRate: return position >= beats.count
        }
    }

    /// Whether the way back is told, too.
    package var goesBack: Bool { wayBack.goesBack }

    /// Whether a moment exists in this network.
    package func contains(_ moment: Moment) -> Bool {
        switch moment {
        case .loss, .error, .gate, .slope, .slopes, .biasSlope, .back: wayBack.ranges[moment] != nil
        case .start, .inputs, .end: true
        case .layer(let layer): layers.indices.contains(layer)
        case .product(let layer, let neuron, let input):
            has(layer, neuron) && (0..<layers[layer].inputs).contains(input)
        case .products(let layer, let neuron), .bias(let layer, let neuron), .sum(let layer, let neuron),
            .activation(let layer, let neuron):
            has(layer, neuron)
        }
    }

    private func has(_ layer: Int, _ neuron: Int) -> Bool {
        layers.indices.contains(layer) && (0..<layers[layer].neurons).contains(neuron)
    }

    /// The beats that make up a moment: it begins at the lower bound and is complete at the upper one.
    private func range(of moment: Moment) -> Range<Int> {
        guard contains(moment) else { return beats.count..<beats.count }
        switch moment {
        case .loss, .error, .gate, .slope, .slopes, .biasSlope, .back:
            return wayBack.ranges[moment] ?? beats.count..<beats.count
        case .start: return 0..<0
        case .inputs: return 0..<1
        case .end: return (beats.count - 1)..<beats.count
        case .layer(let layer):
            let plan = layers[layer]
            return plan.firstBeat..<(plan.firstBeat + max(1, plan.beatsPerNeuron * plan.neurons))
        case .product(let layer, let neuron, let input):
            return within(layer, neuron) { plan in
                let offset = plan.productsAreOne && order == .picture ? 0 : input
                return (productsBegin + offset)..<(productsBegin + offset + 1)
            }
        case .products(let layer, let neuron):
            return within(layer, neuron) { plan in productsBegin..<(productsBegin + products(plan)) }
        case .bias(let layer, let neuron):
            return within(layer, neuron) { plan in
                let offset = order == .listing ? 0 : products(plan)
                return offset..<(offset + 1)
            }
        case .sum(let layer, let neuron):
            // In a listing, z is complete with the last product that is added.
            return within(layer, neuron) { plan in
                order == .listing
                    ? plan.inputs..<(plan.inputs + 1) : (products(plan) + 1)..<(products(plan) + 2)
            }
        case .activation(let layer, let neuron):
            return within(layer, neuron) { plan in (plan.beatsPerNeuron - 1)..<plan.beatsPerNeuron }
        }
    }

    /// In a listing the bias comes before the products.
    private var productsBegin: Int { order == .listing ? 1 : 0 }

    private func products(_ plan: LayerPlan) -> Int {
        plan.productsAreOne && order == .picture ? 1 : plan.inputs
    }

    /// A range of beats of one neuron, moved to where the neuron's beats begin.
    private func within(_ layer: Int, _ neuron: Int, _ range: (LayerPlan) -> Range<Int>) -> Range<Int> {
        let plan = layers[layer]
        guard !plan.isWhole else { return plan.firstBeat..<(plan.firstBeat + 1) }
        let first = plan.firstBeat + neuron * plan.beatsPerNeuron
        let inside = range(plan)
        return (first + inside.lowerBound)..<(first + inside.upperBound)
    }
}
