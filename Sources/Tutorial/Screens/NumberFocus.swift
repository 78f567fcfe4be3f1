import Experiment
import NeuralNetwork

/// Where the focus goes from number to number: inputs first, then layer by layer, each neuron's weights, its sum,
/// its activation and its bias, as its box has them.
struct NumberFocus {
    private let layerSizes: [Int]

    /// What a neuron has besides its weights.
    private static let ownNumbers = 3

    init(_ network: Network) {
        layerSizes = network.layerSizes
    }

    enum Direction { case up, down, left, right }

    /// The next number that can be changed.
    func next(after address: Address?) -> Address {
        guard let address else { return .input(0) }
        let next = successor(of: address)
        return next.isEditable ? next : self.next(after: next)
    }

    /// The number before it that can be changed.
    func previous(before address: Address?) -> Address {
        let previous = predecessor(of: address)
        return previous.isEditable ? previous : self.previous(before: previous)
    }

    private func successor(of address: Address) -> Address {
        let (column, index) = place(of: address)
        if index + 1 < count(column) { return self.address(column, index + 1) }
        return self.address((column + 1) % layerSizes.count, 0)
    }

    private func predecessor(of address: Address?) -> Address {
        guard let address else { return self.address(layerSizes.count - 1, count(layerSizes.count - 1) - 1) }
        let (column, index) = place(of: address)
        if index > 0 { return self.address(column, index - 1) }
        let before = (column + layerSizes.count - 1) % layerSizes.count
        return self.address(before, count(before) - 1)
    }

    /// Up and down stay in the layer; left and right keep the height.
    func neighbour(of address: Address?, _ direction: Direction) -> Address {
        guard let address else { return .input(0) }
        let (column, index) = place(of: address)
        switch direction {
        case .up: return self.address(column, max(0, index - 1))
        case .down: return self.address(column, min(count(column) - 1, index + 1))
        case .left, .right:
            let target = min(max(0, column + (direction == .left ? -1 : 1)), layerSizes.count - 1)
            guard target != column else { return address }
            let height = (Double(index) + 0.5) / Double(count(column))
            return self.address(target, min(count(target) - 1, Int(height * Double(count(target)))))
        }
    }

    /// How many numbers a column has: the inputs, or those of all neurons of a layer.
    private func count(_ column: Int) -> Int {
        column == 0 ? layerSizes[0] : layerSizes[column] * perNeuron(column)
    }

    private func perNeuron(_ column: Int) -> Int { layerSizes[column - 1] + Self.ownNumbers }

    private func place(of address: Address) -> (column: Int, index: Int) {
        switch address {
        case .input(let index): (0, index)
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
