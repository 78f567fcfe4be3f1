import Experiment
import TerminalUI

// The mouse in a lesson: a click focuses a number, the wheel changes it or scrolls the text.

extension LessonScreen {
    private static let rowsPerTurn = 3

    mutating func handleMouse(_ action: MouseAction, at point: Point, _ session: Session) -> [Command] {
        guard entry == nil else { return [] }
        let step = action == .wheelUp ? 1 : -1
        switch action {
        case .press: return focus(at: point, session)
        case .wheelUp, .wheelDown:
            if why != nil { return handleWhy(step > 0 ? .up : .down, session) }
            let isOverPicture = frame(Rect(session.size), session).picture?.contains(point) ?? false
            if isOverPicture, run.picture?.scrolls ?? false, run.experiment?.cursor == nil {
                listingShift -= step * Self.rowsPerTurn
                return []
            }
            guard isOverPicture else {
                scrollText(by: -step * Self.rowsPerTurn, session)
                return []
            }
            guard run.numbersAreLive else {
                return say(Self.answerFirst)
            }
            return change(by: Double(step) * 0.1, session)
        }
    }

    private mutating func focus(at point: Point, _ session: Session) -> [Command] {
        guard let name = target(at: point, in: session), let experiment = run.experiment,
            let node = try? Expression(name).root,
            let address = try? Address.all(in: node, of: experiment).first
        else { return [] }
        if let trail = why { why = WhyTrail(address, wasFresh: trail.wasFresh) }
        return focus(on: address, session)
    }
}
