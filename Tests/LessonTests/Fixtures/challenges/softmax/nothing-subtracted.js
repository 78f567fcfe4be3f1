export function softmax(scores) {
  const powers = scores.map((s) => Math.exp(s));
  const total = powers.reduce((sum, p) => sum + p, 0);
  return powers.map((p) => p / total);
}
