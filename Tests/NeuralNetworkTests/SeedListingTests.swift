import FoundationEssentials
import NeuralNetwork
import Testing
import Samples

/// The engine against the lesson page's own JavaScript, run in Node.
@Suite(.enabled(if: Node.isInstalled, "node is not installed"))
struct SeedListingTests {
    let listing: String

    init() throws {
        let fixture = URL(filePath: #filePath).deletingLastPathComponent()
            .appending(path: "Fixtures/seed-listings.js")
        listing = try String(contentsOf: fixture, encoding: .utf8)
    }

    @Test func `prints what the engine computes`() throws {
        let printed = try Node.run(listing).split(separator: "\n")
        try #require(printed.count == 5)
        #expect(Double(printed[0]) == (try seedNeuron().forward([1, 2, 3]).output[0]))
        #expect(Double(printed[1]) == Activation.sigmoid(0))
        #expect(Double(printed[2]) == Activation.sigmoid(2))
        let low = try #require(Double(printed[3]))
        #expect(abs(low - Activation.sigmoid(-2)) <= low.ulp)
        #expect(printed[4] == "Forward pass: \(try seedNetwork().forward([1, 0]).output)".spacedInside)
    }

    @Test func `neurons agree to the last bit`() throws {
        var generator = SeededGenerator(seed: 1)
        let cases = (0..<200).map { _ in
            let count = Int.random(in: 1...20, using: &generator)
            return (generator.numbers(count), generator.numbers(count), generator.number())
        }
        let calls = cases.map { "neuron(\($0), \($1), \($2))" }.joined(separator: ", ")
        let engine = try cases.map { try seedNeuron(weights: $1, bias: $2).forward($0).output[0] }
        #expect(try Node.numbers("[\(calls)]", after: listing) == engine)
    }

    @Test func `forward passes agree but for the order of the sum`() throws {
        let inputs: [[Double]] = [[1, 0], [0, 0], [0, 1], [1, 1], [2, 1], [-1, 0], [2, 0]]
        let network = "[[0.5, -0.3], [0.8, 0.1]], [0.1, -0.2], [[0.6, 0.4]], [0.0]"
        let calls = inputs.map { "forwardPass(\($0), \(network))[0]" }.joined(separator: ", ")
        for (input, expected) in zip(inputs, try Node.numbers("[\(calls)]", after: listing)) {
            let output = try seedNetwork().forward(input).output[0]
            #expect(abs(output - expected) <= 4 * max(expected.ulp, 0x1p-54), "input \(input)")
        }
    }

    @Test func `sigmoids agree wherever both can be computed`() throws {
        let points = stride(from: -30.0, through: 30, by: 0.37).map { $0 }
        let expected = try Node.numbers("\(points).map(sigmoid)", after: listing)
        for (z, expected) in zip(points, expected) {
            #expect(abs(Activation.sigmoid(z) - expected) <= 4 * expected.ulp, "z = \(z)")
        }
    }
}

extension String {
    /// `[0.6]` as Node prints it: `[ 0.6 ]`.
    fileprivate var spacedInside: String {
        replacing("[", with: "[ ").replacing("]", with: " ]")
    }
}
