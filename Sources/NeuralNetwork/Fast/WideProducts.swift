import CWideProducts

// Swift compiles for the registers that every processor of a kind has. In single precision, where a network is trained for
// speed, the sums of a layer go through wider ones where the processor has them; their bits are the same.

extension LayerKernels {
    /// `results = W·source + biases`, as `multiply` does it, for as many examples as fill wide registers.
    /// - Returns: how many those are; 0 where there are no such registers, and in double precision.
    @inline(__always) static func multiplyWide(
        _ weights: Weights, _ biases: UnsafePointer<Scalar>?, _ source: Rows, into results: Rows, count: Int
    ) -> Int {
        guard let registers = wideRegisters else { return 0 }
        let done = count & ~(Int(wide_products_width) &- 1)
        guard done > 0 else { return 0 }
        wide_products_multiply(
            registers,
            wide_weights(
                first: single(weights.first), rows: weights.rows, terms: weights.terms,
                row_stride: weights.rowStride, term_stride: weights.termStride),
            biases.map(single), single(source.first), source.stride, single(results.first), results.stride,
            done)
        return done
    }

    /// Adds to the gradient what `addGradient` does, for as many neurons and inputs as come in fours.
    /// - Returns: how many neurons and inputs those are; 0 and 0 where there are no wide registers.
    @inline(__always) static func addGradientWide(
        deltas: Rows, inputs: Rows, neurons: Int, inputCount: Int, count: Int,
        weights: UnsafeMutablePointer<Scalar>
    ) -> (neurons: Int, inputs: Int) {
        guard let registers = wideRegisters else { return (0, 0) }
        let done = (neurons: neurons & ~3, inputs: inputCount & ~3)
        wide_products_add_gradient(
            registers, single(deltas.first), deltas.stride, single(inputs.first), inputs.stride, done.neurons,
            done.inputs,
            count, single(weights), inputCount)
        return done
    }

    /// Those that this processor has for these numbers.
    @inline(__always) private static var wideRegisters: wide_registers? {
        guard Scalar.self == Float.self else { return nil }
        let registers = wide_products_registers()
        return registers == wide_registers_none ? nil : registers
    }

    @inline(__always) private static func single(_ numbers: UnsafePointer<Scalar>) -> UnsafePointer<Float> {
        UnsafeRawPointer(numbers).assumingMemoryBound(to: Float.self)
    }

    @inline(__always) private static func single(
        _ numbers: UnsafeMutablePointer<Scalar>
    ) -> UnsafeMutablePointer<Float> {
        UnsafeMutableRawPointer(numbers).assumingMemoryBound(to: Float.self)
    }
}
