import Foundation

func sigmoid(_ z: Double) -> Double {
    exp(z) / (1 + exp(z))
}
