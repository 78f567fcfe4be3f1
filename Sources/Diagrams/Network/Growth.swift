import Experiment
import NeuralNetwork

/// A neuron that has just been added and grows into the picture: first its weights one by one, then its bias, then
/// the weights with which the next layer reads it.
package struct Growth: Hashable, Sendable {
    package var layer: Int
    package var neuron: Int
    /// From 0 to 1, a third for each part.
    package var progress: Double

    package init(layer: Int, neuron: Int, progress: Double) {
        self.layer = layer
        self.neuron = neuron
        self.progress = progress
    }

    /// Whether a number has come with the neuron.
    func includes(_ address: Address) -> Bool {
        if case .weight(let place, _, neuron) = address, place == layer + 1 { return true }
        if case .product(let place, _, neuron) = address, place == layer + 1 { return true }
        guard let place = address.neuron else { return false }
        return place.layer == layer && place.neuron == neuron
    }

    /// Whether a number of the new neuron has grown in.
    func hasGrown(_ address: Address, in network: Network) -> Bool {
        switch address {
        case .input, .target, .learningRate: true
        case .weight(let place, let row, let column), .product(let place, let row, let column):
            place == layer
                ? hasGrown(column, of: network.layers[place].inputCount, from: 0)
                : hasGrown(row, of: network.layers[place].neuronCount, from: 2)
        case .bias: progress > 1.0 / 3
        // What follows from all these is there when they are.
        case .preactivation, .activation: progress >= 2.0 / 3
        }
    }

    /// Whether a part's item is there: they come one after the other, over a third of the whole.
    private func hasGrown(_ index: Int, of count: Int, from third: Double) -> Bool {
        let share = progress * 3 - third
        return share >= 1 || share > Double(index) / Double(count)
    }
}

extension NetworkPicture {
    /// Whether a number is there yet: false only for those of a new neuron that have not grown in.
    func hasGrown(_ address: Address) -> Bool {
        guard let growth, growth.includes(address) else { return true }
        return growth.hasGrown(address, in: experiment.network)
    }

    /// The shapes of a layer's matrices as far as they have grown.
    func grownShape(of layer: Int) -> (neurons: Int, inputs: Int, biases: Int, outputs: Int) {
        let dense = experiment.network.layers[layer]
        var shape = (dense.neuronCount, dense.inputCount, dense.neuronCount, dense.neuronCount)
        guard let growth else { return shape }
        if growth.layer == layer {
            if !hasGrown(.weight(layer: layer, neuron: growth.neuron, input: 0)) { shape.0 -= 1 }
            if !hasGrown(.bias(layer: layer, neuron: growth.neuron)) { shape.2 -= 1 }
            if !hasGrown(.activation(layer: layer, neuron: growth.neuron)) { shape.3 -= 1 }
        } else if growth.layer == layer - 1,
            !hasGrown(.weight(layer: layer, neuron: 0, input: growth.neuron))
        {
            shape.1 -= 1
        }
        return shape
    }
}
