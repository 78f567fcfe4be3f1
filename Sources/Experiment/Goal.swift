import NeuralNetwork

/// What is wanted of a network for its own input, how far from it an output is said to be, and how long a step
/// towards it is.
package struct Goal: Hashable, Sendable {
    /// One number for each output.
    package internal(set) var target: [Double]
    /// The loss: one number for how wrong the output is.
    package let measure: Loss
    /// η, how far a step of gradient descent goes for a slope of 1; nil where no steps are made.
    package internal(set) var learningRate: Double?
    /// Whether the animation goes on backward, from the loss to every slope.
    package let goesBack: Bool

    package init(
        target: [Double], measure: Loss = .halfSquaredError, learningRate: Double? = nil,
        goesBack: Bool = false
    ) {
        (self.target, self.measure, self.learningRate) = (target, measure, learningRate)
        self.goesBack = goesBack
    }

    func loss(of network: Network, through pass: ForwardPass) -> Double {
        network.loss(measure, of: pass, target)
    }

    func slopes(of network: Network, through pass: ForwardPass) -> Sensitivities {
        network.backward(through: pass, loss: measure, target: target)
    }

    /// Output minus target, one for each output.
    package func errors(_ pass: ForwardPass) -> [Double] { zip(pass.output, target).map { $0 - $1 } }
}

/// A small change of one number, and what it did to the loss.
package struct Nudge: Hashable, Sendable {
    package let address: Address
    package let from: Double
    package let to: Double
    package let lossBefore: Double
    package let loss: Double
    /// The slope of the loss where the number was before.
    package let slopeBefore: Double

    package var change: Double { to - from }
    package var lossChange: Double { loss - lossBefore }
    /// ΔL/Δ, which comes near to the slope where the nudge is small.
    package var ratio: Double { lossChange / change }
}

extension Sensitivities {
    /// The derivative with respect to a number of the network; nil for what is none of its numbers.
    subscript(_ address: Address) -> Double? {
        switch address {
        case .input(let index): input[index]
        case .weight(let layer, let neuron, let input): weights[layer][neuron, input]
        case .bias(let layer, let neuron): biases[layer][neuron]
        case .product(let layer, let neuron, _), .preactivation(let layer, let neuron):
            preactivations[layer][neuron]
        case .activation(let layer, let neuron): activations[layer][neuron]
        case .target, .learningRate: nil
        }
    }
}
