import TerminalUI

/// What the terminal is asked at the start, in one piece. Its answers, each a `TerminalReport`, come as keys do.
struct TerminalQuestions {
    /// Whether the colour behind everything is asked for.
    var background = false
    /// Whether it is asked how many cells an ambiguous character takes.
    var width = false

    /// How long the answers may take until nothing is held back for them any more.
    static let patience: Duration = .seconds(3)
    /// How long the first screen waits for the answer that its alphabet hangs on.
    static let patienceForWidth: Duration = .milliseconds(150)
    /// How long the end waits for answers that would be typed into the shell otherwise.
    static let patienceAtEnd: Duration = .milliseconds(100)

    /// Two characters that UAX #11 calls ambiguous, and where the cursor stands behind them if each takes one cell.
    static let probe = "─×"
    static let narrowColumn = 3
    /// Not the first row: where the cursor stands in that one is what some keys send.
    static let probeRow = 2

    /// To be written while the screen is empty.
    ///
    /// Last comes a question that every terminal answers: what is not answered by then is not known to it. What one
    /// shows of a question that it can't read is wiped away.
    var text: String {
        let toProbe = "\u{1B}[\(Self.probeRow);1H"
        return "\u{1B}7" + (width ? toProbe + Self.probe + "\u{1B}[6n" + toProbe + "\u{1B}[K" : "")
            + "\u{1B}[1;1H"
            + (background ? "\u{1B}]11;?\u{1B}\\" : "")
            + "\u{1B}[?2026$p\u{1B}[c\u{1B}[1;1H\u{1B}[K\u{1B}8"
    }
}
