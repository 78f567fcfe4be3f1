import Glibc

/// Notices that something in a folder of lessons was saved: looked at from time to time, which works on every disk.
package struct FolderWatch: Sendable {
    private let folder: String
    private var seen: Int

    /// As deep as lessons lie, and as many files as are worth looking at.
    private static let deepest = 3
    private static let mostFiles = 4_000

    package init(_ folder: String) {
        self.folder = folder
        seen = Self.fingerprint(of: folder)
    }

    /// Whether anything is another than at the last look.
    package mutating func hasChanged() -> Bool {
        let now = Self.fingerprint(of: folder)
        defer { seen = now }
        return now != seen
    }

    private static func fingerprint(of folder: String) -> Int {
        var hasher = Hasher()
        var count = 0
        add(folder, depth: 0, to: &hasher, &count)
        return hasher.finalize()
    }

    private static func add(_ folder: String, depth: Int, to hasher: inout Hasher, _ count: inout Int) {
        guard depth < deepest, let directory = opendir(folder) else { return }
        defer { closedir(directory) }
        while let entry = readdir(directory), count < mostFiles {
            let name = withUnsafePointer(to: &entry.pointee.d_name) { pointer in
                pointer.withMemoryRebound(to: CChar.self, capacity: Int(NAME_MAX) + 1) { String(cString: $0) }
            }
            // Editors keep files of their own, which begin with a dot.
            if name.hasPrefix(".") || name.hasSuffix("~") { continue }
            count += 1
            let path = "\(folder)/\(name)"
            var status = stat()
            guard stat(path, &status) == 0 else { continue }
            hasher.combine(path)
            if status.st_mode & S_IFMT == S_IFDIR {
                add(path, depth: depth + 1, to: &hasher, &count)
            } else {
                hasher.combine(status.st_ino)
                hasher.combine(status.st_size)
                hasher.combine(status.st_mtim.tv_sec)
                hasher.combine(status.st_mtim.tv_nsec)
            }
        }
    }
}
