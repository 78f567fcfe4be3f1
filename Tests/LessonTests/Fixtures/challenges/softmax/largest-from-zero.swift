import Foundation

func softmax(_ scores: [Double]) -> [Double] {
    var largest = 0.0
    for score in scores where score > largest {
        largest = score
    }
    let powers = scores.map { exp($0 - largest) }
    let total = powers.reduce(0, +)
    return powers.map { $0 / total }
}
