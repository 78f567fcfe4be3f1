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

    /// WCAG 2 asks for 4.5 : 1, here on white, and on all from black to #1e1e1e.
    @Test(arguments: Tone.allCases)
    func tonesAreReadableOnTheGroundThatIsKnown(tone: Tone) throws {
        guard tone != .plain else { return }
        let onLight = try #require(ToneColor.choose(for: tone, colors: 256, on: .light).color)
        #expect(contrast(luminance(onLight), 1) >= 4.5)
        let onDark = try #require(ToneColor.choose(for: tone, colors: 256, on: .dark).color)
        let darkest = luminance(16)
        let brightest = luminance(red: 0x1E, green: 0x1E, blue: 0x1E)
        #expect(contrast(luminance(onDark), darkest) >= 4.5)
        #expect(contrast(luminance(onDark), brightest) >= 4.5)
    }

    /// The first sixteen are the user's own; xterm's stand for them (XTerm-col.ad). Bold may mean the bright one of a
    /// colour, so what is not readable both ways is bold on the one ground only where that helps.
    @Test(arguments: Tone.allCases, [8, 16])
    func tonesAreReadableAmongFewColorsToo(tone: Tone, colors: Int) {
        let onLight = ToneColor.choose(for: tone, colors: colors, on: .light)
        if let color = onLight.color {
            #expect(contrast(luminance(color), 1) >= 4.5)
            #expect(!onLight.attributes.contains(.bold))
        }
        let onDark = ToneColor.choose(for: tone, colors: colors, on: .dark)
        if let color = onDark.color {
            let isBright = onDark.attributes.contains(.bold) && color < 8
            let shown = luminance(color + (isBright ? 8 : 0))
            #expect(contrast(shown, luminance(red: 0x1E, green: 0x1E, blue: 0x1E)) >= 4.5)
        }
    }

    private func contrast(_ a: Double, _ b: Double) -> Double { (max(a, b) + 0.05) / (min(a, b) + 0.05) }

    /// Signs, and what is right or to be looked at, are told apart on every ground.
    @Test(arguments: [nil, .dark, .light] as [Background?], [256, 16, 8])
    func whatDiffersInMeaningDiffersInLook(background: Background?, colors: Int) {
        let tones: [Tone] = [.plain, .positive, .negative, .good, .warning, .furniture]
        #expect(Set(tones.map { ToneColor.choose(for: $0, colors: colors, on: background) }).count == 6)
    }

    @Test(
        arguments: [
            ("15;0", .dark), ("0;15", .light), ("15;default;0", .dark), ("0;7", .light), ("7;8", .dark),
            ("15;default", nil), ("", nil), ("0;99", nil), (nil, nil),
        ] as [(String?, Background?)])
    func theVariableNamesTheGround(value: String?, background: Background?) {
        #expect(Background(colorVariable: value) == background)
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
