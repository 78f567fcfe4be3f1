import TerminalUI
import Testing

struct PaintTests {
    /// Nine shades, each for a stretch of a quarter around its value; what is beyond counts as the end, NaN as nothing.
    @Test(arguments: [
        (-9.0, -4), (-1, -4), (-0.88, -4), (-0.87, -3), (-0.13, -1), (-0.12, 0), (0, 0), (0.12, 0), (0.13, 1),
        (0.5, 2), (0.87, 3), (0.88, 4), (1, 4), (1e300, 4), (.infinity, 4), (-.infinity, -4), (.nan, 0),
    ])
    func aValueHasAShade(value: Double, code: Int) {
        #expect(Paint.Shade(of: value).code == Int8(code))
        #expect(Paint.Shade(of: value).classIndex == nil)
    }

    @Test func classesAreNoValues() {
        for index in 0..<20 {
            #expect(Paint.Shade(ofClass: index).classIndex == index % 6)
        }
        #expect(Set(Paint.Shade.all).count == 15)
    }

    /// Without colours, each value has a glyph of its own, and so has each class.
    @Test(arguments: GlyphSet.allCases)
    func everyShadeHasAGlyphOfItsOwn(glyphs: GlyphSet) {
        let values = Paint.Shade.all.filter { $0.classIndex == nil }
        let classes = Paint.Shade.all.filter { $0.classIndex != nil }
        for shades in [values, classes] {
            let drawn = shades.map { Paint.glyph(of: $0, in: glyphs) }
            #expect(Set(drawn).count == shades.count)
            #expect(drawn.allSatisfy { cellWidth(of: $0) == 1 && (glyphs == .unicode || $0.isASCII) })
        }
        #expect(Paint.glyph(of: Paint.Shade(of: 0), in: glyphs) == " ")
    }
}
