export function softmax(scores) {
  // without scores there is no smallest one
  if (scores.length === 0) return [];
  const smallest = Math.min(...scores);
  const powers = scores.map((s) => Math.exp(smallest - s));
  const total = powers.reduce((sum, p) => sum + p, 0);
  return powers.map((p) => p / total);
}
