import CodeRunner
import TerminalUI

/// Where the learner's file is, and what there is to run it with.
struct FilePlace {
    let tools: ChallengeTools
    let protection: Protection?

    func lines(width: Int) -> [StyledLine] {
        let wanted = tools.missing ?? Language.all.filter { !tools.languages.contains($0) }
        let missing = wanted.map { language in
            "no \(language.name): \(language.tool) is not installed"
        }
        let rows =
            ["\(tools.language.name), in your file"] + brokenPath(width: width) + missing
            + [protection?.title].compactMap(\.self)
        return [StyledLine()] + rows.map { StyledLine($0, .dim) }
    }

    /// The path in rows, broken behind its slashes.
    private func brokenPath(width: Int) -> [String] {
        var (rows, row) = ([String](), "")
        let parts = tools.file.split(separator: "/", omittingEmptySubsequences: false)
        for (index, part) in parts.enumerated() {
            let piece = part + (index == parts.count - 1 ? "" : "/")
            if !row.isEmpty, cellWidth(of: row) + cellWidth(of: piece) > width {
                rows.append(row)
                row = "  "
            }
            row += piece
        }
        return rows + [row]
    }
}
