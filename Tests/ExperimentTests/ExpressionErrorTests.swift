import Experiment
import Testing

/// Every mistake with its column and the words that help to mend it.
struct ExpressionErrorTests {
    let experiment: Experiment

    init() throws { experiment = try .preset("seed-net") }

    private func expectError(in text: String, column: Int, _ message: String) {
        #expect(throws: ExpressionError(column: column, message: message), "\(text)") {
            try Expression(text).value(in: ExperimentScope(experiment))
        }
    }

    @Test(
        arguments: [
            ("", 1, "the expression ends too early"),
            ("   ", 4, "the expression ends too early"),
            ("1 +", 4, "the expression ends too early"),
            ("in[", 4, "the expression ends too early"),
            ("1 2", 3, "\"2\" was not expected here"),
            ("in in", 4, "\"in\" was not expected here"),
            ("1 + * 2", 5, "\"*\" was not expected here"),
            ("[1, ]", 5, "\"]\" was not expected here"),
            ("(1 + 2", 7, "\")\" is missing before the end"),
            ("in[0", 5, "\"]\" is missing before the end"),
            ("sum(1 2)", 7, "\")\" is missing before \"2\""),
            ("in[0)", 5, "\"]\" is missing before \")\""),
            ("1)", 2, "\")\" was not expected here"),
            ("out[0] = 1", 8, "= sets a value; == compares"),
            ("all(W1 = 0)", 8, "= sets a value; == compares"),
            ("1 == 1; 2", 7, "\";\" was not expected here"),
            ("start.", 7, "a name is expected after \"start.\""),
            ("start.1", 6, "\".1\" was not expected here"),
            ("1.2.3", 1, "\"1.2.3\" is not a number"),
            ("2e + 1", 1, "\"2e\" is not a number"),
            ("1e999", 1, "\"1e999\" is not a number"),
            ("1 # 2", 3, "\"#\" has no meaning in an expression"),
            ("é + 1", 1, "\"é\" has no meaning in an expression"),
            ("x₁", 2, "\"₁\" has no meaning in an expression"),
            ("1 − 2", 3, "\"−\" has no meaning in an expression; write -"),
            ("2 × 3", 3, "\"×\" has no meaning in an expression; write *"),
            ("1 ≤ 2", 3, "\"≤\" has no meaning in an expression; write <="),
            ("1 == 1 & 2 == 2", 8, "\"&\" has no meaning in an expression; write &&"),
            ("👍🏽 + $", 1, "\"👍🏽\" has no meaning in an expression"),
        ])
    func `mistakes of form`(text: String, column: Int, message: String) {
        expectError(in: text, column: column, message)
    }

    @Test(
        arguments: [
            ("1 + foo", 5, "unknown name \"foo\""),
            ("w1[0] == 0", 1, "unknown name \"w1\"; did you mean \"W1\"?"),
            ("hiden == 2", 1, "unknown name \"hiden\"; did you mean \"hidden\"?"),
            ("edit >= 1", 1, "unknown name \"edit\"; did you mean \"edits\"?"),
            ("W1 == strat.W1", 7, "unknown name \"strat.W1\"; did you mean \"start.W1\"?"),
            ("product1[0][0]", 1, "unknown name \"product1\"; did you mean \"products1\"?"),
            ("start.z1", 1, "unknown name \"start.z1\"; did you mean \"start.W1\"?"),
            ("W3", 1, "unknown name \"W3\"; did you mean \"W1\"?"),
            ("W0", 1, "unknown name \"W0\"; did you mean \"W1\"?"),
            ("act == relu", 1, "act is a function; write act(…)"),
            ("1 + abs", 5, "abs is a function; write abs(…)"),
            ("W1(0)", 1, "W1 is no function; write W1[…]"),
            ("al(W1 == 0)", 1, "unknown function \"al\"; did you mean \"all\"?"),
            ("aprox(1, 2)", 1, "unknown function \"aprox\"; did you mean \"approx\"?"),
            ("1 + chnged(W1)", 5, "unknown function \"chnged\"; did you mean \"changed\"?"),
            ("sigmoid(0)", 1, "unknown function \"sigmoid\""),
        ])
    func `unknown names suggest the nearest`(text: String, column: Int, message: String) {
        expectError(in: text, column: column, message)
    }

    @Test(
        arguments: [
            ("in[2]", 4, "there is no element 2; it goes from 0 to 1"),
            ("act(-9223372036854775808)", 5, "act takes a layer from 1 to 2"),
            ("in[-1]", 4, "there is no element -1; it goes from 0 to 1"),
            ("W1[0][5]", 7, "there is no element 5; it goes from 0 to 1"),
            ("[][0]", 4, "there is no element 0; the list is empty"),
            ("in[0.5]", 4, "a whole number is expected in [ ]"),
            ("in[in]", 4, "a whole number is expected in [ ]"),
            ("1 + hidden[0]", 5, "this is not a list; it has no elements"),
            ("b1[0][0]", 1, "this is not a list; it has no elements"),
            ("in + b2", 4, "a list of 2 does not go with a list of 1"),
            ("1 + relu", 3, "a number and the name of an activation don't go together"),
            ("1 + (1 == 1)", 3, "a number and true or false don't go together"),
            ("1 == (1 == 1)", 3, "== can't compare a number with true or false"),
            ("0 < in[0] < 2", 11, "< can't compare true or false with a number"),
            ("act(1) < relu", 8, "< can't compare the name of an activation with the name of an activation"),
            ("act(1) == 1", 8, "the name of an activation and a number don't go together"),
            (
                "W1[0] == 0 && 1 == 1", 7,
                "true or false is expected here, not a list; all( ) and any( ) fold lists"
            ),
            ("1 == 1 || 2", 11, "true or false is expected here, not a number; all( ) and any( ) fold lists"),
            ("!in", 2, "true or false is expected here, not a list; all( ) and any( ) fold lists"),
            // Both sides are looked at, whatever the first says.
            ("1 == 2 && foo", 11, "unknown name \"foo\""),
            ("1 == 1 || foo", 11, "unknown name \"foo\""),
        ])
    func `mistakes of kind`(text: String, column: Int, message: String) {
        expectError(in: text, column: column, message)
    }

    @Test(
        arguments: [
            ("all()", 1, "all needs something between its brackets"),
            ("1 == 1 && out() > 0", 11, "out needs something between its brackets"),
            ("all(W1)", 1, "all folds comparisons, as in all(W1[0] == 0)"),
            ("any(in == 1, 2)", 1, "any folds comparisons, as in any(W1[0] == 0)"),
            ("1 + sum(in == 1, 2)", 5, "sum takes numbers"),
            ("max([])", 1, "max takes numbers"),
            ("min(relu, 1)", 1, "min takes numbers"),
            ("abs(1, 2)", 1, "abs takes one value"),
            ("abs(1 == 1)", 7, "abs takes numbers, not true or false"),
            ("approx(1)", 1, "approx compares two numbers: approx(a, b) or approx(a, b, tol)"),
            ("approx(1, 2, 3, 4)", 1, "approx compares two numbers: approx(a, b) or approx(a, b, tol)"),
            // Two weights and 0 are not two numbers and a tolerance.
            ("approx(W1[0], 0)", 8, "approx compares numbers, not a list"),
            ("1 == 1 && approx(out, 0.6)", 18, "approx compares numbers, not a list"),
            ("out(1)", 5, "expected 2 inputs, found 1"),
            ("1 + out(1, 0, 0)", 9, "expected 2 inputs, found 3"),
            ("out(relu, 1)", 5, "out takes numbers, one for each input"),
            ("act(0) == relu", 5, "act takes a layer from 1 to 2"),
            ("act(3) == relu", 5, "act takes a layer from 1 to 2"),
            ("act(1, 2) == relu", 5, "act takes a layer from 1 to 2"),
            ("edits(activation)", 7, "edits takes input, weight or bias, or stands alone"),
            ("edits(W1)", 7, "edits takes input, weight or bias, or stands alone"),
            ("edits(input, bias)", 7, "edits takes input, weight or bias, or stands alone"),
            (
                "changed(W1[0])", 9,
                "changed takes the name of something that can be edited: in, W1, b1 and so on"
            ),
            (
                "changed(z1)", 9,
                "changed takes the name of something that can be edited: in, W1, b1 and so on"
            ),
            (
                "changed(start.W1)", 9,
                "changed takes the name of something that can be edited: in, W1, b1 and so on"
            ),
            (
                "changed(W1, b1)", 9,
                "changed takes the name of something that can be edited: in, W1, b1 and so on"
            ),
        ])
    func `mistakes in a call`(text: String, column: Int, message: String) {
        expectError(in: text, column: column, message)
    }

    @Test func `a condition is true or false, a number one number`() {
        let scope = ExperimentScope(experiment)
        let condition = "a condition is expected, true or false; compare with == < > or fold with all, any"
        #expect(throws: ExpressionError(column: 1, message: condition)) {
            try Expression("out[0]").isTrue(in: scope)
        }
        #expect(throws: ExpressionError(column: 7, message: condition)) {
            try Expression("W1[0] == 0").isTrue(in: scope)
        }
        #expect(throws: ExpressionError(column: 1, message: "one number is expected")) {
            try Expression("out").number(in: scope)
        }
        #expect(ExpressionError(column: 7, message: condition).description == "column 7: \(condition)")
    }
}
