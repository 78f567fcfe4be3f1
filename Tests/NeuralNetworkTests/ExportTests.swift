import FoundationEssentials
import Glibc
import Samples
import Testing

@testable import NeuralNetwork

/// Exported programs, run in their own languages on rows that they have never seen, beside the network itself.
struct ExportTests {
    /// A random network in which every activation occurs, and rows for it.
    struct Sample: Sendable, CustomTestStringConvertible {
        let program: NetworkProgram
        let rows: [[Double]]
        var testDescription: String { "\(program.readout) \(program.network.layerSizes)" }

        init(
            _ readout: Readout, kind: LabelledData.Kind, columns: [String], inputs: [InputFormula],
            sizes: [Int],
            output: Activation, seed: UInt64
        ) throws {
            var generator = SeededGenerator(seed: seed)
            let outputs = sizes.last ?? 1
            // The step comes early, so that what follows says more than two things.
            let network = try Network.random(
                sizes: [inputs.count, 6, 5, 4, 3, 5] + [outputs],
                activations: [.relu, .step, .sigmoid, .tanh, .linear, output], using: &generator)
            program = try NetworkProgram(
                network: network, columns: columns, inputs: inputs, readout: readout, kind: kind,
                origin: "A test's own,\nwith */ and \"\"\" and \\N{BULLET} in its words.")
            rows =
                (0..<25).map { row in
                    generator.numbers(columns.count).map { $0 * (row % 5 == 0 ? 40 : 3) }
                } + [columns.map { _ in 0 }, columns.map { _ in -1e-5 }]
        }
    }

    static let samples: [Sample] = {
        let strange = [
            "plain", "qu\"ote", "back\\slash \\(x) \\u{41} ${y} %d", "line\nend\u{202E}tab\t", "π 🙂", "",
        ]
        let all = PointFeature.allCases.map(\.formula)
        func samples() throws -> [Sample] {
            [
                try Sample(
                    .sign, kind: .twoClasses(negative: "-1", positive: "+1"), columns: ["x", "y"],
                    inputs: all,
                    sizes: [1], output: .tanh, seed: 1),
                try Sample(
                    .probability, kind: .twoClasses(negative: "no", positive: "yes"),
                    columns: ["a", "b", "c"],
                    inputs: [.column(0), .column(1), .column(2)], sizes: [1], output: .sigmoid, seed: 2),
                try Sample(
                    .shares, kind: .classes(strange), columns: strange,
                    inputs: [.column(3), .product(0, 5), .sine(2)],
                    sizes: [6], output: .linear, seed: 3),
                try Sample(
                    .number, kind: .numbers, columns: ["only"], inputs: [.column(0), .square(0)], sizes: [1],
                    output: .linear, seed: 4),
                try Sample(
                    .number, kind: .numbers, columns: (1...14).map { "x\($0)" },
                    inputs: (0..<14).map { .column($0) },
                    sizes: [3], output: .relu, seed: 5),
            ]
        }
        return (try? samples()) ?? []
    }()

    @Test func thereAreSamples() {
        #expect(Self.samples.count == 5)
        #expect(Self.samples.allSatisfy { $0.program.activations == Activation.allCases })
        #expect(Set(Self.samples.map(\.program.readout)) == Set(Readout.allCases))
    }

    @Test(.enabled(if: Python.withNumPy != nil, "NumPy is not installed"), arguments: samples)
    func numPy(sample: Sample) throws {
        try compare(sample, in: .numpy) { [Python.withNumPy ?? "", $0] }
    }

    @Test(.enabled(if: Python.withPyTorch != nil, "PyTorch is not installed"), arguments: samples)
    func pyTorch(sample: Sample) throws {
        // PyTorch takes more than a second to load: how the program is called is tried with the first sample alone.
        let isFirst = sample.program.columns == Self.samples[0].program.columns
        try compare(sample, in: .pytorch, calls: isFirst) { [Python.withPyTorch ?? "", $0] }
    }

    @Test(.enabled(if: Node.isInstalled, "Node.js is not installed"), arguments: samples)
    func javaScript(sample: Sample) throws {
        try compare(sample, in: .javascript) { ["node", $0] }
    }

    @Test(arguments: samples)
    func swift(sample: Sample) throws {
        try compare(sample, in: .swift) { file in
            // Nothing is to be said of it, not even in the strictest mode.
            let words = [
                "swiftc", "-swift-version", "6", "-warnings-as-errors", file, "-o", file + ".program",
            ]
            let said = try Program.run(words)
            #expect(said == "")
            return [file + ".program"]
        }
    }

    /// What PyTorch learns on from an exported network: its loss falls, and what it saves is there again.
    @Test(.enabled(if: Python.withPyTorch != nil, "PyTorch is not installed"), arguments: samples)
    func pyTorchGoesOn(sample: Sample) throws {
        let count = sample.program.columns.count
        let outputs = sample.program.network.outputCount
        let targets =
            switch sample.program.readout {
            case .sign: "torch.ones(50, 1).double()"
            case .probability: "torch.ones(50, 1).double()"
            case .shares: "torch.arange(50) % \(outputs)"
            case .number: "torch.ones(50, \(outputs)).double()"
            }
        try inFolder { folder in
            let file = folder + "/net.torch.py"
            try write(sample.program.text(in: .pytorch), to: file)
            let script = """
                import runpy, torch
                names = runpy.run_path("\(file)")
                torch.manual_seed(1)
                network, rows = names["Network"](), torch.randn(50, \(count), dtype=torch.float64)
                first = names["train"](network, rows, \(targets), epochs=1, learning_rate=0.01)
                last = names["train"](network, rows, \(targets), epochs=200, learning_rate=0.01)
                torch.save(network.state_dict(), "\(folder)/network.pt")
                again = names["Network"]()
                again.load_state_dict(torch.load("\(folder)/network.pt"))
                print(first, last, torch.equal(again(rows), network(rows)))
                """
            let words = try Program.run([Python.withPyTorch ?? "", "-c", script]).split(
                whereSeparator: \.isWhitespace)
            let first = try #require(Double(words[0]))
            let last = try #require(Double(words[1]))
            #expect(last < first && words[2] == "True")
        }
    }

    /// Runs a program on all rows; then on one row as its arguments, and in the other ways that it can be called.
    private func compare(
        _ sample: Sample, in language: ExportLanguage, calls: Bool = true,
        _ words: (String) throws -> [String]
    ) throws {
        try inFolder { folder in
            let file = folder + "/net" + language.fileEnding
            try write(sample.program.text(in: language), to: file)
            let rows = sample.rows.map { $0.map(\.description).joined(separator: ",") }
            try write("\n" + rows.joined(separator: "\n") + "\n", to: folder + "/rows.csv")
            let command = try words(file)
            let expected = try sample.rows.map { try self.expected(sample.program, $0) }
            var text = try Program.run(command, input: folder + "/rows.csv")[...]
            for row in expected { try check(&text, row) }
            #expect(text == "")
            guard calls else { return }
            var one = try Program.run(command + sample.rows[1].map(\.description))[...]
            try check(&one, expected[1])
            #expect(one == "")
            // Nothing to read is nothing to say; what is no row is refused.
            let nothing = try Program.run(command)
            #expect(nothing == "")
            for wrong in [sample.rows[1].map(\.description) + ["1"], sample.rows[1].map { _ in "one" }] {
                #expect(throws: Program.Failure.self) { try Program.run(command + wrong, isQuiet: true) }
            }
        }
    }

    /// What a line should say: the numbers, and the answer behind them.
    private func expected(_ program: NetworkProgram, _ row: [Double]) throws -> (
        numbers: [Double], answer: String
    ) {
        let outputs = try program.network.forward(program.inputs.map { $0(row[...]) }).output
        let answer = program.readout.classIndex(outputs).map { " \t" + program.classes[$0] } ?? ""
        return (program.readout == .shares ? softmax(outputs) : outputs, answer + "\n")
    }

    private func check(_ text: inout Substring, _ expected: (numbers: [Double], answer: String)) throws {
        let end = text.firstIndex { $0 == "\t" || $0 == "\n" } ?? text.endIndex
        let numbers = text[..<end].split(separator: " ").compactMap { Double($0) }
        #expect(numbers.count == expected.numbers.count)
        for (number, expected) in zip(numbers, expected.numbers) {
            #expect(abs(number - expected) <= 1e-12 * max(1, abs(expected)))
        }
        text = text[end...]
        let answer = expected.answer.first == " " ? String(expected.answer.dropFirst()) : expected.answer
        #expect(text.hasPrefix(answer))
        text = text.dropFirst(answer.count)
    }

    private func inFolder(_ body: (String) throws -> Void) throws {
        let folder = "/tmp/neurotour-export-\(UUID().uuidString)"
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(atPath: folder) }
        try body(folder)
    }

    private func write(_ text: String, to file: String) throws {
        try text.write(toFile: file, atomically: false, encoding: .utf8)
    }

    @Test(arguments: [
        ("net.py", ExportLanguage.numpy), ("a.b/net.torch.py", .pytorch), ("net.js", .javascript),
        ("net.swift", .swift),
    ])
    func theEndingTellsTheLanguage(file: String, language: ExportLanguage) {
        #expect(ExportLanguage(file: file) == language)
        #expect(ExportLanguage(file: file + "x") == nil)
    }

    @Test func numbersReadBack() throws {
        var generator = SeededGenerator(seed: 9)
        let network = try Network.random(sizes: [3, 2], activations: [.linear], using: &generator)
        let program = try NetworkProgram(
            network: network, columns: ["a", "b", "c"], inputs: (0..<3).map { .column($0) }, readout: .number,
            kind: .numbers, origin: "")
        for language in ExportLanguage.allCases {
            for weight in network.layers[0].weights.elements {
                #expect(program.text(in: language).contains(weight.description))
            }
        }
    }

    @Test func whatDoesNotFitIsRefused() throws {
        var generator = SeededGenerator(seed: 9)
        let network = try Network.random(sizes: [3, 2], activations: [.linear], using: &generator)
        #expect(throws: ShapeError.self) {
            try NetworkProgram(
                network: network, columns: ["a"], inputs: [.column(0)], readout: .number, kind: .numbers,
                origin: "")
        }
        #expect(throws: ShapeError.self) {
            try NetworkProgram(
                network: network, columns: ["a"], inputs: [.column(0), .square(0), .sine(0)],
                readout: .shares,
                kind: .classes(["a", "b", "c"]), origin: "")
        }
    }
}
