#if DEBUG
    import Glibc
    import TerminalUI

    /// A terminal under which the program crashes on purpose, so that the tests see what is left of the screen.
    ///
    /// Debug builds only: with `NEUROTOUR_FAULT=trap` in the environment, the key `!` is a bug of ours.
    final class FaultTerminal: Terminal {
        private let real: any Terminal

        /// The terminal itself, unless a fault is asked for.
        static func wrap(_ real: any Terminal) -> any Terminal {
            guard let fault = getenv("NEUROTOUR_FAULT"), String(cString: fault) == "trap" else { return real }
            return FaultTerminal(real)
        }

        private init(_ real: any Terminal) {
            self.real = real
        }

        var size: Size { real.size }
        var traits: TerminalTraits { real.traits }
        var hasNextEvent: Bool { real.hasNextEvent }

        func nextEvent(within limit: Duration?) -> Event? {
            let event = real.nextEvent(within: limit)
            if event == .key(.character("!")) {
                let nothing: [Int] = []
                _ = nothing[real.size.width]
            }
            return event
        }

        func handOver(_ work: (_ isAskedToEnd: () -> Bool) -> Void) {
            real.handOver(work)
        }

        func present(_ canvas: Canvas) {
            real.present(canvas)
        }
    }
#endif
