import Diagrams
import Experiment
import NeuralNetwork
import Samples
import TerminalUI
import Testing

/// The column of a data set and the bars of ranges, as they are meant to look.
struct DataColumnTests {
    private func experiment(_ edits: String..., targets: [[Double]]? = nil) throws -> Experiment {
        let preset = try #require(Preset.named("seed-net"))
        let data = DataSet(inputs: [[0, 0], [0, 1], [1, 0], [-1, 2.5]], targets: targets)
        var experiment = try Experiment(network: preset.network, input: preset.input, dataSet: data)
        for edit in edits { try experiment.apply(Edit(edit, for: experiment)) }
        return experiment
    }

    private func text(_ experiment: Experiment, _ glyphs: GlyphSet, width: Int = 22, height: Int = 9)
        -> String
    {
        var canvas = Canvas(size: Size(width: width, height: height), glyphs: glyphs)
        DataColumn(experiment).draw(on: &canvas)
        return canvas.text.split(separator: "\n", omittingEmptySubsequences: false).map { line in
            String(line.reversed().drop { $0 == " " }.reversed())
        }.joined(separator: "\n")
    }

    @Test func marksStandBesideTheirInputs() throws {
        #expect(
            text(try experiment(), .unicode) == """
                 data     h₁   h₂
                 0 0      ●   ○
                 0 1      ○   ○
                 1 0      ●   ●
                 −1 2.50  ○   ○

                 h₁ on 2 of 4
                 h₂ on 1 of 4

                """)
        #expect(text(try experiment(), .ascii).contains(" 1 0      *   *"))
    }

    @Test func whatIsDeadSaysSo() throws {
        let dead = try experiment("b1[1] = -9", targets: [[1], [1], [1], [1]])
        let rows = text(dead, .ascii, height: 12)
        #expect(rows.contains("h2 is dead") && rows.contains("h1 on 2 of 4"))
        // Half the squared errors of the outputs 0.06, 0, 0.36 and 0, each wanted at 1, on the average.
        let errors = [0.94, 1, 0.64, 1].map { $0 * $0 / 2 }
        let loss = errors.reduce(0, +) / 4
        #expect(abs((dead.loss ?? 0) - loss) < 1e-12)
        #expect(rows.contains("loss 0.41") && rows.contains("steps 0"))
        let words = DataColumn(dead).inWords()
        #expect(words.contains("Of 4 inputs, h₂ is on for none. It is dead."))
    }

    @Test(arguments: [(0, 0), (1, 1), (3, 2), (10, 4), (80, 1)]) func everySizeIsDrawn(
        width: Int, height: Int
    ) throws {
        for glyphs in GlyphSet.allCases {
            var canvas = Canvas(size: Size(width: width, height: height), glyphs: glyphs)
            DataColumn(try experiment()).draw(on: &canvas)
            try bars(try experiment()).draw(on: &canvas)
        }
    }

    // MARK: Ranges

    private func bars(_ experiment: Experiment, _ activations: [Activation] = [.relu, .sigmoid]) throws
        -> RangeBars
    {
        let timeline = Timeline(of: experiment.network, order: .picture)
        let replay = Replay(timeline, position: timeline.beats.count)
        return RangeBars(activations, NetworkPicture(experiment, replay: replay))
    }

    private func neuron(_ activation: Activation, bias: Double) throws -> Experiment {
        let layer = try DenseLayer(weights: Matrix([[1]]), biases: [bias], activation: activation)
        return try Experiment(network: Network(layers: [layer]), input: [0])
    }

    private func rows(_ experiment: Experiment, _ activations: [Activation] = [.relu, .sigmoid]) throws
        -> [String]
    {
        let bars = try bars(experiment, activations)
        var canvas = Canvas(size: Size(width: 50, height: bars.height), glyphs: .ascii)
        bars.draw(on: &canvas)
        return canvas.text.split(separator: "\n", omittingEmptySubsequences: false).map { line in
            String(line.reversed().drop { $0 == " " }.reversed())
        }
    }

    /// The output of now on the bar of the activation that is there; on the other one what it would make of the same z.
    @Test func theBarsSayWhatCanComeOut() throws {
        #expect(
            try rows(try neuron(.relu, bias: 1)) == [
                "",
                ">ReLU           [==========O===========> [0, inf)",
                " sigmoid        (=======o==)               (0, 1)",
                "                0          1           2",
                "",
            ])
    }

    /// A bar does not move while its mark does; what is beyond the axis is told as a number.
    @Test func theAxisStandsStill() throws {
        let far = try rows(try neuron(.relu, bias: 7.5))
        #expect(far[1].contains(" 7.50 O"))
        #expect(far[2].contains("(==========o") || far[2].contains("o  "))
        #expect(try far[3] == rows(try neuron(.relu, bias: -7.5))[3])
        let words = try bars(try neuron(.sigmoid, bias: 0)).inWords()
        #expect(
            words == [
                "ReLU puts out values from 0 itself up to no limit. For z = 0.00 it gives 0.00.",
                "sigmoid puts out values from 0, never reached, up to 1, never reached. For z = 0.00 it gives 0.50.",
            ])
    }
}
