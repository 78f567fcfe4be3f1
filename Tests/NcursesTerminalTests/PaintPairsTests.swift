import CNcurses
import TerminalUI
import Testing

@testable import NcursesTerminal

/// The colour pairs of painted cells.
struct PaintPairsTests {
    private static let shades = Paint.Shade.all

    /// All cells that can be painted: two halves, or a glyph on a ground, which its upper half says nothing about.
    private static let halves = shades.flatMap { upper in shades.map { Paint(upper, $0) } }
    private static let glyphs = shades.map { Paint($0, $0, showsGlyph: true) }

    @Test func eachHasAPairOfItsOwn() {
        let pairs = (Self.halves + Self.glyphs).map(PaintPairs.pair)
        #expect(Self.halves.count == 225 && Set(pairs).count == 240 && PaintPairs.count == 240)
    }

    /// Behind those of the tones, whose last is 8, and none beyond the 256 that every terminal with 256 colours has.
    @Test func noneIsBeyondWhatThereIs() {
        let pairs = (Self.halves + Self.glyphs).map(PaintPairs.pair)
        #expect((pairs.min() ?? 0) > Int16(Tone.allCases.count) && (pairs.max() ?? 999) < 256)
        #expect(PaintPairs.first + PaintPairs.count <= 256)
    }

    /// A glyph stands on the lower half's ground, whatever the upper one is.
    @Test func aGlyphStandsOnItsGround() {
        for upper in Self.shades {
            for lower in Self.shades {
                #expect(
                    PaintPairs.pair(of: Paint(upper, lower, showsGlyph: true))
                        == PaintPairs.pair(of: Paint(lower, lower, showsGlyph: true)))
            }
        }
    }

    @Test func everyValueAndEveryClassHasAColorOfItsOwn() {
        let values = Self.shades.filter { $0.classIndex == nil }.map(\.color)
        let classes = Self.shades.filter { $0.classIndex != nil }.map(\.color)
        #expect(values.count == 9 && Set(values).count == 9)
        #expect(classes.count == 6 && Set(classes).count == 6)
        #expect((values + classes).allSatisfy { (16..<256).contains($0) })
    }

    /// The ink on every ground is black: WCAG 2 asks for 4.5 : 1.
    @Test(arguments: shades)
    func inkIsReadableOnEveryGround(shade: Paint.Shade) {
        #expect((luminance(shade.color) + 0.05) / (luminance(16) + 0.05) >= 4.5)
    }

    /// The ends of the scale stand apart from its middle, and from each other by their hue: orange has more red than
    /// blue, and blue more blue than red.
    @Test func signsDifferByMoreThanLightness() {
        func redAndBlue(_ color: Int16) -> (Int, Int) { (Int(color - 16) / 36, Int(color - 16) % 6) }
        for strength in 1...4 {
            let below = redAndBlue(Paint.Shade(of: Double(-strength) / 4).color)
            let above = redAndBlue(Paint.Shade(of: Double(strength) / 4).color)
            #expect(below.0 > below.1 && above.1 > above.0)
        }
        let middle = luminance(Paint.Shade(of: 0).color)
        for end in [-1.0, 1] {
            let luminance = luminance(Paint.Shade(of: end).color)
            #expect((middle + 0.05) / (luminance + 0.05) > 1.7)
        }
    }
}
