// One layer of ReLU neurons.
//   inputs   the numbers that come in
//   weights  one row per neuron
//   biases   one per neuron
// It returns one number per neuron.
func denseLayer(
    _ inputs: [Double], _ weights: [[Double]],
    _ biases: [Double]
) throws -> [Double] {
    // one output per row of weights
    return []
}

// For shapes that do not fit:
// throw ShapeError.mismatch("what is wrong")
enum ShapeError: Error {
    case mismatch(String)
}
