function sigmoid(z) {
  if (z >= 0) return 1 / (1 + Math.exp(-z));
  const power = Math.exp(z);
  return power / (1 + power);
}

export function softmax(scores) {
  return scores.map(sigmoid);
}
