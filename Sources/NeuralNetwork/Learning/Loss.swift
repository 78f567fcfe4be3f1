import Glibc

/// How wrong an output is: one number, 0 where it is what was wanted (and for cross-entropy only ever near it).
public enum Loss: String, CaseIterable, Codable, Sendable {
    /// ½ Σ (a − t)²: its slope is the error itself.
    case halfSquaredError
    /// −Σ (t ln a + (1 − t) ln(1 − a)): each output is a probability, as a sigmoid gives it, each target 0 or 1.
    case crossEntropy
    /// −Σ t ln p with p = softmax(a): the outputs are scores, one for each class, and the targets are shares that
    /// sum to 1. The output layer is linear as a rule.
    case softmaxCrossEntropy

    /// The loss of one example, from the activations `a` of the output layer and as many targets `t`.
    public func callAsFunction(_ outputs: [Double], _ targets: [Double]) -> Double {
        precondition(outputs.count == targets.count, "one target per output")
        let pairs = zip(outputs, targets)
        switch self {
        case .halfSquaredError: return pairs.reduce(0) { $0 + ($1.0 - $1.1) * ($1.0 - $1.1) / 2 }
        case .crossEntropy:
            return pairs.reduce(0) {
                $0 - share($1.1, ofLogarithm: $1.0) - share(1 - $1.1, ofLogarithm: 1 - $1.0)
            }
        case .softmaxCrossEntropy:
            // ln p = a − ln Σ eᵃ, so that no probability is ever rounded to 0 on the way.
            let total = logarithmOfSum(outputs)
            return pairs.reduce(0) { $0 + ($1.1 == 0 ? 0 : $1.1 * (total - $1.0)) }
        }
    }

    /// How the loss of one example changes with each output: ∂L/∂a.
    public func slopes(_ outputs: [Double], _ targets: [Double]) -> [Double] {
        precondition(outputs.count == targets.count, "one target per output")
        switch self {
        case .halfSquaredError: return zip(outputs, targets).map { $0 - $1 }
        case .crossEntropy: return zip(outputs, targets).map { ($0 - $1) / ($0 * (1 - $0)) }
        case .softmaxCrossEntropy: return zip(softmax(outputs), targets).map { $0 - $1 }
        }
    }

    /// The loss of one example, from all that the output layer computed.
    ///
    /// For a sigmoid under cross-entropy it goes by z: a sigmoid that is rounded to 1 has lost how wrong it is, and
    /// ln(1 + eᶻ) − t z has not.
    public func callAsFunction(_ output: LayerPass, _ targets: [Double]) -> Double {
        guard isMadeFor(output.activation) else { return self(output.activations, targets) }
        precondition(output.preactivations.count == targets.count, "one target per output")
        return zip(output.preactivations, targets).reduce(0) { $0 + logarithmOfSum([0, $1.0]) - $1.1 * $1.0 }
    }

    /// How the loss of one example changes with each preactivation of the output layer: δ = ∂L/∂z.
    ///
    /// By the chain rule ∂L/∂a · f′(z). For a sigmoid under cross-entropy the two cancel to a − t, which keeps its
    /// size where the sigmoid is flat.
    public func preactivationSlopes(_ output: LayerPass, _ targets: [Double]) -> [Double] {
        if isMadeFor(output.activation) { return zip(output.activations, targets).map { $0 - $1 } }
        return zip(slopes(output.activations, targets), output.preactivations).map { slope, z in
            slope * output.activation.slope(at: z)
        }
    }

    /// Whether the logarithm of the loss undoes the exponential of the activation.
    private func isMadeFor(_ activation: Activation) -> Bool {
        self == .crossEntropy && activation == .sigmoid
    }
}

/// The shares of classes by their scores: pₖ = e^aₖ / Σ eᵃ. They sum to 1, and adding a constant to every score
/// changes none of them.
public func softmax(_ scores: [Double]) -> [Double] {
    let total = logarithmOfSum(scores)
    return scores.map { exp($0 - total) }
}

/// ln Σ eᵃ, with the largest exponential taken out so that none overflows.
private func logarithmOfSum(_ scores: [Double]) -> Double {
    guard let largest = scores.max(), largest.isFinite else { return scores.reduce(-.infinity, +) }
    return largest + log(scores.reduce(0) { $0 + exp($1 - largest) })
}

/// `share · ln p`, where nothing of ln 0 is nothing.
private func share(_ share: Double, ofLogarithm p: Double) -> Double {
    share == 0 && !p.isNaN ? 0 : share * log(p)
}

/// One example to learn from: what goes in, and what should come out.
public struct Example: Equatable, Sendable {
    /// One number per input of the network.
    public let input: [Double]
    /// One number per output of the network.
    public let target: [Double]

    /// An example; whether it fits a network is found when it goes through one.
    public init(input: [Double], target: [Double]) {
        self.input = input
        self.target = target
    }
}
