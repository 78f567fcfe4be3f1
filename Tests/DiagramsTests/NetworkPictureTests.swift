import Experiment
import NeuralNetwork
import TerminalUI
import Testing

@testable import Diagrams
import Samples

struct NetworkPictureTests {
    /// Every kind of size; fewer of them for networks that take long to draw.
    private static func sizes(for shape: [Int]) -> [(width: Int, height: Int)] {
        let isLarge = shape.reduce(0, +) > 100
        let widths = isLarge ? [0, 1, 7, 24, 80, 200] : [0, 1, 2, 5, 13, 31, 80, 200]
        let heights = isLarge ? [0, 1, 2, 10, 60] : [0, 1, 2, 3, 5, 7, 9, 11, 20, 60]
        var sizes = widths.flatMap { width in heights.map { (width, $0) } }
        var generator = SeededGenerator(seed: 11)
        for _ in 0..<(isLarge ? 5 : 20) {
            sizes.append((.random(in: 0...200, using: &generator), .random(in: 0...60, using: &generator)))
        }
        return sizes
    }

    /// Beginning, middle and end of the animation, at rest and in motion.
    private func pictures(_ experiment: Experiment) -> [NetworkPicture] {
        let count = Timeline(of: experiment.network, order: .picture).beats.count
        // While thousands of products wait for their sum, drawing them takes seconds: see below.
        let middle = experiment.network.inputCount > 1000 ? 1 : count / 2
        return [
            experiment.picture(), experiment.picture(position: 0), experiment.picture(position: middle),
            experiment.picture(position: max(0, middle - 1), progress: 0.4),
            experiment.picture(position: count - 1, progress: 0.7),
        ]
    }

    /// The animation may still tell of a neuron that was deleted while its beat played.
    @Test(arguments: [[2, 2, 1], [2, 1, 1]])
    func whatIsDeletedWhileItsBeatPlaysIsNotLookedUp(shape: [Int]) throws {
        let experiment = try Experiment.sample(shape)
        let timeline = Timeline(of: try Experiment.sample([2, 3, 1]).network, order: .picture)
        for position in 0..<timeline.beats.count {
            let replay = Replay(timeline, position: position, progress: 0.5)
            let canvas = NetworkPicture(experiment, replay: replay).canvas(200, 60)
            #expect(canvas.cells.count == 12_000)
        }
    }

    /// A neuron with ten times the inputs takes some ten times as long, not a hundred.
    @Test func manyTermsAreStackedInNoTime() throws {
        func time(inputs: Int) throws -> Duration {
            let picture = try Experiment.sample([inputs, 1]).picture(position: 3)
            let clock = ContinuousClock()
            return (0..<3).map { _ in clock.measure { _ = picture.canvas(60, 20) } }.min() ?? .zero
        }
        let (few, many) = (try time(inputs: 300), try time(inputs: 3000))
        #expect(many / few < 30)
    }

    // MARK: Sizes

    /// Nothing outside the area is touched, and every size is drawn, 0×0 included.
    @Test(arguments: shapes)
    func staysInsideItsAreaAtEverySize(shape: [Int]) throws {
        var experiment = try Experiment.sample(shape)
        let last = shape.count - 2
        experiment.select(.weight(layer: last, neuron: shape[last + 1] - 1, input: shape[last] - 1))
        let pictures = pictures(experiment)
        for (number, size) in Self.sizes(for: shape).enumerated() {
            let glyphs = GlyphSet.allCases[number % 2]
            var canvas = Canvas(size: Size(width: size.width + 6, height: size.height + 4), glyphs: glyphs)
            let part = Rect(x: 3, y: 2, width: size.width, height: size.height)
            canvas.clipped(to: part) { pictures[number % pictures.count].draw(on: &$0) }
            #expect(isBlank(canvas, outside: part), "\(shape) at \(size)")
        }
    }

    private func isBlank(_ canvas: Canvas, outside part: Rect) -> Bool {
        let blank = Cell()
        return (0..<canvas.size.height).allSatisfy { y in
            let isBeside = y >= part.y && y < part.maxY
            let columns =
                isBeside
                ? Array(0..<part.x) + Array(part.maxX..<canvas.size.width) : Array(0..<canvas.size.width)
            return columns.allSatisfy { canvas[$0, y] == blank }
        }
    }

    @Test(arguments: shapes)
    func drawnTwiceItIsTheSame(shape: [Int]) throws {
        for picture in pictures(try .sample(shape)) {
            for glyphs in GlyphSet.allCases {
                #expect(picture.canvas(60, 20, glyphs: glyphs) == picture.canvas(60, 20, glyphs: glyphs))
            }
            #expect(picture.inWords() == picture.inWords())
        }
    }

    @Test(arguments: shapes)
    func asciiIsASCII(shape: [Int]) throws {
        let pictures = pictures(try .sample(shape))
        for (number, size) in Self.sizes(for: shape).enumerated() {
            let picture = pictures[number % pictures.count]
            let text = picture.canvas(size.width, size.height, glyphs: .ascii).text
            #expect(text.utf8.allSatisfy { $0 < 0x80 }, "at \(size)")
        }
    }

    /// What is folded away is counted, legibly: no node and no line stands on the count. Dots in a grid are counted
    /// in the title.
    @Test(arguments: [
        [64, 32, 10], [5000, 1], [70, 2], [3, 40, 3], [64, 32, 32, 10], [1000, 1000],
        [Int](repeating: 3, count: 200),
    ])
    func whatIsLeftOutIsSaid(shape: [Int]) throws {
        var experiment = try Experiment.sample(shape)
        var missing: [String] = []
        let middle = shape.count / 2
        for focus in [nil, Address.bias(layer: middle - 1, neuron: shape[middle] / 2)] {
            experiment.select(focus)
            let picture = experiment.picture(position: 0)
            for (width, height) in [(60, 20), (40, 12), (100, 30), (30, 10), (50, 18), (30, 9)] {
                let text = picture.canvas(width, height).text
                for count in counts(picture, shape, width, height) where !text.contains(count) {
                    missing.append("\(count) at \(width)×\(height)")
                }
            }
        }
        #expect(missing.isEmpty)
    }

    /// What has to be said: how many nodes are not drawn in each column, and how many columns.
    private func counts(_ picture: NetworkPicture, _ shape: [Int], _ width: Int, _ height: Int) -> [String] {
        let formulaRows = height >= 11 ? 3 : 2
        let area = Rect(x: 0, y: 1, width: width, height: height - 1 - formulaRows)
        let layout = NetworkLayout(layerSizes: shape, in: area, focus: picture.focus)
        var counts = [layout.foldedColumns.before, layout.foldedColumns.after]
            .filter { $0 > 0 }.map { width >= 40 ? "⋯ \($0)" : "\($0)" }
        for index in layout.shownColumns {
            guard let folded = layout.column(index)?.folded else { continue }
            counts += [folded.before, folded.after].filter { $0 > 0 }.map { "⋮ \($0)" }
        }
        return counts
    }

    /// Every digit of every number is where it was written: no number is cut by its neighbour.
    @Test(arguments: Preset.all.map(\.name))
    func numbersAreWhole(name: String) throws {
        let experiment = try Experiment.preset(name)
        let text = experiment.picture().canvas(50, 18).text
        let format = NumberFormat()
        for address in allAddresses(of: experiment.network) where address.kind != .product {
            let value = try #require(experiment.value(of: address))
            let isPlain = address.kind == .input || address.kind == .activation
            #expect(text.contains(isPlain ? format.text(value) : format.signed(value)), "\(address)")
        }
    }

    /// A number gone wrong shows as what it is, in any box.
    @Test func infinitiesAndNaNAreShown() throws {
        var experiment = try Experiment.preset("seed-net", input: [1, 1])
        try experiment.apply(.set(.weight(layer: 0, neuron: 0, input: 0), 1e308))
        try experiment.apply(.set(.weight(layer: 0, neuron: 0, input: 1), 1e308))
        try experiment.apply(.set(.bias(layer: 0, neuron: 0), 1e308))
        #expect(experiment.picture().canvas(50, 18).text.contains("∞"))
        #expect(experiment.picture().canvas(50, 18, glyphs: .ascii).text.contains("inf"))
        try experiment.apply(.set(.weight(layer: 1, neuron: 0, input: 0), 0))
        #expect(experiment.pass.output[0].isNaN)
        #expect(experiment.picture().canvas(50, 18).text.contains("NaN"))
    }

    // MARK: Without colour

    /// The characters between two nodes in one row, with weights of the same width.
    private func line(weight: Double, glyphs: GlyphSet) throws -> String {
        let network = try Network(
            layers: [DenseLayer(weights: Matrix([[weight]]), biases: [0], activation: .linear)])
        let picture = try Experiment(network: network, input: [1]).picture()
        // The boxes stand at the same places in either alphabet.
        let boxes = picture.canvas(60, 12)
        func columns(of corner: String) -> [Int] {
            boxes.cells.indices.filter { boxes.cells[$0].text == corner }.map { $0 % 60 }
        }
        let right = try #require(columns(of: "╮").min())
        let left = try #require(columns(of: "╭").max())
        let canvas = picture.canvas(60, 12, glyphs: glyphs)
        let rows = (0..<8).map { y in
            ((right + 1)..<left).map { canvas[$0, y]?.text ?? "" }.joined()
        }
        let label = NumberFormat(glyphs: glyphs).signed(weight)
        #expect(rows.contains { $0.contains(label) })
        return rows.joined(separator: "\n").replacing(label, with: "")
    }

    @Test(arguments: GlyphSet.allCases)
    func signAndSizeAreInTheLine(glyphs: GlyphSet) throws {
        for size in [0.3, 0.7, 1.5] {
            #expect(try line(weight: size, glyphs: glyphs) != line(weight: -size, glyphs: glyphs))
        }
        for sign in [1.0, -1] {
            let lines = try [0.3, 0.7, 1.5].map { try line(weight: sign * $0, glyphs: glyphs) }
            #expect(Set(lines).count == 3)
        }
        #expect(try line(weight: 0, glyphs: glyphs) != line(weight: 0.3, glyphs: glyphs))
    }

    /// A picture without a style still tells every sign: a minus stands before each negative number.
    @Test func signsAreWritten() throws {
        for (input, minus) in [([1.0, 1.0], "−0.30"), ([0, 1], "−0.20")] {
            let text = try Experiment.preset("seed-net", input: input).picture().canvas(50, 18).text
            #expect(text.contains(minus))
            #expect(text.contains("+0.50") && text.contains("+0.80"))
        }
    }

    /// Nodes of one cell tell how much they pass on by their shade.
    @Test(arguments: GlyphSet.allCases)
    func shadesTellSizesAndSigns(glyphs: GlyphSet) throws {
        func shade(_ activation: Double) throws -> String {
            let weights = [[activation]] + Array(repeating: [0], count: 19)
            let network = try Network(
                layers: [
                    DenseLayer(
                        weights: Matrix(weights), biases: Array(repeating: 0, count: 20), activation: .linear)
                ])
            var experiment = try Experiment(network: network, input: [1])
            experiment.select(.input(0))
            let area = Rect(x: 0, y: 0, width: 40, height: 5)
            let layout = NetworkLayout(
                layerSizes: [1, 20], in: area, focus: NetworkFocus(column: 0, node: 0))
            let canvas = experiment.picture().canvas(40, 5, glyphs: glyphs)
            let node = try #require(layout.column(1)?.node(0))
            try #require(layout.column(1)?.size == .dot)
            return canvas[node.x, node.y]?.text ?? ""
        }
        let shades = try [0, 0.2, 0.45, 0.7, 1, -0.2, -0.45, -0.7, -1].map(shade)
        #expect(!shades.contains { "▒?".contains($0) })
        #expect(Set(shades).count == shades.count)
        #expect(try shade(.greatestFiniteMagnitude) == shade(1))
    }

    // MARK: Edits and focus

    @Test func oldNumbersStandBesideNewOnes() throws {
        var experiment = try Experiment.preset("seed-net", input: [1, 1])
        try experiment.apply(.set(.weight(layer: 0, neuron: 0, input: 0), 0.6))
        // h₁ = 0.6 − 0.3 + 0.1 = 0.4, y = 0.6 × 0.4 + 0.4 × 0.7 = 0.52; before: 0.3 and 0.46.
        for glyphs in GlyphSet.allCases {
            let rows = experiment.picture().canvas(80, 20, glyphs: glyphs).text.split(separator: "\n")
            #expect(rows.contains { $0.contains("z +0.40 (0.30)") })
            #expect(rows.contains { $0.contains("a  0.40 (0.30)") })
            #expect(rows.contains { $0.contains("a  0.52 (0.46)") })
            #expect(rows.contains { $0.contains("(+0.50)") && $0.contains("+0.60") })
            #expect(!rows.contains { $0.contains("(0.70)") })
        }
        let words = experiment.picture().inWords().joined(separator: " ")
        #expect(words.contains("0.60 (before: 0.50) times x₁"))
        #expect(words.contains("ReLU makes h₁ 0.40 (before: 0.30)"))
        #expect(words.contains("linear makes y 0.52 (before: 0.46)"))
    }

    @Test func oldInputsStandBelowTheirBox() throws {
        var experiment = try Experiment.preset("seed-net", input: [1, 1])
        try experiment.apply(.set(.input(1), 0.25))
        let text = experiment.picture().canvas(50, 18).text.filter { $0 != " " }
        #expect(text.contains("x₂(1.00)"))
    }

    /// In the room that a lesson has at 80×24, the old value of the output shows, too.
    @Test func oldNumbersShowAtTheUsualSize() throws {
        var experiment = try Experiment.preset("seed-net", input: [1, 1])
        try experiment.apply(.set(.weight(layer: 0, neuron: 0, input: 0), 0.6))
        let numbers = numbers(in: experiment.picture().canvas(50, 18).text)
        #expect(numbers.isSuperset(of: [0.40, 0.30, 0.52, 0.46, 0.60]))
    }

    /// Runs of cells in reverse video.
    private func reversed(_ canvas: Canvas) -> [String] {
        var runs: [String] = []
        for y in 0..<canvas.size.height {
            var run = ""
            for x in 0...canvas.size.width {
                if let cell = canvas[x, y], cell.style.attributes.contains(.reverse) {
                    run += cell.text
                } else if !run.isEmpty {
                    runs.append(run)
                    run = ""
                }
            }
        }
        return runs
    }

    /// Only the number in focus is in reverse video: in the picture, and in the formula where it is part of it, a
    /// bias in both of its lines.
    @Test(arguments: Preset.all.map(\.name), GlyphSet.allCases)
    func onlyTheFocusIsReversed(name: String, glyphs: GlyphSet) throws {
        var experiment = try Experiment.preset(name)
        let format = NumberFormat(glyphs: glyphs)
        #expect(reversed(experiment.picture().canvas(50, 18, glyphs: glyphs)).isEmpty)
        for address in allAddresses(of: experiment.network) where address.isEditable {
            experiment.select(address)
            let value = try #require(experiment.value(of: address))
            let spellings = [format.text(value), format.signed(value), format.text(abs(value))]
            for (width, height) in [(50, 18), (80, 24), (40, 9)] {
                let runs = reversed(experiment.picture().canvas(width, height, glyphs: glyphs))
                let most = address.kind == .bias ? 3 : 2
                #expect((1...most).contains(runs.count), "\(address) at \(width)×\(height): \(runs)")
                #expect(runs.allSatisfy(spellings.contains), "\(address) at \(width)×\(height): \(runs)")
            }
        }
    }

    /// A focused number keeps its reverse video while it flashes after an edit.
    @Test func aFlashKeepsTheFocus() throws {
        var experiment = try Experiment.preset("seed-net", input: [1, 1])
        experiment.select(.bias(layer: 0, neuron: 0))
        try experiment.apply(.set(.bias(layer: 0, neuron: 0), 0.2))
        var picture = experiment.picture()
        picture.flashes = true
        #expect(reversed(picture.canvas(50, 18)).contains("+0.20"))
    }

    /// What a step is not about is dimmed, and stays legible: the same characters in another style.
    @Test func litDimsTheRest() throws {
        let experiment = try Experiment.preset("seed-net", input: [1, 1])
        var picture = experiment.picture()
        let plain = picture.canvas(50, 18)
        picture.lit = [.bias(layer: 0, neuron: 0)]
        let lit = picture.canvas(50, 18)
        #expect(lit.text == plain.text)
        #expect(lit != plain)
        let rows = lit.text.split(separator: "\n", omittingEmptySubsequences: false)
        func isDim(_ text: String) throws -> Bool {
            let y = try #require(rows.firstIndex { $0.contains(text) })
            let row = Array(rows[y])
            let x = try #require(row.indices.first { String(row[$0...]).hasPrefix(text) })
            return lit[x, y]?.style.attributes.contains(.dim) ?? false
        }
        #expect(try !isDim("+0.10"))
        #expect(try isDim("+0.80"))
    }

    // MARK: In motion

    /// A product travels along its edge, and is not yet where it arrives.
    @Test func productsTravel() throws {
        let experiment = try Experiment.preset("seed-net", input: [0.9, 1])
        // The first beat after the inputs brings 0.5 × 0.9 = 0.45 to h₁.
        let size = (width: 60, height: 8)
        var columns: [Int] = []
        for progress in [0.1, 0.5, 0.9] {
            let canvas = experiment.picture(position: 1, progress: progress).canvas(size.width, size.height)
            let rows = canvas.text.split(separator: "\n", omittingEmptySubsequences: false).map(Array.init)
            for row in rows {
                for x in row.indices where String(row[x...]).hasPrefix("+0.45") { columns.append(x) }
            }
        }
        #expect(columns.count == 3 && columns == columns.sorted() && Set(columns).count == 3)
    }

    /// Products stack up in the neuron until the sum is there: 0.45, then 0.45 − 0.3, then with the bias.
    @Test func termsStackUp() throws {
        let experiment = try Experiment.preset("seed-net", input: [0.9, 1])
        let timeline = Timeline(of: experiment.network, order: .picture)
        func shows(_ text: String, after moment: Moment) -> Bool {
            experiment.picture(position: timeline.position(after: moment)).canvas(80, 20).text.contains(text)
        }
        #expect(shows("z +0.45 +?", after: .product(layer: 0, neuron: 0, input: 0)))
        #expect(shows("z +0.45 −0.3 +?", after: .products(layer: 0, neuron: 0)))
        #expect(shows("z +0.45−0.3+0.1", after: .bias(layer: 0, neuron: 0)))
        #expect(shows("z +0.25", after: .sum(layer: 0, neuron: 0)))
    }

    /// Where the terms do not fit, their sum stands for them, unless that is z already.
    @Test(
        arguments: [
            ([0.5], [1], 1, 7, "+0.5 +?"), ([0.5, 0.25], [1, 1], 2, 13, "+0.5 +0.25 +?"),
            ([1.25, 2.5, 0.75], [1, 1, 1], 2, 7, "+3.75+?"),
            ([1.25, 2.5, 0.75], [1, 1, 1], 3, 13, "+4.50 so far"),
            // With the bias of 0 that is still to come, the three are z.
            ([1.25, 2.5, 0.75], [1, 1, 1], 3, 7, "3 terms"),
            ([1.25, 2.5, 0.75], [1, 1, 1], 4, 7, "4 terms"),
        ] as [([Double], [Double], Int, Int, String)])
    func termsFitTheirBox(
        weights: [Double], input: [Double], arrived: Int, width: Int, expected: String
    ) throws {
        let bias = width == 7 && weights.count == 3 && arrived > 2 ? 0.0 : 1
        let network = try Network(
            layers: [DenseLayer(weights: Matrix([weights]), biases: [bias], activation: .linear)])
        let experiment = try Experiment(network: network, input: input)
        let timeline = Timeline(of: network, order: .picture)
        let moment: Moment =
            arrived > weights.count
            ? .bias(layer: 0, neuron: 0) : .product(layer: 0, neuron: 0, input: arrived - 1)
        let paused = experiment.picture(position: timeline.position(after: moment))
        let stack = StackedTerms(
            paused, .preactivation(layer: 0, neuron: 0), format: NumberFormat())
        #expect(stack.text(width: width) == expected)
    }

    /// In the strip below a listing, every weight and bias of a network of two, two and one stands in a place of its
    /// own, the weights of a neuron beside it and its bias below its name.
    @Test(arguments: 48...50, 5...7)
    func aStripHasEveryParameter(width: Int, height: Int) throws {
        for glyphs in GlyphSet.allCases {
            let text = try Experiment.preset("seed-net", input: [1, 1]).picture()
                .canvas(width, height, glyphs: glyphs).text
            let minus = glyphs.pick("−", "-")
            let rows = text.split(separator: "\n")
            let (h1, h2) = (glyphs.pick("h₁", "h1"), glyphs.pick("h₂", "h2"))
            for (number, name) in [
                ("+0.50", h1), ("\(minus)0.30", "b +0.10"), ("+0.80", h2), ("+0.10", "b \(minus)0.20"),
                ("+0.60", "z +0.46"), ("+0.40", "b +0.00"),
            ] {
                #expect(
                    rows.contains { row in
                        row.ranges(of: number).contains { row[$0.upperBound...].contains(name) }
                    }, "\(number) at \(width)×\(height), \(glyphs):\n\(text)")
            }
        }
    }

    /// A neuron keeps its name while its bias stands in the place of its numbers.
    @Test func theFocusedBiasSaysWhoseItIs() throws {
        var experiment = try Experiment.preset("seed-net", input: [1, 1])
        experiment.select(.bias(layer: 0, neuron: 1))
        #expect(experiment.picture().canvas(50, 3).text.contains("h₂ b −0.20"))
        var deep = try Experiment.sample([2, 8, 8, 1])
        deep.select(.bias(layer: 1, neuron: 2))
        let bias = NumberFormat().signed(try #require(deep.value(of: .bias(layer: 1, neuron: 2))))
        #expect(deep.picture().canvas(50, 18).text.contains("b²₃ \(bias)"))
    }

    /// The weights into the neuron in focus stand by where they come from, whose numbers they multiply.
    @Test(arguments: 0..<8)
    func weightsStandBesideTheirSource(neuron: Int) throws {
        var experiment = try Experiment.sample([2, 8, 8, 1])
        experiment.select(.activation(layer: 1, neuron: neuron))
        let text = experiment.picture().canvas(50, 18).text
        let format = NumberFormat()
        for input in 0..<8 {
            let number = format.text(experiment.pass.layers[0].activations[input])
            let weight = format.signed(experiment.network.layers[1].weights[neuron, input])
            let source = "a¹\(subscripted(input + 1)) \(number)"
            let row = try #require(text.split(separator: "\n").first { $0.contains(source) })
            let end = try #require(row.ranges(of: source).first?.upperBound)
            #expect(row[end...].prefix(7).contains(" \(weight) "), "\(row)")
        }
    }

    /// A product that travels where weights stand has a sign of its own.
    @Test func productsAreToldFromWeights() throws {
        let experiment = try Experiment.preset("seed-net", input: [0.9, 1])
        for glyphs in GlyphSet.allCases {
            let canvas = experiment.picture(position: 1, progress: 0.5).canvas(60, 20, glyphs: glyphs)
            #expect(canvas.text.contains(" =+0.45 "))
        }
    }

    /// Where the sum is near 0, more decimals tell on which side: 0.068 − 0.121 + 0.047 = −0.006.
    @Test func termsTellTheSignOfTheirSum() throws {
        func formula(_ weights: [Double], bias: Double) throws -> String {
            let network = try Network(
                layers: [DenseLayer(weights: Matrix([weights]), biases: [bias], activation: .linear)])
            return try Experiment(network: network, input: [1, 1]).picture().canvas(60, 20).text
        }
        let near = try formula([0.068, -0.121], bias: 0.047)
        #expect(near.contains("= 0.068 − 0.121 + 0.047") && near.contains("= −0.006  y = "))
        let usual = try formula([0.068, -0.121], bias: 0.5)
        #expect(usual.contains("= 0.07 − 0.12 + 0.50") && usual.contains("= 0.45  y = 0.45"))
        // Four decimals tell no more than two here.
        #expect(try formula([0.1, 0.2], bias: -0.3).contains("= 0.10 + 0.20 − 0.30"))
    }

    /// Nothing touches what is beside the picture where there is room: the last column is blank.
    @Test(arguments: [[3, 1], [2, 2, 1], [2, 3, 1], [2, 8, 8, 1], [1, 1]])
    func theLastColumnIsFree(shape: [Int]) throws {
        var touching: [String] = []
        for width in [50, 60, 80] {
            for height in 8...24 {
                for picture in pictures(try .sample(shape)) {
                    let canvas = picture.canvas(width, height)
                    let isFree = (0..<(height - 3)).allSatisfy { canvas[width - 1, $0]?.scalar == 0x20 }
                    if !isFree { touching.append("\(width)×\(height)") }
                }
            }
        }
        #expect(touching.isEmpty, "\(touching.prefix(5))")
    }

    /// In a listing's order the running sum stands in the neuron: 0.1, then 0.1 + 0.2, then + 1.6.
    @Test func listingsShowTheRunningSum() throws {
        let experiment = try Experiment.preset("seed-neuron")
        let timeline = Timeline(of: experiment.network, order: .listing)
        for (moment, sum) in [
            (Moment.bias(layer: 0, neuron: 0), "+0.10"), (.product(layer: 0, neuron: 0, input: 0), "+0.30"),
            (.product(layer: 0, neuron: 0, input: 1), "+1.90"),
        ] {
            let picture = experiment.picture(order: .listing, position: timeline.position(after: moment))
            #expect(picture.canvas(60, 20).text.contains("z \(sum) so far"))
        }
    }

    /// While z passes through the activation, its curve stands in a free corner.
    @Test func theCurveShowsWhileItIsAtWork() throws {
        let experiment = try Experiment.preset("seed-neuron")
        let timeline = Timeline(of: experiment.network, order: .picture)
        let after = timeline.position(after: .activation(layer: 0, neuron: 0))
        #expect(experiment.picture(position: after).canvas(60, 20).text.contains("●"))
        #expect(!experiment.picture(position: after - 2).canvas(60, 20).text.contains("●"))
    }
}
