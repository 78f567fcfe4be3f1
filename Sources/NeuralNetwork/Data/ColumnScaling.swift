/// Numbers of very different sizes brought to one: x ← (x − μ) / σ, with a mean μ and a standard deviation σ a column.
///
/// A network that has learned from scaled numbers reads raw ones once the scaling is folded into it.
public struct ColumnScaling: Equatable, Sendable {
    /// Whether there is any.
    public enum Method: String, CaseIterable, Codable, Sendable {
        /// The numbers as they stand.
        case none
        /// Mean 0 and standard deviation 1, by the rows that are learned from.
        case standard
    }

    /// μ, one a column.
    public let means: [Double]
    /// σ, one a column; 1 for a column that never changes.
    public let deviations: [Double]

    /// Leaves numbers as they are.
    public static func none(columns: Int) -> ColumnScaling {
        ColumnScaling(
            means: Array(repeating: 0, count: columns), deviations: Array(repeating: 1, count: columns))
    }

    /// Whether it leaves numbers as they are.
    public var isNone: Bool {
        means.allSatisfy { $0 == 0 } && deviations.allSatisfy { $0 == 1 }
    }

    /// The scaling after which these rows have mean 0 and standard deviation 1 in each of their columns.
    public static func standard(_ rows: ArraySlice<[Double]>, columns: Int) -> ColumnScaling {
        var (means, deviations): ([Double], [Double]) = ([], [])
        for column in 0..<columns {
            let (mean, deviation) = meanAndDeviation(rows, column)
            means.append(mean)
            deviations.append(deviation)
        }
        return ColumnScaling(means: means, deviations: deviations)
    }

    private static func meanAndDeviation(_ rows: ArraySlice<[Double]>, _ column: Int) -> (Double, Double) {
        let largest = rows.reduce(0) { max($0, abs($1[column])) }
        guard largest > 0 else { return (0, 1) }
        // In units of a power of two, so that no sum and no square overflows and no bit is lost.
        let (unit, count) = (largest.binade, Double(rows.count))
        let mean = rows.reduce(0) { $0 + $1[column] / unit } / count
        let square = rows.reduce(0) { $0 + ($1[column] / unit - mean) * ($1[column] / unit - mean) }
        let deviation = (square / count).squareRoot()
        // What rounding leaves of a column of equal numbers is no spread.
        return (mean * unit, deviation > 1e-14 ? deviation * unit : 1)
    }

    /// A row, scaled.
    public func callAsFunction(_ row: [Double]) -> [Double] {
        row.indices.map { (row[$0] - means[$0]) / deviations[$0] }
    }

    /// The network that makes of raw numbers what `network` makes of scaled ones: in its first layer
    /// w ← w / σ and b ← b − Σ w · μ / σ.
    /// - Throws: `ShapeError` where the network has not an input a column.
    public func folded(into network: Network) throws(ShapeError) -> Network {
        guard network.inputCount == means.count else {
            throw ShapeError(.input, expected: network.inputCount, found: means.count)
        }
        var folded = network
        for neuron in 0..<folded.layers[0].neuronCount {
            for column in means.indices {
                let weight = folded.layers[0].weights[neuron, column] / deviations[column]
                folded.layers[0].weights[neuron, column] = weight
                folded.layers[0].biases[neuron] -= weight * means[column]
            }
        }
        return folded
    }

    /// The network whose outputs are raw numbers where those of `network` are scaled ones: in its last layer, which is
    /// linear, w ← w · σ and b ← b · σ + μ.
    /// - Throws: `ShapeError` where the network has not an output a column.
    public func unfolded(from network: Network) throws(ShapeError) -> Network {
        guard network.outputCount == means.count else {
            throw ShapeError(.targets, expected: network.outputCount, found: means.count)
        }
        var unfolded = network
        let last = unfolded.layers.count - 1
        for neuron in means.indices {
            for input in 0..<unfolded.layers[last].inputCount {
                unfolded.layers[last].weights[neuron, input] *= deviations[neuron]
            }
            unfolded.layers[last].biases[neuron] *= deviations[neuron]
            unfolded.layers[last].biases[neuron] += means[neuron]
        }
        return unfolded
    }
}
