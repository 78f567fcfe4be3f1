import Experiment
import Testing

struct MomentTests {
    @Test(
        arguments: [
            ("start", .start), ("in", .inputs), ("end", .end), (" end ", .end),
            ("products(1, 0)", .products(layer: 0, neuron: 0)),
            ("products(2, 3)", .products(layer: 1, neuron: 3)),
            ("products(1, 0, 2)", .product(layer: 0, neuron: 0, input: 2)),
            ("bias(1,1)", .bias(layer: 0, neuron: 1)), ("sum(1, 0)", .sum(layer: 0, neuron: 0)),
            ("activation(3, 2)", .activation(layer: 2, neuron: 2)), ("layer(1)", .layer(0)),
        ] as [(String, Moment)])
    func `every form`(text: String, moment: Moment) throws {
        #expect(try Moment(text) == moment)
    }

    @Test(
        arguments: [
            ("", 1, "the expression ends too early"),
            ("sum(1, 0", 9, "\")\" is missing before the end"),
            ("sum(1, 0) = 2", 11, "= sets a value; == compares"),
            ("3", 1, "a moment is expected, such as sum(1, 0)"),
            ("sum(1, 0) + 1", 11, "a moment is expected, such as sum(1, 0)"),
            ("W1[0]", 1, "a moment is expected, such as sum(1, 0)"),
            ("ende", 1, "there is no moment named \"ende\"; did you mean \"end\"?"),
            ("product(1, 0)", 1, "there is no moment named \"product\"; did you mean \"products\"?"),
            ("activatoin(0, 0)", 1, "there is no moment named \"activatoin\"; did you mean \"activation\"?"),
            ("when(1, 0)", 1, "there is no moment named \"when\""),
            ("start.in", 1, "there is no moment named \"start.in\""),
            ("sum", 1, "sum needs a layer and a neuron, as in sum(1, 0)"),
            ("bias(1)", 1, "bias needs a layer and a neuron, as in bias(1, 0)"),
            ("activation()", 1, "activation needs a layer and a neuron, as in activation(1, 0)"),
            ("sum(1, 0, 0)", 1, "sum needs a layer and a neuron, as in sum(1, 0)"),
            (
                "products(1)", 1,
                "products needs a layer and a neuron, and may name an input, as in products(1, 0, 2)"
            ),
            ("layer", 1, "layer needs one number, as in layer(1)"),
            ("layer(1, 0)", 1, "layer needs one number, as in layer(1)"),
            ("in(1)", 1, "in stands alone, without ( )"),
            ("end()", 1, "end stands alone, without ( )"),
            ("sum(0, 1)", 5, "layers count from 1, as in W1; neurons from 0"),
            ("layer(0)", 7, "layers count from 1, as in W1; neurons from 0"),
            ("sum(1, 0.5)", 8, "a whole number is expected here"),
            ("sum(1, -1)", 8, "a whole number is expected here"),
            ("sum(1, in)", 8, "a whole number is expected here"),
            ("sum(1e300, 0)", 5, "a whole number is expected here"),
        ])
    func `mistakes`(text: String, column: Int, message: String) {
        #expect(throws: ExpressionError(column: column, message: message)) { try Moment(text) }
    }
}
