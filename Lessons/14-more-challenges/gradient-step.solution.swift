func gradientStep(
    _ weights: [Double], _ bias: Double,
    _ inputs: [Double], _ target: Double,
    _ rate: Double
) -> ([Double], Double, Double) {
    var y = bias
    for j in inputs.indices {
        y += weights[j] * inputs[j]
    }
    let error = y - target
    var newWeights = weights
    for j in inputs.indices {
        newWeights[j] -= rate * error * inputs[j]
    }
    let newBias = bias - rate * error
    let loss = error * error / 2
    return (newWeights, newBias, loss)
}
