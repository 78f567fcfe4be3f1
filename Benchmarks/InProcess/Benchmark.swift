/// What `Benchmarks/terminal.py` runs besides the program itself: the empty program that its start is compared
/// with, and what needs no terminal.
@main
enum Benchmark {
    static func main() throws {
        switch CommandLine.arguments.dropFirst().first {
        // Without a word, as NeuroTour itself starts.
        case nil: EmptyProgram.run()
        case "costs": try Costs.report()
        case "train": try Training.report(Array(CommandLine.arguments.dropFirst(2)))
        case "evaluation": try Training.evaluation()
        default: print("usage: Benchmark [costs | train … | evaluation]")
        }
    }
}
