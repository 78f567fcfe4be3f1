export function forwardPass(x, w1, b1, w2, b2) {
  const hidden = w1.map((row, i) => {
    const z = row.reduce((s, w, j) => s + w * x[j], 0) + b1[i];
    return z <= 0 ? 0 : z;
  });
  return w2.map((row, i) => row.reduce((s, w, j) => s + w * hidden[j], 0) + b2[i]);
}
