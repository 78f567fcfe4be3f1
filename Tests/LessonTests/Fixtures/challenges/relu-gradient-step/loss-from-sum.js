export function reluGradientStep(weights, bias, inputs, target, rate) {
  let z = bias;
  for (let j = 0; j < inputs.length; j++) {
    z += weights[j] * inputs[j];
  }
  const y = z <= 0 ? 0 : z;
  const error = y - target;
  const slope = z > 0 ? error : 0;
  const newWeights = weights.map((w, j) => w - rate * slope * inputs[j]);
  const newBias = bias - rate * slope;
  const loss = (z - target) ** 2 / 2;
  return [newWeights, newBias, loss];
}
