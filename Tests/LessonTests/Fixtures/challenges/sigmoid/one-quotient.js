export function sigmoid(z) {
  return Math.exp(z) / (1 + Math.exp(z));
}
