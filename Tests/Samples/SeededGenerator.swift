import NeuralNetwork

/// Random numbers for tests, the same every time.
package struct SeededGenerator: RandomNumberGenerator {
    private var source: SplitMix64

    package init(seed: UInt64) { source = SplitMix64(seed: seed) }

    package mutating func next() -> UInt64 { source.next() }

    package mutating func number(in range: ClosedRange<Double> = -1...1) -> Double {
        .random(in: range, using: &self)
    }

    package mutating func numbers(_ count: Int, in range: ClosedRange<Double> = -1...1) -> [Double] {
        (0..<count).map { _ in number(in: range) }
    }
}
