/// A network that learns from examples, batch by batch: with plain gradient descent as TensorFlow Playground does it,
/// number for number.
///
/// Each example goes forward and back, and its gradient is added to those before it. After `batchSize` of them every
/// parameter goes a step against the mean:
///
///     b ← b − η · (Σ ∂L/∂b / n)
///     w ← w − η · (Σ ∂L/∂w / n) − η · λ · R′(w)      R′ at the weight as it was before
///
/// Other optimizers go elsewhere than along the mean itself; the pull of the regularization stays beside it.
/// What is left over at the end of the examples stays for the next round's first step.
public struct Trainer: Sendable {
    /// What can be changed while it learns.
    public struct Settings: Equatable, Codable, Sendable {
        /// η: how far a step goes for a slope of 1.
        public var learningRate = 0.03
        /// How many examples make a step.
        public var batchSize = 10
        /// What is to become small.
        public var loss = Loss.halfSquaredError
        /// What makes a step out of a slope.
        public var optimizer = Optimizer.gradientDescent
        /// What keeps weights small.
        public var regularization = Regularization.none
        /// λ: how much that counts.
        public var regularizationRate = 0.0

        /// Playground's own settings.
        public init() {}
    }

    /// The network as it is now.
    public private(set) var network: Network
    /// The settings, for the next step on.
    public var settings: Settings
    /// How many rounds through the examples were made.
    public private(set) var epoch = 0
    /// How many steps were taken.
    public private(set) var steps = 0
    /// The gradients since the last step, added up, and of how many examples they are.
    private var gradient: Gradient
    private var count = 0
    /// What the optimizer remembers of every weight, neurons × inputs, and of every bias, by layer.
    private var weightMemory: [[Optimizer.Memory]]
    private var biasMemory: [[Optimizer.Memory]]
    /// The weights that L1 has brought to 0, for good: neurons × inputs, by layer.
    private var isDead: [[Bool]]

    /// A trainer of this network, before its first step.
    public init(_ network: Network, settings: Settings = Settings()) {
        self.network = network
        self.settings = settings
        gradient = Gradient(zeroFor: network)
        weightMemory = network.layers.map { Array(repeating: .init(), count: $0.weights.elements.count) }
        biasMemory = network.layers.map { Array(repeating: .init(), count: $0.neuronCount) }
        isDead = network.layers.map { Array(repeating: false, count: $0.weights.elements.count) }
    }

    /// How many weights L1 has brought to 0 for good.
    public var deadCount: Int { isDead.reduce(0) { $0 + $1.count { $0 } } }

    /// One round through the examples, in their order.
    /// - Throws: `ShapeError` where an example does not fit the network.
    public mutating func trainEpoch(_ examples: [Example]) throws(ShapeError) {
        for (index, example) in examples.enumerated() {
            let pass = try network.forward(example.input)
            gradient.add(
                network.backward(through: pass, loss: settings.loss, target: example.target), share: 1)
            count += 1
            if (index + 1) % settings.batchSize == 0 { step() }
        }
        epoch += 1
    }

    /// Takes the step that the examples since the last one ask for.
    private mutating func step() {
        steps += 1
        for layer in network.layers.indices {
            for neuron in 0..<network.layers[layer].neuronCount {
                for input in 0..<network.layers[layer].inputCount { stepWeight(layer, neuron, input) }
                stepBias(layer, neuron)
            }
        }
        gradient = Gradient(zeroFor: network)
        count = 0
    }

    private mutating func stepBias(_ layer: Int, _ neuron: Int) {
        let slope = gradient.biases[layer][neuron] / Double(count)
        let direction = settings.optimizer.direction(slope, &biasMemory[layer][neuron], step: steps)
        network.layers[layer].biases[neuron] -= settings.learningRate * direction
    }

    private mutating func stepWeight(_ layer: Int, _ neuron: Int, _ input: Int) {
        let place = neuron * network.layers[layer].inputCount + input
        guard !isDead[layer][place] else { return }
        let weight = network.layers[layer].weights[neuron, input]
        let slope = gradient.weights[layer][neuron, input] / Double(count)
        let direction = settings.optimizer.direction(slope, &weightMemory[layer][place], step: steps)
        let learned = weight - settings.learningRate * direction
        let pull = settings.learningRate * settings.regularizationRate
        let pulled = learned - pull * settings.regularization.slope(at: weight)
        // Pulled through 0 by the penalty alone, it has nothing to say, and stays there.
        let hasCrossed = settings.regularization == .L1 && learned * pulled < 0
        isDead[layer][place] = hasCrossed
        network.layers[layer].weights[neuron, input] = hasCrossed ? 0 : pulled
    }
}

extension Network {
    /// A network as TensorFlow Playground begins: weights between −0.5 and 0.5 in the order layer, neuron, input, and
    /// every bias 0.1.
    /// - Parameters:
    ///   - sizes: how many inputs, then how many neurons in each layer.
    ///   - hidden: the activation of all layers but the last.
    ///   - output: that of the last.
    /// - Throws: `ShapeError` for a layer of none.
    public init(
        playgroundSizes sizes: [Int], hidden: Activation, output: Activation,
        from random: inout PlaygroundRandom
    ) throws(ShapeError) {
        var layers: [DenseLayer] = []
        for (index, (inputs, neurons)) in zip(sizes, sizes.dropFirst()).enumerated() {
            var weights: [Double] = []
            for _ in 0..<inputs * neurons { weights.append(random.next() - 0.5) }
            layers.append(
                try DenseLayer(
                    weights: Matrix(rows: neurons, columns: inputs, elements: weights),
                    biases: Array(repeating: 0.1, count: neurons),
                    activation: index == sizes.count - 2 ? output : hidden))
        }
        try self.init(layers: layers)
    }
}
