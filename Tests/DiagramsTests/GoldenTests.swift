import Diagrams
import Experiment
import NeuralNetwork
import Samples
import TerminalUI
import Testing

/// Every kind of picture as it is meant to be, one a file in `Golden/`.
///
/// They are changed on purpose only: `NEUROTOUR_RECORD_GOLDENS=1 swift test --filter DiagramsTests.GoldenTests`
/// writes them anew, and whoever does it looks at each one.
struct GoldenTests {
    private static let folder = GoldenFolder(beside: #filePath)

    /// One picture, drawn at three sizes in both alphabets.
    struct Golden: Sendable, CustomTestStringConvertible {
        let name: String
        let draw: @Sendable (inout Canvas) throws -> Void

        var testDescription: String { name }
    }

    private static let sizes = [(40, 12), (80, 24), (200, 60)]

    // MARK: The pictures

    /// The lessons' own numbers where a preset has the shape, weights of a usual size otherwise.
    private static func experiment(_ shape: [Int]) throws -> Experiment {
        if shape == [3, 1] { return try .preset("seed-neuron") }
        if shape == [2, 2, 1] { return try .preset("seed-net", input: [1, 0.5]) }
        var generator = SeededGenerator(seed: 7)
        var layers: [DenseLayer] = []
        for (inputs, neurons) in zip(shape, shape.dropFirst()) {
            let reach = max(0.05, 1.5 / Double(inputs).squareRoot())
            layers.append(
                try DenseLayer(
                    weights: Matrix(
                        rows: neurons, columns: inputs,
                        elements: generator.numbers(inputs * neurons, in: -reach...reach)),
                    biases: generator.numbers(neurons, in: -0.5...0.5),
                    activation: layers.count == shape.count - 2 ? .linear : .relu))
        }
        return try Experiment(
            network: Network(layers: layers), input: generator.numbers(shape[0], in: 0...1))
    }

    private static func network(
        _ shape: [Int], focus: Address? = nil, beat: Int? = nil, matrices: Bool = false, growth: Growth? = nil
    ) -> Golden {
        let parts: [String?] = [
            matrices ? "matrices" : growth == nil ? "network" : "growth",
            shape.map { String($0) }.joined(separator: "-"), focus?.description, beat.map { "beat-\($0)" },
            growth.map { "at-\($0.progress)" },
        ]
        return Golden(name: parts.compactMap(\.self).joined(separator: ".")) { canvas in
            var experiment = try experiment(shape)
            experiment.select(focus)
            var picture = experiment.picture(position: beat)
            picture.showsMatrices = matrices || growth != nil
            picture.growth = growth
            picture.draw(on: &canvas)
        }
    }

    private static func curve(_ activation: Activation, _ z: Double) -> Golden {
        Golden(name: "curve.\(activation.rawValue)") { canvas in
            var picture = CurvePicture(activation: activation, z: z)
            picture.showsSlope = true
            picture.marks = [-4, 4]
            picture.draw(on: &canvas)
        }
    }

    /// A network from outside, before and after its answer.
    private static func box(_ shape: [Int], beat: Int? = nil) -> Golden {
        let name: [String?] = [
            "box", shape.map { String($0) }.joined(separator: "-"), beat.map { "beat-\($0)" },
        ]
        return Golden(name: name.compactMap(\.self).joined(separator: ".")) { canvas in
            ClosedBox(try experiment(shape).picture(position: beat)).draw(on: &canvas)
        }
    }

    /// The page's network with a target, on its way back where a beat is named: so many after the output.
    private static func wanted(
        focus: Address? = nil, beat: Int? = nil, rate: Double? = nil, edit: Edit? = nil
    ) -> Golden {
        let parts: [String?] = [
            "loss.2-2-1", focus?.description, beat.map { "back-\($0)" }, edit.map { "\($0)" },
        ]
        let name = parts.compactMap(\.self).joined(separator: ".").replacing(" = ", with: "-")
        return Golden(name: name) { canvas in
            let start = try Experiment.preset("seed-net")
            let goal = Goal(target: [1], learningRate: rate, goesBack: beat != nil)
            var experiment = try Experiment(network: start.network, input: start.input, goal: goal)
            experiment.select(focus)
            if let edit { try experiment.apply(edit) }
            let forward = Timeline(of: experiment, order: .picture).forwardCount
            experiment.picture(position: beat.map { forward + $0 }).draw(on: &canvas)
        }
    }

    /// The valley of y = w · x with x = 2 and the target 6, after some steps.
    private static func valley(rate: Double, steps: Int) -> Golden {
        Golden(name: "loss-curve.rate-\(rate).steps-\(steps)") { canvas in
            let neuron = try DenseLayer(weights: Matrix([[0]]), biases: [0], activation: .linear)
            let along = Address.weight(layer: 0, neuron: 0, input: 0)
            var experiment = try Experiment(
                network: Network(layers: [neuron]), input: [2], goal: Goal(target: [6], learningRate: rate),
                frozen: [.bias(layer: 0, neuron: 0)])
            experiment.select(along)
            if steps > 0 { try experiment.apply(.descend(steps: steps)) }
            LossCurvePicture(experiment, along: along, range: -1...7).draw(on: &canvas)
        }
    }

    /// A network whose nodes are maps, with seven features of which it is told the first.
    private static func maps(_ shape: [Int], focus: MapNetwork.Place? = nil) -> Golden {
        let name = "maps." + shape.map { String($0) }.joined(separator: "-")
        return Golden(name: name + (focus.map { ".node-\($0.column)-\($0.row)" } ?? "")) { canvas in
            var picture = try MapNetworkTests.picture(shape, features: 7)
            picture.focus = focus
            picture.focusedSource = focus == nil ? nil : 1
            picture.draw(on: &canvas)
        }
    }

    /// Losses that fall by a factor of a hundred, and those on test examples, which rise again.
    private static let losses = Golden(name: "losses.falling") { canvas in
        let samples = (0...100).map { epoch in
            let share = Double(epoch) / 100
            return LossCurves.Sample(
                epoch: epoch, train: 0.5 * (1 - share) * (1 - share) + 0.005,
                test: 0.5 * (1 - share) * (1 - share) + 0.05 + 0.1 * share)
        }
        var curves = LossCurves(samples)
        curves.markedEpoch = 30
        curves.draw(on: &canvas)
    }

    private static let goldens: [Golden] =
        shapes.map { network($0) } + [box([2, 2, 1]), box([2, 2, 1], beat: 1), box([64, 32, 10])] + [
            network([2, 2, 1], focus: .preactivation(layer: 0, neuron: 1)),
            network([2, 2, 1], beat: 4),
            network([2, 3, 1], focus: .weight(layer: 0, neuron: 2, input: 0)),
            network([2, 1, 1, 1, 1, 1, 1, 1], focus: .weight(layer: 3, neuron: 0, input: 0)),
            network([2, 8, 8, 1], focus: .weight(layer: 1, neuron: 3, input: 5)),
            network([2, 8, 8, 1], beat: 0),
            network([64, 32, 10], focus: .weight(layer: 1, neuron: 3, input: 20)),
            network([64, 32, 10], focus: .input(20)),
            network([5000, 1], focus: .weight(layer: 0, neuron: 0, input: 2500)),
            network([1000, 1000], focus: .bias(layer: 0, neuron: 500)),
            network([Int](repeating: 2, count: 12), focus: .activation(layer: 5, neuron: 1)),
            network([3, 1], matrices: true), network([2, 2, 1], matrices: true),
            network([2, 2, 1], focus: .weight(layer: 0, neuron: 1, input: 0), beat: 5, matrices: true),
            network([2, 8, 8, 1], focus: .weight(layer: 1, neuron: 3, input: 5), matrices: true),
            network([64, 32, 10], focus: .bias(layer: 1, neuron: 3), matrices: true),
            curve(.relu, 1.5), curve(.sigmoid, 2), curve(.tanh, -1), curve(.linear, 2), curve(.step, 0.5),
            Golden(name: "curve.sigmoid.asked") { canvas in
                var picture = CurvePicture(activation: .sigmoid, z: 2)
                picture.fraction = 0
                picture.guess = 0.7
                picture.draw(on: &canvas)
            },
            Golden(name: "curve.tanh.beyond") { canvas in
                CurvePicture(activation: .tanh, z: 9).draw(on: &canvas)
            },
        ]
        + [
            wanted(), wanted(focus: .target(0)), wanted(focus: .learningRate, rate: 0.1),
            wanted(
                focus: .bias(layer: 1, neuron: 0), edit: .set(.bias(layer: 1, neuron: 0), 0.01)),
            wanted(beat: 2), wanted(beat: 8), wanted(beat: 15),
            valley(rate: 0.1, steps: 0), valley(rate: 0.1, steps: 3), valley(rate: 0.4, steps: 4),
            valley(rate: 0.6, steps: 6),
        ]
        + [maps([2, 4, 2, 1]), maps([3, 8, 8, 1], focus: .init(column: 2, row: 6)), losses]
        + [0.2, 0.5, 0.9].map { network([2, 3, 1], growth: Growth(layer: 0, neuron: 2, progress: $0)) }

    // MARK: Comparing

    private static func file(_ golden: Golden, _ width: Int, _ height: Int, _ glyphs: GlyphSet) -> String {
        "\(golden.name).\(width)x\(height).\(glyphs.rawValue).txt"
    }

    @Test(arguments: goldens)
    func looksAsItIsMeantTo(golden: Golden) throws {
        for (width, height) in Self.sizes {
            for glyphs in GlyphSet.allCases {
                var canvas = Canvas(size: Size(width: width, height: height), glyphs: glyphs)
                try golden.draw(&canvas)
                try compare(canvas.text + "\n", with: Self.file(golden, width, height, glyphs))
            }
        }
    }

    private func compare(_ text: String, with file: String) throws {
        if let difference = try Self.folder.difference(of: text, from: file) { Issue.record("\(difference)") }
    }

    /// A file that no test looks at any more would only mislead.
    @Test(.enabled(if: !GoldenFolder.isRecording)) func thereIsNoGoldenTooMany() throws {
        var known: Set<String> = []
        for golden in Self.goldens {
            for (width, height) in Self.sizes {
                for glyphs in GlyphSet.allCases { known.insert(Self.file(golden, width, height, glyphs)) }
            }
        }
        let others = try Self.folder.files(besides: known)
        #expect(others.isEmpty)
    }
}
