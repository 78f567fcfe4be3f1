import Diagrams
import Experiment
import TerminalUI
import Testing

/// Where a number comes from: every level says what the engine computed, and nothing that is hidden.
struct DerivationTests {
    private func derivation(_ address: Address, of experiment: Experiment, beat: Int? = nil) -> Derivation {
        Derivation(of: address, in: experiment.picture(position: beat), glyphs: .unicode)
    }

    /// Of many products the largest are listed; they, the rest and the bias make up z.
    @Test func theLargestProductsAndTheRestMakeTheSum() throws {
        let experiment = try Experiment.sample([300, 1])
        let shown = derivation(.preactivation(layer: 0, neuron: 0), of: experiment)
        let products = (0..<300).compactMap {
            experiment.value(of: .product(layer: 0, neuron: 0, input: $0))
        }
        let listed = shown.terms.compactMap { term -> Int? in
            guard case .product(_, _, let input) = term.address else { return nil }
            return input
        }
        #expect(listed.count == 40 && listed == listed.sorted())
        let smallest = listed.map { abs(products[$0]) }.min() ?? 0
        let others = Set(0..<300).subtracting(listed)
        #expect(others.allSatisfy { abs(products[$0]) <= smallest })
        let rest = others.sorted().map { products[$0] }.reduce(0, +)
        let remark = try #require(shown.remark)
        #expect(remark.contains("largest 40") && remark.contains("other 260"))
        #expect(remark.contains(NumberFormat().signed(rest)))
        #expect(shown.terms.last?.address == .bias(layer: 0, neuron: 0))
    }

    /// Each term leads to what it is made of, down to what nothing computes.
    @Test func everyWayEndsAtWhatIsGiven() throws {
        let experiment = try Experiment.sample([2, 3, 2, 1])
        var ends = 0
        var open: [Address] = [.activation(layer: 2, neuron: 0)]
        while let address = open.popLast() {
            let terms = derivation(address, of: experiment).terms
            #expect(terms.isEmpty == address.isEditable)
            if terms.isEmpty { ends += 1 }
            open += terms.map(\.address)
        }
        // A neuron ends in its bias and, a line each, in a weight and in what that line's source ends in; an input is
        // an end itself.
        #expect(ends == 1 + 2 * (1 + 1 + 3 * (1 + 1 + 2 * 2)))
    }

    @Test func whatIsHiddenIsNotDerived() throws {
        let experiment = try Experiment.preset("seed-net")
        let hidden = derivation(.preactivation(layer: 1, neuron: 0), of: experiment, beat: 1)
        #expect(hidden.terms.isEmpty && hidden.title.text == "z²₁ = ▒▒▒▒")
    }
}
