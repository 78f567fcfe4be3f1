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

    /// The beat that is playing; nil when all have played or nothing moves.
    package var beatInMotion: Beat? {
        progress > 0 && position < timeline.beats.count ? timeline.beats[position] : nil
    }

    /// The beat to look at: the one in motion, else the latest that is over.
    package var beatInView: Beat? {
        beatInMotion ?? (position > 0 ? timeline.beats[position - 1] : nil)
    }

    package var isComplete: Bool { position >= timeline.beats.count }
}

extension Beat {
    /// The neuron in which the beat happens.
    package var neuron: (layer: Int, neuron: Int)? {
        switch self {
        case .inputs, .layer: nil
        case .products(let layer, let neuron, _), .bias(let layer, let neuron),
            .term(let layer, let neuron, _), .sum(let layer, let neuron), .activation(let layer, let neuron):
            (layer, neuron)
        }
    }
}
