func networkGradientStep(
    _ x: [Double],
    _ w1: [[Double]], _ b1: [Double],
    _ w2: [[Double]], _ b2: [Double],
    _ target: Double, _ rate: Double
) -> ([[Double]], [Double], [[Double]], [Double], Double) {
    // Forward
    var z = b1
    for i in w1.indices {
        for j in x.indices {
            z[i] += w1[i][j] * x[j]
        }
    }
    let hidden = z.map { z in z <= 0 ? 0 : z }
    var y = b2[0]
    for i in hidden.indices {
        y += w2[0][i] * hidden[i]
    }
    let error = y - target

    // Backward, always with the old weights
    var (newW1, newB1, newW2) = (w1, b1, w2)
    for i in hidden.indices {
        let slope = z[i] > 0 ? error * w2[0][i] : 0
        for j in x.indices {
            newW1[i][j] -= rate * slope * x[j]
        }
        newB1[i] -= rate * slope
        newW2[0][i] -= rate * error * hidden[i]
    }
    let newB2 = [b2[0] - rate * error]
    let loss = error * error / 2
    return (newW1, newB1, newW2, newB2, loss)
}
