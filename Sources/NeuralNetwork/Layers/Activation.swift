import Glibc

/// What a neuron does to its preactivation `z` to get its activation `a = f(z)`.
///
/// A NaN passes through every one of them, so a sum gone wrong stays visible at the output.
public enum Activation: String, CaseIterable, Codable, Sendable {
    case relu, sigmoid, tanh, linear, step

    /// The activation `f(z)`.
    public func callAsFunction(_ z: Double) -> Double {
        switch self {
        case .relu: z <= 0 ? 0 : z  // not max(0, z): in Swift that turns NaN into 0 and may keep -0
        case .sigmoid: logistic(z)
        case .tanh: Glibc.tanh(z)
        case .linear: z
        case .step: z <= 0 ? 0 : z > 0 ? 1 : z
        }
    }

    /// The slope `df/dz` at `z`; at the kink of ReLU and the jump of the step it is taken as 0.
    public func slope(at z: Double) -> Double {
        switch self {
        case .relu: z <= 0 ? 0 : 1
        case .sigmoid: logistic(z) * logistic(-z)  // 1 - logistic(z) = logistic(-z)
        case .tanh: 1 - Glibc.tanh(z) * Glibc.tanh(z)
        case .linear: 1
        case .step: 0
        }
    }

    /// The values that it can put out.
    public var range: ActivationRange {
        switch self {
        case .relu: ActivationRange(0, includesLow: true, .infinity)
        case .sigmoid: ActivationRange(0, 1)
        case .tanh: ActivationRange(-1, 1)
        case .linear: ActivationRange(-.infinity, .infinity)
        case .step: ActivationRange(0, includesLow: true, 1, includesHigh: true, isDiscrete: true)
        }
    }

    /// The name that people know it by, such as `ReLU`.
    public var title: String {
        switch self {
        case .relu: "ReLU"
        case .sigmoid, .tanh, .linear, .step: rawValue
        }
    }

    /// The right-hand side of `f(z) = …`, in ASCII.
    public var formula: String {
        switch self {
        case .relu: "max(0, z)"
        case .sigmoid: "1 / (1 + e^-z)"
        case .tanh: "(e^z - e^-z) / (e^z + e^-z)"
        case .linear: "z"
        case .step: "z > 0 ? 1 : 0"
        }
    }
}

/// The sigmoid `1 / (1 + e^-z)`, multiplied out by `e^z` where z is negative so that the exponential never overflows.
private func logistic(_ z: Double) -> Double {
    guard z < 0 else { return 1 / (1 + exp(-z)) }
    let power = exp(z)
    return power / (1 + power)
}

/// The values that an activation can put out: an interval, or its two ends alone.
public struct ActivationRange: Hashable, Sendable {
    /// The lower end, −∞ where there is none.
    public let low: Double
    /// The upper end, ∞ where there is none.
    public let high: Double
    /// Whether the lower end itself is put out.
    public let includesLow: Bool
    /// Whether the upper end itself is put out.
    public let includesHigh: Bool
    /// Whether nothing between the two ends is put out.
    public let isDiscrete: Bool

    init(
        _ low: Double, includesLow: Bool = false, _ high: Double, includesHigh: Bool = false,
        isDiscrete: Bool = false
    ) {
        (self.low, self.high) = (low, high)
        (self.includesLow, self.includesHigh, self.isDiscrete) = (includesLow, includesHigh, isDiscrete)
    }
}

extension ActivationRange: CustomStringConvertible {
    /// The range as mathematics writes it: `[0, ∞)`, `(0, 1)`, `{0, 1}`.
    public var description: String {
        func text(_ end: Double) -> String {
            end.isInfinite ? (end < 0 ? "−∞" : "∞") : "\(Int(end))".replacingMinus
        }
        if isDiscrete { return "{\(text(low)), \(text(high))}" }
        return "\(includesLow ? "[" : "(")\(text(low)), \(text(high))\(includesHigh ? "]" : ")")"
    }
}

extension String {
    /// With the minus of mathematics.
    fileprivate var replacingMinus: String { hasPrefix("-") ? "−" + dropFirst() : self }
}
