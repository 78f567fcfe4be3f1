import Experiment
import NeuralNetwork
import Samples
import Testing

/// The beats after the output: the loss, and the chain rule back to every slope.
struct WayBackTests {
    private func timeline(_ preset: String = "seed-net", goesBack: Bool = true) throws -> Timeline {
        let start = try Experiment.preset(preset)
        let experiment = try Experiment(
            network: start.network, input: start.input, goal: Goal(target: [1], goesBack: goesBack))
        return Timeline(of: experiment, order: .picture)
    }

    /// In the order of the curriculum's X8: e, the last slopes, back through the weights, the gates, the first slopes.
    @Test func `the beats of the page's network`() throws {
        let timeline = try timeline()
        let back = timeline.beats[timeline.forwardCount...]
        #expect(
            Array(back) == [
                .loss, .error, .slope(layer: 1, neuron: 0, input: 0), .slope(layer: 1, neuron: 0, input: 1),
                .biasSlope(layer: 1, neuron: 0), .back(layer: 1, neuron: 0, input: 0),
                .back(layer: 1, neuron: 0, input: 1), .gate(layer: 0, neuron: 0),
                .slope(layer: 0, neuron: 0, input: 0), .slope(layer: 0, neuron: 0, input: 1),
                .biasSlope(layer: 0, neuron: 0), .gate(layer: 0, neuron: 1),
                .slope(layer: 0, neuron: 1, input: 0), .slope(layer: 0, neuron: 1, input: 1),
                .biasSlope(layer: 0, neuron: 1),
            ])
    }

    @Test func `without the way back it ends with the loss`() throws {
        let timeline = try timeline(goesBack: false)
        #expect(Array(timeline.beats[timeline.forwardCount...]) == [.loss])
        #expect(!timeline.contains(.error) && timeline.contains(.loss))
        let plain = Timeline(of: try Experiment.preset("seed-net"), order: .picture)
        #expect(plain.beats.count == plain.forwardCount && !plain.contains(.loss))
        #expect(!plain.revealsLoss(at: .max))
    }

    @Test func `moments are read and stand where their beats are`() throws {
        let timeline = try timeline()
        let first = timeline.forwardCount
        for (text, position) in [
            ("loss", 1), ("error", 2), ("slope(2, 0, 0)", 3), ("slope(2, 0)", 5), ("biasSlope(2, 0)", 5),
            ("back(1, 1)", 7), ("gate(1, 0)", 8), ("slope(1, 1, 1)", 14), ("end", 15),
        ] {
            #expect(timeline.position(after: try Moment(text)) == first + position, "\(text)")
        }
        // A linear neuron has no gate to wait for.
        #expect(timeline.position(before: try Moment("gate(2, 0)")) == first + 2)
        #expect(timeline.position(after: try Moment("gate(2, 0)")) == first + 2)
        #expect(!timeline.contains(try Moment("back(2, 0)")))
        for wrong in ["gate(1)", "slope(1)", "loss(1)", "error(1)", "back", "biasSlope(0, 1)"] {
            #expect(throws: ExpressionError.self, "\(wrong)") { try Moment(wrong) }
        }
    }

    /// A slope shows when its beat is over, and stays.
    @Test func `slopes come to light one by one`() throws {
        let timeline = try timeline()
        let experiment = try Experiment.preset("seed-net")
        let numbers = [Address.Kind.weight, .bias, .preactivation, .activation].flatMap(
            experiment.addresses(of:))
        var shown: Set<Address> = []
        for position in 0...timeline.beats.count {
            let now = Set(numbers.filter { timeline.revealsSlope(of: $0, at: position) })
            #expect(now.isSuperset(of: shown))
            if position <= timeline.forwardCount + 1 { #expect(now.isEmpty) }
            shown = now
        }
        #expect(shown == Set(numbers))
        #expect(!timeline.revealsSlope(of: .input(0), at: timeline.beats.count - 1))
    }

    @Test func `large layers go back in one beat`() throws {
        let wide = try DenseLayer(
            weights: Matrix(rows: 12, columns: 3, elements: Array(repeating: 0.1, count: 36)),
            biases: Array(repeating: 0, count: 12), activation: .relu)
        let last = try DenseLayer(
            weights: Matrix(rows: 2, columns: 12, elements: Array(repeating: 0.1, count: 24)),
            biases: [0, 0],
            activation: .sigmoid)
        let experiment = try Experiment(
            network: Network(layers: [wide, last]), input: [1, 2, 3],
            goal: Goal(target: [1, 0], goesBack: true))
        let timeline = Timeline(of: experiment, order: .picture)
        #expect(
            Array(timeline.beats[timeline.forwardCount...]) == [.loss, .error, .backLayer(1), .backLayer(0)])
        #expect(timeline.contains(.slope(layer: 0, neuron: 11, input: 2)))
    }
}
