import Diagrams
import Experiment
import NeuralNetwork
import TerminalUI

/// What a key can mean in a playground.
package enum PlaygroundAction: Hashable, Sendable {
    case train, step, epoch, rewind, regenerate
    case back, forward, slower, faster
    case up, down, left, right, next, previous, pane
    case increase, decrease, finer, coarser, more, less
    case type, zero, toggle
    case activation, addNeuron, removeNeuron
    case undo, redo, view, points, why
}

extension PlaygroundBoard {
    /// Its keys, as the footer and the help tell them.
    var bindings: [KeyBinding<PlaygroundAction>] { trainingKeys + focusKeys + changingKeys }

    private var trainingKeys: [KeyBinding<PlaygroundAction>] {
        [
            KeyBinding(
                [.character(" "), .character("t")], .train, label: "Space",
                help: isTraining ? "pause" : "train", footer: isTraining ? "pause" : "train"),
            KeyBinding([.character("s")], .step, help: "one training step: one batch"),
            KeyBinding([.character("e")], .epoch, help: "one epoch: once through all examples"),
            KeyBinding(
                [.character("r")], .rewind,
                help: "back to the start: the same points, the same first numbers",
                footer: playground.epoch > 0 ? "start" : nil),
            KeyBinding([.character("R")], .regenerate, help: "new points and new first numbers"),
            KeyBinding(
                [.character(",")], .back, label: ", .",
                help: "look back and forward through what was learned",
                footer: isTraining || playground.epoch == 0 ? nil : "back", name: "look back"),
            KeyBinding([.character(".")], .forward, help: "", name: "look forward again"),
            KeyBinding(
                [.character("<")], .slower, label: "< >", help: "slower, faster", name: "train slower"),
            KeyBinding([.character(">")], .faster, help: "", name: "train faster"),
        ]
    }

    private var focusKeys: [KeyBinding<PlaygroundAction>] {
        [
            KeyBinding(
                [.left, .character("h")], .left, label: "arrows", help: "move: controls, network, map",
                footer: "move", name: ""),
            KeyBinding([.right, .character("l")], .right, help: ""),
            KeyBinding([.up, .character("k")], .up, help: ""),
            KeyBinding([.down, .character("j")], .down, help: ""),
            KeyBinding(
                [.tab], .next, label: "Tab", help: "the next control, or the next number of the network"),
            KeyBinding([.backTab], .previous, help: "the one before it"),
            KeyBinding([.function(6)], .pane, help: "controls, network, map"),
        ]
    }

    private var changingKeys: [KeyBinding<PlaygroundAction>] {
        [
            KeyBinding(
                [.character("+")], .increase, label: "+ -",
                help: "change what has the focus; a number by 0.1",
                footer: "change", name: "change what has the focus, upwards"),
            KeyBinding([.character("-")], .decrease, help: "", name: "change what has the focus, downwards"),
            KeyBinding([.character("]")], .finer, label: "] [", help: "change a number by 0.01", name: ""),
            KeyBinding([.character("[")], .coarser, help: ""),
            KeyBinding([.character("}")], .more, label: "} {", help: "change a number by 1", name: ""),
            KeyBinding([.character("{")], .less, help: ""),
            KeyBinding(
                [.character("=")] + "0123456789".map(Key.character), .type, label: "= 0-9",
                help: "type a value; Enter takes it, Esc leaves it"),
            KeyBinding([.character("z")], .zero, help: "set the number in focus to 0"),
            KeyBinding([.enter], .toggle, help: "switch a feature on or off; the next value of a control"),
            KeyBinding([.character("a")], .activation, help: "next activation for the layer in focus"),
            KeyBinding(
                [.character("N")], .addNeuron, label: "N D",
                help: "add a neuron to the layer in focus, delete one",
                name: "add a neuron to the layer in focus"),
            KeyBinding([.character("D")], .removeNeuron, help: "", name: "delete the neuron in focus"),
            KeyBinding(
                [.character("u")], .undo, label: "u", help: "undo; Ctrl-R makes it again",
                footer: "undo", name: "undo the last change, and what was learned since"),
            KeyBinding([.control("r")], .redo, help: "", name: "make the change again"),
            KeyBinding([.character("v")], .view, help: "the map in shades, or only what is decided"),
            KeyBinding([.character("p")], .points, help: "which examples stand on the map"),
            KeyBinding(
                [.character("w")], .why, help: "the numbers of the neuron in focus, for the cross on the map"),
        ]
    }

    /// Takes a key. False: it is not one of its keys.
    mutating func handle(_ key: Key) -> Bool {
        if typed != nil { return type(key) }
        guard let action = bindings.action(for: key) else { return false }
        message = nil
        do throws(PlaygroundRefusal) { try carryOut(action, key) } catch { message = error.description }
        return true
    }

    private mutating func carryOut(_ action: PlaygroundAction, _ key: Key) throws(PlaygroundRefusal) {
        switch action {
        case .train: toggleTraining()
        case .step: pauseAnd { $0.playground.step() }
        case .epoch: pauseAnd { _ = $0.playground.train(examples: $0.playground.start.train.count) }
        case .rewind: pauseAnd { $0.playground.rewind() }
        case .regenerate: regenerate()
        case .back, .forward: lookBack(action == .back)
        case .slower, .faster: try tell(.speed, up: action == .faster)
        case .up: move(.up)
        case .down: move(.down)
        case .left: move(.left)
        case .right: move(.right)
        case .next: setFocus(focus.next(in: playground, controls: controls.count, back: false))
        case .previous: setFocus(focus.next(in: playground, controls: controls.count, back: true))
        case .pane: setFocus(focus.nextPane(in: playground))
        case .type: try beginTyping(key)
        case .undo, .redo: undo(action == .undo)
        case .view: try tell(.view, up: true)
        case .points: try tell(.points, up: true)
        case .why: showsWhy.toggle()
        default: try changeNumbers(action)
        }
    }

    private mutating func changeNumbers(_ action: PlaygroundAction) throws(PlaygroundRefusal) {
        switch action {
        case .increase: try change(by: 0.1)
        case .decrease: try change(by: -0.1)
        case .finer: try change(by: 0.01)
        case .coarser: try change(by: -0.01)
        case .more: try change(by: 1)
        case .less: try change(by: -1)
        case .zero: if focusedNumber != nil { try set(0) }
        case .toggle: try change(by: 0.1)
        case .activation: try nextActivation()
        case .addNeuron: try addNeuron()
        default: try removeNeuron()
        }
    }

    /// The next value of a control that may be out of sight, and what it is now.
    private mutating func tell(_ control: PlaygroundControl, up: Bool) throws(PlaygroundRefusal) {
        try control.step(up: up, &self)
        message = "\(control.title): \(control.value(self))" + (control == .points ? ". \(legend)" : "")
    }

    private mutating func pauseAnd(_ act: (inout PlaygroundBoard) -> Void) {
        isTraining = false
        keepingFocus(act)
    }

    private mutating func lookBack(_ back: Bool) {
        isTraining = false
        guard playground.look(back: back) else {
            message = back ? "this is as far back as one can look" : "this is as far as it has learned"
            return
        }
        if let look = playground.lookBack {
            message =
                "epoch \(playground.epoch) of \(look.latestEpoch): Space goes on from here, . goes forward"
        }
    }

    private mutating func undo(_ back: Bool) {
        isTraining = false
        let before = self
        var done = false
        keepingFocus { board in done = back ? board.playground.undo() : board.playground.redo() }
        guard done else { return message = "nothing to \(back ? "undo" : "redo")" }
        let change = changes(since: before).map { ": \($0)" } ?? ""
        message =
            "\(back ? "undone" : "made again")\(change), at epoch \(playground.epoch)"
            + (back ? "; Ctrl-R makes it again" : "")
    }

    /// What is set in another way than in a board before, or the number that is another: `rate 0.1 → 0.03`.
    private func changes(since before: PlaygroundBoard) -> String? {
        let settings = controls.compactMap { control -> String? in
            let (old, new) = (control.value(before), control.value(self))
            return old == new ? nil : "\(control.title) \(old) → \(new)"
        }
        guard settings.isEmpty else { return settings.joined(separator: ", ") }
        // After training every number is another; that is told by the epoch.
        guard before.playground.epoch == playground.epoch,
            let (address, old, new) = before.playground.network.onlyChange(to: playground.network)
        else { return nil }
        let format = NumberFormat(glyphs: .unicode)
        return "\(symbol(of: address)) \(format.signed(old)) → \(format.signed(new))"
    }

    private mutating func move(_ direction: PlaygroundFocus.Direction) {
        setFocus(focus.moved(direction, in: playground, controls: controls.count))
    }

    mutating func setFocus(_ focus: PlaygroundFocus) {
        self.focus = focus
        noteTroubleRead()
        playground.endRun()
        if case .map(let x, let y) = focus { cross = (x, y) }
    }

    // MARK: Typing

    private mutating func beginTyping(_ key: Key) throws(PlaygroundRefusal) {
        switch focus {
        case .control(let index):
            guard controls.indices.contains(index) else { return }
            guard controls[index].takesNumber || controls[index] == .layers else {
                throw PlaygroundRefusal("\(controls[index].title): + and - change it")
            }
        case .node where focusedNumber == nil: throw PlaygroundRefusal("Enter switches a feature on or off")
        case .map: throw PlaygroundRefusal("the arrows move the cross on the map")
        default: break
        }
        if case .character(let digit) = key, digit != "=" {
            typed = TextField(String(digit))
        } else {
            typed = TextField()
        }
    }

    private mutating func type(_ key: Key) -> Bool {
        guard var field = typed else { return false }
        switch key {
        case .escape: (typed, message) = (nil, nil)
        case .enter:
            take(field.text)
        default:
            guard field.handle(key) else { return true }
            typed = field
        }
        return true
    }

    /// `8,8` or `8-8`, as the control shows them.
    private mutating func takeSizes(_ text: String) {
        let sizes: [Int]
        do {
            sizes = try PlaygroundConfiguration.sizes(text.replacing("-", with: ",").filter { $0 != " " })
        } catch {
            return message = "\(error)"
        }
        (typed, message) = (nil, nil)
        do throws(PlaygroundRefusal) { try edit(.hidden(sizes)) } catch { message = error.description }
    }

    private mutating func take(_ text: String) {
        guard !text.isEmpty else { return typed = nil }
        if case .control(let index) = focus, controls[index] == .layers { return takeSizes(text) }
        let number: Double
        do { number = try typedNumber(text) } catch { return message = "\(error)" }
        (typed, message) = (nil, nil)
        do throws(PlaygroundRefusal) { try set(number) } catch { message = error.description }
        playground.endRun()
    }
}
