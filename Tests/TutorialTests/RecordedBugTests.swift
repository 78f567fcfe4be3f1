import Foundation
import Samples
import TerminalUI
import Testing

@testable import Tutorial

/// Recordings that came with bug reports, in the folder `Recordings`: each ends on the screen beside it.
///
/// They are played with the lessons as they are now, whichever they were recorded with.
struct RecordedBugTests {
    private static let folder = GoldenFolder(beside: #filePath, named: "Recordings")
    private static let path = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
        .appendingPathComponent("Recordings").path

    private static let names: [String] = ((try? FileManager.default.contentsOfDirectory(atPath: path)) ?? [])
        .filter { $0.hasSuffix(".cast") }.sorted()

    @Test(arguments: names)
    func endsOnTheScreenBesideIt(name: String) throws {
        let recording = try Recording.open(file: "\(Self.path)/\(name)", program: nil)
        let library = recording.ownLibrary ?? courseLibrary
        let outcome = try SessionReplay(recording, library: library).play()
        let text = outcome.screen.text(colors: outcome.colors) + "\n"
        let screen = name.replacing(".cast", with: ".txt")
        if let difference = try Self.folder.difference(of: text, from: screen) {
            Issue.record("\(difference)")
        }
    }

    @Test func thereAreSome() throws {
        #expect(!Self.names.isEmpty)
    }
}
