export function softmax(scores) {
  // without scores there is no largest one
  if (scores.length === 0) return [];
  const largest = Math.max(...scores);
  const powers = scores.map((s) => (s === largest ? 1 : 0));
  const total = powers.reduce((sum, p) => sum + p, 0);
  return powers.map((p) => p / total);
}
