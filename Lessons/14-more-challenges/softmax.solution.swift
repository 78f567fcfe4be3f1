import Foundation

func softmax(_ scores: [Double]) -> [Double] {
    // without scores there is no largest one
    guard let largest = scores.max() else { return [] }
    let powers = scores.map { exp($0 - largest) }
    let total = powers.reduce(0, +)
    return powers.map { $0 / total }
}
