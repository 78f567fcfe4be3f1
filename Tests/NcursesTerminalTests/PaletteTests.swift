import Testing
import TerminalUI

@testable import NcursesTerminal

struct PaletteTests {
    /// WCAG 2.1, relative luminance; the colour cube and greys as xterm's 256colres.h has them.
    private func luminance(_ color: Int16) -> Double {
        let levels: [Double] = [0, 95, 135, 175, 215, 255]
        let index = Int(color) - 16
        let channels: [Double] =
            color >= 232
            ? Array(repeating: Double(8 + 10 * (Int(color) - 232)), count: 3)
            : [levels[index / 36], levels[index / 6 % 6], levels[index % 6]]
        let linear = channels.map { value in
            let share = value / 255
            return share <= 0.03928 ? share / 12.92 : power((share + 0.055) / 1.055)
        }
        return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
    }

    /// x to the 2.4: the fifth root of x¹².
    private func power(_ x: Double) -> Double {
        let twelfth = (0..<12).reduce(1.0) { product, _ in product * x }
        var root = 1.0
        for _ in 0..<200 { root = (4 * root + twelfth / (root * root * root * root)) / 5 }
        return root
    }

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
