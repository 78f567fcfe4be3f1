/// The lines of a file, read and added up.
struct ProgressFold {
    /// Whose lines count: those of these lessons, and those of the program's own, which name none.
    private let course: String?
    private(set) var state = ProgressState()
    /// Lines that are no record.
    private(set) var unreadableLines = 0
    /// Lines that a newer version of the program wrote.
    private(set) var newerLines = 0
    /// Whether the file ends within a line.
    private(set) var isTorn = false

    init(course: String? = nil) {
        self.course = course
    }

    private var hasLineOfOurs = false
    private var hasOtherLine = false

    /// Whether the file is one of ours, or still empty.
    var isProgress: Bool { hasLineOfOurs || !hasOtherLine }

    /// Starts with a file; the state stays, what was learnt is not unlearnt when a file vanishes.
    mutating func beginFile() {
        let state = self.state
        self = ProgressFold(course: course)
        self.state = state
    }

    mutating func apply(_ record: ProgressRecord, day: String) {
        state.apply(record, on: Day(day) ?? .unknown)
    }

    /// - Parameter line: nil for one that is too long to be read.
    mutating func add(_ line: ArraySlice<UInt8>?) {
        switch line.map(ProgressLine.init) {
        case .blank:
            break
        case .record(let record, let stamp):
            if stamp.course == nil || stamp.course == course {
                state.apply(record, on: Day(stamp.day) ?? .unknown)
            }
            hasLineOfOurs = true
        case .newer:
            newerLines += 1
            hasLineOfOurs = true
        case .unreadable, nil:
            unreadableLines += 1
            if let line, ProgressLine.isBeginning(line) { hasLineOfOurs = true } else { hasOtherLine = true }
        }
    }

    /// - Parameter end: what stands behind the last newline; a record that lacks nothing but its newline counts.
    mutating func add(unfinished end: ArraySlice<UInt8>?) {
        if let end, end.isEmpty { return }
        let unreadableBefore = unreadableLines
        add(end)
        isTorn = unreadableLines > unreadableBefore
        unreadableLines = unreadableBefore
    }
}
