/// How a tone looks with the colours that there are.
package struct ToneColor: Hashable {
    /// The colour's number; nil is the terminal's own.
    package var color: Int16?
    package var attributes: Style.Attributes = []

    /// The table from tones to colours, none of which is redefined.
    ///
    /// With 256 and a known ground, each has a contrast of at least 4.5 : 1 (WCAG 2) to white, or to all from black to
    /// #1e1e1e. As long as nobody knows which one is behind it, 4.3 : 1 to black and to white is what there is.
    ///
    /// With 16 and 8, the user's own palette decides; xterm's is what is thought of. On light, nothing in colour is bold,
    /// which often means a brighter one, and green is not used, since white swallows it as it does yellow and cyan.
    /// Where the ground is not known, bold makes blue and red readable on black and stays readable on white.
    /// - Parameter background: nil where it is not known.
    package static func choose(
        for tone: Tone, colors: Int, on background: Background? = nil
    ) -> ToneColor {
        switch (colors, background) {
        case (256..., nil): rich(tone)
        case (256..., .dark): richOnDark(tone)
        case (256..., .light): richOnLight(tone)
        case (16..., nil): basic(tone, blue: 12, red: 9)
        case (8..., nil): basic(tone, blue: 4, red: 1)
        case (16..., .dark): basicOnDark(tone, blue: 14, yellow: 11, magenta: 13)
        case (8..., .dark): basicOnDark(tone, blue: 6, yellow: 3, magenta: 5)
        case (8..., .light): basicOnLight(tone)
        default: monochrome(tone)
        }
    }

    private static func rich(_ tone: Tone) -> ToneColor {
        switch tone {
        case .plain: ToneColor()
        case .positive: ToneColor(color: 63)
        case .negative: ToneColor(color: 130)
        case .accent: ToneColor(color: 30)
        case .good: ToneColor(color: 28)
        case .warning: ToneColor(color: 163)
        case .furniture, .code: ToneColor(color: 243)
        }
    }

    private static func richOnDark(_ tone: Tone) -> ToneColor {
        switch tone {
        case .plain: ToneColor()
        case .positive: ToneColor(color: 75)
        case .negative: ToneColor(color: 208)
        case .accent: ToneColor(color: 44)
        case .good: ToneColor(color: 77)
        case .warning: ToneColor(color: 207)
        case .furniture, .code: ToneColor(color: 246)
        }
    }

    private static func richOnLight(_ tone: Tone) -> ToneColor {
        switch tone {
        case .plain: ToneColor()
        case .positive: ToneColor(color: 26)
        case .negative: ToneColor(color: 130)
        case .accent: ToneColor(color: 23)
        case .good: ToneColor(color: 28)
        case .warning: ToneColor(color: 162)
        case .furniture, .code: ToneColor(color: 242)
        }
    }

    private static func basic(_ tone: Tone, blue: Int16, red: Int16) -> ToneColor {
        switch tone {
        case .plain: ToneColor()
        case .positive: ToneColor(color: blue, attributes: .bold)
        case .negative: ToneColor(color: red, attributes: .bold)
        case .accent: ToneColor(attributes: .bold)
        case .good: ToneColor(color: 2, attributes: .bold)
        case .warning: ToneColor(color: 5, attributes: .bold)
        case .furniture, .code: ToneColor(attributes: .dim)
        }
    }

    private static func basicOnDark(
        _ tone: Tone, blue: Int16, yellow: Int16, magenta: Int16
    ) -> ToneColor {
        switch tone {
        case .plain: ToneColor()
        case .positive: ToneColor(color: blue)
        case .negative: ToneColor(color: yellow)
        case .accent: ToneColor(attributes: .bold)
        case .good: ToneColor(color: 2)
        case .warning: ToneColor(color: magenta, attributes: .bold)
        case .furniture, .code: ToneColor(attributes: .dim)
        }
    }

    private static func basicOnLight(_ tone: Tone) -> ToneColor {
        switch tone {
        case .plain: ToneColor()
        case .positive: ToneColor(color: 4)
        case .negative: ToneColor(color: 1)
        case .accent, .good: ToneColor(attributes: .bold)
        case .warning: ToneColor(color: 5)
        case .furniture, .code: ToneColor(attributes: .dim)
        }
    }

    private static func monochrome(_ tone: Tone) -> ToneColor {
        switch tone {
        case .plain, .positive: ToneColor()
        case .negative: ToneColor(attributes: .underline)
        case .accent, .good: ToneColor(attributes: .bold)
        case .warning: ToneColor(attributes: [.bold, .underline])
        case .furniture, .code: ToneColor(attributes: .dim)
        }
    }
}

extension Paint.Shade {
    /// What a glyph on a painted ground is written in: black.
    package static let ink: Int16 = 16

    /// Its colour among 256. Orange below zero, blue above it, nearly white between; the classes in colours of about the
    /// same lightness. The ground is painted whole, so they look the same on a black terminal and on a white one.
    package var color: Int16 {
        let values: [Int16] = [208, 215, 222, 230, 255, 189, 153, 111, 69]
        let classes: [Int16] = [111, 215, 150, 183, 229, 174]
        if let classIndex { return classes[classIndex] }
        return values[Int(code) + Self.strongest]
    }
}
