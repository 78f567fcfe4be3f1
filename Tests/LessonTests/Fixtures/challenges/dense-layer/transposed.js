export function denseLayer(inputs, weights, biases) {
  if (weights.length !== inputs.length) {
    throw new RangeError("one row of weights per input");
  }
  const outputs = [];
  for (let i = 0; i < biases.length; i++) {
    if (weights.some((row) => row.length !== biases.length)) {
      throw new RangeError("one weight per bias");
    }
    let z = biases[i];
    for (let j = 0; j < inputs.length; j++) {
      z += weights[j][i] * inputs[j];
    }
    // ReLU; NaN <= 0 is false, so NaN passes
    outputs.push(z <= 0 ? 0 : z);
  }
  return outputs;
}
