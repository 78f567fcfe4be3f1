import Experiment
import NeuralNetwork
import Samples
import TerminalUI
import Testing

@testable import Diagrams

/// Every number stands in its place: read back from the text, row by row.
struct MatrixPictureTests {
    private func canvas(
        _ picture: NetworkPicture, _ width: Int, _ height: Int, glyphs: GlyphSet = .ascii
    ) -> Canvas {
        var canvas = Canvas(size: Size(width: width, height: height), glyphs: glyphs)
        MatrixPicture(picture).draw(on: &canvas)
        return canvas
    }

    /// The brackets of a row in ASCII with the numbers in each, by the column of the opening one.
    private func brackets(in row: Substring) -> [(column: Int, numbers: [String])] {
        row.matches(of: /\[([^\]]*)\]/).map { match in
            (
                row.distance(from: row.startIndex, to: match.range.lowerBound),
                match.output.1.split(separator: " ").map(String.init)
            )
        }
    }

    /// The matrices of one block: a bracket in each row at the same column is a matrix.
    private func matrices(in block: [Substring]) -> [[[String]]] {
        let rows = block.map(brackets)
        let columns = Set(rows.flatMap { $0.map(\.column) }).sorted()
        return columns.map { column in rows.compactMap { row in row.first { $0.column == column }?.numbers } }
    }

    /// The text cut into blocks at its captions.
    private func blocks(in text: String) -> [(caption: String, rows: [Substring])] {
        var blocks: [(caption: String, rows: [Substring])] = []
        for row in text.split(separator: "\n", omittingEmptySubsequences: false) {
            if row.hasPrefix(" W") {
                blocks.append((row.trimmingCharacters(in: .whitespaces), []))
            } else if !blocks.isEmpty {
                blocks[blocks.count - 1].rows.append(row)
            }
        }
        return blocks
    }

    @Test(arguments: [[3, 1], [2, 2, 1], [2, 3, 1], [1, 1], [4, 6, 3, 2], [5, 1, 5]])
    func everyNumberIsInItsPlace(shape: [Int]) throws {
        let experiment = try Experiment.sample(shape)
        let format = NumberFormat(glyphs: .ascii)
        let blocks = blocks(in: canvas(experiment.picture(), 120, 60).text)
        try #require(blocks.count == experiment.network.layers.count)
        for (layer, dense) in experiment.network.layers.enumerated() {
            func text(_ value: Double, _ isSigned: Bool) -> String {
                isSigned ? format.signed(value) : format.text(value)
            }
            let pass = experiment.pass
            let expected: [[[String]]] = [
                (0..<dense.neuronCount).map { dense.weights.row($0).map(format.signed) },
                pass.inputs(ofLayer: layer).map { [text($0, false)] },
                dense.biases.map { [text($0, true)] },
                pass.layers[layer].preactivations.map { [text($0, true)] },
                pass.layers[layer].activations.map { [text($0, false)] },
            ]
            #expect(matrices(in: blocks[layer].rows) == expected, "layer \(layer + 1)")
        }
    }

    /// The shapes stand in the caption, by the names of pictures.
    @Test func captionsTellShapes() throws {
        func captions(_ shape: [Int], glyphs: GlyphSet) throws -> [String] {
            let text = canvas(try Experiment.sample(shape).picture(), 120, 60, glyphs: glyphs).text
            return blocks(in: text).map(\.caption)
        }
        #expect(
            try captions([2, 2, 1], glyphs: .unicode) == [
                "W¹ 2×2 · x 2 + b¹ 2 → h 2  ReLU", "W² 1×2 · h 2 + b² 1 → y 1  ReLU",
            ])
        #expect(try captions([3, 1], glyphs: .unicode) == ["W 1×3 · x 3 + b 1 → y 1  ReLU"])
        #expect(try captions([3, 1], glyphs: .ascii) == ["W 1x3 * x 3 + b 1 -> y 1  ReLU"])
        #expect(
            try captions([4, 6, 3, 2], glyphs: .unicode) == [
                "W¹ 6×4 · x 4 + b¹ 6 → a¹ 6  ReLU", "W² 3×6 · a¹ 6 + b² 3 → a² 3  ReLU",
                "W³ 2×3 · a² 3 + b³ 2 → y 2  ReLU",
            ])
    }

    /// A window says what it leaves out: the columns in the caption, the rows below and above.
    @Test func windowsTellWhatIsLeftOut() throws {
        var experiment = try Experiment.sample([64, 32, 10])
        experiment.select(.weight(layer: 1, neuron: 5, input: 16))
        let text = canvas(experiment.picture(), 60, 12, glyphs: .unicode).text
        let columns = try #require(text.firstMatch(of: /columns (\d+)–(\d+) of 32/)).output
        let (first, last) = (try #require(Int(columns.1)), try #require(Int(columns.2)))
        // Columns count from 1 in pictures: input 16 is the 17th.
        #expect((first...last).contains(17))
        #expect(text.contains("⋯ 1 layer above"))
        // The biases are ten, the inputs thirty-two: what shows and what is counted adds up.
        let rows = text.split(separator: "\n").map {
            $0.matches(of: /⋮ ?(\d+)/).compactMap { Int($0.output.1) }
        }
        let counts = rows.filter { !$0.isEmpty }
        #expect(!counts.isEmpty && counts.allSatisfy { $0.allSatisfy { $0 > 1 } })
    }

    /// The layer in focus shows at every size, with its caption.
    @Test(arguments: [0, 50, 199])
    func theFocusedLayerShows(layer: Int) throws {
        var experiment = try Experiment.sample([Int](repeating: 2, count: 201))
        experiment.select(.bias(layer: layer, neuron: 1))
        for (width, height) in [(80, 24), (40, 12), (49, 7), (30, 6), (60, 3)] {
            let text = canvas(experiment.picture(), width, height).text
            #expect(text.contains("W\(layer + 1) 2x2"), "\(width)×\(height)")
        }
    }

    /// How high a picture should be is as high as it then is.
    @Test(arguments: [[3, 1], [2, 2, 1], [4, 6, 3, 2], [2, 8, 8, 1]], [40, 49, 80, 130])
    func thePreferredHeightShowsEverything(shape: [Int], width: Int) throws {
        let picture = try Experiment.sample(shape).picture()
        let height = MatrixPicture(picture).preferredHeight(width: width)
        let whole = canvas(picture, width, height).text
        #expect(!whole.contains("layer") && !whole.contains(":"))
        let lower = canvas(picture, width, height - shape.count).text
        #expect(lower.matches(of: /\d\.\d\d/).count < whole.matches(of: /\d\.\d\d/).count)
    }

    /// Before its beat a number is not in the matrices; the weights and biases always are.
    @Test func hiddenNumbersAreHidden() throws {
        let experiment = try Experiment.preset("seed-net", input: [1, 1])
        let text = canvas(experiment.picture(position: 0), 80, 12).text
        // Nine parameters, all there; two inputs and their twins, three z and three a hidden.
        #expect(blocks(in: text).flatMap { matrices(in: $0.rows).flatMap { $0 } }.joined().count == 9 + 10)
        #expect(text.matches(of: /\?\?\?\?/).count == 2 + 2 + 2 + 2 + 1 + 1)
        for number in ["+0.50", "-0.30", "+0.80", "+0.10", "-0.20", "+0.60", "+0.40", "+0.00"] {
            #expect(text.contains(number))
        }
    }

    /// No column is kept for a sign inside the brackets where there is none; the brackets hug what shows.
    @Test func bracketsHugTheirNumbers() throws {
        let experiment = try Experiment.preset("seed-net", input: [1, 1])
        let known = canvas(experiment.picture(), 80, 12).text
        #expect(known.contains("[0.46]") && known.contains("[+0.46]"))
        let hidden = canvas(experiment.picture(position: 0), 80, 12).text
        #expect(hidden.contains("[????]") && !hidden.contains("[ "))
    }

    /// The focused number is lit in the network and in the matrices, and where the next layer reads it.
    @Test func theFocusIsLitInBoth() throws {
        var experiment = try Experiment.preset("seed-net", input: [1, 1])
        for (address, count) in [
            (Address.weight(layer: 0, neuron: 1, input: 0), 2), (.activation(layer: 0, neuron: 1), 3),
            (.input(0), 2), (.bias(layer: 1, neuron: 0), 2),
        ] {
            experiment.select(address)
            var picture = experiment.picture()
            picture.showsMatrices = true
            let canvas = picture.canvas(49, 18)
            let starts = canvas.cells.indices.filter { index in
                let isReversed = canvas.cells[index].style.attributes.contains(.reverse)
                return isReversed && !canvas.cells[index - 1].style.attributes.contains(.reverse)
            }
            #expect(starts.count == count, "\(address)")
        }
    }

    /// At 49×18 both fit for the lessons' network: the network's boxes above, two blocks of matrices below.
    @Test func bothFitAtTheUsualSize() throws {
        var picture = try Experiment.preset("seed-net", input: [1, 1]).picture()
        picture.showsMatrices = true
        let text = picture.canvas(49, 18).text
        #expect(
            text.contains("╭ h₁") && text.contains("╭ y") && text.contains("W¹ 2×2")
                && text.contains("W² 1×2"))
        let beside = picture.canvas(110, 24).text.split(separator: "\n")
        #expect(beside.contains { $0.contains("│") && $0.contains("W¹ 2×2") || $0.contains("┌+0.50") })
    }

    @Test func theWordsTellTheRows() throws {
        let words = MatrixPicture(try Experiment.preset("seed-net", input: [1, 1]).picture()).inWords()
        #expect(words.contains("Row 2 of W¹: 0.80, 0.10; bias -0.20, z 0.70, h₂ 0.70."))
        #expect(words.contains("Row 1 of W²: 0.60, 0.40; bias 0.00, z 0.46, y 0.46."))
    }
}
