import NeuralNetwork

/// Training, timed the way `Benchmarks/Training/training.c` times it, with the same arguments and the same output:
///
///     Benchmark train SIZES BATCH LOSS EXAMPLES SECONDS PRECISION
///
/// `PRECISION` is `double` or `single`; `clear` is the trainer that the fast one is tested against.
enum Training {
    static func report(_ words: [String]) throws {
        guard words.count == 6, let batch = Int(words[1]), let count = Int(words[3]),
            let seconds = Double(words[4])
        else { return print("usage: Benchmark train SIZES BATCH LOSS EXAMPLES SECONDS PRECISION") }
        let isSoftmax = words[2] == "softmax"
        let sizes = words[0].split(separator: "-").compactMap { Int($0) }
        var numbers = SplitMix64(seed: 1)
        let network = try network(sizes, isSoftmax, &numbers)
        let examples = examples(count, sizes, isSoftmax, &numbers)
        var settings = Trainer.Settings()
        settings.batchSize = batch
        settings.loss = isSoftmax ? .softmaxCrossEntropy : .halfSquaredError
        let limit = Duration.seconds(seconds)
        switch words[5] {
        case "double":
            try time(FastTrainer<Double>(network, examples: examples, settings: settings), for: limit)
        case "single":
            try time(FastTrainer<Float>(network, examples: examples, settings: settings), for: limit)
        default:
            var trainer = Trainer(network, settings: settings)
            let duration = try ContinuousClock().measure {
                let end = ContinuousClock.now + limit
                repeat { try trainer.trainEpoch(examples) } while ContinuousClock.now < end
            }
            try report(trainer.epoch * count, duration, trainer.network.loss(settings.loss, over: examples))
        }
    }

    private static func time<Scalar>(_ start: FastTrainer<Scalar>, for limit: Duration) throws {
        var trainer = start
        var trained = 0
        // So many that looking at the clock takes no time to speak of, and not much longer than is asked for.
        let slice = max(1, 1_000_000 / trainer.network.parameterCount)
        let duration = ContinuousClock().measure {
            let end = ContinuousClock.now + limit
            repeat {
                trainer.train(examples: slice)
                trained += slice
            } while ContinuousClock.now < end
        }
        report(trained, duration, trainer.fastNetwork.loss(trainer.settings.loss, over: trainer.examples))
    }

    private static func report(_ trained: Int, _ duration: Duration, _ loss: Double) {
        print(Double(trained) / (duration / .seconds(1)), loss)
    }

    /// Weights so large that every layer's sums are about as large as its inputs, as in the peers.
    private static func network(
        _ sizes: [Int], _ isSoftmax: Bool, _ numbers: inout SplitMix64
    ) throws -> Network {
        var layers: [DenseLayer] = []
        for (index, (inputs, neurons)) in zip(sizes, sizes.dropFirst()).enumerated() {
            let scale = (3 / Double(inputs)).squareRoot()
            let elements = (0..<inputs * neurons).map { _ in
                Double.random(in: -scale...scale, using: &numbers)
            }
            let isLast = index == sizes.count - 2
            layers.append(
                try DenseLayer(
                    weights: Matrix(rows: neurons, columns: inputs, elements: elements),
                    biases: Array(repeating: 0, count: neurons),
                    activation: isSoftmax ? (isLast ? .linear : .relu) : .tanh))
        }
        return try Network(layers: layers)
    }

    private static func examples(
        _ count: Int, _ sizes: [Int], _ isSoftmax: Bool, _ numbers: inout SplitMix64
    ) -> [Example] {
        let outputs = sizes[sizes.count - 1]
        return (0..<count).map { _ in
            let input = (0..<sizes[0]).map { _ in Double.random(in: -1...1, using: &numbers) }
            let chosen = Int.random(in: 0..<outputs, using: &numbers)
            var target = [Double](repeating: 0, count: outputs)
            for output in 0..<outputs where !isSoftmax {
                target[output] = Bool.random(using: &numbers) ? 1 : -1
            }
            if isSoftmax { target[chosen] = 1 }
            return Example(input: input, target: target)
        }
    }

    /// What a map of every neuron costs, and a loss: milliseconds for 100 × 100 points.
    static func evaluation() throws {
        var numbers = SplitMix64(seed: 1)
        let network = FastNetwork<Double>(try network([2, 8, 8, 1], false, &numbers))
        var grid: [[Double]] = []
        for row in 0..<100 {
            for column in 0..<100 { grid.append([Double(column) / 50 - 1, Double(row) / 50 - 1]) }
        }
        let points = try PreparedExamples<Double>(inputs: grid, inputCount: 2)
        let labelled = grid.map { Example(input: $0, target: [$0[0] > 0 ? 1.0 : -1.0]) }
        let examples = try PreparedExamples<Double>(labelled, for: network.network)
        print("map", median { _ = network.activations(for: points)[2, 0].count })
        print("loss", median { _ = network.loss(.halfSquaredError, over: examples) })
        print("accuracy", median { _ = network.accuracy(over: examples) })
        print("read out", median { _ = network.network })
    }

    private static func median(_ body: () -> Void) -> Double {
        var times: [Double] = []
        for _ in 0..<101 { times.append(ContinuousClock().measure(body) / .milliseconds(1)) }
        return times.sorted()[50]
    }
}
