import Testing

@testable import TerminalUI

struct WidgetTests {
    @Test func boxesAreDrawnInBothAlphabets() {
        for (glyphs, expected) in [
            (GlyphSet.unicode, "╭──╮\n│  │\n╰──╯"), (.ascii, "+--+\n|  |\n+--+"),
        ] {
            var canvas = Canvas(size: Size(width: 4, height: 3), glyphs: glyphs)
            canvas.drawBox(canvas.bounds)
            #expect(canvas.text == expected)
        }
    }

    @Test(arguments: [(0, 3), (1, 3), (3, 1), (1, 1)])
    func boxesTooSmallForCornersAreLeftOut(width: Int, height: Int) {
        var canvas = Canvas(size: Size(width: 4, height: 3))
        canvas.drawBox(Rect(width: width, height: height))
        #expect(canvas.text == "\n\n")
    }

    @Test func rulesHaveJoints() {
        var canvas = Canvas(size: Size(width: 5, height: 3))
        canvas.drawVerticalRule(x: 2, from: 0, to: 3)
        canvas.drawRule(y: 1, joints: [(x: 2, glyph: "┼")])
        #expect(canvas.text == "  │\n──┼──\n  │")
    }

    @Test func rightAlignedTextEndsWhereItShould() {
        var canvas = Canvas(size: Size(width: 6, height: 2), glyphs: .unicode)
        canvas.writeRight("ab漢", endX: 6, y: 0)
        canvas.writeRight("too long to fit", endX: 6, y: 1)
        #expect(canvas.text == "  ab漢\nto fit")
    }

    @Test(
        arguments: [
            (GlyphSet.unicode, 9, "one ✓ two"), (.unicode, 8, "one ✓ t…"), (.unicode, 1, "…"),
            (.unicode, 0, ""),
            (.ascii, 9, "one * two"), (.ascii, 6, "one .."),
        ])
    func cutTextSaysSo(glyphs: GlyphSet, width: Int, expected: String) {
        var canvas = Canvas(size: Size(width: 12, height: 1), glyphs: glyphs)
        canvas.writeCut(StyledLine("one ✓ two"), x: 0, y: 0, width: width)
        #expect(canvas.text == expected)
    }

    @Test func scrollingStaysWithinTheContent() {
        var scroll = ScrollPosition()
        scroll.scroll(by: -3, content: 10, visible: 4)
        #expect(scroll.offset == 0)
        scroll.scroll(by: 4, content: 10, visible: 4)
        #expect(scroll.offset == 4)
        scroll.scroll(by: 100, content: 10, visible: 4)
        #expect(scroll.offset == 6)
        // The window grew: nothing is left to scroll.
        scroll.scroll(by: 0, content: 10, visible: 20)
        #expect(scroll.offset == 0)
    }

    @Test func aRowIsShownWithTheLeastMovement() {
        var scroll = ScrollPosition()
        scroll.show(row: 3, content: 10, visible: 4)
        #expect(scroll.offset == 0)
        scroll.show(row: 4, content: 10, visible: 4)
        #expect(scroll.offset == 1)
        scroll.show(row: 9, content: 10, visible: 4)
        #expect(scroll.offset == 6)
        scroll.show(row: 7, content: 10, visible: 4)
        #expect(scroll.offset == 6)
        scroll.show(row: 0, content: 10, visible: 4)
        #expect(scroll.offset == 0)
        scroll.show(row: 0, content: 0, visible: 0)
        #expect(scroll.offset == 0)
    }

    @Test func hiddenRowsAreMarkedAtTheEdges() {
        let rows = (1...6).map { StyledLine("row \($0)") }
        var scroll = ScrollPosition()
        scroll.scroll(by: 2, content: rows.count, visible: 3)
        var canvas = Canvas(size: Size(width: 8, height: 3))
        canvas.drawRows(rows, scroll: scroll)
        #expect(canvas.text == "row 3  ▲\nrow 4\nrow 5  ▼")

        scroll.scroll(by: 9, content: rows.count, visible: 3)
        canvas = Canvas(size: Size(width: 8, height: 3), glyphs: .ascii)
        canvas.drawRows(rows, scroll: scroll)
        #expect(canvas.text == "row 4  ^\nrow 5\nrow 6")
    }

    @Test func aScrollPositionFromATallerWindowIsCorrected() {
        var scroll = ScrollPosition()
        scroll.scroll(by: 5, content: 6, visible: 1)
        var canvas = Canvas(size: Size(width: 6, height: 6))
        canvas.drawRows((1...6).map { StyledLine("\($0)") }, scroll: scroll)
        #expect(canvas.text == "1\n2\n3\n4\n5\n6")
    }
}
