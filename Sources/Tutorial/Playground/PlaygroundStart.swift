import Experiment
import NeuralNetwork

/// What a playground begins with.
package struct PlaygroundStart: Sendable {
    package let playground: Playground
    /// Something to tell the learner first.
    package var trouble: String?

    /// - Throws: where the configuration, or the network on it, does not fit.
    package init(
        _ configuration: PlaygroundConfiguration, network: Network? = nil
    ) throws(PlaygroundEditError) {
        var playground = try Playground(configuration)
        if let network { try playground.open(network) }
        self.playground = playground
    }

    /// Playground's own configuration.
    package init() {
        let configuration = PlaygroundConfiguration()
        do { playground = try Playground(configuration) } catch { preconditionFailure("\(error)") }
    }
}
