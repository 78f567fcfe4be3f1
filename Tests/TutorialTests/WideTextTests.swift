import TerminalUI
import Testing

@testable import Tutorial

/// A lesson in a writing whose characters take two cells and have no blanks between the words.
struct WideTextTests {
    private static let text = "重みは数値で、**入力**に掛けられます。バイアスは最後に加えられ、和が`活性化`関数に渡されます。"

    private static let lessons: WrittenLessons = {
        let lessons = WrittenLessons()
        lessons.write(
            "---\nformat: 1\nid: wide\ntitle: 重みとバイアスと活性化関数についての短い授業\nminutes: 5\n---\n"
                + "## 最初の一歩 {#first}\n\n\(text)\n",
            to: "01-wide/lesson.md")
        return lessons
    }()

    private static func letters(_ text: some StringProtocol) -> String {
        String(text.filter { $0.unicodeScalars.allSatisfy { cellWidth(of: $0) == 2 } })
    }

    /// Nothing of it is lost at the end of a row, and no row is wider than the screen.
    @Test(arguments: ["80x24", "120x40", "40x12", "33x12", "41x16"])
    func proseIsBrokenBetweenItsCells(size: String) throws {
        let player = try ScreenPlayer(at: "wide#first", size: size, library: Self.lessons.library)
        let body = player.rows.dropFirst().map(Self.letters).joined()
        #expect(body.contains(Self.letters(Self.text)))
        let width = player.screen.size.width
        #expect(player.rows.allSatisfy { cellWidth(of: $0) <= width })
    }

    /// A title that is too long is cut between two of its characters, at home and above the lesson.
    @Test(arguments: ["80x24", "40x12", "33x12"])
    func titlesAreCutBetweenTheirCells(size: String) throws {
        let title = "重みとバイアスと活性化関数についての短い授業"
        for address in [nil, "wide#first"] {
            let player = try ScreenPlayer(at: address, size: size, library: Self.lessons.library)
            let row = try #require(player.rows.first { $0.contains("重みと") })
            let shown = row.drop { $0 != "重" }.prefix { Self.letters("\($0)") == "\($0)" }
            #expect(title.hasPrefix(shown) && shown.count >= 5, "\(row)")
        }
    }
}
