import Diagrams
import Experiment
import NeuralNetwork
import TerminalUI

// What a playground says: of what has the focus, and of all that it shows.

extension PlaygroundBoard {
    /// The name of what has the focus.
    var focusName: String {
        switch focus {
        case .control(let index): return controls.indices.contains(index) ? controls[index].title : ""
        case .node(let place, _):
            guard let (address, _) = focusedNumber else { return featureName(place.row) }
            return symbol(of: address)
        case .map: return "cross"
        }
    }

    private func featureName(_ row: Int) -> String {
        ShownInput.all(of: playground)[row].label
    }

    /// `w²₁₃` and `b²₁`, counted from 1.
    func symbol(of address: Address) -> String { Notation(playground.network).symbol(of: address) }

    /// The inputs of a neuron by their names: features in the first layer, neurons before it in the others.
    private func sourceName(_ input: Int, ofLayer layer: Int) -> String {
        guard layer == 0 else {
            return Notation(playground.network).neuronName(layer: layer - 1, neuron: input)
        }
        return ShownInput.all(of: playground).first { $0.index == input }?.label ?? ""
    }

    /// What has the focus, with its value and its meaning.
    func focusLines(_ format: NumberFormat) -> [StyledLine] {
        switch focus {
        case .control(let index):
            guard controls.indices.contains(index) else { return [] }
            let control = controls[index]
            return [
                StyledLine("\(control.title) \(control.value(self))  ", .bold)
                    + StyledLine(control.explanation(self))
            ]
        case .map: return crossLines(format)
        case .node(let place, _): return nodeLines(place, format)
        }
    }

    private func nodeLines(_ place: MapNetwork.Place, _ format: NumberFormat) -> [StyledLine] {
        guard let (address, value) = focusedNumber else { return [featureLine(place.row)] }
        var line = StyledLine("\(symbol(of: address)) \(format.signed(value))  ", .bold)
        switch address {
        case .weight(let layer, let neuron, let input):
            line.append(
                "weight: \(sourceName(input, ofLayer: layer)) → \(Notation(playground.network).neuronName(layer: layer, neuron: neuron))"
            )
        default: line.append("bias: where the neuron begins to say yes")
        }
        return [line] + (showsWhy ? whyLines(place, format) : [sumLine(place, format)])
    }

    private func featureLine(_ row: Int) -> StyledLine {
        let shown = ShownInput.all(of: playground)[row]
        let meaning =
            shown.feature == nil
            ? "what the network is told of each example"
            : shown.index == nil
                ? "not told; + tells the network" : "the network is told this; + takes it away"
        return StyledLine(shown.label, .bold) + StyledLine("  \(meaning)")
    }

    /// `h¹₂ = tanh(+0.51 x −0.30 y +0.10)`.
    private func sumLine(_ place: MapNetwork.Place, _ format: NumberFormat) -> StyledLine {
        let layer = playground.network.layers[place.column - 1]
        let terms = layer.weights.row(place.row).enumerated().map { index, weight in
            "\(format.signed(weight)) \(sourceName(index, ofLayer: place.column - 1))"
        }
        let name = Notation(playground.network).neuronName(layer: place.column - 1, neuron: place.row)
        let sum = (terms + [format.signed(layer.biases[place.row])]).joined(separator: " ")
        return StyledLine("\(name) = \(layer.activation.title)(\(sum))", .dim)
    }

    /// What the points on the map stand for.
    var legend: String {
        let names = playground.configuration.data.kind.classNames
        switch playground.configuration.readout {
        case .shares:
            let letters = names.enumerated().prefix(26).map {
                "\(Character(Unicode.Scalar(65 + UInt8($0)))) \($1)"
            }
            return letters.joined(separator: ", ") + "; small letters are test examples."
        case .number: return "● above 0, ○ below; ■ □ are test examples."
        case .sign, .probability: return "● \(names[1]), ○ \(names[0]); ■ □ are test examples."
        }
    }

    // MARK: The cross

    /// What the network makes of the place under the cross.
    private var crossPass: ForwardPass? {
        let last = Double(PlaygroundFocus.mapSteps)
        let input = PlaygroundMaps(self).input(
            x: (Double(cross.x) + 0.5) / (last + 1), y: (Double(cross.y) + 0.5) / (last + 1))
        return try? playground.network.forward(input)
    }

    private func crossLines(_ format: NumberFormat) -> [StyledLine] {
        let last = Double(PlaygroundFocus.mapSteps)
        let row = PlaygroundMaps(self).row(
            x: (Double(cross.x) + 0.5) / (last + 1), y: (Double(cross.y) + 0.5) / (last + 1))
        let columns = playground.configuration.data.columns
        let place = zip(columns, row).prefix(2).map { "\($0) \(format.text($1))" }.joined(separator: ", ")
        guard let pass = crossPass else { return [] }
        return [StyledLine("\(place): ", .bold) + StyledLine(answer(pass.output, format))]
            + (showsWhy ? whyLines(.init(column: playground.network.layers.count, row: 0), format) : [])
    }

    /// What outputs say, in words: the number, and the class it stands for.
    func answer(_ outputs: [Double], _ format: NumberFormat) -> String {
        let configuration = playground.configuration
        let names = configuration.data.kind.classNames
        switch configuration.readout {
        case .number:
            let raw = playground.start.rawTarget(outputs[0])
            return "the network says \(format.text(raw))"
        case .sign, .probability:
            let name = configuration.readout.classIndex(outputs).map { names[$0] } ?? "NaN"
            return "the output is \(format.text(outputs[0])), so it says \(name)"
        case .shares:
            let shares = zip(names, softmax(outputs)).map { "\($0) \(Int(($1 * 100).rounded())) %" }
            return shares.joined(separator: ", ")
        }
    }

    /// The sum of a neuron with the numbers that it has at the cross: product by product.
    private func whyLines(_ place: MapNetwork.Place, _ format: NumberFormat) -> [StyledLine] {
        guard let pass = crossPass, place.column > 0 else { return [] }
        let layer = pass.layers[place.column - 1]
        let inputs = pass.inputs(ofLayer: place.column - 1)
        let weights = playground.network.layers[place.column - 1].weights.row(place.row)
        let terms = zip(weights, inputs).map { "\(format.signed($0))·\(format.text($1))" }
        let name = Notation(playground.network).neuronName(layer: place.column - 1, neuron: place.row)
        let (z, a) = (layer.preactivations[place.row], layer.activations[place.row])
        return [
            StyledLine(
                "z = \((terms + [format.signed(layer.biases[place.row])]).joined(separator: " ")) = \(format.text(z))"
            ),
            StyledLine("\(name) = \(layer.activation.title)(\(format.text(z))) = \(format.text(a))"),
        ]
    }

    // MARK: All of it

    /// All that it shows, in sentences.
    func inWords() -> [String] {
        let format = NumberFormat(glyphs: .ascii)
        let (configuration, record) = (playground.configuration, playground.record)
        let sizes = playground.network.layerSizes.map(String.init).joined(separator: "-")
        var words = [
            "\(configuration.data.title): \(playground.start.train.count) examples to learn from, \(playground.start.test.count) to test.",
            "A \(sizes) network, epoch \(playground.epoch).",
            "Loss \(format.text(record.trainLoss)), on test examples \(format.text(record.testLoss)).",
        ]
        if let train = record.trainAccuracy, let test = record.testAccuracy {
            words.append("\(Self.percent(train)), of the test examples \(Self.percent(test)).")
        }
        words += controls.map { "\($0.title): \($0.value(self))." }
        // While it trains they change at every tick, and what changes is said.
        if !isTraining {
            words += LossCurves(playground.lossSamples).inWords() + PlaygroundMaps(self).inWords()
        }
        if let trouble = playground.trouble { words += [trouble.title, trouble.advice] }
        if let typed {
            words.append(
                "\(focusName) = \(typed.text.isEmpty ? "what? A number" : typed.text); Enter takes it.")
        }
        if let message { words.append(message + ".") }
        return words + focusLines(format).map(\.text)
    }
}

extension PlaygroundConfiguration.Start {
    /// A target as the table has it.
    func rawTarget(_ value: Double) -> Double {
        targetScaling.isNone ? value : value * targetScaling.deviations[0] + targetScaling.means[0]
    }
}
