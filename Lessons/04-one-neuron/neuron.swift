// A single neuron (perceptron) from scratch
func neuron(
    _ inputs: [Double], _ weights: [Double],
    _ bias: Double
) -> Double {
    // Step 1: Weighted sum
    var sum = bias
    for i in inputs.indices {
        sum += inputs[i] * weights[i]
    }
    // Step 2: ReLU activation
    return max(0, sum)
}

// Example: 3 inputs, 3 weights, 1 bias
let inputs = [1.0, 2.0, 3.0]
let weights = [0.2, 0.8, -0.5]
let bias = 0.1
print(neuron(inputs, weights, bias))  // 0.4
