func reluGradientStep(
    _ weights: [Double], _ bias: Double,
    _ inputs: [Double], _ target: Double,
    _ rate: Double
) -> ([Double], Double, Double) {
    var z = bias
    for j in inputs.indices {
        z += weights[j] * inputs[j]
    }
    let y = z <= 0 ? 0 : z
    let error = y - target
    let slope = z > 0 ? error : 0
    var newWeights = weights
    for j in inputs.indices {
        newWeights[j] -= rate * slope * inputs[j]
    }
    let newBias = bias - rate * slope
    let loss = error * error / 2
    return (newWeights, newBias, loss)
}
