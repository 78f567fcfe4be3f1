// tanh, the exponential and the sigmoid in all lanes at once, without a branch or a table, right to 2 units in the last
// place (a unit is the distance to the next number). libm takes one number at a time, and with it most of the time that a
// small network needs.

/// Functions of every lane; what is NaN stays NaN.
enum LaneFunctions<V: SIMD> where V.Scalar: TrainingScalar {
    /// A number whose last bits are those of k plus the bias of the exponent, for `power` to make 2^k of.
    ///
    /// `rounder` is so large that there is no room behind the point: adding it rounds, and subtracting it leaves k.
    @inline(__always) private static var rounder: V.Scalar {
        V.Scalar.laneConstants.rounder + V.Scalar.laneConstants.bias
    }

    /// 2^k: the bits of k, shifted to where the exponent of a number stands.
    @inline(__always) private static func power(_ rounded: V) -> V {
        let exponent = V.MaskStorage.Scalar(V.Scalar.significandBitCount)
        let bits = unsafeBitCast(rounded, to: V.MaskStorage.self) &<< V.MaskStorage(repeating: exponent)
        return unsafeBitCast(bits, to: V.self)
    }

    /// x − k·ln 2, or k halves of it. What k times the logarithm is rounded by comes last, on its own.
    @inline(__always) private static func rest(_ x: V, _ k: V, halves: V.Scalar) -> V {
        let constants = V.Scalar.laneConstants
        return x - k * (constants.logarithm / halves) - k * (constants.logarithmRest / halves)
    }

    /// With t = tanh r and |x| = k·(ln 2 / 2) + r, the addition theorem leaves one division:
    ///
    ///     tanh |x| = n / (n + (1 − t))      n = (2^k − 1)/2 + (2^k + 1)/2 · t
    ///
    /// Written so, what n lost in rounding is above and below the line, and hardly matters.
    @inline(__always) static func tanh(_ x: V) -> V {
        let limit = V(repeating: V.Scalar.laneConstants.tanhLimit)
        let size = magnitude(x)
        let near = atMost(limit, size)
        // k is late by a quarter: the sums below lose most where k is 1 and t far below 0.
        let rounded = (near * (2 * V.Scalar.laneConstants.inverse) - 0.25) + rounder
        let r = rest(near, rounded - rounder, halves: 2)
        let square = r * r
        let t = r + r * square * V.Scalar.tanhPolynomial(square)
        let half = power(rounded) * 0.5
        let n = (half - 0.5) + (half + 0.5) * t
        return withSign(of: x, n / (n + (1 - t)))
    }

    /// e^x.
    @inline(__always) static func exponential(_ x: V) -> V {
        let (rest, power, secondPower) = exponentialParts(x)
        return (1 + rest) * power * secondPower
    }

    /// x = k·ln 2 + r with a whole k and |r| ≤ ln 2 / 2, so e^x = (1 + rest) · 2^k; the scale 2^k as two factors, for what is smaller than the exponent of a number can say.
    @inline(__always) private static func exponentialParts(_ x: V) -> (rest: V, power: V, secondPower: V) {
        let constants = V.Scalar.laneConstants
        let (low, high) = constants.exponentialLimits
        let near = 0 - atMost(V(repeating: -low), 0 - atMost(V(repeating: high), x))
        let k = (near * constants.inverse + rounder) - rounder
        let r = rest(near, k, halves: 1)
        let half = k * 0.5 + rounder
        return (
            r + r * r * V.Scalar.exponentialPolynomial(r), power(half),
            power((k - (half - rounder)) + rounder)
        )
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
