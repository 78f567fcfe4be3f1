import TerminalUI

/// The cases of a challenge in rows, each with what came of it: the visible ones, and the hidden one that is spoken of.
struct CaseList {
    let challenge: Challenge
    /// What came of the file as it is now; nil before it was run.
    let verdict: ChallengeVerdict?
    /// Whether the hidden cases can be run, and it is worth saying so.
    let offersHidden: Bool

    var lines: [StyledLine] {
        let failed = verdict?.tellingFailure?.aCase.number
        let shown = challenge.cases.filter { !$0.isHidden || $0.number == failed }
        return [StyledLine()] + shown.map(line(of:)) + hiddenLines
    }

    private func line(of aCase: ChallengeCase) -> StyledLine {
        let title = "\(aCase.number) \(aCase.title)"
        switch verdict?.cases.first(where: { $0.aCase.number == aCase.number })?.isPassed {
        case true?: return StyledLine("✓ ", .good) + StyledLine(title)
        case false?: return StyledLine("✗ ", Style(.warning, .bold)) + StyledLine(title, .bold)
        case nil: return StyledLine("○ ", .dim) + StyledLine(title)
        }
    }

    private var hiddenLines: [StyledLine] {
        let count = challenge.cases.count(where: \.isHidden)
        guard count > 0 else { return [] }
        if let verdict, verdict.isWhole, verdict.refusal == nil {
            let passed = verdict.cases.count { $0.aCase.isHidden && $0.isPassed }
            return [StyledLine("  \(passed) of \(count) hidden cases pass", .dim)]
        }
        guard offersHidden else { return [] }
        return [
            StyledLine("  and \(count) hidden" + (verdict?.isWhole == true ? "" : ": Enter runs them"), .dim)
        ]
    }
}
