import Course
import Experiment
import NeuralNetwork
import TerminalUI

/// The keys that carry edits out: what a learner would press. Solutions are played with them, and the lesson check
/// proves with them that they can be pressed.
struct SolutionKeys {
    /// How numbers are changed.
    enum Style {
        /// `=`, the value, Enter.
        case typed
        /// With `}` `+` `]` and their counterparts, as far as these reach.
        case stepped
    }

    private(set) var keys: [Key] = []
    /// Whether every change could be made in this style.
    private(set) var isWhole = true
    private let style: Style
    /// Whether Tab also stops at computed numbers, as where numbers are marked or sought.
    private let visitsComputed: Bool
    private var experiment: Experiment

    private static let mostSteps = 60

    init(_ edits: [Edit], from start: Experiment, style: Style = .typed, visitsComputed: Bool = false) {
        self.style = style
        self.visitsComputed = visitsComputed
        experiment = start
        for edit in edits { add(edit) }
    }

    private mutating func add(_ edit: Edit) {
        switch edit {
        case .assign(let assignments):
            for assignment in assignments { set(assignment.address, to: assignment.value) }
        case .activation(let layer, let activation): setActivation(layer, activation)
        case .add(let neuron): addNeuron(neuron)
        case .delete(let layer, let neuron):
            go(to: .bias(layer: layer, neuron: neuron))
            press(.character("D"), edit)
        case .select(let address): go(to: address)
        case .mark(let addresses, _):
            for address in addresses {
                go(to: address)
                press(.enter, .mark([address], isOn: !experiment.marked.contains(address)))
            }
        case .descend(let steps):
            let (tens, ones) = steps.quotientAndRemainder(dividingBy: LessonScreen.severalSteps)
            for _ in 0..<tens { press(.character("S"), .descend(steps: LessonScreen.severalSteps)) }
            for _ in 0..<ones { press(.character("s"), .descend(steps: 1)) }
        }
    }

    private mutating func press(_ key: Key, _ edit: Edit) {
        keys.append(key)
        try? experiment.apply(edit)
    }

    // MARK: The focus

    /// The way by Tab or Shift-Tab, whichever is shorter.
    private mutating func go(to address: Address) {
        guard experiment.cursor != address, !experiment.isCurve else { return }
        let numbers = NumberFocus(experiment)
        let most = experiment.network.parameterCount * 4 + experiment.input.count + 8
        func way(_ step: (Address?) -> Address) -> Int {
            var (count, place) = (1, step(experiment.cursor))
            while place != address, count < most { (count, place) = (count + 1, step(place)) }
            return count
        }
        let forward = way { numbers.next(after: $0, computed: visitsComputed) }
        let back = way { numbers.previous(before: $0, computed: visitsComputed) }
        keys += Array(repeating: forward <= back ? Key.tab : .backTab, count: min(forward, back))
        experiment.select(address)
    }

    // MARK: Numbers

    private mutating func set(_ address: Address, to value: Double) {
        guard experiment.value(of: address) != value else { return }
        go(to: address)
        let now = experiment.value(of: address) ?? 0
        if style == .stepped {
            if let steps = Self.steps(from: now, to: value) { keys += steps } else { isWhole = false }
        } else if value == 0 {
            keys.append(.character("z"))
        } else {
            keys += [.character("=")] + Self.text(of: value).map(Key.character) + [.enter]
        }
        try? experiment.apply(.set(address, value))
    }

    /// The number as one types it.
    private static func text(of value: Double) -> String {
        let text = "\(value)"
        return text.hasSuffix(".0") ? String(text.dropLast(2)) : text
    }

    /// Steps of 1, 0.1 and 0.01 that lead exactly to a value; nil where they don't, or are too many.
    private static func steps(from start: Double, to value: Double) -> [Key]? {
        var (now, keys): (Double, [Key]) = (start, [])
        for (step, more, less) in [(1.0, "}", "{"), (0.1, "+", "-"), (0.01, "]", "[")] {
            while abs(value - now) > step * 0.999_999, keys.count <= mostSteps {
                let isUp = value > now
                now = stepped(now, by: isUp ? step : -step)
                keys.append(.character(Character(isUp ? more : less)))
            }
        }
        return now == value && keys.count <= mostSteps ? keys : nil
    }

    // MARK: Neurons and activations

    private mutating func setActivation(_ layer: Int, _ activation: Activation) {
        if experiment.cursor?.neuron?.layer != layer { go(to: .weight(layer: layer, neuron: 0, input: 0)) }
        let all = Activation.allCases
        while let now = all.firstIndex(of: experiment.network.layers[layer].activation),
            all[now] != activation
        {
            press(.character("a"), .activation(layer: layer, all[(now + 1) % all.count]))
        }
    }

    /// A new neuron comes with numbers of its own; those that differ are set afterwards.
    private mutating func addNeuron(_ neuron: NeuronParts) {
        if experiment.cursor?.neuron.map({ $0.layer != neuron.layer }) ?? (neuron.layer != 0) {
            go(to: .bias(layer: neuron.layer, neuron: 0))
        }
        press(.character("N"), .addNeuron(toLayer: neuron.layer, of: experiment.network))
        let index = experiment.network.layers[neuron.layer].neuronCount - 1
        guard neuron.index == index else {
            isWhole = false
            return
        }
        for (input, weight) in neuron.weights.enumerated() {
            set(.weight(layer: neuron.layer, neuron: index, input: input), to: weight)
        }
        set(.bias(layer: neuron.layer, neuron: index), to: neuron.bias)
        for (reader, weight) in neuron.outgoing.enumerated() {
            set(.weight(layer: neuron.layer + 1, neuron: reader, input: index), to: weight)
        }
    }
}
