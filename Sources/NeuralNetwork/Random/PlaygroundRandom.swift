import Glibc

/// The random numbers of TensorFlow Playground, so that one of its links gives the same points and the same first
/// network here: RC4 keyed by a text, as David Bau's seedrandom does it (github.com/davidbau/seedrandom).
///
/// The key is the text, character by character: "0.10" and "0.1" are two different seeds.
public struct PlaygroundRandom: Sendable {
    /// RC4's permutation of the 256 bytes, and its two hands.
    private var bytes: [UInt8]
    private var i: UInt8 = 0
    private var j: UInt8 = 0

    /// A source that always gives the same numbers for this text.
    public init(seed: String) {
        var key: [Int] = []
        var smear = 0
        for (index, character) in seed.utf16.enumerated() {
            let place = index & 255
            if place == key.count { key.append(0) }
            // `smear` keeps what the byte loses, and spreads it to those behind.
            smear ^= key[place] &* 19
            key[place] = 255 & (smear &+ Int(character))
        }
        if key.isEmpty { key = [0] }

        bytes = (0...255).map { UInt8($0) }
        var hand: UInt8 = 0
        for index in bytes.indices {
            hand &+= UInt8(key[index % key.count]) &+ bytes[index]
            bytes.swapAt(index, Int(hand))
        }
        // RC4's first bytes tell too much of its key; seedrandom drops them.
        for _ in 0..<256 { _ = nextByte() }
    }

    private mutating func nextByte() -> UInt8 {
        i &+= 1
        let first = bytes[Int(i)]
        j &+= first
        let second = bytes[Int(j)]
        bytes[Int(i)] = second
        bytes[Int(j)] = first
        return bytes[Int(first &+ second)]
    }

    /// A number from 0 up to 1, all 52 bits of it random: six bytes, and as many more as a double has room for.
    public mutating func next() -> Double {
        var numerator = 0.0
        for _ in 0..<6 { numerator = numerator * 256 + Double(nextByte()) }
        var denominator = 0x1p48
        var extra: UInt64 = 0
        while numerator < 0x1p52 {
            numerator = (numerator + Double(extra)) * 256
            denominator *= 256
            extra = UInt64(nextByte())
        }
        while numerator >= 0x1p53 {
            numerator /= 2
            denominator /= 2
            extra >>= 1
        }
        return (numerator + Double(extra)) / denominator
    }

    /// A number between two bounds.
    public mutating func next(in range: ClosedRange<Double>) -> Double {
        next() * (range.upperBound - range.lowerBound) + range.lowerBound
    }

    /// A normally distributed number, by Marsaglia's polar method, of whose two numbers only one is used.
    mutating func normal(mean: Double, variance: Double) -> Double {
        var (v, s) = (0.0, 0.0)
        repeat {
            v = 2 * next() - 1
            let other = 2 * next() - 1
            s = v * v + other * other
        } while s > 1
        return mean + variance.squareRoot() * ((-2 * log(s) / s).squareRoot() * v)
    }

    /// Puts elements in random order: Fisher and Yates, from the end.
    mutating func shuffle<Element>(_ elements: inout [Element]) {
        for left in stride(from: elements.count, to: 0, by: -1) {
            elements.swapAt(left - 1, Int(next() * Double(left)))
        }
    }
}
