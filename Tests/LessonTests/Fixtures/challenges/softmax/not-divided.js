export function softmax(scores) {
  return scores.map((s) => Math.exp(s));
}
