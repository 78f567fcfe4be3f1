import Glibc

/// The folder of a lesson, and the course folder that no file may be read outside of.
struct LessonFolder: Sendable {
    /// The folder as the system opens it.
    let path: String
    /// The folder as it is shown to people.
    let shownPath: String
    /// The course folder, links resolved.
    let root: String

    /// A file of this folder as it is shown to people.
    func shown(_ name: String) -> String { "\(shownPath)/\(name)" }

    /// The bytes of a regular file, which may be reached by links as long as they stay in the course folder.
    func bytes(ofFile name: String) throws(FileError) -> [UInt8] {
        guard let resolved = resolvedPath("\(path)/\(name)") else { throw FileError(code: errno) }
        guard resolved.hasPrefix(root == "/" ? "/" : root + "/") else { throw .outsideCourse }
        // Looked at before it is opened: opening a device can already do something.
        var status = stat()
        guard lstat(resolved, &status) == 0 else { throw FileError(code: errno) }
        guard status.isRegularFile else { throw .notRegular }

        let descriptor = open(resolved, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC)
        guard descriptor >= 0 else { throw FileError(code: errno) }
        defer { close(descriptor) }
        guard fstat(descriptor, &status) == 0, status.isRegularFile else { throw .notRegular }
        return try readToEnd(of: descriptor)
    }

    /// The names of the files in it, sorted, those in folders of it included; what editors leave is passed over.
    func fileNames() -> [String] {
        var names: [String] = []
        addNames(in: "", depth: 0, to: &names)
        return names.sorted()
    }

    private func addNames(in folder: String, depth: Int, to names: inout [String]) {
        guard depth < Caps.lessonDepth, let directory = opendir("\(path)/\(folder)") else { return }
        defer { closedir(directory) }
        while let entry = readdir(directory), names.count < Caps.namesPerFolder {
            let name = withUnsafePointer(to: &entry.pointee.d_name) { pointer in
                pointer.withMemoryRebound(to: CChar.self, capacity: Int(NAME_MAX) + 1) { String(cString: $0) }
            }
            if name.hasPrefix(".") || name.hasSuffix("~") { continue }
            var status = stat()
            guard stat("\(path)/\(folder)\(name)", &status) == 0 else { continue }
            if status.isFolder {
                addNames(in: folder + name + "/", depth: depth + 1, to: &names)
            } else {
                names.append(folder + name)
            }
        }
    }

    /// Reads up to one byte more than the cap, so that the reader of the bytes sees that there are too many.
    private func readToEnd(of descriptor: Int32) throws(FileError) -> [UInt8] {
        let capacity = Caps.bytesPerFile + 1
        var bytes: [UInt8] = []
        var chunk = [UInt8](repeating: 0, count: 64 * 1024)
        while bytes.count < capacity {
            let count = read(descriptor, &chunk, min(chunk.count, capacity - bytes.count))
            if count == 0 { break }
            if count > 0 {
                bytes += chunk[..<count]
            } else if errno != EINTR {
                throw FileError(code: errno)
            }
        }
        return bytes
    }
}

/// Why a file of a course cannot be read.
enum FileError: Error, Equatable, CustomStringConvertible {
    case missing
    case notPermitted
    case outsideCourse
    case notRegular
    case notFolder
    case other(String)

    init(code: Int32) {
        switch code {
        case ENOENT: self = .missing
        case EACCES, EPERM: self = .notPermitted
        case ELOOP: self = .other("its links lead in a circle")
        case ENOTDIR: self = .notFolder
        default: self = .other(String(cString: strerror(code)))
        }
    }

    var description: String {
        switch self {
        case .missing: "there is no such file or folder"
        case .notPermitted: "it may not be read; check its permissions"
        case .outsideCourse: "it is a link that leads out of the course folder, which is not followed"
        case .notRegular: "it is not a regular file"
        case .notFolder: "it is not a folder"
        case .other(let reason): reason
        }
    }
}

/// The absolute path with all links resolved, or nil with `errno` set.
package func resolvedPath(_ path: String) -> String? {
    guard let resolved = realpath(path, nil) else { return nil }
    defer { free(resolved) }
    return String(cString: resolved)
}

extension stat {
    var isRegularFile: Bool { st_mode & S_IFMT == S_IFREG }
    var isFolder: Bool { st_mode & S_IFMT == S_IFDIR }
}
