import FoundationEssentials
import NeuralNetwork
import Testing
import Samples

struct NumberTextTests {
    @Test(
        arguments: [
            (0.1, "0.1"), (1, "1.0"), (-0.0, "-0.0"), (0.40000000000000013, "0.40000000000000013"),
            (.nan, "\"NaN\""), (-.nan, "\"NaN\""), (.infinity, "\"Infinity\""), (-.infinity, "\"-Infinity\""),
        ] as [(Double, String)])
    func `is the shortest JSON text`(value: Double, text: String) {
        #expect(NumberText.json(value) == text)
    }

    @Test func `reads back as the same number, whatever its bits`() throws {
        var generator = SeededGenerator(seed: 11)
        let edges = [
            Double.leastNonzeroMagnitude, .leastNormalMagnitude, .greatestFiniteMagnitude, 1e21, 1e16,
        ]
        let random = (0..<2000).map { _ in Double(bitPattern: generator.next()) }.filter(\.isFinite)
        for value in edges + random {
            let text = NumberText.json(value)
            let read = try JSONDecoder().decode([Double].self, from: Data("[\(text)]".utf8))
            #expect(read[0].bitPattern == value.bitPattern, "\(text)")
        }
    }

    @Test func `a forward pass as JSON holds every number of the trace`() throws {
        struct Document: Decodable, Equatable {
            struct Layer: Decodable, Equatable {
                let activation: Activation
                let neurons: [Neuron]
            }
            struct Neuron: Decodable, Equatable {
                let products: [Double]
                let runningSums: [Double]
                let bias: Double
                let z: Double
                let a: Double
            }
            let layers: [Layer]
            let output: [Double]
        }
        let json = try seedNeuron().forward([1, 2, 3]).json
        let sums = [0.1, 0.30000000000000004, 1.9000000000000001, 0.40000000000000013]
        let neuron = Document.Neuron(
            products: [0.2, 1.6, -1.5], runningSums: sums, bias: 0.1, z: sums[3], a: sums[3])
        let document = try JSONDecoder().decode(Document.self, from: Data(json.utf8))
        #expect(
            document == Document(layers: [.init(activation: .relu, neurons: [neuron])], output: [sums[3]]))
        #expect(!json.contains("\n"))
    }

    @Test func `a broken pass is still JSON`() throws {
        let json = try seedNeuron().forward([.nan, .infinity, .infinity]).json
        #expect(json.hasSuffix("\"z\": \"NaN\", \"a\": \"NaN\"}]}], \"output\": [\"NaN\"]}"))
        #expect(json.contains("[\"NaN\", \"Infinity\", \"-Infinity\"]"))
    }
}
