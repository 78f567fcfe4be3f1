import Experiment
import NeuralNetwork

/// The names that pictures and prose give to numbers, counting from 1: x₁, w¹₁₂, h₁, y.
package struct Notation: Hashable, Sendable {
    private let layerSizes: [Int]
    /// Whether the input is the z of a curve.
    private var isCurve = false

    package init(_ network: Network) {
        layerSizes = network.layerSizes
    }

    package init(_ experiment: Experiment) {
        self.init(experiment.network)
        isCurve = experiment.isCurve
    }

    init(layerSizes: [Int]) {
        self.layerSizes = layerSizes
    }

    private var lastLayer: Int { layerSizes.count - 2 }

    package func symbol(of address: Address) -> String {
        switch address {
        case .input where isCurve: "z"
        case .input(let index): inputName(index)
        case .weight(let layer, let neuron, let input):
            "w" + layerMark(layer) + pair(neuron, input, of: layer)
        case .product(let layer, let neuron, let input):
            "w" + layerMark(layer) + pair(neuron, input, of: layer) + "·" + source(of: layer, index: input)
        case .bias(let layer, let neuron): "b" + layerMark(layer) + single(neuron)
        case .preactivation(let layer, let neuron): "z" + layerMark(layer) + single(neuron)
        case .activation(let layer, let neuron): neuronName(layer: layer, neuron: neuron)
        case .target(let index): layerSizes[lastLayer + 1] == 1 ? "t" : "t" + subscripted(index + 1)
        case .learningRate: "η"
        }
    }

    /// What a neuron puts out: y for the output, h for the only hidden layer, a with its layer otherwise.
    package func neuronName(layer: Int, neuron: Int) -> String {
        if layer == lastLayer { return layerSizes[layer + 1] == 1 ? "y" : "y" + subscripted(neuron + 1) }
        return (lastLayer == 1 ? "h" : "a" + superscripted(layer + 1)) + subscripted(neuron + 1)
    }

    /// Where a layer's input comes from: an input of the network or a neuron before it.
    package func source(of layer: Int, index: Int) -> String {
        layer == 0 ? inputName(index) : neuronName(layer: layer - 1, neuron: index)
    }

    /// The name of a layer's weights as a matrix: W¹, or W where there is one layer.
    package func weightsName(layer: Int) -> String { "W" + layerMark(layer) }

    /// The name of a layer's biases as a column: b¹.
    package func biasesName(layer: Int) -> String { "b" + layerMark(layer) }

    /// The name of a column of numbers: x for the inputs, h or a¹ for what hidden neurons pass on, y for the
    /// outputs.
    package func vectorName(column: Int) -> String {
        if column == 0 { return "x" }
        if column - 1 == lastLayer { return "y" }
        return lastLayer == 1 ? "h" : "a" + superscripted(column)
    }

    /// A neuron in words: "the second hidden neuron", "the output neuron".
    package func neuronInWords(layer: Int, neuron: Int) -> String {
        let count = layerSizes[layer + 1]
        let place = count == 1 ? "" : ordinal(neuron + 1) + " "
        if layer == lastLayer { return isOneNeuron ? "the neuron" : "the \(place)output neuron" }
        let name = lastLayer == 1 ? "hidden neuron" : "neuron of hidden layer \(layer + 1)"
        return "the \(place)\(name)"
    }

    /// A number's place in words: "weight from input 1 to hidden neuron 1".
    package func placeInWords(of address: Address) -> String {
        switch address {
        case .input(let index): "input \(index + 1)"
        case .weight(let layer, let neuron, let input):
            "weight: \(from(layer, input)) → \(to(layer, neuron))"
        case .product(let layer, let neuron, let input):
            "product: \(from(layer, input)) → \(to(layer, neuron))"
        case .bias(let layer, let neuron): "bias of \(to(layer, neuron))"
        case .preactivation(let layer, let neuron): "weighted sum of \(to(layer, neuron))"
        case .activation(let layer, let neuron): "what \(to(layer, neuron)) passes on"
        case .target(let index): "target: what is wanted of \(to(lastLayer, index))"
        case .learningRate: "learning rate: how far a step goes"
        }
    }

    private func from(_ layer: Int, _ input: Int) -> String {
        layer == 0 ? "input \(input + 1)" : to(layer - 1, input)
    }

    private func to(_ layer: Int, _ neuron: Int) -> String {
        let number = layerSizes[layer + 1] == 1 ? "" : " \(neuron + 1)"
        if layer == lastLayer { return (lastLayer == 0 ? "neuron" : "output") + number }
        return (lastLayer == 1 ? "hidden" : "layer \(layer + 1) neuron") + number
    }

    /// The layer is named only where there are several.
    private func layerMark(_ layer: Int) -> String {
        lastLayer == 0 ? "" : superscripted(layer + 1)
    }

    /// A network of one neuron does not count it.
    private var isOneNeuron: Bool { lastLayer == 0 && layerSizes[1] == 1 }

    private func single(_ neuron: Int) -> String {
        isOneNeuron ? "" : subscripted(neuron + 1)
    }

    /// An input: x where there is nothing else, in a network of one neuron.
    private func inputName(_ index: Int) -> String {
        layerSizes == [1, 1] ? "x" : "x" + subscripted(index + 1)
    }

    /// Two indices as one subscript; separated where one of them has two digits.
    private func pair(_ neuron: Int, _ input: Int, of layer: Int) -> String {
        if isOneNeuron { return layerSizes[0] == 1 ? "" : subscripted(input + 1) }
        let needsComma = layerSizes[layer] > 9 || layerSizes[layer + 1] > 9
        return subscripted(neuron + 1) + (needsComma ? "," : "") + subscripted(input + 1)
    }
}

/// A number in subscript digits.
func subscripted(_ number: Int) -> String {
    String(String(number).compactMap { $0.wholeNumberValue.map { Array("₀₁₂₃₄₅₆₇₈₉")[$0] } })
}

/// A number in superscript digits.
func superscripted(_ number: Int) -> String {
    String(String(number).compactMap { $0.wholeNumberValue.map { Array("⁰¹²³⁴⁵⁶⁷⁸⁹")[$0] } })
}

/// `first`, `second`, … and from ten on `10th`, `11th`, `21st`.
private func ordinal(_ number: Int) -> String {
    let words = ["first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth"]
    if words.indices.contains(number - 1) { return words[number - 1] }
    let isTeen = (11...13).contains(number % 100)
    let ending = isTeen ? "th" : [1: "st", 2: "nd", 3: "rd"][number % 10] ?? "th"
    return "\(number)\(ending)"
}
