import FoundationEssentials
import Glibc
import Testing

/// A process as the system shows it now.
struct RunningProcess: Equatable {
    let id: pid_t
    let parent: pid_t
    let name: String
    /// Time spent computing so far, in hundredths of a second.
    let ticks: Int
    /// `R` running, `S` sleeping, `T` stopped, `Z` ended and not yet waited for.
    let state: Character

    /// Nil when there is no such process, or it has ended.
    init?(_ id: pid_t) {
        guard let text = try? String(contentsOfFile: "/proc/\(id)/stat", encoding: .utf8),
            let open = text.firstIndex(of: "("), let close = text.lastIndex(of: ")")
        else { return nil }
        let fields = text[close...].split(separator: " ").dropFirst().map(String.init)
        guard fields.count > 12, let state = fields[0].first, state != "Z", let parent = pid_t(fields[1]),
            let user = Int(fields[11]), let system = Int(fields[12])
        else { return nil }
        self.id = id
        self.parent = parent
        self.state = state
        name = String(text[text.index(after: open)..<close])
        ticks = user + system
    }

    /// The processes that it started and still are there, with those that these started.
    static func descendants(of process: pid_t) -> [RunningProcess] {
        children(of: process).flatMap { [$0] + descendants(of: $0.id) }
    }

    static func children(of parent: pid_t) -> [RunningProcess] {
        let ids =
            (try? FileManager.default.contentsOfDirectory(atPath: "/proc"))?.compactMap { pid_t($0) } ?? []
        return ids.compactMap(RunningProcess.init).filter { $0.parent == parent }
    }
}

extension Tmux {
    /// The two processes of the program that was started from the shell: the one that watches over the terminal,
    /// which is the one that a user sees, and the one that draws the screen.
    func program() throws -> (watch: pid_t, screen: pid_t) {
        try program(below: pid_t(try query("#{pane_pid}")) ?? 0)
    }

    private func program(below shell: pid_t) throws -> (watch: pid_t, screen: pid_t) {
        var found: (watch: pid_t, screen: pid_t)?
        try wait(for: "the program and its guard run") {
            guard let watch = RunningProcess.children(of: shell).first(where: { $0.name == "neurotour" }),
                let screen = RunningProcess.children(of: watch.id).first(where: { $0.name == "neurotour" })
            else { return false }
            found = (watch.id, screen.id)
            return true
        }
        guard let found else { throw ChildProcess.Failure(description: "the program does not run") }
        return found
    }
}
