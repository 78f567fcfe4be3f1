import Experiment
import NeuralNetwork
import TerminalUI
import Testing

@testable import Diagrams
import Samples

/// A number that the animation has not brought to light is nowhere: not on the canvas, not in the words.
struct HiddenNumbersTests {
    /// The presets' shapes and activations, with numbers that can be told apart at two decimals.
    private static let experiments: [(name: String, experiment: Experiment)] = Preset.all.map { preset in
        let layers = preset.network.layers
        for seed in 1...10_000 as ClosedRange<UInt64> {
            var generator = SeededGenerator(seed: seed)
            guard
                let network = try? Network.sample(
                    preset.network.layerSizes, activations: layers.map(\.activation), using: &generator),
                let experiment = try? Experiment(
                    network: network, input: generator.numbers(network.inputCount, in: 0.2...2)),
                areDistinct(experiment)
            else { continue }
            return (preset.name, experiment)
        }
        preconditionFailure("no numbers for \(preset.name) can be told apart")
    }

    /// Whether every number has a text of its own; only a may be the z that passed unchanged.
    private static func areDistinct(_ experiment: Experiment) -> Bool {
        var texts: Set<Double> = []
        for address in allAddresses(of: experiment.network) {
            if case .activation(let layer, let neuron) = address,
                experiment.value(of: address) == experiment.pass.layers[layer].preactivations[neuron]
            {
                continue
            }
            if !texts.insert(text(address, experiment)).inserted { return false }
        }
        return true
    }

    /// The number as it is written, without its sign.
    private static func text(_ address: Address, _ experiment: Experiment) -> Double {
        Double(NumberFormat(glyphs: .ascii).text(abs(experiment.value(of: address) ?? .nan))) ?? .nan
    }

    private struct Case: CustomTestStringConvertible {
        let name: String
        let experiment: Experiment
        let order: Timeline.Order
        var testDescription: String { "\(name), in the order of a \(order)" }
    }

    private static let cases = experiments.flatMap { entry in
        [Timeline.Order.picture, .listing].map {
            Case(name: entry.name, experiment: entry.experiment, order: $0)
        }
    }

    /// The texts of the numbers that may not show after so many beats, and of those that may.
    private func texts(
        _ experiment: Experiment, _ timeline: Timeline, at position: Int
    ) -> (hidden: Set<Double>, revealed: Set<Double>) {
        var (hidden, revealed): (Set<Double>, Set<Double>) = ([], [])
        for address in allAddresses(of: experiment.network) {
            let text = Self.text(address, experiment)
            if timeline.reveals(address, at: position) { revealed.insert(text) } else { hidden.insert(text) }
        }
        switch timeline.order {
        case .listing: revealed.formUnion(runningSums(experiment, timeline, at: position))
        case .picture: revealed.formUnion(partialSums(experiment, timeline, at: position))
        }
        return (hidden.subtracting(revealed), revealed)
    }

    /// In a listing's order a sum grows product by product, for everyone to see.
    private func runningSums(_ experiment: Experiment, _ timeline: Timeline, at position: Int) -> [Double] {
        let format = NumberFormat(glyphs: .ascii)
        return experiment.pass.layers.enumerated().flatMap { index, layer in
            layer.biases.indices.flatMap { neuron -> [Double] in
                guard position >= timeline.position(after: .bias(layer: index, neuron: neuron)) else {
                    return []
                }
                let arrived = (0..<layer.products.columns).count { input in
                    timeline.reveals(.product(layer: index, neuron: neuron, input: input), at: position)
                }
                return (0...arrived).compactMap { Double(format.text(abs(layer.runningSums[neuron, $0]))) }
            }
        }
    }

    /// What has arrived at a neuron, added up, before the bias makes it z.
    private func partialSums(_ experiment: Experiment, _ timeline: Timeline, at position: Int) -> [Double] {
        let format = NumberFormat(glyphs: .ascii)
        return experiment.pass.layers.enumerated().flatMap { index, layer in
            layer.biases.indices.compactMap { neuron -> Double? in
                guard position < timeline.position(after: .bias(layer: index, neuron: neuron)) else {
                    return nil
                }
                let arrived = (0..<layer.products.columns).filter { input in
                    timeline.reveals(.product(layer: index, neuron: neuron, input: input), at: position)
                }
                let sum = arrived.reduce(0) { $0 + layer.products[neuron, $1] }
                return arrived.isEmpty ? nil : Double(format.text(abs(sum)))
            }
        }
    }

    @Test(arguments: cases)
    private func neverShowBeforeTheirBeat(each: Case) {
        let timeline = Timeline(of: each.experiment.network, order: each.order)
        for position in 0...timeline.beats.count {
            let hidden = texts(each.experiment, timeline, at: position).hidden
            #expect(!hidden.isEmpty || position >= timeline.beats.count - 1)
            let picture = each.experiment.picture(order: each.order, position: position)
            for (number, size) in [(50, 18), (100, 40), (30, 8), (14, 5)].enumerated() {
                let glyphs = GlyphSet.allCases[(position + number) % 2]
                let shown = numbers(in: picture.canvas(size.0, size.1, glyphs: glyphs).text)
                #expect(
                    shown.isDisjoint(with: hidden), "\(shown.intersection(hidden)) at beat \(position)")
            }
            var matrices = picture
            matrices.showsMatrices = true
            for (number, size) in [(50, 18), (120, 30), (40, 12), (30, 9)].enumerated() {
                let glyphs = GlyphSet.allCases[(position + number) % 2]
                let shown = numbers(in: matrices.canvas(size.0, size.1, glyphs: glyphs).text)
                #expect(
                    shown.isDisjoint(with: hidden), "\(shown.intersection(hidden)) at beat \(position)")
            }
            let words = picture.inWords() + MatrixPicture(picture).inWords()
            let said = numbers(in: words.joined(separator: "\n"))
            #expect(said.isDisjoint(with: hidden), "\(said.intersection(hidden)) said at beat \(position)")
        }
    }

    /// While a beat is in motion, what it brings may travel; all that comes after it stays hidden.
    @Test(arguments: cases)
    private func neverShowWhileTheBeatBeforeMoves(each: Case) {
        let timeline = Timeline(of: each.experiment.network, order: each.order)
        for position in 0..<timeline.beats.count {
            let hidden = texts(each.experiment, timeline, at: position + 1).hidden
            for progress in [0.1, 0.9] {
                let picture = each.experiment.picture(
                    order: each.order, position: position, progress: progress)
                let shown = numbers(in: picture.canvas(60, 20).text)
                #expect(shown.isDisjoint(with: hidden), "\(shown.intersection(hidden)) at \(position)")
            }
        }
    }

    /// Old values are hidden with the new ones.
    @Test(arguments: cases)
    private func oldNumbersHideToo(each: Case) throws {
        var experiment = each.experiment
        let before = experiment
        try experiment.apply(.set(.input(0), experiment.input[0] + 0.37))
        let timeline = Timeline(of: experiment.network, order: each.order)
        for position in 0..<timeline.beats.count {
            let now = texts(experiment, timeline, at: position)
            let (oldHidden, old) = texts(before, timeline, at: position)
            let hidden = oldHidden.subtracting(now.revealed)
            let picture = experiment.picture(order: each.order, position: position)
            let shown = numbers(in: picture.canvas(100, 30).text + picture.inWords().joined(separator: "\n"))
            #expect(shown.isDisjoint(with: hidden.subtracting(old)), "at beat \(position)")
            #expect(shown.isDisjoint(with: now.hidden.subtracting(old)), "at beat \(position)")
        }
    }

    /// At the end of the animation every number of a small network shows, and its words tell them all.
    @Test(arguments: cases)
    private func everyNumberShowsInTheEnd(each: Case) {
        let picture = each.experiment.picture(order: each.order)
        let shown = numbers(in: picture.canvas(80, 24).text)
        let said = numbers(in: picture.inWords().joined(separator: "\n"))
        for address in allAddresses(of: each.experiment.network) where address.kind != .product {
            #expect(shown.contains(Self.text(address, each.experiment)), "\(address) is not on the canvas")
            #expect(said.contains(Self.text(address, each.experiment)), "\(address) is not said")
        }
    }

    /// The words leave nothing out that the picture shows, at any beat.
    @Test(arguments: cases)
    private func theWordsTellAllThatShows(each: Case) {
        let timeline = Timeline(of: each.experiment.network, order: each.order)
        var missing: [Int: Set<Double>] = [:]
        for position in 0...timeline.beats.count {
            let picture = each.experiment.picture(order: each.order, position: position)
            let said = numbers(in: picture.inWords().joined(separator: "\n"))
            let shown = numbers(in: picture.canvas(60, 20, glyphs: .ascii).text)
            if !shown.isSubset(of: said) { missing[position] = shown.subtracting(said) }
        }
        #expect(missing.isEmpty)
    }
}
