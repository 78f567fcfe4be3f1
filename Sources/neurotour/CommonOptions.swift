import ArgumentParser
import Glibc
import NcursesTerminal
import TerminalUI
import Tutorial

extension GlyphSet: ExpressibleByArgument {}
extension Settings.Motion: ExpressibleByArgument {}
extension ColorWish: ExpressibleByArgument {}

/// Where the lessons are.
struct LessonOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp("The folder of the lessons.", valueName: "dir"), completion: Completions.folder)
    var lessons: String?

    func library() throws(ProgramEnding) -> Library {
        try Self.library(in: lessons)
    }

    /// The lessons of a folder; without one, looked for by the environment, the installed program and the checkout.
    static func library(in lessons: String? = nil) throws(ProgramEnding) -> Library {
        let candidates = lessons.map { [$0] } ?? usualFolders
        guard let folder = candidates.first(where: isFolder) else {
            let sought =
                lessons.map { "there is no folder \"\($0)\"" } ?? "the lessons are not beside the program"
            throw .wrongInput("\(sought); --lessons DIR names the folder of the lessons")
        }
        let resolved = followingLinks(folder)
        let isOwn =
            lessons == nil || usualFolders.contains { isFolder($0) && followingLinks($0) == resolved }
        return Library.open(folder: isOwn ? folder : resolved, shownAs: shownPath(folder), isOwn: isOwn)
    }

    /// The program's own lessons: the folder that the environment names, or else the one that was installed with the
    /// program, wherever both have been moved to, or that of a checkout.
    static var usualFolders: [String] {
        if let named = getenv("NEUROTOUR_LESSONS"), named.pointee != 0 { return [String(cString: named)] }
        guard let program = try? FileSystem.programPath() else { return checkout(".") }
        let folder = FileSystem.folder(of: program)
        var folders = [FileSystem.folder(of: folder) + "/share/neurotour/Lessons"]
        // In a checkout, the program is some folders below the root: .build/x86_64-unknown-linux-gnu/release.
        var above = folder
        for _ in 0..<5 where above != "/" {
            above = FileSystem.folder(of: above)
            folders += checkout(above)
        }
        return folders + checkout(".")
    }

    /// The lessons in a folder that holds our sources. Others are not ours for being near: what a lesson of our own
    /// brings along is run without a question.
    private static func checkout(_ folder: String) -> [String] {
        isFolder(folder + "/Sources/neurotour") ? [folder == "." ? "Lessons" : folder + "/Lessons"] : []
    }

    /// A path as people know it: without the working folder in front of it.
    private static func shownPath(_ folder: String) -> String {
        guard let here = getcwd(nil, 0) else { return folder }
        defer { free(here) }
        let prefix = String(cString: here) + "/"
        return folder.hasPrefix(prefix) ? String(folder.dropFirst(prefix.count)) : folder
    }
}

private func isFolder(_ path: String) -> Bool {
    var status = stat()
    return stat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFDIR
}

/// What the program asks the system about itself.
enum FileSystem {
    static func programPath() throws(ProgramEnding) -> String {
        guard let path = realpath("/proc/self/exe", nil) else {
            throw .wrongInput("the program can't find itself: /proc/self/exe does not say where it is")
        }
        defer { free(path) }
        return String(cString: path)
    }

    static func folder(of path: String) -> String {
        guard let slash = path.lastIndex(of: "/") else { return "." }
        return slash == path.startIndex ? "/" : String(path[..<slash])
    }
}

/// How things are shown.
struct ShowOptions: ParsableArguments {
    @Option(help: ArgumentHelp("The alphabet of the pictures: auto, unicode or ascii.", valueName: "set"))
    var glyphs: GlyphWish?

    @Option(help: ArgumentHelp("Colours: auto, always or never.", valueName: "when"))
    var color: ColorWish?

    @Option(help: ArgumentHelp("How much moves: full, reduced or off.", valueName: "how much"))
    var motion: Settings.Motion?

    @Flag(help: "Leave the mouse to the terminal.")
    var noMouse = false

    @Flag(help: "Keep nothing of what happens.")
    var noSave = false

    @Option(help: ArgumentHelp("The seed of everything random.", valueName: "text"))
    var seed: String?

    @Flag(help: "No screen: lines that are only ever added, for screen readers, braille lines and pipes.")
    var plain = false

    @Flag(help: "Follow the lessons as they are saved, mistakes included.")
    var watch = false

    @Option(
        help: ArgumentHelp(
            "Record the session: asciinema plays it, and neurotour replay plays it again.",
            valueName: "file.cast"))
    var record: String?

    var wishes: ShowWishes {
        ShowWishes(
            glyphs: glyphs, color: color, motion: motion, noMouse: noMouse, noSave: noSave, seed: seed,
            watch: watch, plain: plain, record: record)
    }
}

/// What `ShowOptions` say, also where no command line was parsed.
struct ShowWishes {
    /// Nil: as the settings have it.
    var glyphs: GlyphWish?
    var color: ColorWish?
    var motion: Settings.Motion?
    var noMouse = false
    var noSave = false
    /// Nil: something else each time.
    var seed: String?
    var watch = false
    var plain = false
    /// Whether it is shown to a class.
    var presents = false
    /// The file to record into.
    var record: String?
}

enum GlyphWish: String, CaseIterable, ExpressibleByArgument {
    case auto, unicode, ascii

    /// The wished alphabet; nil leaves it to the terminal.
    var glyphs: GlyphSet? { GlyphSet(rawValue: rawValue) }
}
