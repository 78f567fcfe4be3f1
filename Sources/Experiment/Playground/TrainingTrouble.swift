import Glibc
import NeuralNetwork

/// Why a training comes to nothing, in words that say what to do.
package enum TrainingTrouble: Hashable, Sendable {
    /// A number grew beyond all bounds after this epoch.
    case overflow(afterEpoch: Int, learningRate: Double)
    /// The loss stays above where it began.
    case climbing(from: Double, to: Double, learningRate: Double)
    /// So many of so many hidden neurons are on the flat ends of their curve for every example, and the loss is no
    /// better for it.
    case saturated(neurons: Int, of: Int, learningRate: Double)
    /// So many of so many hidden neurons put out 0 for every example, so that nothing flows back through them.
    case dead(neurons: Int, of: Int)
    /// A hidden layer of step functions, whose slope is 0 everywhere.
    case slopeless(layer: Int)
    /// The penalty has pulled every weight of this layer to 0, or nearly so.
    case pulledToZero(layer: Int, rate: Double)
    /// The loss jumps up and down.
    case jumping(learningRate: Double)

    /// What is wrong.
    package var title: String {
        switch self {
        case .overflow(let epoch, _): "A number overflowed after epoch \(epoch): NaN."
        case .climbing(let first, let now, _): "The loss is \(rounded(now)); it began at \(rounded(first))."
        case .saturated(let neurons, let all, _):
            "\(neurons) of \(all) hidden neurons are saturated: on the flat ends of their curve, for every example."
        case .dead(let neurons, let all): "\(neurons) of \(all) hidden neurons are dead: 0 for every example."
        case .slopeless(let layer):
            "Hidden layer \(layer + 1) can't learn through \(Activation.step.title): its slope is 0 everywhere."
        case .pulledToZero(let layer, _): "The penalty has pulled all weights of layer \(layer + 1) to 0."
        case .jumping: "The loss jumps up and down."
        }
    }

    /// Why, and what helps.
    package var advice: String {
        switch self {
        case .overflow(_, let rate):
            "Each step went too far, and the next one farther still. It stands at the last good moment; "
                + "lower the rate, now \(short(rate)), and go on."
        case .climbing(_, _, let rate), .jumping(let rate):
            "Each step goes beyond the valley. Lower the learning rate, now \(short(rate)), to a third; r goes back to "
                + "the start."
        case .pulledToZero(_, let rate):
            "Nothing comes through any more, so the map is blank. Lower λ, now \(short(rate)), then r begins anew."
        case .saturated(_, _, let rate):
            "A step of rate \(short(rate)) threw them onto the flat ends of their curve, where slopes are 0. "
                + "Lower it, then r begins anew."
        case .dead:
            "No slope comes back through a dead ReLU, and no rate wakes it. A lower rate, then r begins anew; or another "
                + "start (R), or tanh (a)."
        case .slopeless:
            "Only what comes behind it learns. Another activation (a) helps."
        }
    }

    /// With three digits.
    private func rounded(_ number: Double) -> String {
        guard number > 0, number < 1e15 else { return short(number) }
        let scale = pow(10, 2 - log10(number).rounded(.down))
        return short((number * scale).rounded() / scale)
    }

    private func short(_ number: Double) -> String {
        let text = "\(number)"
        return text.hasSuffix(".0") ? String(text.dropLast(2)) : text
    }
}

extension TrainingTrouble {
    /// So many of the latest records are looked at for jumps.
    private static let window = 24
    /// Nothing is said before so many epochs.
    private static let patience = 5

    /// What is wrong with a training, if anything is.
    /// - Parameters:
    ///   - activations: what every neuron puts out for some of the examples.
    static func find(
        _ network: Network, _ records: [TrainingRecord], activations: BatchActivations<Double>,
        settings: Trainer.Settings
    ) -> TrainingTrouble? {
        let learningRate = settings.learningRate
        guard let first = records.first, let latest = records.last, latest.epoch - first.epoch >= patience
        else { return nil }
        if let layer = network.layers.dropLast().firstIndex(where: { $0.activation == .step }) {
            return .slopeless(layer: layer)
        }
        if settings.regularization != .none, let layer = emptyLayer(network) {
            return .pulledToZero(layer: layer, rate: settings.regularizationRate)
        }
        let isAbove = records.suffix(patience).allSatisfy { $0.trainLoss > 1.2 * first.trainLoss }
        let isNoBetter = latest.trainLoss > 0.6 * first.trainLoss
        if isNoBetter, let stuck = stuck(network, activations, learningRate) { return stuck }
        if isAbove, first.trainLoss > 0 {
            return .climbing(from: first.trainLoss, to: latest.trainLoss, learningRate: learningRate)
        }
        let recent = records.suffix(window).map(\.trainLoss)
        guard recent.count == window else { return nil }
        // What trembles near the floor of the valley is no trouble.
        let jumps = zip(recent, recent.dropFirst()).count { $1 > 1.2 * $0 && $1 > 0.1 * first.trainLoss }
        return jumps > window / 4 ? .jumping(learningRate: learningRate) : nil
    }

    /// A layer whose weights say nothing any more.
    private static func emptyLayer(_ network: Network) -> Int? {
        network.layers.firstIndex { $0.weights.elements.allSatisfy { abs($0) < 1e-3 } }
    }

    /// Hidden neurons whose slope is 0 whatever they are told, if they are half of them or more, or a whole layer: nothing
    /// comes through it.
    private static func stuck(
        _ network: Network, _ activations: BatchActivations<Double>, _ learningRate: Double
    ) -> TrainingTrouble? {
        let hidden = network.layers.dropLast()
        let all = hidden.reduce(0) { $0 + $1.neuronCount }
        guard all > 0, activations.count > 0 else { return nil }
        var (flat, dead, isBarred) = (0, 0, false)
        for (index, layer) in hidden.enumerated() {
            let before = flat + dead
            let isBounded = layer.activation == .tanh || layer.activation == .sigmoid
            let range = layer.activation.range
            for neuron in 0..<layer.neuronCount {
                let values = activations[index, neuron]
                if isBounded, values.allSatisfy({ min($0 - range.low, range.high - $0) < 0.05 }) { flat += 1 }
                if layer.activation == .relu, values.allSatisfy({ $0 == 0 }) { dead += 1 }
            }
            isBarred = isBarred || flat + dead - before == layer.neuronCount
        }
        if 2 * dead >= all || isBarred && dead > 0 { return .dead(neurons: dead, of: all) }
        return 2 * flat >= all || isBarred
            ? .saturated(neurons: flat, of: all, learningRate: learningRate) : nil
    }
}
