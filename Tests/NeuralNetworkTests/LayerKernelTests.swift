import CWideProducts
import Samples
import Testing

@testable import NeuralNetwork

/// The sums of a layer, bit for bit: whichever registers they go through, the terms of each come in the order that is
/// written out here, one number after the other.
struct LayerKernelTests {
    /// Some tables of every remainder that registers leave: four rows, four or eight inputs, 16 or 32 examples.
    static let sizes: [(neurons: Int, inputs: Int, count: Int)] = [
        (1, 1, 4), (3, 5, 8), (4, 4, 16), (9, 10, 20), (11, 13, 36), (8, 8, 64), (17, 22, 52),
    ]

    @Test func `double precision`() { check(Double.self) }

    @Test func `single precision`() { check(Float.self) }

    /// Those that this processor has, the narrower ones too, for whole registers.
    @Test func `every kind of wide register`() {
        let kinds = [wide_registers_avx2, wide_registers_avx512]
        for registers in kinds where registers.rawValue <= wide_products_registers().rawValue {
            var generator = SeededGenerator(seed: 18)
            for (neurons, inputs, count) in [(5, 3, 16), (12, 20, 48), (20, 8, 64)] {
                let table = Problem<Float>(neurons: neurons, inputs: inputs, count: count, using: &generator)
                var sums = [Float](repeating: .nan, count: neurons * count)
                table.weights.withUnsafeBufferPointer { weights in
                    wide_products_multiply(
                        registers,
                        wide_weights(
                            first: weights.baseAddress, rows: neurons, terms: inputs, row_stride: inputs,
                            term_stride: 1),
                        table.biases, table.source, count, &sums, count, count)
                }
                #expect(sums == table.expectedSums(biases: true))
                guard neurons % 4 == 0, inputs % 4 == 0 else { continue }
                var gradient = table.before
                wide_products_add_gradient(
                    registers, table.deltas, count, table.source, count, neurons, inputs, count, &gradient,
                    inputs)
                #expect(gradient == table.expectedGradient())
            }
        }
    }

    private func check<Scalar: TrainingScalar>(_: Scalar.Type) {
        var generator = SeededGenerator(seed: 17)
        for (neurons, inputs, count) in Self.sizes {
            let table = Problem<Scalar>(neurons: neurons, inputs: inputs, count: count, using: &generator)
            #expect(table.sums(biases: true) == table.expectedSums(biases: true))
            #expect(table.sums(biases: false) == table.expectedSums(biases: false))
            #expect(table.sumsBack() == table.expectedSumsBack())
            #expect(table.gradient() == table.expectedGradient())
        }
    }
}

/// A layer, and what goes through it in both directions: a row per neuron or input, a number per example.
private struct Problem<Scalar: TrainingScalar> {
    let neurons: Int, inputs: Int, count: Int
    let weights: [Scalar], biases: [Scalar], source: [Scalar], deltas: [Scalar]
    /// What is in the gradient before.
    let before: [Scalar]

    init(neurons: Int, inputs: Int, count: Int, using generator: inout SeededGenerator) {
        (self.neurons, self.inputs, self.count) = (neurons, inputs, count)
        func numbers(_ count: Int) -> [Scalar] { generator.numbers(count, in: -2...2).map { Scalar($0) } }
        (weights, biases) = (numbers(neurons * inputs), numbers(neurons))
        (source, deltas) = (numbers(inputs * count), numbers(neurons * count))
        before = numbers(neurons * inputs)
    }

    func sums(biases isBiased: Bool) -> [Scalar] {
        run(rows: neurons, from: source) { weights, source, results in
            biases.withUnsafeBufferPointer { biases in
                LayerKernels<Scalar>.multiply(
                    .init(weights, neurons: neurons, inputs: inputs), isBiased ? biases.baseAddress : nil,
                    .init(source, stride: count), into: .init(results, stride: count), count: count)
            }
        }
    }

    func sumsBack() -> [Scalar] {
        run(rows: inputs, from: deltas) { weights, deltas, results in
            LayerKernels<Scalar>.multiply(
                .init(transposed: weights, neurons: neurons, inputs: inputs), nil,
                .init(deltas, stride: count), into: .init(results, stride: count), count: count)
        }
    }

    private func run(
        rows: Int, from source: [Scalar],
        _ multiply: (UnsafePointer<Scalar>, UnsafeMutablePointer<Scalar>, UnsafeMutablePointer<Scalar>) ->
            Void
    ) -> [Scalar] {
        var (source, results) = (source, [Scalar](repeating: .nan, count: rows * count))
        weights.withUnsafeBufferPointer { weights in
            source.withUnsafeMutableBufferPointer { source in
                results.withUnsafeMutableBufferPointer { results in
                    multiply(weights.baseAddress!, source.baseAddress!, results.baseAddress!)
                }
            }
        }
        return results
    }

    func gradient() -> [Scalar] {
        var (source, deltas, gradient) = (source, deltas, before)
        var biases = [Scalar](repeating: 0, count: neurons)
        source.withUnsafeMutableBufferPointer { source in
            deltas.withUnsafeMutableBufferPointer { deltas in
                LayerKernels<Scalar>.addGradient(
                    deltas: .init(deltas.baseAddress!, stride: count),
                    inputs: .init(source.baseAddress!, stride: count), neurons: neurons, inputCount: inputs,
                    count: count, weights: &gradient, biases: &biases)
            }
        }
        return gradient
    }

    /// The bias, and then a product after the other.
    func expectedSums(biases isBiased: Bool) -> [Scalar] {
        (0..<neurons * count).map { place in
            let (neuron, example) = (place / count, place % count)
            return (0..<inputs).reduce(isBiased ? biases[neuron] : 0) { sum, input in
                sum + weights[neuron * inputs + input] * source[input * count + example]
            }
        }
    }

    func expectedSumsBack() -> [Scalar] {
        (0..<inputs * count).map { place in
            let (input, example) = (place / count, place % count)
            return (0..<neurons).reduce(0) { sum, neuron in
                sum + weights[neuron * inputs + input] * deltas[neuron * count + example]
            }
        }
    }

    /// As many sums as the smallest register has lanes, each of every fourth or second example; then their halves.
    func expectedGradient() -> [Scalar] {
        (0..<neurons * inputs).map { place in
            let (neuron, input) = (place / inputs, place % inputs)
            var sums = [Scalar](repeating: 0, count: Scalar.Lanes.scalarCount)
            for example in 0..<count {
                sums[example % sums.count] +=
                    deltas[neuron * count + example] * source[input * count + example]
            }
            while sums.count > 1 {
                let half = sums.count / 2
                sums = (0..<half).map { sums[$0] + sums[half + $0] }
            }
            return before[place] + sums[0]
        }
    }
}
