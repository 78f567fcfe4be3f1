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
