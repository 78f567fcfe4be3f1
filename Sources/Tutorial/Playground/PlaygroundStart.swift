import Experiment
import NeuralNetwork

/// What a playground begins with.
package struct PlaygroundStart: Sendable {
    package let playground: Playground
    /// What it was made of.
    let configuration: PlaygroundConfiguration
    let network: Network?
    /// Something to tell the learner first.
    package var trouble: String?

    /// - Throws: where the configuration, or the network on it, does not fit.
    package init(
        _ configuration: PlaygroundConfiguration, network: Network? = nil
    ) throws(PlaygroundEditError) {
        var playground = try Playground(configuration)
        if let network { try playground.open(network) }
        self.playground = playground
        (self.configuration, self.network) = (configuration, network)
    }

    /// Playground's own configuration.
    package init() {
        (configuration, network) = (PlaygroundConfiguration(), nil)
        do { playground = try Playground(configuration) } catch { preconditionFailure("\(error)") }
    }
}
