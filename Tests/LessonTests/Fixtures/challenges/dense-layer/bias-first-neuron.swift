enum ShapeError: Error {
    case mismatch(String)
}

func denseLayer(
    _ inputs: [Double], _ weights: [[Double]],
    _ biases: [Double]
) throws -> [Double] {
    guard weights.count == biases.count else {
        throw ShapeError.mismatch("one bias per row of weights")
    }
    var outputs: [Double] = []
    for i in weights.indices {
        guard weights[i].count == inputs.count else {
            throw ShapeError.mismatch("one weight per input")
        }
        var z = biases[0]
        for j in inputs.indices {
            z += weights[i][j] * inputs[j]
        }
        // ReLU; NaN <= 0 is false, so NaN passes
        outputs.append(z <= 0 ? 0 : z)
    }
    return outputs
}
