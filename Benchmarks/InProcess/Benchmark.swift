/// What `Benchmarks/terminal.py` runs besides the program itself: the empty program that its start is compared
/// with, and the costs that need no terminal.
@main
enum Benchmark {
    static func main() throws {
        switch CommandLine.arguments.dropFirst().first {
        // Without a word, as NeuroTour itself starts.
        case nil: EmptyProgram.run()
        case "costs": try Costs.report()
        default: print("usage: Benchmark [costs]")
        }
    }
}
