import Foundation
import NeuralNetwork
import Testing

/// Configurations and tables as JSON: read back as they were, and refused where they can't be.
struct EncodingTests {
    private func table() throws -> LabelledData {
        try LabelledData(csv: Array("a,b,kind\n0.1,-2,no\n1e-300,3,yes\n0.30000000000000004,5,so\n".utf8))
    }

    @Test func aConfigurationIsReadBack() throws {
        var configuration = PlaygroundConfiguration()
        for source in DataSource.all + [.table(try table(), name: "own.csv")] {
            configuration.take(source)
            configuration.settings.learningRate = 0.1 + 0.2
            let json = try JSONEncoder().encode(configuration)
            #expect(try JSONDecoder().decode(PlaygroundConfiguration.self, from: json) == configuration)
            #expect(configuration.isWithinBounds)
        }
    }

    @Test(
        arguments: [
            (#""rows":3"#, #""rows":2"#), (#""rows":3"#, #""rows":-3"#),
            (#""rows":3"#, #""rows":4611686018427387904"#), (#""labels":[0,2,1]"#, #""labels":[0,1]"#),
            (#""labels":[0,2,1]"#, #""labels":[0,1,3]"#), (#""labels":[0,2,1]"#, #""labels":[0,1,0.5]"#),
            (#""columns":["a","b"]"#, #""columns":["a"]"#),
        ])
    func whatDoesNotFitIsRefused(part: String, other: String) throws {
        let encoder = JSONEncoder()
        encoder.outputFormatting = .sortedKeys
        let json = String(decoding: try encoder.encode(try table()), as: UTF8.self)
        #expect(json.contains(part), "\(json)")
        #expect(throws: DecodingError.self) {
            try JSONDecoder().decode(LabelledData.self, from: Data(json.replacing(part, with: other).utf8))
        }
    }

    @Test func numbersOutOfBoundsAreNoticed() {
        func isWithinBounds(_ change: (inout PlaygroundConfiguration) -> Void) -> Bool {
            var configuration = PlaygroundConfiguration()
            change(&configuration)
            return configuration.isWithinBounds
        }
        #expect(isWithinBounds { $0.hidden = [] })
        #expect(!isWithinBounds { $0.hidden = [4, 0] })
        #expect(!isWithinBounds { $0.noise = .nan })
        #expect(!isWithinBounds { $0.trainPercent = 0 })
        #expect(!isWithinBounds { $0.settings.batchSize = 0 })
        #expect(!isWithinBounds { $0.settings.learningRate = -1 })
        #expect(
            !isWithinBounds {
                $0.data = .playground(.plane)
                $0.settings.loss = .crossEntropy
            })
    }
}
