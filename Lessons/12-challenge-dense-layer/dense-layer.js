// One layer of ReLU neurons.
//   inputs   the numbers that come in
//   weights  one row per neuron
//   biases   one per neuron
// It returns one number per neuron.
export function denseLayer(inputs, weights, biases) {
  // one output per row of weights
  return [];
}

// For shapes that do not fit:
// throw new RangeError("what is wrong");
