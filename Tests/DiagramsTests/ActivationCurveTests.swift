import Foundation
import NeuralNetwork
import TerminalUI
import Testing

@testable import Diagrams

/// The point on the curve stands where f(z) is. The rows of the plot go from the bottom to the top of what is
/// drawn: 0 to 1 for sigmoid and step, −1 to 1 for tanh, and as far as the columns for ReLU and linear.
struct ActivationCurveTests {
    private static let size = Size(width: 81, height: 42)
    private static let plot = Rect(x: 0, y: 1, width: 81, height: 41)

    private func canvas(
        _ activation: Activation, _ z: Double, size: Size = size, glyphs: GlyphSet = .unicode
    ) -> Canvas {
        var canvas = Canvas(size: size, glyphs: glyphs)
        ActivationCurve(activation: activation, preactivation: z).draw(on: &canvas)
        return canvas
    }

    /// Where the point is, from 0 (left, bottom) to 1 (right, top).
    private func place(of canvas: Canvas) -> (x: Double, y: Double)? {
        let mark = canvas.glyphs.pick("●", "@")
        guard let index = canvas.cells.firstIndex(where: { $0.text == mark }) else { return nil }
        let (x, y) = (index % canvas.size.width, index / canvas.size.width)
        return (Double(x) / 80, Double(Self.plot.maxY - 1 - y) / 40)
    }

    private static let values: [Double] = [-12, -3, -1, -0.4, -0.001, 0, 0.001, 0.3, 0.7, 1, 2.5, 8, 1e5]

    /// Half a cell, of 40 rows.
    private let half = 0.5 / 40 + 1e-9

    @Test(arguments: values, GlyphSet.allCases)
    func squashingActivations(z: Double, glyphs: GlyphSet) throws {
        let expected: [(Activation, Double)] = [
            (.sigmoid, 1 / (1 + exp(-z))), (.tanh, (tanh(z) + 1) / 2), (.step, z > 0 ? 1 : 0),
        ]
        for (activation, share) in expected {
            let point = try #require(place(of: canvas(activation, z, glyphs: glyphs)))
            #expect(abs(point.y - share) <= half, "\(activation)")
        }
    }

    /// ReLU and linear have one scale for both directions, so the column says where the row has to be.
    @Test(arguments: values, GlyphSet.allCases)
    func straightActivations(z: Double, glyphs: GlyphSet) throws {
        let linear = try #require(place(of: canvas(.linear, z, glyphs: glyphs)))
        #expect(abs(linear.y - linear.x) <= 2 * half)
        let relu = try #require(place(of: canvas(.relu, z, glyphs: glyphs)))
        #expect(abs(relu.y - max(0, 2 * relu.x - 1)) <= 3 * half)
        #expect(z > 0 || relu.y == 0)
    }

    @Test(arguments: Activation.allCases, values)
    func zIsLeftOrRightOfTheMiddle(activation: Activation, z: Double) throws {
        let point = try #require(place(of: canvas(activation, z)))
        #expect((0...1).contains(point.x) && (0...1).contains(point.y))
        if abs(z) > 0.1 {
            #expect((point.x > 0.5) == (z > 0) && point.x != 0.5)
        } else {
            #expect(abs(point.x - 0.5) <= 0.5 / 80)
        }
    }

    /// The curve runs through the point: it goes on in the columns beside it, within a row or the jump of a step.
    @Test(arguments: [Activation.relu, .sigmoid, .tanh, .linear], values)
    func thePointIsOnTheCurve(activation: Activation, z: Double) throws {
        for glyphs in GlyphSet.allCases {
            let canvas = canvas(activation, z, glyphs: glyphs)
            let mark = glyphs.pick("●", "@")
            let index = try #require(canvas.cells.firstIndex { $0.text == mark })
            let (x, y) = (index % canvas.size.width, index / canvas.size.width)
            for side in [x - 1, x + 1] where (0..<Self.size.width).contains(side) {
                let column = (1..<Self.size.height).filter { canvas[side, $0]?.text != " " }
                #expect(column.contains { abs($0 - y) <= 1 })
            }
        }
    }

    @Test(arguments: Activation.allCases, [Double.nan, .infinity, -.infinity])
    func numbersBeyondAllPlotsHaveNoPoint(activation: Activation, z: Double) {
        #expect(place(of: canvas(activation, z)) == nil)
    }

    @Test func itsNameStandsAboveIt() {
        for activation in Activation.allCases {
            let first = canvas(activation, 0.5).text.split(separator: "\n").first
            #expect(first?.trimmingCharacters(in: .whitespaces) == activation.title)
        }
    }

    @Test func everySizeIsDrawn() {
        for activation in Activation.allCases {
            for width in 0...16 {
                for height in 0...9 {
                    for z in [-1e12, -1, 0, 2, 1e12, .nan] {
                        _ = canvas(activation, z, size: Size(width: width, height: height))
                    }
                }
            }
        }
    }

    /// Every ordinary number can be typed, so every one has to be drawn.
    @Test(arguments: Activation.allCases)
    func theLargestNumbersAreDrawn(activation: Activation) throws {
        for z in [1e23, -1e23, 1e300, .greatestFiniteMagnitude, -.greatestFiniteMagnitude] {
            let point = try #require(place(of: canvas(activation, z)))
            #expect((point.x > 0.5) == (z > 0))
        }
    }
}
