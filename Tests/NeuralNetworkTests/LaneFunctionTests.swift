import Foundation
import Testing

@testable import NeuralNetwork

/// tanh and the sigmoid in the lanes of registers, against 60 digits (`Fixtures/lane-functions.py`).
struct LaneFunctionTests {
    /// An argument, then tanh and the sigmoid of it, each as the nearest number and what is missing from there.
    static let table: [[Double]] = {
        let file = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
            .appendingPathComponent("Fixtures/lane-functions.json")
        return (try? JSONDecoder().decode([[Double]].self, from: Data(contentsOf: file))) ?? []
    }()

    /// How far off, in units in the last place of the exact result.
    private func error(_ value: Double, _ nearest: Double, _ rest: Double) -> Double {
        abs((value - nearest) - rest) / nearest.ulp
    }

    @Test func `double precision is right to two units in the last place`() {
        #expect(Self.table.count > 2000)
        var worst = (tanh: 0.0, sigmoid: 0.0)
        for row in Self.table {
            let x = SIMD2(repeating: row[0])
            worst.tanh = max(worst.tanh, error(LaneFunctions.tanh(x)[0], row[1], row[2]))
            worst.sigmoid = max(worst.sigmoid, error(LaneFunctions.sigmoid(x)[1], row[3], row[4]))
        }
        #expect(worst.tanh <= 2 && worst.sigmoid <= 2, "\(worst)")
    }

    /// libm's double precision has digits enough to judge single precision by.
    @Test func `single precision is right to two units in the last place`() {
        var worst: (tanh: Double, sigmoid: Double) = (0, 0)
        for row in Self.table where abs(row[0]) < 100 && abs(row[0]) > 1e-30 {
            let x = Float(row[0])
            let lanes = SIMD4(repeating: x)
            let tanh = Glibc.tanh(Double(x))
            let sigmoid = Activation.sigmoid(Double(x))
            worst.tanh = max(
                worst.tanh, abs(Double(LaneFunctions.tanh(lanes)[3]) - tanh) / Double(Float(tanh).ulp))
            worst.sigmoid = max(
                worst.sigmoid,
                abs(Double(LaneFunctions.sigmoid(lanes)[2]) - sigmoid) / Double(Float(sigmoid).ulp))
        }
        #expect(worst.tanh <= 2 && worst.sigmoid <= 2, "\(worst)")
    }

    @Test func `the ends are exact, and a NaN stays one`() {
        func tanh(_ x: Double) -> Double { LaneFunctions.tanh(SIMD2(x, 0.5))[0] }
        func sigmoid(_ x: Double) -> Double { LaneFunctions.sigmoid(SIMD2(0.5, x))[1] }
        #expect(tanh(.infinity) == 1 && tanh(-.infinity) == -1 && tanh(1e308) == 1 && tanh(-22.5) == -1)
        #expect(tanh(0) == 0 && tanh(0).sign == .plus && tanh(-0.0) == 0 && tanh(-0.0).sign == .minus)
        #expect(tanh(.leastNonzeroMagnitude) == .leastNonzeroMagnitude)
        #expect(tanh(-.leastNormalMagnitude) == -.leastNormalMagnitude)
        #expect(sigmoid(0) == 0.5 && sigmoid(.infinity) == 1 && sigmoid(-.infinity) == 0)
        #expect(sigmoid(-800) == 0 && sigmoid(-1e308) == 0 && sigmoid(800) == 1 && sigmoid(-744) > 0)
        #expect(tanh(.nan).isNaN && sigmoid(.nan).isNaN)
        #expect(LaneFunctions.tanh(SIMD4<Float>(repeating: .nan))[1].isNaN)
        #expect(LaneFunctions.sigmoid(SIMD4<Float>(repeating: -.infinity))[1] == 0)
        #expect(LaneFunctions.exponential(SIMD2(-Double.infinity, .infinity)) == SIMD2(0, Double.infinity))
        #expect(LaneFunctions.exponential(SIMD2(0, .nan))[0] == 1)
        #expect(LaneFunctions.exponential(SIMD2(0, .nan))[1].isNaN)
    }

    @Test func `tanh is odd to the last bit`() {
        for step in 0...400 {
            let x = Double(step) * 0.0499
            let lanes = LaneFunctions.tanh(SIMD2(x, -x))
            #expect(lanes[0] == -lanes[1])
        }
    }

    /// Exact where the sigmoid itself is rounded to 1.
    @Test func `the sigmoid's slope keeps its precision far out`() {
        for z in stride(from: -50.0, through: 50, by: 0.73) {
            let slope = LaneFunctions.sigmoidSlope(SIMD2(repeating: z))[0]
            #expect(abs(slope / Activation.sigmoid.slope(at: z) - 1) < 1e-14)
        }
    }
}
