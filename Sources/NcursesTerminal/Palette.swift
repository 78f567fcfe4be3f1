import CNcurses
import TerminalUI

/// How a tone looks with the colours that there are.
struct ToneColor: Hashable {
    /// The colour's number; nil is the terminal's own.
    var color: Int16?
    var attributes: Style.Attributes = []

    /// The table from tones to colours, none of which is redefined.
    ///
    /// With 256, each has a contrast of at least 4.3 : 1 (WCAG 2) to black and to white, since nobody knows which
    /// one is behind it. With 8, bold makes blue and red readable on black and stays readable on white; cyan and
    /// yellow are not used, since white swallows them.
    static func choose(for tone: Tone, colors: Int) -> ToneColor {
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

/// ncurses' attributes and colour pair of every style.
struct Palette {
    struct Look {
        var attributes: attr_t
        var pair: Int16
    }

    /// 0 where there are none, or none are wanted.
    let colors: Int
    /// Whether the ground of a cell can be painted.
    let canPaint: Bool
    /// One for each of the sixteen sets of attributes of each tone.
    private let looks: [Look]

    /// Starts ncurses' colours, where they are wanted and the terminal has some.
    init(colorWanted: Bool) {
        var colors = 0
        if colorWanted, has_colors(), start_color() == OK {
            colors = Int(cncurses_color_count())
            let hasOwnBackground = use_default_colors() == OK
            for tone in Tone.allCases {
                guard let color = ToneColor.choose(for: tone, colors: colors).color else { continue }
                init_pair(Palette.pair(of: tone), color, hasOwnBackground ? -1 : Int16(COLOR_BLACK))
            }
        }
        self.colors = colors
        canPaint = colors >= 256 && PaintPairs.count + PaintPairs.first <= Int(cncurses_pair_count())
        if canPaint { PaintPairs.start() }
        let available = termattrs()
        looks = Tone.allCases.flatMap { tone in
            (UInt8(0)..<16).map { attributes in
                let style = Style(tone, Style.Attributes(rawValue: attributes))
                return Palette.look(of: style, colors: colors, available: available)
            }
        }
    }

    func look(of style: Style) -> Look {
        if canPaint, let paint = style.paint {
            return Look(
                attributes: style.attributes.contains(.reverse) ? cncurses_reverse : 0,
                pair: PaintPairs.pair(of: paint))
        }
        return looks[Int(style.tone.rawValue) * 16 + Int(style.attributes.rawValue & 15)]
    }

    /// Pair 0 is the terminal's own colours.
    private static func pair(of tone: Tone) -> Int16 { Int16(tone.rawValue) + 1 }

    private static func look(of style: Style, colors: Int, available: chtype) -> Look {
        let chosen = ToneColor.choose(for: style.tone, colors: colors)
        let wanted = chosen.attributes.union(style.attributes)
        var look = Look(attributes: 0, pair: chosen.color == nil ? 0 : pair(of: style.tone))
        if wanted.contains(.bold) { look.attributes |= cncurses_bold }
        if wanted.contains(.underline) { look.attributes |= cncurses_underline }
        if wanted.contains(.reverse) {
            // The focus has to be seen on every terminal.
            let choices = [cncurses_reverse, cncurses_standout, cncurses_underline, cncurses_bold]
            look.attributes |= choices.first { available & $0 != 0 } ?? cncurses_reverse
        } else if wanted.contains(.dim), !wanted.contains(.bold) {
            if available & cncurses_dim != 0 {
                look.attributes |= cncurses_dim
            } else if colors >= 256, chosen.color == nil {
                look.pair = pair(of: .furniture)
            }
        }
        return look
    }
}

/// The colour pairs of painted cells: each shade above each other one of its kind, and black on each shade.
enum PaintPairs {
    /// Behind the pairs of the tones.
    static let first = 16
    static let count = table.count
    private static let black: Int16 = 16

    private static let table: [(ink: Int16, ground: Int16)] =
        Paint.Shade.all.flatMap { upper in Paint.Shade.all.map { (color(of: upper), color(of: $0)) } }
        + Paint.Shade.all.map { (black, color(of: $0)) }

    /// Orange below zero, blue above it, nearly white between; the classes in colours of about the same lightness.
    /// The ground is painted whole, so they look the same on a black terminal and on a white one.
    static func color(of shade: Paint.Shade) -> Int16 {
        let values: [Int16] = [208, 215, 222, 230, 255, 189, 153, 111, 69]
        let classes: [Int16] = [111, 215, 150, 183, 229, 174]
        if let index = shade.classIndex { return classes[index] }
        return values[Int(shade.code) + Paint.Shade.strongest]
    }

    static func start() {
        for (index, pair) in table.enumerated() { init_pair(Int16(first + index), pair.ink, pair.ground) }
    }

    static func pair(of paint: Paint) -> Int16 {
        let (upper, lower) = (index(of: paint.upper), index(of: paint.lower))
        let shades = Paint.Shade.all.count
        return Int16(first + (paint.showsGlyph ? shades * shades + lower : upper * shades + lower))
    }

    private static func index(of shade: Paint.Shade) -> Int {
        shade.classIndex.map { 2 * Paint.Shade.strongest + 1 + $0 } ?? Int(shade.code) + Paint.Shade.strongest
    }
}
