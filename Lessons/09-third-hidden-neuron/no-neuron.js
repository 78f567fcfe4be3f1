// Simple 2-layer forward pass
function forwardPass(x, w1, b1, w2, b2) {
  // Hidden layer
  const hidden = w1.map((row, i) =>
    Math.max(0,
      row.reduce((s, w, j) =>
        s + w * x[j], 0)
      + b1[i])
  );
  // Output layer
  const output = w2.map((row, i) =>
    row.reduce((s, w, j) =>
      s + w * hidden[j], 0)
    + b2[i]
  );
  return output;
}
console.log(forwardPass(
  [1, 0],
  [[0.5, -0.3], [0.8, 0.1]],
  [0.1, -0.2],
  [[0.6, 0.4, 0.8]],
  [0.0]
)[0]);
