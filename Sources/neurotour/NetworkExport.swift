import Glibc
import NeuralNetwork

/// A file that a trained network is written to: JSON, or a program in the language that its name ends in.
struct NetworkExport {
    let file: String
    /// Nil for JSON.
    let language: ExportLanguage?

    /// The endings that are known.
    static let endings = ([".json"] + ExportLanguage.allCases.map(\.fileEnding)).joined(separator: ", ")

    /// Looks at a file's name and folder before there is anything to write, so that nothing is learned in vain.
    init(_ file: String) throws(ProgramEnding) {
        self.file = file
        language = ExportLanguage(file: file)
        guard language != nil || file.hasSuffix(".json") else {
            throw .wrongInput("--export: \(file) ends in none of \(Self.endings)")
        }
        let folder = file.lastIndex(of: "/").map { String(file[...$0]) } ?? "."
        let place = access(file, F_OK) == 0 ? file : folder
        guard access(place, W_OK) == 0 else { throw Self.failure(file) }
    }

    /// Writes what was learned.
    func write(
        _ network: Network, _ start: PlaygroundConfiguration.Start, _ configuration: PlaygroundConfiguration,
        epochs: Int
    ) throws {
        guard let language else {
            try write(NetworkFile(network: start.raw(network)).json)
            return
        }
        let program = try configuration.program(
            of: network, start,
            origin: "Trained by `neurotour train` on \(configuration.data.name), seed \(configuration.seed), "
                + "for \(epochs) epochs.")
        try write(program.text(in: language))
    }

    private func write(_ text: String) throws(ProgramEnding) {
        let descriptor = open(file, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o666)
        guard descriptor >= 0 else { throw Self.failure(file) }
        defer { close(descriptor) }
        var bytes = Array(text.utf8)[...]
        while !bytes.isEmpty {
            let written = bytes.withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress, $0.count) }
            if written >= 0 {
                bytes = bytes.dropFirst(written)
            } else if errno != EINTR {
                throw Self.failure(file)
            }
        }
    }

    private static func failure(_ file: String) -> ProgramEnding {
        .wrongInput("--export: \(file): \(String(cString: strerror(errno)))")
    }
}
