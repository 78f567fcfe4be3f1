import Glibc

extension ProgressStore {
    /// Puts an empty file in the place of the progress, so that a power cut leaves either all of it or nothing: a new
    /// file beside it, brought onto the disk and renamed. Running instances notice, and begin anew.
    /// - Returns: whether there was anything.
    package static func erase(path: String) throws(ProgressProblem) -> Bool {
        var status = stat()
        guard stat(path, &status) == 0 else {
            if errno == ENOENT { return false }
            throw .system(doing: .open, path: path, code: errno)
        }
        guard status.kind == S_IFREG else { throw .notAFile(path) }
        // A file that something else has put there is not ours to erase.
        var file = try ProgressFile(path, for: .look)
        var fold = ProgressFold()
        fold.add(unfinished: try file.readLines(into: &fold))
        guard fold.isProgress else { throw .isNoProgress(path) }

        let target = followingLinks(path)
        let temporary = "\(target).erasing-\(getpid())"
        let descriptor = Glibc.open(temporary, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else { throw .system(doing: .write, path: target, code: errno) }
        defer { close(descriptor) }
        guard fsync(descriptor) == 0, rename(temporary, target) == 0 else {
            let code = errno
            unlink(temporary)
            throw .system(doing: .write, path: target, code: code)
        }
        let directory = Glibc.open(folder(of: target), O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        if directory >= 0 {
            fsync(directory)
            close(directory)
        }
        return status.st_size > 0
    }
}

extension ProgressStore {
    /// The complete lines of the file as they are, those of newer versions included; none where there is no file.
    package static func lines(path: String) throws(ProgressProblem) -> [String] {
        do throws(ProgressProblem) {
            var file = try ProgressFile(path, for: .look)
            guard !file.isTooLarge else { throw .isNoProgress(path) }
            return try file.completeLines()
        } catch {
            guard error.isMissingFile else { throw error }
            return []
        }
    }
}
