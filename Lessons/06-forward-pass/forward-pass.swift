// Simple 2-layer forward pass
func forwardPass(
    _ x: [Double],
    _ w1: [[Double]], _ b1: [Double],
    _ w2: [[Double]], _ b2: [Double]
) -> [Double] {
    // Hidden layer
    var hidden: [Double] = []
    for (i, row) in w1.enumerated() {
        var s = 0.0
        for (j, w) in row.enumerated() {
            s += w * x[j]
        }
        let z = s + b1[i]
        hidden.append(max(0, z))
    }
    // Output layer
    var output: [Double] = []
    for (i, row) in w2.enumerated() {
        var s = 0.0
        for (j, w) in row.enumerated() {
            s += w * hidden[j]
        }
        output.append(s + b2[i])
    }
    return output
}

let y = forwardPass(
    [1, 0],
    [[0.5, -0.3], [0.8, 0.1]],
    [0.1, -0.2],
    [[0.6, 0.4]],
    [0.0]
)
print("Forward pass:", y)
