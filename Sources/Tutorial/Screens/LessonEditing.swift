import Diagrams
import Experiment
import NeuralNetwork
import TerminalUI

// Changing numbers: the focus, steps, typed values, undo. Each change is an `Edit`.

extension LessonScreen {
    mutating func moveFocus(_ action: LessonAction, _ session: Session) -> [Command] {
        guard let experiment = run.experiment else { return [] }
        let numbers = NumberFocus(experiment)
        // Where a number is sought, Tab leaves none out.
        let seeksComputed = run.activeTask?.task.asksForANumber ?? false
        let target =
            switch action {
            case .nextNumber: numbers.next(after: experiment.cursor, computed: seeksComputed)
            case .previousNumber: numbers.previous(before: experiment.cursor, computed: seeksComputed)
            case .up: numbers.neighbour(of: experiment.cursor, .up)
            case .down: numbers.neighbour(of: experiment.cursor, .down)
            case .left: numbers.neighbour(of: experiment.cursor, .left)
            default: numbers.neighbour(of: experiment.cursor, .right)
            }
        let commands = focus(on: target, session)
        // Where there is room for one pane only, the number in focus is what the learner wants to see.
        showsPicture = true
        return commands
    }

    /// Puts the focus on a number; whatever was changed before is kept.
    mutating func focus(on address: Address, _ session: Session) -> [Command] {
        let commands = editsToSave()
        let gate = run.gate?.index
        run.focus(on: address, settings: session.settings)
        guard run.gate?.index == gate else {
            // This was what the step asked for: Enter goes on.
            isFocusFresh = false
            showText(from: gate, session)
            return commands + answersToSave() + doneToSave(session)
        }
        isFocusFresh = true
        return commands
    }

    /// The focused number, or the reason why there is nothing to change.
    private mutating func focused() -> (address: Address, value: Double)? {
        guard let experiment = run.experiment, let address = experiment.cursor,
            let value = experiment.value(of: address)
        else {
            message = "Tab puts the focus on a number first"
            return nil
        }
        guard address.isEditable else {
            let name = Notation(experiment.network).symbol(of: address)
            message = "\(name) is computed, not set; w shows from what"
            return nil
        }
        guard experiment.isEditable(address) else {
            message = "\(Notation(experiment.network).symbol(of: address)) stays as it is in this step"
            return nil
        }
        return (address, value)
    }

    mutating func change(by step: Double, _ session: Session) -> [Command] {
        guard let (address, value) = focused() else { return [] }
        let changed = stepped(value, by: step)
        guard changed != value else { return say("too large a number for so small a step; type one with =") }
        return apply(.set(address, changed), session)
    }

    mutating func set(_ value: Double, _ session: Session) -> [Command] {
        guard let (address, _) = focused() else { return [] }
        return apply(.set(address, value), session)
    }

    mutating func nextActivation(_ session: Session) -> [Command] {
        guard let experiment = run.experiment else { return [] }
        guard let layer = experiment.cursor?.neuron?.layer else {
            return say("Tab to a weight or a bias first: an activation belongs to a layer")
        }
        let all = Activation.allCases
        let now = all.firstIndex(of: experiment.network.layers[layer].activation) ?? 0
        let next = all[(now + 1) % all.count]
        let commands = apply(.activation(layer: layer, next), session)
        message = "this layer's activation is now \(next.title): \(next.formula)"
        return commands
    }

    // MARK: Neurons

    /// The layer that the focus is in; where it is in none, the first hidden one.
    private func hiddenLayer(_ experiment: Experiment) -> Int? {
        let layer = experiment.cursor?.neuron?.layer ?? 0
        return layer < experiment.network.layers.count - 1 ? layer : nil
    }

    private static let mostNeurons = 64

    mutating func addNeuron(_ session: Session) -> [Command] {
        guard let experiment = run.experiment else { return [] }
        guard let layer = hiddenLayer(experiment) else {
            return say("neurons are added to hidden layers; Tab to a number of one first")
        }
        guard experiment.network.layers[layer].neuronCount < Self.mostNeurons else {
            return say("\(Self.mostNeurons) neurons in a layer are enough to look at")
        }
        let commands = apply(.addNeuron(toLayer: layer, of: experiment.network), session)
        message = "a new neuron: a row of weights, a bias, and outgoing weights that are still 0"
        return commands
    }

    mutating func deleteNeuron(_ session: Session) -> [Command] {
        guard let experiment = run.experiment else { return [] }
        guard let place = experiment.cursor?.neuron, hiddenLayer(experiment) == place.layer else {
            return say("Tab to a number of a hidden neuron first: that one is deleted")
        }
        let name = Notation(experiment.network).neuronName(layer: place.layer, neuron: place.neuron)
        let isLast = place.neuron == experiment.network.layers[place.layer].neuronCount - 1
        let commands = apply(.delete(layer: place.layer, neuron: place.neuron), session)
        if message == nil {
            message =
                "\(name) is gone with all its numbers\(isLast ? "" : "; those after it move up"); u undoes"
        }
        return commands
    }

    // MARK: What a step offers

    mutating func act(_ action: StepAction, _ session: Session) -> [Command] {
        guard let experiment = run.experiment else { return [] }
        guard let edit = action.edit(of: experiment, seed: session.settings.seed) else {
            return sweep(experiment, session)
        }
        return editsToSave() + apply(edit, session) + editsToSave()
    }

    private mutating func sweep(_ experiment: Experiment, _ session: Session) -> [Command] {
        guard session.settings.motion == .off else {
            run.beginSweep()
            showsPicture = true
            return []
        }
        let ends = [Sweep.range.lowerBound, 0, Sweep.range.upperBound].map { z in
            let output = Sweep.experiment(experiment, atZ: z).pass.output[0]
            let format = NumberFormat(glyphs: session.glyphs)
            return "\(format.fine(output, decimals: 2)) at z = \(Int(z))"
        }
        return say("the output goes from \(ends.joined(separator: " to "))")
    }

    /// How many steps of gradient descent one key makes, where it makes several.
    static let severalSteps = 10

    /// Steps of gradient descent on the step's data, or on its input and target.
    mutating func descend(_ steps: Int, _ session: Session) -> [Command] {
        guard let before = run.experiment, let loss = before.loss else {
            return say("this step has no targets to train on")
        }
        let commands = apply(.descend(steps: steps), session)
        guard let after = run.experiment, let now = after.loss else { return commands }
        let format = NumberFormat(glyphs: session.glyphs)
        let made = steps == 1 ? "a step of gradient descent" : "\(steps) steps"
        message =
            after.network == before.network
            ? "\(made): no number has moved"
            : "\(made): the loss goes from \(format.fine(loss)) to \(format.fine(now))"
        return commands
    }

    package mutating func perform(_ action: String, in session: Session) -> [Command] {
        guard let action = StepAction(rawValue: action), run.actions.contains(action) else { return [] }
        return act(action, session)
    }

    package func actions(in session: Session) -> [NamedAction] {
        let own = run.experiment.map { experiment in
            run.actions.map { NamedAction($0.title(for: experiment), .perform($0.rawValue)) }
        }
        return (own ?? []) + (run.keyTask?.task.bindings.actions() ?? []) + bindings(session).actions()
    }

    mutating func apply(_ edit: Edit, _ session: Session) -> [Command] {
        let gate = run.activeTask == nil ? nil : run.gate?.index
        let wasDone = run.isDone
        let hadRun = (run.experiment?.runLength ?? 0) > 0
        do { try run.apply(edit, settings: session.settings) } catch { return say("\(error)") }
        noteOverflow()
        if hadRun, case .assign(let set) = edit, set.contains(where: { $0.address == .learningRate }) {
            message = "another learning rate: a new run, from where the last one began"
        }
        // A task that was left for later may be done by it, too.
        guard let gate, run.gate?.index != gate else {
            // What is said to the change stands at the end of the task.
            if run.activeTask?.task is ExerciseStage { showText(from: gate, session) }
            return answersToSave() + (wasDone ? [] : doneToSave(session))
        }
        showText(from: gate, session)
        return answersToSave() + editsToSave() + doneToSave(session)
    }

    /// A number that can't be computed any more is explained, not hidden.
    private mutating func noteOverflow() {
        guard let output = run.experiment?.pass.output else { return }
        if output.contains(where: \.isNaN) {
            message = "the output is NaN, not a number: ∞ − ∞ or 0 × ∞ was computed; u undoes"
        } else if output.contains(where: \.isInfinite) {
            message = "the output is larger than any number a double can hold; u undoes"
        }
    }

    /// Takes the latest edit back, or makes the one again that was taken back last, and says what that was.
    mutating func undoOrRedo(_ action: LessonAction, _ session: Session) -> [Command] {
        let isUndo = action == .undo
        let edit = isUndo ? run.experiment?.history.done.last?.edit : nil
        let happened = isUndo ? run.undo(session.settings) : run.redo(session.settings)
        guard happened else { return say("nothing to \(isUndo ? "undo" : "redo")") }
        if let experiment = run.experiment, case .assign(let assignments) = edit, assignments.count == 1,
            let value = experiment.value(of: assignments[0].address)
        {
            let name = Notation(experiment).symbol(of: assignments[0].address)
            let format = NumberFormat(isExact: true, glyphs: session.glyphs)
            message = "\(name) is \(format.text(value)) again"
        }
        return editsToSave()
    }

    // MARK: Typing a value

    mutating func beginEntry(_ key: Key) {
        guard focused() != nil else { return }
        entry = NumberField()
        if key != .character("=") { _ = entry?.handle(key) }
        showsPicture = true
    }

    mutating func handleEntry(_ key: Key, _ session: Session) -> [Command] {
        switch key {
        case .escape:
            entry = nil
        case .enter:
            guard let value = entry?.commit() else { return [] }
            entry = nil
            return set(value, session)
        default:
            _ = entry?.handle(key)
        }
        return []
    }

    /// Pasted text goes into a field where one is open; it never runs as keys.
    mutating func paste(_ text: String, _ session: Session) -> [Command] {
        let printable = text.filter { !$0.isNewline && !$0.isWhitespace }
        if entry != nil {
            for character in printable { _ = entry?.handle(.character(character)) }
            return []
        }
        guard run.activeTask?.task.takesANumber ?? false else {
            return say("there is no field to paste into")
        }
        for character in printable { _ = run.handle(.character(character), settings: session.settings) }
        return []
    }
}
