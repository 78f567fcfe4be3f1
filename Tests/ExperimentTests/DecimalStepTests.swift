import Experiment
import Testing
import Samples

struct DecimalStepTests {
    @Test func `eight steps down from 0.8 end at exactly 0`() {
        var value = 0.8
        for _ in 0..<8 { value = stepped(value, by: -0.1) }
        #expect(value == 0 && value.sign == .plus)
    }

    @Test func `digits that only rounding made are gone after a step`() {
        #expect(stepped(0.1 + 0.2, by: 0.1) == 0.4)
        #expect(stepped(0.1 + 0.2, by: -0.3) == 0)
        #expect(stepped(-0.05, by: 0.05).description == "0.0")
        #expect(stepped(2.197, by: 0.1) == 2.297)
    }

    /// Numbers of ever more digits, in hundredths; each is stepped as text says and as integers say.
    @Test(arguments: [1000, 1_000_000, 100_000_000, 10_000_000_000, 1_000_000_000_000])
    func `agrees with exact decimal arithmetic`(magnitude: Int) throws {
        var generator = SeededGenerator(seed: UInt64(magnitude))
        for _ in 0..<2000 {
            let hundredths = Int.random(in: -magnitude...magnitude, using: &generator)
            let step = [1, -1, 10, -10, 25, -50, 100, -1000].randomElement(using: &generator) ?? 1
            let value = try #require(Double(decimalText(hundredths: hundredths)))
            let change = try #require(Double(decimalText(hundredths: step)))
            #expect(stepped(value, by: change).description == decimalText(hundredths: hundredths + step))
        }
    }

    @Test(arguments: 0..<10 as Range<UInt64>) func `a long walk never drifts`(seed: UInt64) throws {
        var generator = SeededGenerator(seed: seed)
        var hundredths = Int.random(in: -500...500, using: &generator)
        var value = try #require(Double(decimalText(hundredths: hundredths)))
        for _ in 0..<1000 {
            let step = Int.random(in: -100...100, using: &generator)
            hundredths += step
            value = stepped(value, by: Double(step) / 100)
            #expect(value.description == decimalText(hundredths: hundredths))
        }
    }

    @Test func `numbers too large for decimals are added as they are`() {
        #expect(stepped(1e300, by: 0.1) == 1e300)
        #expect(stepped(1e300, by: 1e300) == 2e300)
        #expect(stepped(1, by: 1e300) == 1e300)
        #expect(stepped(.infinity, by: 0.1) == .infinity)
        #expect(stepped(.greatestFiniteMagnitude, by: .greatestFiniteMagnitude) == .infinity)
        #expect(stepped(.nan, by: 0.1).isNaN)
    }

    /// The shortest decimal of a number of hundredths, as `Double` writes it: `-0.07`, `0.5`, `12.0`.
    private func decimalText(hundredths: Int) -> String {
        let (whole, rest) = hundredths.magnitude.quotientAndRemainder(dividingBy: 100)
        let decimals = rest % 10 == 0 ? "\(rest / 10)" : (rest < 10 ? "0\(rest)" : "\(rest)")
        return (hundredths < 0 ? "-" : "") + "\(whole).\(decimals)"
    }
}
