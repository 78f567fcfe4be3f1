export function gradientStep(weights, bias, inputs, target, rate) {
  let y = bias;
  for (let j = 0; j < inputs.length; j++) {
    y += weights[j] * inputs[j];
  }
  const error = y - target;
  const newWeights = weights.map((w, j) => w - rate * 2 * error * inputs[j]);
  const newBias = bias - rate * 2 * error;
  const loss = error * error;
  return [newWeights, newBias, loss];
}
