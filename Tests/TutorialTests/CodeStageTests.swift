import Diagrams
import Experiment
import TerminalUI
import Testing

@testable import Tutorial

/// Listings that follow the network: their literals, the running line with its value, and what they print.
struct CodeStageTests {
    private static let fences = """
        ```yaml network
        preset: seed-neuron
        known: in
        play: end
        alt: Words.
        ```

        ```yaml code
        listing: neuron
        lines:
          - at: "inputs = ["
            literals: in
          - at: "weights = ["
            literals: W1[0]
          - at: "bias = 0.1"
            literals: b1[0]
          - at: "sum = bias"
            computes: bias(1, 0)
            shows: sum
          - at: "sum += inputs"
            computes: products(1, 0)
            shows: sum
          - at: "max(0"
            computes: activation(1, 0)
            shows: result
        prints: 0.40000000000000013
        ```
        """

    private func run(motion: Settings.Motion = .off) throws -> StepRun {
        try TutorialTests.run(Self.fences, listings: neuronListings, motion: motion)
    }

    /// The listing as it is told, line by line.
    private func rows(_ run: StepRun, _ settings: Settings = .still, glyphs: GlyphSet = .unicode) -> [String]
    {
        let blocks = run.picture?.blocksInWords(run.view(settings, glyphs: glyphs)) ?? []
        return blocks.first?.split(separator: "\n", omittingEmptySubsequences: false).map(String.init) ?? []
    }

    private func row(_ text: String, _ run: StepRun, _ settings: Settings = .still) -> String {
        rows(run, settings).first { $0.contains(text) } ?? ""
    }

    private static let languages = ListingLanguage.allCases

    @Test(arguments: languages)
    func showsTheListingAsItIs(language: ListingLanguage) throws {
        var settings = Settings.still
        settings.language = language
        let run = try TutorialTests.run(
            Self.fences.replacing("known: in\nplay: end", with: "known: start"), listings: neuronListings)
        var start = run
        start.scrub(by: -99)
        let listing = neuronListings["neuron.\(language.rawValue)"] ?? ""
        let shown = rows(start, settings).map { $0.dropFirst(2) }.joined(separator: "\n")
        for line in listing.split(separator: "\n") { #expect(shown.contains(line)) }
        #expect(rows(start, settings).first?.contains(language.title) == true)
    }

    /// Every edit shows in the listing, in each language; the names around the numbers stay.
    @Test(arguments: languages)
    func literalsFollowTheNetwork(language: ListingLanguage) throws {
        var settings = Settings.still
        settings.language = language
        var run = try run()
        try run.edit("W1[0] = [0.25, -1, 3]", "b1[0] = -0.75", "in = [7, 8.5, -9]")
        #expect(row("weights = [", run, settings).contains("weights = [0.25, -1.0, 3.0]"))
        #expect(row("bias = -", run, settings).contains("bias = -0.75"))
        #expect(row("inputs = [", run, settings).contains("inputs = [7.0, 8.5, -9.0]"))
    }

    /// A number that was not edited keeps the spelling of its file: `-0.5`, `1.0`.
    @Test func literalsKeepTheirSpelling() throws {
        var run = try run()
        try run.edit("W1[0][1] = 2")
        #expect(row("weights = [", run).contains("weights = [0.2, 2.0, -0.5]"))
        #expect(row("inputs = [", run).contains("inputs = [1.0, 2.0, 3.0]"))
        let isUndone = run.undo(.still)
        #expect(isUndone)
        #expect(row("weights = [", run).contains("weights = [0.2, 0.8, -0.5]"))
    }

    @Test func verySmallAndLargeNumbersCanBeRead() throws {
        var run = try run()
        try run.edit("W1[0][0] = 1e-7", "W1[0][1] = 1e22")
        #expect(row("weights = [", run).contains("[1e-07, 1e+22, -0.5]"))
        try run.edit("W1[0][0] = 0.5")
        #expect(row("weights = [", run).contains("[0.5, 1e+22, -0.5]"))
    }

    /// The sums stand beside their lines as the listing computes them: 0.1, 0.3, 1.9, 0.4.
    @Test func valuesStandBesideTheRunningLine() throws {
        var run = try run()
        run.scrub(by: -99)
        let timeline = try #require(run.replay?.timeline)
        func running() -> [String] { rows(run).filter { $0.hasPrefix("▶") } }
        #expect(!rows(run).contains { $0.contains("sum = 0") })

        run.scrub(by: timeline.position(after: .bias(layer: 0, neuron: 0)))
        #expect(
            running().count == 1 && running()[0].contains("sum = bias")
                && running()[0].hasSuffix("sum = 0.10"))
        for sum in ["0.30", "1.90", "0.40"] {
            run.scrub(by: 1)
            #expect(running().count == 1)
            #expect(running()[0].contains("sum +=") && running()[0].hasSuffix("sum = \(sum)"))
        }
        run.scrub(by: 1)
        #expect(run.replay?.isComplete == true)
        #expect(row("max(0", run).hasSuffix("result = 0.40"))
    }

    @Test func printsAtTheEnd() throws {
        var run = try run()
        #expect(rows(run).last?.contains("prints  0.40") == true)
        var exact = Settings.still
        exact.isExact = true
        #expect(rows(run, exact).last?.contains("prints  0.40000000000000013") == true)
        try run.edit("b1[0] = 0.7")
        #expect(rows(run).last?.contains("prints  1.00  (0.40)") == true)
        run.scrub(by: -1)
        #expect(!rows(run).contains { $0.contains("prints") })
    }

    /// The running line is drawn, wherever it is, and the strip or picture is there where there is room.
    @Test(arguments: languages)
    func theRunningLineIsInSight(language: ListingLanguage) throws {
        var settings = Settings.still
        settings.language = language
        var run = try run()
        let beats = try #require(run.replay?.timeline.beats.count)
        run.scrub(by: -99)
        for position in 1..<beats {
            run.scrub(by: position - (run.replay?.position ?? 0))
            for (width, height) in [(50, 18), (48, 8), (120, 30), (60, 4)] {
                for glyphs in GlyphSet.allCases {
                    var canvas = Canvas(size: Size(width: width, height: height), glyphs: glyphs)
                    run.picture?.draw(on: &canvas, view: run.view(settings, glyphs: glyphs))
                    let hasRunningLine = rows(run, settings).contains { $0.hasPrefix("▶") }
                    let isMarked = canvas.text.split(separator: "\n").contains {
                        $0.hasPrefix(glyphs.pick("▶ ", "> "))
                    }
                    #expect(isMarked == hasRunningLine, "\(width)×\(height) at \(position)")
                }
            }
        }
    }

    /// The number in focus is in reverse video in the listing, too, and nowhere else in it.
    @Test func theFocusShowsInTheListing() throws {
        var run = try run()
        run.select(.weight(layer: 0, neuron: 0, input: 2))
        var canvas = Canvas(size: Size(width: 50, height: 15))
        run.picture?.draw(on: &canvas, view: run.view(.still))
        var reversed: Set<String> = []
        for y in 0..<15 {
            let cells = (0..<50).compactMap { canvas[$0, y] }.filter {
                $0.style.attributes.contains(.reverse)
            }
            if !cells.isEmpty { reversed.insert(cells.map(\.text).joined()) }
        }
        #expect(reversed.contains("-0.5"))
        #expect(reversed.isSubset(of: ["-0.5", "−0.50", "0.50"]))
    }

    // MARK: Orders

    /// A listing that adds its bias last prints its own number: the seed's forward pass on [1, 1] gives
    /// 0.45999999999999996 in node, where the engine, which begins with the bias, has 0.46.
    @Test func aListingThatAddsItsBiasLastHasItsOwnDigits() throws {
        let fences = """
            ```yaml network
            preset: seed-net
            input: [1, 1]
            known: start
            alt: Words.
            ```

            ```yaml code
            listing: pass
            order: picture
            lines:
              - at: "sum of"
                computes:
                  - products(1, 0)
                  - products(1, 1)
                shows: s
              - at: "plus bias"
                computes:
                  - bias(1, 0)
                  - bias(1, 1)
                shows: z
            prints: 0.46
            ```
            """
        let listing = "sum of\nplus bias\nprint\n"
        let listings = ["pass.js": listing, "pass.swift": listing, "pass.py": listing]
        var run = try TutorialTests.run(fences, listings: listings)
        var exact = Settings.still
        exact.isExact = true
        #expect(run.replay?.timeline.order == .picture)
        run.finishPlaying()
        #expect(row("prints", run, exact).contains("0.45999999999999996"))
        #expect(run.experiment?.pass.output == [0.46])
        // Of the second neuron, whose turn came last: 0.8 + 0.1 = 0.9, and −0.2 more.
        #expect(row("sum of", run).contains("s = 0.90"))
        #expect(row("plus bias", run).contains("z = 0.70"))
        // After the first neuron's products: 0.5 − 0.3.
        run.scrub(by: -100)
        run.scrub(by: 3)
        #expect(row("sum of", run).contains("s = 0.20"))
        #expect(!row("plus bias", run).contains("z ="))
        let wrong = fences.replacing("order: picture", with: "order: backwards")
        #expect(
            problemsFound(in: wrong, listings: listings)
                == ["18:8: no order named \"backwards\"; there are listing and picture"])
    }

    /// Where all of the text shows, PgDn and PgUp move the listing beside it.
    @Test func theListingIsScrolled() throws {
        func play(_ keys: String) throws -> ScreenPlayer {
            try ScreenPlayer(keys, at: "forward-pass#in-code")
        }
        #expect(try !play("").contains("console.log"))
        #expect(try play("PgDn PgDn PgDn").contains("console.log"))
        #expect(try play("PgDn PgUp").text == play("").text)
        #expect(try play("PgDn PgDn PgDn Tab").contains("function forwardPass"))
    }
}
