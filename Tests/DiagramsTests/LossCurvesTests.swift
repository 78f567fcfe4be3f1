import TerminalUI
import Testing

@testable import Diagrams

/// The curves stand at the heights of their losses.
struct LossCurvesTests {
    private func canvas(
        _ samples: [LossCurves.Sample], _ width: Int = 40, _ height: Int = 10, _ glyphs: GlyphSet = .ascii,
        marked: Int? = nil
    ) -> Canvas {
        var canvas = Canvas(size: Size(width: width, height: height), glyphs: glyphs)
        var curves = LossCurves(samples)
        curves.markedEpoch = marked
        curves.draw(on: &canvas)
        return canvas
    }

    private func samples(_ losses: [(Double, Double)]) -> [LossCurves.Sample] {
        losses.enumerated().map { LossCurves.Sample(epoch: $0, train: $1.0, test: $1.1) }
    }

    /// The rows of a column that have this character.
    private func rows(of text: String, column: Int, in canvas: Canvas) -> [Int] {
        (0..<canvas.size.height).filter { canvas[column, $0]?.text == text }
    }

    /// The first column behind the rule.
    private func firstColumn(_ canvas: Canvas) -> Int {
        (0..<canvas.size.width).first { canvas[$0, 0]?.text == "|" || canvas[$0, 0]?.text == "│" } ?? -1
    }

    /// Up to a factor of 8 the height is the loss over the largest: 1 is on top, 0.5 in the middle, 0.25 at three
    /// quarters of the way down.
    @Test func aHeightIsALoss() {
        let canvas = canvas(samples([(1, 1), (0.5, 1), (0.25, 1)]))
        let left = firstColumn(canvas) + 1
        let last = canvas.size.width - 1
        #expect(left > 0 && !canvas.text.contains("log"))
        #expect(rows(of: "*", column: left, in: canvas).contains(0))
        #expect(rows(of: "*", column: (left + last) / 2, in: canvas).contains { abs($0 - 5) <= 1 })
        #expect(rows(of: "*", column: last, in: canvas).contains { abs(Double($0) - 7.5) <= 1 })
        #expect(canvas[left - 2, 9]?.text == "0")
    }

    /// Beyond that it is the logarithm, which the label says: a tenth is half the way from 1 to a hundredth.
    @Test func overAWideRangeAHeightIsALogarithm() {
        let canvas = canvas(samples([(1, 1), (0.1, 1), (0.01, 1)]))
        #expect(canvas.text.contains("log"))
        let left = firstColumn(canvas) + 1
        let last = canvas.size.width - 1
        #expect(rows(of: "*", column: left, in: canvas).contains(0))
        #expect(rows(of: "*", column: (left + last) / 2, in: canvas).contains { abs($0 - 5) <= 1 })
        #expect(rows(of: "*", column: last, in: canvas).contains(9))
        #expect(canvas.text.split(separator: "\n").last?.contains("0.01") == true)
    }

    /// The losses on test examples are dashed, and lie above where they are larger.
    @Test(arguments: GlyphSet.allCases)
    func testLossesAreAnotherLine(glyphs: GlyphSet) {
        let canvas = canvas(samples([(0.2, 1), (0.2, 1), (0.2, 1)]), 40, 10, glyphs)
        var tones: [Int: Set<Tone>] = [:]
        for y in 0..<10 {
            for x in firstColumn(canvas) + 1..<40 where canvas[x, y]?.text != " " {
                tones[y, default: []].insert(canvas[x, y]?.style.tone ?? .plain)
            }
        }
        #expect(tones == [0: [.negative], 7: [.positive]] || tones == [0: [.negative], 8: [.positive]])
        let dashes = (firstColumn(canvas) + 1..<40).count { canvas[$0, 0]?.text != " " }
        #expect(dashes < 25)
    }

    /// What is no number is left out, and the others stand as if it were not there.
    @Test(arguments: [Double.nan, .infinity, -.infinity])
    func whatIsNoNumberIsLeftOut(loss: Double) {
        let good = samples([(1, 1), (0.5, 0.6), (0.25, 0.4)])
        let bad =
            good + [
                LossCurves.Sample(epoch: 3, train: loss, test: 1),
                LossCurves.Sample(epoch: 4, train: 1, test: loss),
            ]
        #expect(canvas(good) == canvas(bad))
        #expect(canvas(samples([(loss, loss)])) == canvas([]))
    }

    @Test(arguments: GlyphSet.allCases)
    func oneSampleIsAPoint(glyphs: GlyphSet) {
        let canvas = canvas(samples([(0.5, 0.5)]), 30, 6, glyphs)
        let drawn = (firstColumn(canvas) + 1..<30).flatMap { x in
            (0..<6).filter { canvas[x, $0]?.text != " " }
        }
        #expect(drawn == [0])
        // Nothing to learn: both losses are 0.
        #expect(self.canvas(samples([(0, 0), (0, 0)]), 30, 6, glyphs).text.contains("0"))
    }

    @Test func theEpochThatIsLookedAtIsMarked() {
        let losses = samples((0..<11).map { _ in (1.0, 1.0) })
        let canvas = canvas(losses, 40, 10, .unicode, marked: 5)
        let left = firstColumn(canvas) + 1
        let middle = left + (39 - left) * 5 / 10
        for y in 1..<10 { #expect(canvas[middle, y]?.text == "┊") }
        #expect(self.canvas(losses, 40, 10, .unicode).text.contains("┊") == false)
    }

    @Test func everySizeIsDrawn() {
        let losses = samples([(1, 2), (0.5, 1), (0.001, 0.9)])
        for width in [0, 1, 7, 8, 9, 20, 200] {
            for height in [0, 1, 2, 3, 60] {
                for glyphs in GlyphSet.allCases {
                    let canvas = canvas(losses, width, height, glyphs, marked: 1)
                    #expect((width < 8 || height < 2) == canvas.text.allSatisfy(\.isWhitespace))
                    if glyphs == .ascii { #expect(canvas.text.utf8.allSatisfy { $0 < 0x80 }) }
                }
            }
        }
    }

    @Test func wordsNameTheFirstAndTheLast() {
        let losses = (0...10).map { Double(10 - $0) / 10 }.map { ($0, $0 + 1) }
        #expect(
            LossCurves(samples(losses)).inWords() == [
                "The loss so far: 1.00 at epoch 0, 0.80 at epoch 2, 0.50 at epoch 5, 0.30 at epoch 7, 0.00 at epoch 10.",
                "On test examples: 2.00 at epoch 0, 1.80 at epoch 2, 1.50 at epoch 5, 1.30 at epoch 7, 1.00 at epoch 10.",
            ])
        #expect(LossCurves(samples([(1, 1)])).inWords().isEmpty)
    }
}
