import NeuralNetwork

/// The networks that lessons call by name, each with the input it starts on.
package struct Preset: Sendable {
    package let name: String
    package let network: Network
    package let input: [Double]

    package init(name: String, network: Network, input: [Double]) {
        self.name = name
        self.network = network
        self.input = input
    }

    package static let all: [Preset] = [
        // The single neuron of the seed lesson: 0.2·1 + 0.8·2 − 0.5·3 + 0.1 = 0.4.
        preset("seed-neuron", input: [1, 2, 3], ([[0.2, 0.8, -0.5]], [0.1], .relu)),
        // The seed lesson's forward pass: two inputs, two ReLU neurons, one linear output; nine parameters.
        preset(
            "seed-net", input: [1, 0],
            ([[0.5, -0.3], [0.8, 0.1]], [0.1, -0.2], .relu), ([[0.6, 0.4]], [0], .linear)),
        // "Go to the park?" from sun, weekend and rain.
        preset("umbrella", input: [1, 0, 0], ([[1.5, 0.5, -2]], [-0.5], .sigmoid)),
        // A step neuron as a logic gate: AND to begin with.
        preset("gate", input: [0, 0], ([[1, 1]], [-1.5], .step)),
        // XOR by hand: the second neuron takes back what both inputs together add.
        preset(
            "xor-relu", input: [0, 0], ([[1, 1], [1, 1]], [0, -1], .relu), ([[1, -2]], [0], .linear)),
        // A start from which XOR can be trained.
        preset(
            "xor-start", input: [0, 0],
            ([[0.5, -0.4], [0.3, 0.8]], [0.1, -0.1], .tanh), ([[0.7, -0.6]], [0], .sigmoid)),
    ]

    package static func named(_ name: String) -> Preset? {
        all.first { $0.name == name }
    }

    private typealias LayerNumbers = (weights: [[Double]], biases: [Double], activation: Activation)

    private static func preset(_ name: String, input: [Double], _ layers: LayerNumbers...) -> Preset {
        do {
            let network = try Network(
                layers: layers.map {
                    try DenseLayer(
                        weights: Matrix($0.weights), biases: $0.biases, activation: $0.activation)
                })
            return Preset(name: name, network: network, input: input)
        } catch {
            preconditionFailure("the preset \(name) does not fit together: \(error)")
        }
    }
}
