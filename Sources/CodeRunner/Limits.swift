/// How long a program may take, how much it may use, and how much it may say.
package struct Limits: Sendable {
    /// Wall-clock time for a compiler.
    package var compileTime: Duration
    /// Wall-clock time for the program itself.
    package var runTime: Duration
    /// Processor time for the program itself, in whole seconds.
    package var processorSeconds: Int
    /// Bytes of memory for the program.
    package var memory: Int
    /// How many processes it may have at once.
    package var processes: Int
    /// Bytes that a file can grow to.
    package var fileBytes: Int
    /// Bytes that its folder can grow to.
    package var folderBytes: Int
    /// Bytes kept of each output: its head and its tail in equal parts.
    package var outputBytes: Int

    package init(
        compileTime: Duration = .seconds(60), runTime: Duration = .seconds(15), processorSeconds: Int = 10,
        memory: Int = 1 << 30, processes: Int = 64, fileBytes: Int = 16 << 20, folderBytes: Int = 64 << 20,
        outputBytes: Int = 1 << 20
    ) {
        self.compileTime = compileTime
        self.runTime = runTime
        self.processorSeconds = processorSeconds
        self.memory = memory
        self.processes = processes
        self.fileBytes = fileBytes
        self.folderBytes = folderBytes
        self.outputBytes = outputBytes
    }

    /// What a compiler may use: it is trusted, but what it is given may make it grow without end.
    static let compilerMemory = 4 << 30
}

/// The limits of one program, as its guard takes them.
struct GuardLimits: Sendable {
    var wall: Duration
    var processorSeconds: Int?
    var addressSpace: Int?
    var residentMemory: Int?
    var fileBytes: Int?
    var processes: Int?
    var folderBytes: Int?
    /// Whether the command is itself a guard, in a sandbox, that reports in the same way.
    var isRelay = false
    /// Whether a second guard stands between the guard and the command.
    var isNested = false

    var arguments: [String] {
        let limits: [(name: String, value: Int?)] = [
            ("wall", max(1, Int(wall / .milliseconds(1)))), ("cpu", processorSeconds),
            ("address", addressSpace), ("file", fileBytes), ("resident", residentMemory),
            ("processes", processes), ("folder", folderBytes),
            ("relay", isRelay ? 1 : nil), ("nested", isNested ? 1 : nil),
        ]
        return limits.compactMap { limit in limit.value.map { "\(limit.name)=\($0)" } }
    }
}
