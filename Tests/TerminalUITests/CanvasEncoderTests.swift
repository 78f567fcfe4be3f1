import Samples
import TerminalUI
import Testing

/// What a recording shows is what was on the canvas.
struct CanvasEncoderTests {
    private static let esc = "\u{1B}"

    private func canvas(_ width: Int, _ height: Int, _ draw: (inout Canvas) -> Void = { _ in }) -> Canvas {
        var canvas = Canvas(size: Size(width: width, height: height))
        draw(&canvas)
        return canvas
    }

    @Test func theFirstPictureClearsTheScreen() {
        var encoder = CanvasEncoder(colors: 256)
        let text = encoder.encode(canvas(10, 2) { $0.write("ab", x: 3, y: 1) })
        #expect(text == "\(Self.esc)[0m\(Self.esc)[2J\(Self.esc)[?25l\(Self.esc)[2;4Hab")
    }

    @Test func nothingIsWrittenWhereNothingDiffers() {
        var encoder = CanvasEncoder(colors: 256)
        let same = canvas(10, 2) { $0.write("ab", x: 3, y: 1) }
        _ = encoder.encode(same)
        #expect(encoder.encode(same).isEmpty)
    }

    @Test func onlyWhatDiffersIsWritten() {
        var encoder = CanvasEncoder(colors: 0)
        _ = encoder.encode(canvas(40, 1) { $0.write("a = 0.50   of all the numbers, b = 1", x: 0, y: 0) })
        let text = encoder.encode(
            canvas(40, 1) { $0.write("a = 0.60   of all the numbers, b = 2", x: 0, y: 0) })
        #expect(text == "\(Self.esc)[1;7H6\(Self.esc)[1;36H2")
    }

    @Test func looksAreThoseOfTheTones() {
        func look(_ style: Style, colors: Int) -> String {
            var encoder = CanvasEncoder(colors: colors)
            let text = encoder.encode(canvas(1, 1) { $0.put("x", x: 0, y: 0, style: style) })
            return String(text.split(separator: "H").last ?? "").replacing(Self.esc, with: "ESC")
        }
        #expect(look(Style(.positive, .reverse), colors: 256) == "ESC[0;7;38;5;63mx")
        #expect(look(Style(.positive), colors: 16) == "ESC[0;1;94mx")
        #expect(look(Style(.positive), colors: 8) == "ESC[0;1;34mx")
        #expect(look(Style(.negative), colors: 0) == "ESC[0;4mx")
        #expect(look(.dim, colors: 0) == "ESC[0;2mx")
    }

    /// Two halves: ink above, ground below. Without 256 colours the cell's own glyph says the same.
    @Test func paintedCellsAreHalves() {
        let painted = canvas(2, 1) { canvas in
            let (low, high) = (Paint.Shade(of: -1), Paint.Shade(of: 1))
            canvas.put("a", x: 0, y: 0, style: Style(paint: Paint(high, low)))
            canvas.put("b", x: 1, y: 0, style: Style(paint: Paint(high, low, showsGlyph: true)))
        }
        var rich = CanvasEncoder(colors: 256)
        #expect(
            rich.encode(painted)
                .hasSuffix(
                    "\(Self.esc)[0;38;5;69;48;5;208m▀\(Self.esc)[0;38;5;16;48;5;208mb"))
        var poor = CanvasEncoder(colors: 16)
        #expect(poor.encode(painted).hasSuffix("H" + "ab"))
        #expect(painted.text(colors: 256) == "▀b" && painted.text == "ab")
    }

    @Test func theCursorStandsWhereTheCanvasHasIt() throws {
        var encoder = CanvasEncoder(colors: 0)
        var model = ScreenModel(width: 8, height: 3)
        for (place, word) in [((2, 1), "a"), ((2, 1), "b"), ((7, 2), "b"), (nil, "b"), ((0, 0), "c")]
            as [((Int, Int)?, String)]
        {
            let canvas = canvas(8, 3) { canvas in
                canvas.write(word, x: 4, y: 0)
                if let place { canvas.showCursor(x: place.0, y: place.1) }
            }
            try model.feed(encoder.encode(canvas), width: { cellWidth(of: $0) })
            #expect(model.hasCursor == (place != nil))
            if let place { #expect(model.cursor == place) }
        }
    }

    /// Random pictures one after the other, with wide glyphs, marks, every tone and attribute, painted cells and other
    /// sizes: a terminal shows each as it is.
    @Test(arguments: [0, 8, 16, 256])
    func aTerminalShowsEveryPicture(colors: Int) throws {
        var random = SeededGenerator(seed: UInt64(colors + 1))
        var encoder = CanvasEncoder(colors: colors)
        var model = ScreenModel(width: 24, height: 6)
        var canvas = canvas(24, 6)
        for round in 0..<300 {
            if round % 50 == 49 {
                let size = Size(
                    width: .random(in: 1...30, using: &random), height: .random(in: 1...8, using: &random))
                if size != canvas.size { model = ScreenModel(width: size.width, height: size.height) }
                canvas = Canvas(size: size)
            }
            for _ in 0..<Int.random(in: 0...6, using: &random) { Self.scribble(on: &canvas, &random) }
            try model.feed(encoder.encode(canvas), width: { cellWidth(of: $0) })
            try #require(Self.differences(model, canvas, colors) == [])
        }
    }

    private static func scribble(on canvas: inout Canvas, _ random: inout SeededGenerator) {
        let words = ["0.50", "漢字", "e\u{301}t\u{302}\u{323}", "▒▒", "a漢b", " ", "      ", "─┬─", "日"]
        let tones = Tone.allCases
        var style = Style(
            tones.randomElement(using: &random) ?? .plain,
            Style.Attributes(rawValue: .random(in: 0...15, using: &random)))
        if Int.random(in: 0...3, using: &random) == 0 {
            let shades = Paint.Shade.all
            style.paint = Paint(
                shades.randomElement(using: &random) ?? shades[0],
                shades.randomElement(using: &random) ?? shades[0],
                showsGlyph: Bool.random(using: &random))
        }
        let (x, y) = (
            Int.random(in: -2...canvas.size.width, using: &random),
            Int.random(in: 0..<canvas.size.height, using: &random)
        )
        // Half a cell can't be painted on a glyph of two.
        let word = (style.paint == nil ? words.randomElement(using: &random) : nil) ?? "x."
        canvas.write(word, x: x, y: y, style: style)
    }

    /// The cells that a terminal shows otherwise than the canvas has them.
    private static func differences(_ model: ScreenModel, _ canvas: Canvas, _ colors: Int) -> [String] {
        (0..<canvas.size.height).flatMap { y in
            (0..<canvas.size.width).compactMap { x -> String? in
                guard let cell = canvas[x, y] else { return nil }
                let shown = model.rows[y][x]
                let (text, look) = expected(cell, colors)
                return shown.text == text && shown.look == look.sorted()
                    ? nil : "(\(x), \(y)): \(shown) in place of \(text) \(look)"
            }
        }
    }

    private static func expected(_ cell: Cell, _ colors: Int) -> (text: String, look: [String]) {
        var look: [String] = []
        if colors >= 256, let paint = cell.style.paint {
            let ink = paint.showsGlyph ? 16 : paint.upper.color
            if cell.style.attributes.contains(.reverse) { look.append("7") }
            look += ["38", "5", "\(ink)", "48", "5", "\(paint.lower.color)"]
            return (paint.showsGlyph ? cell.text : "▀", look)
        }
        let tone = ToneColor.choose(for: cell.style.tone, colors: colors)
        let wanted = cell.style.attributes.union(tone.attributes)
        if wanted.contains(.bold) { look.append("1") }
        if wanted.isSuperset(of: .dim), wanted.isDisjoint(with: [.bold, .reverse]) { look.append("2") }
        if wanted.contains(.underline) { look.append("4") }
        if wanted.contains(.reverse) { look.append("7") }
        switch tone.color {
        case nil: break
        case let color? where colors >= 256: look += ["38", "5", "\(color)"]
        case let color?: look.append("\(color < 8 ? 30 + color : 82 + color)")
        }
        return (cell.text, look)
    }

    @Test func emptyCanvasesAreNothing() {
        var encoder = CanvasEncoder(colors: 256)
        for size in [(0, 0), (5, 0), (0, 5)] {
            #expect(!encoder.encode(canvas(size.0, size.1)).contains("H"))
        }
        #expect(encoder.ending.contains("[5;1H"))
    }

    @Test func theFingerprintTellsPicturesApart() {
        let one = canvas(4, 1) { $0.write("ab", x: 0, y: 0) }
        let others = [
            canvas(4, 1), canvas(1, 4), canvas(4, 1) { $0.write("ba", x: 0, y: 0) },
            canvas(4, 1) { $0.write("ab", x: 0, y: 0, style: .bold) },
            canvas(4, 1) { $0.write("ab", x: 0, y: 0, style: .accent) },
            canvas(4, 1) { canvas in
                canvas.write("ab", x: 0, y: 0)
                canvas.showCursor(x: 1, y: 0)
            },
            canvas(4, 1) { canvas in
                let paint = Paint(Paint.Shade(of: 0), Paint.Shade(of: 1))
                canvas.write("ab", x: 0, y: 0, style: Style(paint: paint))
            },
        ]
        #expect(Set(([one] + others).map(\.fingerprint)).count == others.count + 1)
        #expect(one.fingerprint == canvas(4, 1) { $0.write("ab", x: 0, y: 0) }.fingerprint)
    }
}
