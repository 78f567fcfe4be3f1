import Glibc

/// What `poll` says about the terminal and the signals.
struct TerminalPoll {
    var hasSignals = false
    var hasInput = false
    /// The other side of the terminal is gone.
    var isHungUp = false
    /// Someone reads the terminal again.
    var canDraw = false

    /// Waits for the first of these; none of them, where the time is up or a signal came between.
    /// - Parameters:
    ///   - signals: the descriptor that is readable when a signal came.
    ///   - deadline: when the time is up; nil waits for ever.
    ///   - isDrawn: whether nothing waits for the terminal to take it.
    static func wait(
        signals: Int32, until deadline: ContinuousClock.Instant?, isDrawn: Bool
    ) -> TerminalPoll {
        var descriptors = [
            pollfd(fd: signals, events: Int16(POLLIN), revents: 0),
            pollfd(fd: STDIN_FILENO, events: Int16(POLLIN), revents: 0),
            pollfd(fd: STDOUT_FILENO, events: isDrawn ? 0 : Int16(POLLOUT), revents: 0),
        ]
        var result = TerminalPoll()
        guard poll(&descriptors, nfds_t(descriptors.count), milliseconds(until: deadline)) > 0 else {
            return result
        }
        let gone = Int16(POLLHUP | POLLERR | POLLNVAL)
        result.hasSignals = descriptors[0].revents != 0
        result.hasInput = descriptors[1].revents & Int16(POLLIN) != 0
        result.isHungUp = (descriptors[1].revents | descriptors[2].revents) & gone != 0
        result.canDraw = descriptors[2].revents & Int16(POLLOUT) != 0
        return result
    }

    static var isReadable: Bool { isReady(STDIN_FILENO, for: Int16(POLLIN), within: 0) }

    static var isWritable: Bool { isReady(STDOUT_FILENO, for: Int16(POLLOUT), within: 0) }

    static func waitUntilWritable() { _ = isReady(STDOUT_FILENO, for: Int16(POLLOUT), within: -1) }

    /// - Parameter limit: in milliseconds.
    static func hasSignals(_ descriptor: Int32, within limit: Int32) -> Bool {
        isReady(descriptor, for: Int16(POLLIN), within: limit)
    }

    private static func isReady(_ descriptor: Int32, for events: Int16, within limit: Int32) -> Bool {
        var descriptor = pollfd(fd: descriptor, events: events, revents: 0)
        return poll(&descriptor, 1, limit) > 0
    }

    /// Rounded up, so that a wait is never cut short and repeated with no time at all.
    private static func milliseconds(until deadline: ContinuousClock.Instant?) -> Int32 {
        guard let deadline else { return -1 }
        let left = ContinuousClock.now.duration(to: deadline)
        guard left > .zero else { return 0 }
        let (seconds, attoseconds) = left.components
        guard seconds < 86_400 else { return 86_400_000 }
        return Int32(seconds * 1000 + (attoseconds + 999_999_999_999_999) / 1_000_000_000_000_000)
    }
}
