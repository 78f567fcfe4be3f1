import NeuralNetwork
import Testing

struct ActivationTests {
    @Test(arguments: [
        (Activation.relu, -2.0, 0.0), (.relu, 0, 0), (.relu, 3.5, 3.5), (.relu, .infinity, .infinity),
        (.relu, -.infinity, 0), (.linear, -2.5, -2.5),
        (.step, -1e-300, 0), (.step, 0, 0), (.step, 1e-300, 1),
        (.sigmoid, 0, 0.5), (.sigmoid, 37, 1), (.sigmoid, .infinity, 1), (.sigmoid, -.infinity, 0),
        (.tanh, 0, 0), (.tanh, 400, 1), (.tanh, -400, -1),
    ])
    func `has its exact values`(activation: Activation, z: Double, a: Double) {
        #expect(activation(z) == a)
    }

    @Test func `sigmoid keeps its precision far below zero`() {
        #expect(Activation.sigmoid(-2) == 0.11920292202211755)  // Python: 1 / (1 + math.exp(2))
        // For z ≪ 0, sigmoid(z) = e^z; Python's decimal module: Decimal(-700).exp(), Decimal(-740).exp().
        #expect(abs(Activation.sigmoid(-700) / 9.8596765437597708567e-305 - 1) < 1e-15)
        #expect(Activation.sigmoid(-740) > 0)
        #expect(Activation.sigmoid(-800) == 0)
    }

    @Test(arguments: Activation.allCases)
    func `lets NaN through`(activation: Activation) {
        #expect(activation(.nan).isNaN)
    }

    @Test(arguments: [Activation.relu, .step])
    func `gives no negative zero`(activation: Activation) {
        #expect(activation(-0.0).sign == .plus)
        #expect(activation(-1).sign == .plus)
    }

    @Test(arguments: Activation.allCases)
    func `slope is the limit of difference quotients`(activation: Activation) {
        for z in stride(from: -6.05, through: 6, by: 0.1) {
            let h = 1e-5
            let quotient = (activation(z + h) - activation(z - h)) / (2 * h)
            #expect(abs(activation.slope(at: z) - quotient) < 1e-9, "z = \(z)")
        }
    }

    @Test func `slope at kinks is zero, and sigmoid's stays exact far out`() {
        #expect(Activation.relu.slope(at: 0) == 0)
        #expect(Activation.relu.slope(at: -0.0) == 0)
        #expect(Activation.step.slope(at: 0) == 0)
        // For |z| ≫ 0 the slope is e^-|z|; Python's decimal module: Decimal(-50).exp().
        #expect(abs(Activation.sigmoid.slope(at: 50) / 1.9287498479639177830e-22 - 1) < 1e-15)
        #expect(Activation.sigmoid.slope(at: 50) == Activation.sigmoid.slope(at: -50))
    }

    @Test func `has the names of the file format and of the field`() {
        #expect(Activation.allCases.map(\.rawValue) == ["relu", "sigmoid", "tanh", "linear", "step"])
        #expect(Activation.allCases.map(\.title) == ["ReLU", "sigmoid", "tanh", "linear", "step"])
        #expect(
            Activation.allCases.allSatisfy { $0.formula.contains("z") && $0.formula.allSatisfy(\.isASCII) })
    }
}
