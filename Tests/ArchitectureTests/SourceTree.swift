import FoundationEssentials
import Glibc

/// The files of the repository, found from where this file is.
enum SourceTree {
    struct File {
        /// Relative to the root, with `/`.
        var path: String
        var text: String
        var lines: [Substring] { text.split(separator: "\n", omittingEmptySubsequences: false) }
    }

    static let root: String = {
        let here = realpath(#filePath, nil).map { path in
            defer { free(path) }
            return String(cString: path)
        }
        // …/Tests/ArchitectureTests/SourceTree.swift
        return (here ?? #filePath).split(separator: "/").dropLast(3).reduce("") { $0 + "/" + $1 }
    }()

    /// Every path below a folder, folders included; what is built or belongs to git is left out.
    static func paths(under folder: String = "") throws -> [String] {
        let names = try FileManager.default.contentsOfDirectory(atPath: root + "/" + folder)
        return try names.sorted().filter { ![".git", ".build"].contains($0) }.flatMap { name in
            let path = folder.isEmpty ? name : folder + "/" + name
            return try isFolder(path) ? [path] + paths(under: path) : [path]
        }
    }

    /// Every file below a folder.
    static func files(under folder: String = "") throws -> [File] {
        try paths(under: folder).filter { !isFolder($0) }.map { path in
            let bytes = try Data(contentsOf: URL(filePath: root + "/" + path))
            return File(path: path, text: String(decoding: bytes, as: UTF8.self))
        }
    }

    static func isFolder(_ path: String) -> Bool {
        var isFolder = false
        return FileManager.default.fileExists(atPath: root + "/" + path, isDirectory: &isFolder) && isFolder
    }
}
