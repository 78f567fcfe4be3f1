import NeuralNetwork

/// Something that the learner changes in a playground.
package enum PlaygroundEdit: Hashable, Sendable {
    /// A weight or a bias.
    case number(Address, Double)
    /// The activation of a hidden layer, counted from 0.
    case activation(layer: Int, Activation)
    /// That of all hidden layers.
    case activations(Activation)
    case addNeuron(layer: Int)
    case removeNeuron(layer: Int, neuron: Int)
    /// A hidden layer behind the last one, or the last one away.
    case addLayer
    case removeLayer
    /// Whether the network is told of a feature.
    case feature(PointFeature)
    case learningRate(Double)
    case batchSize(Int)
    case regularization(Regularization)
    case regularizationRate(Double)
    case optimizer(Optimizer)
    case noise(Double)
    case trainPercent(Double)

    /// What a run of changes is about: those to the same thing are taken back together.
    var target: Target {
        switch self {
        case .number(let address, _): .number(address)
        case .activation(let layer, _): .activation(layer)
        case .activations: .activations
        case .addNeuron, .removeNeuron, .addLayer, .removeLayer, .feature: .shape
        case .learningRate: .learningRate
        case .batchSize: .batchSize
        case .regularization: .regularization
        case .regularizationRate: .regularizationRate
        case .optimizer: .optimizer
        case .noise: .noise
        case .trainPercent: .trainPercent
        }
    }

    enum Target: Hashable {
        case number(Address)
        case activation(Int)
        case activations
        /// Never a run: each change of the shape is taken back by itself.
        case shape
        case learningRate, batchSize, regularization, regularizationRate, optimizer, noise, trainPercent
    }
}

/// Why an edit of a playground can't be made.
package enum PlaygroundEditError: Error, Hashable, CustomStringConvertible {
    case lastNeuron
    case lastFeature
    case noHiddenLayer
    case noSuchNeuron
    case tooLarge(Int)
    case notFinite
    case shape(ShapeError)

    package var description: String {
        switch self {
        case .lastNeuron: "a layer needs a neuron; layers − takes the layer away"
        case .lastFeature: "the network has to be told of something: switch another one on first"
        case .noHiddenLayer: "there is no hidden layer"
        case .noSuchNeuron: "there is no such neuron"
        case .tooLarge(let most): "no more than \(most) parameters: it would take longer than anyone waits"
        case .notFinite: "only an ordinary number can be set"
        case .shape(let error): "\(error)"
        }
    }
}
