import NeuralNetwork

/// Inputs that a network is looked at with, row by row, and what is wanted for each if it is to learn from them.
package struct DataSet: Equatable, Sendable {
    package let inputs: [[Double]]
    /// One row for each input, one number for each output of the network.
    package let targets: [[Double]]?
    package let learningRate: Double

    package init(inputs: [[Double]], targets: [[Double]]? = nil, learningRate: Double = 0.1) {
        self.inputs = inputs
        self.targets = targets
        self.learningRate = learningRate
    }

    /// The rows as something to learn from; none without targets.
    var examples: [Example] {
        zip(inputs, targets ?? []).map { Example(input: $0, target: $1) }
    }

    func passes(through network: Network) throws(ShapeError) -> [ForwardPass] {
        var passes: [ForwardPass] = []
        for input in inputs { passes.append(try network.forward(input)) }
        return passes
    }

    /// - Throws: `ShapeError` when a row does not fit the network, or there is not a target for each row and output.
    package func check(against network: Network) throws(ShapeError) {
        _ = try passes(through: network)
        guard let targets else { return }
        guard targets.count == inputs.count else {
            throw ShapeError(.targets, expected: inputs.count, found: targets.count)
        }
        for target in targets where target.count != network.outputCount {
            throw ShapeError(.targets, expected: network.outputCount, found: target.count)
        }
    }
}

extension Experiment {
    /// Whether a neuron of the first layer puts out something for a row of the data set.
    package func isOn(neuron: Int, row: Int) -> Bool {
        guard dataPasses.indices.contains(row), let layer = dataPasses[row].layers.first,
            layer.activations.indices.contains(neuron)
        else { return false }
        return layer.activations[neuron] != 0
    }

    /// Whether a neuron of the first layer puts out 0 for every row of the data set, with a slope of 0: nothing that
    /// is learnt from the data changes it any more.
    package func isDead(neuron: Int) -> Bool {
        !dataPasses.isEmpty
            && dataPasses.allSatisfy { pass in
                let layer = pass.layers[0]
                return layer.activations[neuron] == 0
                    && layer.activation.slope(at: layer.preactivations[neuron]) == 0
            }
    }
}
