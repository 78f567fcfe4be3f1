import Foundation
import Glibc

@testable import Tutorial

/// A folder of lessons for one test, which goes with it.
final class LessonCopy {
    let folder: String

    /// An empty folder.
    init() {
        var template = Array("\(NSTemporaryDirectory())/lesson-copy-XXXXXX".utf8CString)
        precondition(mkdtemp(&template) != nil)
        folder = template.withUnsafeBufferPointer { String(cString: $0.baseAddress!) }
    }

    deinit {
        try? FileManager.default.removeItem(atPath: folder)
    }

    /// A copy of the course.
    /// - Parameter isWanted: which of its lessons, by the names of their folders; all, if left out.
    static func ofTheCourse(_ isWanted: (String) -> Bool = { _ in true }) throws -> LessonCopy {
        let copy = LessonCopy()
        for name in try FileManager.default.contentsOfDirectory(atPath: LessonCheckTests.lessons)
        where isWanted(name) {
            try FileManager.default.copyItem(
                atPath: "\(LessonCheckTests.lessons)/\(name)", toPath: "\(copy.folder)/\(name)")
        }
        return copy
    }

    var library: Library { Library.open(folder: folder, shownAs: "Lessons") }

    func text(_ name: String) throws -> String {
        try String(contentsOfFile: "\(folder)/\(name)", encoding: .utf8)
    }

    func write(_ text: String, to name: String) throws {
        let url = URL(fileURLWithPath: "\(folder)/\(name)")
        try FileManager.default.createDirectory(
            at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
        try text.write(to: url, atomically: true, encoding: .utf8)
    }

    /// What the check finds, without running anything.
    func problems() -> [String] {
        var check = LessonCheck(library)
        check.prove()
        return check.text
    }
}
