import ArgumentParser
import Glibc
import TerminalUI

/// How the program ends when it does not simply finish: a code, and a line that says why.
struct ProgramEnding: Error {
    let code: Int32
    let message: String?

    /// The answer is no: a check failed.
    static let no = ProgramEnding(code: 1, message: nil)

    /// The answer is no, in one line.
    static func no(_ message: String) -> ProgramEnding { ProgramEnding(code: 1, message: message) }

    /// Something took longer than it may, as `timeout` says it.
    static let timeLimit = ProgramEnding(code: 124, message: nil)

    /// Wrong input that has been told already.
    static let toldAlready = ProgramEnding(code: 2, message: nil)

    /// Wrong usage or input, in one line.
    static func wrongInput(_ message: String) -> ProgramEnding {
        ProgramEnding(code: 2, message: message)
    }

    static func signal(_ number: Int32) -> ProgramEnding {
        ProgramEnding(code: 128 + number, message: nil)
    }

    private init(code: Int32, message: String?) {
        self.code = code
        self.message = message
    }

    /// What the argument parser throws: help and version are no mistakes.
    init(parsing error: any Error) {
        let code = Neurotour.exitCode(for: error)
        guard code == .success else {
            self.init(code: 2, message: Neurotour.message(for: error))
            return
        }
        do throws(ProgramEnding) {
            try Output.print([Neurotour.fullMessage(for: error)])
            self.init(code: 0, message: nil)
        } catch {
            self = error
        }
    }

    func leave() -> Never {
        if let message { printError(message) }
        exit(code)
    }
}

/// Prints one line on standard error, made safe.
func printError(_ message: String) {
    // What is quoted of a file or an argument may be as long as those are.
    let longest = 2000
    let text = message.count > longest ? message.prefix(longest) + "…" : message[...]
    let line = Array("neurotour: \(safeText(String(text)))\n".utf8)
    _ = line.withUnsafeBytes { write(STDERR_FILENO, $0.baseAddress, $0.count) }
}
