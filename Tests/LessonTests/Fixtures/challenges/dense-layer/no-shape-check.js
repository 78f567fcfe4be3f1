export function denseLayer(inputs, weights, biases) {
  return biases.map((bias, i) => {
    let z = bias;
    for (let j = 0; j < weights[i].length && j < inputs.length; j++) {
      z += weights[i][j] * inputs[j];
    }
    return z <= 0 ? 0 : z;
  });
}
