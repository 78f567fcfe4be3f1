import ArgumentParser
import NeuralNetwork
import Tutorial

/// `neurotour playground`: straight to the playground.
struct PlaygroundCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "playground", abstract: "The playground: train networks of your own, live.",
        discussion: """
            Examples:
              neurotour playground
              neurotour playground --data mine.csv
              neurotour playground --url 'https://playground.tensorflow.org/#dataset=spiral&seed=0.1'
            """)

    @Option(
        help: ArgumentHelp("A data set, or a table of your own.", valueName: "name|file.csv"),
        completion: Completions.data)
    var data: String?

    @Option(
        help: ArgumentHelp(
            "The column of a table that is to be told: its name, or its number from 1; the last, if left out.",
            valueName: "column"))
    var target: String?

    @Option(help: ArgumentHelp("A Playground link, or what stands behind its #.", valueName: "link"))
    var url: String?

    @Option(
        help: ArgumentHelp("A network to go on with.", valueName: "network.json"),
        completion: Completions.network)
    var network: String?

    @OptionGroup var lessonOptions: LessonOptions
    @OptionGroup var showOptions: ShowOptions

    func run() throws {
        let start = try start()
        try FullScreen(library: lessonOptions.library(), options: showOptions.wishes).run { session in
            [HomeScreen(session), PlaygroundScreen(start, in: session)]
        }
    }

    private func start() throws(ProgramEnding) -> PlaygroundStart {
        var configuration = PlaygroundConfiguration()
        if let url {
            do { configuration = try PlaygroundConfiguration(link: url) } catch {
                throw .wrongInput("\(error)")
            }
        }
        if let data { configuration.take(try DataInput.source(data, target: target)) }
        if target != nil, !configuration.data.isTable {
            throw .wrongInput("--target names a column of a CSV file, and --data is none")
        }
        let file = try network.map(NetworkInput.network(ofFile:))
        do { return try PlaygroundStart(configuration, network: file?.network) } catch {
            throw .wrongInput("\(network.map { "\($0): " } ?? "")\(error)")
        }
    }
}
