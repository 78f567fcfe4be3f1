import FoundationEssentials
import Glibc
import Testing

/// `Scripts/install`, with the program that was built for the tests: what it puts where, what it leaves alone, and that
/// the installed program finds its lessons.
struct InstallTests {
    let script: Script

    /// The program to install: a line that starts the real one, which is large, where it need not be moved.
    private let program: String

    init() throws {
        script = try Script()
        program = "'\(script.folder)/.built/neurotour'"
        try writeProgram("exec '\(Self.built)/neurotour' \"$@\"", to: ".built/neurotour")
        symlink(Self.built + "/generate-manual", script.folder + "/.built/generate-manual")
    }

    @Test func whatIsInstalledRunsWhereverItIsMoved() throws {
        try install("--prefix 'my prefix'", program: "'\(Self.built)/neurotour'")
        #expect(try script.run("stat -c %a 'my prefix/bin/neurotour'").output == "755\n")
        let modes = try script.run(
            "umask; find 'my prefix' -type f ! -name neurotour -printf '%m\n' | sort -u")
        #expect(modes.output.hasSuffix("644\n") && modes.lines.count == 2, "\(modes.output)")

        try #require(try script.run("mv 'my prefix' 'moved to'; ln -s 'moved to/bin/neurotour' nt").code == 0)
        for command in ["'moved to/bin/neurotour'", "./nt", "PATH=\"$PWD/moved to/bin:$PATH\" neurotour"] {
            let list = try script.run("\(command) list", environment: ["NEUROTOUR_LESSONS": ""])
            #expect(list.lines.first?.contains("why-this-matters#two-keys") == true, "\(list.errors)")
        }
        try script.run("mv 'moved to/share/neurotour/Lessons' away; mkdir -p Lessons 'moved to/Lessons'")
            .expect(code: 0)
        let list = try script.run("./nt list")
        #expect(list.code == 2 && list.errors.contains("--lessons DIR"), "other folders are not our lessons")
    }

    @Test func uninstallingLeavesWhatWasThereBefore() throws {
        // As in ~/.local, where the program's share and the learner's are one folder.
        try script.write("mine\n", to: "p/share/neurotour/challenges/denseLayer.py")
        try script.write("mine\n", to: "p/bin/other")
        let before = try tree("p")
        let installed = try install("--prefix p")
        #expect(installed.output.contains("Start it with: neurotour"))
        #expect(installed.output.contains("/p/bin is not on your PATH"))
        let removed = try run("--uninstall --prefix p")
        #expect(removed.code == 0, "\(removed.errors)")
        #expect(try tree("p") == before)

        let again = try run("--uninstall --prefix=p")
        #expect(again.code == 2 && again.errors.isOneLine, "\(again.errors)")
    }

    /// An older version had a file that this one has not, and the learner has written into two of them.
    @Test func anotherVersionIsReplacedAndChangesAreKept() throws {
        try install("--prefix p")
        try script.write("older", to: "p/share/neurotour/Lessons/old.md")
        try script.write("older", to: "p/share/neurotour/Lessons/old-and-changed.md")
        try script.run(
            """
            cd p; sha256sum share/neurotour/Lessons/old*.md >> share/neurotour/installed
            echo mine >> share/neurotour/Lessons/old-and-changed.md
            echo mine >> share/neurotour/Lessons/README.md
            rm share/doc/neurotour/LICENSE
            """
        ).expect(code: 0)
        let installed = try install("--prefix p")
        #expect(!script.has("p/share/neurotour/Lessons/old.md"))
        #expect(script.has("p/share/neurotour/Lessons/old-and-changed.md"))
        #expect(script.has("p/share/doc/neurotour/LICENSE"))
        let readme = "p/share/neurotour/Lessons/README.md"
        #expect(
            try script.run("tail -1 \(readme).yours; diff -q \(readme) \(Self.root)/Lessons/README.md").output
                == "mine\n")
        #expect(
            installed.output.contains("README.md.yours") && installed.output.contains("old-and-changed.md"))

        try script.run("echo mine >> p/share/neurotour/Lessons/03-visual-model/lesson.md").expect(code: 0)
        let removed = try run("--uninstall --prefix p")
        #expect(removed.output.contains("03-visual-model/lesson.md"))
        #expect(
            try script.run("find p -type f -printf '%f\n' | sort").output
                == "README.md.yours\nlesson.md\nold-and-changed.md\n")
    }

    /// The disk refuses the program, which comes last, when all else is in its place.
    @Test func whatFailsMidwayIsTakenBack() throws {
        try install("--prefix p")
        try script.run(
            """
            cd p; sed -i /LICENSE/d share/neurotour/installed; echo older > share/doc/neurotour/LICENSE
            sha256sum share/doc/neurotour/LICENSE >> share/neurotour/installed
            rm -r share/zsh; echo mine >> share/neurotour/Lessons/README.md
            """
        ).expect(code: 0)
        let before = try tree("p")
        try moveProgram("{ echo 'mv: no space left' >&2; exit 1; }")
        let failed = try run("--prefix p --program \(program)")
        #expect(failed.code == 1)
        #expect(
            failed.errors == "mv: no space left\nNothing was installed; what was there is as it was.\n",
            "\(failed.errors)")
        #expect(try tree("p") == before)
        #expect(try run("--prefix new/p --program \(program)").code == 1)
        #expect(!script.has("new"))
    }

    @Test func anInstallationThatWasKilledIsNotInTheWay() throws {
        try moveProgram("{ kill -9 $PPID; exit; }")
        #expect(try run("--prefix deep/p --program \(program)").code == 137)
        #expect(script.has("deep/p/share/neurotour/Lessons") && !script.has("deep/p/bin/neurotour"))
        unlink(script.folder + "/.bin/mv")
        try install("--prefix deep/p")
        #expect(try script.run("deep/p/bin/neurotour --version").code == 0)
        #expect(try run("--uninstall --prefix deep/p").code == 0)
        #expect(!script.has("deep/p/bin") && !script.has("deep/p/share"))
    }

    @Test(arguments: [
        ("--prefix /proc/nowhere", "/proc/nowhere"), ("--prefix file/p", "file"), ("--prefix ''", "--prefix"),
        ("--prefix", "--prefix"), ("--perfix p", "--perfix"), ("--prefix taken", "taken/bin/neurotour"),
        ("--prefix p --program file", "file"), ("--uninstall --prefix empty", "empty"),
    ])
    func whatCannotBeDoneIsToldInALine(arguments: String, words: String) throws {
        try script.write("", to: "file")
        try script.write("another program of this name", to: "taken/bin/neurotour")
        mkdir(script.folder + "/empty", 0o755)
        let before = try tree(".")
        let result = try script.run("\(Self.root)/Scripts/install --program \(program) \(arguments)")
        #expect(result.code == 2)
        #expect(result.output.isEmpty)
        #expect(result.errors.isOneLine && result.errors.contains(words), "\(result.errors)")
        #expect(try tree(".") == before)
    }

    // MARK: - The manual and the completions

    @Test func theManualKnowsEveryCommandAndWhatGoesWithIt() throws {
        // As a packager does it, with a root in front.
        try install("--prefix /usr", destination: script.folder + "/root")
        #expect(script.has("root/usr/bin/neurotour"))
        let page = try script.run("MANWIDTH=80 man -l root/usr/share/man/man1/neurotour.1")
        for section in ["ENVIRONMENT", "FILES", "EXIT STATUS", "EXAMPLES"] {
            #expect(page.lines.contains { $0 == section }, "\(section)")
        }
        let help = try script.run("neurotour --help").output
        let commands = help.split(separator: "SUBCOMMANDS:\n").last?.split(separator: "\n")
            .filter { $0.hasPrefix("  ") && $0.dropFirst(2).first?.isLetter == true }
            .compactMap { $0.split(separator: " ").first }
        #expect(commands?.contains("train") == true)
        for command in commands?.filter({ $0 != "See" }) ?? [] {
            #expect(page.lines.contains { ($0 + " ").hasPrefix("     \(command) ") }, "\(command)")
        }
        #expect(page.lines.contains { $0.hasSuffix("wrong usage or input") && $0.contains(" 2 ") })
        #expect(page.output.contains("neurotour forward net.json --input -1,0"))
    }

    @Test func bashCompletesWhatItFindsInTheProgram() throws {
        let terminal = try Tmux.shell()
        try terminal.enter(
            "eval \"$(neurotour --generate-completion-script bash)\"; bind 'set show-all-if-ambiguous on'; clear"
        )
        for (typed, completed) in [
            ("neurotour pl", "neurotour playground"), ("neurotour tour vis", "neurotour tour visual-model"),
            ("neurotour tour visual-model#su", "neurotour tour visual-model#sum-and-bias"),
            ("neurotour tour --glyphs asc", "neurotour tour --glyphs ascii"),
            ("neurotour challenge dens", "neurotour challenge dense-layer"),
            ("neurotour train --optimizer ad", "neurotour train --optimizer adam"),
        ] {
            try terminal.type(typed)
            try terminal.press("Tab")
            try terminal.expect("$ " + completed + "\n")
            try terminal.press("Ctrl-u")
        }
    }

    // MARK: -

    /// The root of the checkout: …/Tests/EndToEndTests/InstallTests.swift
    private static let root = #filePath.split(separator: "/").dropLast(3).reduce("") { $0 + "/" + $1 }

    private static var built: String { Tmux.programFolder }

    @discardableResult
    private func install(
        _ arguments: String, program: String? = nil, destination: String = ""
    ) throws -> Script.Result {
        let result = try run("--program \(program ?? self.program) \(arguments)", destination: destination)
        try #require(result.code == 0, "\(result.errors)")
        #expect(result.errors.isEmpty, "\(result.errors)")
        return result
    }

    private func run(_ arguments: String, destination: String = "") throws -> Script.Result {
        try script.run(
            "umask 077; PATH=\"$PWD/.bin:$PATH\" '\(Self.root)/Scripts/install' \(arguments)",
            environment: ["DESTDIR": destination], limit: .seconds(60))
    }

    /// Lets something happen where the installed program would come to its place.
    private func moveProgram(_ command: String) throws {
        try writeProgram(
            "[[ ${*: -2:1} != */new/bin/neurotour ]] || \(command)\nexec /bin/mv \"$@\"", to: ".bin/mv")
    }

    /// Writes a shell script to be started. A process of its own does it: a file that this one has open to write to can
    /// be open in the child of another test at that moment, and is then "busy".
    private func writeProgram(_ text: String, to file: String) throws {
        try script.write("#!/bin/bash\n\(text)\n", to: file + ".txt")
        try script.run("install -m 755 \(file).txt \(file)").expect(code: 0)
    }

    /// Everything below a folder, with modes and contents.
    private func tree(_ folder: String) throws -> String {
        try script.run(
            """
            cd \(folder); find . ! -path './.*' -printf '%p %m\n' | sort
            find . -type f ! -path './.*' -print0 | sort -z | xargs -0 -r sha256sum
            """
        ).output
    }
}

extension Script.Result {
    fileprivate func expect(code: Int, sourceLocation: SourceLocation = #_sourceLocation) {
        #expect(self.code == code, "\(errors)", sourceLocation: sourceLocation)
    }
}
