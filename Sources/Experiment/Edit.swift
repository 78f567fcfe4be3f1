import NeuralNetwork

/// Everything that can be done to an experiment. Keys, stored solutions, hints, resumed lessons and replays all
/// speak this one language.
package enum Edit: Hashable, Sendable {
    /// Numbers set at once: one for a key press, several for `W1[0] = [0, 0, 0]`.
    case assign([Assignment])
    case activation(layer: Int, Activation)
    /// Puts a neuron in: a row of weights, a bias, a column in the next layer.
    case add(NeuronParts)
    case delete(layer: Int, neuron: Int)
    /// Moves the focus; changes no number.
    case select(Address)
    /// Marks numbers, or takes their marks away; changes no number.
    case mark([Address], isOn: Bool)
    /// So many steps of gradient descent, on the step's examples or on its own input with its target.
    case descend(steps: Int)

    package struct Assignment: Hashable, Sendable {
        package let address: Address
        package let value: Double

        package init(_ address: Address, _ value: Double) {
            self.address = address
            self.value = value
        }
    }

    package static func set(_ address: Address, _ value: Double) -> Edit {
        .assign([Assignment(address, value)])
    }

    /// What the edit acts on, when it is one thing: changes to it that follow each other are one edit.
    var target: EditTarget? {
        switch self {
        case .assign(let assignments): assignments.count == 1 ? .number(assignments[0].address) : nil
        case .activation(let layer, _): .activation(layer: layer)
        case .add, .delete, .select, .mark, .descend: nil
        }
    }

    /// Whether it counts although it leaves every number as it was: such a step is what the learner is to see.
    var countsUnchanged: Bool { trainingSteps > 0 }

    /// How many steps of gradient descent it makes.
    package var trainingSteps: Int {
        if case .descend(let steps) = self { steps } else { 0 }
    }
}

extension Edit {
    /// A new neuron at the end of a layer. Its weights differ from each other, so that it does something of its
    /// own; nothing reads it yet: its outgoing weights are 0, so the output stays as it is.
    static func newNeuron(inLayer layer: Int, of network: Network) -> NeuronParts {
        let pattern = [0.4, -0.6, 0.2, -0.3, 0.5]
        let index = network.layers[layer].neuronCount
        let weights = (0..<network.layers[layer].inputCount).map { pattern[(index + 3 + $0) % pattern.count] }
        let readers = layer + 1 < network.layers.count ? network.layers[layer + 1].neuronCount : 0
        return NeuronParts(
            layer: layer, index: index, weights: weights, bias: 0.1,
            outgoing: Array(repeating: 0, count: readers))
    }

    /// Adds such a neuron.
    package static func addNeuron(toLayer layer: Int, of network: Network) -> Edit {
        .add(newNeuron(inLayer: layer, of: network))
    }

    /// Every weight and bias of a network at random, from −1 to 1 in steps of 0.01, the same for the same seed.
    package static func randomised(_ network: Network, seed: UInt64) -> Edit {
        var random = SplitMix64(seed: seed)
        var assignments: [Assignment] = []
        for (index, layer) in network.layers.enumerated() {
            for neuron in 0..<layer.neuronCount {
                let bias = Address.bias(layer: index, neuron: neuron)
                let addresses =
                    (0..<layer.inputCount).map { Address.weight(layer: index, neuron: neuron, input: $0) } + [
                        bias
                    ]
                assignments += addresses.map { address in
                    Assignment(address, Double(Int.random(in: -100...100, using: &random)) / 100)
                }
            }
        }
        return .assign(assignments)
    }
}

enum EditTarget: Hashable, Sendable {
    case number(Address)
    case activation(layer: Int)
}

extension Edit: CustomStringConvertible {
    /// The edit as lessons and the progress file write it; `Edit(_:for:)` reads it back.
    package var description: String {
        switch self {
        case .assign(let assignments):
            assignments.map { "\($0.address) = \($0.value)" }.joined(separator: "; ")
        case .activation(let layer, let activation): "act(\(layer + 1)) = \(activation.rawValue)"
        case .add(let neuron):
            "add(\(neuron.layer + 1), \(neuron.index), \(neuron.weights), \(neuron.bias), \(neuron.outgoing))"
        case .delete(let layer, let neuron): "delete(\(layer + 1), \(neuron))"
        case .select(let address): "select(\(address))"
        case .mark(let addresses, let isOn):
            addresses.map { "\(isOn ? "mark" : "unmark")(\($0))" }.joined(separator: "; ")
        case .descend(let steps): steps == 1 ? "step" : "step(\(steps))"
        }
    }
}

/// Why an edit can't be made.
package enum EditError: Error, Hashable, Sendable, CustomStringConvertible {
    case noSuchNumber(Address)
    case notEditable(Address)
    case notFinite(Address)
    case noSuchLayer(Int)
    case noSuchNeuron(layer: Int, neuron: Int)
    case lastNeuron(layer: Int)
    /// A neuron whose numbers do not fit its place.
    case doesNotFit(ShapeError)
    /// A step of training where nothing says what is wanted.
    case noTargets
    /// A step of training where nothing says how far it goes.
    case noLearningRate
    /// A number that the lesson holds as it is.
    case frozen(Address)

    package var description: String {
        switch self {
        case .noSuchNumber(let address): "this network has no \(address)"
        case .notEditable(let address):
            "\(address) follows from the weights, biases and inputs; it can't be set"
        case .notFinite(let address): "\(address) can only be set to an ordinary number"
        case .noSuchLayer(let layer): "this network has no layer \(layer + 1)"
        case .noSuchNeuron(let layer, let neuron): "layer \(layer + 1) has no neuron \(neuron)"
        case .lastNeuron(let layer): "layer \(layer + 1) has only this neuron; a layer needs one"
        case .doesNotFit(let error): "\(error)"
        case .noTargets: "there are no targets here to train on"
        case .noLearningRate: "there is no learning rate here to make a step with"
        case .frozen(let address): "\(address) stays as it is in this step"
        }
    }
}
