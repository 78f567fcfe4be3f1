/// What `Trainer` computes, made fast; `Trainer` is the one to read first, and the one that this is tested against.
///
/// Three things make the difference:
///
/// 1. Every number lies in one of a few flat buffers that are made once. Nothing is allocated while it learns.
/// 2. The examples of a batch go through the network together, in the lanes of the processor's registers
///    (`LayerKernels`).
/// 3. tanh and the exponential are computed in those lanes too (`LaneFunctions`).
///
/// Neither of the last two helps much alone: half of a small network's time is the sums, the other half tanh.
///
/// The way of a batch: `PreparedExamples` lays the examples out once; `NetworkPasses` sends some of them through the
/// network and back, by the sums of `LayerKernels` and the functions of `ActivationKernels`; `StepKernels` takes the step.
///
/// What is computed is the same, sum for sum; where lanes are added up at last, the order differs, and with it the last
/// bits. How the examples are dealt out to calls of `train(examples:)` changes no bit: examples are gathered until there
/// are `mostGathered` of them, or a step or the end of the epoch is due, and only then go through the network.
public struct FastTrainer<Scalar: TrainingScalar>: Sendable {
    /// So many examples at most go through the network together: enough to keep the registers busy, and few enough for
    /// the fastest memory to hold what they leave behind in a network of Playground's size.
    static var mostGathered: Int { 64 }

    /// The network as it is now, for the fast passes.
    public private(set) var fastNetwork: FastNetwork<Scalar>
    /// What it learns from, in this order.
    public private(set) var examples: PreparedExamples<Scalar>
    /// How many rounds through the examples were made.
    public private(set) var epoch = 0
    /// How many steps were taken.
    public private(set) var steps = 0
    /// How many examples of this round were taken.
    public private(set) var position = 0

    private var current: Trainer.Settings
    /// All other numbers that are kept from step to step, in the sections of `map`.
    private var memory: [Scalar]
    /// What a pass works with and no other reads; empty until there is one.
    private var scratch: [Scalar] = []
    private let map: Map
    /// The last examples before `position` that have not gone through the network yet.
    private var gathered = 0
    /// How many examples the gradient is the sum of.
    private var summed = 0
    private var hasDead = false

    /// A trainer of this network, before its first step.
    /// - Throws: `ShapeError` for the first example that does not fit the network.
    public init(
        _ network: Network, examples: [Example], settings: Trainer.Settings = Trainer.Settings()
    ) throws(ShapeError) {
        self.init(network, examples: try PreparedExamples(examples, for: network), settings: settings)
    }

    private init(_ network: Network, examples: PreparedExamples<Scalar>, settings: Trainer.Settings) {
        fastNetwork = FastNetwork(network)
        self.examples = examples
        current = settings
        map = Map(
            parameters: fastNetwork.parameters.count, neurons: fastNetwork.neuronCount,
            inputs: network.inputCount)
        memory = Array(repeating: 0, count: map.kept)
    }

    /// A place to go on from later: all but the examples and what the next pass makes anew, which is many times as large
    /// as a small network.
    public struct Moment: Sendable {
        fileprivate var trainer: FastTrainer

        /// The network as it was then.
        public var network: Network { trainer.network }
        /// How many rounds through the examples had been made.
        public var epoch: Int { trainer.epoch }
    }

    /// The place where it stands.
    public var moment: Moment {
        var moment = Moment(trainer: self)
        moment.trainer.scratch = []
        moment.trainer.examples = .none
        return moment
    }

    /// A trainer that goes on from a moment, with the examples that it had then.
    /// - Throws: `ShapeError` for the first example that does not fit its network.
    public init(_ moment: Moment, examples: [Example]) throws(ShapeError) {
        self = moment.trainer
        self.examples = try PreparedExamples(examples, for: moment.network)
    }

    /// Goes back to a moment since which the examples are the same.
    public mutating func goBack(to moment: Moment) {
        precondition(moment.trainer.fastNetwork.layerSizes[0] == examples.inputCount, "the same examples")
        let examples = examples
        self = moment.trainer
        self.examples = examples
    }

    /// The settings, for the next step on.
    public var settings: Trainer.Settings {
        get { current }
        set {
            // What was taken before is learned by the loss that held then.
            if newValue.loss != current.loss { pass() }
            current = newValue
        }
    }

    /// The network as it is now.
    public var network: Network { fastNetwork.network }

    /// How many weights L1 has brought to 0 for good.
    public var deadCount: Int { hasDead ? memory[map.dead..<map.dead + map.parameters].count { $0 > 0 } : 0 }

    /// Goes on with a network of the same sizes, such as this one with an edited weight. What the optimizer remembers
    /// and the place among the examples stay; a weight that was given a value lives again.
    public mutating func replace(network: Network) {
        precondition(network.layerSizes == fastNetwork.layerSizes, "a network of the same sizes")
        pass()
        let before = fastNetwork.parameters
        fastNetwork.fill(from: network)
        guard hasDead else { return }
        for (place, number) in fastNetwork.parameters.enumerated() where number != before[place] {
            memory[map.dead + place] = 0
        }
    }

    // `@_specialize`: compiled for either kind of number, here, where all that it calls is known. Called from another
    // module, the general one would look up every addition.

    /// Learns from the next `count` examples, round after round, from where it stands.
    @_specialize(where Scalar == Double)
    @_specialize(where Scalar == Float)
    public mutating func train(examples count: Int) {
        precondition(count >= 0, "a number of examples")
        guard examples.count > 0 else { return }
        learn(count)
    }

    /// Learns from the rest of this round's examples; at its beginning, those are all.
    @_specialize(where Scalar == Double)
    @_specialize(where Scalar == Float)
    public mutating func trainEpoch() {
        guard examples.count > 0 else {
            epoch += 1
            return
        }
        learn(examples.count - position)
    }

    /// The places of `memory` and of `scratch`, one section after the other.
    private struct Map: Sendable {
        let parameters: Int
        let gradient, directions, squares, dead: Int
        let kept: Int
        let preactivations, activations, deltas, inputs: Int
        let scratch: Int

        init(parameters: Int, neurons: Int, inputs: Int) {
            self.parameters = parameters
            (gradient, directions, squares, dead) = (0, parameters, 2 * parameters, 3 * parameters)
            kept = 4 * parameters
            let rows = neurons * FastTrainer.mostGathered
            (preactivations, activations, deltas, self.inputs) = (0, rows, 2 * rows, 3 * rows)
            scratch = self.inputs + inputs * FastTrainer.mostGathered
        }
    }

    /// The buffers' addresses, taken once a call: the way to them through arrays would be checked at every number.
    private struct Buffers {
        let layers: UnsafeBufferPointer<LayerPlan>
        let parameters: UnsafeMutablePointer<Scalar>
        let memory: UnsafeMutablePointer<Scalar>
        let scratch: UnsafeMutablePointer<Scalar>
        let rows: UnsafeMutablePointer<Scalar>
    }

    @inline(__always) private mutating func learn(_ count: Int) {
        withBuffers { trainer, buffers in
            var left = count
            while left > 0 {
                let batch = trainer.current.batchSize
                let untilStep = batch &- trainer.position % batch
                let untilEnd = trainer.examples.count &- trainer.position
                let room = Self.mostGathered &- trainer.gathered
                let taken = min(min(left, room), min(untilStep, untilEnd))
                trainer.gathered &+= taken
                trainer.position &+= taken
                left &-= taken
                if taken == untilStep || taken == untilEnd || taken == room { trainer.pass(buffers) }
                if taken == untilStep { trainer.step(buffers) }
                if taken == untilEnd {
                    trainer.epoch &+= 1
                    trainer.position = 0
                }
            }
        }
    }

    /// Sends the gathered examples through the network and back.
    @_specialize(where Scalar == Double)
    @_specialize(where Scalar == Float)
    private mutating func pass() {
        guard gathered > 0 else { return }
        withBuffers { trainer, buffers in trainer.pass(buffers) }
    }

    @inline(__always) private mutating func pass(_ buffers: Buffers) {
        let scratch = buffers.scratch
        let passes = NetworkPasses<Scalar>(
            layers: buffers.layers, parameters: buffers.parameters,
            preactivations: scratch + map.preactivations,
            activations: scratch + map.activations, count: gathered,
            lanes: NetworkPasses<Scalar>.lanes(gathered))
        let first = position &- gathered
        var inputs = LayerKernels<Scalar>.Rows(buffers.rows + first, stride: examples.stride)
        let targets = LayerKernels<Scalar>.Rows(
            buffers.rows + examples.inputCount &* examples.stride + first, stride: examples.stride)
        if passes.count < passes.lanes {
            // The next examples have no business in the lanes that are left.
            let copies = LayerKernels<Scalar>.Rows(scratch + map.inputs, stride: passes.lanes)
            for input in 0..<examples.inputCount {
                let copy = copies.first + input &* copies.stride
                copy.update(from: inputs.first + input &* inputs.stride, count: passes.count)
                for lane in passes.count..<passes.lanes { copy[lane] = 0 }
            }
            inputs = copies
        }
        passes.forward(inputs)
        passes.backward(
            current.loss, inputs: inputs, targets: targets, deltas: scratch + map.deltas,
            gradient: buffers.memory + map.gradient)
        summed &+= gathered
        gathered = 0
    }

    @inline(__always) private mutating func step(_ buffers: Buffers) {
        steps &+= 1
        let memory = buffers.memory
        let kernels = StepKernels(
            parameters: buffers.parameters, gradient: memory + map.gradient,
            directions: memory + map.directions,
            squares: memory + map.squares, dead: memory + map.dead)
        let hasDied = kernels.step(buffers.layers, current, examples: summed, number: steps, hasDead: hasDead)
        hasDead = hasDead || hasDied
        summed = 0
    }

    /// Buffers leave the trainer while their addresses are in use, so that nothing else holds them.
    @inline(__always) private mutating func withBuffers(_ body: (inout Self, Buffers) -> Void) {
        if scratch.isEmpty { scratch = Array(repeating: 0, count: map.scratch) }
        var (parameters, memory, scratch): ([Scalar], [Scalar], [Scalar]) = ([], [], [])
        swap(&parameters, &fastNetwork.parameters)
        swap(&memory, &self.memory)
        swap(&scratch, &self.scratch)
        let (layers, rows) = (fastNetwork.layers, examples.rows)
        layers.withUnsafeBufferPointer { layers in
            rows.withUnsafeBufferPointer { rows in
                parameters.withUnsafeMutableBufferPointer { parameters in
                    memory.withUnsafeMutableBufferPointer { memory in
                        scratch.withUnsafeMutableBufferPointer { scratch in
                            guard let parameters = parameters.baseAddress, let memory = memory.baseAddress,
                                let scratch = scratch.baseAddress, let rows = rows.baseAddress
                            else { return }
                            body(
                                &self,
                                Buffers(
                                    layers: layers, parameters: parameters, memory: memory, scratch: scratch,
                                    rows: UnsafeMutablePointer(mutating: rows)))
                        }
                    }
                }
            }
        }
        swap(&parameters, &fastNetwork.parameters)
        swap(&memory, &self.memory)
        swap(&scratch, &self.scratch)
    }
}

extension FastNetwork {
    /// The network, read out.
    public var network: Network {
        do {
            return try Network(
                layers: layers.map { plan in
                    try DenseLayer(
                        weights: Matrix(
                            rows: plan.neurons, columns: plan.inputs,
                            elements: Self.read(parameters, plan.weights, plan.neurons * plan.inputs)),
                        biases: Self.read(parameters, plan.biases, plan.neurons), activation: plan.activation)
                })
        } catch {
            preconditionFailure("it was laid out from a network: \(error)")
        }
    }
}
