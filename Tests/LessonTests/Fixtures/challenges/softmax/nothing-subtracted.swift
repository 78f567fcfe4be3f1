import Foundation

func softmax(_ scores: [Double]) -> [Double] {
    let powers = scores.map { exp($0) }
    let total = powers.reduce(0, +)
    return powers.map { $0 / total }
}
