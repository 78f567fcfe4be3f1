import Foundation
import Testing

/// The course without a screen: through a pipe, and on a terminal that can't move its cursor.
struct PlainModeTests {
    private let script: Script

    init() throws { script = try Script() }

    private func play(_ lines: [String], _ arguments: String) throws -> Script.Result {
        try script.write(lines.map { $0 + "\n" }.joined(), to: "lines")
        return try script.run("neurotour \(arguments) < lines")
    }

    /// A step of the tour: predicted, changed, followed, and kept.
    @Test func aStepIsDoneThroughAPipe() throws {
        let result = try play(["3", ":set W1[0][0] 0.7"], "tour visual-model#your-edit --plain")
        #expect(result.code == 0 && result.errors.isEmpty)
        #expect(!result.output.unicodeScalars.contains { $0.value < 0x20 && $0 != "\n" })
        let lines = result.lines
        #expect(lines.contains("Your answer: rise. That is right."))
        // 0.6 · (0.7 − 0.3 + 0.1) + 0.4 · 0.7 = 0.58
        #expect(result.output.contains("makes y 0.58 (before: 0.46)"))
        #expect(lines.contains("ok: done"))
        let list = try script.run("neurotour list")
        #expect(list.lines.contains { $0.hasPrefix("done") && $0.contains("visual-model#your-edit") })
    }

    /// A file is answer enough; it needs no option, and no terminal.
    @Test func itComesByItselfWhereNothingCanBeDrawn() throws {
        let result = try play(["Down", ":quit", "never read"], "")
        #expect(result.code == 0 && result.errors.isEmpty)
        #expect(result.output.contains("everything is told in lines"))
        #expect(result.output.contains("> Down\n▸ 2 The words"))
        #expect(!result.output.contains("never read"))
    }

    @Test func aClosedInputIsNobodyToAnswer() throws {
        let result = try script.run("neurotour <&-")
        #expect(result.code == 2 && result.errors.isOneLine && result.output.isEmpty)
    }

    @Test func whatCanNotBeWrittenIsSaid() throws {
        let result = try script.run("echo | neurotour --plain > /dev/full")
        #expect(result.code == 2 && result.errors.isOneLine)
        #expect(result.errors.contains("No space left"))
    }

    @Test func inASCIIAllOfItIs() throws {
        let result = try script.run("printf 'Down\\n' | LC_ALL=C neurotour tour visual-model --plain")
        #expect(result.code == 0 && result.output.utf8.allSatisfy { $0 < 0x80 })
        #expect(result.output.contains("x1"))
    }

    /// The program waits until what was asked for has been done before it reads the next line.
    @Test func aChallengeIsSolvedThroughAPipe() throws {
        let root = #filePath.split(separator: "/").dropLast(3).reduce("") { $0 + "/" + $1 }
        let lesson = root + "/Lessons/12-challenge-dense-layer"
        let folder = "\(script.folder)/.local/share/neurotour/challenges/dense-layer"
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        // In whichever language it begins here.
        for language in ["js", "py", "swift"] {
            try FileManager.default.copyItem(
                atPath: "\(lesson)/dense-layer.solution.\(language)",
                toPath: "\(folder)/dense-layer.\(language)")
        }
        let result = try play(["", ""], "tour challenge-dense-layer#dense-layer --plain")
        #expect(result.code == 0)
        #expect(result.output.contains("all 18 cases pass"))
    }

    @Test func trainingIsToldThroughAPipe() throws {
        let lines = ["Space", ":wait 2", "Space", ":say"]
        let result = try play(lines, "tour training-live#four-corners --plain")
        #expect(result.code == 0)
        let epochs = result.lines.compactMap { line -> Int? in
            guard let range = line.range(of: "network, epoch ") else { return nil }
            return Int(line[range.upperBound...].prefix { $0.isNumber })
        }
        #expect(epochs.first == 0 && (epochs.last ?? 0) > 0 && epochs == epochs.sorted())
    }
}
