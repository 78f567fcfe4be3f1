import CNcurses
import TerminalUI

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
    /// What the tones are chosen for; nil where it is not known.
    private(set) var background: Background?
    /// One for each of the sixteen sets of attributes of each tone.
    private var looks: [Look] = []
    /// Whether what is not painted shows the terminal's own ground.
    private let hasOwnBackground: Bool

    /// Starts ncurses' colours, where they are wanted and the terminal has some.
    init(colorWanted: Bool, background: Background?) {
        if colorWanted, has_colors(), start_color() == OK {
            colors = Int(cncurses_color_count())
            hasOwnBackground = use_default_colors() == OK
        } else {
            (colors, hasOwnBackground) = (0, true)
        }
        canPaint = colors >= 256 && PaintPairs.count + PaintPairs.first <= Int(cncurses_pair_count())
        if canPaint { PaintPairs.start() }
        adopt(background)
    }

    /// Chooses the colours of the tones for a ground.
    mutating func adopt(_ background: Background?) {
        // Where ncurses can't leave the ground alone, it paints it black.
        let background = hasOwnBackground ? background : .dark
        self.background = background
        for tone in Tone.allCases {
            let chosen = ToneColor.choose(for: tone, colors: colors, on: background)
            guard let color = chosen.color else { continue }
            init_pair(Palette.pair(of: tone), color, hasOwnBackground ? -1 : Int16(COLOR_BLACK))
        }
        let available = termattrs()
        looks = Tone.allCases.flatMap { tone in
            (UInt8(0)..<16).map { attributes in
                let style = Style(tone, Style.Attributes(rawValue: attributes))
                return Palette.look(of: style, colors: colors, on: background, available: available)
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

    private static func look(
        of style: Style, colors: Int, on background: Background?, available: chtype
    ) -> Look {
        let chosen = ToneColor.choose(for: style.tone, colors: colors, on: background)
        let wanted = chosen.attributes.union(style.attributes)
        var look = Look(attributes: 0, pair: chosen.color == nil ? 0 : pair(of: style.tone))
        if wanted.contains(.bold) { look.attributes |= cncurses_bold }
        if wanted.contains(.underline) { look.attributes |= cncurses_underline }
        if wanted.contains(.reverse) {
            // The focus has to be seen on every terminal.
            let choices = [cncurses_reverse, cncurses_standout, cncurses_underline, cncurses_bold]
            look.attributes |= choices.first { available & $0 != 0 } ?? cncurses_reverse
        } else if wanted.contains(.dim), !wanted.contains(.bold) {
            if colors >= 256, background == .light {
                // How dim a terminal makes it is its own affair, and on white little is left of some colours.
                look.pair = pair(of: .furniture)
            } else if available & cncurses_dim != 0 {
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

    private static let table: [(ink: Int16, ground: Int16)] =
        Paint.Shade.all.flatMap { upper in Paint.Shade.all.map { (upper.color, $0.color) } }
        + Paint.Shade.all.map { (Paint.Shade.ink, $0.color) }

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
