import Foundation
import Glibc

@testable import Tutorial

/// A folder of its own for a test, which goes with it.
final class ProgressFolder {
    let path: String

    /// Free of links, so that paths in messages can be foretold.
    private static let temporaryFolder =
        URL(filePath: NSTemporaryDirectory()).resolvingSymlinksInPath().path()

    init() {
        var template = Array("\(Self.temporaryFolder)progress-XXXXXX".utf8CString)
        precondition(mkdtemp(&template) != nil)
        path = template.withUnsafeBufferPointer { String(cString: $0.baseAddress!) }
    }

    deinit {
        try? FileManager.default.removeItem(atPath: path)
    }

    /// The progress file.
    var file: String { "\(path)/progress.jsonl" }

    func write(_ text: String) {
        write(Array(text.utf8))
    }

    func write(_ bytes: [UInt8]) {
        precondition(FileManager.default.createFile(atPath: file, contents: Data(bytes)))
    }

    /// The text of a file in this folder, the progress file if none is named.
    func text(of name: String = "progress.jsonl") -> String {
        String(decoding: FileManager.default.contents(atPath: "\(path)/\(name)") ?? Data(), as: UTF8.self)
    }

    var names: [String] {
        ((try? FileManager.default.contentsOfDirectory(atPath: path)) ?? []).sorted()
    }

    static func mode(of path: String) -> mode_t {
        var status = stat()
        return stat(path, &status) == 0 ? status.st_mode & 0o7777 : 0
    }
}

extension ProgressRecord {
    static func reached(_ step: String) -> ProgressRecord {
        ProgressRecord(lesson: "a", step: step, what: .reached)
    }

    static func done(_ step: String) -> ProgressRecord {
        ProgressRecord(lesson: "a", step: step, what: .done(contentHash: "h"))
    }
}

/// The lines of `ProgressRecord.reached` and `.done` on the day of the tests.
func reachedLine(_ step: String) -> String {
    #"{"v":1,"day":"2026-11-22","lesson":"a","step":"\#(step)","did":"reached"}"# + "\n"
}

func doneLine(_ step: String) -> String {
    #"{"v":1,"day":"2026-11-22","lesson":"a","step":"\#(step)","did":"done","hash":"h"}"# + "\n"
}

extension ProgressStore {
    /// Opens a store whose day is the day of the tests.
    static func open(
        _ path: String, write: @escaping ProgressFile.Write = writeHoldingSizeSignal,
        sync: @escaping DiskSync.Sync = { fsync($0) }
    ) -> ProgressStore {
        open(path: path, day: { "2026-11-22" }, write: write, sync: sync)
    }
}
