# A single neuron (perceptron) from scratch
def neuron(inputs, weights, bias):
    # Step 1: Weighted sum
    sum = bias
    for i in range(len(inputs)):
        sum += inputs[i] * weights[i]
    # Step 2: ReLU activation
    return max(0, sum)


# Example: 3 inputs, 3 weights, 1 bias
inputs = [1.0, 2.0, 3.0]
weights = [0.2, 0.8, -0.5]
bias = 0.1
print(neuron(inputs, weights, bias))  # 0.4
