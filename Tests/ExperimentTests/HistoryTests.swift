import Experiment
import NeuralNetwork
import Testing
import Samples

struct HistoryTests {
    @Test func `undo and redo have no limit`() throws {
        var experiment = try Experiment.preset("seed-neuron")
        let addresses = [Address.bias(layer: 0, neuron: 0), .input(0)]
        for step in 2...2001 { try experiment.apply(.set(addresses[step % 2], Double(step))) }
        #expect(experiment.history.done.count == 2000)
        while experiment.undo() {}
        #expect(experiment.network == experiment.start.network)
        #expect(experiment.input == [1, 2, 3])
        while experiment.redo() {}
        #expect(experiment.value(of: addresses[0]) == 2000)
        #expect(experiment.value(of: addresses[1]) == 2001)
        #expect(experiment.history.done.count == 2000)
    }

    @Test func `reset takes everything back, and redo makes it again edit by edit`() throws {
        var experiment = try Experiment.preset("seed-net")
        try experiment.apply(["W1[0][0] = 2", "act(1) = tanh", "in = [3, 4]"])
        let edited = experiment
        experiment.reset()
        #expect(experiment.network == experiment.start.network && experiment.input == experiment.start.input)
        #expect(!experiment.isChanged && !experiment.history.canUndo)
        experiment.redo()
        #expect(experiment.value(of: .weight(layer: 0, neuron: 0, input: 0)) == 2)
        #expect(experiment.input == [1, 0])
        let redone = (0..<3).map { _ in experiment.redo() }
        #expect(redone == [true, true, false])
        #expect(experiment.network == edited.network && experiment.input == edited.input)
        #expect(experiment.pass == edited.pass)
    }

    @Test func `reset without an edit leaves what can be redone`() throws {
        var experiment = try Experiment.preset("seed-net")
        try experiment.apply(["b1[0] = 1"])
        experiment.undo()
        experiment.reset()
        #expect(experiment.history.canRedo)
    }

    @Test func `after a reset nothing older is shown`() throws {
        var experiment = try Experiment.preset("seed-net")
        try experiment.apply(["b1[0] = 1", "W1[0][0] = 2", "b1[0] = 3"])
        experiment.reset()
        for address in allAddresses(of: experiment.network) {
            #expect(experiment.oldValue(of: address) == nil)
        }
    }

    @Test func `during a run the old value is that before the run`() throws {
        var experiment = try Experiment.preset("seed-neuron")
        let bias = Address.bias(layer: 0, neuron: 0)
        let output = Address.activation(layer: 0, neuron: 0)
        for value in [0.2, 0.3] { try experiment.apply(.set(bias, value)) }
        #expect(experiment.oldValue(of: bias) == 0.1)
        #expect(experiment.oldValue(of: output) == 0.40000000000000013)
        #expect(experiment.oldValue(of: .input(0)) == nil)
        try experiment.apply(.set(bias, 0.1))  // and nothing once it is back
        #expect(experiment.oldValue(of: bias) == nil)
        #expect(experiment.oldValue(of: output) == nil)
    }

    /// Random sessions against a model that keeps a copy of everything.
    @Test(arguments: 0..<40 as Range<UInt64>) func `behaves like copies`(seed: UInt64) throws {
        var generator = SeededGenerator(seed: seed)
        var experiment = try Experiment.random(using: &generator)
        var model = Copies(experiment)
        for _ in 0..<60 {
            let action = Action.random(for: experiment, using: &generator)
            try action.carryOut(on: &experiment)
            try model.carryOut(action)
            try expectAgreement(experiment, model, "after \(action)")
        }
    }

    private func expectAgreement(_ experiment: Experiment, _ model: Copies, _ comment: Comment) throws {
        #expect(experiment.network == model.now.network && experiment.input == model.now.input, comment)
        #expect(experiment.history.done.count == model.past.count, comment)
        #expect(experiment.history.canUndo == !model.past.isEmpty, comment)
        #expect(experiment.history.canRedo == !model.future.isEmpty, comment)

        let pass = try model.now.network.forward(model.now.input)
        #expect(experiment.pass == pass, comment)
        let slopes = model.now.network.backward(through: pass, from: 0)
        #expect(
            experiment.slopes.weights == slopes.weights && experiment.slopes.input == slopes.input, comment)

        let now = numbers(of: model.now.network, on: model.now.input)
        let before = numbers(of: model.before.network, on: model.before.input)
        for (address, value) in now {
            #expect(experiment.value(of: address) == value, comment)
            let old = before[address] == value ? nil : before[address]
            #expect(experiment.oldValue(of: address) == old, comment)
        }
    }
}

/// What a learner can do.
private enum Action {
    case edit(Edit)
    case undo, redo, reset

    static func random(for experiment: Experiment, using generator: inout SeededGenerator) -> Action {
        let addresses = allAddresses(of: experiment.network)
        // A few favourites, so that runs happen.
        let favourites = addresses.filter(\.isEditable).prefix(3)
        let address = favourites.randomElement(using: &generator) ?? .input(0)
        switch Int.random(in: 0..<20, using: &generator) {
        case 0..<10: return .edit(.set(address, [0, 1, 2, -1.5].randomElement(using: &generator) ?? 0))
        case 10, 11:
            return .edit(.assign(favourites.map { .init($0, generator.number()) }))
        case 12:
            let layer = Int.random(in: 0..<experiment.network.layers.count, using: &generator)
            return .edit(
                .activation(layer: layer, Activation.allCases.randomElement(using: &generator) ?? .relu))
        case 13: return .edit(.select(addresses.randomElement(using: &generator) ?? address))
        case 14, 15, 16: return .undo
        case 17, 18: return .redo
        default: return .reset
        }
    }

    func carryOut(on experiment: inout Experiment) throws {
        switch self {
        case .edit(let edit): try experiment.apply(edit)
        case .undo: experiment.undo()
        case .redo: experiment.redo()
        case .reset: experiment.reset()
        }
    }
}

/// The model: whole states on two stacks, and which run of changes is open.
private struct Copies {
    struct State {
        var network: Network
        var input: [Double]
    }

    var now: State
    var past: [State] = []
    var future: [State] = []
    /// The state with whose numbers the present ones are compared.
    var before: State
    var run: String?
    var cursor: Address?

    init(_ experiment: Experiment) {
        now = State(network: experiment.network, input: experiment.input)
        before = now
    }

    private struct Unexpected: Error { let edit: Edit }

    mutating func carryOut(_ action: Action) throws {
        switch action {
        case .edit(.select(let address)):
            if address != cursor { run = nil }
            cursor = address
        case .edit(.assign(let assignments)):
            var next = now
            for assignment in assignments { set(assignment, in: &next) }
            step(to: next, target: assignments.count == 1 ? "\(assignments[0].address)" : nil)
        case .edit(.activation(let layer, let activation)):
            var next = now
            next.network.setActivation(layer: layer, to: activation)
            step(to: next, target: "layer \(layer)")
        case .edit(let edit):
            // Neurons come and go in tests of their own.
            throw Unexpected(edit: edit)
        case .undo: undo()
        case .redo: redo()
        case .reset:
            guard !past.isEmpty else { return }
            while !past.isEmpty { undo() }
            before = now
        }
    }

    private mutating func step(to next: State, target: String?) {
        guard next.network != now.network || next.input != now.input else { return }
        if run == nil || run != target {
            past.append(now)
            before = now
        }
        future = []
        run = target
        now = next
    }

    private mutating func undo() {
        guard let previous = past.popLast() else { return }
        future.append(now)
        travel(to: previous)
    }

    private mutating func redo() {
        guard let next = future.popLast() else { return }
        past.append(now)
        travel(to: next)
    }

    private mutating func travel(to state: State) {
        before = now
        run = nil
        now = state
    }

    private func set(_ assignment: Edit.Assignment, in state: inout State) {
        switch assignment.address {
        case .input(let index): state.input[index] = assignment.value
        case .weight(let layer, let neuron, let input):
            state.network.setWeight(layer: layer, neuron: neuron, input: input, to: assignment.value)
        case .bias(let layer, let neuron):
            state.network.setBias(layer: layer, neuron: neuron, to: assignment.value)
        case .product, .preactivation, .activation, .target, .learningRate: break
        }
    }
}
