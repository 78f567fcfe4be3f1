import NeuralNetwork

/// A forward pass for people to read: a paragraph a neuron, every number with all its digits.
package struct ForwardPassText {
    private let pass: ForwardPass

    package init(_ pass: ForwardPass) {
        self.pass = pass
    }

    package var lines: [String] {
        var lines = ["input       " + list(pass.input)]
        for (index, layer) in pass.layers.enumerated() {
            lines.append("layer \(index + 1)     \(layer.activation.title)")
            for neuron in layer.activations.indices {
                lines += [
                    "  neuron \(neuron)",
                    "    products      \(list(layer.products.row(neuron)))",
                    "    running sums  \(list(layer.runningSums.row(neuron)))",
                    "    bias          \(layer.biases[neuron])",
                    "    z             \(layer.preactivations[neuron])",
                    "    a             \(layer.activations[neuron])",
                ]
            }
        }
        return lines + ["output      " + list(pass.output)]
    }

    private func list(_ numbers: some Sequence<Double>) -> String {
        "[" + numbers.map { "\($0)" }.joined(separator: ", ") + "]"
    }
}
