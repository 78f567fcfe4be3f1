export function gradientStep(weights, bias, inputs, target, rate) {
  let y = bias;
  for (let j = 0; j < inputs.length; j++) {
    y += weights[j] * inputs[j];
  }
  const error = y - target;
  const newWeights = weights.map((w, j) => w - rate * error * inputs[j]);
  const newBias = bias - rate * error;
  const after = newWeights.reduce((sum, w, j) => sum + w * inputs[j], newBias) - target;
  const loss = (after * after) / 2;
  return [newWeights, newBias, loss];
}
