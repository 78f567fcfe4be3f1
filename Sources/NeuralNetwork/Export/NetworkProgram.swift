/// A trained network as a program of its own, which asks for nothing of NeuroTour: it reads rows of raw numbers and says
/// what the network says of them.
public struct NetworkProgram: Equatable, Sendable {
    /// The network, which reads raw numbers.
    public let network: Network
    /// The names of the columns of a row.
    public let columns: [String]
    /// What the network is told of a row, one formula an input.
    public let inputs: [InputFormula]
    /// How the answer is read off the outputs.
    public let readout: Readout
    /// The names of the classes, those of two the negative one first; none for a number.
    public let classes: [String]
    /// Where it comes from, in a sentence or two.
    public let origin: String

    /// Puts the parts together.
    /// - Throws: `ShapeError` where the network has another number of inputs than there are formulas, or of outputs than the
    ///   readout asks for. A number may be read off any number of outputs.
    public init(
        network: Network, columns: [String], inputs: [InputFormula], readout: Readout,
        kind: LabelledData.Kind, origin: String
    ) throws(ShapeError) {
        precondition(inputs.allSatisfy { $0.columns.allSatisfy(columns.indices.contains) }, "unknown columns")
        guard inputs.count == network.inputCount else {
            throw ShapeError(.input, expected: network.inputCount, found: inputs.count)
        }
        let outputs = readout.outputCount(for: kind)
        guard readout == .number || outputs == network.outputCount else {
            throw ShapeError(.targets, expected: network.outputCount, found: outputs)
        }
        self.network = network
        self.columns = columns
        self.inputs = inputs
        self.readout = readout
        classes = kind.classNames
        self.origin = origin
    }

    /// The source text, in a language.
    public func text(in language: ExportLanguage) -> String {
        switch language {
        case .numpy: numpy
        case .pytorch: pytorch
        case .javascript: javascript
        case .swift: swift
        }
    }

    /// Whether the network is told the columns just as they are.
    var readsColumnsAsTheyAre: Bool { inputs == columns.indices.map { .column($0) } }

    /// The activations that occur, in the order of `Activation`.
    var activations: [Activation] {
        Activation.allCases.filter { activation in network.layers.contains { $0.activation == activation } }
    }

    /// What stands at the head of every program, as lines of comment.
    func heading(_ mark: String, _ usage: [String]) -> String {
        let sizes = network.layerSizes.map(String.init).joined(separator: "-")
        let names = columns.map(ExportText.comment)
        let lines =
            ["A \(sizes) network, written by NeuroTour."] + ExportText.folded(ExportText.comment(origin)) + [
                ""
            ]
            + ExportText.folded(
                "Reads rows of \(counted(columns.count, "number")), from the arguments or else from standard input, "
                    + "a row a line: " + names.joined(separator: ", "))
            + [""] + usage.map { "    " + $0 } + ["", "Prints for each row \(printed)."]
        return lines.map { $0.isEmpty ? mark : "\(mark) \($0)" }.joined(separator: "\n")
    }

    /// A row to show how the program is called.
    var sampleRow: String {
        columns.indices.prefix(4).map { "\($0 + 1)" }.joined(separator: " ") + (columns.count > 4 ? " …" : "")
    }

    private var printed: String {
        switch readout {
        case .sign: "the output, from -1 to 1, and the class that its sign says"
        case .probability: "the probability of the second class, and the likelier of the two"
        case .shares: "the share of every class, and the class with the largest"
        case .number: network.outputCount == 1 ? "the number" : "the \(network.outputCount) numbers"
        }
    }

    private func counted(_ count: Int, _ what: String) -> String {
        "\(count) \(what)\(count == 1 ? "" : "s")"
    }
}

/// A language that a network can be written in.
public enum ExportLanguage: String, CaseIterable, Sendable {
    case numpy, pytorch, javascript, swift

    /// Its name for people.
    public var title: String {
        switch self {
        case .numpy: "Python with NumPy"
        case .pytorch: "Python with PyTorch"
        case .javascript: "JavaScript"
        case .swift: "Swift"
        }
    }

    /// How the names of its files end.
    public var fileEnding: String {
        switch self {
        case .numpy: ".py"
        case .pytorch: ".torch.py"
        case .javascript: ".js"
        case .swift: ".swift"
        }
    }

    /// The language of a file, by its name.
    public init?(file: String) {
        let endings = Self.allCases.filter { file.hasSuffix($0.fileEnding) }
        guard let language = endings.max(by: { $0.fileEnding.count < $1.fileEnding.count }) else {
            return nil
        }
        self = language
    }
}
