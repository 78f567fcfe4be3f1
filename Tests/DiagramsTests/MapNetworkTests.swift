import NeuralNetwork
import Samples
import TerminalUI
import Testing

@testable import Diagrams

/// A network of maps keeps to its area, shows what has the focus, and says what it leaves out.
struct MapNetworkTests {
    /// A network with weights between −1 and 1, a map for each node whose shade is its number's.
    static func picture(_ sizes: [Int], features: Int? = nil, seed: UInt64 = 3) throws -> MapNetwork {
        var generator = SeededGenerator(seed: seed)
        let layers = try zip(sizes, sizes.dropFirst()).map { inputs, neurons in
            try DenseLayer(
                weights: Matrix(
                    rows: neurons, columns: inputs, elements: generator.numbers(inputs * neurons)),
                biases: generator.numbers(neurons), activation: .tanh)
        }
        func map(_ number: Int) -> OutputMap {
            OutputMap(
                columns: 4, rows: 4,
                shades: (0..<16).map { Paint.Shade(of: Double(($0 * (number + 3)) % 9 - 4) / 4) })
        }
        let names = ["x", "y", "x²", "y²", "xy", "sin x", "sin y"]
        let inputs = (0..<(features ?? sizes[0])).map { index in
            MapNetwork.Node(
                label: names[index % 7], map: index < sizes[0] ? map(index) : nil,
                index: index < sizes[0] ? index : nil)
        }
        let neurons = sizes.dropFirst().map { count in
            (0..<count).map { MapNetwork.Node(map: map($0), index: $0) }
        }
        var picture = MapNetwork(try Network(layers: layers), columns: [inputs] + neurons)
        picture.titles = ["told"] + Array(repeating: "tanh", count: sizes.count - 1)
        return picture
    }

    private func canvas(_ picture: MapNetwork, _ width: Int, _ height: Int, _ glyphs: GlyphSet = .unicode)
        -> Canvas
    {
        var canvas = Canvas(size: Size(width: width, height: height), glyphs: glyphs)
        picture.draw(on: &canvas)
        return canvas
    }

    /// The frame of every node that can be pointed at.
    private func frames(_ canvas: Canvas) -> [String: (x: ClosedRange<Int>, y: ClosedRange<Int>)] {
        var frames: [String: (x: ClosedRange<Int>, y: ClosedRange<Int>)] = [:]
        for y in 0..<canvas.size.height {
            for x in 0..<canvas.size.width {
                guard let name = canvas.target(at: Point(x: x, y: y)) else { continue }
                let old = frames[name] ?? (x...x, y...y)
                frames[name] = (
                    min(old.x.lowerBound, x)...max(old.x.upperBound, x),
                    min(old.y.lowerBound, y)...max(old.y.upperBound, y)
                )
            }
        }
        return frames
    }

    private static let shapes = [
        [2, 1], [2, 4, 2, 1], [7, 8, 8, 1], [2, 40, 1], [3, 2, 2, 2, 2, 2, 2, 2, 2, 1], [64, 30, 10],
    ]

    @Test(arguments: shapes, GlyphSet.allCases)
    func nothingIsDrawnOutsideItsArea(shape: [Int], glyphs: GlyphSet) throws {
        var generator = SeededGenerator(seed: 1)
        for _ in 0..<60 {
            let (width, height) = (
                Int.random(in: 0...60, using: &generator), Int.random(in: 0...26, using: &generator)
            )
            var picture = try Self.picture(shape)
            let column = Int.random(in: 0..<shape.count, using: &generator)
            picture.focus = .init(column: column, row: Int.random(in: 0..<shape[column], using: &generator))
            picture.focusedSource = column > 0 ? 0 : nil
            let area = Rect(x: 3, y: 2, width: width, height: height)
            var canvas = Canvas(size: Size(width: width + 7, height: height + 5), glyphs: glyphs)
            for y in 0..<canvas.size.height {
                for x in 0..<canvas.size.width where !area.contains(Point(x: x, y: y)) {
                    canvas.put("?", x: x, y: y)
                }
            }
            canvas.clipped(to: area) { picture.draw(on: &$0) }
            for y in 0..<canvas.size.height {
                for x in 0..<canvas.size.width where !area.contains(Point(x: x, y: y)) {
                    #expect(canvas[x, y]?.text == "?")
                    #expect(canvas.target(at: Point(x: x, y: y)) == nil)
                }
            }
        }
    }

    /// Where there is room, every node has its map, and none lies on another.
    @Test(arguments: [
        ([2, 1], 40, 12), ([2, 4, 2, 1], 60, 24), ([7, 8, 8, 1], 60, 20), ([7, 8, 8, 1], 120, 50),
    ])
    func everyNodeHasItsPlace(shape: [Int], width: Int, height: Int) throws {
        let canvas = canvas(try Self.picture(shape), width, height)
        let frames = frames(canvas)
        #expect(frames.count == shape.reduce(0, +))
        for (name, frame) in frames {
            let painted = frame.y.flatMap { y in frame.x.filter { canvas[$0, y]?.style.paint != nil } }
            #expect(!painted.isEmpty, "\(name)")
        }
        // Each is as large as any other, and all columns are in order.
        let rows = Set(frames.values.map(\.y.count))
        #expect(rows.count == 1)
        for column in 1..<shape.count {
            let before = try #require(frames["node \(column - 1) 0"]).x
            #expect(try #require(frames["node \(column) 0"]).x.lowerBound > before.upperBound)
        }
    }

    @Test func theFocusIsMarked() throws {
        for (glyphs, marks) in [(GlyphSet.unicode, ["▐", "▌"]), (.ascii, ["[", "]"])] {
            for row in 0..<4 {
                var picture = try Self.picture([2, 4, 2, 1])
                #expect(!canvas(picture, 60, 24, glyphs).text.contains(marks[0]))
                picture.focus = .init(column: 1, row: row)
                let canvas = canvas(picture, 60, 24, glyphs)
                let frame = try #require(frames(canvas)["node 1 \(row)"])
                for y in frame.y {
                    #expect(canvas[frame.x.lowerBound, y]?.text == marks[0])
                    #expect(canvas[frame.x.upperBound, y]?.text == marks[1])
                }
                #expect(canvas.text.count { String($0) == marks[0] } == frame.y.count)
            }
        }
        var picture = try Self.picture([2, 4, 2, 1])
        picture.focus = .init(column: 0, row: 1)
        let canvas = canvas(picture, 60, 24)
        let reversed = canvas.cells.filter { $0.style.attributes.contains(.reverse) }.map(\.text)
        #expect(reversed == ["y"])
    }

    /// What is left out is counted, and what has the focus is not left out.
    @Test(arguments: [0, 1, 20, 38, 39])
    func foldingSaysHowMany(row: Int) throws {
        for (glyphs, dots) in [(GlyphSet.unicode, "⋮"), (.ascii, ":")] {
            var picture = try Self.picture([2, 40, 1])
            picture.focus = .init(column: 1, row: row)
            let canvas = canvas(picture, 60, 16, glyphs)
            let shown = frames(canvas).keys.filter { $0.hasPrefix("node 1 ") }
            #expect(shown.count < 40 && shown.contains("node 1 \(row)"))
            #expect(canvas.text.contains("\(dots)\(40 - shown.count) more"))
        }
    }

    /// Every weight of the neuron in focus has its line, the weakest, too, where others are left out.
    @Test func theLinesOfTheFocusAreAllThere() throws {
        var picture = try Self.picture([7, 8, 8, 1])
        var network = picture.network
        for input in 0..<8 { network.setWeight(layer: 1, neuron: 5, input: input, to: 0.001) }
        let columns = picture.columns
        picture = MapNetwork(network, columns: columns)
        picture.focus = .init(column: 2, row: 5)
        for glyphs in GlyphSet.allCases {
            let canvas = canvas(picture, 60, 24, glyphs)
            let frames = frames(canvas)
            for source in 0..<8 {
                let frame = try #require(frames["node 1 \(source)"])
                let middle = frame.y.lowerBound + frame.y.count / 2
                let start = try #require(canvas[frame.x.upperBound, middle])
                #expect(start.text != " " && !start.style.attributes.contains(.dim), "source \(source)")
            }
        }
        // The one whose weight is typed stands out.
        picture.focusedSource = 3
        let accented = canvas(picture, 60, 24).cells.count {
            (0x2801...0x28FF).contains($0.scalar) && $0.style.tone == .accent
        }
        #expect(accented > 0)
    }

    /// A feature that the network is not told has no line and no map.
    @Test func whatIsNotToldHasNoLine() throws {
        let canvas = canvas(try Self.picture([2, 1], features: 7), 40, 16)
        let frames = frames(canvas)
        for row in 0..<7 {
            let frame = try #require(frames["node 0 \(row)"])
            let end = canvas[frame.x.upperBound, frame.y.lowerBound + frame.y.count / 2]?.text
            #expect((end != " ") == (row < 2), "row \(row)")
        }
        #expect(canvas.text.count { $0 == "·" } >= 5)
    }

    /// The colour of a line is the sign of its weight, and its dashes tell the same.
    @Test func linesTellTheSign() throws {
        for (weight, tone) in [(0.7, Tone.positive), (-0.7, .negative)] {
            let layer = try DenseLayer(weights: Matrix([[weight]]), biases: [0], activation: .tanh)
            let map = OutputMap(columns: 1, rows: 1, shades: [Paint.Shade(of: 0)])
            let picture = MapNetwork(
                try Network(layers: [layer]),
                columns: [[.init(label: "x", map: map, index: 0)], [.init(map: map, index: 0)]])
            let lines = canvas(picture, 40, 8).cells.filter { (0x2801...0x28FF).contains($0.scalar) }
            #expect(lines.count > 5 && lines.allSatisfy { $0.style.tone == tone })
        }
    }
}
