export function sigmoid(z) {
  if (z >= 0) {
    return 1 / (1 + Math.exp(-z));
  }
  // z is below 0, so exp(z) is below 1
  const power = Math.exp(z);
  return power / (1 + power);
}
