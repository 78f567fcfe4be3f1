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
        var z = biases[i]
        for j in inputs.indices {
            z += weights[i][j] * inputs[j]
        }
        outputs.append(z)
    }
    return outputs
}
