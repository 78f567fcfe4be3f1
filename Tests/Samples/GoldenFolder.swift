import Foundation

/// A folder `Golden/` beside a test file: screens as they are meant to be, one a file.
///
/// They are changed on purpose only: with `NEUROTOUR_RECORD_GOLDENS=1` the tests write them anew, and whoever does it
/// looks at each one.
package struct GoldenFolder: Sendable {
    package static let isRecording = ProcessInfo.processInfo.environment["NEUROTOUR_RECORD_GOLDENS"] == "1"

    private let name: String
    private let path: String

    package init(beside testFile: String, named name: String = "Golden") {
        self.name = name
        path = URL(fileURLWithPath: testFile).deletingLastPathComponent().appendingPathComponent(name).path
    }

    /// What is wrong with a screen, in words; nil where it is as it is meant to be, or was just recorded.
    package func difference(of text: String, from file: String) throws -> String? {
        if Self.isRecording {
            try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
            try text.write(toFile: "\(path)/\(file)", atomically: true, encoding: .utf8)
            return nil
        }
        guard let expected = try? String(contentsOfFile: "\(path)/\(file)", encoding: .utf8) else {
            return "there is no \(name)/\(file); it would be:\n\(text)"
        }
        guard text != expected else { return nil }
        return "\(name)/\(file) is another screen:\n\(differentRows(expected, text))"
    }

    /// The files that none of these names stands for: they would only mislead.
    package func files(besides known: Set<String>) throws -> Set<String> {
        Set(try FileManager.default.contentsOfDirectory(atPath: path)).subtracting(known)
    }

    /// The rows that differ, the meant one above the one there is, with marks below what differs in them.
    private func differentRows(_ expected: String, _ text: String) -> String {
        let (meant, shown) = (rows(expected), rows(text))
        var lines: [String] = []
        for index in 0..<max(meant.count, shown.count) {
            let (old, new) = (
                index < meant.count ? meant[index] : "", index < shown.count ? shown[index] : ""
            )
            guard old != new else { continue }
            let (left, right) = (Array(old), Array(new))
            let marks = (0..<max(left.count, right.count)).map { place in
                place < left.count && place < right.count && left[place] == right[place] ? " " : "^"
            }
            let row = String(index + 1)
            let indent = String(repeating: " ", count: 4 - min(3, row.count))
            lines += ["\(row)\(indent)- \(old)", "    + \(new)", "      \(marks.joined())"]
        }
        return lines.joined(separator: "\n")
    }

    private func rows(_ text: String) -> [String] {
        text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    }
}
