extension PlaygroundConfiguration {
    /// What a training begins with.
    public struct Start: Sendable {
        /// The examples to learn from, in their order: scaled, if there is a scaling.
        public let train: [Example]
        /// Those that tell whether what was learned holds elsewhere.
        public let test: [Example]
        /// The first network.
        public let network: Network
        /// All rows, in their order: those that are learned from, then those that test.
        public let data: LabelledData
        /// What was made of the inputs of `train` and `test`.
        public let scaling: ColumnScaling
        /// What was made of their targets, where these are numbers.
        public let targetScaling: ColumnScaling

        /// The network that reads raw numbers, and answers in such, where `network` has learned from scaled ones.
        /// - Throws: `ShapeError` where it has another number of inputs or outputs.
        public func raw(_ network: Network) throws(ShapeError) -> Network {
            let reading = scaling.isNone ? network : try scaling.folded(into: network)
            return targetScaling.isNone ? reading : try targetScaling.unfolded(from: reading)
        }
    }

    /// A network that has learned from this start, as a program that reads raw numbers.
    /// - Parameter origin: where it comes from, in a sentence or two.
    /// - Throws: `ShapeError` where the network has not the shape of this configuration.
    public func program(
        of network: Network, _ start: Start, origin: String
    ) throws(ShapeError) -> NetworkProgram {
        try NetworkProgram(
            network: start.raw(network), columns: start.data.columns, inputs: inputs, readout: readout,
            kind: start.data.kind, origin: origin)
    }

    /// The points and the first network, drawn from the seed.
    /// - Throws: `ShapeError` for a layer without neurons, or no features.
    public func start() throws(ShapeError) -> Start {
        var random = PlaygroundRandom(seed: seed)
        let data = data.labelledData(noise: noise / 100, from: &random)
        let (inputs, readout) = (inputs, readout)
        let network = try Network(
            playgroundSizes: [inputs.count] + hidden + [readout.outputCount(for: data.kind)],
            hidden: activation, output: readout.activation, from: &random)

        let rows = (0..<data.count).map { row in inputs.map { $0(data.inputs.row(row)) } }
        let targets = data.labels.map { readout.target($0, data.kind) }
        let split = trainCount
        let scalings = scalings(rows[..<split], targets[..<split])
        let examples = zip(rows, targets).map { row, target in
            Example(
                input: scalings.inputs.isNone ? row : scalings.inputs(row),
                target: scalings.targets.isNone ? target : scalings.targets(target))
        }
        return Start(
            train: Array(examples[..<split]), test: Array(examples[(self.data.isWhole ? 0 : split)...]),
            network: network, data: data, scaling: scalings.inputs, targetScaling: scalings.targets)
    }

    /// How many examples are learned from.
    public var trainCount: Int {
        if data.isWhole { return data.count }
        let share = Int(Double(data.count) * trainPercent / 100)
        // A short table has at least one row on either side; Playground's sets are long enough.
        return min(max(share, 1), max(data.count - 1, 1))
    }

    private func scalings(
        _ rows: ArraySlice<[Double]>, _ targets: ArraySlice<[Double]>
    ) -> (inputs: ColumnScaling, targets: ColumnScaling) {
        let (columns, outputs) = (inputs.count, targets.first?.count ?? 1)
        let isOff = scaling == .none
        return (
            isOff ? .none(columns: columns) : .standard(rows, columns: columns),
            isOff || readout != .number
                ? .none(columns: outputs) : .standard(targets, columns: outputs)
        )
    }
}
