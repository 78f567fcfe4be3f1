import Testing

/// Training without a screen, as scripts use it.
struct TrainTests {
    /// The losses are Playground's own for this configuration: the first run in
    /// `Tests/NeuralNetworkTests/Fixtures/playground-runs.json`.
    @Test(arguments: [
        "--data circle --hidden 4,2 --activation tanh --seed 0.59704",
        "--url 'https://playground.tensorflow.org/#dataset=circle&networkShape=4,2&activation=tanh&seed=0.59704'",
    ])
    func itPrintsPlaygroundsLosses(options: String) throws {
        let script = try Script()
        let result = try script.run("neurotour train --json --epochs 10 \(options)", limit: .seconds(60))
        #expect(result.code == 0 && result.errors == "")
        #expect(result.lines.count == 6)
        #expect(
            result.lines[0].hasPrefix(#"{"data": "circle", "problem": "classification", "seed": "0.59704""#))
        let losses = [
            (0, 0.4994400967795191, 0.5011900890290666), (1, 0.49757837808668076, 0.49811584841550893),
            (10, 0.486274570790497, 0.48422242942162247),
        ]
        for (line, expected) in zip(result.lines[1...], losses) {
            let numbers = line.split(whereSeparator: { !"0123456789.e-".contains($0) }).compactMap {
                Double($0)
            }
            #expect(numbers.count == 3 && numbers[0] == Double(expected.0))
            #expect(abs(numbers[1] - expected.1) <= 1e-12 && abs(numbers[2] - expected.2) <= 1e-12)
        }
        #expect(result.lines[4].hasPrefix(#"{"examplesPerSecond": "#))
        #expect(result.lines[5].hasPrefix(#"{"network": {"layers": ["#))
    }

    @Test func aTrainedNetworkCanBeUsed() throws {
        let script = try Script()
        let result = try script.run(
            """
            neurotour train --data gauss --hidden 2 --epochs 3 --json | tail -1 | sed 's/^{"network": //; s/}$//' > net.json
            neurotour forward net.json --input 2,2 | tail -1
            """, limit: .seconds(60))
        #expect(result.code == 0 && result.output.hasPrefix("output "))
    }

    @Test(arguments: [
        ("--url '#batchSize=ten'", "character 2 of the link: batchSize"), ("--hidden 4,x", "sizes of layers"),
        ("--data spiral --problem regression", "the data spiral are not for regression"),
        ("--features x,z", "there is no \"z\""), ("--learning-rate -1", "--learning-rate"),
        ("--data helix", "'helix' is invalid"), ("--epochs -1", "--epochs"),
    ])
    func wrongUsageIsTwo(options: String, words: String) throws {
        let result = try Script().run("neurotour train \(options)")
        #expect(result.code == 2)
        #expect(result.errors.contains(words))
    }
}
