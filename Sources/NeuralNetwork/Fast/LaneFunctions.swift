// tanh, the exponential and the sigmoid in all lanes at once, without a branch or a table, right to 2 units in the last
// place (a unit is the distance to the next number). libm takes one number at a time, and with it most of the time that a
// small network needs.

/// Functions of every lane; what is NaN stays NaN.
enum LaneFunctions<V: SIMD> where V.Scalar: TrainingScalar {
    /// x = k·ln 2 + r with a whole k and |r| ≤ ln 2 / 2, and 2^k: a number whose bits are those of k, shifted to the
    /// place of the exponent.
    ///
    /// Adding `rounder` leaves k in the last bits, and subtracting it k alone; with the bias on top those bits are the
    /// exponent of 2^k as it is stored.
    @inline(__always) private static func reduce(_ x: V, halves: V.Scalar, late: V.Scalar = 0) -> (
        k: V, r: V, power: V
    ) {
        let constants = V.Scalar.laneConstants
        let rounder = constants.rounder + constants.bias
        let shifted = (x * (constants.inverse * halves) - late) + rounder
        let k = shifted - rounder
        let r = x - k * (constants.logarithm / halves) - k * (constants.logarithmRest / halves)
        let exponent = V.MaskStorage.Scalar(V.Scalar.significandBitCount)
        let bits = unsafeBitCast(shifted, to: V.MaskStorage.self) &<< V.MaskStorage(repeating: exponent)
        return (k, r, unsafeBitCast(bits, to: V.self))
    }

    /// With t = tanh r and |x| = k·(ln 2 / 2) + r, the addition theorem leaves one division:
    ///
    ///     tanh |x| = n / (n + (1 − t))      n = (2^k − 1)/2 + (2^k + 1)/2 · t
    ///
    /// Written so, what n lost in rounding is above and below the line, and hardly matters.
    @inline(__always) static func tanh(_ x: V) -> V {
        let limit = V(repeating: V.Scalar.laneConstants.tanhLimit)
        let size = magnitude(x)
        let (_, r, power) = reduce(atMost(limit, size), halves: 2, late: 0.25)
        let square = r * r
        let t = r + r * square * V.Scalar.tanhPolynomial(square)
        let half = power * 0.5
        let n = (half - 0.5) + (half + 0.5) * t
        return withSign(of: x, n / (n + (1 - t)))
    }

    /// e^x.
    @inline(__always) static func exponential(_ x: V) -> V {
        let (rest, power, secondPower) = exponentialParts(x)
        return (1 + rest) * power * secondPower
    }

    /// e^x = (1 + rest) · 2^k; the scale 2^k as two factors, for what is smaller than the exponent of a number can say.
    @inline(__always) private static func exponentialParts(_ x: V) -> (rest: V, power: V, secondPower: V) {
        let constants = V.Scalar.laneConstants
        let (low, high) = constants.exponentialLimits
        let near = 0 - atMost(V(repeating: -low), 0 - atMost(V(repeating: high), x))
        let (k, r, _) = reduce(near, halves: 1)
        let (half, _, power) = reduce(k * constants.logarithm, halves: 0.5)
        let (_, _, secondPower) = reduce((k - half) * constants.logarithm, halves: 1)
        return (r + r * r * V.Scalar.exponentialPolynomial(r), power, secondPower)
    }

    /// 1 / (1 + e^−z), with e^−|z| so that nothing overflows: multiplied out by it where z is negative.
    ///
    /// What the sums above and below the line lose in rounding is known to the last bit, and put right afterwards.
    @inline(__always) static func sigmoid(_ z: V) -> V {
        let (rest, first, second) = exponentialParts(0 - magnitude(z))
        let scale = first * second
        let power = scale + scale * rest
        let lost = (scale - power) + scale * rest
        let below = 1 + power
        let lostBelow = (1 - below) + power + lost
        let isNegative = z .< 0
        let quotient = V(repeating: 1).replacing(with: power, where: isNegative) / below
        let lostAbove = V(repeating: 0).replacing(with: lost, where: isNegative)
        return quotient + (lostAbove - quotient * lostBelow) / below
    }

    /// sigmoid(z) · sigmoid(−z), exact far out too.
    @inline(__always) static func sigmoidSlope(_ z: V) -> V {
        let power = exponential(0 - magnitude(z))
        return power / ((1 + power) * (1 + power))
    }

    /// The smaller one; `pointwiseMin` would take the limit for NaN.
    @inline(__always) private static func atMost(_ limit: V, _ x: V) -> V {
        var result = x
        for lane in x.indices { result[lane] = x[lane] > limit[lane] ? limit[lane] : x[lane] }
        return result
    }

    /// |x|: without the bit of the sign.
    @inline(__always) private static func magnitude(_ x: V) -> V {
        let bits = unsafeBitCast(x, to: V.MaskStorage.self) & ~signBit
        return unsafeBitCast(bits, to: V.self)
    }

    /// Of two numbers, the first with the sign of the second; −0 is one.
    @inline(__always) private static func withSign(of x: V, _ result: V) -> V {
        let bits = unsafeBitCast(x, to: V.MaskStorage.self) & signBit
        return unsafeBitCast(unsafeBitCast(result, to: V.MaskStorage.self) | bits, to: V.self)
    }

    @inline(__always) private static var signBit: V.MaskStorage {
        unsafeBitCast(V(repeating: -0.0), to: V.MaskStorage.self)
    }
}
