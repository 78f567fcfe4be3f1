import Experiment
import NeuralNetwork
import Testing

/// What solutions of lessons do in a playground, as text.
struct PlaygroundMoveTests {
    @Test(arguments: [
        ("rate = 0.3", PlaygroundMove.edit(.learningRate(0.3))), ("batch = 7", .edit(.batchSize(7))),
        ("noise = 20", .edit(.noise(20))), ("penalty = L2", .edit(.regularization(.L2))),
        ("penalty = none", .edit(.regularization(.none))),
        ("lambda = 0.01", .edit(.regularizationRate(0.01))),
        ("optimizer = adam", .edit(.optimizer(.adam))),
        ("act(1) = relu", .edit(.activation(layer: 0, .relu))),
        ("act(2)=sigmoid", .edit(.activation(layer: 1, .sigmoid))), ("add(2)", .edit(.addNeuron(layer: 1))),
        ("delete(1, 3)", .edit(.removeNeuron(layer: 0, neuron: 3))),
        ("W1[3][1] = -2.5", .edit(.number(.weight(layer: 0, neuron: 3, input: 1), -2.5))),
        ("W3[0][1] = 0", .edit(.number(.weight(layer: 2, neuron: 0, input: 1), 0))),
        ("b2[1] = 1e3", .edit(.number(.bias(layer: 1, neuron: 1), 1000))),
        ("data = spiral", .open(.spiral)), ("train(100)", .train(100)), ("rewind", .rewind),
    ])
    func isRead(text: String, expected: PlaygroundMove) throws {
        #expect(try PlaygroundMove(text, for: Playground.usual()) == expected)
    }

    @Test(arguments: [
        ("rate", 1, "expected rate = 0.3, act(1) = tanh or train(100)"),
        ("rate = x", 8, "a number is expected"),
        ("rate = -1", 8, "a number from 0.0 to 1000000000.0 is expected"),
        ("noise = 101", 9, "a number from 0.0 to 100.0 is expected"),
        ("lambda = -0.1", 10, "a number from 0.0 to 1000000000.0 is expected"),
        ("batch = 2.5", 9, "a batch is a whole number of examples"),
        ("batch = 0", 9, "a batch is a whole number of examples"),
        ("penalty = L3", 11, "one of these is expected: none, L1, L2"),
        ("act(1) = relo", 10, "one of these is expected: relu, sigmoid, tanh, linear, step"),
        ("act(3) = relu", 5, "hidden layers go from 1 to 2"),
        ("act(0) = relu", 5, "hidden layers go from 1 to 2"),
        ("add(3)", 5, "hidden layers go from 1 to 2"), ("add()", 1, "hidden layers go from 1 to 2"),
        ("delete(1)", 1, "delete takes a layer and a neuron, as in delete(1, 2)"),
        ("delete(0, 0)", 8, "hidden layers go from 1 to 2"),
        ("delete(3, 0)", 8, "hidden layers go from 1 to 2"),
        ("train(0)", 7, "train takes a number of steps"), ("train(1.5)", 7, "train takes a number of steps"),
        ("train(100001)", 7, "train takes a number of steps"),
        ("train()", 1, "train takes a number of steps"),
        ("W1[4][0] = 1", 1, "this network has no such weight or bias"),
        ("W0[0][0] = 1", 1, "this network has no such weight or bias"),
        ("W1[0] = 1", 1, "this network has no such weight or bias"),
        ("b4[0] = 1", 1, "this network has no such weight or bias"),
        ("W1[0][0.5] = 1", 7, "a whole number is expected in [ ]"),
        ("speed = 1", 1, "expected rate, data, act(1), W1[0][0] and the like"),
    ])
    func aMistakeHasItsColumn(text: String, column: Int, message: String) throws {
        let playground = try Playground.usual()
        let error = #expect(throws: ExpressionError.self) { try PlaygroundMove(text, for: playground) }
        #expect(error == ExpressionError(column: column, message: message))
    }

    @Test func whatFollowsAMoveIsAMistake() throws {
        let playground = try Playground.usual()
        for text in ["rewind 2", "train(5) = 3", "rate = 1 2", "rate = ", "= 3", ""] {
            #expect(throws: ExpressionError.self, "\(text)") { try PlaygroundMove(text, for: playground) }
        }
    }

    @Test func thereAreTheDataThatThereAre() throws {
        let playground = try Playground.usual()
        let error = #expect(throws: ExpressionError.self) {
            try PlaygroundMove("data = circel", for: playground)
        }
        #expect(error?.column == 8)
        for source in DataSource.all { #expect(error?.message.contains(source.name) == true) }
        // Also those with a hyphen, which is no minus here.
        for source in DataSource.all {
            #expect(try PlaygroundMove("data = \(source.name)", for: playground) == .open(source))
        }
    }

    // MARK: Making them

    @Test func movesAreMade() throws {
        var playground = try Playground.usual()
        try playground.make("rate = 0.3", "add(1)", "act(2) = relu", "b3[0] = 2", "train(30)")
        #expect(playground.settings.learningRate == 0.3 && playground.configuration.hidden == [5, 2])
        #expect(
            playground.hiddenActivations == [.tanh, .relu] && playground.steps == 30 && playground.epoch == 1)
        try playground.make("rewind")
        #expect(playground.steps == 0 && playground.configuration.hidden == [5, 2])
        try playground.make("data = xor")
        #expect(playground.configuration.data == .xor)
    }

    /// So many steps, also where they do not go into an epoch: 250 examples in batches of 7, 1000 and 1.
    @Test(arguments: [7, 1000, 1], [1, 35, 101])
    func soManyStepsAreMade(batch: Int, steps: Int) throws {
        var playground = try Playground.usual()
        try playground.make("batch = \(batch)", "train(\(steps))")
        #expect(playground.steps == steps)
        playground.stop = .loss(0)
        try playground.make("train(\(steps))")
        #expect(playground.steps == 2 * steps)
    }

    @Test func trainingEndsInTheStepThatMeetsTheStop() throws {
        var playground = try Playground.usual()
        playground.stop = .loss(0.47)
        try playground.make("train(5000)")
        #expect(playground.record.trainLoss < 0.47)
        var again = try Playground.usual()
        try again.make("train(\(playground.steps - 1))")
        #expect(again.record.trainLoss >= 0.47)
    }
}

/// The names that expressions know of a playground.
struct PlaygroundScopeTests {
    private func isTrue(_ text: String, _ playground: Playground) throws -> Bool {
        try Expression(text).isTrue(in: PlaygroundScope(playground, additions: ["pred": .number(0.4)]))
    }

    @Test(arguments: [
        "dataset == circle", "dataset != spiral", "lr == 0.03", "batch == 10", "penalty == none",
        "lambda == 0",
        "optimizer == gradientDescent", "hidden == 4", "layers == 2", "nparams == 25", "edits == 0",
        "trouble == none", "trouble != dead", "act(1) == tanh", "act(3) == tanh", "act(2) != relu",
        "steps == 50",
        "epoch == 2", "loss < 0.5", "testLoss > 0", "trainAcc >= 0", "testAcc <= 1", "pred == 0.4",
        "b1[0] != 0.1", "W1[0][1] != W1[1][1]", "all(W3[0] < 2)",
    ])
    func isKnown(text: String) throws {
        #expect(try isTrue(text, Playground.usual(epochs: 2)), "\(text)")
    }

    @Test(arguments: [
        ("edits == 2", ["act(1) = relu", "rate = 1"]), ("act(1) == relu", ["act(1) = relu"]),
        ("hidden == 5", ["add(1)"]), ("dataset == xor", ["data = xor"]), ("b2[1] == -3", ["b2[1] = -3"]),
        ("penalty == L2 && lambda == 0.1", ["penalty = L2", "lambda = 0.1"]),
        ("optimizer == adam", ["optimizer = adam"]), ("steps == 3 && epoch == 0", ["train(3)"]),
    ])
    func followsTheMoves(text: String, moves: [String]) throws {
        var playground = try Playground.usual()
        #expect(try !isTrue(text, playground))
        for move in moves { try playground.make(move) }
        #expect(try isTrue(text, playground))
    }

    /// Every name that is offered has a value, and every name of the table is offered.
    @Test func namesAndValuesGoTogether() throws {
        let scope = PlaygroundScope(try Playground.usual())
        for name in scope.names { #expect(scope.value(named: name) != nil, "\(name)") }
        let listed = PlaygroundScope.table.flatMap { $0.name.split { ", ".contains($0) }.map(String.init) }
        for name in listed where !name.contains("[") && !name.contains("(") && name != "…" {
            #expect(scope.names.contains(name), "\(name)")
        }
        for name in ["losss", "W4", "W0", "b", "W", "W1x", ""] {
            #expect(scope.value(named: name) == nil, "\(name)")
        }
    }

    @Test(arguments: [("act(4) == relu", 5), ("act(0) == relu", 5), ("act(1.5) == relu", 5)])
    func aLayerThatIsNotThere(text: String, column: Int) throws {
        let playground = try Playground.usual()
        let error = #expect(throws: ExpressionError.self) { try isTrue(text, playground) }
        #expect(error == ExpressionError(column: column, message: "act takes a layer from 1 to 3"))
    }

    @Test func numbersHaveNoShareOfRightAnswers() throws {
        let playground = try Playground.usual { $0.take(.playground(.plane)) }
        #expect(try !isTrue("trainAcc >= 0", playground) && !isTrue("testAcc < 0.5", playground))
    }
}
