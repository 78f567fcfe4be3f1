/// The entry of the terminfo database that describes this terminal.
struct TerminalType: Hashable {
    /// What the database knows of a name.
    enum Entry { case usable, withoutCursorMovement, missing }

    let name: String
    /// One sentence where another type stands in for the one that TERM names.
    let notice: String?

    /// Terminals that are newer than many a database call themselves by names that it lacks; all of them
    /// understand what xterm does.
    private static let standIns = ["xterm-256color", "xterm", "ansi"]

    /// Chooses the entry to use.
    /// - Parameters:
    ///   - wish: the value of TERM; nil where it is unset.
    ///   - entry: looks a name up.
    static func choose(_ wish: String?, entry: (String) -> Entry) throws(TerminalError) -> TerminalType {
        guard let wish, !wish.isEmpty else { throw .typeNotSet }
        guard wish.unicodeScalars.count <= 64, wish.unicodeScalars.allSatisfy(isAllowed),
            wish.contains(where: \.isLetter)
        else { throw .typeIsNoName(wish) }
        // Where the type is said to be unknown, nothing stands in for it.
        guard wish != "unknown" else { throw .cursorCannotMove(wish) }

        for name in [wish] + standIns {
            switch entry(name) {
            case .usable where name == wish: return TerminalType(name: name, notice: nil)
            case .usable:
                return TerminalType(
                    name: name,
                    notice: "the terminal type \"\(wish)\" is not described on this system; \(name) stands in"
                )
            case .withoutCursorMovement where name == wish: throw .cursorCannotMove(name)
            case .withoutCursorMovement, .missing: continue
            }
        }
        throw .noDescription(wish)
    }

    /// The characters that names of terminal types are made of: none that leads to another file.
    static func isAllowed(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar {
        case "a"..."z", "A"..."Z", "0"..."9", "-", "+", ".", "_": true
        default: false
        }
    }

    /// Whether the terminal's own font lacks most of what our Unicode drawings use.
    var isLinuxConsole: Bool { name == "linux" || name.hasPrefix("linux-") }
}
