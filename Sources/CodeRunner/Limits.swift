/// How long a program may take and how much it may say.
package struct Limits: Sendable {
    /// Wall-clock time for a compiler.
    package var compileTime: Duration
    /// Wall-clock time for the program itself.
    package var runTime: Duration
    /// Processor time for the program itself, in whole seconds; it holds where `prlimit` is installed.
    package var processorSeconds: Int
    /// Bytes kept of each output: its head and its tail in equal parts.
    package var outputBytes: Int

    package init(
        compileTime: Duration = .seconds(60), runTime: Duration = .seconds(15), processorSeconds: Int = 10,
        outputBytes: Int = 1 << 20
    ) {
        self.compileTime = compileTime
        self.runTime = runTime
        self.processorSeconds = processorSeconds
        self.outputBytes = outputBytes
    }
}
