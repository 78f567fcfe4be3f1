/// A terminal as far as recordings need one: it obeys the codes of ECMA-48 that they are written with, and refuses all
/// others.
struct ScreenModel {
    struct Place: Hashable {
        /// Empty in the right half of a wide glyph.
        var text = " "
        /// What SGR has set since its last reset.
        var look: [String] = []
    }

    struct UnknownCode: Error {
        let code: String
    }

    private(set) var rows: [[Place]]
    private(set) var cursor = (x: 0, y: 0)
    private(set) var hasCursor = true
    private var look: [String] = []

    init(width: Int, height: Int) {
        rows = Array(repeating: Array(repeating: Place(), count: width), count: height)
    }

    var text: String { rows.map { $0.map(\.text).joined() }.joined(separator: "\n") }

    /// - Parameter width: how many cells a letter takes.
    mutating func feed(_ text: String, width: (Unicode.Scalar) -> Int) throws {
        var scalars = text.unicodeScalars[...]
        while let scalar = scalars.popFirst() {
            if scalar == "\u{1B}" {
                try obey(&scalars)
            } else {
                guard scalar.value >= 0x20, scalar.value != 0x7F else {
                    throw UnknownCode(code: "\(scalar.value)")
                }
                put(scalar, width: width(scalar))
            }
        }
    }

    private mutating func put(_ scalar: Unicode.Scalar, width: Int) {
        guard width > 0 else {
            // A mark goes onto the glyph before it.
            var x = cursor.x - 1
            if rows[cursor.y][x].text.isEmpty { x -= 1 }
            rows[cursor.y][x].text.unicodeScalars.append(scalar)
            return
        }
        for x in cursor.x..<(cursor.x + width) { breakGlyph(x) }
        rows[cursor.y][cursor.x] = Place(text: String(scalar), look: look)
        if width == 2 { rows[cursor.y][cursor.x + 1] = Place(text: "", look: look) }
        // Behind the last column the cursor waits; whoever writes on without a move has made a mistake.
        cursor.x += width
    }

    /// Writing on one half of a wide glyph leaves a blank in the other.
    private mutating func breakGlyph(_ x: Int) {
        let row = rows[cursor.y]
        if row[x].text.isEmpty { rows[cursor.y][x - 1].text = " " }
        if x + 1 < row.count, row[x + 1].text.isEmpty { rows[cursor.y][x + 1].text = " " }
    }

    private mutating func obey(_ scalars: inout Substring.UnicodeScalarView.SubSequence) throws {
        guard scalars.popFirst() == "[" else { throw UnknownCode(code: "ESC without [") }
        var parameters = ""
        while let scalar = scalars.popFirst() {
            guard !("@"..."~").contains(scalar) else { return try obey(scalar, parameters) }
            parameters.unicodeScalars.append(scalar)
        }
        throw UnknownCode(code: parameters)
    }

    private mutating func obey(_ final: Unicode.Scalar, _ parameters: String) throws {
        switch (final, parameters) {
        case ("m", _):
            let codes = parameters.split(separator: ";").map(String.init)
            guard codes.first == "0" else { throw UnknownCode(code: parameters + "m") }
            look = codes.dropFirst().sorted()
        case ("H", _):
            let numbers = parameters.split(separator: ";").compactMap { Int($0) }
            guard numbers.count == 2, rows.indices.contains(numbers[0] - 1),
                rows[0].indices.contains(numbers[1] - 1)
            else { throw UnknownCode(code: parameters + "H") }
            cursor = (numbers[1] - 1, numbers[0] - 1)
        case ("J", "2"):
            let blank = Place(text: " ", look: look)
            rows = rows.map { $0.map { _ in blank } }
        case ("h", "?25"): hasCursor = true
        case ("l", "?25"): hasCursor = false
        default: throw UnknownCode(code: parameters + String(final))
        }
    }
}
