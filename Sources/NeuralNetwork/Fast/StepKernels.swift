import Glibc

/// One step of all parameters, register by register; what `Trainer` does one by one.
struct StepKernels<Scalar: TrainingScalar> {
    typealias Lanes = Scalar.Lanes
    typealias Sums = LayerKernels<Scalar>

    let parameters: UnsafeMutablePointer<Scalar>
    /// What was added up since the last step; zeros afterwards.
    let gradient: UnsafeMutablePointer<Scalar>
    /// What the optimizer remembers: the direction so far, and the mean square of the slopes.
    let directions: UnsafeMutablePointer<Scalar>
    let squares: UnsafeMutablePointer<Scalar>
    /// 1 where L1 has brought a weight to 0 for good, else 0.
    let dead: UnsafeMutablePointer<Scalar>

    /// Takes step number `number` (from 1) along the mean over `examples` examples.
    /// - Returns: whether L1 has brought a weight to 0 in it.
    func step(
        _ layers: UnsafeBufferPointer<LayerPlan>, _ settings: Trainer.Settings, examples: Int, number: Int,
        hasDead: Bool
    ) -> Bool {
        let direction = Direction(settings, examples: examples, number: number)
        let pull = Scalar(settings.learningRate * settings.regularizationRate)
        var hasDied = false
        for layer in layers {
            let (weights, biases) = (
                layer.weights..<layer.biases, layer.biases..<layer.biases &+ layer.neurons
            )
            switch settings.optimizer {
            case .gradientDescent where settings.regularization == .none && !hasDead:
                each(weights) { parameter, place in parameter - direction.plain(slopes(place)) }
            case .gradientDescent:
                hasDied = pulled(weights, settings, pull) { direction.plain(slopes($0)) } || hasDied
            case .momentum:
                hasDied = pulled(weights, settings, pull) { direction.momentum(self, $0) } || hasDied
            case .adam:
                hasDied = pulled(weights, settings, pull) { direction.adam(self, $0) } || hasDied
            }
            switch settings.optimizer {
            case .gradientDescent: each(biases) { bias, place in bias - direction.plain(slopes(place)) }
            case .momentum: each(biases) { bias, place in bias - direction.momentum(self, place) }
            case .adam: each(biases) { bias, place in bias - direction.adam(self, place) }
            }
        }
        return hasDied
    }

    /// How far each parameter goes: η times the direction of the optimizer.
    private struct Direction {
        let rate, share, mean, meanSquare: Scalar

        init(_ settings: Trainer.Settings, examples: Int, number: Int) {
            rate = Scalar(settings.learningRate)
            share =
                settings.optimizer == .gradientDescent
                ? Scalar(settings.learningRate / Double(examples)) : 1 / Scalar(examples)
            let isAdam = settings.optimizer == .adam
            mean = isAdam ? Scalar(1 / (1 - pow(Optimizer.directionDecay, Double(number)))) : 1
            meanSquare = isAdam ? Scalar(1 / (1 - pow(Optimizer.squareDecay, Double(number)))) : 1
        }

        /// η/n · Σ g.
        @inline(__always) func plain(_ slopes: Lanes) -> Lanes { share * slopes }

        @inline(__always) func momentum(_ memory: StepKernels, _ place: Int) -> Lanes {
            let direction =
                Scalar(Optimizer.directionDecay) * memory.load(memory.directions, place)
                + share * memory.slopes(place)
            Sums.store(direction, memory.directions + place)
            return rate * direction
        }

        @inline(__always) func adam(_ memory: StepKernels, _ place: Int) -> Lanes {
            let (kept, keptSquare) = (Scalar(Optimizer.directionDecay), Scalar(Optimizer.squareDecay))
            let slope = share * memory.slopes(place)
            let direction = kept * memory.load(memory.directions, place) + (1 - kept) * slope
            let square = keptSquare * memory.load(memory.squares, place) + (1 - keptSquare) * slope * slope
            Sums.store(direction, memory.directions + place)
            Sums.store(square, memory.squares + place)
            let root = (meanSquare * square).squareRoot()
            return rate * (mean * direction) / (root + Scalar(Optimizer.epsilon))
        }
    }

    /// `w ← learned − ηλR′(w)`, and 0 for what L1 pulls through 0 or has done so before.
    @inline(__always) private func pulled(
        _ weights: Range<Int>, _ settings: Trainer.Settings, _ pull: Scalar,
        _ step: (Int) -> Lanes
    ) -> Bool {
        var hasDied = false
        each(weights) { weight, place in
            let learned = weight - step(place)
            var result = learned
            switch settings.regularization {
            case .none: break
            case .L2: result -= pull * weight
            case .L1:
                let sign = Lanes().replacing(with: 1, where: weight .> 0).replacing(
                    with: -1, where: weight .< 0)
                result -= pull * sign
            }
            var isDead = load(dead, place) .> 0
            if settings.regularization == .L1 {
                let crosses = (learned * result .< 0) .& .!isDead
                if any(crosses) {
                    hasDied = true
                    isDead = isDead .| crosses
                    Sums.store(load(dead, place).replacing(with: 1, where: crosses), dead + place)
                }
            }
            return result.replacing(with: 0, where: isDead)
        }
        return hasDied
    }

    @inline(__always) private func each(_ range: Range<Int>, _ next: (Lanes, Int) -> Lanes) {
        for place in stride(from: range.lowerBound, to: range.upperBound, by: Lanes.scalarCount) {
            Sums.store(next(load(parameters, place), place), parameters + place)
            Sums.store(Lanes(), gradient + place)
        }
    }

    @inline(__always) private func slopes(_ place: Int) -> Lanes { load(gradient, place) }

    @inline(__always) private func load(_ numbers: UnsafeMutablePointer<Scalar>, _ place: Int) -> Lanes {
        Sums.load(numbers + place, Lanes.self)
    }
}
