import Experiment
import NeuralNetwork
import Testing
import Samples

/// The names that checks and proofs are written with.
struct ExperimentScopeTests {
    private func value(_ text: String, _ experiment: Experiment) throws -> Value {
        try Expression(text).value(in: ExperimentScope(experiment))
    }

    @Test func `names have the numbers of the network`() throws {
        var experiment = try Experiment.preset("seed-net")
        #expect(try value("in", experiment) == .list([1, 0]))
        #expect(try value("W1", experiment) == .list([.list([0.5, -0.3]), .list([0.8, 0.1])]))
        #expect(try value("W2[0]", experiment) == .list([0.6, 0.4]))
        #expect(try value("b1", experiment) == .list([0.1, -0.2]))
        #expect(try value("products1[1]", experiment) == .list([0.8, 0]))
        #expect(try value("sums1[1]", experiment) == .list([-0.2, 0.6000000000000001, 0.6000000000000001]))
        #expect(try value("z1", experiment) == .list([0.6, 0.6000000000000001]))
        #expect(try value("a1", experiment) == value("h", experiment))
        #expect(try value("out", experiment) == .list([0.6000000000000001]))
        #expect(try value("a2", experiment) == value("out", experiment))
        #expect(try value("hidden", experiment) == .number(2))
        #expect(try value("nparams", experiment) == .number(9))
        try experiment.apply(["in = [0, 1]"])
        #expect(try value("z1", experiment) == .list([-0.19999999999999998, -0.1]))
        #expect(try value("h", experiment) == .list([0, 0]))
    }

    @Test func `start stays where it was`() throws {
        var experiment = try Experiment.preset("seed-net")
        try experiment.apply(["W1[0] = [7, 8]", "b2 = 9", "in = [2, 2]"])
        #expect(try value("start.W1[0]", experiment) == .list([0.5, -0.3]))
        #expect(try value("start.b2", experiment) == .list([0]))
        #expect(try value("start.in", experiment) == .list([1, 0]))
        #expect(try value("W1[0][0] - start.W1[0][0]", experiment) == .number(6.5))
    }

    @Test func `changed compares with the start`() throws {
        var experiment = try Experiment.preset("seed-net")
        let names = ["in", "W1", "W2", "b1", "b2"]
        for (edit, name) in [("in[1] = 3", "in"), ("W2[0][1] = 3", "W2"), ("b1[1] = 3", "b1")] {
            try experiment.apply([edit])
            for other in names {
                #expect(
                    try value("changed(\(other))", experiment) == .truth(other == name), "\(edit), \(other)")
            }
            experiment.reset()
        }
        try experiment.apply(["b2 = 1", "W1[0][0] = 2", "b2 = 0"])  // there and back
        #expect(try value("changed(b2)", experiment) == .truth(false))
    }

    @Test func `edits are counted as edits, not as key presses`() throws {
        var experiment = try Experiment.preset("seed-net")
        try experiment.apply(["in[0] = 2", "in[0] = 3", "in[1] = 4", "b1[0] = 1", "W1[0] = [0, 0]"])
        let counts = ["edits", "edits(input)", "edits(weight)", "edits(bias)"]
        #expect(try counts.map { try value($0, experiment) } == [4, 2, 1, 1].map(Value.number))
        experiment.undo()
        #expect(try counts.map { try value($0, experiment) } == [3, 2, 0, 1].map(Value.number))
        try experiment.apply(["act(1) = sigmoid", "select(W1[0][0])", "select(b1[0])"])
        #expect(try value("edits", experiment) == .number(4))
        #expect(try value("visited", experiment) == .number(2))
    }

    @Test(arguments: Activation.allCases) func `act is a layer's activation`(activation: Activation) throws {
        var experiment = try Experiment.preset("seed-net")
        try experiment.apply(["act(2) = \(activation.rawValue)"])
        for other in Activation.allCases {
            let isTrue = try value("act(2) == \(other.rawValue)", experiment)
            #expect(isTrue == .truth(other == activation))
        }
        #expect(try value("act(1)", experiment) == .word("relu"))
    }

    @Test(arguments: 0..<20 as Range<UInt64>) func `out is the output for another input`(seed: UInt64) throws
    {
        var generator = SeededGenerator(seed: seed)
        let experiment = try Experiment.random(using: &generator)
        let input = generator.numbers(experiment.input.count)
        let output = try experiment.network.forward(input).output
        let list = input.map { "\($0)" }.joined(separator: ", ")
        let expected = output.count == 1 ? Value.number(output[0]) : .list(output)
        #expect(try value("out(\(list))", experiment) == expected)
        #expect(try value("out([\(list)])", experiment) == expected)
        #expect(experiment.input == experiment.start.input)
    }

    @Test func `a step adds names of its own`() throws {
        let experiment = try Experiment.preset("seed-net")
        let scope = ExperimentScope(experiment, additions: ["pred": .number(0.6)])
        #expect(try Expression("approx(pred, out[0], 0.005)").isTrue(in: scope))
        #expect(throws: ExpressionError(column: 1, message: "unknown name \"prd\"; did you mean \"pred\"?")) {
            try Expression("prd").value(in: scope)
        }
    }

    @Test(arguments: [[3, 1], [2, 2, 1], [2, 3, 4, 2]]) func `every listed name is known`(sizes: [Int]) throws
    {
        var generator = SeededGenerator(seed: 1)
        let experiment = try Experiment.random(sizes: sizes, using: &generator)
        let scope = ExperimentScope(experiment, additions: ["pred": .number(1)])
        for name in scope.names { _ = try Expression(name).value(in: scope) }
        #expect(Set(scope.names).count == scope.names.count)
        #expect(scope.names.contains("h") == (sizes.count == 3))
        #expect(try Expression("hidden").number(in: scope) == Double(sizes.count > 2 ? sizes[1] : 0))
        #expect(throws: ExpressionError.self) { try Expression("W\(sizes.count)").value(in: scope) }
    }

    /// The authors' table and the names are one list seen twice.
    @Test func `every name and function is in the authors' table`() throws {
        let start = try Experiment.preset("seed-net")
        let data = DataSet(inputs: [[1, 0]], targets: [[1]])
        let scope = ExperimentScope(
            try Experiment(network: start.network, input: start.input, dataSet: data),
            additions: ["pred": .number(1), "prints": .number(1)])
        let rows = Set(ExperimentScope.table.map { String($0.name.prefix { $0.isLetter }) })
        let goal = Goal(target: [1], learningRate: 0.1)
        let wanted = try Experiment(network: start.network, input: start.input, goal: goal)
        let names =
            scope.names + ExperimentScope(try Experiment(curveOf: .tanh, at: 0)).names
            + ExperimentScope(wanted).names
        for name in names + scope.functions {
            #expect(rows.contains(String(name.prefix { $0.isLetter })), "\(name)")
        }
        for row in rows.subtracting(scope.functions) {
            #expect(names.contains { $0.hasPrefix(row) }, "\(row)")
        }
        #expect(ExperimentScope.table.allSatisfy { !$0.meaning.isEmpty })
    }
}
