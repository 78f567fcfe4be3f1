export function denseLayer(inputs, weights, biases) {
  if (weights.length !== biases.length) {
    throw new RangeError("one bias per row of weights");
  }
  const outputs = [];
  for (let i = 0; i < weights.length; i++) {
    if (weights[i].length !== inputs.length) {
      throw new RangeError("one weight per input");
    }
    let z = biases[0];
    for (let j = 0; j < inputs.length; j++) {
      z += weights[i][j] * inputs[j];
    }
    // ReLU; NaN <= 0 is false, so NaN passes
    outputs.push(z <= 0 ? 0 : z);
  }
  return outputs;
}
