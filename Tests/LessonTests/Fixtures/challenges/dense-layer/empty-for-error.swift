func denseLayer(
    _ inputs: [Double], _ weights: [[Double]],
    _ biases: [Double]
) -> [Double] {
    guard weights.count == biases.count else {
        return []
    }
    var outputs: [Double] = []
    for i in weights.indices {
        guard weights[i].count == inputs.count else {
            return []
        }
        var z = biases[i]
        for j in inputs.indices {
            z += weights[i][j] * inputs[j]
        }
        // ReLU; NaN <= 0 is false, so NaN passes
        outputs.append(z <= 0 ? 0 : z)
    }
    return outputs
}
