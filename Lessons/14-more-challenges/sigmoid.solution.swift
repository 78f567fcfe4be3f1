import Foundation

func sigmoid(_ z: Double) -> Double {
    if z >= 0 {
        return 1 / (1 + exp(-z))
    }
    // z is below 0, so exp(z) is below 1
    let power = exp(z)
    return power / (1 + power)
}
