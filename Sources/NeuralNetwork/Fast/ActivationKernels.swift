/// Activations, slopes and losses of many numbers at once; the numbers are as many as whole registers take.
enum ActivationKernels<Scalar: TrainingScalar> {
    typealias Sums = LayerKernels<Scalar>
    typealias Lanes = Scalar.Lanes

    /// `a = f(z)`: all neurons of a layer and all their examples in one go. Both may be the same place.
    static func activate(
        _ activation: Activation, _ z: UnsafeMutablePointer<Scalar>, into a: UnsafeMutablePointer<Scalar>,
        count: Int
    ) {
        switch activation {
        case .linear: if a != z { a.update(from: z, count: count) }
        case .relu: map(z, into: a, count) { z in z.replacing(with: 0, where: z .<= 0) }
        case .step:
            map(z, into: a, count) { z in
                z.replacing(with: 0, where: z .<= 0).replacing(with: 1, where: z .> 0)
            }
        case .tanh:
            Sums.everyLane(0..<count) { place in
                Sums.store(LaneFunctions.tanh(Sums.load(z + place, Scalar.WideLanes.self)), a + place)
            } rest: { place in
                Sums.store(LaneFunctions.tanh(Sums.load(z + place, Lanes.self)), a + place)
            }
        case .sigmoid: map(z, into: a, count) { LaneFunctions.sigmoid($0) }
        }
    }

    /// `δ = ∂L/∂a · f′(z)`, in the place of ∂L/∂a.
    static func multiplySlopes(
        _ activation: Activation, z: UnsafeMutablePointer<Scalar>, a: UnsafeMutablePointer<Scalar>,
        into deltas: UnsafeMutablePointer<Scalar>, count: Int
    ) {
        switch activation {
        case .linear: break
        case .relu:
            scale(deltas, by: z, count) { z in Lanes(repeating: 1).replacing(with: 0, where: z .<= 0) }
        case .step: scale(deltas, by: z, count) { _ in Lanes() }
        case .tanh: scale(deltas, by: a, count) { a in 1 - a * a }
        case .sigmoid: scale(deltas, by: z, count) { LaneFunctions.sigmoidSlope($0) }
        }
    }

    @inline(__always) private static func map(
        _ from: UnsafeMutablePointer<Scalar>, into to: UnsafeMutablePointer<Scalar>, _ count: Int,
        _ function: (Lanes) -> Lanes
    ) {
        var place = 0
        while place < count {
            Sums.store(function(Sums.load(from + place, Lanes.self)), to + place)
            place &+= Sums.width
        }
    }

    @inline(__always) private static func scale(
        _ numbers: UnsafeMutablePointer<Scalar>, by others: UnsafeMutablePointer<Scalar>, _ count: Int,
        _ function: (Lanes) -> Lanes
    ) {
        var place = 0
        while place < count {
            let factor = function(Sums.load(others + place, Lanes.self))
            Sums.store(Sums.load(numbers + place, Lanes.self) * factor, numbers + place)
            place &+= Sums.width
        }
    }

    // MARK: Losses

    /// δ = ∂L/∂z of the output layer, as `Loss.preactivationSlopes` has it, into `deltas`: neurons × `lanes`.
    static func outputDeltas(
        _ loss: Loss, _ activation: Activation, neurons: Int, lanes: Int, z: UnsafeMutablePointer<Scalar>,
        a: UnsafeMutablePointer<Scalar>, targets: LayerKernels<Scalar>.Rows,
        into deltas: UnsafeMutablePointer<Scalar>
    ) {
        let count = neurons &* lanes
        switch loss {
        case .halfSquaredError:
            subtractTargets(a, targets, neurons, lanes, into: deltas) { a, t in a - t }
        case .crossEntropy where activation == .sigmoid:
            return subtractTargets(a, targets, neurons, lanes, into: deltas) { a, t in a - t }
        case .crossEntropy:
            subtractTargets(a, targets, neurons, lanes, into: deltas) { a, t in (a - t) / (a * (1 - a)) }
        case .softmaxCrossEntropy:
            softmax(a, neurons, lanes, into: deltas)
            subtractTargets(deltas, targets, neurons, lanes, into: deltas) { a, t in a - t }
        }
        multiplySlopes(activation, z: z, a: a, into: deltas, count: count)
    }

    @inline(__always) private static func subtractTargets(
        _ outputs: UnsafeMutablePointer<Scalar>, _ targets: LayerKernels<Scalar>.Rows, _ neurons: Int,
        _ lanes: Int,
        into deltas: UnsafeMutablePointer<Scalar>, _ slope: (Lanes, Lanes) -> Lanes
    ) {
        for neuron in 0..<neurons {
            let target = targets.first + neuron &* targets.stride
            for lane in stride(from: 0, to: lanes, by: Sums.width) {
                let place = neuron &* lanes &+ lane
                let (a, t) = (
                    Sums.load(outputs + place, Lanes.self), Sums.load(target + lane, Lanes.self)
                )
                Sums.store(slope(a, t), deltas + place)
            }
        }
    }

    /// pₖ = e^aₖ / Σ eᵃ, with the largest exponential taken out so that none overflows.
    private static func softmax(
        _ scores: UnsafeMutablePointer<Scalar>, _ neurons: Int, _ lanes: Int,
        into shares: UnsafeMutablePointer<Scalar>
    ) {
        for lane in stride(from: 0, to: lanes, by: Sums.width) {
            var largest = Sums.load(scores + lane, Lanes.self)
            for neuron in 1..<max(1, neurons) {
                let score = Sums.load(scores + (neuron &* lanes &+ lane), Lanes.self)
                largest = largest.replacing(with: score, where: score .> largest)
            }
            var total = Lanes()
            for neuron in 0..<neurons {
                let place = neuron &* lanes &+ lane
                let power = LaneFunctions.exponential(Sums.load(scores + place, Lanes.self) - largest)
                total += power
                Sums.store(power, shares + place)
            }
            for neuron in 0..<neurons {
                let place = neuron &* lanes &+ lane
                Sums.store(Sums.load(shares + place, Lanes.self) / total, shares + place)
            }
        }
    }
}
