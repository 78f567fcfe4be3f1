import Course
import Glibc

/// The open file: lines go in at its end, and come out as this program and others write them.
///
/// A link is followed, so that the file can live in a folder that is shared or backed up.
struct ProgressFile: ~Copyable {
    enum Access {
        case append
        /// Leaves no trace: makes no file, changes no mode.
        case look
    }

    /// `write(2)`, or what stands in for it in a test: writes to a descriptor.
    /// - Returns: the number of bytes written, or -1 with `errno` set.
    typealias Write = @Sendable (_ descriptor: Int32, _ bytes: UnsafeRawBufferPointer) -> Int

    let path: String
    private let descriptor: Descriptor
    private let isDevice: Bool
    private var reader = LineReader()

    /// Opens the file, and makes it first if need be.
    init(_ path: String, for access: Access) throws(ProgressProblem) {
        // Looked at first: to open a fifo wakes whoever waits at its other end.
        var status = stat()
        if stat(path, &status) == 0, !status.canHoldProgress { throw .notAFile(path) }
        let purpose = access == .append ? O_RDWR | O_APPEND | O_CREAT : O_RDONLY
        let number = open(path, purpose | O_CLOEXEC | O_NOCTTY | O_NONBLOCK, 0o600)
        guard number >= 0 else { throw .system(doing: .open, path: path, code: errno) }
        let descriptor = Descriptor(number: number)
        guard fstat(number, &status) == 0, status.canHoldProgress else { throw .notAFile(path) }
        isDevice = status.kind != S_IFREG
        self.path = path
        self.descriptor = descriptor
    }

    /// Closes the file to everybody but this user, who can use it again whatever the umask was when it was made.
    func makePrivate() {
        if !isDevice, status.st_mode & 0o777 != 0o600 { fchmod(descriptor.number, 0o600) }
    }

    /// Whether the file is larger than a lifetime of learning makes it: half a million lines.
    var isTooLarge: Bool { status.st_size > 64 << 20 }

    /// Whether the path still leads here: another instance may have erased its file, or a folder been mounted.
    var isInPlace: Bool {
        var status = stat()
        return stat(path, &status) == 0 && status.isSameFile(as: self.status)
    }

    /// A second descriptor for the same open file, to be closed by the caller; nil where the system has none left.
    func duplicateDescriptor() -> Int32? {
        let number = fcntl(descriptor.number, F_DUPFD_CLOEXEC, 0)
        return number >= 0 ? number : nil
    }

    /// Adds the lines that were not read yet.
    /// - Returns: what stands behind the last newline, nil where that is too long.
    mutating func readLines(into fold: inout ProgressFold) throws(ProgressProblem) -> ArraySlice<UInt8>? {
        // /dev/full would be read for ever.
        if isDevice { return [] }
        do {
            return try reader.read(descriptor.number) { fold.add($0) }
        } catch {
            throw .system(doing: .read, path: path, code: error.code)
        }
    }

    /// The lines that were not read yet, as text; one that is too long is left out.
    mutating func completeLines() throws(ProgressProblem) -> [String] {
        if isDevice { return [] }
        var lines: [String] = []
        do {
            _ = try reader.read(descriptor.number) { line in
                if let line { lines.append(String(decoding: line, as: UTF8.self)) }
            }
        } catch {
            throw .system(doing: .read, path: path, code: error.code)
        }
        return lines
    }

    /// Puts a line at the end of the file, on a line of its own whatever stands before it.
    /// - Throws: where it could not be written as a whole; a part of it may stand at the end of the file.
    func append(_ line: [UInt8], write: Write) throws(ProgressProblem) {
        let newline = [UInt8(ascii: "\n")]
        var rest = endsInPartOfLine ? newline + line : line
        while true {
            let count = rest.withUnsafeBytes { bytes in
                retryingInterrupted { write(descriptor.number, bytes) }
            }
            guard count > 0 else { throw .system(doing: .write, path: path, code: errno) }
            rest.removeFirst(count)
            if rest.isEmpty { return }
            // A part is completed, unless another instance has written behind it.
            if lseek(descriptor.number, 0, SEEK_CUR) != status.st_size { rest = newline + line }
        }
    }

    private var endsInPartOfLine: Bool {
        let size = isDevice ? 0 : status.st_size
        var last: UInt8 = 0
        return size > 0 && pread(descriptor.number, &last, 1, size - 1) == 1 && last != UInt8(ascii: "\n")
    }

    private var status: stat {
        var status = stat()
        fstat(descriptor.number, &status)
        return status
    }

    /// Renames the file to `….set-aside-1` (or the next number that is free), because it holds something else.
    /// - Returns: its new path; nil where another instance was quicker.
    func setAside() throws(ProgressProblem) -> String? {
        // Held until the file is closed: an instance that waited finds that the path leads elsewhere.
        while flock(descriptor.number, LOCK_EX) != 0, errno == EINTR {}
        guard isInPlace else { return nil }
        let target = followingLinks(path)
        var taken = stat()
        for number in 1...999 {
            let aside = "\(target).set-aside-\(number)"
            if lstat(aside, &taken) == 0 { continue }
            guard rename(target, aside) == 0 else { throw .notSetAside(path: path, code: errno) }
            return aside
        }
        throw .notSetAside(path: path, code: EEXIST)
    }
}

/// Closes itself.
private struct Descriptor: ~Copyable {
    let number: Int32
    deinit { close(number) }
}

extension stat {
    fileprivate var canHoldProgress: Bool {
        kind == S_IFREG || kind == S_IFCHR && (isDevice(minor: 3) || isDevice(minor: 7))
    }

    /// Whether this is a memory device: 3 is /dev/null, a link to which is how people say that nothing is to be
    /// kept, and 7 is /dev/full, for trying what a full disk does.
    private func isDevice(minor: dev_t) -> Bool { st_rdev == 1 << 8 | minor }
}

/// The path with every link followed, or as it is where that is not possible.
package func followingLinks(_ path: String) -> String {
    resolvedPath(path) ?? path
}

/// `write(2)`, which a limit on the size of files does not end the program for.
///
/// The system sends SIGXFSZ to the writing thread; it is held off here, and what came is taken away.
@Sendable func writeHoldingSizeSignal(_ descriptor: Int32, _ bytes: UnsafeRawBufferPointer) -> Int {
    var signals = sigset_t()
    var before = sigset_t()
    sigemptyset(&signals)
    sigaddset(&signals, SIGXFSZ)
    pthread_sigmask(SIG_BLOCK, &signals, &before)
    let count = write(descriptor, bytes.baseAddress, bytes.count)
    let code = errno
    if count < 0, code == EFBIG {
        var now = timespec()
        sigtimedwait(&signals, nil, &now)
    }
    pthread_sigmask(SIG_SETMASK, &before, nil)
    errno = code
    return count
}
