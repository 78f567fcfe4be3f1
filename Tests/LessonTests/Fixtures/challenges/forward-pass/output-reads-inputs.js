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
  return sums(x, w2, b2);
}
