/// How wrong an output is: one number, 0 where it is what was wanted.
public enum Loss: String, CaseIterable, Codable, Sendable {
    /// ½ Σ (output − target)²: its slope is the error itself.
    case halfSquaredError

    /// The loss of one example; outputs and targets are as many.
    public func callAsFunction(_ outputs: [Double], _ targets: [Double]) -> Double {
        precondition(outputs.count == targets.count, "one target per output")
        switch self {
        case .halfSquaredError:
            return zip(outputs, targets).reduce(0) { $0 + ($1.0 - $1.1) * ($1.0 - $1.1) / 2 }
        }
    }

    /// How the loss of one example changes with each output: ∂L/∂output.
    public func slopes(_ outputs: [Double], _ targets: [Double]) -> [Double] {
        precondition(outputs.count == targets.count, "one target per output")
        switch self {
        case .halfSquaredError: return zip(outputs, targets).map { $0 - $1 }
        }
    }
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
