export function softmax(scores) {
  let largest = 0;
  for (const s of scores) {
    if (s > largest) largest = s;
  }
  const powers = scores.map((s) => Math.exp(s - largest));
  const total = powers.reduce((sum, p) => sum + p, 0);
  return powers.map((p) => p / total);
}
