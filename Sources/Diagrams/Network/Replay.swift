import Experiment

/// How far the animation of a forward pass has come.
package struct Replay: Hashable, Sendable {
    package let timeline: Timeline
    /// How many beats are over; what they brought to light is on the screen.
    package var position: Int
    /// How far the beat at `position` has come, from 0 to 1; 0 when nothing moves.
    package var progress: Double

    package init(_ timeline: Timeline, position: Int? = nil, progress: Double = 0) {
        self.timeline = timeline
        self.position = min(max(0, position ?? timeline.beats.count), timeline.beats.count)
        self.progress = progress
    }

    package func reveals(_ address: Address) -> Bool {
        timeline.reveals(address, at: position)
    }

    package var revealsLoss: Bool { timeline.revealsLoss(at: position) }

    package func revealsSlope(of address: Address) -> Bool {
        timeline.revealsSlope(of: address, at: position)
    }

    /// Whether the forward pass is over: every output is on the screen.
    package var isForwardComplete: Bool { position >= timeline.forwardCount }

    /// Whether the animation is on its way back, from the loss to the slopes.
    package var isGoingBack: Bool {
        timeline.goesBack && isForwardComplete
            && (beatInMotion ?? beatInView).map { $0 != .loss && $0.isBackward } ?? false
    }

    /// The beat that is playing; nil when all have played or nothing moves.
    package var beatInMotion: Beat? {
        progress > 0 && position < timeline.beats.count ? timeline.beats[position] : nil
    }

    /// The beat to look at: the one in motion, else the latest that is over.
    package var beatInView: Beat? {
        beatInMotion ?? (position > 0 ? timeline.beats[position - 1] : nil)
    }

    /// The beat that comes next; nil after the last.
    package var nextBeat: Beat? {
        position < timeline.beats.count ? timeline.beats[position] : nil
    }

    package var isComplete: Bool { position >= timeline.beats.count }

    /// The numbers that the beat in view is about, so that a listing can light what its line computes; nil
    /// before the first beat and after the last.
    package var numbersInView: Set<Address>? {
        guard !isComplete || beatInMotion != nil else { return nil }
        switch beatInView {
        case .term(let layer, let neuron, let input):
            let source: Address = layer == 0 ? .input(input) : .activation(layer: layer - 1, neuron: input)
            return [
                source, .weight(layer: layer, neuron: neuron, input: input),
                .product(layer: layer, neuron: neuron, input: input),
                .preactivation(layer: layer, neuron: neuron),
            ]
        case .bias(let layer, let neuron):
            return [.bias(layer: layer, neuron: neuron), .preactivation(layer: layer, neuron: neuron)]
        case .activation(let layer, let neuron):
            return [
                .preactivation(layer: layer, neuron: neuron), .activation(layer: layer, neuron: neuron),
            ]
        default: return nil
        }
    }
}

extension Beat {
    /// The neuron in which the beat happens.
    package var neuron: (layer: Int, neuron: Int)? {
        switch self {
        case .inputs, .layer, .loss, .error, .backLayer: nil
        case .products(let layer, let neuron, _), .bias(let layer, let neuron),
            .term(let layer, let neuron, _), .sum(let layer, let neuron), .activation(let layer, let neuron),
            .gate(let layer, let neuron), .slope(let layer, let neuron, _), .biasSlope(let layer, let neuron),
            .back(let layer, let neuron, _):
            (layer, neuron)
        }
    }

    /// Whether it belongs to what comes after the output.
    package var isBackward: Bool {
        switch self {
        case .loss, .error, .gate, .slope, .biasSlope, .back, .backLayer: true
        case .inputs, .products, .bias, .term, .sum, .activation, .layer: false
        }
    }
}
