import Glibc

/// More points of the plane than TensorFlow Playground has: small sets of two classes that lessons speak of, and sets
/// of more than two.
public enum ExtraData: String, CaseIterable, Codable, Sendable {
    /// The four corners of a square, alike across: exclusive or.
    case corners
    /// Two sides of a straight line.
    case line
    /// Two half moons that reach into each other (scikit-learn's `make_moons`).
    case moons
    /// A small disc in a narrow ring, a hundred points in all.
    case disc
    /// Three clouds.
    case clouds
    /// Three spiral arms (as in Stanford's CS231n).
    case arms
    /// The four quarters of a square.
    case quarters

    /// Its name for people.
    public var title: String {
        switch self {
        case .corners: "Four corners"
        case .line: "Line"
        case .moons: "Two moons"
        case .disc: "Disc and ring"
        case .clouds: "Three clouds"
        case .arms: "Three arms"
        case .quarters: "Four quarters"
        }
    }

    /// What it is and what is hard about it, in a sentence.
    public var explanation: String {
        switch self {
        case .corners: "The truth table of exclusive or: four points, and no line parts them."
        case .line: "Two sides of a straight line: one neuron is enough."
        case .moons: "Two half moons that reach into each other."
        case .disc: "A hundred points, half of them in a small disc, half in the ring around it."
        case .clouds: "Three classes, a cloud each: an output neuron for every class."
        case .arms: "Three classes, each an arm of one spiral."
        case .quarters: "Four classes, a quarter of the square each: straight lines part them."
        }
    }

    /// The names of its classes; with two of them, the second is the one to say yes to.
    public var classes: [String] {
        switch self {
        case .corners: ["same", "different"]
        case .line: ["below", "above"]
        case .moons: ["upper", "lower"]
        case .disc: ["ring", "disc"]
        case .clouds: ["top", "left", "right"]
        case .arms: ["first", "second", "third"]
        case .quarters: ["upper right", "upper left", "lower left", "lower right"]
        }
    }

    /// How many points there are of it.
    public var usualCount: Int {
        switch self {
        case .corners: 4
        case .disc: 100
        case .line, .moons, .clouds, .arms, .quarters: 600
        }
    }

    /// What a picture of it shows, in both directions.
    public var range: ClosedRange<Double> {
        switch self {
        case .corners: -0.5...1.5
        case .moons: -1.5...2.5
        case .disc: -1.2...1.2
        case .line, .clouds, .arms, .quarters: -6...6
        }
    }

    /// The points, shuffled; the label of a point is the index of its class.
    /// - Parameters:
    ///   - noise: as for `PlaygroundData`, from 0 to 0.5.
    ///   - random: it goes on to draw the first weights.
    func points(noise: Double, from random: inout PlaygroundRandom) -> [LabelledPoint] {
        var points: [LabelledPoint] = []
        for index in 0..<usualCount { points.append(point(index, noise, &random)) }
        random.shuffle(&points)
        return points
    }

    /// A point by its number: the classes take turns where they are of one size.
    private func point(_ index: Int, _ noise: Double, _ random: inout PlaygroundRandom) -> LabelledPoint {
        let group = index % classes.count
        switch self {
        case .corners: return Self.corner(index, noise, &random)
        case .line: return Self.besideLine(noise, &random)
        case .moons: return Self.onMoon(group, noise, &random)
        case .disc: return Self.aroundDisc(group, noise, &random)
        case .clouds: return Self.inCloud(group, noise, &random)
        case .arms: return Self.onArm(group, Double(index / 3) / Double(usualCount / 3), noise, &random)
        case .quarters: return Self.inQuarter(noise, &random)
        }
    }

    private static func corner(
        _ index: Int, _ noise: Double, _ random: inout PlaygroundRandom
    ) -> LabelledPoint {
        let (x, y) = (index & 1, index >> 1)
        return LabelledPoint(
            x: Double(x) + random.next(in: -1...1) * noise, y: Double(y) + random.next(in: -1...1) * noise,
            label: Double(x ^ y))
    }

    /// Above y = x/2 + 1 or below it, with a gap of a half on both sides; noise moves points from side to side, as in
    /// Playground's xor.
    private static func besideLine(_ noise: Double, _ random: inout PlaygroundRandom) -> LabelledPoint {
        let (x, y) = (random.next(in: -5...5), random.next(in: -5...5))
        let height = y - (x / 2 + 1)
        let noisyHeight = height + random.next(in: -5...5) * noise
        return LabelledPoint(x: x, y: y + (height > 0 ? 0.5 : -0.5), label: noisyHeight > 0 ? 1 : 0)
    }

    /// On a half circle of radius 1 around (0, 0) that is open below, or one around (1, ½) that is open above.
    private static func onMoon(
        _ moon: Int, _ noise: Double, _ random: inout PlaygroundRandom
    ) -> LabelledPoint {
        let angle = random.next(in: 0 ... .pi)
        let (x, y) = moon == 0 ? (cos(angle), sin(angle)) : (1 - cos(angle), 0.5 - sin(angle))
        let (noiseX, noiseY) = (
            random.normal(mean: 0, variance: noise * noise), random.normal(mean: 0, variance: noise * noise)
        )
        return LabelledPoint(x: x + noiseX, y: y + noiseY, label: Double(moon))
    }

    /// Nearer than 0.5 to the centre, or from 0.7 to 1 away from it.
    private static func aroundDisc(
        _ part: Int, _ noise: Double, _ random: inout PlaygroundRandom
    ) -> LabelledPoint {
        let radius = random.next(in: part == 0 ? 0.7...1 : 0...0.5)
        let angle = random.next(in: 0...2 * .pi)
        let noiseX = random.next(in: -1...1) * noise
        let noiseY = random.next(in: -1...1) * noise
        return LabelledPoint(
            x: radius * cos(angle) + noiseX, y: radius * sin(angle) + noiseY, label: Double(part))
    }

    /// Around a corner of a triangle, 3 from the centre; the spread is that of Playground's clouds.
    private static func inCloud(
        _ cloud: Int, _ noise: Double, _ random: inout PlaygroundRandom
    ) -> LabelledPoint {
        let angle = .pi / 2 + Double(cloud) * 2 * .pi / 3
        let variance = 0.5 + 7 * noise
        let x = random.normal(mean: 3 * cos(angle), variance: variance)
        let y = random.normal(mean: 3 * sin(angle), variance: variance)
        return LabelledPoint(x: x, y: y, label: Double(cloud))
    }

    /// On an arm that leaves the centre, runs 5 outwards and makes three quarters of a turn.
    /// - Parameter share: how far out, from 0 to 1.
    private static func onArm(
        _ arm: Int, _ share: Double, _ noise: Double, _ random: inout PlaygroundRandom
    ) -> LabelledPoint {
        let angle = share * 1.5 * .pi + Double(arm) * 2 * .pi / 3
        let x = 5 * share * sin(angle) + random.next(in: -1...1) * noise
        let y = 5 * share * cos(angle) + random.next(in: -1...1) * noise
        return LabelledPoint(x: x, y: y, label: Double(arm))
    }

    /// In one of the quarters, 0.3 away from the axes; noise as in Playground's xor.
    private static func inQuarter(_ noise: Double, _ random: inout PlaygroundRandom) -> LabelledPoint {
        func apart(_ coordinate: Double) -> Double { coordinate + (coordinate > 0 ? 0.3 : -0.3) }
        let (x, y) = (apart(random.next(in: -5...5)), apart(random.next(in: -5...5)))
        let isRight = x + random.next(in: -5...5) * noise > 0
        let isUp = y + random.next(in: -5...5) * noise > 0
        return LabelledPoint(x: x, y: y, label: isUp ? (isRight ? 0 : 1) : (isRight ? 3 : 2))
    }
}
