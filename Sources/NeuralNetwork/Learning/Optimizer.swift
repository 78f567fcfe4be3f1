import Glibc

/// What makes a step out of a slope.
///
/// Each parameter has a memory of its own; g is the slope of the mean loss of a batch, η the learning rate.
public enum Optimizer: String, CaseIterable, Codable, Sendable {
    /// θ ← θ − η g.
    case gradientDescent
    /// v ← 0.9 v + g, θ ← θ − η v: a ball with some weight, which runs through small bumps (Polyak 1964, in the form
    /// of Sutskever et al. 2013).
    case momentum
    /// m ← 0.9 m + 0.1 g, v ← 0.999 v + 0.001 g², both corrected for having begun at 0, and θ ← θ − η m / (√v + 10⁻⁸):
    /// every parameter goes at about the same speed, whatever the size of its slopes (Kingma and Ba 2015).
    case adam

    /// How much of the direction so far is kept: 0.9 above.
    public static let directionDecay = 0.9
    /// How much of the mean square of the slopes so far is kept: 0.999 above.
    public static let squareDecay = 0.999
    /// What keeps Adam from dividing by 0.
    public static let epsilon = 1e-8

    /// What is remembered of the slopes of one parameter.
    struct Memory: Equatable, Sendable {
        var direction = 0.0
        var square = 0.0
    }

    /// Where a parameter goes, to be multiplied by −η.
    /// - Parameters:
    ///   - slope: g.
    ///   - memory: what is remembered of this parameter.
    ///   - step: the number of the step, from 1.
    func direction(_ slope: Double, _ memory: inout Memory, step: Int) -> Double {
        switch self {
        case .gradientDescent: return slope
        case .momentum:
            memory.direction = Self.directionDecay * memory.direction + slope
            return memory.direction
        case .adam:
            memory.direction = Self.directionDecay * memory.direction + (1 - Self.directionDecay) * slope
            memory.square = Self.squareDecay * memory.square + (1 - Self.squareDecay) * slope * slope
            let mean = memory.direction / (1 - pow(Self.directionDecay, Double(step)))
            let meanSquare = memory.square / (1 - pow(Self.squareDecay, Double(step)))
            return mean / (meanSquare.squareRoot() + Self.epsilon)
        }
    }
}
