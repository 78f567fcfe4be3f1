import ArgumentParser
import Glibc
import NeuralNetwork
import Tutorial

/// `neurotour forward NETWORK.json --input 1,0`: a forward pass with everything it computes.
struct ForwardCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "forward", abstract: "A forward pass with every product, sum and activation.")

    @Argument(
        help: ArgumentHelp("The network, as JSON.", valueName: "network.json"),
        completion: Completions.network)
    var file: String

    @Option(
        parsing: .unconditional,
        help: ArgumentHelp("The input, as in 1,0 or -1,0; the file's own, if left out.", valueName: "numbers")
    )
    var input: String?

    @Flag(help: "One JSON object.")
    var json = false

    func run() throws {
        let network = try NetworkInput.network(ofFile: file)
        let pass: ForwardPass
        let numbers = try input.map(NetworkInput.numbers) ?? network.input
        guard let numbers else {
            throw ProgramEnding.wrongInput("the file has no input of its own; --input 1,0 gives one")
        }
        do { pass = try network.network.forward(numbers) } catch {
            throw ProgramEnding.wrongInput("\(error)")
        }
        try Output.print(json ? [pass.json] : ForwardPassText(pass).lines)
    }
}
