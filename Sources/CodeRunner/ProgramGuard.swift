import CProgramGuard
import Glibc

/// The guard around a program, as Swift sees it: how it is called, and what it says in the end.
enum ProgramGuard {
    /// The name under which our own program is nothing but a guard.
    static let name = PROGRAM_GUARD_NAME

    /// How a program ended, in the guard's words.
    enum Ending: Sendable, Equatable {
        case exited(Int32)
        case signalled(Int32)
        case limit(Limit)
        /// It could not be started; the number is the system's.
        case notStarted(errno: Int32)
        /// The guard was asked to end it.
        case stopped
        /// The guard next to it was ended, which only the program itself can have done.
        case guardEnded
        /// That guard has not even begun, as where a sandbox can't be made.
        case notGuarded
    }

    /// The limits that end a program.
    enum Limit: String, Sendable {
        case wall, cpu, file, resident, processes, folder
    }

    /// Reads the lines that a guard has written, and the guard next to the program before it.
    static func ending(in report: String) -> Ending {
        let lines = report.split(separator: "\n")
        let endings = lines.compactMap(ending(inLine:))
        // What the outer guard ended, the inner one could say nothing of, or only that it was ended.
        if let limit = endings.last(where: { if case .limit = $0 { true } else { $0 == .stopped } }) {
            return limit
        }
        guard lines.contains("started") else { return .notGuarded }
        // Two of them tell of an end; of one alone, it is the inner guard's own end that is told.
        return endings.count < 2 ? .guardEnded : endings[0]
    }

    private static func ending(inLine line: Substring) -> Ending? {
        let words = line.split(separator: " ")
        let number = words.count > 1 ? Int32(words[1]) : nil
        switch (words.first, number) {
        case ("exited", let number?): return .exited(number)
        case ("signal", let number?): return .signalled(number)
        case ("cannot", let number?): return .notStarted(errno: number)
        case ("stopped", nil): return .stopped
        case (let word?, nil): return Limit(rawValue: String(word)).map(Ending.limit)
        default: return nil
        }
    }
}

/// A pair of sockets: one end for the guard, whose end tells it that nobody waits any more; one for its report.
struct GuardSocket {
    let guardEnd: Int32
    private let ownEnd: Int32

    init() throws {
        var ends: [Int32] = [-1, -1]
        let type = Int32(SOCK_STREAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue)
        guard socketpair(AF_UNIX, type, 0, &ends) == 0 else {
            throw SystemError(what: "no socket", code: errno)
        }
        (ownEnd, guardEnd) = (ends[0], ends[1])
    }

    func close() {
        Glibc.close(ownEnd)
    }

    /// What the guard has written, after its end.
    func report() -> String {
        var bytes = [UInt8](repeating: 0, count: 512)
        let count = recv(ownEnd, &bytes, bytes.count, Int32(MSG_DONTWAIT))
        return String(decoding: bytes.prefix(max(0, count)), as: UTF8.self)
    }
}
