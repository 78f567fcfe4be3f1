import Testing

@testable import NcursesTerminal

/// When a terminal counts as gone: not for one read that failed.
struct FailedReadTests {
    /// ncurses tells of one failed read twice.
    @Test(arguments: 0...3)
    func aFewFailedReadsAreNotTheEnd(failures: Int) {
        var reads = 0
        let isGone = NcursesTerminal.isGone(
            afterReading: {
                reads += 1
                return reads > failures
            }, isReadable: { true })
        #expect(!isGone && reads == failures + 1)
    }

    @Test func nothingToReadIsNotTheEnd() {
        #expect(!NcursesTerminal.isGone(afterReading: { false }, isReadable: { false }))
    }

    @Test func readableForEverWithNothingToReadIsTheEnd() {
        #expect(NcursesTerminal.isGone(afterReading: { false }, isReadable: { true }))
    }
}
