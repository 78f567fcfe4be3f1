extension NetworkProgram {
    /// The program in Swift, in one file.
    var swift: String {
        let layers = network.layers.map { layer in
            """
                    Layer(
                        weights: \(ExportText.rows(layer.weights, indent: 12, Self.swiftNumber)),
                        biases: \(ExportText.list(layer.biases, indent: 12, Self.swiftNumber)),
                        activation: \(Self.swiftName(layer.activation))),

            """
        }
        let functions = activations.compactMap(Self.swiftFunction).map { $0 + "\n\n" }
        let numbers = readout == .shares ? "Network.shares(row)" : "Network.outputs(row)"
        let line =
            numbers + ".map { \"\\($0)\" }.joined(separator: \" \")"
            + (readout == .number ? "" : " + \" \\t\" + Network.predict(row)")
        return """
            \(heading("//", ["swiftc -O FILE -o network && ./network \(sampleRow)", "./network < rows.csv"]))

            import Foundation

            \(functions.joined())struct Layer: Sendable {
                /// A row for each neuron.
                let weights: [[Double]]
                let biases: [Double]
                let activation: @Sendable (Double) -> Double
            }

            enum Network {
                static let columns = \(ExportText.list(columns, Self.swiftEscape))
                \(readout == .number ? "" : "static let classes = \(ExportText.list(classes, Self.swiftEscape))\n")
                static let layers: [Layer] = [
            \(layers.joined())    ]
            \(swiftFeatures)
                /// The outputs of the network, \(network.outputCount) of them, for a row of \(columns.count).
                static func outputs(_ row: [Double]) -> [Double] {
                    var a = \(readsColumnsAsTheyAre ? "row" : "features(row)")
                    for layer in layers {
                        a = zip(layer.weights, layer.biases).map { weights, bias in
                            layer.activation(zip(weights, a).reduce(bias) { $0 + $1.0 * $1.1 })
                        }
                    }
                    return a
                }

            \(swiftAnswers)
            }

            func fail(_ message: String) -> Never {
                FileHandle.standardError.write(Data((message + "\\n").utf8))
                exit(1)
            }

            let words = CommandLine.arguments.dropFirst().joined(separator: " ")
            var isGiven = !words.isEmpty
            while let line = isGiven ? words : readLine() {
                let texts = line.split { $0 == " " || $0 == "," || $0 == "\\t" || $0.isNewline }
                if !texts.isEmpty {
                    let row = texts.compactMap { Double($0) }
                    guard row.count == texts.count, row.count == Network.columns.count else {
                        let names = Network.columns.joined(separator: ", ")
                        fail("a row has \\(Network.columns.count) numbers (\\(names)), this one: \\(line)")
                    }
                    print(\(line))
                }
                if isGiven { break }
            }

            """
    }

    private static func swiftEscape(_ scalar: Unicode.Scalar) -> String {
        "\\u{" + String(scalar.value, radix: 16) + "}"
    }

    private static func swiftNumber(_ number: Double) -> String {
        if number.isFinite { return number.description }
        return number.isNaN ? ".nan" : number < 0 ? "-.infinity" : ".infinity"
    }

    private static func swiftName(_ activation: Activation) -> String {
        switch activation {
        case .tanh: "{ tanh($0) }"
        case .relu, .sigmoid, .linear, .step: activation.rawValue
        }
    }

    private static func swiftFunction(_ activation: Activation) -> String? {
        switch activation {
        case .relu: "@Sendable func relu(_ z: Double) -> Double { z <= 0 ? 0 : z }"
        case .sigmoid:
            """
            /// 1 / (1 + e^-z), such that no exponential is ever too large.
            @Sendable func sigmoid(_ z: Double) -> Double {
                let power = exp(-abs(z))
                return (z < 0 ? power : 1) / (1 + power)
            }
            """
        case .tanh: nil
        case .linear: "@Sendable func linear(_ z: Double) -> Double { z }"
        case .step: "@Sendable func step(_ z: Double) -> Double { z > 0 ? 1 : 0 }"
        }
    }

    private var swiftFeatures: String {
        if readsColumnsAsTheyAre { return "" }
        let lines = inputs.map { "            \($0.code(sine: "sin") { "row[\($0)]" }),\n" }
        return """

                /// What the network is told of a row.
                static func features(_ row: [Double]) -> [Double] {
                    [
            \(lines.joined())        ]
                }

            """
    }

    private var swiftAnswers: String {
        switch readout {
        case .sign, .probability:
            """
                /// The class of a row.
                static func predict(_ row: [Double]) -> String {
                    classes[outputs(row)[0] >= \(readout == .sign ? "0" : "0.5") ? 1 : 0]
                }
            """
        case .shares:
            """
                /// The share of each class: they sum to 1.
                static func shares(_ row: [Double]) -> [Double] {
                    let scores = outputs(row)
                    let largest = scores.max() ?? 0
                    let powers = scores.map { exp($0 - largest) }
                    let sum = powers.reduce(0, +)
                    return powers.map { $0 / sum }
                }

                /// The class of a row.
                static func predict(_ row: [Double]) -> String {
                    let all = shares(row)
                    let best = all.indices.max { all[$0] < all[$1] } ?? 0
                    return classes[best]
                }
            """
        case .number:
            """
                /// The number for a row\(network.outputCount == 1 ? "" : ", or rather the \(network.outputCount) of them").
                static func predict(_ row: [Double]) -> \(network.outputCount == 1 ? "Double" : "[Double]") {
                    outputs(row)\(network.outputCount == 1 ? "[0]" : "")
                }
            """
        }
    }
}
