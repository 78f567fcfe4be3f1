import Course
import Diagrams
import Experiment
import NeuralNetwork

/// A lesson about the learner's own network, stop by stop as the tour of the visual model is: written as the
/// Markdown that any lesson is, so that everything that works in a lesson works here.
package struct NetworkTour {
    let experiment: Experiment
    let fileName: String
    /// Whether the file said what goes in.
    let hasOwnInput: Bool

    /// The name by which the lesson's fences call the network.
    static let preset = "yours"

    /// Layers are shown one by one up to so many; of more, those in the middle share a stop.
    private static let mostLayersShown = 5
    /// A question names so many neurons at most.
    private static let mostNeuronsAsked = 6

    /// - Parameter input: what goes in; a 1 for each input, if the file has none.
    /// - Throws: `ShapeError` when the input does not have the network's number of inputs.
    package init(_ network: Network, input: [Double]?, fileName: String) throws(ShapeError) {
        let ones = [Double](repeating: 1, count: network.inputCount)
        experiment = try Experiment(network: network, input: input ?? ones)
        hasOwnInput = input != nil
        self.fileName = fileName
    }

    /// A course of this one lesson.
    package var library: Library {
        let course = Course.ofOneLesson(
            text: markdown, file: fileName, kinds: StageCatalog.kinds)
        return Library(
            course,
            given: Preset(name: Self.preset, network: experiment.network, input: experiment.input))
    }

    // MARK: Writing

    private var network: Network { experiment.network }
    private var notation: Notation { Notation(network) }
    private var layerCount: Int { network.layers.count }
    private var timeline: Timeline { Timeline(of: network, order: .picture) }

    /// The lesson's text.
    package var markdown: String {
        let top = """
            ---
            format: 1
            id: your-network
            title: Your own network
            minutes: 5
            ---
            """
        return ([top, entering] + firstNeuron + layers + [yourTurn]).joined(separator: "\n")
    }

    private func number(_ value: Double) -> String { NumberFormat().text(value) }

    private func count(_ number: Int, _ noun: String) -> String {
        "\(number) \(noun)\(number == 1 ? "" : "s")"
    }

    /// A stop: its heading, its text, its picture from one moment to another, and a question.
    private func stop(
        _ title: String, id: String, _ text: String, known: String, play: String, alt: String,
        question: String = "", after: String = ""
    ) -> String {
        """

        ## \(title) {#\(id)}

        \(text)

        ```yaml network
        preset: \(Self.preset)
        known: \(known)
        play: \(play)
        alt: "\(alt)"
        ```

        \(question)

        \(after)
        """
    }

    /// A choice among options, of which one is right.
    private func choice(
        _ ask: String, options: [String], right: Int, reveals: String, why: String
    ) -> String {
        """
        ```yaml predict
        ask: "\(ask)"
        options: [\(options.map { "\"\($0)\"" }.joined(separator: ", "))]
        answer: "\(options[right])"
        reveals: \(reveals)
        why: "\(why)"
        ```
        """
    }

    private static let signs = ["above 0", "exactly 0", "below 0"]

    private func sign(of value: Double) -> Int { value > 0 ? 0 : value < 0 ? 2 : 1 }

    /// `2-3-1`; of many layers the first and the last.
    private var shape: String {
        let sizes = network.layerSizes.map(String.init)
        guard sizes.count > 9 else { return sizes.joined(separator: "-") }
        return (sizes.prefix(4) + ["…"] + sizes.suffix(3)).joined(separator: "-")
    }

    private var entering: String {
        let source =
            hasOwnInput
            ? "What goes in is the file's own input." : "The file has no input, so each one is 1 here."
        return stop(
            "Values enter", id: "values-enter",
            "This is your network, \(shape): \(count(network.inputCount, "input")), "
                + "\(count(layerCount, "layer")), \(count(network.parameterCount, "parameter")). \(source)",
            known: "start", play: "in", alt: "A \(shape) network before anything is computed.")
    }

    /// Whether the animation goes through a layer neuron by neuron.
    private func isFollowed(_ layer: Int) -> Bool {
        timeline.position(after: .sum(layer: layer, neuron: 0))
            < timeline.position(after: .activation(layer: layer, neuron: 0))
    }

    /// The first neuron's products, and what it makes of them, where the animation follows single neurons.
    private var firstNeuron: [String] {
        guard isFollowed(0) else { return [] }
        let name = notation.neuronName(layer: 0, neuron: 0)
        let pass = experiment.pass.layers[0]
        let (weight, product) = (network.layers[0].weights[0, 0], pass.products[0, 0])
        let (z, bias) = (pass.preactivations[0], pass.biases[0])
        let activation = network.layers[0].activation
        var stops = [
            stop(
                "Weights multiply", id: "weights-multiply",
                "\(name) has \(count(network.inputCount, "weight")), one for each input. The line from x₁ has the "
                    + "weight \(number(weight)), and x₁ is \(number(experiment.input[0])).",
                known: "in", play: "products(1, 0)", alt: "The lines that lead to \(name).",
                question: choice(
                    "What does the line from x₁ bring to \(name)?",
                    options: ["a number above 0", "exactly 0", "a number below 0"],
                    right: sign(of: product), reveals: "products(1, 0)",
                    why: "\(number(weight)) × \(number(experiment.input[0])) = \(number(product))."))
        ]
        stops.append(
            stop(
                "Sum, bias, activation", id: "first-neuron",
                "\(name) adds up its products and its bias, \(number(bias)). Then comes its activation, "
                    + "\(activation.title): \(activation.formula).",
                known: "products(1, 0)", play: "activation(1, 0)",
                alt: "The products have arrived at \(name).",
                question: choice(
                    "Where will z of \(name) lie?", options: Self.signs, right: sign(of: z),
                    reveals: "bias(1, 0)", why: "z is \(number(z))."),
                after: "\(name) puts out \(number(pass.activations[0]))."))
        return stops
    }

    private var layers: [String] {
        var stops: [String] = []
        var first = 0
        while first < layerCount {
            let isMiddle =
                layerCount > Self.mostLayersShown && first == Self.mostLayersShown - 2
                && first < layerCount - 1
            let last = isMiddle ? layerCount - 2 : first
            // A layer of the one neuron that was followed has nothing left to show.
            if !(first == 0 && last == 0 && network.layers[0].neuronCount == 1 && isFollowed(0)) {
                stops.append(layerStop(first, through: last))
            }
            first = last + 1
        }
        return stops
    }

    private func layerStop(_ first: Int, through last: Int) -> String {
        let layer = network.layers[last]
        let isOutput = last == layerCount - 1
        let isFirstFollowed = first == 0 && isFollowed(0)
        let known = isFirstFollowed ? "activation(1, 0)" : first == 0 ? "in" : "layer(\(first))"
        let title =
            isOutput
            ? "The output" : first == last ? "Layer \(first + 1)" : "Layers \(first + 1) to \(last + 1)"
        let text =
            first == last
            ? "\(isOutput ? "The output layer" : "Layer \(first + 1)") has \(count(layer.neuronCount, "neuron")). "
                + "\(layer.neuronCount == 1 ? "It" : "Each") reads \(count(layer.inputCount, "number")). "
                + "The activation is \(layer.activation.title)."
            : "\(last - first + 1) layers do the same, one after the other. What leaves one is what the next reads."
        return stop(
            title, id: isOutput ? "the-output" : "layer-\(first + 1)", text, known: known,
            play: isOutput ? "end" : "layer(\(last + 1))", alt: "\(title), before it is computed.",
            question: first == last ? question(ofLayer: first, known: known) : "",
            after: result(ofLayer: last))
    }

    private func question(ofLayer layer: Int, known: String) -> String {
        let activations = experiment.pass.layers[layer].activations
        let names = activations.indices.map { notation.neuronName(layer: layer, neuron: $0) }
        let reveals =
            isFollowed(layer)
            ? "products(\(layer + 1), \(known.hasPrefix("activation") ? 1 : 0))" : "layer(\(layer + 1))"
        let values = zip(names, activations).map { "\($0) = \(number($1))" }.joined(separator: ", ")
        if activations.count == 1 {
            // Sigmoid is always above 0: its middle is asked for.
            let middle = network.layers[layer].activation == .sigmoid ? 0.5 : 0
            let options = Self.signs.map { $0.replacing("0", with: middle == 0 ? "0" : "0.5") }
            return choice(
                "Where will \(names[0]) lie?", options: options, right: sign(of: activations[0] - middle),
                reveals: reveals, why: "\(values).")
        }
        guard activations.count <= Self.mostNeuronsAsked, let most = activations.max(), !most.isNaN else {
            return ""
        }
        let winners = activations.indices.filter { activations[$0] == most }
        let right = winners.count == 1 ? winners[0] : names.count
        return choice(
            "Which of them will put out the most?", options: names + ["two or more are equal"], right: right,
            reveals: reveals, why: "\(values).")
    }

    private func result(ofLayer layer: Int) -> String {
        let activations = experiment.pass.layers[layer].activations
        guard activations.count > Self.mostNeuronsAsked else { return "" }
        let silent = activations.count { $0 == 0 }
        guard silent > 0 else { return "" }
        return "\(silent) of \(activations.count) neurons put out 0 here."
    }

    /// The weight of the first layer that the output follows most.
    private var weightThatMatters: Address {
        let slopes = experiment.slopes.weights[0].elements.map(abs)
        let best = slopes.indices.max { slopes[$0] < slopes[$1] } ?? 0
        let inputs = network.inputCount
        return .weight(layer: 0, neuron: best / inputs, input: best % inputs)
    }

    private var yourTurn: String {
        """

        ## Your turn {#your-turn}

        Every number is live. Tab and the arrows move the focus, also to what is folded. Change one and see what
        follows.

        ```yaml network
        preset: \(Self.preset)
        focus: \(weightThatMatters)
        alt: "The whole network, computed."
        ```

        ```yaml do
        ask: Press + and watch the output.
        check: edits >= 1
        solution:
          - in[0] = \(experiment.input[0] == 2 ? 3 : 2)
        hints:
          - The focus is on a weight that moves the output.
          - Any number will do.
          - Press +.
        ```

        `w` asks where a number comes from, `m` shows the matrices.
        """
    }
}
