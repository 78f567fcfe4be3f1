import Experiment
import NeuralNetwork
import Testing
import Samples

/// The order in which the numbers of a network appear: its beats, its moments, and what is on the screen when.
struct TimelineTests {
    struct Network: CustomTestStringConvertible, Sendable {
        let testDescription: String
        let network: NeuralNetwork.Network
    }

    /// Every preset, and sizes around every limit.
    static let networks: [Network] = {
        var generator = SeededGenerator(seed: 1)
        let sizes = [
            [1, 1], [3, 1], [2, 2, 1], [6, 1], [7, 1], [2, 8, 8, 1], [2, 9, 8, 1], [64, 32, 10], [5000, 1],
        ]
        let drawn = sizes.compactMap { sizes in
            (try? Experiment.random(sizes: sizes, using: &generator)).map {
                Network(testDescription: sizes.map(String.init).joined(separator: "-"), network: $0.network)
            }
        }
        return Preset.all.map { Network(testDescription: $0.name, network: $0.network) } + drawn
    }()

    static let orders: [Timeline.Order] = [.picture, .listing]

    @Test func `all networks are tested`() {
        #expect(Self.networks.count == Preset.all.count + 9)
    }

    // MARK: Beats

    @Test func `the beats of the neuron of the lesson page`() throws {
        let network = try Experiment.preset("seed-neuron").network
        #expect(
            Timeline(of: network, order: .picture).beats == [
                .inputs, .products(layer: 0, neuron: 0, inputs: 0..<1),
                .products(layer: 0, neuron: 0, inputs: 1..<2),
                .products(layer: 0, neuron: 0, inputs: 2..<3), .bias(layer: 0, neuron: 0),
                .sum(layer: 0, neuron: 0), .activation(layer: 0, neuron: 0),
            ])
        #expect(
            Timeline(of: network, order: .listing).beats == [
                .inputs, .bias(layer: 0, neuron: 0), .term(layer: 0, neuron: 0, input: 0),
                .term(layer: 0, neuron: 0, input: 1), .term(layer: 0, neuron: 0, input: 2),
                .activation(layer: 0, neuron: 0),
            ])
    }

    @Test(arguments: networks, orders)
    func `the beats tell each neuron's moments once, in order`(sample: Network, order: Timeline.Order) {
        var expected: [Moment] = [.inputs]
        for (index, layer) in sample.network.layers.enumerated() {
            if layer.neuronCount > 8 {
                expected.append(.layer(index))
                continue
            }
            for neuron in 0..<layer.neuronCount {
                let bias = Moment.bias(layer: index, neuron: neuron)
                if order == .listing { expected.append(bias) }
                expected += (0..<layer.inputCount).map { .product(layer: index, neuron: neuron, input: $0) }
                if order == .picture { expected.append(bias) }
                expected += [.sum(layer: index, neuron: neuron), .activation(layer: index, neuron: neuron)]
            }
        }
        let told = Timeline(of: sample.network, order: order).beats.flatMap {
            moments(toldBy: $0, in: sample.network)
        }
        #expect(told == expected)
    }

    @Test(arguments: networks) func `more than six products arrive together`(sample: Network) {
        for case .products(let layer, _, let inputs) in Timeline(of: sample.network, order: .picture).beats {
            let count = sample.network.layers[layer].inputCount
            #expect(inputs.count == (count > 6 ? count : 1))
        }
    }

    /// What a beat completes.
    private func moments(toldBy beat: Beat, in network: NeuralNetwork.Network) -> [Moment] {
        switch beat {
        case .inputs: return [.inputs]
        case .products(let layer, let neuron, let inputs):
            return inputs.map { .product(layer: layer, neuron: neuron, input: $0) }
        case .bias(let layer, let neuron): return [.bias(layer: layer, neuron: neuron)]
        case .term(let layer, let neuron, let input):
            let product = Moment.product(layer: layer, neuron: neuron, input: input)
            let isLast = input == network.layers[layer].inputCount - 1
            return isLast ? [product, .sum(layer: layer, neuron: neuron)] : [product]
        case .sum(let layer, let neuron): return [.sum(layer: layer, neuron: neuron)]
        case .activation(let layer, let neuron): return [.activation(layer: layer, neuron: neuron)]
        case .layer(let layer): return [.layer(layer)]
        case .loss, .error, .gate, .slope, .biasSlope, .back, .backLayer: return []
        }
    }

    // MARK: Moments

    @Test(arguments: networks, orders)
    func `a moment is complete after the beat that computes it`(sample: Network, order: Timeline.Order) {
        let timeline = Timeline(of: sample.network, order: order)
        let appearance = appearances(of: sample.network, in: timeline)
        let everything = timeline.beats.count
        #expect(timeline.position(after: .start) == 0 && timeline.position(before: .start) == 0)
        #expect(timeline.position(after: .inputs) == 1)
        #expect(timeline.position(after: .end) == everything)

        for (index, layer) in sample.network.layers.enumerated() {
            let lastActivation = Address.activation(layer: index, neuron: layer.neuronCount - 1)
            #expect(timeline.position(after: .layer(index)) == appearance[lastActivation])
            for neuron in 0..<layer.neuronCount {
                let products = (0..<layer.inputCount).map {
                    Address.product(layer: index, neuron: neuron, input: $0)
                }
                for (input, product) in products.enumerated() {
                    let moment = Moment.product(layer: index, neuron: neuron, input: input)
                    #expect(timeline.position(after: moment) == appearance[product])
                }
                #expect(
                    timeline.position(after: .products(layer: index, neuron: neuron))
                        == appearance[products[products.count - 1]])
                #expect(
                    timeline.position(after: .sum(layer: index, neuron: neuron))
                        == appearance[.preactivation(layer: index, neuron: neuron)])
                #expect(
                    timeline.position(after: .activation(layer: index, neuron: neuron))
                        == appearance[.activation(layer: index, neuron: neuron)])
                let bias = timeline.position(after: .bias(layer: index, neuron: neuron))
                let isItsBeat = [.bias(layer: index, neuron: neuron), .layer(index)].contains(
                    timeline.beats[bias - 1])
                #expect(isItsBeat)
            }
        }
    }

    @Test(arguments: networks, orders)
    func `a moment begins before it ends, and neither is outside`(sample: Network, order: Timeline.Order) {
        let timeline = Timeline(of: sample.network, order: order)
        for moment in moments(of: sample.network) {
            #expect(timeline.contains(moment), "\(moment)")
            let (before, after) = (timeline.position(before: moment), timeline.position(after: moment))
            #expect(before < after || moment == .start, "\(moment)")
            #expect(0 <= before && after <= timeline.beats.count, "\(moment)")
        }
    }

    @Test(arguments: networks, orders)
    func `moments of a neuron stand in their order`(sample: Network, order: Timeline.Order) {
        let timeline = Timeline(of: sample.network, order: order)
        var last = timeline.position(after: .inputs)
        for (index, layer) in sample.network.layers.enumerated() {
            #expect(timeline.position(before: .layer(index)) == last)
            for neuron in 0..<layer.neuronCount {
                let products = Moment.products(layer: index, neuron: neuron)
                let bias = Moment.bias(layer: index, neuron: neuron)
                let beginning: [Moment] = order == .picture ? [products, bias] : [bias, products]
                let moments =
                    beginning + [
                        .sum(layer: index, neuron: neuron), .activation(layer: index, neuron: neuron),
                    ]
                let positions = moments.map(timeline.position(after:))
                #expect(positions == positions.sorted())
                if layer.neuronCount <= 8 { #expect(timeline.position(before: moments[0]) == last) }
                last = timeline.position(after: moments[3])
            }
            #expect(timeline.position(after: .layer(index)) == last)
        }
        #expect(last == timeline.beats.count)
    }

    @Test(
        arguments: [
            .layer(2), .layer(-1), .bias(layer: 0, neuron: 2), .sum(layer: 2, neuron: 0),
            .activation(layer: 0, neuron: -1), .product(layer: 0, neuron: 0, input: 2),
            .products(layer: 1, neuron: 1),
        ] as [Moment])
    func `a network has no moments of neurons that it has not`(moment: Moment) throws {
        for order in Self.orders {
            let timeline = Timeline(of: try Experiment.preset("seed-net").network, order: order)
            #expect(!timeline.contains(moment))
            #expect(timeline.position(after: moment) == timeline.beats.count)
        }
    }

    // MARK: What is on the screen

    @Test(arguments: networks, orders)
    func `a number appears with the beat that computes it, and stays`(sample: Network, order: Timeline.Order)
    {
        let timeline = Timeline(of: sample.network, order: order)
        let appearance = appearances(of: sample.network, in: timeline)
        let misplaced = allAddresses(of: sample.network).filter { address in
            guard !address.isParameter else { return !timeline.reveals(address, at: 0) }
            guard let first = appearance[address], first > 0 else { return true }
            return timeline.reveals(address, at: 0) || timeline.reveals(address, at: first - 1)
                || !timeline.reveals(address, at: first)
                || !timeline.reveals(address, at: timeline.beats.count)
        }
        #expect(misplaced.prefix(5) == [])
    }

    @Test(arguments: networks, orders)
    func `what is revealed stays revealed`(sample: Network, order: Timeline.Order) {
        let timeline = Timeline(of: sample.network, order: order)
        var generator = SeededGenerator(seed: 1)
        let addresses = allAddresses(of: sample.network).shuffled(using: &generator).prefix(100)
        let positions = (0...timeline.beats.count).shuffled(using: &generator).prefix(200).sorted()
        for address in addresses {
            let revealed = positions.map { timeline.reveals(address, at: $0) }
            #expect(revealed == revealed.filter { !$0 } + revealed.filter { $0 }, "\(address)")
        }
    }

    // MARK: The rule

    /// After how many beats each number is there, by what the beats say of themselves.
    private func appearances(
        of network: NeuralNetwork.Network, in timeline: Timeline
    ) -> [Address: Int] {
        var appearances: [Address: Int] = [:]
        for (index, beat) in timeline.beats.enumerated() {
            for address in numbers(computedBy: beat, in: network) { appearances[address] = index + 1 }
        }
        return appearances
    }

    private func numbers(computedBy beat: Beat, in network: NeuralNetwork.Network) -> [Address] {
        moments(toldBy: beat, in: network).flatMap { moment -> [Address] in
            switch moment {
            case .inputs: (0..<network.inputCount).map(Address.input)
            case .product(let layer, let neuron, let input):
                [.product(layer: layer, neuron: neuron, input: input)]
            case .sum(let layer, let neuron): [.preactivation(layer: layer, neuron: neuron)]
            case .activation(let layer, let neuron): [.activation(layer: layer, neuron: neuron)]
            case .layer(let layer):
                allAddresses(of: network).filter { $0.neuron?.layer == layer && !$0.isParameter }
            case .start, .products, .bias, .end: []
            case .loss, .error, .gate, .slope, .slopes, .biasSlope, .back: []
            }
        }
    }

    private func moments(of network: NeuralNetwork.Network) -> [Moment] {
        let neurons = network.layers.enumerated().flatMap { index, layer in
            (0..<layer.neuronCount).flatMap { neuron -> [Moment] in
                (0..<layer.inputCount).map { .product(layer: index, neuron: neuron, input: $0) } + [
                    .products(layer: index, neuron: neuron), .bias(layer: index, neuron: neuron),
                    .sum(layer: index, neuron: neuron), .activation(layer: index, neuron: neuron),
                ]
            }
        }
        return [.start, .inputs, .end] + network.layers.indices.map(Moment.layer) + neurons
    }
}
