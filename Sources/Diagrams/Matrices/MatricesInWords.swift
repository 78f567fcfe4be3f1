import Experiment
import NeuralNetwork

extension MatrixPicture {
    /// The matrices said in words, a sentence for each shape and each row.
    package func inWords() -> [String] {
        let network = picture.experiment.network
        return network.layers.indices.flatMap { sentences(layer: $0, network.layers[$0]) }
    }

    private static let mostRowsSaid = 16
    private static let mostColumnsSaid = 8

    private func counted(_ count: Int) -> String { count == 1 ? "1 number" : "\(count) numbers" }

    private func sentences(layer: Int, _ dense: DenseLayer) -> [String] {
        let notation = Notation(picture.experiment.network)
        let (neurons, inputs) = (dense.neuronCount, dense.inputCount)
        let weights = notation.weightsName(layer: layer)
        var sentences = [
            "\(weights), \(neurons)×\(inputs), times \(notation.vectorName(column: layer)), \(counted(inputs)), "
                + "plus \(notation.biasesName(layer: layer)) and through \(dense.activation.title) gives "
                + "\(notation.vectorName(column: layer + 1)), \(counted(neurons))."
        ]
        for neuron in 0..<min(neurons, Self.mostRowsSaid) {
            let numbers = (0..<min(inputs, Self.mostColumnsSaid)).map {
                picture.spoken(.weight(layer: layer, neuron: neuron, input: $0))
            }
            let more = inputs > numbers.count ? " and \(inputs - numbers.count) more" : ""
            let name = notation.neuronName(layer: layer, neuron: neuron)
            sentences.append(
                "Row \(neuron + 1) of \(weights): \(numbers.joined(separator: ", "))\(more); "
                    + "bias \(picture.spoken(.bias(layer: layer, neuron: neuron))), "
                    + "z \(picture.spoken(.preactivation(layer: layer, neuron: neuron))), "
                    + "\(name) \(picture.spoken(.activation(layer: layer, neuron: neuron))).")
        }
        if neurons > Self.mostRowsSaid { sentences.append("\(neurons - Self.mostRowsSaid) more rows.") }
        return sentences
    }
}
