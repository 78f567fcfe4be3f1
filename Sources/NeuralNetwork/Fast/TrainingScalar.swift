/// The numbers that a network can be trained fast in: `Double`, or `Float`, which is less exact and takes half the room.
///
/// A processor works on several of them at once, in the lanes of a register: `Lanes` fill the 16 bytes that every x86-64
/// and arm64 processor has, `WideLanes` two such registers, so that one works while the other waits.
public protocol TrainingScalar: BinaryFloatingPoint & SIMDScalar & Codable & Sendable {
    /// What fills a register.
    associatedtype Lanes: SIMD<Self> & BitwiseCopyable
    /// What fills two.
    associatedtype WideLanes: SIMD<Self> & BitwiseCopyable

    /// The sum of the lanes of each.
    static func sums(_ a: Lanes, _ b: Lanes) -> SIMD2<Self>

    /// The constants of tanh and of the exponential.
    static var laneConstants: LaneConstants<Self> { get }
    /// (tanh r / r − 1) / r² of r², for |r| ≤ ¾ · ln 2 / 2.
    static func tanhPolynomial<V: SIMD<Self>>(_ square: V) -> V
    /// (e^r − 1 − r) / r² of r, for |r| ≤ ln 2 / 2.
    static func exponentialPolynomial<V: SIMD<Self>>(_ r: V) -> V
}

/// What tanh and the exponential are computed with.
public struct LaneConstants<Scalar: TrainingScalar>: Sendable {
    /// ln 2, cut off so that every k that occurs times it is exact, and what was cut off.
    let logarithm, logarithmRest: Scalar
    /// 1 / ln 2.
    let inverse: Scalar
    /// Beyond it tanh is 1.
    let tanhLimit: Scalar
    /// Below the first e^x is 0, beyond the second ∞.
    let exponentialLimits: (low: Scalar, high: Scalar)
    /// 1.5 · 2^(bits of the significand): added to a small number, it leaves no room behind the point.
    let rounder: Scalar
    /// Added to an exponent as it is stored.
    let bias: Scalar
}

// The polynomials are those of their length with the smallest largest error relative to tanh and e^r, found by Remez'
// exchange: 8e-18 and 5e-20 in double precision, 4e-9 and 3e-9 in single, a fraction of a unit in the last place.

extension Double: TrainingScalar {
    /// 2 numbers.
    public typealias Lanes = SIMD2<Double>
    /// 4 numbers.
    public typealias WideLanes = SIMD4<Double>

    /// One addition for both.
    @inline(__always) public static func sums(_ a: SIMD2<Double>, _ b: SIMD2<Double>) -> SIMD2<Double> {
        SIMD2(a[0], b[0]) + SIMD2(a[1], b[1])
    }

    /// Those of double precision.
    @inline(__always) public static var laneConstants: LaneConstants<Double> {
        LaneConstants(
            logarithm: 0x1.62e42fefa3800p-1, logarithmRest: 0x1.ef35793c76730p-45,
            inverse: 1.4426950408889634,
            tanhLimit: 22, exponentialLimits: (-746, 710), rounder: 0x1.8p52, bias: 1023)
    }

    /// Of seven terms.
    @inline(__always) public static func tanhPolynomial<V: SIMD<Double>>(_ square: V) -> V {
        let fourth = square * square
        let low =
            (-0.33333333333332422195 + 0.1333333333298840066 * square)
            + (-0.053968253526361514134 + 0.021869461668778777074 * square) * fourth
        let high =
            (-0.0088623601193576062532 + 0.0035763865541229438611 * square) + -0.0013075566098102594944
            * fourth
        return low + high * (fourth * fourth)
    }

    /// Of eleven terms.
    @inline(__always) public static func exponentialPolynomial<V: SIMD<Double>>(_ r: V) -> V {
        var sum = V(repeating: 2.0926982363484382949e-9)
        sum = sum * r + 2.5112348605140771951e-8
        sum = sum * r + 2.7557223323109902745e-7
        sum = sum * r + 2.7557233929087212233e-6
        sum = sum * r + 0.000024801587373919789656
        sum = sum * r + 0.00019841269897362269799
        sum = sum * r + 0.0013888888888858835141
        sum = sum * r + 0.0083333333333166181594
        sum = sum * r + 0.041666666666666724786
        sum = sum * r + 0.16666666666666684
        return sum * r + 0.49999999999999999966
    }
}

extension Float: TrainingScalar {
    /// 4 numbers.
    public typealias Lanes = SIMD4<Float>
    /// 8 numbers.
    public typealias WideLanes = SIMD8<Float>

    /// Two additions for both.
    @inline(__always) public static func sums(_ a: SIMD4<Float>, _ b: SIMD4<Float>) -> SIMD2<Float> {
        let halves =
            SIMD4(lowHalf: a.lowHalf, highHalf: b.lowHalf) + SIMD4(lowHalf: a.highHalf, highHalf: b.highHalf)
        return halves.evenHalf + halves.oddHalf
    }

    /// Those of single precision.
    @inline(__always) public static var laneConstants: LaneConstants<Float> {
        LaneConstants(
            logarithm: 0.693145751953125, logarithmRest: 1.4286068203094173e-06, inverse: 1.4426950408889634,
            tanhLimit: 10, exponentialLimits: (-104, 89), rounder: 0x1.8p23, bias: 127)
    }

    /// Of three terms.
    @inline(__always) public static func tanhPolynomial<V: SIMD<Float>>(_ square: V) -> V {
        var sum = V(repeating: -0.051231791721081769536)
        sum = sum * square + 0.1332274647309568505
        return sum * square + -0.33333216239183792886
    }

    /// Of five terms.
    @inline(__always) public static func exponentialPolynomial<V: SIMD<Float>>(_ r: V) -> V {
        var sum = V(repeating: 0.0013950602952129951308)
        sum = sum * r + 0.008368953533213786876
        sum = sum * r + 0.041666204108984574197
        sum = sum * r + 0.16666518305895591727
        return sum * r + 0.50000000957271890936
    }
}
