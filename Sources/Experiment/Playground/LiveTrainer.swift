import NeuralNetwork

/// A network that learns in slices, as thin as one likes, and that can be changed between any two of them.
///
/// A value; its `moment` is what there is to keep of it for going back.
package struct LiveTrainer: Sendable {
    private var trainer: FastTrainer<Double>
    /// The epochs and steps that were made before the network got its present shape.
    private var earlierEpochs = 0
    private var earlierSteps = 0

    /// - Throws: `ShapeError` where an example does not fit the network.
    package init(_ network: Network, examples: [Example], settings: Trainer.Settings) throws(ShapeError) {
        trainer = try FastTrainer(network, examples: examples, settings: settings)
    }

    /// A place in the training that can be gone back to.
    package struct Moment: Sendable {
        fileprivate let trainer: FastTrainer<Double>.Moment
        fileprivate let earlierEpochs: Int
        fileprivate let earlierSteps: Int

        package var network: Network { trainer.network }
        package var epoch: Int { earlierEpochs + trainer.epoch }

        /// What a moment takes in memory: the network, its gradient and two numbers of the optimizer for each
        /// parameter, one more that says whether L1 has brought it to 0, and what does not depend on the size.
        static func bytes(parameters: Int) -> Int { 8 * 5 * parameters + 512 }
    }

    /// The place where it stands.
    package var moment: Moment {
        Moment(trainer: trainer.moment, earlierEpochs: earlierEpochs, earlierSteps: earlierSteps)
    }

    /// Goes back to a moment since which the examples are the same.
    package mutating func goBack(to moment: Moment) {
        trainer.goBack(to: moment.trainer)
        (earlierEpochs, earlierSteps) = (moment.earlierEpochs, moment.earlierSteps)
    }

    /// Goes on from a moment, with the examples that there were then.
    /// - Throws: `ShapeError` where an example does not fit its network.
    package init(_ moment: Moment, examples: [Example]) throws(ShapeError) {
        trainer = try FastTrainer(moment.trainer, examples: examples)
        (earlierEpochs, earlierSteps) = (moment.earlierEpochs, moment.earlierSteps)
    }

    package var network: Network { trainer.network }
    /// The same as the fast passes have it.
    package var fastNetwork: FastNetwork<Double> { trainer.fastNetwork }
    package var epoch: Int { earlierEpochs + trainer.epoch }
    package var steps: Int { earlierSteps + trainer.steps }

    package var settings: Trainer.Settings {
        get { trainer.settings }
        set { trainer.settings = newValue }
    }

    /// Goes on through the examples, from where it stands.
    package mutating func train(examples count: Int) { trainer.train(examples: count) }

    /// Goes on with other numbers in the same shape; what the optimizer remembers stays.
    package mutating func replace(_ network: Network) { trainer.replace(network: network) }

    /// Goes on with a network of another shape or with other examples: the epochs count on, what the optimizer
    /// remembers does not fit any more.
    /// - Throws: `ShapeError` where an example does not fit the network.
    package mutating func begin(with network: Network, examples: [Example]) throws(ShapeError) {
        let (epoch, steps) = (self.epoch, self.steps)
        trainer = try FastTrainer(network, examples: examples, settings: settings)
        (earlierEpochs, earlierSteps) = (epoch, steps)
    }
}
