import Diagrams
import Experiment
import NeuralNetwork
import TerminalUI
import Samples

/// The shapes that pictures are tried with: the lessons' own, narrow and tall ones, deep ones, and one that
/// no screen can hold.
let shapes: [[Int]] = [
    [3, 1], [2, 2, 1], [2, 3, 1], [1, 1], [2, 1, 1, 1, 1, 1, 1, 1], [2, 8, 8, 1], [64, 32, 10], [5000, 1],
]

extension Network {
    /// A network of these sizes, inputs first, with parameters between -2 and 2.
    static func sample(
        _ sizes: [Int], activations: [Activation]? = nil, seed: UInt64 = 7
    ) throws -> Network {
        var generator = SeededGenerator(seed: seed)
        return try sample(sizes, activations: activations, using: &generator)
    }

    static func sample(
        _ sizes: [Int], activations: [Activation]? = nil, using generator: inout SeededGenerator
    ) throws -> Network {
        var layers: [DenseLayer] = []
        for index in 0..<(sizes.count - 1) {
            let (inputs, neurons) = (sizes[index], sizes[index + 1])
            let elements = generator.numbers(neurons * inputs, in: -2...2)
            layers.append(
                try DenseLayer(
                    weights: Matrix(rows: neurons, columns: inputs, elements: elements),
                    biases: generator.numbers(neurons), activation: activations?[index] ?? .relu))
        }
        return try Network(layers: layers)
    }
}

extension Experiment {
    /// A preset by its name.
    static func preset(_ name: String, input: [Double]? = nil) throws -> Experiment {
        guard let preset = Preset.named(name) else { throw NoSuchPreset(name: name) }
        return try Experiment(network: preset.network, input: input ?? preset.input)
    }

    static func sample(_ sizes: [Int], seed: UInt64 = 7) throws -> Experiment {
        var generator = SeededGenerator(seed: seed)
        let network = try Network.sample(sizes, using: &generator)
        return try Experiment(network: network, input: generator.numbers(sizes[0], in: -2...2))
    }

    struct NoSuchPreset: Error {
        let name: String
    }

    /// The picture of the network after so many beats, complete if none are named.
    func picture(
        order: Timeline.Order = .picture, position: Int? = nil, progress: Double = 0
    ) -> NetworkPicture {
        let timeline = Timeline(of: self, order: order)
        return NetworkPicture(self, replay: Replay(timeline, position: position, progress: progress))
    }
}

extension NetworkPicture {
    func canvas(_ width: Int, _ height: Int, glyphs: GlyphSet = .unicode) -> Canvas {
        var canvas = Canvas(size: Size(width: width, height: height), glyphs: glyphs)
        draw(on: &canvas)
        return canvas
    }
}

/// The sizes of all numbers with decimals or a power of ten that stand in a text, without their signs.
func numbers(in text: String) -> Set<Double> {
    var numbers: Set<Double> = []
    var word = ""
    for scalar in (text + "\n").unicodeScalars {
        let goesOn =
            ("0"..."9").contains(scalar)
            || !word.isEmpty && (scalar == "." || scalar == "e" || scalar == "-" && word.last == "e")
        if goesOn {
            word.unicodeScalars.append(scalar)
        } else if !word.isEmpty {
            // The stop at a sentence's end is no decimal point.
            if word.last == "." { word.removeLast() }
            if word.contains(where: { $0 == "." || $0 == "e" }), let value = Double(word) {
                numbers.insert(value)
            }
            word = ""
        }
    }
    return numbers
}
