import TerminalUI
import Testing

@testable import Tutorial

/// The mouse in a lesson: a click focuses, the wheel changes or scrolls.
struct LessonMouseTests {
    /// The stop with its question answered, then these events.
    private func play(_ events: Event..., at step: String = "visual-model#your-edit", size: String = "80x24")
        throws -> ScreenPlayer
    {
        let answer = step == "visual-model#your-edit" ? KeyScript("Down Down Down Enter").keys : []
        return try ScreenPlayer(events: answer.map(Event.key) + events, at: step, size: size)
    }

    private func place(of text: String, in screen: ScreenPlayer) throws -> Point {
        for (y, row) in screen.rows.enumerated() {
            guard let range = row.range(of: text) else { continue }
            return Point(x: row.distance(from: row.startIndex, to: range.lowerBound), y: y)
        }
        throw NotThere(text: text)
    }

    private struct NotThere: Error { let text: String }

    @Test(
        arguments: [
            ("−0.30", "w¹₁₂ = W1[0][1]"), ("−0.20", "b¹₂ = b1[1]"), ("1.00", "x₁ = in[0]"),
            ("+0.46", "z²₁ = z2[0]"),
        ])
    func aClickFocuses(number: String, name: String) throws {
        let point = try place(of: number, in: play())
        let clicked = try play(.mouse(.press, at: Point(x: point.x + 1, y: point.y)))
        #expect(clicked.rows[22].contains(name))
    }

    /// Enter after a click asks why, as after Tab.
    @Test func enterAfterAClickAsksWhy() throws {
        let point = try place(of: "−0.30", in: play())
        #expect(try play(.mouse(.press, at: point), .key(.enter)).contains("Why w¹₁₂ = −0.30?"))
    }

    @Test func theWheelChangesTheFocusedNumber() throws {
        let picture = Point(x: 20, y: 10)
        #expect(try play(.mouse(.wheelUp, at: picture)).contains("+0.6 (+0.5)"))
        #expect(
            try play(.mouse(.wheelDown, at: picture), .mouse(.wheelDown, at: picture)).contains("+0.3 (+0.5)")
        )
    }

    /// At 40×12 the text is longer than its pane and stands at its end.
    @Test func theWheelScrollsTheText() throws {
        let text = Point(x: 20, y: 5)
        let start = try play(size: "40x12")
        let up = try play(.mouse(.wheelUp, at: text), size: "40x12")
        let back = try play(.mouse(.wheelUp, at: text), .mouse(.wheelDown, at: text), size: "40x12")
        #expect(start.text != up.text && start.text == back.text)
        #expect(start.rows[2] == up.rows[5])
    }

    /// While an answer is awaited nothing is changed, and a click outside everything does nothing.
    @Test func nothingIsChangedBehindAQuestion() throws {
        let step = "visual-model#weights-multiply"
        let wheel = try play(.mouse(.wheelUp, at: Point(x: 20, y: 10)), at: step)
        #expect(wheel.rows[22].contains("first your answer"))
        for point in [Point(x: 0, y: 0), Point(x: 79, y: 23), Point(x: 500, y: 2)] {
            #expect(try play(.mouse(.press, at: point)).text == play().text)
        }
    }
}
