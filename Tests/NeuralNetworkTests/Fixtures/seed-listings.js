// The code example of the lesson page that the course is made from; only its indentation is added.

// A single neuron (perceptron) from scratch
function neuron(inputs, weights, bias) {
  // Step 1: Weighted sum
  let sum = bias;
  for (let i = 0; i < inputs.length; i++) {
    sum += inputs[i] * weights[i];
  }
  // Step 2: ReLU activation
  return Math.max(0, sum);
}

// Example: 3 inputs, 3 weights, 1 bias
const inputs = [1.0, 2.0, 3.0];
const weights = [0.2, 0.8, -0.5];
const bias = 0.1;
console.log(neuron(inputs, weights, bias)); // 0.4

// Sigmoid activation function
function sigmoid(z) {
  return 1 / (1 + Math.exp(-z));
}

console.log(sigmoid(0)); // 0.5
console.log(sigmoid(2)); // ~0.88
console.log(sigmoid(-2)); // ~0.12

// Simple 2-layer forward pass
function forwardPass(x, w1, b1, w2, b2) {
  // Hidden layer
  const hidden = w1.map((row, i) =>
    Math.max(0, row.reduce((s, w, j) => s + w * x[j], 0) + b1[i])
  );
  // Output layer
  const output = w2.map((row, i) =>
    row.reduce((s, w, j) => s + w * hidden[j], 0) + b2[i]
  );
  return output;
}

console.log("Forward pass:", forwardPass(
  [1, 0],
  [[0.5, -0.3], [0.8, 0.1]],
  [0.1, -0.2],
  [[0.6, 0.4]],
  [0.0]
));
