import Course
import Diagrams
import Experiment
import NeuralNetwork
import TerminalUI

/// The network of a step as a diagram, with the stretch of the animation that the step plays.
package struct NetworkStage: PictureStage {
    package static let kind = "network"

    /// The keys of a `network` fence.
    private struct Keys: Decodable {
        let preset: Placed<String>?
        let layers: [LayerKeys]?
        let input: Placed<[Double]>?
        let known: Placed<String>?
        let play: Placed<String>?
        let lit: OneOrMore<Placed<String>>?
        let focus: Placed<String>?
        let show: Placed<String>?
        let alt: Placed<String>
    }

    private struct LayerKeys: Decodable {
        let weights: Placed<[[Double]]>
        let biases: [Double]
        let activation: Placed<String>
    }

    /// The experiment at the start of the step.
    package let experiment: Experiment
    /// What stands on the screen when the step opens, and where its animation ends.
    let known: Moment
    let play: Moment
    let lit: Set<Address>?
    let alt: String
    private let altPlace: Place

    package init(_ fence: Fence, in setting: StepSetting) throws(Problems) {
        let keys = try fence.decode(Keys.self)
        var experiment = try Self.experiment(keys, fence)
        let timeline = Timeline(of: experiment.network, order: .picture)
        known = try keys.known?.moment(in: timeline) ?? .end
        play = try keys.play?.moment(in: timeline) ?? .end
        if let play = keys.play, timeline.position(after: self.play) < timeline.position(after: known) {
            throw Problems([
                Problem("the animation would end before what is known at its start", at: play.place)
            ])
        }
        lit = try Self.lit(keys.lit, in: experiment)
        if let focus = keys.focus {
            guard let address = try focus.addresses(in: experiment).first, address.isEditable else {
                throw Problems([Problem("the focus goes to an input, a weight or a bias", at: focus.place)])
            }
            experiment.select(address)
        }
        if let show = keys.show, show.value != "graph" {
            throw Problems([
                Problem("no view named \"\(show.value)\"; there is graph", at: show.place)
            ])
        }
        self.experiment = experiment
        alt = keys.alt.value
        altPlace = keys.alt.place
    }

    private static func experiment(_ keys: Keys, _ fence: Fence) throws(Problems) -> Experiment {
        let preset = try network(keys, fence)
        let input = keys.input?.value ?? preset.input
        guard let input else {
            throw Problems([Problem("a network with layers of its own needs an input", at: fence.place)])
        }
        do { return try Experiment(network: preset.network, input: input) } catch {
            throw Problems([Problem("\(error)", at: keys.input?.place ?? fence.place)])
        }
    }

    private static func network(
        _ keys: Keys, _ fence: Fence
    ) throws(Problems) -> (network: Network, input: [Double]?) {
        switch (keys.preset, keys.layers) {
        case (let name?, nil):
            guard let preset = Preset.named(name.value) else {
                let suggestion = didYouMean(name.value, in: Preset.all.map(\.name))
                throw Problems([Problem("no preset named \"\(name.value)\"\(suggestion)", at: name.place)])
            }
            return (preset.network, preset.input)
        case (nil, let layers?):
            return (try network(layers, fence), nil)
        default:
            throw Problems([Problem("a network has either a preset or layers", at: fence.place)])
        }
    }

    private static func network(_ keys: [LayerKeys], _ fence: Fence) throws(Problems) -> Network {
        var layers: [DenseLayer] = []
        for (index, layer) in keys.enumerated() {
            guard let activation = Activation(rawValue: layer.activation.value) else {
                let names = Activation.allCases.map(\.rawValue)
                let suggestion = didYouMean(layer.activation.value, in: names)
                throw Problems([
                    Problem(
                        "no activation named \"\(layer.activation.value)\"\(suggestion)",
                        at: layer.activation.place)
                ])
            }
            do {
                layers.append(
                    try DenseLayer(
                        weights: Matrix(layer.weights.value), biases: layer.biases, activation: activation))
            } catch {
                throw Problems([Problem("layer \(index + 1): \(error)", at: layer.weights.place)])
            }
        }
        do { return try Network(layers: layers) } catch {
            throw Problems([Problem("\(error)", at: fence.place(of: "layers"))])
        }
    }

    /// What is lit, together with what belongs to it: a neuron's weights light its products.
    private static func lit(
        _ names: OneOrMore<Placed<String>>?, in experiment: Experiment
    ) throws(Problems) -> Set<Address>? {
        guard let names else { return nil }
        var lit: Set<Address> = []
        for name in names.all { lit.formUnion(try name.addresses(in: experiment)) }
        for case .weight(let layer, let neuron, let input) in lit {
            lit.insert(.product(layer: layer, neuron: neuron, input: input))
        }
        return lit
    }

    // MARK: Showing

    package func draw(on canvas: inout Canvas, view: StepView) {
        view.picture(lit: lit)?.draw(on: &canvas)
    }

    package func inWords(_ view: StepView) -> [String] {
        view.picture(lit: lit)?.inWords() ?? [alt]
    }

    package func proofProblems(in setting: StepSetting) -> [Problem] {
        alt.isEmpty ? [Problem("the picture is not said in words: alt is empty", at: altPlace)] : []
    }
}
