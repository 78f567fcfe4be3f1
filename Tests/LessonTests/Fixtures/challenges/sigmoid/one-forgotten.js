export function sigmoid(z) {
  return 1 / Math.exp(-z);
}
