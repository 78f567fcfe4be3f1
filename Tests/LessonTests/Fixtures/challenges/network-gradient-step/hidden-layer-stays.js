export function networkGradientStep(x, w1, b1, w2, b2, target, rate) {
  // Forward
  const z = w1.map((row, i) => row.reduce((sum, w, j) => sum + w * x[j], b1[i]));
  const hidden = z.map((z) => (z <= 0 ? 0 : z));
  const y = hidden.reduce((sum, h, i) => sum + w2[0][i] * h, b2[0]);
  const error = y - target;

  // Backward, always with the old weights
  const newW1 = w1.map((row) => row.map((w) => w));
  const newB1 = b1.map((b) => b);
  const newW2 = [w2[0].map((w, i) => w - rate * error * hidden[i])];
  const newB2 = [b2[0] - rate * error];
  const loss = (error * error) / 2;
  return [newW1, newB1, newW2, newB2, loss];
}
