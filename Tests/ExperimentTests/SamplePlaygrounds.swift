import Experiment
import NeuralNetwork

extension Playground {
    /// Playground's own configuration, after so many epochs, one a frame.
    static func usual(
        epochs: Int = 0, _ change: (inout PlaygroundConfiguration) -> Void = { _ in }
    ) throws -> Playground {
        var configuration = PlaygroundConfiguration()
        change(&configuration)
        var playground = try Playground(configuration)
        playground.trainEpochs(epochs)
        return playground
    }

    /// So many rounds through the examples, one a frame, or fewer where it ends by itself.
    mutating func trainEpochs(_ count: Int) {
        for _ in 0..<count where !train(examples: start.train.count) { return }
    }

    /// Makes moves as lessons write them.
    mutating func make(_ moves: String...) throws {
        for move in moves { try make(PlaygroundMove(move, for: self)) }
    }

    /// What the network says to the examples that it learns from.
    var answers: [[Double]] {
        get throws { try start.train.map { try network.forward($0.input).output } }
    }
}
