import Glibc

/// A point of the plane, and what a network should say of it: +1 or −1, or any number for a regression.
public struct LabelledPoint: Equatable, Sendable {
    /// From left to right.
    public let x: Double
    /// From bottom to top.
    public let y: Double
    /// The target.
    public let label: Double
}

/// The data sets of TensorFlow Playground, point for point (playground.tensorflow.org, `dataset.ts`).
public enum PlaygroundData: String, CaseIterable, Codable, Sendable {
    /// A disc in a ring.
    case circle
    /// Four quarters of a square, neighbours of different kinds.
    case xor
    /// Two clouds.
    case gauss
    /// Two arms wound around each other.
    case spiral
    /// A slope, to be predicted as a number.
    case plane = "reg-plane"
    /// Six hills and hollows, to be predicted as a number.
    case hills = "reg-gauss"

    /// Whether its labels are +1 and −1; else they are numbers to be predicted.
    public var isClassification: Bool { self != .plane && self != .hills }

    /// How many points Playground makes of it.
    public var usualCount: Int { isClassification ? 500 : 1200 }

    /// The points, shuffled.
    /// - Parameters:
    ///   - count: how many; Playground's own number, if left out.
    ///   - noise: from 0 to 0.5 on Playground's slider, which counts in hundredths.
    ///   - random: drawn from in Playground's order; it goes on to draw the first weights.
    public func points(
        count: Int? = nil, noise: Double, from random: inout PlaygroundRandom
    ) -> [LabelledPoint] {
        let count = count ?? usualCount
        var points: [LabelledPoint] =
            switch self {
            case .circle: Self.circle(count, noise, &random)
            case .xor: Self.xor(count, noise, &random)
            case .gauss: Self.gauss(count, noise, &random)
            case .spiral: Self.spiral(count, noise, &random)
            case .plane: Self.plane(count, noise, &random)
            case .hills: Self.hills(count, noise, &random)
            }
        random.shuffle(&points)
        return points
    }

    private static func circle(
        _ count: Int, _ noise: Double, _ random: inout PlaygroundRandom
    ) -> [LabelledPoint] {
        let radius = 5.0
        var points: [LabelledPoint] = []
        for range in [0...radius * 0.5, radius * 0.7...radius] {
            for _ in 0..<count / 2 {
                let r = random.next(in: range)
                let angle = random.next(in: 0...2 * .pi)
                let (x, y) = (r * sin(angle), r * cos(angle))
                let noisyX = x + random.next(in: -radius...radius) * noise
                let noisyY = y + random.next(in: -radius...radius) * noise
                let distance = (noisyX * noisyX + noisyY * noisyY).squareRoot()
                points.append(LabelledPoint(x: x, y: y, label: distance < radius * 0.5 ? 1 : -1))
            }
        }
        return points
    }

    private static func xor(
        _ count: Int, _ noise: Double, _ random: inout PlaygroundRandom
    ) -> [LabelledPoint] {
        // Between the quarters is a gap, so that no point lies on a border.
        func apart(_ coordinate: Double) -> Double { coordinate + (coordinate > 0 ? 0.3 : -0.3) }
        return (0..<count).map { _ in
            let x = apart(random.next(in: -5...5))
            let y = apart(random.next(in: -5...5))
            let noisyX = x + random.next(in: -5...5) * noise
            let noisyY = y + random.next(in: -5...5) * noise
            return LabelledPoint(x: x, y: y, label: noisyX * noisyY >= 0 ? 1 : -1)
        }
    }

    private static func gauss(
        _ count: Int, _ noise: Double, _ random: inout PlaygroundRandom
    ) -> [LabelledPoint] {
        let variance = 0.5 + 7 * noise
        return [(2.0, 1.0), (-2, -1)].flatMap { centre, label in
            (0..<count / 2).map { _ in
                let x = random.normal(mean: centre, variance: variance)
                let y = random.normal(mean: centre, variance: variance)
                return LabelledPoint(x: x, y: y, label: label)
            }
        }
    }

    private static func spiral(
        _ count: Int, _ noise: Double, _ random: inout PlaygroundRandom
    ) -> [LabelledPoint] {
        let arm = count / 2
        return [(0.0, 1.0), (.pi, -1)].flatMap { turn, label in
            (0..<arm).map { index in
                let r = Double(index) / Double(arm) * 5
                let angle = 1.75 * Double(index) / Double(arm) * 2 * .pi + turn
                let x = r * sin(angle) + random.next(in: -1...1) * noise
                let y = r * cos(angle) + random.next(in: -1...1) * noise
                return LabelledPoint(x: x, y: y, label: label)
            }
        }
    }

    private static func plane(
        _ count: Int, _ noise: Double, _ random: inout PlaygroundRandom
    ) -> [LabelledPoint] {
        // A tenth of the sum, in the steps of Playground's scale from −10…10 to −1…1: the last bit depends on them.
        scattered(count, noise, &random) { x, y in
            let part = (x + y + 10) / 20
            return -(1 - part) + part
        }
    }

    private static func hills(
        _ count: Int, _ noise: Double, _ random: inout PlaygroundRandom
    ) -> [LabelledPoint] {
        let centres: [(x: Double, y: Double, sign: Double)] = [
            (-4, 2.5, 1), (0, 2.5, -1), (4, 2.5, 1), (-4, -2.5, -1), (0, -2.5, 1), (4, -2.5, -1),
        ]
        return scattered(count, noise, &random) { x, y in
            var label = 0.0
            for centre in centres {
                let distance =
                    ((x - centre.x) * (x - centre.x) + (y - centre.y) * (y - centre.y)).squareRoot()
                let height = centre.sign * min(1, max(0, 1 - distance / 2))
                if abs(height) > abs(label) { label = height }
            }
            return label
        }
    }

    /// Points all over a square; the label is that of a point somewhat beside.
    private static func scattered(
        _ count: Int, _ noise: Double, _ random: inout PlaygroundRandom, _ label: (Double, Double) -> Double
    ) -> [LabelledPoint] {
        (0..<count).map { _ in
            let x = random.next(in: -6...6)
            let y = random.next(in: -6...6)
            let noisyX = x + random.next(in: -6...6) * noise
            let noisyY = y + random.next(in: -6...6) * noise
            return LabelledPoint(x: x, y: y, label: label(noisyX, noisyY))
        }
    }
}

/// What a network is told of a point.
public enum PointFeature: String, CaseIterable, Codable, Sendable {
    case x, y, xSquared, ySquared, xTimesY, sinX, sinY

    /// The feature of a point.
    public func callAsFunction(_ point: LabelledPoint) -> Double {
        switch self {
        case .x: point.x
        case .y: point.y
        case .xSquared: point.x * point.x
        case .ySquared: point.y * point.y
        case .xTimesY: point.x * point.y
        case .sinX: sin(point.x)
        case .sinY: sin(point.y)
        }
    }
}
