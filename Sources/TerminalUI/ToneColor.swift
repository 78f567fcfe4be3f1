/// How a tone looks with the colours that there are.
package struct ToneColor: Hashable {
    /// The colour's number; nil is the terminal's own.
    package var color: Int16?
    package var attributes: Style.Attributes = []

    /// The table from tones to colours, none of which is redefined.
    ///
    /// With 256, each has a contrast of at least 4.3 : 1 (WCAG 2) to black and to white, since nobody knows which
    /// one is behind it. With 8, bold makes blue and red readable on black and stays readable on white; cyan and
    /// yellow are not used, since white swallows them.
    package static func choose(for tone: Tone, colors: Int) -> ToneColor {
        switch colors {
        case 256...: rich(tone)
        case 16...: basic(tone, blue: 12, red: 9)
        case 8...: basic(tone, blue: 4, red: 1)
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
