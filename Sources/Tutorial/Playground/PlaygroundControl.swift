import Experiment
import NeuralNetwork

/// One of the things that can be set about data, network and training, with what it means.
enum PlaygroundControl: String, CaseIterable, Sendable {
    case data, noise, train, batch, rate, optimizer, loss, activation, layers, penalty, lambda, scale, stop,
        speed
    case points, view

    /// What stands above its value.
    var title: String {
        switch self {
        case .lambda: "λ"
        case .train: "train %"
        case .scale: "scaling"
        default: rawValue
        }
    }

    /// What it is and what it does, in a sentence or two.
    func explanation(_ board: PlaygroundBoard) -> String {
        let playground = board.playground
        return switch self {
        case .data: playground.configuration.data.explanation
        case .noise: "How far points are off, in percent. Noise can't be learned: the best map ignores it."
        case .train:
            "How many of a hundred examples are learned from. The others test whether it holds for them, too."
        case .batch: "How many examples make a step. Few: quick and shaky. Many: slow and steady."
        case .rate:
            "Learning rate η: how far a step goes for a slope of 1. Too small crawls, too large jumps."
        case .optimizer: playground.settings.optimizer.explanation
        case .loss: playground.settings.loss.explanation
        case .activation:
            "The curve that each hidden neuron bends its sum with. a sets it for one layer alone."
        case .layers:
            "Hidden layers. Each bends what the one before it made. N adds a neuron, D takes one away."
        case .penalty: playground.settings.regularization.explanation
        case .lambda:
            "How strong the penalty is. Too strong, and every weight goes to 0: the map turns blank."
        case .scale:
            "Columns of very different sizes brought to mean 0 and deviation 1: all learn at one speed."
        case .stop: "When training ends by itself. It looks after every frame."
        case .speed: "How much is learned between two pictures. Keys answer at any speed."
        case .points: "Which examples stand on the map. " + board.legend
        case .view: "The map as the network means it, shade by shade, or only what it decides."
        }
    }

    /// Whether it has anything to say about this playground.
    func isThere(_ playground: Playground) -> Bool {
        switch self {
        case .noise: !playground.configuration.data.isTable
        case .train: !playground.configuration.data.isWhole
        case .scale: playground.configuration.data.isTable
        case .loss: playground.configuration.readout != .number
        default: true
        }
    }
}

extension Optimizer {
    var title: String {
        switch self {
        case .gradientDescent: "plain"
        case .momentum: "momentum"
        case .adam: "Adam"
        }
    }

    fileprivate var explanation: String {
        switch self {
        case .gradientDescent:
            "Plain gradient descent: every step goes straight against the slope of its batch."
        case .momentum:
            "Momentum: like a ball with some weight, nine tenths of the last step go on in the next."
        case .adam: "Adam: each number has a speed of its own, so small slopes count as much as large ones."
        }
    }
}

extension Activation {
    fileprivate var explanation: String {
        switch self {
        case .relu: "ReLU: 0 below 0, straight above it. Quick, but a neuron can go dead."
        case .sigmoid: "Sigmoid: a smooth step from 0 to 1. Its slope is 0.25 at most."
        case .tanh: "tanh: a smooth step from −1 to 1, steepest at 0."
        case .linear: "Linear: no bend. However many layers, it stays one straight line."
        case .step: "Step: 0 or 1, and a slope of 0 everywhere: nothing behind it can learn."
        }
    }
}

extension Loss {
    var title: String {
        switch self {
        case .halfSquaredError: "½ square"
        case .crossEntropy: "entropy"
        case .softmaxCrossEntropy: "softmax"
        }
    }

    fileprivate var explanation: String {
        switch self {
        case .halfSquaredError: "Half the squared error: what is off by twice as much counts four times."
        case .crossEntropy: "Cross-entropy: the output is a probability, and being sure and wrong costs most."
        case .softmaxCrossEntropy:
            "Cross-entropy of shares: an output for each class, and all shares sum to 1."
        }
    }
}

extension Regularization {
    fileprivate var explanation: String {
        switch self {
        case .none: "No penalty: weights may grow as large as they like."
        case .L1: "L1 pulls every weight towards 0 at the same speed, and leaves only those that are needed."
        case .L2: "L2 pulls large weights more than small ones: the map gets smoother."
        }
    }
}

/// How much is learned between two pictures.
enum TrainingSpeed: Int, CaseIterable, Sendable {
    case step, epoch, fiveEpochs, many, full

    var title: String {
        switch self {
        case .step: "1 step"
        case .epoch: "1 epoch"
        case .fiveEpochs: "5 epochs"
        case .many: "50 epochs"
        case .full: "all it can"
        }
    }

    /// How many examples that is.
    func examples(batch: Int, epoch: Int) -> Int {
        switch self {
        case .step: batch
        case .epoch: epoch
        case .fiveEpochs: 5 * epoch
        case .many: 50 * epoch
        case .full: .max
        }
    }
}

/// Which examples stand on the map.
enum ShownPoints: Int, CaseIterable, Sendable {
    case some, all, test, none

    var title: String {
        switch self {
        case .some: "some"
        case .all: "all"
        case .test: "and test"
        case .none: "none"
        }
    }
}
