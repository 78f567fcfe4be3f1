import Foundation
import NcursesTerminal
import TerminalUI

/// Whether the course is told in lines, and the terminal that tells it.
struct PlainScreen {
    let terminal: PlainTerminal
    let output = PlainOutput()
    /// Why there is no screen, where it was not asked for, and what can be typed.
    let notice: String

    /// Nil where there is a screen to draw on, or nobody to answer.
    init?(_ options: ShowWishes, glyphs: GlyphSet?) {
        let obstacle = options.plain ? nil : NcursesTerminal.obstacle()
        guard options.plain || obstacle != nil && Self.canAnswer else { return nil }
        let help =
            "What you type is an answer or the name of a key, such as Tab or +, a line each; :help says more."
        notice = obstacle.map { "\($0). So everything is told in lines here. \(help)" } ?? help
        signal(SIGPIPE, SIG_IGN)
        terminal = PlainTerminal(
            glyphs: glyphs ?? NcursesTerminal.alphabetOfLocale(), width: Self.width,
            echoes: isatty(STDIN_FILENO) == 0, print: output.print)
    }

    /// Whether somebody can type an answer: at a terminal, through a pipe, or from a file.
    private static var canAnswer: Bool {
        var status = stat()
        guard fstat(STDIN_FILENO, &status) == 0 else { return false }
        let kind = status.st_mode & S_IFMT
        return isatty(STDIN_FILENO) == 1 || [S_IFIFO, S_IFREG, S_IFSOCK].contains(kind)
    }

    private static var width: Int? {
        var size = winsize()
        guard ioctl(STDOUT_FILENO, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 10 else { return nil }
        return Int(size.ws_col) - 1
    }
}

/// Where the lines go, and what went wrong with it.
final class PlainOutput {
    private(set) var failure: ProgramEnding?

    /// - Returns: false where nothing more can be written.
    func print(_ lines: [String]) -> Bool {
        do throws(ProgramEnding) { return try Output.write(lines.joined()) } catch {
            failure = error
            return false
        }
    }
}
