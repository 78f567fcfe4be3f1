import Testing

@testable import TerminalUI

struct GeometryTests {
    @Test func sizesAreReadAsTheyAreWritten() {
        #expect(Size("80x24") == Size(width: 80, height: 24))
        #expect(Size("0x0") == Size(width: 0, height: 0))
        #expect(Size(width: 80, height: 24).description == "80x24")
        for text in [
            "", "80", "80x", "x24", "80x24x2", "-1x4", "10001x4", "80 x 24", "99999999999999999999x1",
        ] {
            #expect(Size(text) == nil, "\(text)")
        }
    }

    @Test func sizesAreNeverNegative() {
        #expect(Size(width: -3, height: 2) == Size(width: 0, height: 2))
        #expect(Rect(width: 5, height: 5).inset(left: 4, right: 4).isEmpty)
    }

    @Test(arguments: [-4, 0, 1, 3, 9])
    func splittingLosesNothing(count: Int) {
        let area = Rect(x: 2, y: 1, width: 3, height: 3)
        let (top, below) = area.split(top: count)
        #expect(top.height + below.height == 3 && below.y == top.maxY && below.maxY == area.maxY)
        let (left, right) = area.split(left: count)
        #expect(left.width + right.width == 3 && right.x == left.maxX && right.maxX == area.maxX)
    }

    @Test func intersectionIsWhatBothContain() {
        let first = Rect(x: -1, y: 2, width: 5, height: 4)
        for second in [
            Rect(x: 2, y: 0, width: 9, height: 3), Rect(x: 9, y: 9, width: 1, height: 1), first,
            Rect(x: 0, y: 3, width: 0, height: 2), Rect(x: 0, y: 3, width: 1, height: 1),
        ] {
            let both = first.intersection(second)
            for y in -2..<12 {
                for x in -2..<12 {
                    let point = Point(x: x, y: y)
                    #expect(both.contains(point) == (first.contains(point) && second.contains(point)))
                }
            }
        }
    }
}
