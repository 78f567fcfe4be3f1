// The three sums of a layer, over many examples at once.
//
// Everything that differs from example to example is laid out neuron after neuron, and within a neuron example after
// example, so that a register takes the same neuron of neighbouring examples:
//
//                  example 0   1   2   3   …
//     neuron 0          0.31 −0.2 0.7 0.1  …   ← one row
//     neuron 1          0.05  0.4 0.6 0.2  …
//
// A weight is then one number for all lanes. Sums are taken four rows at a time: a number loaded once serves four of them,
// and four sums that do not wait for each other keep the processor busy, where one would wait for each addition.
// Pointers, because the checks of an array's bounds would take longer than the sums; that all stays inside its buffers is
// seen to by the callers, which derive every offset from the sizes that `LayerPlan` lists.

/// The sums of a layer.
enum LayerKernels<Scalar: TrainingScalar> {
    typealias Lanes = Scalar.Lanes
    typealias WideLanes = Scalar.WideLanes

    /// How many examples a register takes.
    @inline(__always) static var width: Int { Lanes.scalarCount }

    /// A table of weights as it is read: by rows, or, for the way back, by columns.
    struct Weights {
        let first: UnsafePointer<Scalar>
        /// How many sums there are, and of how many terms each.
        let rows: Int, terms: Int
        /// From one to the next.
        let rowStride: Int, termStride: Int

        /// W, neurons × inputs, for W·x.
        @inline(__always) init(_ first: UnsafePointer<Scalar>, neurons: Int, inputs: Int) {
            self.first = first
            (rows, terms, rowStride, termStride) = (neurons, inputs, inputs, 1)
        }

        /// Wᵀ, for Wᵀ·δ.
        @inline(__always) init(transposed first: UnsafePointer<Scalar>, neurons: Int, inputs: Int) {
            self.first = first
            (rows, terms, rowStride, termStride) = (inputs, neurons, 1, inputs)
        }
    }

    /// Rows of examples: where the first begins, and how far it is to the next.
    struct Rows {
        let first: UnsafeMutablePointer<Scalar>
        let stride: Int

        @inline(__always) init(_ first: UnsafeMutablePointer<Scalar>, stride: Int) {
            (self.first, self.stride) = (first, stride)
        }
    }

    /// `results = W·source + biases` for `count` examples, a multiple of `width`; without biases, `W·source`.
    static func multiply(
        _ weights: Weights, _ biases: UnsafePointer<Scalar>?, _ source: Rows, into results: Rows, count: Int
    ) {
        let done = multiplyWide(weights, biases, source, into: results, count: count)
        guard done < count else { return }
        var row = 0
        while row &+ 4 <= weights.rows {
            everyLane(done..<count) { lane in
                fourSums(weights, row, biases, source, results, lane, WideLanes.self)
            } rest: { lane in
                fourSums(weights, row, biases, source, results, lane, Lanes.self)
            }
            row &+= 4
        }
        while row < weights.rows {
            everyLane(done..<count) { lane in
                oneSum(weights, row, biases, source, results, lane, WideLanes.self)
            } rest: { lane in
                oneSum(weights, row, biases, source, results, lane, Lanes.self)
            }
            row &+= 1
        }
    }

    /// Two registers at a time as long as that goes, then one.
    @inline(__always) static func everyLane(
        _ examples: Range<Int>, wide: (Int) -> Void, rest: (Int) -> Void
    ) {
        var lane = examples.lowerBound
        while lane &+ WideLanes.scalarCount <= examples.upperBound {
            wide(lane)
            lane &+= WideLanes.scalarCount
        }
        while lane < examples.upperBound {
            rest(lane)
            lane &+= width
        }
    }

    @inline(__always) private static func fourSums<V: SIMD<Scalar> & BitwiseCopyable>(
        _ weights: Weights, _ row: Int, _ biases: UnsafePointer<Scalar>?, _ source: Rows, _ results: Rows,
        _ lane: Int, _: V.Type
    ) {
        var (sum0, sum1, sum2, sum3) = (V(), V(), V(), V())
        if let biases {
            sum0 = V(repeating: biases[row])
            sum1 = V(repeating: biases[row &+ 1])
            sum2 = V(repeating: biases[row &+ 2])
            sum3 = V(repeating: biases[row &+ 3])
        }
        var (term, weight) = (source.first + lane, weights.first + row &* weights.rowStride)
        for _ in 0..<weights.terms {
            let x = load(term, V.self)
            sum0 += weight[0] * x
            sum1 += weight[weights.rowStride] * x
            sum2 += weight[2 &* weights.rowStride] * x
            sum3 += weight[3 &* weights.rowStride] * x
            term += source.stride
            weight += weights.termStride
        }
        let result = results.first + row &* results.stride + lane
        store(sum0, result)
        store(sum1, result + results.stride)
        store(sum2, result + 2 &* results.stride)
        store(sum3, result + 3 &* results.stride)
    }

    @inline(__always) private static func oneSum<V: SIMD<Scalar> & BitwiseCopyable>(
        _ weights: Weights, _ row: Int, _ biases: UnsafePointer<Scalar>?, _ source: Rows, _ results: Rows,
        _ lane: Int, _: V.Type
    ) {
        var sum = biases.map { V(repeating: $0[row]) } ?? V()
        var (term, weight) = (source.first + lane, weights.first + row &* weights.rowStride)
        for _ in 0..<weights.terms {
            sum += weight[0] * load(term, V.self)
            term += source.stride
            weight += weights.termStride
        }
        store(sum, results.first + row &* results.stride + lane)
    }

    /// Adds `∂L/∂W = Σ δ·x` and `∂L/∂b = Σ δ` over `count` examples to what is there.
    static func addGradient(
        deltas: Rows, inputs: Rows, neurons: Int, inputCount: Int, count: Int,
        weights: UnsafeMutablePointer<Scalar>, biases: UnsafeMutablePointer<Scalar>
    ) {
        let done = addGradientWide(
            deltas: deltas, inputs: inputs, neurons: neurons, inputCount: inputCount, count: count,
            weights: weights)
        var neuron = 0
        while neuron &+ 4 <= neurons {
            let delta = deltas.first + neuron &* deltas.stride
            let row = weights + neuron &* inputCount
            var input = neuron < done.neurons ? done.inputs : 0
            while input &+ 2 <= inputCount {
                let x = inputs.first + input &* inputs.stride
                addEightProducts(delta, deltas.stride, x, inputs.stride, count, row + input, inputCount)
                input &+= 2
            }
            if input < inputCount {
                let x = inputs.first + input &* inputs.stride
                for offset in 0..<4 {
                    row[offset &* inputCount &+ input] += product(delta + offset &* deltas.stride, x, count)
                }
            }
            neuron &+= 4
        }
        while neuron < neurons {
            let delta = deltas.first + neuron &* deltas.stride
            for input in 0..<inputCount {
                weights[neuron &* inputCount &+ input] += product(
                    delta, inputs.first + input &* inputs.stride, count)
            }
            neuron &+= 1
        }
        for neuron in 0..<neurons {
            let delta = deltas.first + neuron &* deltas.stride
            var sum = Lanes()
            for lane in stride(from: 0, to: count, by: width) { sum += load(delta + lane, Lanes.self) }
            biases[neuron] += sum.sum()
        }
    }

    /// The products of four neurons with two inputs, each summed over the examples.
    @inline(__always) private static func addEightProducts(
        _ delta: UnsafeMutablePointer<Scalar>, _ deltaStride: Int, _ x: UnsafeMutablePointer<Scalar>,
        _ inputStride: Int, _ count: Int, _ gradient: UnsafeMutablePointer<Scalar>, _ gradientStride: Int
    ) {
        var (a0, a1, a2, a3) = (Lanes(), Lanes(), Lanes(), Lanes())
        var (b0, b1, b2, b3) = (Lanes(), Lanes(), Lanes(), Lanes())
        var lane = 0
        while lane < count {
            let (a, b) = (load(x + lane, Lanes.self), load(x + inputStride + lane, Lanes.self))
            let d = delta + lane
            let d0 = load(d, Lanes.self)
            a0 += d0 * a
            b0 += d0 * b
            let d1 = load(d + deltaStride, Lanes.self)
            a1 += d1 * a
            b1 += d1 * b
            let d2 = load(d + 2 &* deltaStride, Lanes.self)
            a2 += d2 * a
            b2 += d2 * b
            let d3 = load(d + 3 &* deltaStride, Lanes.self)
            a3 += d3 * a
            b3 += d3 * b
            lane &+= width
        }
        add(a0, b0, to: gradient)
        add(a1, b1, to: gradient + gradientStride)
        add(a2, b2, to: gradient + 2 &* gradientStride)
        add(a3, b3, to: gradient + 3 &* gradientStride)
    }

    @inline(__always) private static func add(_ a: Lanes, _ b: Lanes, to sums: UnsafeMutablePointer<Scalar>) {
        let both = Scalar.sums(a, b)
        sums[0] += both[0]
        sums[1] += both[1]
    }

    /// Σ a·b over the examples.
    @inline(__always) private static func product(
        _ a: UnsafeMutablePointer<Scalar>, _ b: UnsafeMutablePointer<Scalar>, _ count: Int
    ) -> Scalar {
        var sum = Lanes()
        var lane = 0
        while lane < count {
            sum += load(a + lane, Lanes.self) * load(b + lane, Lanes.self)
            lane &+= width
        }
        return Scalar.sums(sum, Lanes())[0]
    }

    /// The lanes that begin at a number; it may be any.
    @inline(__always) static func load<V: SIMD<Scalar> & BitwiseCopyable>(
        _ place: UnsafePointer<Scalar>, _: V.Type
    ) -> V {
        UnsafeRawPointer(place).loadUnaligned(as: V.self)
    }

    @inline(__always) static func load<V: SIMD<Scalar> & BitwiseCopyable>(
        _ place: UnsafeMutablePointer<Scalar>, _: V.Type
    ) -> V {
        UnsafeRawPointer(place).loadUnaligned(as: V.self)
    }

    @inline(__always) static func store<V: SIMD<Scalar> & BitwiseCopyable>(
        _ lanes: V, _ place: UnsafeMutablePointer<Scalar>
    ) {
        UnsafeMutableRawPointer(place).storeBytes(of: lanes, as: V.self)
    }
}
