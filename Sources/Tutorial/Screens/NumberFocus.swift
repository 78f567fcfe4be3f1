import Experiment
import NeuralNetwork

/// Where the focus goes from number to number: inputs first, then layer by layer, each neuron's weights, its sum,
/// its activation and its bias, as its box has them. A target and the learning rate come last.
struct NumberFocus {
    private let layerSizes: [Int]
    /// What stands behind the output: targets, and the learning rate.
    private let extras: [Address]
    private let frozen: Set<Address>

    /// What a neuron has besides its weights.
    private static let ownNumbers = 3

    init(_ network: Network) {
        (layerSizes, extras, frozen) = (network.layerSizes, [], [])
    }

    init(_ experiment: Experiment) {
        layerSizes = experiment.network.layerSizes
        extras = experiment.addresses(of: .target) + experiment.addresses(of: .rate)
        frozen = experiment.frozen
    }

    private var columns: Int { layerSizes.count + (extras.isEmpty ? 0 : 1) }

    private func stopsAt(_ address: Address, computed: Bool) -> Bool {
        computed || address.isEditable && !frozen.contains(address)
    }

    enum Direction { case up, down, left, right }

    /// The next number; without the computed ones, the next that can be changed.
    func next(after address: Address?, computed: Bool = false) -> Address {
        var next = address.map(successor) ?? .input(0)
        // Where everything is held fast, it goes round once.
        for _ in 0..<total where !stopsAt(next, computed: computed) { next = successor(of: next) }
        return next
    }

    /// The number before it; without the computed ones, the one before that can be changed.
    func previous(before address: Address?, computed: Bool = false) -> Address {
        var previous = predecessor(of: address)
        for _ in 0..<total where !stopsAt(previous, computed: computed) {
            previous = predecessor(of: previous)
        }
        return previous
    }

    private var total: Int { (0..<columns).reduce(0) { $0 + count($1) } }

    private func successor(of address: Address) -> Address {
        let (column, index) = place(of: address)
        if index + 1 < count(column) { return self.address(column, index + 1) }
        return self.address((column + 1) % columns, 0)
    }

    private func predecessor(of address: Address?) -> Address {
        guard let address else { return self.address(columns - 1, count(columns - 1) - 1) }
        let (column, index) = place(of: address)
        if index > 0 { return self.address(column, index - 1) }
        let before = (column + columns - 1) % columns
        return self.address(before, count(before) - 1)
    }

    /// Up and down stay in the layer. Left and right follow a line: from an input or a neuron to a weight that reads
    /// it, from a weight to its neuron, and back.
    func neighbour(of address: Address?, _ direction: Direction) -> Address {
        guard let address else { return .input(0) }
        switch direction {
        case .up, .down:
            let (column, index) = place(of: address)
            let target = direction == .up ? index - 1 : index + 1
            return self.address(column, min(max(0, target), count(column) - 1))
        case .right: return right(of: address)
        case .left: return left(of: address)
        }
    }

    private func right(of address: Address) -> Address {
        switch address {
        case .input(let index): return weight(reading: index, ofColumn: 0) ?? address
        case .weight(let layer, let neuron, _), .product(let layer, let neuron, _):
            return .preactivation(layer: layer, neuron: neuron)
        case .bias(let layer, let neuron), .preactivation(let layer, let neuron),
            .activation(let layer, let neuron):
            return weight(reading: neuron, ofColumn: layer + 1) ?? extras.first ?? address
        case .target, .learningRate: return address
        }
    }

    private func left(of address: Address) -> Address {
        switch address {
        case .input: return address
        case .target, .learningRate: return .activation(layer: layerSizes.count - 2, neuron: 0)
        case .weight(let layer, _, let input), .product(let layer, _, let input):
            return layer == 0 ? .input(input) : .activation(layer: layer - 1, neuron: input)
        case .bias(let layer, let neuron), .preactivation(let layer, let neuron),
            .activation(let layer, let neuron):
            return .weight(
                layer: layer, neuron: neuron,
                input: level(neuron, of: layerSizes[layer + 1], in: layerSizes[layer]))
        }
    }

    /// The weight of the next layer that reads a node and leads to the neuron at its height.
    private func weight(reading index: Int, ofColumn column: Int) -> Address? {
        guard column + 1 < layerSizes.count else { return nil }
        let neuron = level(index, of: layerSizes[column], in: layerSizes[column + 1])
        return .weight(layer: column, neuron: neuron, input: index)
    }

    /// The place in another column that is at the same height.
    private func level(_ index: Int, of count: Int, in other: Int) -> Int {
        min(other - 1, Int((Double(index) + 0.5) / Double(count) * Double(other)))
    }

    /// How many numbers a column has: the inputs, or those of all neurons of a layer.
    private func count(_ column: Int) -> Int {
        column == 0
            ? layerSizes[0]
            : column == layerSizes.count ? extras.count : layerSizes[column] * perNeuron(column)
    }

    private func perNeuron(_ column: Int) -> Int { layerSizes[column - 1] + Self.ownNumbers }

    private func place(of address: Address) -> (column: Int, index: Int) {
        switch address {
        case .input(let index): (0, index)
        case .target, .learningRate: (layerSizes.count, extras.firstIndex(of: address) ?? 0)
        case .weight(let layer, let neuron, let input), .product(let layer, let neuron, let input):
            (layer + 1, neuron * perNeuron(layer + 1) + input)
        case .preactivation(let layer, let neuron):
            (layer + 1, neuron * perNeuron(layer + 1) + layerSizes[layer])
        case .activation(let layer, let neuron):
            (layer + 1, neuron * perNeuron(layer + 1) + layerSizes[layer] + 1)
        case .bias(let layer, let neuron):
            (layer + 1, neuron * perNeuron(layer + 1) + layerSizes[layer] + 2)
        }
    }

    private func address(_ column: Int, _ index: Int) -> Address {
        guard column > 0 else { return .input(index) }
        if column == layerSizes.count { return extras[index] }
        let inputs = layerSizes[column - 1]
        let (neuron, place) = index.quotientAndRemainder(dividingBy: perNeuron(column))
        return switch place - inputs {
        case 0: .preactivation(layer: column - 1, neuron: neuron)
        case 1: .activation(layer: column - 1, neuron: neuron)
        case 2: .bias(layer: column - 1, neuron: neuron)
        default: .weight(layer: column - 1, neuron: neuron, input: place)
        }
    }
}
