extension NetworkProgram {
    /// The program in JavaScript, for node and for pages.
    var javascript: String {
        let layers = network.layers.map { layer in
            """
              {
                weights: \(ExportText.rows(layer.weights, indent: 4, step: 2, Self.javascriptNumber)),
                biases: \(ExportText.list(layer.biases, indent: 4, step: 2, Self.javascriptNumber)),
                activation: \(Self.javascriptName(layer.activation)),
              },

            """
        }
        let functions = activations.compactMap(Self.javascriptFunction).map { $0 + "\n\n" }
        let numbers = readout == .shares ? "shares(row)" : "outputs(row)"
        let line = numbers + ".join(\" \")" + (readout == .number ? "" : " + \" \\t\" + predict(row)")
        return """
            #!/usr/bin/env node
            \(heading("//", ["node FILE \(sampleRow)", "node FILE < rows.csv"]))

            const columns = \(ExportText.list(columns, ExportText.escape));
            \(readout == .number ? "" : "const classes = \(ExportText.list(classes, ExportText.escape));\n")
            // The layers: a row of weights for each neuron, a bias for each, and their activation.
            const layers = [
            \(layers.joined())];

            \(functions.joined())\(javascriptFeatures)// The outputs of the network, \(network.outputCount) of them, for a row of \(columns.count).
            function outputs(row) {
              let a = \(readsColumnsAsTheyAre ? "row" : "features(row)");
              for (const { weights, biases, activation } of layers) {
                a = weights.map((w, i) => activation(w.reduce((sum, weight, j) => sum + weight * a[j], biases[i])));
              }
              return a;
            }

            \(javascriptAnswers)

            function main() {
              const words = process.argv.slice(2);
              const lines = words.length > 0 ? [words.join(" ")] : require("fs").readFileSync(0, "utf8").split("\\n");
              for (const line of lines.filter((line) => line.trim() !== "")) {
                const row = line.trim().split(/[\\s,]+/).map(Number);
                if (row.length !== columns.length || row.some(Number.isNaN)) {
                  console.error(`a row has ${columns.length} numbers (${columns.join(", ")}), this one: ${line}`);
                  process.exit(1);
                }
                console.log(\(line));
              }
            }

            if (typeof module !== "undefined") {
              module.exports = { outputs, predict };
              if (require.main === module) main();
            }

            """
    }

    private static func javascriptNumber(_ number: Double) -> String {
        if number.isFinite { return number.description }
        return number.isNaN ? "NaN" : number < 0 ? "-Infinity" : "Infinity"
    }

    private static func javascriptName(_ activation: Activation) -> String {
        switch activation {
        case .tanh: "Math.tanh"
        case .relu, .sigmoid, .linear, .step: activation.rawValue
        }
    }

    private static func javascriptFunction(_ activation: Activation) -> String? {
        switch activation {
        case .relu: "function relu(z) {\n  return z <= 0 ? 0 : z;\n}"
        case .sigmoid:
            """
            // 1 / (1 + e^-z), such that no exponential is ever too large.
            function sigmoid(z) {
              const power = Math.exp(-Math.abs(z));
              return (z < 0 ? power : 1) / (1 + power);
            }
            """
        case .tanh: nil
        case .linear: "function linear(z) {\n  return z;\n}"
        case .step: "function step(z) {\n  return z > 0 ? 1 : 0;\n}"
        }
    }

    private var javascriptFeatures: String {
        if readsColumnsAsTheyAre { return "" }
        let lines = inputs.map { "    \($0.code(sine: "Math.sin") { "row[\($0)]" }),\n" }
        return """
            // What the network is told of a row.
            function features(row) {
              return [
            \(lines.joined())  ];
            }


            """
    }

    private var javascriptAnswers: String {
        switch readout {
        case .sign, .probability:
            """
            // The class of a row.
            function predict(row) {
              return classes[outputs(row)[0] >= \(readout == .sign ? "0" : "0.5") ? 1 : 0];
            }
            """
        case .shares:
            """
            // The share of each class: they sum to 1.
            function shares(row) {
              const scores = outputs(row);
              const largest = Math.max(...scores);
              const powers = scores.map((score) => Math.exp(score - largest));
              const sum = powers.reduce((sum, power) => sum + power, 0);
              return powers.map((power) => power / sum);
            }

            // The class of a row.
            function predict(row) {
              const all = shares(row);
              return classes[all.indexOf(Math.max(...all))];
            }
            """
        case .number:
            """
            // The number for a row\(network.outputCount == 1 ? "" : ", or rather the \(network.outputCount) of them").
            function predict(row) {
              return outputs(row)\(network.outputCount == 1 ? "[0]" : "");
            }
            """
        }
    }
}
