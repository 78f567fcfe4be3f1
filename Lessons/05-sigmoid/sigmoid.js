// Sigmoid activation function
function sigmoid(z) {
  return 1 / (1 + Math.exp(-z));
}
console.log(sigmoid(0)); // 0.5
console.log(sigmoid(2)); // ~0.88
console.log(sigmoid(-2)); // ~0.12
