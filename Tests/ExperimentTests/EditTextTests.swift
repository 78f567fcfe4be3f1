import Experiment
import NeuralNetwork
import Testing
import Samples

struct EditTextTests {
    let experiment: Experiment

    init() throws { experiment = try .preset("seed-net") }

    // MARK: All forms

    @Test(
        arguments: [
            ("W1[0][1] = 0.5", .set(.weight(layer: 0, neuron: 0, input: 1), 0.5)),
            ("W2[0][0]=-1", .set(.weight(layer: 1, neuron: 0, input: 0), -1)),
            ("in[0] = 1e-3", .set(.input(0), 0.001)),
            ("b1[1] = 2", .set(.bias(layer: 0, neuron: 1), 2)),
            ("b2 = -1", .set(.bias(layer: 1, neuron: 0), -1)),
            ("b2 = [3]", .set(.bias(layer: 1, neuron: 0), 3)),
            ("b2 = 1 - 3/2", .set(.bias(layer: 1, neuron: 0), -0.5)),
            ("in = [1, 1]", .assign([.init(.input(0), 1), .init(.input(1), 1)])),
            (
                "b1 = [1, 2]",
                .assign([.init(.bias(layer: 0, neuron: 0), 1), .init(.bias(layer: 0, neuron: 1), 2)])
            ),
            (
                "W1[1] = [3, 4]",
                .assign([
                    .init(.weight(layer: 0, neuron: 1, input: 0), 3),
                    .init(.weight(layer: 0, neuron: 1, input: 1), 4),
                ])
            ),
            (
                "W1 = [[1, 2], [3, 4]]",
                .assign([
                    .init(.weight(layer: 0, neuron: 0, input: 0), 1),
                    .init(.weight(layer: 0, neuron: 0, input: 1), 2),
                    .init(.weight(layer: 0, neuron: 1, input: 0), 3),
                    .init(.weight(layer: 0, neuron: 1, input: 1), 4),
                ])
            ),
            (
                "in[1] = 2; b2 = 3",
                .assign([.init(.input(1), 2), .init(.bias(layer: 1, neuron: 0), 3)])
            ),
            ("act(1) = sigmoid", .activation(layer: 0, .sigmoid)),
            ("act(2)=step", .activation(layer: 1, .step)),
            ("select(W1[0][0])", .select(.weight(layer: 0, neuron: 0, input: 0))),
            ("select(out[0])", .select(.activation(layer: 1, neuron: 0))),
            ("select(h[1])", .select(.activation(layer: 0, neuron: 1))),
            ("select(z2)", .select(.preactivation(layer: 1, neuron: 0))),
            ("select(products1[1][0])", .select(.product(layer: 0, neuron: 1, input: 0))),
        ] as [(String, Edit)])
    func `every form`(text: String, edit: Edit) throws {
        #expect(try Edit(text, for: experiment) == edit)
    }

    @Test(arguments: 0..<100 as Range<UInt64>) func `is written as it is read`(seed: UInt64) throws {
        var generator = SeededGenerator(seed: seed)
        let experiment = try Experiment.random(using: &generator)
        let addresses = allAddresses(of: experiment.network)
        let extremes = [
            Double.leastNonzeroMagnitude, -1e308, 1e22, 0, -0.1, .pi, 0.1 + 0.2, 1e-7, -123_456_789.123,
        ]
        let assignments = addresses.filter(\.isEditable).shuffled(using: &generator).map {
            Edit.Assignment($0, extremes.randomElement(using: &generator) ?? 0)
        }
        let layer = Int.random(in: 0..<experiment.network.layers.count, using: &generator)
        var edits: [Edit] = assignments.map { .set($0.address, $0.value) }
        edits += [.assign(assignments), .assign(Array(assignments.prefix(2)))]
        edits += addresses.map(Edit.select) + Activation.allCases.map { .activation(layer: layer, $0) }
        for edit in edits { #expect(try Edit(edit.description, for: experiment) == edit) }
    }

    @Test func `an edit of thousands of numbers is written and read`() throws {
        var generator = SeededGenerator(seed: 1)
        let experiment = try Experiment.random(sizes: [64, 32, 1], using: &generator)
        let numbers = generator.numbers(64 * 32)
        let list = numbers.map { "\($0)" }.joined(separator: ", ")
        let edit = try Edit("W1 = [\(list)]", for: experiment)
        #expect(try Edit(edit.description, for: experiment) == edit)
    }

    @Test func `all numbers of a name, in order`() throws {
        func spelled(_ text: String) throws -> [String] {
            try Address.all(in: Expression(text).root, of: experiment).map(\.description)
        }
        #expect(try spelled("in") == ["in[0]", "in[1]"])
        #expect(try spelled("W1") == ["W1[0][0]", "W1[0][1]", "W1[1][0]", "W1[1][1]"])
        #expect(try spelled("W1[1]") == ["W1[1][0]", "W1[1][1]"])
        #expect(try spelled("b1") == ["b1[0]", "b1[1]"])
        #expect(try spelled("h") == ["a1[0]", "a1[1]"])
        #expect(try spelled("out") == ["a2[0]"])
    }

    // MARK: Mistakes

    @Test(
        arguments: [
            ("", 1, "the expression ends too early"),
            ("W1[0][0]", 1, "an edit is written as W1[0][1] = 0.5, or select(W1[0][1])"),
            ("W1[0][0] == 2", 10, "an edit is written as W1[0][1] = 0.5, or select(W1[0][1])"),
            ("select(W1[0][0], 1)", 1, "an edit is written as W1[0][1] = 0.5, or select(W1[0][1])"),
            ("W1[0][0] =", 11, "the expression ends too early"),
            ("W1[0][0] = 1 2", 14, "\"2\" was not expected here"),
            ("b2 = 1; ", 9, "the expression ends too early"),
            ("b2 = 1; b1[0]", 9, "an edit is written as W1[0][1] = 0.5, or select(W1[0][1])"),
            ("b2 = 1; act(1) = relu", 9, "a name is expected, such as W1[0][1]"),
            ("w1[0][0] = 1", 1, "unknown name \"w1\"; did you mean \"W1\"?"),
            ("weight = 1", 1, "unknown name \"weight\""),
            ("W3[0][0] = 1", 1, "unknown name \"W3\"; did you mean \"W1\"?"),
            ("hidden = 3", 1, "hidden can be read, but not pointed to or set"),
            ("start.W1[0][0] = 3", 1, "start.W1 can be read, but not pointed to or set"),
            ("sums1[0][0] = 3", 1, "sums1 can be read, but not pointed to or set"),
            ("1 = 2", 1, "a name is expected, such as W1[0][1]"),
            ("-b2 = 2", 1, "a name is expected, such as W1[0][1]"),
            ("W1[0][5] = 1", 7, "there is no element 5; it goes from 0 to 1"),
            ("W1[2] = [1, 2]", 4, "there is no element 2; it goes from 0 to 1"),
            ("in[0.5] = 1", 4, "a whole number is expected in [ ]"),
            ("in[-1] = 1", 4, "a whole number is expected in [ ]"),
            ("b1[0][0] = 1", 7, "b1 takes one pair of [ ] at most"),
            ("W1[0][0][0] = 1", 10, "W1 takes two pairs of [ ] at most"),
            ("W1[0] = 0", 9, "2 numbers are expected, not 1"),
            ("W1[0] = [1, 2, 3]", 9, "2 numbers are expected, not 3"),
            ("b2 = [1, 2]", 6, "1 number is expected, not 2"),
            ("b2 = []", 6, "1 number is expected, not 0"),
            ("b2 = relu", 6, "only numbers stand to the right of ="),
            ("b2 = [relu, 5]", 6, "only numbers stand to the right of ="),
            ("b2 = in[0]", 6, "unknown name \"in\"; only numbers stand to the right of ="),
            ("b2 = 1 + b1", 10, "unknown name \"b1\"; only numbers stand to the right of ="),
            ("act(0) = relu", 1, "act takes a layer from 1 to 2"),
            ("act(-9223372036854775808) = relu", 1, "act takes a layer from 1 to 2"),
            ("act(3) = relu", 1, "act takes a layer from 1 to 2"),
            ("act(1, 2) = relu", 1, "act takes a layer from 1 to 2"),
            ("act(1) = 5", 10, "an activation is expected: relu, sigmoid, tanh, linear, step"),
            (
                "act(1) = sigmod", 10,
                "an activation is expected: relu, sigmoid, tanh, linear, step; did you mean \"sigmoid\"?"
            ),
            ("select(W1[0])", 8, "select takes one number, as in W1[0][1]"),
            ("select(W1[0][0]) = 5", 18, "= sets a value; == compares"),
            ("select(nowhere)", 8, "unknown name \"nowhere\""),
        ])
    func `mistakes`(text: String, column: Int, message: String) {
        #expect(throws: ExpressionError(column: column, message: message)) { try Edit(text, for: experiment) }
    }

    @Test func `what follows can be read as an edit, and is refused when it is made`() throws {
        var experiment = experiment
        let edit = try Edit("z1[0] = 1", for: experiment)
        #expect(throws: EditError.notEditable(.preactivation(layer: 0, neuron: 0))) {
            try experiment.apply(edit)
        }
        let overflow = try Edit("b2 = 1/0", for: experiment)
        #expect(throws: EditError.notFinite(.bias(layer: 1, neuron: 0))) { try experiment.apply(overflow) }
    }
}
