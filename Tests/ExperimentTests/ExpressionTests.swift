import Experiment
import NeuralNetwork
import Testing
import Samples

/// What expressions mean. Read on the network of the lesson page, whose numbers are in `LiveNumbersTests`.
struct ExpressionTests {
    let experiment: Experiment

    init() throws { experiment = try .preset("seed-net") }

    private func value(_ text: String) throws -> Value {
        try Expression(text).value(in: ExperimentScope(experiment))
    }

    // MARK: Arithmetic

    @Test(
        arguments: [
            ("1 + 2 * 3", 7), ("(1 + 2) * 3", 9), ("10 - 4 - 3", 3), ("24 / 4 / 3", 2), ("2 * 3 + 4 * 5", 26),
            ("-2 * 3", -6), ("2 * -3", -6), ("2 - -3", 5), ("--2", 2), ("-(1 + 2)", -3), ("1 - 2 + 3", 2),
            ("0.5", 0.5), (".5", 0.5), ("1e3", 1000), ("2.5E-1", 0.25), ("1e+2", 100), ("007", 7),
            ("abs(-3)", 3), ("min(3, 1, 2)", 1), ("max(3, 1, 2)", 3), ("sum(1, 2, 3.5)", 6.5),
            ("max([1, [5, 2]], 3)", 5), ("min(7)", 7),
            ("[1, 2, 3][1]", 2), ("[[1, 2], [3, 4]][1][0]", 3), ("[1, 2, 3][1 + 1]", 3), ("1/0", .infinity),
            ("  1\t+\n1 ", 2),
        ] as [(String, Double)])
    func `arithmetic`(text: String, expected: Double) throws {
        #expect(try value(text) == .number(expected))
    }

    /// Chains without brackets against two passes over the same numbers: first × and ÷, then + and −.
    @Test(arguments: 0..<200 as Range<UInt64>) func `precedence, on random chains`(seed: UInt64) throws {
        var generator = SeededGenerator(seed: seed)
        let numbers = (0..<12).map { _ in Double(Int.random(in: 1...9, using: &generator)) }
        let operators = (0..<11).map { _ in "+-*/".randomElement(using: &generator) ?? "+" }
        var text = "\(numbers[0])"
        for (symbol, number) in zip(operators, numbers.dropFirst()) { text += " \(symbol) \(number)" }

        var terms = [numbers[0]]
        for (symbol, number) in zip(operators, numbers.dropFirst()) {
            switch symbol {
            case "*": terms[terms.count - 1] *= number
            case "/": terms[terms.count - 1] /= number
            case "-": terms.append(-number)
            default: terms.append(number)
            }
        }
        #expect(try value(text) == .number(terms.reduce(0, +)))
    }

    // MARK: Truth

    @Test(
        arguments: [
            ("1 < 2", true), ("2 < 2", false), ("2 <= 2", true), ("3 > 2", true), ("2 >= 3", false),
            ("2 == 2", true), ("2 != 2", false), ("0 == -0", true), ("1 + 1 == 2", true),
            ("1 == 1 && 2 == 2", true), ("1 == 1 && 2 == 3", false), ("1 == 2 || 2 == 2", true),
            // && binds tighter than ||, and ! tighter than both; comparison looser than +.
            ("1 == 1 || 1 == 1 && 1 == 2", true), ("(1 == 1 || 1 == 1) && 1 == 2", false),
            ("!(1 == 2) && 1 == 1", true), ("!!(1 == 1)", true), ("1 < 2 + 3", true), ("5 > 2 * 3", false),
            ("approx(1, 1.0000005)", true), ("approx(1, 1.00001)", false), ("approx(1, 1.1, 0.2)", true),
            ("approx(0.3, 0.1 + 0.2)", true), ("0.3 == 0.1 + 0.2", false),
            ("act(1) == relu", true), ("act(2) == relu", false), ("act(2) != relu", true),
        ])
    func `conditions`(text: String, expected: Bool) throws {
        #expect(try Expression(text).isTrue(in: ExperimentScope(experiment)) == expected)
    }

    @Test(arguments: ["==", "!=", "<", "<=", ">", ">="])
    func `a comparison with NaN is false`(comparison: String) throws {
        for (left, right) in [("0/0", "1"), ("1", "0/0"), ("0/0", "0/0")] {
            #expect(try value("\(left) \(comparison) \(right)") == .truth(false))
        }
        #expect(try value("all([0/0, 1] \(comparison) 1) || any([0/0] \(comparison) 0)") == .truth(false))
    }

    @Test func `NaN goes through functions, and is near to nothing`() throws {
        for text in [
            "abs(0/0)", "min(0/0, 1)", "min(1, 0/0, 0)", "max(0/0, 1)", "max(1, 0/0, 2)", "sum(1, 0/0)",
        ] {
            #expect(try Expression(text).number(in: ExperimentScope(experiment)).isNaN, "\(text)")
        }
        #expect(try value("approx(0/0, 0/0, 1)") == .truth(false))
    }

    // MARK: Lists

    @Test func `arithmetic and comparisons spread over lists`() throws {
        #expect(try value("[1, 2] + 10") == .list([11, 12]))
        #expect(try value("10 - [1, 2]") == .list([9, 8]))
        #expect(try value("[1, 2] * [3, 4]") == .list([3, 8]))
        #expect(try value("-[1, [2, 3]]") == .list([.number(-1), .list([-2, -3])]))
        #expect(try value("[[1, 2], [3, 4]] / 2") == .list([.list([0.5, 1]), .list([1.5, 2])]))
        #expect(try value("[[1, 2], [3, 4]] + [10, 20]") == .list([.list([11, 12]), .list([23, 24])]))
        #expect(try value("[1, 2] == 2") == .list([.truth(false), .truth(true)]))
        #expect(try value("2 > [1, 2]") == .list([.truth(true), .truth(false)]))
        #expect(try value("[1, 2] != [1, 3]") == .list([.truth(false), .truth(true)]))
        #expect(try value("abs([-1, [2, -3]])") == .list([.number(1), .list([2, 3])]))
        #expect(try value("abs(W1)[1][0]") == .number(0.8))
    }

    @Test(
        arguments: [
            ("all([1, 2] > 0)", true), ("all([1, 2] > 1)", false), ("any([1, 2] > 1)", true),
            ("any([1, 2] > 2)", false), ("all([[1, 2], [3, 4]] > 0)", true),
            ("any([[1, 2], [3, 4]] == 4)", true),
            ("all([] == 0)", true), ("any([] == 0)", false), ("all(1 < 2)", true),
            ("all([1, 2] > 0, 3 > 2)", true), ("any([1, 2] > 5, 3 > 2)", true),
            ("all(W1 == start.W1)", true), ("any(in != 0)", true), ("all(in == 0)", false),
        ])
    func `all and any fold`(text: String, expected: Bool) throws {
        #expect(try value(text) == .truth(expected))
    }

    // MARK: Total

    /// Every way to go deep: one inside the other, and one after the other, which nests to the left.
    @Test(
        arguments: [
            (String(repeating: "(", count: 64) + "1", 65), (String(repeating: "-", count: 64) + "1", 65),
            (String(repeating: "!", count: 99) + "1", 65), (String(repeating: "[", count: 64) + "1", 65),
            (String(repeating: "abs(", count: 64) + "1", 257),
            (String(repeating: "1+", count: 64) + "1", 129), (String(repeating: "1&&", count: 99) + "1", 193),
            ("in" + String(repeating: "[0]", count: 99), 2 + 3 * 62 + 2),
        ] as [(String, Int)])
    func `depth has a limit`(text: String, column: Int) {
        let error = ExpressionError(column: column, message: "this is too long or nested too deeply")
        #expect(throws: error) { try Expression(text) }
    }

    @Test func `sixty-three levels are read and evaluated`() throws {
        let brackets = String(repeating: "(", count: 63) + "1" + String(repeating: ")", count: 63)
        #expect(try value(brackets) == .number(1))
        #expect(try value(String(repeating: "-", count: 63) + "1") == .number(-1))
        #expect(try value(Array(repeating: "1", count: 64).joined(separator: "+")) == .number(64))
    }

    @Test func `length has a limit`() throws {
        #expect(try value("1" + String(repeating: " ", count: 4095)) == .number(1))
        let error = ExpressionError(column: 1, message: "this is too long: at most 4096 bytes are read")
        #expect(throws: error) { try Expression("1" + String(repeating: " ", count: 4096)) }
    }

    /// Random words in random order: a value or an error with a column inside the text, never anything else.
    @Test(arguments: 0..<300 as Range<UInt64>) func `any text is read or refused`(seed: UInt64) throws {
        var generator = SeededGenerator(seed: seed)
        let words = [
            "1", "0.5", "W1", "in", "out", "act", "relu", "start.b1", "edits", "input", "all", "approx",
            "changed",
            "(", "(", ")", ")", "[", "[", "]", "]", ",", "+", "-", "*", "/", "!", "==", "<", "&&", "||", "=",
            ";",
            ".", "&", "é", "👍🏽",
        ]
        let text = (0..<Int.random(in: 1...12, using: &generator))
            .map { _ in words.randomElement(using: &generator) ?? "" }.joined(separator: " ")
        let columns = 1...(text.count + 1)
        do throws(ExpressionError) {
            let expression = try Expression(text)
            #expect(expression.text == text)
            _ = try expression.value(in: ExperimentScope(experiment))
        } catch { #expect(columns.contains(error.column), "\(text): \(error)") }
        do throws(ExpressionError) { _ = try Edit(text, for: experiment) } catch {
            #expect(columns.contains(error.column), "\(text): \(error)")
        }
        do throws(ExpressionError) { _ = try Moment(text) } catch {
            #expect(columns.contains(error.column), "\(text): \(error)")
        }
    }
}
