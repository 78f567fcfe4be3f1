/// Why there can be no full screen here, in a sentence for the person at the keyboard.
package enum TerminalError: Error, Hashable {
    case inputIsNoTerminal
    case outputIsNoTerminal
    /// TERM is unset or empty.
    case typeNotSet
    /// TERM holds something that is no name.
    case typeIsNoName(String)
    /// The type's terminals cannot put the cursor anywhere.
    case cursorCannotMove(String)
    /// Neither the type nor any that stands in for it is described on this system.
    case noDescription(String)
    /// No more files can be open at a time (`ulimit -n`).
    case tooFewFiles
    /// ncurses gave no reason.
    case setupFailed(String)
}

extension TerminalError: CustomStringConvertible {
    package var description: String {
        switch self {
        case .inputIsNoTerminal:
            "the full screen reads keys from a terminal, but standard input is not one; "
                + "start it without `<` or a pipe before it"
        case .outputIsNoTerminal:
            "the full screen is drawn on a terminal, but standard output is not one; "
                + "start it without `>` or a pipe after it"
        case .typeNotSet:
            "the full screen needs to know the terminal's type, but TERM is not set; "
                + "try TERM=xterm-256color"
        case .typeIsNoName(let type):
            "TERM is \"\(printable(type))\", which is no terminal type; try TERM=xterm-256color"
        case .cursorCannotMove(let type):
            "a terminal of type \"\(printable(type))\" cannot move its cursor, which the full screen needs; "
                + "if yours can, try TERM=xterm-256color"
        case .noDescription(let type):
            "no terminal type is described on this system, neither \"\(printable(type))\" nor xterm; "
                + "install ncurses-base, or set TERMINFO"
        case .tooFewFiles:
            "the full screen needs more open files than are allowed here; try a larger limit, as in `ulimit -n 64`"
        case .setupFailed(let type):
            "ncurses could not set up a terminal of type \"\(printable(type))\"; try TERM=xterm-256color"
        }
    }

    /// A type as a message may quote it: whoever set TERM does not write on the screen, nor fill it.
    private func printable(_ type: String) -> String {
        let longest = 32
        let safe = type.unicodeScalars.prefix(longest).map {
            TerminalType.isAllowed($0) ? Character($0) : "?"
        }
        return String(safe) + (type.unicodeScalars.count > longest ? "..." : "")
    }
}
