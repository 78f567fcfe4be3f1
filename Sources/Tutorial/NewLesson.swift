import Foundation
import Glibc

/// A first lesson that an author begins with.
package struct NewLesson: Sendable {
    /// The file that was written.
    package let file: String

    /// Writes the lesson as the next one of a folder, which is made if need be.
    /// - Throws: `Failure`, where it can't be written. Nothing that is there is changed.
    package init(in folder: String) throws(Failure) {
        // As the system has it: no name is the name of nothing.
        guard !folder.isEmpty else { throw Failure(path: "\"\"", code: ENOENT) }
        let number = try Self.nextNumber(in: folder)
        let name = "\(number < 10 ? "0" : "")\(number)-\(number == 1 ? "first" : "new")"
        let path = "\(folder)/\(name)"
        file = "\(path)/lesson.md"
        do {
            try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
        } catch {
            throw Failure(path: path, code: errno == 0 ? EIO : errno)
        }
        let text = Self.text(id: number == 1 ? "my-first-lesson" : "my-lesson-\(number)")
        let descriptor = open(file, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o644)
        guard descriptor >= 0 else { throw Failure(path: file, code: errno) }
        defer { close(descriptor) }
        let bytes = Array(text.utf8)
        let written = bytes.withUnsafeBytes { write(descriptor, $0.baseAddress, $0.count) }
        guard written == bytes.count else { throw Failure(path: file, code: written < 0 ? errno : ENOSPC) }
    }

    package struct Failure: Error, Sendable, CustomStringConvertible {
        let path: String
        let code: Int32

        package var description: String { "\(path): \(words(for: code))" }
    }

    /// One more than the largest number that a folder's name begins with.
    private static func nextNumber(in folder: String) throws(Failure) -> Int {
        var status = stat()
        guard stat(folder, &status) == 0 else { return 1 }
        guard status.kind == S_IFDIR else { throw Failure(path: folder, code: ENOTDIR) }
        let names = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
        return 1 + (names.compactMap { Int($0.prefix(while: \.isNumber)) }.filter { $0 < 1_000 }.max() ?? 0)
    }

    /// The lesson that the authors' guide begins with.
    static func text(id: String) -> String {
        """
        ---
        format: 1
        id: \(id)
        title: My first lesson
        minutes: 2
        ---
        ## Numbers go in {#numbers-go-in}

        A network reads **numbers** and nothing else.
        A photo is a list of numbers. So is a song.

        """
    }
}
