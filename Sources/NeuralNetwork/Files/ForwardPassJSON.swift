extension ForwardPass {
    /// The pass as one line of JSON: for each layer its activation, for each neuron its trace, then the output.
    ///
    ///     {"layers": [{"activation": "relu", "neurons": [{"products": […], "runningSums": […],
    ///     "bias": 0.1, "z": …, "a": …}]}], "output": […]}
    public var json: String {
        let layers = layers.map(\.json).joined(separator: ", ")
        return "{\"layers\": [\(layers)], \"output\": \(NumberText.json(output))}"
    }
}

extension LayerPass {
    fileprivate var json: String {
        let neurons = preactivations.indices.map(neuronJSON).joined(separator: ", ")
        return "{\"activation\": \"\(activation.rawValue)\", \"neurons\": [\(neurons)]}"
    }

    private func neuronJSON(_ neuron: Int) -> String {
        let members = [
            "\"products\": " + NumberText.json(products.row(neuron)),
            "\"runningSums\": " + NumberText.json(runningSums.row(neuron)),
            "\"bias\": " + NumberText.json(biases[neuron]),
            "\"z\": " + NumberText.json(preactivations[neuron]),
            "\"a\": " + NumberText.json(activations[neuron]),
        ]
        return "{" + members.joined(separator: ", ") + "}"
    }
}
