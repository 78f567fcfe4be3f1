import Experiment

/// z of the first output on its way from −8 to 8, for looking at: the experiment itself stays as it is.
struct Sweep: Hashable, Sendable {
    static let range = -8.0...8.0
    private static let length: Duration = .seconds(5)

    private var elapsed: Duration = .zero
    private var z = range.lowerBound

    var isOver: Bool { elapsed >= Self.length }

    mutating func advance(by time: Duration, _ settings: Settings) {
        elapsed += time * settings.speed
        let fraction = min(1, elapsed / Self.length)
        let exact = Self.range.lowerBound + fraction * (Self.range.upperBound - Self.range.lowerBound)
        // With reduced motion it goes in steps, each of them a state to look at.
        z = settings.motion == .full ? (exact * 10).rounded() / 10 : (exact / 2).rounded() * 2
    }

    /// The experiment with the bias that brings z of its first output to where the sweep is.
    func shown(_ experiment: Experiment?) -> Experiment? {
        experiment.map { Self.experiment($0, atZ: z) }
    }

    static func experiment(_ experiment: Experiment, atZ z: Double) -> Experiment {
        let layer = experiment.network.layers.count - 1
        let address = Address.bias(layer: layer, neuron: 0)
        guard let bias = experiment.value(of: address) else { return experiment }
        var moved = experiment
        let rest = experiment.pass.layers[layer].preactivations[0] - bias
        try? moved.apply(.set(address, z - rest))
        return moved
    }
}
