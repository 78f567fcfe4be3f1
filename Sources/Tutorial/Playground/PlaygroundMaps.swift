import Diagrams
import Experiment
import NeuralNetwork
import TerminalUI

/// The maps of a playground: what every neuron puts out over the piece of the plane that its data lie on.
struct PlaygroundMaps {
    private let playground: Playground
    private let isDiscrete: Bool

    /// More multiplications than this for one picture are too many: the maps get coarser.
    private static let mostMultiplications = 12_000_000

    init(_ board: PlaygroundBoard) {
        playground = board.playground
        isDiscrete = board.isDiscrete
    }

    private var configuration: PlaygroundConfiguration { playground.configuration }
    private var ranges: [ClosedRange<Double>] { playground.start.data.ranges }

    /// How many half cells a map has, not more than there is time for.
    private func grid(of size: Size) -> (columns: Int, rows: Int) {
        var (columns, rows) = OutputMap.grid(of: size)
        while columns * rows * playground.network.parameterCount > Self.mostMultiplications, columns > 4,
            rows > 4
        {
            (columns, rows) = (columns / 2, rows / 2)
        }
        return (max(1, columns), max(1, rows))
    }

    /// The row of the table that stands for a place on the map: its first two columns are the axes, the others are
    /// as they are on average.
    func row(x: Double, y: Double) -> [Double] {
        var row = playground.columnMeans
        if let across = ranges.first {
            row[0] = across.lowerBound + x * (across.upperBound - across.lowerBound)
        }
        if ranges.count > 1 {
            row[1] = ranges[1].upperBound - y * (ranges[1].upperBound - ranges[1].lowerBound)
        }
        return row
    }

    /// What the network is told there.
    func input(x: Double, y: Double) -> [Double] {
        let row = row(x: x, y: y)
        let told = configuration.inputs.map { $0(row[...]) }
        return playground.start.scaling.isNone ? told : playground.start.scaling(told)
    }

    private func inputs(_ grid: (columns: Int, rows: Int)) -> [[Double]] {
        (0..<grid.rows).flatMap { row in
            (0..<grid.columns).map { column in
                input(
                    x: (Double(column) + 0.5) / Double(grid.columns),
                    y: (Double(row) + 0.5) / Double(grid.rows))
            }
        }
    }

    // MARK: Maps

    /// The picture of the network, with maps of this size.
    func network(mapSize: Size) -> MapNetwork {
        let grid = grid(of: mapSize)
        let inputs = inputs(grid)
        let activations = activations(inputs)
        let isFolded = mapSize.width == 0
        func map(_ shades: [Paint.Shade]) -> OutputMap? {
            isFolded ? nil : OutputMap(columns: grid.columns, rows: grid.rows, shades: shades)
        }
        var columns = [featureNodes(inputs, map)]
        let network = playground.network
        for (layer, dense) in network.layers.enumerated() {
            columns.append(
                (0..<dense.neuronCount).map { neuron in
                    MapNetwork.Node(
                        map: map(shades(activations, layer: layer, neuron: neuron)), index: neuron)
                })
        }
        var picture = MapNetwork(network, columns: columns)
        picture.titles = titles
        return picture
    }

    /// What stands beside the nodes of the leftmost column.
    var labels: [String] { ShownInput.all(of: playground).map(\.label) }

    private func featureNodes(_ inputs: [[Double]], _ map: ([Paint.Shade]) -> OutputMap?) -> [MapNetwork.Node]
    {
        ShownInput.all(of: playground).map { shown in
            MapNetwork.Node(
                label: shown.label, map: shown.index.flatMap { map(shades(of: inputs, input: $0)) },
                index: shown.index)
        }
    }

    private func shades(of inputs: [[Double]], input: Int) -> [Paint.Shade] {
        let scale = featureScale(input)
        return inputs.map { Paint.Shade(of: $0[input] / scale) }
    }

    /// What counts as a strong value of an input: the largest on the map, as far as one can tell from its corners.
    private func featureScale(_ input: Int) -> Double {
        let corners = [(0.0, 0.0), (1, 0), (0, 1), (1, 1), (0.5, 0.25), (0.25, 0.5)].map {
            self.input(x: $0.0, y: $0.1)[input]
        }
        return max(corners.map(abs).max() ?? 1, 1e-9)
    }

    private var titles: [String] {
        let hidden = playground.hiddenActivations.map(\.title)
        return ["inputs"] + hidden + [
            playground.network.layers[playground.network.layers.count - 1].activation.title
        ]
    }

    /// One big map: of a neuron, or of what the whole network says.
    func map(of place: MapNetwork.Place?, size: Size) -> OutputMap {
        let grid = grid(of: size)
        let inputs = inputs(grid)
        let shades: [Paint.Shade]
        if let place, place.column == 0 {
            let input = ShownInput.all(of: playground)[place.row].index
            shades =
                input.map { self.shades(of: inputs, input: $0) } ?? inputs.map { _ in Paint.Shade(of: 0) }
        } else {
            let activations = activations(inputs)
            if let place, place.column <= last || playground.nodeCounts[last + 1] > 1 {
                shades = self.shades(activations, layer: place.column - 1, neuron: place.row)
            } else {
                shades = answerShades(activations)
            }
        }
        return OutputMap(columns: grid.columns, rows: grid.rows, shades: shades)
    }

    /// What every neuron puts out for some inputs.
    private func activations(_ inputs: [[Double]]) -> BatchActivations<Double>? {
        let width = playground.trainer.fastNetwork.layerSizes[0]
        // Inputs are made for just this network, so they fit.
        guard let prepared = try? PreparedExamples<Double>(inputs: inputs, inputCount: width) else {
            return nil
        }
        return playground.trainer.fastNetwork.activations(for: prepared)
    }

    private var last: Int { playground.nodeCounts.count - 2 }

    /// What the outputs are at each place.
    private func outputs(_ activations: BatchActivations<Double>) -> [[Double]] {
        let neurons = (0..<playground.nodeCounts[last + 1]).map { activations[last, $0] }
        return (0..<activations.count).map { place in neurons.map { $0[$0.startIndex + place] } }
    }

    /// What a neuron puts out, −1 to 1; where several outputs share, each its share.
    private func shades(_ activations: BatchActivations<Double>?, layer: Int, neuron: Int) -> [Paint.Shade] {
        guard let activations else { return [] }
        let values = activations[layer, neuron]
        guard layer == last else { return values.map(shade) }
        switch configuration.readout {
        case .sign, .number: return values.map(shade)
        case .probability: return values.map { shade(2 * $0 - 1) }
        case .shares: return outputs(activations).map { shade(2 * softmax($0)[neuron] - 1) }
        }
    }

    /// What the network says: a shade of the value, or the class that it is for.
    private func answerShades(_ activations: BatchActivations<Double>?) -> [Paint.Shade] {
        guard configuration.readout == .shares, let activations else {
            return shades(activations, layer: last, neuron: 0)
        }
        return outputs(activations).map { Paint.Shade(ofClass: configuration.readout.classIndex($0) ?? 0) }
    }

    private func shade(_ value: Double) -> Paint.Shade {
        Paint.Shade(of: isDiscrete && !value.isNaN ? (value >= 0 ? 1 : -1) : value)
    }

    // MARK: In words

    /// How many rows are said, and at how many places in each the network is asked.
    private static let said = (rows: 7, columns: 48, numbers: 6)

    /// What the network says, in words.
    func inWords() -> [String] {
        guard let across = ranges.first else { return [] }
        let names = configuration.data.columns
        func axis(_ column: Int) -> MapInWords.Axis { .init(name: names[column], range: ranges[column]) }
        let columns = configuration.readout == .number ? Self.said.numbers : Self.said.columns
        let grid = (columns: columns, rows: ranges.count > 1 ? Self.said.rows : 1)
        guard across.lowerBound < across.upperBound, let activations = activations(inputs(grid)) else {
            return []
        }
        let answers = outputs(activations).map(answer)
        let rows = (0..<grid.rows).map { Array(answers[$0 * columns..<($0 + 1) * columns]) }
        return MapInWords(across: axis(0), up: ranges.count > 1 ? axis(1) : nil, answers: rows).sentences()
    }

    private func answer(_ outputs: [Double]) -> String {
        guard configuration.readout != .number else {
            return "about \(NumberFormat(glyphs: .ascii).text(playground.start.rawTarget(outputs[0])))"
        }
        return configuration.readout.classIndex(outputs).map { configuration.data.kind.classNames[$0] }
            ?? "NaN"
    }

    // MARK: Points

    /// The examples as they stand on the map.
    func marks(_ shown: ShownPoints, size: Size, glyphs: GlyphSet) -> [OutputMap.Mark] {
        guard shown != .none, ranges.count > 1 else { return [] }
        let data = playground.start.data
        let split = configuration.data.isWhole ? data.count : playground.start.train.count
        let rows = shown == .test ? 0..<data.count : 0..<split
        // A map that is all points shows nothing of what lies beneath.
        let most = size.width * size.height * (shown == .some ? 1 : 32) / 8
        let count = min(rows.count, max(4, most))
        return (0..<count).map { index in
            let row = rows.lowerBound + index * rows.count / count
            return mark(row, isTest: row >= split, glyphs)
        }
    }

    private func mark(_ row: Int, isTest: Bool, _ glyphs: GlyphSet) -> OutputMap.Mark {
        let data = playground.start.data
        let values = data.inputs.row(row)
        func share(_ column: Int) -> Double {
            let range = ranges[column]
            let width = range.upperBound - range.lowerBound
            return width > 0 ? (values[values.startIndex + column] - range.lowerBound) / width : 0.5
        }
        let (glyph, tone) = look(ofRow: row, isTest: isTest, glyphs)
        return OutputMap.Mark(x: share(0), y: 1 - share(1), glyph: glyph, tone: tone)
    }

    private func look(ofRow row: Int, isTest: Bool, _ glyphs: GlyphSet) -> (Unicode.Scalar, Tone) {
        let label = playground.start.data.labels[row]
        if configuration.readout == .shares {
            let letter = Unicode.Scalar(UInt8(ascii: isTest ? "a" : "A") + UInt8(label) % 26)
            return (letter, .plain)
        }
        let isPositive = label > 0
        let mark = Self.marks[(isTest ? 2 : 0) + (isPositive ? 1 : 0)]
        return (glyphs == .unicode ? mark.unicode : mark.ascii, isPositive ? .positive : .negative)
    }

    /// How examples stand on the map: negative and positive ones to learn from, then those of the test. In ASCII, what
    /// no shade of the map is.
    static let marks: [(unicode: Unicode.Scalar, ascii: Unicode.Scalar)] = [
        ("○", "x"), ("●", "o"), ("□", "X"), ("■", "O"),
    ]
}
