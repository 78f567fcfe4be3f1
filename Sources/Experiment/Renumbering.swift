/// How addresses change when a neuron comes or goes: those behind it in its layer, and the weights that read them.
struct Renumbering: Sendable {
    private let layer: Int
    private let index: Int
    private let isAddition: Bool

    /// Nil for an edit that leaves every neuron in its place.
    init?(_ edit: Edit) {
        switch edit {
        case .add(let neuron): (layer, index, isAddition) = (neuron.layer, neuron.index, true)
        case .delete(let layer, let neuron): (self.layer, index, isAddition) = (layer, neuron, false)
        case .assign, .activation, .select, .mark, .descend: return nil
        }
    }

    /// Where a number that is here after the edit was before it; nil if it is new.
    func before(_ address: Address) -> Address? {
        address.moved(layer: layer) { isAddition ? closing($0) : opening($0) }
    }

    /// Where a number that was here before the edit is after it; nil if it is gone.
    func after(_ address: Address) -> Address? {
        address.moved(layer: layer) { isAddition ? opening($0) : closing($0) }
    }

    private func opening(_ neuron: Int) -> Int? { neuron < index ? neuron : neuron + 1 }

    private func closing(_ neuron: Int) -> Int? {
        neuron == index ? nil : neuron < index ? neuron : neuron - 1
    }
}

extension Address {
    /// The address with the neurons of one layer numbered anew, as targets and as sources of the next layer.
    fileprivate func moved(layer moved: Int, _ number: (Int) -> Int?) -> Address? {
        switch self {
        case .input, .target, .learningRate: self
        case .weight(moved, let neuron, let input):
            number(neuron).map { .weight(layer: moved, neuron: $0, input: input) }
        case .weight(moved + 1, let neuron, let input):
            number(input).map { .weight(layer: moved + 1, neuron: neuron, input: $0) }
        case .product(moved, let neuron, let input):
            number(neuron).map { .product(layer: moved, neuron: $0, input: input) }
        case .product(moved + 1, let neuron, let input):
            number(input).map { .product(layer: moved + 1, neuron: neuron, input: $0) }
        case .bias(moved, let neuron): number(neuron).map { .bias(layer: moved, neuron: $0) }
        case .preactivation(moved, let neuron):
            number(neuron).map { .preactivation(layer: moved, neuron: $0) }
        case .activation(moved, let neuron): number(neuron).map { .activation(layer: moved, neuron: $0) }
        case .weight, .product, .bias, .preactivation, .activation: self
        }
    }
}

/// A neuron, by its layer and its place in it, both from 0.
package struct NeuronPlace: Hashable, Sendable {
    package let layer: Int
    package let neuron: Int

    package init(layer: Int, neuron: Int) {
        self.layer = layer
        self.neuron = neuron
    }
}
