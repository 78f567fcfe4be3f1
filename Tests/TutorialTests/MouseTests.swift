import Course
import TerminalUI
import Testing

@testable import Tutorial

/// The mouse on lists and pages.
struct MouseTests {
    private func press(_ x: Int, _ y: Int) -> Event { .mouse(.press, at: Point(x: x, y: y)) }
    private let wheelDown = Event.mouse(.wheelDown, at: Point(x: 5, y: 5))
    private let wheelUp = Event.mouse(.wheelUp, at: Point(x: 5, y: 5))

    @Test func homeIsClicked() throws {
        func home(_ events: Event..., size: String = "80x24") throws -> ScreenPlayer {
            try ScreenPlayer(events: events, size: size)
        }
        #expect(try home(press(10, 3)).contains("▸ ○  2"))
        #expect(try home(press(10, 3), press(40, 3)).header.contains("The words"))
        #expect(try home(press(10, 2)).header.contains("stop 1/8"))
        #expect(try home(wheelDown).contains("▸ ○  2"))
        #expect(try home(wheelDown, wheelDown, wheelUp).contains("▸ ○  2"))
        #expect(try home(wheelUp).contains("▸ ○  1"))
        for nowhere in [press(10, 0), press(10, 22), press(60, 3), press(45, 3), press(900, 900)] {
            #expect(try home(nowhere).contains("▸ ○  1"))
        }
        #expect(try home(press(10, 3), press(10, 3), size: "40x12").header.contains("The words"))
    }

    /// A click while home asks whether to leave stays, as any other key does, and does nothing else.
    @Test func aClickDoesNotLeave() throws {
        for action in [press(10, 2), press(10, 9), wheelDown] {
            let player = try ScreenPlayer(events: [.key(.character("q")), action])
            #expect(!player.footer.contains("Leave") && player.ending == .terminalClosed)
            #expect(player.contains("▸ ○  1"))
        }
    }

    /// A list that is scrolled is clicked where its rows are now.
    @Test func contentsAreClicked() throws {
        func contents(_ events: Event..., size: String = "80x24") throws -> ScreenPlayer {
            try ScreenPlayer(
                events: [.key(.character("c"))] + events, at: "visual-model#values-enter", size: size)
        }
        #expect(try contents(press(10, 4)).contains("▸ ○ 3"))
        #expect(try contents(press(10, 4), press(10, 4)).header.contains("stop 3/9"))
        #expect(
            try contents(press(10, 4), press(10, 4)).progress.lastStep(ofLesson: "visual-model")
                == "sum-and-bias")
        #expect(try contents(wheelDown, wheelDown, wheelUp).contains("▸ ○ 2"))
        let scrolled = try contents(.key(.end), press(10, 1), size: "40x6")
        #expect(scrolled.contains("▸ ○ 9"))
    }

    @Test func theWheelScrollsPages() throws {
        let help: [Event] = [.key(.character("?"))]
        func page(_ events: [Event]) throws -> ScreenPlayer {
            try ScreenPlayer(events: help + events, size: "40x6")
        }
        let top = try page([])
        #expect(try page([wheelDown]).text != top.text)
        #expect(try page([wheelDown, wheelUp]).text == top.text)
        // One turn too many is not one to turn back.
        let end = try page(Array(repeating: wheelDown, count: 30))
        #expect(try page(Array(repeating: wheelDown, count: 31)).text == end.text)
        #expect(try page(Array(repeating: wheelDown, count: 31) + [wheelUp, wheelDown]).text == end.text)
        #expect(
            try page(Array(repeating: .key(.down), count: 99) + [.key(.up), .key(.down)]).text == end.text)
        #expect(try page([press(5, 3)]).text == top.text)
        #expect(try page([wheelDown, .key(.home)]).text == top.text)
        #expect(try page([.key(.escape)]).header.contains("NeuroTour"))
    }

    @Test func anEmptyListIsClickedInPeace() {
        var list = SelectionList(count: 0)
        for action in [MouseAction.press, .wheelUp, .wheelDown] {
            #expect(!list.handle(action, target: "row:0") && list.selection == 0)
        }
    }
}
