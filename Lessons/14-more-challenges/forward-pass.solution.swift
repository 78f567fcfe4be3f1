enum ShapeError: Error {
    case mismatch(String)
}

// The sums of a layer, before any activation
func sums(
    _ inputs: [Double], _ weights: [[Double]],
    _ biases: [Double]
) throws -> [Double] {
    guard weights.count == biases.count else {
        throw ShapeError.mismatch("one bias per row of weights")
    }
    var sums: [Double] = []
    for i in weights.indices {
        guard weights[i].count == inputs.count else {
            throw ShapeError.mismatch("one weight per input")
        }
        var z = biases[i]
        for j in inputs.indices {
            z += weights[i][j] * inputs[j]
        }
        sums.append(z)
    }
    return sums
}

func forwardPass(
    _ x: [Double],
    _ w1: [[Double]], _ b1: [Double],
    _ w2: [[Double]], _ b2: [Double]
) throws -> [Double] {
    let hidden = try sums(x, w1, b1).map { z in
        z <= 0 ? 0 : z
    }
    return try sums(hidden, w2, b2)
}
