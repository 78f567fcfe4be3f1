/// Examples as the fast passes read them: one row per input and per target, example after example in it.
///
/// Made once for a data set, it is read by every pass without being laid out anew; copies share it.
public struct PreparedExamples<Scalar: TrainingScalar>: Sendable {
    /// How many examples there are.
    public let count: Int
    /// How many numbers each has as its input.
    public let inputCount: Int
    /// How many numbers each is to give; 0 where nothing is known of that.
    public let targetCount: Int
    /// The rows, those of the inputs first; zeros behind the last example.
    let rows: [Scalar]
    /// From one row to the next.
    let stride: Int
    /// Halfway between the two targets of a class: 0 and 1, or −1 and 1.
    let border: Scalar

    /// Examples for a network.
    /// - Throws: `ShapeError` for the first example that does not fit it.
    public init(_ examples: [Example], for network: Network) throws(ShapeError) {
        for example in examples {
            guard example.input.count == network.inputCount else {
                throw ShapeError(.input, expected: network.inputCount, found: example.input.count)
            }
            guard example.target.count == network.outputCount else {
                throw ShapeError(.targets, expected: network.outputCount, found: example.target.count)
            }
        }
        self.init(count: examples.count, inputCount: network.inputCount, targetCount: network.outputCount) {
            example, row in
            let example = examples[example]
            return row < example.input.count ? example.input[row] : example.target[row - example.input.count]
        }
    }

    /// Inputs of which no answer is known, such as the points of a map.
    /// - Throws: `ShapeError` for the first that is not `inputCount` numbers.
    public init(inputs: [[Double]], inputCount: Int) throws(ShapeError) {
        for input in inputs where input.count != inputCount {
            throw ShapeError(.input, expected: inputCount, found: input.count)
        }
        self.init(count: inputs.count, inputCount: inputCount, targetCount: 0) { inputs[$0][$1] }
    }

    /// No examples.
    static var none: PreparedExamples {
        PreparedExamples(count: 0, inputCount: 0, targetCount: 0) { _, _ in 0 }
    }

    private init(count: Int, inputCount: Int, targetCount: Int, _ number: (Int, Int) -> Double) {
        (self.count, self.inputCount, self.targetCount) = (count, inputCount, targetCount)
        stride = Self.stride(count)
        var rows = [Scalar](repeating: 0, count: (inputCount + targetCount) * stride)
        for row in 0..<inputCount + targetCount {
            for example in 0..<count { rows[row * stride + example] = Scalar(number(example, row)) }
        }
        self.rows = rows
        border = rows[(inputCount * stride)...].contains { $0 < 0 } ? 0 : 0.5
    }

    /// Whole registers, and an odd number of cache lines: rows that lie a power of two apart would all compete for the
    /// same few places of the cache.
    private static func stride(_ count: Int) -> Int {
        let line = 64 / MemoryLayout<Scalar>.size
        let lines = (count + line - 1) / line
        return (lines.isMultiple(of: 2) ? lines + 1 : lines) * line
    }
}
