export function networkGradientStep(x, w1, b1, w2, b2, target, rate) {
  // Forward
  const z = w1.map((row, i) => row.reduce((sum, w, j) => sum + w * x[j], b1[i]));
  const hidden = z.map((z) => (z <= 0 ? 0 : z));
  const y = hidden.reduce((sum, h, i) => sum + w2[0][i] * h, b2[0]);
  const error = y - target;

  // Backward
  const newW2 = [w2[0].map((w, i) => w - rate * error * hidden[i])];
  const slopes = z.map((z, i) => (z > 0 ? error * newW2[0][i] : 0));
  const newW1 = w1.map((row, i) => row.map((w, j) => w - rate * slopes[i] * x[j]));
  const newB1 = b1.map((b, i) => b - rate * slopes[i]);
  const newB2 = [b2[0] - rate * error];
  const loss = (error * error) / 2;
  return [newW1, newB1, newW2, newB2, loss];
}
