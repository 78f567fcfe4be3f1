import TerminalUI
import Testing

@testable import Diagrams

/// Values land where they should, at every size and in both alphabets.
struct OutputMapTests {
    private func canvas(_ map: OutputMap, _ width: Int, _ height: Int, _ glyphs: GlyphSet = .unicode)
        -> Canvas
    {
        var canvas = Canvas(size: Size(width: width, height: height), glyphs: glyphs)
        map.draw(on: &canvas)
        return canvas
    }

    /// A map whose half cells all differ from their neighbours.
    private func map(_ columns: Int, _ rows: Int) -> OutputMap {
        OutputMap(
            columns: columns, rows: rows,
            shades: (0..<columns * rows).map { Paint.Shade.all[($0 * 7 + $0 / columns) % 9] })
    }

    /// Where there is a half cell for each half of a cell, each shows its own.
    @Test func everyHalfCellStandsInItsPlace() {
        let map = map(5, 6)
        let canvas = canvas(map, 5, 3)
        for y in 0..<3 {
            for x in 0..<5 {
                let (upper, lower) = (map.shades[2 * y * 5 + x], map.shades[(2 * y + 1) * 5 + x])
                #expect(canvas[x, y]?.style.paint == Paint(upper, lower))
                let told = abs(upper.code) >= abs(lower.code) ? upper : lower
                #expect(canvas[x, y]?.scalar == Paint.glyph(of: told, in: .unicode).value)
                let tone: Tone = told.code > 0 ? .positive : told.code < 0 ? .negative : .plain
                #expect(canvas[x, y]?.style.tone == tone)
            }
        }
    }

    /// Without half blocks a cell has one ground.
    @Test func inASCIIACellIsWhole() {
        let map = map(5, 6)
        let canvas = canvas(map, 5, 3, .ascii)
        for y in 0..<3 {
            for x in 0..<5 {
                let lower = map.shades[(2 * y + 1) * 5 + x]
                #expect(canvas[x, y]?.style.paint == Paint(lower, lower))
                #expect(canvas[x, y]?.scalar == Paint.glyph(of: lower, in: .ascii).value)
            }
        }
    }

    /// Two half cells side by side on a wide area: each fills its half.
    @Test func itIsStretchedToItsArea() {
        let shades = [Paint.Shade(of: -1), Paint.Shade(of: 1)]
        let canvas = canvas(OutputMap(columns: 2, rows: 1, shades: shades), 10, 3)
        for y in 0..<3 {
            for x in 0..<10 { #expect(canvas[x, y]?.style.paint == Paint(shades[x / 5], shades[x / 5])) }
        }
        // And one that is larger than its area keeps its corners' order.
        let small = self.canvas(map(40, 40), 1, 1)
        #expect(small[0, 0]?.style.paint == Paint(map(40, 40).shades[0], map(40, 40).shades[20 * 40]))
    }

    @Test(arguments: [(0, 0), (0, 4), (4, 0), (1, 1), (3, 1), (200, 60)])
    func everySizeIsDrawn(width: Int, height: Int) {
        for (columns, rows) in [(0, 0), (1, 1), (2, 7), (30, 30)] {
            var map = map(max(1, columns), max(1, rows))
            if columns == 0 { map = OutputMap(columns: 0, rows: 0, shades: []) }
            map.marks = [OutputMap.Mark(x: 0.5, y: 0.5, glyph: "●")]
            map.crossHair = (1, 0)
            for glyphs in GlyphSet.allCases {
                let canvas = canvas(map, width, height, glyphs)
                let painted = canvas.cells.count { $0.style.paint != nil }
                #expect(painted == (columns == 0 ? 0 : width * height))
            }
        }
    }

    /// Marks stand where they say, on the ground of their place; those beyond the map nowhere.
    @Test func marksStandInTheirPlaces() {
        var map = map(10, 10)
        func mark(_ x: Double, _ y: Double, _ glyph: Unicode.Scalar) -> OutputMap.Mark {
            OutputMap.Mark(x: x, y: y, glyph: glyph, tone: .positive)
        }
        map.marks = [
            mark(0, 0, "a"), mark(1, 1, "b"), mark(0.55, 0.5, "c"), mark(1.01, 0.5, "d"),
            mark(0.5, -0.01, "e"),
            mark(.nan, 0.5, "f"),
        ]
        map.crossHair = (0.95, 0.05)
        let canvas = canvas(map, 10, 5)
        func cell(_ x: Int, _ y: Int) -> String { canvas[x, y]?.text ?? "" }
        #expect(cell(0, 0) == "a" && cell(9, 4) == "b" && cell(5, 2) == "c" && cell(9, 0) == "┼")
        #expect(!["d", "e", "f"].contains { canvas.text.contains($0) })
        let ground = map.shades[5 * 10 + 5]
        #expect(canvas[5, 2]?.style.paint == Paint(ground, ground, showsGlyph: true))
        #expect(canvas[9, 0]?.style.attributes.contains(.reverse) == true)
    }

    @Test func theGridHasTwoRowsACell() {
        let grid = OutputMap.grid(of: Size(width: 7, height: 3))
        #expect(grid.columns == 7 && grid.rows == 6)
    }

    /// Rows of four places on a map from −2 to 2: the edges between places lie at −1, 0 and 1.
    @Test(arguments: [
        (
            [["no", "no", "yes", "no"], ["no", "no", "no", "no"]],
            ["y 5: no up to x 0, then yes up to x 1, then no.", "y -5: no."]
        ),
        ([["no", "yes", "yes", "yes"]], ["y 0: no up to x -1, then yes."]),
    ])
    func wordsTellWhereAnAnswerEnds(answers: [[String]], said: [String]) {
        let (across, up) = (
            MapInWords.Axis(name: "x", range: -2...2), MapInWords.Axis(name: "y", range: -10...10)
        )
        let words = MapInWords(across: across, up: up, answers: answers).sentences()
        #expect(Array(words.dropFirst()) == said && words[0].hasSuffix("x from -2 to 2:"))
        let row = MapInWords(across: across, up: nil, answers: answers).sentences()
        #expect(row[1] == String(said[0].split(separator: ": ", maxSplits: 1)[1]))
    }

    @Test func oneAnswerIsSaidOnce() {
        let axis = MapInWords.Axis(name: "x", range: 0...1)
        let words = MapInWords(across: axis, up: axis, answers: [["no", "no"], ["no", "no"]]).sentences()
        #expect(words == ["The map: no everywhere."])
        #expect(MapInWords(across: axis, up: nil, answers: []).sentences().isEmpty)
    }
}
