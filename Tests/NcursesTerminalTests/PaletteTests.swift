import Testing
import TerminalUI

@testable import NcursesTerminal

struct PaletteTests {
    @Test func theLuminanceOfKnownColors() {
        #expect(abs(luminance(231) - 1) < 1e-9)
        #expect(abs(luminance(16)) < 1e-9)
        // The grey that WCAG's own techniques name as the lightest with 4.5 : 1 on white.
        #expect(abs(1.05 / (luminance(243) + 0.05) - 4.54) < 0.01)
    }

    @Test(arguments: Tone.allCases)
    func tonesAreReadableOnBlackAndOnWhite(tone: Tone) {
        guard let color = ToneColor.choose(for: tone, colors: 256).color else { return }
        let luminance = luminance(color)
        #expect(1.05 / (luminance + 0.05) >= 4.3)
        #expect((luminance + 0.05) / 0.05 >= 4.3)
    }

    @Test(arguments: [256, 88, 16, 8])
    func positiveIsBlueAndNegativeIsNot(colors: Int) {
        let positive = ToneColor.choose(for: .positive, colors: colors)
        let negative = ToneColor.choose(for: .negative, colors: colors)
        #expect(positive != negative)
        #expect(positive.color != nil && negative.color != nil)
    }

    @Test(arguments: [0, 2, 7])
    func withoutColorsToneIsToldByAttributesAlone(colors: Int) {
        for tone in Tone.allCases { #expect(ToneColor.choose(for: tone, colors: colors).color == nil) }
        let negative = ToneColor.choose(for: .negative, colors: colors)
        #expect(negative != ToneColor.choose(for: .positive, colors: colors))
    }

    @Test(arguments: [256, 16, 8])
    func noColorIsBeyondThePalette(colors: Int) {
        for tone in Tone.allCases {
            if let color = ToneColor.choose(for: tone, colors: colors).color {
                #expect((0..<colors).contains(Int(color)))
            }
        }
    }

    @Test(
        arguments: [
            (ColorWish.auto, [:], true), (.auto, ["NO_COLOR": "1"], false), (.auto, ["NO_COLOR": ""], true),
            (.auto, ["CLICOLOR": "0"], false), (.auto, ["CLICOLOR": "0", "CLICOLOR_FORCE": "1"], true),
            (.auto, ["CLICOLOR": "0", "CLICOLOR_FORCE": "0"], false),
            (.auto, ["NO_COLOR": "1", "CLICOLOR_FORCE": "1"], false), (.always, ["NO_COLOR": "1"], true),
            (.never, ["CLICOLOR_FORCE": "1"], false),
        ] as [(ColorWish, [String: String], Bool)])
    func wishAndEnvironmentDecideTogether(wish: ColorWish, environment: [String: String], allowed: Bool) {
        #expect(wish.allowsColor { environment[$0] } == allowed)
    }
}
