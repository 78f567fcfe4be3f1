/// How an answer is read off the outputs of a network, and so what its last layer looks like and what its targets are.
public enum Readout: String, CaseIterable, Codable, Sendable {
    /// Two classes: one output from −1 to 1, whose sign is the answer; Playground's way.
    case sign
    /// Two classes: one output from 0 to 1, the probability of the second.
    case probability
    /// Any number of classes: an output each, whose softmax are the shares.
    case shares
    /// One output, which is the number that is asked for.
    case number

    /// How many outputs it is read from.
    public func outputCount(for kind: LabelledData.Kind) -> Int {
        self == .shares ? kind.classNames.count : 1
    }

    /// The activation of the output layer.
    public var activation: Activation {
        switch self {
        case .sign: .tanh
        case .probability: .sigmoid
        case .shares, .number: .linear
        }
    }

    /// What the outputs should be for a label of a data set.
    public func target(_ label: Double, _ kind: LabelledData.Kind) -> [Double] {
        switch self {
        case .sign: [label > 0 ? 1 : -1]
        case .probability, .number: [label]
        case .shares: kind.classNames.indices.map { Double($0) == label ? 1 : 0 }
        }
    }

    /// Which class the outputs say; nil where they say a number, or NaN.
    public func classIndex(_ outputs: [Double]) -> Int? {
        guard !outputs.isEmpty, !outputs.contains(where: \.isNaN) else { return nil }
        switch self {
        case .sign: return outputs[0] >= 0 ? 1 : 0
        case .probability: return outputs[0] >= 0.5 ? 1 : 0
        case .shares: return outputs.indices.reduce(0) { outputs[$1] > outputs[$0] ? $1 : $0 }
        case .number: return nil
        }
    }

    /// The readout of what was learned with a loss; nil where the loss is no measure for such data.
    public init?(for kind: LabelledData.Kind, loss: Loss) {
        switch (kind, loss) {
        case (.twoClasses, .halfSquaredError): self = .sign
        case (.twoClasses, .crossEntropy): self = .probability
        case (.twoClasses, .softmaxCrossEntropy), (.classes, .softmaxCrossEntropy): self = .shares
        case (.numbers, .halfSquaredError): self = .number
        case (.classes, .halfSquaredError), (.classes, .crossEntropy), (.numbers, .crossEntropy),
            (.numbers, .softmaxCrossEntropy):
            return nil
        }
    }

    /// The losses that measure such data, the usual one first.
    public static func losses(for kind: LabelledData.Kind) -> [Loss] {
        Loss.allCases.filter { Readout(for: kind, loss: $0) != nil }
    }
}
