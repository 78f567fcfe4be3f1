import ArgumentParser
import Glibc
import NeuralNetwork
import Tutorial

/// `neurotour forward NETWORK.json --input 1,0`: a forward pass with everything it computes.
struct ForwardCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "forward", abstract: "A forward pass with every product, sum and activation.")

    @Argument(help: ArgumentHelp("The network, as JSON.", valueName: "network.json"))
    var file: String

    @Option(
        parsing: .unconditional,
        help: ArgumentHelp("The input, as in 1,0 or -1,0; the file's own, if left out.", valueName: "numbers")
    )
    var input: String?

    @Flag(help: "One JSON object.")
    var json = false

    func run() throws {
        let network = try readNetwork()
        let pass: ForwardPass
        do { pass = try network.network.forward(try numbers(for: network)) } catch let error as ShapeError {
            throw ProgramEnding.wrongInput("\(error)")
        }
        try Output.print(json ? [pass.json] : ForwardPassText(pass).lines)
    }

    private func readNetwork() throws(ProgramEnding) -> NetworkFile {
        let bytes = try Self.bytes(of: file, limit: NetworkFile.sizeLimit + 1)
        do { return try NetworkFile(json: bytes) } catch { throw .wrongInput("\(file):\(error)") }
    }

    /// The beginning of a file: also of one that has no end, such as a device or a pipe.
    private static func bytes(of file: String, limit: Int) throws(ProgramEnding) -> [UInt8] {
        let descriptor = open(file, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { throw .wrongInput("\(file): \(String(cString: strerror(errno)))") }
        defer { close(descriptor) }
        var bytes: [UInt8] = []
        var chunk = [UInt8](repeating: 0, count: 65_536)
        while bytes.count < limit {
            let count = read(descriptor, &chunk, min(chunk.count, limit - bytes.count))
            if count == 0 { break }
            if count > 0 {
                bytes += chunk[..<count]
            } else if errno != EINTR {
                throw .wrongInput("\(file): \(String(cString: strerror(errno)))")
            }
        }
        return bytes
    }

    private func numbers(for network: NetworkFile) throws(ProgramEnding) -> [Double] {
        guard let input else {
            guard let own = network.input else {
                throw .wrongInput("the file has no input of its own; --input 1,0 gives one")
            }
            return own
        }
        var numbers: [Double] = []
        for (index, part) in input.split(separator: ",", omittingEmptySubsequences: false).enumerated() {
            do { numbers.append(try typedNumber(String(part))) } catch {
                throw .wrongInput("--input: number \(index + 1): \(error)")
            }
        }
        return numbers
    }
}
