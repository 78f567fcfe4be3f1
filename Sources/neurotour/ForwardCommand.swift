import ArgumentParser
import Foundation
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
        let bytes: [UInt8]
        do { bytes = try Self.bytes(of: file, limit: NetworkFile.sizeLimit + 1) } catch {
            throw .wrongInput("\(file): \(error.localizedDescription)")
        }
        do { return try NetworkFile(json: bytes) } catch { throw .wrongInput("\(file):\(error)") }
    }

    private static func bytes(of file: String, limit: Int) throws -> [UInt8] {
        let handle = try FileHandle(forReadingFrom: URL(fileURLWithPath: file))
        defer { try? handle.close() }
        return Array(try handle.read(upToCount: limit) ?? Data())
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
