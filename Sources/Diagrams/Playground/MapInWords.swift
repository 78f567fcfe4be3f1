/// What a network says on a piece of the plane, in words: row by row, up to where each answer holds.
package struct MapInWords {
    /// An edge of the map.
    package struct Axis: Hashable, Sendable {
        package let name: String
        package let range: ClosedRange<Double>

        package init(name: String, range: ClosedRange<Double>) {
            (self.name, self.range) = (name, range)
        }

        /// What lies at a share of it, 0 to 1, with no more decimals than it needs.
        fileprivate func text(at share: Double) -> String {
            let value = range.lowerBound + share * (range.upperBound - range.lowerBound)
            var text = NumberFormat(glyphs: .ascii).text(value)
            guard text.contains("."), !text.contains("e") else { return text }
            while text.last == "0" { text.removeLast() }
            return text.last == "." ? String(text.dropLast()) : text
        }
    }

    private let across: Axis
    /// Nil where there is but one row, which stands for all.
    private let up: Axis?
    private let answers: [[String]]

    /// - Parameter answers: the top row first, each with the same number of places from left to right.
    package init(across: Axis, up: Axis?, answers: [[String]]) {
        (self.across, self.up, self.answers) = (across, up, answers)
    }

    /// A sentence for each row, or one for all where the answer is the same everywhere.
    package func sentences() -> [String] {
        guard let first = answers.first?.first else { return [] }
        if answers.allSatisfy({ $0.allSatisfy { $0 == first } }) { return ["The map: \(first) everywhere."] }
        let rows = up == nil ? "" : ", from the top down"
        let ends = "\(across.name) from \(across.text(at: 0)) to \(across.text(at: 1))"
        let title = "What it says on the map\(rows), \(ends):"
        return [title] + answers.indices.map(sentence)
    }

    /// `y 4.29: no up to x -2.25, then yes up to x 2.5, then no.`
    private func sentence(_ row: Int) -> String {
        let places = answers[row]
        var parts: [String] = []
        for (index, answer) in places.enumerated() {
            guard index + 1 < places.count else {
                parts.append(answer)
                break
            }
            guard places[index + 1] != answer else { continue }
            let edge = across.text(at: Double(index + 1) / Double(places.count))
            parts.append("\(answer) up to \(across.name) \(edge)")
        }
        let height = up.map { axis in
            let share = 1 - (Double(row) + 0.5) / Double(answers.count)
            return "\(axis.name) \(axis.text(at: share)): "
        }
        return "\(height ?? "")\(parts.joined(separator: ", then "))."
    }
}
