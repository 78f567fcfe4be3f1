export function softmax(scores) {
  const total = scores.reduce((sum, s) => sum + s, 0);
  return scores.map((s) => s / total);
}
