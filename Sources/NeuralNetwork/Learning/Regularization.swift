/// What keeps weights small while they learn; biases are left alone.
public enum Regularization: String, CaseIterable, Codable, Sendable {
    case none
    /// Σ |w|: pulls every weight towards 0 at the same speed, and holds those at 0 that get there.
    case L1
    /// ½ Σ w²: pulls the more, the larger a weight is.
    case L2

    /// How the penalty changes with a weight.
    public func slope(at weight: Double) -> Double {
        switch self {
        case .none: 0
        case .L1: weight < 0 ? -1 : weight > 0 ? 1 : 0
        case .L2: weight
        }
    }
}
