export function gradientStep(weights, bias, inputs, target, rate) {
  let y = 0;
  for (let j = 0; j < inputs.length; j++) {
    y += weights[j] * inputs[j];
  }
  const error = y - target;
  const newWeights = weights.map((w, j) => w - rate * error * inputs[j]);
  const newBias = bias - rate * error;
  const loss = (error * error) / 2;
  return [newWeights, newBias, loss];
}
