// Two layers: ReLU in the hidden one, none in the last.
//   x       the inputs
//   w1, b1  the hidden layer: a row of weights and a bias
//           per neuron
//   w2, b2  the output layer, in the same way
// It returns one number per output neuron.
func forwardPass(
    _ x: [Double],
    _ w1: [[Double]], _ b1: [Double],
    _ w2: [[Double]], _ b2: [Double]
) throws -> [Double] {
    // your layer may stand in a function of its own
    return []
}

// For shapes that do not fit:
// throw ShapeError.mismatch("what is wrong")
enum ShapeError: Error {
    case mismatch(String)
}
