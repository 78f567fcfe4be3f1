import Diagrams
import Experiment
import NeuralNetwork
import TerminalUI
import Testing

@testable import Tutorial

/// The playground, key by key.
struct PlaygroundScreenTests {
    // MARK: Training

    @Test func spaceTrainsAndPauses() throws {
        var player = try PlaygroundPlayer()
        #expect(player.screen.tickInterval == nil)
        player.tick(3)
        #expect(player.playground.steps == 0)
        player.press("Space")
        #expect(player.screen.tickInterval != nil && player.rows[0].contains("▶ epoch 0"))
        let loss = player.playground.record.trainLoss
        player.tick(40)
        let epoch = player.playground.epoch
        #expect(epoch > 10 && player.playground.record.trainLoss < loss)
        #expect(player.rows[0].contains("▶ epoch \(epoch)") && player.rows[0].contains("examples/s"))
        #expect(player.rows.last?.contains("pause") == true)
        player.press("Space")
        player.tick(3)
        #expect(player.playground.epoch == epoch && player.screen.tickInterval == nil)
    }

    @Test func stepsAndEpochsAreMadeOneByOne() throws {
        var player = try PlaygroundPlayer()
        player.press("s s s")
        #expect(player.playground.steps == 3 && player.playground.epoch == 0)
        player.press("e")
        #expect(player.playground.steps == 28 && player.playground.epoch == 1)
        player.press("r")
        #expect(player.playground.steps == 0)
        player.press("u")
        #expect(player.playground.steps == 28)
        player.press("R")
        #expect(player.playground.steps == 0 && player.playground.configuration.seed != "0.59704")
        #expect(player.message.contains("seed \(player.playground.configuration.seed)"))
    }

    @Test func itEndsWhereItWasToEnd() throws {
        var player = try PlaygroundPlayer()
        player.focus(on: .stop)
        player.press("+ + + + + + +")
        #expect(player.playground.stop == .epoch(100))
        player.press("> Space")
        for _ in 0..<400 where player.board.isTraining { player.tick(1) }
        #expect(!player.board.isTraining && player.playground.epoch >= 100)
        #expect(player.message == "stopped: epoch 100, at epoch \(player.playground.epoch)")
    }

    /// Troubles are said at once, and the training ends where nothing can be learned any more.
    @Test func anOverflowIsSaid() throws {
        var player = try PlaygroundPlayer { $0.take(.playground(.plane)) }
        player.focus(on: .rate)
        player.press("= text:100 Enter Space")
        for _ in 0..<200 where player.board.isTraining { player.tick(1) }
        #expect(!player.board.isTraining)
        #expect(player.canvas.text.contains("NaN") && player.canvas.text.contains("lower the rate"))
        #expect(player.screen.inWords(in: player.session).contains { $0.contains("NaN") })
        // What a key has to say comes before it.
        player.press("o text:none.csv Enter")
        #expect(player.canvas.text.contains("none.csv: No such file"))
    }

    @Test func oneLooksBackAndForward() throws {
        var player = try PlaygroundPlayer()
        player.press(",")
        #expect(player.message == "this is as far back as one can look")
        player.press("e e e e , ,")
        #expect(player.playground.epoch == 2 && player.rows[0].contains("epoch 2 of 4"))
        #expect(player.message.contains("epoch 2 of 4"))
        player.press(". .")
        #expect(player.playground.epoch == 4 && player.playground.lookBack == nil)
        player.press(".")
        #expect(player.message == "this is as far as it has learned")
        player.press(", , e")
        #expect(player.playground.epoch == 3 && player.playground.records.count == 4)
    }

    // MARK: Changing

    @Test func aRateIsTyped() throws {
        var player = try PlaygroundPlayer()
        player.focus(on: .rate)
        player.press("= text:0,25 Enter")
        #expect(player.playground.settings.learningRate == 0.25 && player.board.typed == nil)
        player.press("7 Backspace 2 e - 3 Enter")
        #expect(player.playground.settings.learningRate == 0.002)
        player.press("= text:1e9 Enter")
        #expect(player.playground.settings.learningRate == 1e9)
        player.press("= 5 Esc")
        #expect(player.playground.settings.learningRate == 1e9 && player.board.typed == nil)
        player.press("u u u")
        #expect(player.playground.settings.learningRate == 0.03)
    }

    /// What can't be is said in words, and nothing has changed.
    @Test(arguments: [
        (PlaygroundControl.rate, "= text:2e9 Enter", "from 0 to 1000000000, not 2000000000"),
        (.rate, "= text:-1 Enter", "from 0 to 1000000000, not -1"),
        (.noise, "= text:101 Enter", "from 0 to 100, not 101"),
        (.train, "= text:0 Enter", "from 1 to 99, not 0"),
        (.train, "= text:100 Enter", "from 1 to 99, not 100"),
        (.batch, "= text:2.5 Enter", "a batch is a whole number of examples"),
        (.batch, "= text:0 Enter", "from 1 to 10000, not 0"), (.data, "=", "data: + and - change it"),
        (.speed, "3", "speed: + and - change it"), (.data, "u", "nothing to undo"),
        (.lambda, "-", "no further by + and -; = types a number"),
        (.data, "Ctrl-R", "nothing to redo"),
        (.layers, "- - -", "there is no hidden layer"), (.layers, "- - a", "there is no hidden layer"),
        (.layers, "- - N", "there is no hidden layer"),
        (.layers, "D D D D", "a layer needs a neuron; layers − takes the layer away"),
    ])
    func whatCanNotBeIsSaid(control: PlaygroundControl, keys: String, words: String) throws {
        var player = try PlaygroundPlayer()
        player.focus(on: control)
        player.press(keys)
        #expect(player.message == words)
        #expect(player.canvas.text.contains(words.prefix(40)))
        #expect(player.playground.settings == PlaygroundConfiguration().settings)
    }

    /// An undo says what it has undone, and a change that throws a training away says that.
    @Test func aChangeIsNamed() throws {
        var player = try PlaygroundPlayer()
        player.focus(on: .rate)
        player.press("= text:0.1 Enter u")
        #expect(player.message == "undone: rate 0.1 → 0.03, at epoch 0; Ctrl-R makes it again")
        player.press("Ctrl-R")
        #expect(player.message == "made again: rate 0.03 → 0.1, at epoch 0")
        player.focus(on: .layers)
        player.press("e +")
        #expect(player.message == "so it begins anew; u goes back to epoch 1")
        player.press("u")
        #expect(player.message.hasPrefix("undone: layers 4-2-2 → 4-2, at epoch 1"))
    }

    /// A number is named wherever the focus has gone meanwhile. A bias begins with 0.1.
    @Test func aNumberIsNamedFromAfar() throws {
        var player = try PlaygroundPlayer()
        player.press("Down Right = text:0.5 Enter")
        player.focus(on: .rate)
        player.press("u")
        let symbol = player.board.symbol(of: .bias(layer: 0, neuron: 0))
        #expect(player.message == "undone: \(symbol) +0.50 → +0.10, at epoch 0; Ctrl-R makes it again")
    }

    /// Of few examples less makes a batch, until there are more.
    @Test func theBatchComesBackWithTheData() throws {
        var board = try PlaygroundPlayer().board
        try board.open(data: .extra(.corners))
        #expect(board.playground.batchSize == 4 && PlaygroundControl.batch.value(board) == "4")
        try board.open(data: .extra(.moons))
        #expect(board.playground.batchSize == 10 && PlaygroundControl.batch.value(board) == "10")
    }

    @Test func whatIsNoNumberStaysInTheField() throws {
        var player = try PlaygroundPlayer()
        player.focus(on: .rate)
        player.press("= text:o.1 Enter")
        #expect(player.board.typed?.text == "o.1" && player.message.contains("\"o.1\" is not a number"))
        #expect(player.canvas.text.contains("rate = o.1"))
        player.press("Ctrl-U 0 . 1 Enter")
        #expect(player.playground.settings.learningRate == 0.1 && player.message.isEmpty)
    }

    /// Every control changes with + and −, and comes back.
    @Test(arguments: PlaygroundControl.allCases)
    func everyControlChanges(control: PlaygroundControl) throws {
        var player = try PlaygroundPlayer { configuration in
            if control == .scale {
                configuration.take(
                    .table(try! LabelledData(csv: Array("a,b,c\n1,2,3\n2,3,5\n4,1,5.5\n".utf8)), name: "t"))
            }
        }
        player.focus(on: control)
        let before = control.value(player.board)
        player.press("+")
        let after = control.value(player.board)
        #expect(after != before && player.focusedControl == control)
        #expect(player.canvas.text.contains(after.prefix(6)))
        player.press("-")
        #expect(control.value(player.board) == before || control == .layers)
        #expect(!control.explanation(player.board).isEmpty)
    }

    /// One key, one change: the activations of all layers come back together.
    @Test func theActivationOfAllLayersIsOneChange() throws {
        var player = try PlaygroundPlayer()
        player.focus(on: .activation)
        player.press("+")
        #expect(Set(player.playground.hiddenActivations).count == 1 && player.playground.edits == 1)
        #expect(player.playground.hiddenActivations != [.tanh, .tanh])
        player.press("u")
        #expect(player.playground.hiddenActivations == [.tanh, .tanh])
    }

    @Test func numbersOfTheNetworkChange() throws {
        var player = try PlaygroundPlayer()
        player.press("Down Right")
        guard case .node(let place, let number) = player.board.focus else {
            Issue.record("the focus is on a neuron")
            return
        }
        #expect(place == MapNetwork.Place(column: 1, row: 0) && number == 2)
        player.press("= text:0.5 Enter")
        #expect(player.playground.network.layers[0].biases[0] == 0.5)
        player.press("Shift-Tab + +")
        #expect(
            abs(
                player.playground.network.layers[0].weights[0, 1]
                    - player.playground.start.network.layers[0].weights[0, 1] - 0.2) < 0.11)
        player.press("z")
        #expect(player.playground.network.layers[0].weights[0, 1] == 0)
        player.press("} [ w")
        #expect(player.playground.network.layers[0].weights[0, 1] == 0.99)
        #expect(player.canvas.text.contains("z = "))
        player.press("N")
        #expect(player.playground.configuration.hidden == [5, 2])
        player.press("D")
        #expect(player.playground.configuration.hidden == [4, 2])
        player.press("a")
        #expect(
            player.playground.hiddenActivations[0] != .tanh && player.playground.hiddenActivations[1] == .tanh
        )
    }

    @Test func featuresAreSwitched() throws {
        var player = try PlaygroundPlayer()
        player.press("Down Down Down Enter")
        #expect(player.playground.configuration.features == [.x, .y, .xSquared])
        player.press("Enter Up Enter Up Enter")
        #expect(player.playground.configuration.features == [.x])
        #expect(player.message == "the network has to be told of something: switch another one on first")
        player.press("5")
        #expect(player.message == "Enter switches a feature on or off" && player.board.typed == nil)
    }

    /// What has the focus keeps it, or what is nearest to it, when what there is changes.
    @Test func theFocusStaysOnItsControl() throws {
        var player = try PlaygroundPlayer()
        player.press("+")
        player.focus(on: .data)
        // Numbers have one loss, so that control goes.
        while player.playground.configuration.data.kind != .numbers { player.press("+") }
        player.focus(on: .view)
        while player.playground.configuration.data.kind == .numbers { player.press("u") }
        #expect(player.focusedControl == .view)
        player.focus(on: .loss)
        player.press("Ctrl-R")
        while player.playground.configuration.data.kind != .numbers { player.press("Ctrl-R") }
        #expect(player.focusedControl != nil)
        player.press("= Esc + Left Right Tab")
    }

    /// A neuron that is gone has no focus.
    @Test func theFocusFollowsTheShape() throws {
        var player = try PlaygroundPlayer()
        player.press("N N N Down Right Down Down Down Down Down Down")
        player.press("u u u")
        guard case .node(let place, _) = player.board.focus else { return }
        #expect(place.row < 4)
        player.press("+ w Tab =")
        _ = player.canvas
    }

    // MARK: Mouse

    @Test func aClickPutsTheFocusThere() throws {
        var player = try PlaygroundPlayer()
        let rate = try #require(player.board.controls.firstIndex(of: .rate))
        player.handle(.mouse(.press, at: try #require(player.place(of: "control \(rate)"))))
        #expect(player.focusedControl == .rate)
        player.handle(.mouse(.wheelUp, at: try #require(player.place(of: "control \(rate)"))))
        #expect(player.playground.settings.learningRate == 0.1)
        player.handle(.mouse(.wheelDown, at: try #require(player.place(of: "control \(rate)"))))
        #expect(player.playground.settings.learningRate == 0.03)
        let feature = try #require(player.place(of: "node 0 6"))
        player.handle(.mouse(.press, at: feature))
        #expect(player.playground.configuration.features == [.x, .y])
        player.handle(.mouse(.press, at: feature))
        #expect(player.playground.configuration.features == [.x, .y, .sinY])
        let neuron = try #require(player.place(of: "node 1 2"))
        player.handle(.mouse(.press, at: neuron))
        let before = player.playground.network.layers[0].biases[2]
        player.handle(.mouse(.wheelUp, at: neuron))
        #expect(abs(player.playground.network.layers[0].biases[2] - before - 0.1) < 0.051)
        player.handle(.mouse(.press, at: Point(x: 79, y: 23)))
        player.handle(.mouse(.press, at: Point(x: -1, y: 99)))
    }

    /// A number that was being typed is not taken by what was clicked instead.
    @Test func aClickLeavesWhatWasTyped() throws {
        var player = try PlaygroundPlayer()
        player.focus(on: .rate)
        player.press("= 5 0")
        let noise = try #require(player.board.controls.firstIndex(of: .noise))
        player.handle(.mouse(.press, at: try #require(player.place(of: "control \(noise)"))))
        #expect(player.board.typed == nil)
        #expect(player.playground.configuration.noise == 0 && player.playground.settings.learningRate == 0.03)
    }

    @Test func aNumberIsPasted() throws {
        var player = try PlaygroundPlayer()
        player.focus(on: .rate)
        player.press("=")
        player.handle(.paste("0.125"))
        player.press("Enter")
        #expect(player.playground.settings.learningRate == 0.125)
    }

    // MARK: Looks

    @Test func escAndQLeave() throws {
        for key in ["q", "Esc"] {
            var player = try PlaygroundPlayer()
            player.press(key)
            guard case .keep? = player.commands.first, case .pop? = player.commands.last else {
                Issue.record("\(key) does not leave")
                continue
            }
        }
        var player = try PlaygroundPlayer()
        player.press("?")
        guard case .push(let help)? = player.commands.first else {
            Issue.record("there is no help")
            return
        }
        #expect(help is HelpScreen)
    }

    /// What the map says where its colours are not there, at the sizes of every terminal.
    @Test(arguments: ["40x12", "60x20", "80x24", "120x40", "200x60"], GlyphSet.allCases)
    func itShowsItself(size: String, glyphs: GlyphSet) throws {
        var player = try PlaygroundPlayer(size: try #require(Size(size)))
        player.session.glyphs = glyphs
        player.press("e e e")
        let text = player.canvas.text
        #expect(text.contains("Playground") && text.contains("epoch 3"))
        player.press("F6 F6")
        #expect(player.canvas.text.contains("train"))
        if glyphs == .ascii { #expect(player.canvas.text.utf8.allSatisfy { $0 < 0x80 }) }
    }

    /// Every number that shows can be heard.
    @Test func itSaysItselfInWords() throws {
        var player = try PlaygroundPlayer()
        player.press("e e")
        let words = player.screen.inWords(in: player.session).joined(separator: " ")
        for said in [
            "Circle: 250 examples to learn from, 250 to test.", "A 2-4-2-1 network, epoch 2.", "rate: 0.03.",
            "batch: 10.", "activation: tanh.", "layers: 4-2.", "penalty: none.", "data: Circle.",
        ] {
            #expect(words.contains(said), "\(said)")
        }
        player.press("Down Right")
        #expect(player.screen.inWords(in: player.session).joined().contains("bias"))
    }

    /// A network without a hidden layer, tanh(x), says yes to the right of 0.
    @Test func itTellsItsMapInWords() throws {
        var player = try PlaygroundPlayer { $0.hidden = [] }
        player.press("F6 = text:0 Enter Shift-Tab = text:0 Enter Shift-Tab = text:1 Enter")
        #expect(player.playground.network.layers[0].weights.elements == [1, 0])
        let words = player.screen.inWords(in: player.session)
        let rows = words.filter { $0.hasPrefix("y ") && $0.contains(": ") }
        #expect(rows.count == 7 && rows.allSatisfy { $0.hasSuffix(": -1 up to x 0, then +1.") })
        player.press("Space")
        let meanwhile = player.screen.inWords(in: player.session)
        #expect(!meanwhile.contains { $0.hasPrefix("What it says on the map") })
    }
}

/// Files and links of the playground.
struct PlaygroundFilesTests {
    private static let table = "a,b,kind\n1,2,yes\n2,1,no\n3,5,yes\n4,1,no\n0,2,yes\n5,2,no\n"

    @Test func aTableIsOpened() throws {
        let folder = ScratchFolder()
        var player = try PlaygroundPlayer()
        player.press("e o")
        #expect(player.rows.last?.contains("open: ") == true)
        player.type(folder.file("mine.csv", Self.table))
        #expect(player.message == "mine.csv: 6 rows, to tell kind")
        #expect(player.playground.configuration.data.columns == ["a", "b"] && player.playground.epoch == 0)
        #expect(player.playground.configuration.scaling == .standard)
        // It stays among the data that can be chosen.
        player.focus(on: .data)
        player.press("+ -")
        #expect(player.playground.configuration.data.name == "mine.csv")
        player.press("u u u")
        #expect(player.playground.configuration.data == .circle && player.playground.epoch == 1)
    }

    @Test(arguments: [
        ("a,b,c\n1,2,3\n1,2\n3,4,5\n", "3:"), ("a,b,c\n1,2,x\n", ""), ("a,b,c\n1,\"2,3\n", "2:3: "), ("", ""),
        ("a,b,c\n1,x,3\n1,2,4\n", "2:3: "),
    ])
    func aMistakeInATableHasItsPlace(text: String, place: String) throws {
        let folder = ScratchFolder()
        var player = try PlaygroundPlayer()
        let file = folder.file("wrong.csv", text)
        player.press("e o")
        player.type(file)
        #expect(player.message.hasPrefix("\(file):\(place)"), "\(player.message)")
        #expect(player.message.count > file.count + place.count + 5)
        #expect(player.playground.configuration.data == .circle && player.playground.epoch == 1)
    }

    @Test func whatCanNotBeReadIsSaid() throws {
        let folder = ScratchFolder()
        var player = try PlaygroundPlayer()
        for (name, words) in [
            ("nothing.csv", "No such file or directory"), ("nothing.json", "No such file or directory"),
            ("", "it is no ordinary file"),
        ] {
            player.press("o")
            player.type("\(folder.path)/\(name)")
            #expect(player.message == "\(folder.path)/\(name): \(words)")
        }
    }

    @Test func aNetworkIsOpenedAndSaved() throws {
        let folder = ScratchFolder()
        var player = try PlaygroundPlayer()
        player.press("e e S")
        #expect(player.rows.last?.contains("save as: ") == true)
        player.type("\(folder.path)/mine.json")
        #expect(player.message == "saved \(folder.path)/mine.json")
        let network = player.playground.network
        player.press("R o")
        player.type("\(folder.path)/mine.json")
        #expect(player.playground.network == network && player.message.contains("it learns on from here"))
        player.press("e")
        #expect(player.playground.network != network && player.playground.record.isFinite)
    }

    @Test(arguments: [
        (
            "{\"layers\": [{\"weights\": [[1, 2, 3]], \"biases\": [0], \"activation\": \"tanh\"}]}",
            "expected 3 inputs, found 2"
        ),
        (
            "{\"layers\": [{\"weights\": [[1, 2], [3, 4]], \"biases\": [0, 0], \"activation\": \"tanh\"}]}",
            "this network has 2 outputs, and Circle asks for 1"
        ),
        ("{\"layers\": [", ":1:13: "), ("[1]", ":1:1: "),
    ])
    func aNetworkThatDoesNotFitIsRefused(json: String, words: String) throws {
        let folder = ScratchFolder()
        var player = try PlaygroundPlayer()
        player.press("e")
        let before = player.playground.network
        player.press("o")
        player.type(folder.file("other.json", json))
        #expect(player.message.contains(words), "\(player.message)")
        #expect(player.playground.network == before && player.playground.epoch == 1)
    }

    /// A file that is there is replaced when Enter is pressed once more for the same name, and not else.
    @Test func nothingIsOverwrittenUnasked() throws {
        let folder = ScratchFolder()
        let (mine, other) = (folder.file("mine.json", "precious"), folder.file("other.json", "precious, too"))
        var player = try PlaygroundPlayer()
        player.press("S")
        player.type(mine)
        #expect(player.rows.last?.contains("it is there already; Enter replaces it") == true)
        #expect(folder.text(of: "mine.json") == "precious")
        // Another name, typed or pasted, is asked about anew.
        player.type(other)
        #expect(folder.text(of: "other.json") == "precious, too")
        player.press("Esc S")
        player.type(mine)
        for _ in 0..<9 { player.press("Backspace") }
        player.handle(.paste("other.json"))
        player.press("Enter")
        #expect(folder.text(of: "other.json") == "precious, too")
        player.press("Esc S")
        player.type(mine)
        player.press("Enter")
        #expect(folder.text(of: "mine.json")?.contains("\"layers\"") == true)
        #expect(folder.text(of: "other.json") == "precious, too")
    }

    @Test(arguments: [".py", ".torch.py", ".js", ".swift", ".link", ".json"])
    func everyEndingIsWritten(ending: String) throws {
        let folder = ScratchFolder()
        var player = try PlaygroundPlayer()
        player.press("e S")
        player.type("\(folder.path)/network\(ending)")
        #expect(player.message == "saved \(folder.path)/network\(ending)")
        let text = try #require(folder.text(of: "network\(ending)"))
        let bias = "\(player.playground.network.layers[0].biases[0])"
        #expect(ending == ".link" ? text.contains("#activation=tanh") : text.contains(bias))
    }

    @Test func whatCanNotBeSavedIsSaid() throws {
        let folder = ScratchFolder()
        var player = try PlaygroundPlayer()
        player.press("S")
        player.type("\(folder.path)/network.txt")
        #expect(player.message.contains("it ends in one of .json"))
        player.press("S")
        player.type("\(folder.path)/nowhere/network.py")
        #expect(
            player.message == "\(folder.path)/nowhere/network.py was not saved: No such file or directory")
    }

    @Test func aLinkIsOpened() throws {
        var player = try PlaygroundPlayer()
        player.press("e o")
        player.type("https://playground.tensorflow.org/#dataset=spiral&networkShape=8,8&seed=0.1&noise=10")
        #expect(
            player.playground.configuration.data == .spiral
                && player.playground.configuration.hidden == [8, 8])
        #expect(player.message == "opened the link: Spiral, seed 0.1")
        player.press("o")
        player.type("#dataset=spirl")
        #expect(player.message.contains("dataset: expected circle, xor, gauss, spiral, found \"spirl\""))
        player.press("o")
        player.type("#networkShape=4096,4096")
        #expect(player.message.contains("no more than 4000000 parameters"))
        #expect(player.playground.configuration.hidden == [8, 8])
    }

    /// Aside, so that a large file holds up no key.
    @Test func filesAreReadAside() async throws {
        let folder = ScratchFolder()
        let desk = PlaygroundDesk()
        #expect(desk.patience == nil && desk.takeReports().isEmpty)
        desk.carryOut(.open(folder.file("mine.csv", Self.table), PlaygroundConfiguration()))
        #expect(desk.patience != nil)
        var reports: [PlaygroundReport] = []
        for _ in 0..<6000 where desk.patience != nil {
            reports += desk.takeReports()
            try await Task.sleep(for: .milliseconds(5))
        }
        guard case .table(let begun)? = reports.last else {
            Issue.record("\(reports)")
            return
        }
        #expect(begun.configuration.data.name == "mine.csv" && desk.patience == nil)
    }
}
