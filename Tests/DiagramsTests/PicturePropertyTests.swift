import Experiment
import NeuralNetwork
import Samples
import TerminalUI
import Testing

@testable import Diagrams

/// What holds for every network, every size and both alphabets.
struct PicturePropertyTests {
    private static let someShapes: [[Int]] =
        shapes + [[1000, 1000], [2] + [Int](repeating: 3, count: 199) + [1], [12, 5, 9], [1, 30, 2]]

    /// Addresses of every kind from all over a network: all of a small one.
    private static func walk(_ network: Network) -> [Address] {
        let sizes = network.layerSizes
        func some(_ count: Int) -> [Int] {
            count <= 3 ? Array(0..<count) : [0, 1, count / 2, count - 1]
        }
        let layers =
            network.layers.count <= 4 ? Array(network.layers.indices) : [0, 1, 97, network.layers.count - 1]
        var addresses = some(sizes[0]).map(Address.input)
        for layer in layers where layer < network.layers.count {
            for neuron in some(sizes[layer + 1]) {
                addresses += some(sizes[layer]).map { .weight(layer: layer, neuron: neuron, input: $0) }
                addresses += [
                    .bias(layer: layer, neuron: neuron), .preactivation(layer: layer, neuron: neuron),
                    .activation(layer: layer, neuron: neuron),
                ]
            }
        }
        return addresses
    }

    /// Every spelling of a number that a picture may use.
    private static func spellings(of value: Double, glyphs: GlyphSet) -> Set<String> {
        let format = NumberFormat(glyphs: glyphs)
        var texts: Set<String> = [format.text(abs(value))]
        for width in 4...7 {
            texts.insert(format.text(value, width: width))
            texts.insert(format.text(value, width: width, signed: true))
        }
        return texts
    }

    /// Runs of cells in reverse video.
    private func reversed(_ canvas: Canvas) -> [String] {
        (0..<canvas.size.height).flatMap { y in
            (0..<canvas.size.width).map { x -> String in
                guard let cell = canvas[x, y], cell.style.attributes.contains(.reverse) else { return "\n" }
                return cell.text
            }.joined().split(separator: "\n").map(String.init)
        }
    }

    // MARK: The focus

    /// Wherever the focus goes, its number is to be seen, as a whole and in reverse video, and nothing else is.
    @Test(arguments: someShapes, [false, true])
    func theFocusIsAlwaysVisible(shape: [Int], showsMatrices: Bool) throws {
        var experiment = try Experiment.sample(shape)
        var failing: [String] = []
        for (number, address) in Self.walk(experiment.network).enumerated() {
            experiment.select(address)
            var picture = experiment.picture()
            picture.showsMatrices = showsMatrices
            let value = try #require(experiment.value(of: address))
            let sizes = [(40, 12), (49, 18), (72, 36), (120, 30), (30, 10)]
            for (width, height) in [sizes[number % 5], sizes[(number + 2) % 5]] {
                let glyphs = GlyphSet.allCases[(number + width) % 2]
                let runs = reversed(picture.canvas(width, height, glyphs: glyphs))
                let spellings = Self.spellings(of: value, glyphs: glyphs)
                if runs.isEmpty || !runs.allSatisfy(spellings.contains) {
                    failing.append("\(address) at \(width)×\(height), \(glyphs): \(runs)")
                }
            }
        }
        #expect(failing.isEmpty, "\(failing.count) of them: \(failing.prefix(12))")
    }

    // MARK: Whole numbers

    /// The cells that are marked for the mouse, row by row, with the text that stands in them.
    private func marked(_ canvas: Canvas) -> [(name: String, text: String)] {
        (0..<canvas.size.height).flatMap { y in
            var runs: [(name: String, text: String)] = []
            var last: String?
            for x in 0..<canvas.size.width {
                let name = canvas.target(at: Point(x: x, y: y))
                if let name, let cell = canvas[x, y] {
                    if name != last { runs.append((name, "")) }
                    runs[runs.count - 1].text += cell.text
                }
                last = name
            }
            return runs
        }
    }

    /// Random networks at random sizes: where a weight is marked, its number stands as a whole; no label, line or node
    /// has been drawn over it.
    @Test(arguments: 1...24)
    func numbersAreNeverDrawnOver(seed: Int) throws {
        var generator = SeededGenerator(seed: UInt64(seed))
        var failing: [String] = []
        for _ in 0..<6 {
            let depth = Int.random(in: 1...4, using: &generator)
            let shape = (0...depth).map { _ in Int.random(in: 1...12, using: &generator) }
            let network = try Network.sample(shape, using: &generator)
            var experiment = try Experiment(
                network: network, input: generator.numbers(shape[0], in: -2...2))
            let addresses = allAddresses(of: network).filter { $0.kind != .product }
            experiment.select(addresses.randomElement(using: &generator))
            var picture = experiment.picture()
            picture.showsMatrices = Bool.random(using: &generator)
            let size = Size(
                width: .random(in: 24...200, using: &generator),
                height: .random(in: 8...60, using: &generator))
            let glyphs = GlyphSet.allCases[seed % 2]
            let byName = Dictionary(uniqueKeysWithValues: addresses.map { ($0.description, $0) })
            for run in marked(picture.canvas(size.width, size.height, glyphs: glyphs)) {
                let address = try #require(byName[run.name], "\(run.name) is no address")
                guard address.kind == .weight, let value = experiment.value(of: address) else { continue }
                if !Self.spellings(of: value, glyphs: glyphs).contains(run.text.filter { $0 != " " }) {
                    failing.append("\(run) in \(shape) at \(size)")
                }
            }
        }
        #expect(failing.isEmpty, "\(failing.prefix(8))")
    }

    /// Everything that can be pointed at is where it is drawn: the rows of a box, inputs and weights.
    @Test(arguments: GlyphSet.allCases)
    func whatIsPointedAtIsThere(glyphs: GlyphSet) throws {
        let experiment = try Experiment.preset("seed-net", input: [1, 1])
        let canvas = experiment.picture().canvas(50, 18, glyphs: glyphs)
        let runs = marked(canvas)
        let minus = glyphs.pick("−", "-")
        // h₁ = 0.5 − 0.3 + 0.1, h₂ = 0.8 + 0.1 − 0.2, y = 0.6 · 0.3 + 0.4 · 0.7.
        for (name, text) in [
            ("W1[0][0]", "+0.50"), ("W1[0][1]", "\(minus)0.30"), ("W1[1][0]", "+0.80"), ("W2[0][1]", "+0.40"),
            ("z1[0]", "z +0.30"), ("a1[0]", "a  0.30"), ("b1[0]", "b +0.10"), ("z1[1]", "z +0.70"),
            ("b1[1]", "b \(minus)0.20"), ("a2[0]", "a  0.46"), ("in[0]", "1.00"), ("in[1]", "1.00"),
        ] {
            #expect(runs.contains { $0.name == name && $0.text.contains(text) }, "\(name)")
        }
    }

    // MARK: No work for what is not drawn

    /// A million edges, two hundred layers: a frame takes no longer than that of a network that is drawn whole.
    @Test(.timeLimit(.minutes(1))) func sizesDoNotTellInTime() throws {
        func time(_ shape: [Int]) throws -> Duration {
            var experiment = try Experiment.sample(shape)
            experiment.select(.bias(layer: 0, neuron: 0))
            let picture = experiment.picture()
            let clock = ContinuousClock()
            return (0..<5).map { _ in clock.measure { _ = picture.canvas(200, 60) } }.min() ?? .zero
        }
        let small = try time([64, 60])
        #expect(try time([1000, 1000]) / small < 8)
        #expect(try time([Int](repeating: 3, count: 200)) / small < 8)
    }
}
