enum ShapeError: Error {
    case mismatch(String)
}

func denseLayer(
    _ inputs: [Double], _ weights: [[Double]],
    _ biases: [Double]
) throws -> [Double] {
    guard weights.count == inputs.count else {
        throw ShapeError.mismatch("one row of weights per input")
    }
    var outputs: [Double] = []
    for i in biases.indices {
        guard weights.allSatisfy({ $0.count == biases.count }) else {
            throw ShapeError.mismatch("one weight per bias")
        }
        var z = biases[i]
        for j in inputs.indices {
            z += weights[j][i] * inputs[j]
        }
        // ReLU; NaN <= 0 is false, so NaN passes
        outputs.append(z <= 0 ? 0 : z)
    }
    return outputs
}
