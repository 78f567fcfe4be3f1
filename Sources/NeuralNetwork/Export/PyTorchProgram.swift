extension NetworkProgram {
    /// The program in Python, with the network as a module of PyTorch, to go on with there.
    var pytorch: String {
        let modules = network.layers.map { layer in
            """
                        nn.Linear(\(layer.inputCount), \(layer.neuronCount)),
                        \(Self.torchModule(layer.activation)),

            """
        }
        let parameters = network.layers.enumerated().map { index, layer in
            """
                "layers.\(2 * index).weight": \(ExportText.rows(layer.weights, indent: 4, Self.pythonNumber)),
                "layers.\(2 * index).bias": \(ExportText.list(layer.biases, indent: 4, Self.pythonNumber)),

            """
        }
        return """
            #!/usr/bin/env python3
            \(heading("#", ["python3 FILE \(sampleRow)", "python3 FILE < rows.csv"]))
            #
            # To go on from here, put lines such as these into main, or type them after `python3 -i FILE 1 2`:
            #
            #     network = Network().to("cuda")    # to a graphics card; rows and targets go there, too
            #     train(network, rows, targets)     # on more rows, see below
            #     torch.save(network.state_dict(), "network.pt")
            #     network.load_state_dict(torch.load("network.pt"))

            import sys

            import torch
            from torch import nn

            \(pythonNames)
            # A row of weights for each neuron, a bias for each, by the names that PyTorch gives them below.
            PARAMETERS = {
            \(parameters.joined())}


            \(torchStep)class Network(nn.Module):
                \"""From rows × \(columns.count) to rows × \(network.outputCount), in double precision.\"""

                def __init__(self):
                    super().__init__()
                    self.layers = nn.Sequential(
            \(modules.joined())        )
                    self.double()
                    self.load_state_dict(
                        {name: torch.tensor(values, dtype=torch.float64) for name, values in PARAMETERS.items()}
                    )

                def forward(self, rows):
                    return self.layers(\(torchFeatures))


            \(torchTraining)

            \(torchAnswers)

            \(pythonRows)

            def main():
                network = Network()
                rows = torch.tensor(read_rows(), dtype=torch.float64).reshape(-1, len(COLUMNS))
                with torch.no_grad():
                    for numbers, answer in zip(\(readout == .shares ? "shares(network, rows)" : "network(rows)"), predict(network, rows)):
                        print(\(pythonPrinted))


            if __name__ == "__main__":
                main()

            """
    }

    private static func torchModule(_ activation: Activation) -> String {
        switch activation {
        case .relu: "nn.ReLU()"
        case .sigmoid: "nn.Sigmoid()"
        case .tanh: "nn.Tanh()"
        case .linear: "nn.Identity()"
        case .step: "Step()"
        }
    }

    private var torchStep: String {
        guard activations.contains(.step) else { return "" }
        return """
            class Step(nn.Module):
                \"""1 above 0, and 0 elsewhere; nothing is learned through it, because its slope is 0.\"""

                def forward(self, z):
                    return (z > 0).to(z.dtype)



            """
    }

    private var torchFeatures: String {
        if readsColumnsAsTheyAre { return "rows" }
        let columns = inputs.map { $0.code(sine: "torch.sin") { "rows[:, \($0)]" } }
        return "torch.stack([\(columns.joined(separator: ", "))], dim=1)"
    }

    private var torchTraining: String {
        let (targets, loss) =
            switch readout {
            case .sign:
                (
                    "rows × 1, +1 for the second class and -1 for the first",
                    "nn.functional.mse_loss(network(rows), targets) / 2"
                )
            case .probability:
                (
                    "rows × 1, 1.0 for the second class and 0.0 for the first",
                    "nn.functional.binary_cross_entropy(network(rows), targets)"
                )
            case .shares:
                ("for each row the index of its class", "nn.functional.cross_entropy(network(rows), targets)")
            case .number:
                ("rows × \(network.outputCount)", "nn.functional.mse_loss(network(rows), targets) / 2")
            }
        return """
            def train(network, rows, targets, epochs=100, learning_rate=0.03):
                \"""Learns more and returns the loss before the last step.

                targets: \(targets).
                \"""
                optimizer = torch.optim.SGD(network.parameters(), lr=learning_rate)
                for _ in range(epochs):
                    optimizer.zero_grad()
                    loss = \(loss)
                    loss.backward()
                    optimizer.step()
                return loss.item()

            """
    }

    private var torchAnswers: String {
        switch readout {
        case .sign, .probability:
            """
            def predict(network, rows):
                \"""The class of each row.\"""
                return [CLASSES[int(output >= \(readout == .sign ? "0" : "0.5"))] for output in network(rows)[:, 0]]

            """
        case .shares:
            """
            def shares(network, rows):
                \"""The share of each class, for each row: they sum to 1.\"""
                return network(rows).softmax(dim=1)


            def predict(network, rows):
                \"""The class of each row.\"""
                return [CLASSES[index] for index in shares(network, rows).argmax(dim=1)]

            """
        case .number:
            """
            def predict(network, rows):
                \"""The number for each row\(network.outputCount == 1 ? "" : ", or rather the \(network.outputCount) of them").\"""
                return network(rows)\(network.outputCount == 1 ? "[:, 0]" : "")

            """
        }
    }
}
