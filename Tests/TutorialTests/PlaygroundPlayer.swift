import Experiment
import Foundation
import Glibc
import NeuralNetwork
import TerminalUI
import Testing

@testable import Tutorial

/// The playground's screen with its keys, ticks and files, all at once and one after the other.
struct PlaygroundPlayer {
    var screen: PlaygroundScreen
    var session: Session
    /// The commands that are no files to open or to save.
    private(set) var commands: [Command] = []

    init(
        _ change: (inout PlaygroundConfiguration) -> Void = { _ in }, size: Size = Size(width: 80, height: 24)
    ) throws {
        session = Session(library: courseLibrary, settings: .still)
        session.size = size
        var configuration = PlaygroundConfiguration()
        change(&configuration)
        screen = PlaygroundScreen(try PlaygroundStart(configuration), in: session)
    }

    var board: PlaygroundBoard { screen.board }
    var playground: Playground { screen.board.playground }
    var message: String { screen.board.message ?? "" }
    var focusedControl: PlaygroundControl? {
        guard case .control(let index) = board.focus, board.controls.indices.contains(index) else {
            return nil
        }
        return board.controls[index]
    }

    mutating func press(_ script: String) {
        for key in KeyScript(script).keys { handle(.key(key)) }
    }

    mutating func tick(_ count: Int) {
        for _ in 0..<count { handle(.tick(.milliseconds(33))) }
    }

    mutating func handle(_ event: Event) {
        var commands = screen.handle(event, in: session)
        while !commands.isEmpty {
            let command = commands.removeFirst()
            guard case .playground(let errand) = command else {
                self.commands.append(command)
                continue
            }
            let report =
                switch errand {
                case .open(let file, let configuration): PlaygroundFiles.open(file, configuration)
                case .save(let file, let text, let overwrites):
                    PlaygroundFiles.save(text, as: file, overwrites: overwrites)
                }
            commands += screen.receive(report, in: session)
        }
    }

    /// Types into a question, which may hold something already.
    mutating func type(_ text: String) {
        press("Ctrl-U")
        for character in text { handle(.key(.character(character))) }
        press("Enter")
    }

    /// Moves the focus to a control.
    mutating func focus(on control: PlaygroundControl) {
        press("F6 F6 F6")
        while focusedControl != .data { press("F6") }
        for _ in 0..<board.controls.count where focusedControl != control { press("Right") }
        #expect(focusedControl == control)
    }

    var canvas: Canvas {
        var canvas = Canvas(size: session.size, glyphs: session.glyphs)
        screen.draw(on: &canvas, in: session)
        return canvas
    }

    var rows: [String] {
        canvas.text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    }

    /// Somewhere on what this stands for.
    func place(of target: String) -> Point? {
        let canvas = canvas
        for y in 0..<canvas.size.height {
            for x in 0..<canvas.size.width where canvas.target(at: Point(x: x, y: y)) == target {
                return Point(x: x, y: y)
            }
        }
        return nil
    }
}

/// A folder that goes with the test.
final class ScratchFolder: Sendable {
    let path: String

    init() {
        var template = Array("\(NSTemporaryDirectory())/playground-XXXXXX".utf8CString)
        precondition(mkdtemp(&template) != nil)
        path = template.withUnsafeBufferPointer { String(cString: $0.baseAddress!) }
    }

    deinit { try? FileManager.default.removeItem(atPath: path) }

    func file(_ name: String, _ text: String) -> String {
        precondition(FileManager.default.createFile(atPath: "\(path)/\(name)", contents: Data(text.utf8)))
        return "\(path)/\(name)"
    }

    func text(of name: String) -> String? { try? String(contentsOfFile: "\(path)/\(name)", encoding: .utf8) }
}
