// The sums of a layer, before any activation
function sums(inputs, weights, biases) {
  if (weights.length !== biases.length) {
    throw new RangeError("one bias per row of weights");
  }
  return weights.map((row, i) => {
    if (row.length !== inputs.length) {
      throw new RangeError("one weight per input");
    }
    let z = biases[i];
    for (let j = 0; j < inputs.length; j++) {
      z += row[j] * inputs[j];
    }
    return z;
  });
}

export function forwardPass(x, w1, b1, w2, b2) {
  const hidden = sums(x, w1, b1).map((z) => (z <= 0 ? 0 : z));
  return sums(hidden, w2, b2.map(() => 0));
}
