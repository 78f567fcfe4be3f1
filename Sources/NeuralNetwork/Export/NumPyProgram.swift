extension NetworkProgram {
    /// The program in Python, with NumPy for its sums.
    var numpy: String {
        let layers = network.layers.map { layer in
            """
                (
                    np.array(\(ExportText.rows(layer.weights, indent: 8, Self.pythonNumber))),
                    np.array(\(ExportText.list(layer.biases, indent: 8, Self.pythonNumber))),
                    \(Self.numpyName(layer.activation)),
                ),

            """
        }
        let functions = activations.compactMap(Self.numpyFunction).map { $0 + "\n\n\n" }
        return """
            #!/usr/bin/env python3
            \(heading("#", ["python3 FILE \(sampleRow)", "python3 FILE < rows.csv"]))

            import sys

            import numpy as np

            \(pythonNames)

            \(functions.joined())# The layers: a row of weights for each neuron, a bias for each, and their activation.
            LAYERS = [
            \(layers.joined())]


            \(numpyFeatures)def outputs(rows):
                \"""The outputs of the network, rows × \(network.outputCount), for rows × \(columns.count).\"""
                a = \(readsColumnsAsTheyAre ? "rows" : "features(rows)")
                for weights, biases, activation in LAYERS:
                    a = activation(a @ weights.T + biases)
                return a


            \(numpyAnswers)

            \(pythonRows)

            def main():
                rows = np.array(read_rows()).reshape(-1, len(COLUMNS))
                for numbers, answer in zip(\(readout == .shares ? "shares" : "outputs")(rows), predict(rows)):
                    print(\(pythonPrinted))


            if __name__ == "__main__":
                main()

            """
    }

    private static func numpyName(_ activation: Activation) -> String {
        switch activation {
        case .tanh: "np.tanh"
        case .relu, .sigmoid, .linear, .step: activation.rawValue
        }
    }

    private static func numpyFunction(_ activation: Activation) -> String? {
        switch activation {
        case .relu: "def relu(z):\n    return np.maximum(z, 0)"
        case .sigmoid:
            """
            def sigmoid(z):
                # 1 / (1 + e^-z), such that no exponential is ever too large.
                power = np.exp(-np.abs(z))
                return np.where(z < 0, power, 1) / (1 + power)
            """
        case .tanh: nil
        case .linear: "def linear(z):\n    return z"
        case .step: "def step(z):\n    return np.where(z > 0, 1.0, 0.0)"
        }
    }

    private var numpyFeatures: String {
        if readsColumnsAsTheyAre { return "" }
        let lines = inputs.map { "        \($0.code(sine: "np.sin") { "rows[:, \($0)]" }),\n" }
        return """
            def features(rows):
                \"""What the network is told of each row.\"""
                return np.column_stack([
            \(lines.joined())    ])



            """
    }

    private var numpyAnswers: String {
        switch readout {
        case .sign:
            """
            def predict(rows):
                \"""The class of each row.\"""
                return [CLASSES[int(output >= 0)] for output in outputs(rows)[:, 0]]

            """
        case .probability:
            """
            def predict(rows):
                \"""The class of each row.\"""
                return [CLASSES[int(output >= 0.5)] for output in outputs(rows)[:, 0]]

            """
        case .shares:
            """
            def shares(rows):
                \"""The share of each class, for each row: they sum to 1.\"""
                scores = outputs(rows)
                powers = np.exp(scores - scores.max(axis=1, keepdims=True))
                return powers / powers.sum(axis=1, keepdims=True)


            def predict(rows):
                \"""The class of each row.\"""
                return [CLASSES[index] for index in shares(rows).argmax(axis=1)]

            """
        case .number:
            """
            def predict(rows):
                \"""The number for each row\(network.outputCount == 1 ? "" : ", or rather the \(network.outputCount) of them").\"""
                return outputs(rows)\(network.outputCount == 1 ? "[:, 0]" : "")

            """
        }
    }
}

// What both programs in Python share.
extension NetworkProgram {
    static func pythonNumber(_ number: Double) -> String {
        if number.isFinite { return number.description }
        return number.isNaN ? "float(\"nan\")" : number < 0 ? "float(\"-inf\")" : "float(\"inf\")"
    }

    /// The names of columns and classes.
    var pythonNames: String {
        let classNames =
            readout == .number ? "" : "\nCLASSES = \(ExportText.list(classes, ExportText.escape))"
        return "COLUMNS = \(ExportText.list(columns, ExportText.escape))\(classNames)\n"
    }

    /// Reads the rows that the program is given.
    var pythonRows: String {
        """
        def read_rows():
            lines = [" ".join(sys.argv[1:])] if len(sys.argv) > 1 else sys.stdin
            rows = []
            for line in filter(str.strip, lines):
                try:
                    rows.append([float(word) for word in line.replace(",", " ").split()])
                except ValueError as error:
                    sys.exit(f"{error}")
                if len(rows[-1]) != len(COLUMNS):
                    sys.exit(f"a row has {len(COLUMNS)} numbers ({', '.join(COLUMNS)}), this one {len(rows[-1])}")
            return rows

        """
    }

    /// What is printed of `numbers` and `answer`.
    var pythonPrinted: String {
        "*(repr(float(number)) for number in numbers)" + (readout == .number ? "" : ", \"\\t\" + answer")
    }
}
