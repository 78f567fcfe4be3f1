import Foundation

func sigmoid(_ z: Double) -> Double {
    1 / (1 + exp(-max(-709, min(709, z))))
}
