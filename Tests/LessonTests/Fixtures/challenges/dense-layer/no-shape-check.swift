func denseLayer(
    _ inputs: [Double], _ weights: [[Double]],
    _ biases: [Double]
) throws -> [Double] {
    zip(weights, biases).map { row, bias in
        var z = bias
        for (weight, input) in zip(row, inputs) {
            z += weight * input
        }
        return z <= 0 ? 0 : z
    }
}
