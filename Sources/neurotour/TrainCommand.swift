import ArgumentParser
import NeuralNetwork

/// `neurotour train --data spiral --hidden 8,8`: training without a screen.
struct TrainCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "train", abstract: "Train without a screen: losses, examples per second.",
        discussion: """
            Computes what playground.tensorflow.org computes, number for number, and learns from tables of your own.

            Examples:
              neurotour train --data spiral --hidden 8,8 --activation tanh --seed 0.59704 --epochs 100
              neurotour train --url 'https://playground.tensorflow.org/#dataset=xor&seed=0.1' --json
              neurotour train --data flowers.csv --target species --optimizer adam --export flowers.py

            A table is a CSV file of numbers with the labels in its last column, or in that of --target. Text, or few \
            whole numbers, are classes; other labels are numbers to be predicted. Numbers are scaled while they are \
            learned from; the network that is printed or exported reads them as they stand in the file.

            A training whose numbers grow beyond all bounds ends there, says so, and exits with 1.
            """)

    @OptionGroup var wishes: TrainOptions

    @Option(help: "How many rounds through the examples.")
    var epochs = 100

    @Option(
        help: ArgumentHelp(
            "Write the trained network, as \(NetworkExport.endings). Can be given more than once.",
            valueName: "file"))
    var export: [String] = []

    @Flag(help: "One JSON object a line.")
    var json = false

    func run() throws {
        let configuration = try wishes.configuration()
        guard (0...10_000_000).contains(epochs) else {
            throw ProgramEnding.wrongInput("--epochs takes a number from 0 to 10000000")
        }
        let exports = try export.map(NetworkExport.init)
        let start: PlaygroundConfiguration.Start
        do { start = try configuration.start() } catch { throw ProgramEnding.wrongInput("\(error)") }
        let report = TrainReport(configuration: configuration, start: start, isJSON: json)
        try report.beginning()

        var trainer = try FastTrainer<Double>(
            start.network, examples: start.train, settings: configuration.settings)
        let clock = ContinuousClock()
        var time: Duration = .zero
        try report.losses(of: trainer.network, epoch: trainer.epoch)
        while trainer.epoch < epochs, trainer.fastNetwork.isFinite {
            let begin = clock.now
            trainer.trainEpoch()
            time += clock.now - begin
            if trainer.epoch == epochs || isPowerOfTen(trainer.epoch) || !trainer.fastNetwork.isFinite {
                try report.losses(of: trainer.network, epoch: trainer.epoch)
            }
        }
        try report.end(of: trainer.network, epoch: trainer.epoch, time: time)
        guard trainer.network.isFinite else { throw diverged(at: trainer.epoch, configuration) }
        for export in exports {
            try export.write(trainer.network, start, configuration, epochs: trainer.epoch)
        }
    }

    private func isPowerOfTen(_ number: Int) -> Bool {
        var rest = number
        while rest > 1, rest.isMultiple(of: 10) { rest /= 10 }
        return rest == 1
    }

    private func diverged(at epoch: Int, _ configuration: PlaygroundConfiguration) -> ProgramEnding {
        let rate = configuration.settings.learningRate
        let unwritten = export.isEmpty ? "" : "; nothing was exported"
        return .no(
            "the training diverged: in epoch \(epoch) the weights grew beyond all numbers; "
                + "try a learning rate smaller than \(rate)\(unwritten)")
    }
}
