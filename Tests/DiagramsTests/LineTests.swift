import TerminalUI
import Testing

@testable import Diagrams
import Samples

struct StraightLineTests {
    private static let lines: [(start: Point, end: Point)] = {
        var generator = SeededGenerator(seed: 3)
        func point() -> Point {
            Point(x: .random(in: -40...40, using: &generator), y: .random(in: -20...20, using: &generator))
        }
        return (0..<500).map { _ in (point(), point()) }
    }()

    @Test func beginsAndEndsWhereItShould() {
        for (start, end) in Self.lines {
            let points = straightLine(from: start, to: end)
            #expect(points.first == start)
            #expect(points.last == end)
        }
        let point = Point(x: 4, y: 5)
        #expect(straightLine(from: point, to: point) == [point])
    }

    /// One point for each column or row, whichever are more, each a neighbour of the one before.
    @Test func goesFromNeighbourToNeighbour() {
        for (start, end) in Self.lines {
            let points = straightLine(from: start, to: end)
            #expect(points.count == max(abs(end.x - start.x), abs(end.y - start.y)) + 1)
            let isConnected = zip(points, points.dropFirst()).allSatisfy { point, next in
                abs(next.x - point.x) <= 1 && abs(next.y - point.y) <= 1 && next != point
            }
            #expect(isConnected)
        }
    }

    /// No point is further than half a cell from where the line really is.
    @Test func staysOnTheLine() {
        for (start, end) in Self.lines where start != end {
            let (dx, dy) = (Double(end.x - start.x), Double(end.y - start.y))
            let distances = straightLine(from: start, to: end).map { point in
                let (x, y) = (Double(point.x - start.x), Double(point.y - start.y))
                return abs(dx) >= abs(dy) ? abs(y - x * dy / dx) : abs(x - y * dx / dy)
            }
            #expect((distances.max() ?? 0) <= 0.5 + 1e-9)
        }
    }
}

struct LineSheetTests {
    private typealias Pen = LineSheet.Pen
    private let size = Size(width: 24, height: 12)

    private func pen(
        _ thickness: LineSheet.Pen.Thickness = .thin, isDashed: Bool = false, style: Style = .plain,
        priority: Int = 0
    ) -> LineSheet.Pen {
        LineSheet.Pen(thickness: thickness, isDashed: isDashed, style: style, priority: priority)
    }

    private func canvas(
        _ glyphs: GlyphSet, from start: Point, to end: Point, _ pen: LineSheet.Pen
    ) -> Canvas {
        var canvas = Canvas(size: size, glyphs: glyphs)
        var sheet = LineSheet(glyphs: glyphs)
        sheet.draw(from: start, to: end, pen: pen)
        sheet.render(on: &canvas)
        return canvas
    }

    /// Eight directions, flat and steep, forward and back.
    private static let directions: [(start: Point, end: Point)] = [
        (Point(x: 1, y: 5), Point(x: 20, y: 5)), (Point(x: 1, y: 1), Point(x: 20, y: 4)),
        (Point(x: 1, y: 9), Point(x: 20, y: 1)), (Point(x: 2, y: 1), Point(x: 11, y: 10)),
        (Point(x: 2, y: 10), Point(x: 6, y: 1)), (Point(x: 5, y: 1), Point(x: 5, y: 10)),
        (Point(x: 20, y: 8), Point(x: 1, y: 2)), (Point(x: 12, y: 10), Point(x: 3, y: 1)),
    ]

    @Test(arguments: directions)
    func drawsInItsAlphabet(start: Point, end: Point) {
        let braille = canvas(.unicode, from: start, to: end, pen()).cells.filter { $0.scalar != 0x20 }
        #expect(!braille.isEmpty && braille.allSatisfy { (0x2801...0x28FF).contains($0.scalar) })
        let ascii = canvas(.ascii, from: start, to: end, pen()).cells.filter { $0.scalar != 0x20 }
        #expect(!ascii.isEmpty && ascii.allSatisfy { #"-/\|"#.contains($0.text) })
    }

    @Test(arguments: GlyphSet.allCases, directions)
    func touchesBothEnds(glyphs: GlyphSet, line: (start: Point, end: Point)) {
        let canvas = canvas(glyphs, from: line.start, to: line.end, pen(.medium))
        #expect(canvas[line.start.x, line.start.y]?.text != " ")
        #expect(canvas[line.end.x, line.end.y]?.text != " ")
    }

    @Test func spellsLinesInASCII() {
        func text(from start: Point, to end: Point, _ pen: LineSheet.Pen) -> [String] {
            canvas(.ascii, from: start, to: end, pen).text.split(separator: "\n").map(String.init)
        }
        let flat = (Point(x: 0, y: 0), Point(x: 8, y: 0))
        #expect(text(from: flat.0, to: flat.1, pen(.thin)) == ["---------"])
        #expect(text(from: flat.0, to: flat.1, pen(.medium)) == ["========="])
        #expect(text(from: flat.0, to: flat.1, pen(.thick)) == ["#########"])
        #expect(text(from: flat.0, to: flat.1, pen(.hair)) == [". . . . ."])
        #expect(text(from: flat.0, to: flat.1, pen(.thin, isDashed: true)) == ["-- -- --"])
        let down = Point(x: 2, y: 2)
        #expect(text(from: Point(x: 0, y: 0), to: down, pen()) == ["\\", " \\", "  \\"])
        #expect(text(from: Point(x: 0, y: 2), to: Point(x: 2, y: 0), pen()) == ["  /", " /", "/"])
        #expect(text(from: Point(x: 0, y: 0), to: Point(x: 0, y: 2), pen()) == ["|", "|", "|"])
    }

    /// Braille by the Unicode standard: dots 1, 2, 3, 7 in the left column, 4, 5, 6, 8 in the right one.
    @Test(
        arguments: [
            (0, 0, 0x2801), (0, 1, 0x2802), (0, 2, 0x2804), (0, 3, 0x2840),
            (1, 0, 0x2808), (1, 1, 0x2810), (1, 2, 0x2820), (1, 3, 0x2880),
        ])
    func setsSingleDots(x: Int, y: Int, scalar: UInt32) {
        var sheet = LineSheet(glyphs: .unicode)
        var canvas = Canvas(size: size)
        sheet.dot(x: 6 + x, y: 8 + y, pen: pen())
        sheet.render(on: &canvas)
        #expect(canvas[3, 2]?.scalar == scalar)
        #expect(canvas.cells.count { $0.scalar != 0x20 } == 1)
    }

    /// Sign and size of a weight must show in every direction without colour.
    @Test(arguments: GlyphSet.allCases, directions)
    func tellsSignAndSizeInEveryDirection(glyphs: GlyphSet, line: (start: Point, end: Point)) {
        func text(_ pen: LineSheet.Pen) -> String {
            canvas(glyphs, from: line.start, to: line.end, pen).text
        }
        for thickness in [Pen.Thickness.thin, .medium, .thick] {
            #expect(text(pen(thickness)) != text(pen(thickness, isDashed: true)))
        }
        for isDashed in [false, true] {
            let sizes = [Pen.Thickness.hair, .thin, .medium, .thick].map { text(pen($0, isDashed: isDashed)) }
            #expect(Set(sizes).count == sizes.count)
        }
    }

    @Test(arguments: GlyphSet.allCases)
    func goesBehindWhatIsThere(glyphs: GlyphSet) {
        var canvas = Canvas(size: size, glyphs: glyphs)
        canvas.write("+0.50", x: 8, y: 5, style: .accent)
        let before = canvas
        var sheet = LineSheet(glyphs: glyphs)
        sheet.draw(from: Point(x: 0, y: 5), to: Point(x: 23, y: 5), pen: pen(.thick))
        sheet.render(on: &canvas)
        for x in 8..<13 { #expect(canvas[x, 5] == before[x, 5]) }
        #expect(canvas[7, 5]?.text != " " && canvas[13, 5]?.text != " ")
    }

    /// Where lines cross, the more important one gives the cell its style, whichever was drawn first.
    @Test(arguments: GlyphSet.allCases, [true, false])
    func theImportantLineColoursACrossing(glyphs: GlyphSet, comesFirst: Bool) {
        let lines = [
            (Point(x: 0, y: 5), Point(x: 20, y: 5), pen(style: .accent, priority: 2)),
            (Point(x: 10, y: 0), Point(x: 10, y: 10), pen(style: .dim, priority: 1)),
        ]
        var sheet = LineSheet(glyphs: glyphs)
        for (start, end, pen) in comesFirst ? lines : lines.reversed() {
            sheet.draw(from: start, to: end, pen: pen)
        }
        var canvas = Canvas(size: size, glyphs: glyphs)
        sheet.render(on: &canvas)
        #expect(canvas[10, 5]?.style == .accent)
        #expect(canvas[10, 4]?.style == .dim)
    }

    @Test(arguments: GlyphSet.allCases)
    func linesThatLeaveTheCanvasLeaveNoTrace(glyphs: GlyphSet) {
        for (start, end) in [
            (Point(x: -30, y: -20), Point(x: 60, y: 40)), (Point(x: 100, y: 3), Point(x: 120, y: 5)),
        ] {
            var canvas = Canvas(size: Size(width: 40, height: 20), glyphs: glyphs)
            let part = Rect(x: 10, y: 5, width: 20, height: 10)
            canvas.clipped(to: part) { canvas in
                var sheet = LineSheet(glyphs: glyphs)
                sheet.draw(from: start, to: end, pen: pen(.thick))
                sheet.render(on: &canvas)
            }
            let isClean = canvas.cells.indices.allSatisfy { index in
                part.contains(Point(x: index % 40, y: index / 40)) || canvas.cells[index] == Cell()
            }
            #expect(isClean)
        }
    }
}
