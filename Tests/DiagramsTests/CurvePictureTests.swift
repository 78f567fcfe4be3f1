import Foundation
import NeuralNetwork
import TerminalUI
import Testing

@testable import Diagrams

/// The point on the curve stands where f(z) is, and the plot never says more than it may.
struct CurvePictureTests {
    private static let size = Size(width: 90, height: 46)

    private func canvas(
        _ picture: CurvePicture, size: Size = size, glyphs: GlyphSet = .unicode
    ) -> Canvas {
        var canvas = Canvas(size: size, glyphs: glyphs)
        picture.draw(on: &canvas)
        return canvas
    }

    private func places(of text: String, in canvas: Canvas) -> [Point] {
        canvas.cells.indices.filter { canvas.cells[$0].text == text }
            .map { Point(x: $0 % canvas.size.width, y: $0 / canvas.size.width) }
    }

    /// The row of a label at the left edge.
    private func row(of label: String, in canvas: Canvas) -> Int? {
        canvas.text.split(separator: "\n", omittingEmptySubsequences: false).firstIndex { row in
            row.drop { $0 == " " }.hasPrefix(label + canvas.glyphs.pick(" ┤", " +"))
        }
    }

    private static let values: [Double] = [-5.5, -3, -1, -0.4, -0.001, 0, 0.001, 0.3, 0.7, 1, 2.5, 5.9]

    /// Two labels of heights fix the scale; the point must stand on it, within half a row.
    @Test(arguments: values, GlyphSet.allCases)
    func thePointStandsAtItsHeight(z: Double, glyphs: GlyphSet) throws {
        let expected: [(Activation, Double, String, String)] = [
            (.sigmoid, 1 / (1 + exp(-z)), "0", "1"), (.step, z > 0 ? 1 : 0, "0", "1"),
            (.tanh, (tanh(z) + 1) / 2, glyphs.pick("−1", "-1"), "1"), (.relu, max(0, z) / 6, "0", "6"),
            (.linear, (z + 6) / 12, glyphs.pick("−6", "-6"), "6"),
        ]
        for (activation, share, low, high) in expected {
            let canvas = canvas(CurvePicture(activation: activation, z: z), glyphs: glyphs)
            let points = places(of: glyphs.pick("●", "*"), in: canvas)
            try #require(points.count == 1, "\(activation)")
            let bottom = Double(try #require(row(of: low, in: canvas)))
            let top = Double(try #require(row(of: high, in: canvas)))
            #expect(abs(Double(points[0].y) - (bottom + share * (top - bottom))) <= 1, "\(activation)")
            #expect(canvas[points[0].x, points[0].y]?.style.attributes == .reverse)
        }
    }

    /// The point stands above its z: between the labels of the whole numbers around it.
    @Test(arguments: values)
    func thePointStandsAboveItsZ(z: Double) throws {
        for activation in Activation.allCases {
            let canvas = canvas(CurvePicture(activation: activation, z: z))
            let point = try #require(places(of: "●", in: canvas).first)
            // −6 and 6 stand below the first and the last of the joints of the lower axis.
            let joints = places(of: "┴", in: canvas).map(\.x)
            let (first, last) = (Double(try #require(joints.min())), Double(try #require(joints.max())))
            #expect(abs(Double(point.x) - (first + (z + 6) / 12 * (last - first))) <= 1, "\(activation)")
        }
    }

    /// The curve runs through the point: it goes on in the columns beside it, within the four rows by which the
    /// steepest of them rises in a column.
    @Test(arguments: [Activation.relu, .sigmoid, .tanh, .linear], values.filter { $0 < 5.5 })
    func thePointIsOnTheCurve(activation: Activation, z: Double) throws {
        for glyphs in GlyphSet.allCases {
            let canvas = canvas(CurvePicture(activation: activation, z: z), glyphs: glyphs)
            let point = try #require(places(of: glyphs.pick("●", "*"), in: canvas).first)
            for side in [point.x - 1, point.x + 1] {
                let near = (max(0, point.y - 4)...(point.y + 4)).compactMap { canvas[side, $0] }
                #expect(
                    near.contains { cell in
                        glyphs == .unicode
                            ? (0x2801...0x28FF).contains(cell.scalar) : "'-_/|".contains(cell.text)
                    })
            }
        }
    }

    /// Beyond the plot the point stands at the edge with an arrow, and the readout tells the numbers.
    @Test func zBeyondThePlotIsAtTheEdge() throws {
        for (z, arrow, readout) in [(9.0, "▶", "tanh(9.00) = 1.00"), (-9.0, "◀", "tanh(−9.00) = −1.00")] {
            let canvas = canvas(CurvePicture(activation: .tanh, z: z))
            let point = try #require(places(of: "●", in: canvas).first)
            let mark = try #require(places(of: arrow, in: canvas).first)
            #expect(point.y == mark.y && abs(point.x - mark.x) == 1)
            #expect((point.x > 45) == (z > 0) && (mark.x > point.x) == (z > 0))
            #expect(canvas.text.contains(readout))
        }
    }

    /// Before the curve has come to z, its height is nowhere: not in the plot, the readout or the words.
    @Test(arguments: [0, 0.2, 0.5], Activation.allCases)
    func whatIsNotKnownIsHidden(fraction: Double, activation: Activation) {
        // sigmoid(1.3) = 0.785…, tanh(1.3) = 0.861…, slopes 0.168… and 0.257…
        var picture = CurvePicture(activation: activation, z: 1.3)
        picture.fraction = fraction
        picture.showsSlope = true
        picture.marks = [1.3]
        for (width, height) in [(90, 46), (49, 18), (40, 9), (25, 8), (12, 5), (8, 3)] {
            for glyphs in GlyphSet.allCases {
                let canvas = canvas(picture, size: Size(width: width, height: height), glyphs: glyphs)
                let shown = numbers(in: canvas.text)
                #expect(shown.isSubset(of: [1.3, 0.5]), "\(shown) at \(width)×\(height)")
                #expect(places(of: glyphs.pick("●", "*"), in: canvas).isEmpty)
                #expect(canvas.text.contains(glyphs.pick("▒▒▒▒", "????")))
            }
        }
        #expect(numbers(in: picture.inWords().joined(separator: "\n")).isSubset(of: [1.3, 6]))
    }

    @Test func atTheBeginningThereIsNoCurve() {
        var picture = CurvePicture(activation: .sigmoid, z: 2)
        picture.fraction = 0
        let isBraille = canvas(picture).cells.contains { (0x2801...0x28FF).contains($0.scalar) }
        #expect(!isBraille)
        #expect(!places(of: "┊", in: canvas(picture)).isEmpty)
    }

    /// A guess stands on the line of z, before the answer is known and after.
    @Test(arguments: [0.0, 1.0], GlyphSet.allCases)
    func theGuessStandsOnTheLineOfZ(fraction: Double, glyphs: GlyphSet) throws {
        // "tanh" has no letter o.
        var picture = CurvePicture(activation: .tanh, z: 3)
        picture.fraction = fraction
        picture.guess = 0
        let canvas = canvas(picture, glyphs: glyphs)
        let guess = try #require(places(of: glyphs.pick("○", "o"), in: canvas).first)
        #expect(guess.y == row(of: "0", in: canvas))
        #expect(places(of: glyphs.pick("┊", ":"), in: canvas).allSatisfy { $0.x == guess.x })
        #expect(canvas.text.contains("guess 0.00"))
    }

    /// Marked points have their heights beside them, each as a whole.
    @Test(arguments: GlyphSet.allCases)
    func markedPointsAreLabelled(glyphs: GlyphSet) {
        var picture = CurvePicture(activation: .sigmoid, z: 3)
        picture.marks = [-2, 0, 1]
        // σ(−2) = 0.1192…, σ(0) = 0.5, σ(1) = 0.7310….
        let text = canvas(picture, glyphs: glyphs).text
        for height in ["0.12", "0.50", "0.73"] { #expect(text.contains(height)) }
        #expect(canvas(picture, glyphs: .unicode).cells.count { $0.text == "•" } == 3)
        let words = picture.inWords().joined(separator: " ")
        #expect(words.contains("At z = -2.00 it is 0.12.") && words.contains("At z = 1.00 it is 0.73."))
    }

    /// What is known from before shows while the curve is still hidden, without the curve.
    @Test(arguments: [0, 0.3], GlyphSet.allCases)
    func markedPointsShowBeforeTheCurve(fraction: Double, glyphs: GlyphSet) {
        var picture = CurvePicture(activation: .sigmoid, z: 2)
        picture.marks = [0, 2]
        picture.fraction = fraction
        let text = canvas(picture, glyphs: glyphs).text
        #expect(text.contains("0.50") && !text.contains("0.88"))
        #expect(canvas(picture).cells.count { $0.text == "•" } == 1)
        #expect(picture.inWords().contains("At z = 0.00 it is 0.50."))
    }

    /// With every digit in the readout, labels stay short: σ(2) = 0.8807970779778823.
    @Test func exactDigitsStandBelowThePlotAlone() {
        var picture = CurvePicture(activation: .sigmoid, z: 1)
        picture.isExact = true
        picture.marks = [2]
        let rows = canvas(picture, size: Size(width: 50, height: 18)).text.split(separator: "\n")
        #expect(rows.dropLast().contains { $0.contains("0.88") })
        #expect(!rows.contains { $0.contains("0.8807") })
        #expect(rows.last?.contains("0.7310585786300049") == true)
    }

    /// The guess stays where it was made when the point moves on.
    @Test func theGuessStaysAtItsZ() throws {
        var picture = CurvePicture(activation: .tanh, z: 3)
        picture.guess = 0
        let before = try #require(places(of: "○", in: canvas(picture)).first)
        var moved = CurvePicture(activation: .tanh, z: -2)
        (moved.guess, moved.guessZ) = (0, 3)
        #expect(places(of: "○", in: canvas(moved)) == [before])
        #expect(!canvas(moved).text.contains("guess"))
        #expect(moved.inWords().contains("The guess for z = 3.00 is 0.00."))
        moved.guessZ = -2
        #expect(canvas(moved).text.contains("guess 0.00"))
    }

    @Test func theTitleNamesTheNeuron() {
        var picture = CurvePicture(activation: .relu, z: 1)
        picture.owner = "h₂"
        #expect(canvas(picture, size: Size(width: 12, height: 5)).text.hasPrefix(" h₂: ReLU"))
    }

    @Test func theSlopeIsSaidAndDrawn() {
        var picture = CurvePicture(activation: .sigmoid, z: 0)
        let plain = canvas(picture)
        picture.showsSlope = true
        // The slope of the sigmoid at 0 is a quarter.
        #expect(canvas(picture).text.contains("σ(0.00) = 0.50   slope 0.25"))
        #expect(picture.inWords().contains("Its slope there is 0.25."))
        let isTangent: (Cell) -> Bool = { $0.style == Style(.accent, .bold) && $0.scalar > 0x2800 }
        #expect(canvas(picture).cells.contains(where: isTangent) && !plain.cells.contains(where: isTangent))
    }

    @Test(arguments: Activation.allCases, [Double.nan, .infinity, -.infinity])
    func numbersBeyondAllPlotsHaveNoPoint(activation: Activation, z: Double) {
        let canvas = canvas(CurvePicture(activation: activation, z: z))
        #expect(places(of: "●", in: canvas).isEmpty)
    }

    @Test func everySizeIsDrawn() {
        for activation in Activation.allCases {
            for width in 0...30 {
                for height in 0...12 {
                    for z in [-1e12, -1, 0, 2, 1e12, .nan] {
                        var picture = CurvePicture(activation: activation, z: z)
                        picture.marks = [-1, 1]
                        picture.guess = -0.2
                        picture.showsSlope = true
                        _ = canvas(picture, size: Size(width: width, height: height))
                    }
                }
            }
        }
    }

    /// A plot of any span is drawn, with labels that stand apart.
    @Test(arguments: [-1e-3...1e-3, -1.5...1.5, 0...50, -3e5...1e6, 5...5])
    func everyRangeIsDrawn(range: ClosedRange<Double>) {
        for activation in Activation.allCases {
            let text = canvas(CurvePicture(activation: activation, z: 0.5, range: range)).text
            #expect(!text.isEmpty)
            let labels = text.split(separator: "\n", omittingEmptySubsequences: false).dropLast().last
            #expect((labels?.split(separator: " ").count ?? 0) >= 3, "\(activation)")
        }
    }
}
