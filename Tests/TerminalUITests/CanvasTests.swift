import Testing

@testable import TerminalUI

struct CanvasTests {
    /// Drawing code that tries everything, far outside its area too.
    private static func drawEverything(on canvas: inout Canvas) {
        canvas.write("漢字 σ(x₁) e\u{301}", x: -3, y: 0, style: .bold)
        canvas.write("long enough to leave every small canvas on the right", x: 0, y: 1)
        canvas.writeRight("right", endX: canvas.bounds.width, y: 0)
        canvas.writeCut(StyledLine("cut here"), x: 0, y: 0, width: 3)
        canvas.drawBox(Rect(x: -1, y: -1, width: 5, height: 4))
        canvas.drawBox(canvas.bounds)
        canvas.drawRule(y: 1, joints: [(x: 2, glyph: "┬"), (x: 99, glyph: "┬")])
        canvas.drawVerticalRule(x: 1, from: -5, to: 50)
        canvas.drawRows((0..<9).map { StyledLine("row \($0)") }, scroll: ScrollPosition())
        canvas.clipped(to: Rect(x: 3, y: 1, width: 400, height: 1)) { $0.drawBox($0.bounds) }
        canvas.showCursor(x: 7, y: 7)
    }

    @Test(arguments: [0, 1, 2, 3, 9, 40], [0, 1, 2, 3, 12])
    func everySizeCanBeDrawnOn(width: Int, height: Int) {
        var canvas = Canvas(size: Size(width: width, height: height))
        CanvasTests.drawEverything(on: &canvas)
        #expect(canvas.cells.count == width * height)
        #expect(canvas.text.split(separator: "\n", omittingEmptySubsequences: false).count == max(1, height))
        for y in 0..<height {
            #expect((0..<width).allSatisfy { canvas[$0, y] != nil })
            // The right half of a wide glyph never stands alone.
            for x in 0..<width where canvas[x, y]?.isContinuation == true {
                #expect(x > 0 && canvas[x - 1, y].map { cellWidth(of: $0.text) } == 2)
            }
        }
    }

    @Test func nothingLeavesAClippedArea() {
        var canvas = Canvas(size: Size(width: 8, height: 4))
        for y in 0..<4 { canvas.write("........", x: 0, y: y) }
        canvas.clipped(to: Rect(x: 2, y: 1, width: 4, height: 2)) { part in
            part.clear()
            CanvasTests.drawEverything(on: &part)
        }
        for y in 0..<4 {
            for x in 0..<8 where !(2..<6).contains(x) || !(1..<3).contains(y) {
                #expect(canvas[x, y]?.text == ".", "\(x), \(y)")
            }
        }
        #expect(canvas[2, 1]?.text != ".")
    }

    @Test func clippedAreasNestAndHaveTheirOwnOrigin() {
        var canvas = Canvas(size: Size(width: 6, height: 3))
        canvas.clipped(to: Rect(x: 1, y: 1, width: 4, height: 2)) { outer in
            outer.clipped(to: Rect(x: 2, y: 0, width: 9, height: 9)) { inner in
                #expect(inner.bounds.size == Size(width: 9, height: 9))
                inner.write("abcdef", x: 0, y: 0)
                inner.showCursor(x: 1, y: 1)
                inner.showCursor(x: 2, y: 1)
            }
            outer.write("o", x: 0, y: 0)
        }
        canvas.write("c", x: 0, y: 0)
        #expect(canvas.text == "c\n o ab\n")
        // The second place is outside the outer area: the cursor stays where it was.
        #expect(canvas.cursor == Point(x: 4, y: 2))
    }

    @Test func writingTellsTheNextColumn() {
        var canvas = Canvas(size: Size(width: 4, height: 1))
        #expect(canvas.write("ab", x: 1, y: 0) == 3)
        #expect(canvas.write("漢e\u{301}", x: 0, y: 0) == 3)
        #expect(canvas.write("beyond", x: 100, y: 0) == 106)
        #expect(canvas.write(StyledLine([.init("a"), .init("漢", .bold)]), x: 0, y: 0) == 3)
    }

    @Test func wideGlyphsTakeTwoCells() {
        var canvas = Canvas(size: Size(width: 5, height: 1))
        canvas.write("a漢b", x: 0, y: 0, style: .bold)
        #expect(canvas.text == "a漢b")
        #expect(canvas[1, 0]?.text == "漢")
        #expect(canvas[2, 0]?.isContinuation == true)
        #expect(canvas[2, 0]?.style == .bold)
        #expect(canvas[3, 0]?.text == "b")
    }

    @Test(arguments: [(1, " X字"), (2, "漢X"), (0, "X 字")])
    func halfAWideGlyphIsNeverLeftBehind(column: Int, expected: String) {
        var canvas = Canvas(size: Size(width: 4, height: 1))
        canvas.write("漢字", x: 0, y: 0)
        canvas.write("X", x: column, y: 0)
        #expect(canvas.text == expected)
    }

    @Test func aWideGlyphOverTwoOthersLeavesBlanks() {
        var canvas = Canvas(size: Size(width: 4, height: 1))
        canvas.write("漢字", x: 0, y: 0)
        canvas.write("語", x: 1, y: 0)
        #expect(canvas.cells.map(\.text) == [" ", "語", "", " "])
    }

    @Test func aWideGlyphAtTheEdgeLeavesABlank() {
        var canvas = Canvas(size: Size(width: 3, height: 1))
        canvas.write("...", x: 0, y: 0)
        canvas.write("漢", x: 2, y: 0)
        canvas.write("漢", x: -1, y: 0)
        #expect(canvas.cells.map(\.text) == [" ", ".", " "])
    }

    @Test func aWideGlyphDoesNotReachIntoTheNextRow() {
        var canvas = Canvas(size: Size(width: 2, height: 2))
        canvas.write("漢", x: 0, y: 1)
        canvas.write("a", x: 1, y: 0)
        #expect(canvas.text == " a\n漢")
    }

    @Test func marksJoinTheCellBeforeThem() {
        var canvas = Canvas(size: Size(width: 4, height: 1))
        canvas.write("e\u{301}x漢\u{301}", x: 0, y: 0)
        #expect(canvas.cells.map(\.text) == ["e\u{301}", "x", "漢\u{301}", ""])
    }

    @Test func aCellHoldsTwoMarksAndDropsTheRest() {
        var canvas = Canvas(size: Size(width: 2, height: 1))
        canvas.write("e" + String(repeating: "\u{301}", count: 1000) + "f", x: 0, y: 0)
        #expect(canvas.cells[0].text.unicodeScalars.map(\.value) == [0x65, 0x301, 0x301])
        #expect(canvas.cells[1].text == "f")
    }

    @Test func aMarkWithNothingBeforeItIsDropped() {
        var canvas = Canvas(size: Size(width: 2, height: 1))
        canvas.write("\u{301}a", x: 0, y: 0)
        #expect(canvas.cells.map(\.text) == ["a", " "])
    }

    @Test func theCanvasSpellsInItsOwnAlphabet() {
        var canvas = Canvas(size: Size(width: 12, height: 1), glyphs: .ascii)
        #expect(canvas.write("σ(x₁) → 1", x: 0, y: 0) == 16)
        #expect(canvas.text == "sigmoid(x1)")
    }

    @Test func equalDrawingsAreEqualCanvases() {
        let size = Size(width: 10, height: 5)
        var first = Canvas(size: size)
        var second = Canvas(size: size)
        CanvasTests.drawEverything(on: &first)
        CanvasTests.drawEverything(on: &second)
        #expect(first == second)
        second.put("~", x: 9, y: 4, style: Style(.accent, .underline))
        #expect(first != second)
    }

    // MARK: What can be pointed at

    /// The cells that answer to a name, row by row.
    private static func map(of canvas: Canvas, _ names: [String: Character]) -> [String] {
        (0..<canvas.size.height).map { y in
            String(
                (0..<canvas.size.width).map { x in
                    canvas.target(at: Point(x: x, y: y)).map { names[$0] ?? "?" } ?? "."
                })
        }
    }

    @Test func aMarkHoldsForItsCellsAlone() {
        var canvas = Canvas(size: Size(width: 6, height: 3))
        canvas.mark(Rect(x: 1, y: 1, width: 3, height: 1), as: "weight")
        #expect(CanvasTests.map(of: canvas, ["weight": "w"]) == ["......", ".www..", "......"])
        for outside in [(-1, 1), (6, 1), (1, -1), (1, 3)] {
            #expect(canvas.target(at: Point(x: outside.0, y: outside.1)) == nil)
        }
    }

    @Test func laterMarksLieOnTop() {
        var canvas = Canvas(size: Size(width: 6, height: 2))
        canvas.mark(canvas.bounds, as: "page")
        canvas.mark(Rect(x: 1, y: 0, width: 3, height: 2), as: "box")
        canvas.mark(Rect(x: 3, y: 1, width: 2, height: 1), as: "tip")
        #expect(CanvasTests.map(of: canvas, ["page": "p", "box": "b", "tip": "t"]) == ["pbbbpp", "pbbttp"])
        canvas.mark(canvas.bounds, as: "overlay")
        #expect(CanvasTests.map(of: canvas, ["overlay": "o"]) == ["oooooo", "oooooo"])
    }

    @Test func marksAreClippedAsDrawingIs() {
        var canvas = Canvas(size: Size(width: 8, height: 4))
        canvas.clipped(to: Rect(x: 2, y: 1, width: 4, height: 2)) { outer in
            outer.mark(Rect(x: -5, y: -5, width: 6, height: 20), as: "left")
            outer.clipped(to: Rect(x: 2, y: 1, width: 90, height: 90)) { inner in
                inner.mark(Rect(x: 0, y: 0, width: 90, height: 90), as: "inner")
            }
            outer.mark(Rect(x: 4, y: 0, width: 3, height: 1), as: "beside")
            outer.mark(Rect(x: 1, y: 0, width: 0, height: 2), as: "empty")
        }
        canvas.mark(Rect(x: 7, y: 3, width: 5, height: 5), as: "corner")
        let names: [String: Character] = ["left": "l", "inner": "i", "corner": "c"]
        #expect(CanvasTests.map(of: canvas, names) == ["........", "..l.....", "..l.ii..", ".......c"])
    }

    /// A mark is not seen: a screen that differs by it alone is not drawn again.
    @Test func marksMakeNoDifference() {
        let plain = Canvas(size: Size(width: 4, height: 1))
        var marked = plain
        marked.mark(marked.bounds, as: "all")
        #expect(marked == plain)
        #expect(marked.target(at: Point(x: 0, y: 0)) == "all" && plain.target(at: Point(x: 0, y: 0)) == nil)
    }
}
