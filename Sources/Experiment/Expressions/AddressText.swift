import NeuralNetwork

extension Address {
    /// The numbers that an expression such as `W1[0]`, `b1` or `in[1]` points to, in order.
    /// - Throws: `ExpressionError` with the column of what is wrong.
    package static func all(
        in node: Expression.Node, of experiment: Experiment
    ) throws(ExpressionError) -> [Address] {
        var positions: [Expression.Node] = []
        var node = node
        while case .element(let list, let position) = node.kind {
            positions.insert(position, at: 0)
            node = list
        }
        guard case .name(let name) = node.kind else {
            throw ExpressionError(column: node.column, message: "a name is expected, such as W1[0][1]")
        }
        guard let block = AddressBlock(named: name, in: experiment) else {
            throw ExpressionError(column: node.column, message: unknown(name, in: experiment))
        }
        guard positions.count <= block.shape.count else {
            let most = ["no pair", "one pair", "two pairs"][block.shape.count]
            throw ExpressionError(
                column: positions[block.shape.count].column, message: "\(name) takes \(most) of [ ] at most")
        }
        var ranges = block.shape.map { 0..<$0 }
        for (axis, position) in positions.enumerated() {
            let index = try index(position, in: ranges[axis])
            ranges[axis] = index..<(index + 1)
        }
        return block.addresses(in: ranges)
    }

    private static func index(
        _ position: Expression.Node, in range: Range<Int>
    ) throws(ExpressionError) -> Int {
        guard case .number(let number) = position.kind, let index = Int(exactly: number) else {
            throw ExpressionError(column: position.column, message: "a whole number is expected in [ ]")
        }
        guard range.contains(index) else {
            throw ExpressionError(
                column: position.column,
                message: "there is no element \(index); it goes from 0 to \(range.count - 1)")
        }
        return index
    }

    private static func unknown(_ name: String, in experiment: Experiment) -> String {
        let names = ExperimentScope(experiment).names
        if names.contains(name) { return "\(name) can be read, but not pointed to or set" }
        let pointedTo = names.filter { AddressBlock(named: $0, in: experiment) != nil }
        return "unknown name \"\(name)\"" + didYouMean(name, among: pointedTo)
    }
}

/// The addresses behind one name: a list, or the rows of a matrix. None is made before it is asked for, because a
/// name may stand for a million weights.
private struct AddressBlock {
    /// How many there are; of a matrix, rows and columns; nothing for a single number.
    let shape: [Int]
    /// The address at a row and a column, which is 0 in a list.
    private let address: (Int, Int) -> Address

    init?(named name: String, in experiment: Experiment) {
        let layers = experiment.network.layers
        switch name {
        case "in": self.init(shape: [experiment.input.count]) { index, _ in .input(index) }
        case "target" where experiment.goal != nil:
            self.init(shape: [experiment.network.outputCount]) { index, _ in .target(index) }
        case "lr" where experiment.exists(.learningRate): self.init(shape: []) { _, _ in .learningRate }
        case "out": self.init(letters: "a", layer: layers.count - 1, of: experiment.network)
        case "h" where layers.count == 2: self.init(letters: "a", layer: 0, of: experiment.network)
        default:
            let letters = String(name.prefix { !$0.isNumber })
            guard let number = Int(name.dropFirst(letters.count)), layers.indices.contains(number - 1)
            else { return nil }
            self.init(letters: letters, layer: number - 1, of: experiment.network)
        }
    }

    private init(shape: [Int], address: @escaping (Int, Int) -> Address) {
        self.shape = shape
        self.address = address
    }

    private init?(letters: String, layer: Int, of network: Network) {
        let neurons = network.layers[layer].neuronCount
        let inputs = network.layers[layer].inputCount
        switch letters {
        case "W":
            self.init(shape: [neurons, inputs]) { .weight(layer: layer, neuron: $0, input: $1) }
        case "products":
            self.init(shape: [neurons, inputs]) { .product(layer: layer, neuron: $0, input: $1) }
        case "b": self.init(shape: [neurons]) { neuron, _ in .bias(layer: layer, neuron: neuron) }
        case "z": self.init(shape: [neurons]) { neuron, _ in .preactivation(layer: layer, neuron: neuron) }
        case "a": self.init(shape: [neurons]) { neuron, _ in .activation(layer: layer, neuron: neuron) }
        default: return nil
        }
    }

    func addresses(in ranges: [Range<Int>]) -> [Address] {
        let columns = ranges.count == 2 ? ranges[1] : 0..<1
        return (ranges.first ?? 0..<1).flatMap { row in columns.map { address(row, $0) } }
    }
}
