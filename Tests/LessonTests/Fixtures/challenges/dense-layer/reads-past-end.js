export function denseLayer(inputs, weights, biases) {
  return weights.map((row, i) => {
    let z = biases[i];
    for (let j = 0; j < row.length; j++) {
      z += row[j] * inputs[j];
    }
    return z <= 0 ? 0 : z;
  });
}
