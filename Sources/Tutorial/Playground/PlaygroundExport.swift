import Experiment
import NeuralNetwork

/// What a playground's network is saved as, by the name of the file: numbers, a program of its own, or a link.
struct PlaygroundExport {
    private let playground: Playground

    init(_ playground: Playground) {
        self.playground = playground
    }

    /// The endings that are known.
    static let endings = ([".json"] + ExportLanguage.allCases.map(\.fileEnding) + [".link"]).joined(
        separator: " ")

    /// - Throws: why it can't be saved so.
    func text(forFile name: String) throws(PlaygroundRefusal) -> String {
        do {
            if name.hasSuffix(".link") { return try playground.configuration.link + "\n" }
            // What reads raw numbers: a scaling is folded into the first layer.
            let network = try playground.start.raw(playground.network)
            if name.hasSuffix(".json") { return try NetworkFile(network: network).json }
            if let language = ExportLanguage(file: name) { return try program(network).text(in: language) }
        } catch { throw PlaygroundRefusal("\(error)") }
        throw PlaygroundRefusal("the name says as what; it ends in one of \(Self.endings)")
    }

    private func program(_ network: Network) throws(ShapeError) -> NetworkProgram {
        let configuration = playground.configuration
        return try NetworkProgram(
            network: network, columns: configuration.data.columns, inputs: configuration.inputs,
            readout: configuration.readout, kind: configuration.data.kind,
            origin:
                "Trained in the playground on \(configuration.data.name), seed \(configuration.seed), for "
                + "\(playground.epoch) epochs.")
    }
}
