/// What a program printed: all of it, or its head and its tail when it printed more than is kept.
///
/// The first lines of a flood say what began it and the last what it was doing when it was stopped.
struct CapturedOutput: Sendable {
    private var head: [UInt8] = []
    private var tail: [UInt8] = []
    private var omitted = 0
    private let half: Int

    /// - Parameter limit: how many bytes are kept.
    init(limit: Int) {
        half = limit / 2
    }

    mutating func append(_ bytes: UnsafeRawBufferPointer) {
        let room = min(half - head.count, bytes.count)
        head += bytes[..<room]
        tail += bytes[room...]
        // Cutting at twice the size moves each byte once at most.
        if tail.count > 2 * half { cut() }
    }

    private mutating func cut() {
        let excess = tail.count - half
        tail.removeFirst(excess)
        omitted += excess
    }

    /// The text, with a line that says how much is left out where something is. Bytes that are not UTF-8 are
    /// shown as U+FFFD.
    var text: String {
        var whole = self
        if whole.tail.count > half { whole.cut() }
        guard whole.omitted > 0 else { return String(decoding: head + whole.tail, as: UTF8.self) }
        return String(decoding: head, as: UTF8.self) + "\n… \(whole.omitted) bytes left out …\n"
            + String(decoding: whole.tail, as: UTF8.self)
    }
}
