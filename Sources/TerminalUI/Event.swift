/// What can happen to the program, one after the other.
package enum Event: Hashable, Sendable {
    case key(Key)
    case mouse(MouseAction, at: Point)
    /// Text that the terminal delivered as a paste: never run as keys.
    case paste(String)
    case resize(Size)
    /// A command in words, such as `set W1[0][0] 0.7` or `answer 2`: typed where there is no screen.
    case command(String)
    /// Time that went by since the last tick, as a value: animations are tested frame by frame.
    case tick(Duration)
    /// A signal asked the program to end.
    case signal(Int32)
    /// The terminal is gone.
    case terminalClosed
}

/// What a mouse does at a cell.
package enum MouseAction: Hashable, Sendable {
    /// The left button went down.
    case press
    case wheelUp, wheelDown
}
