import Foundation
import TerminalUI

/// Records a session as an asciicast that `asciinema play` shows and `neurotour replay` plays again.
///
/// What comes in is in the file before the program acts on it, so that a recording of a crash has what led to it.
package final class Recorder {
    private let file: CastFile
    private var encoder: CanvasEncoder?
    private var begin: Duration = .zero
    private var day = Day.unknown
    private var hasTold = false
    private var isOver = false

    /// Opens the file.
    package convenience init(path: String) throws(RecordingProblem) {
        self.init(try CastFile(path: path))
    }

    init(_ file: CastFile) {
        self.file = file
    }

    /// Writes the first line.
    package func begin(_ start: SessionStart, size: Size, at time: Duration) throws(RecordingProblem) {
        begin = time
        day = start.day
        encoder = CanvasEncoder(colors: start.colors)
        let header = try CastHeader(start: start, size: size).line
        file.begin()
        file.append(header, waits: true)
    }

    /// Keeps what has happened, before anything is done about it.
    func note(_ happening: Happening, at time: Duration, today: Day) {
        guard !isOver else { return }
        if today != day {
            day = today
            write(.note(.day(today)), at: time)
        }
        if case .event(let event) = happening {
            write(.input(event), at: time)
        } else if let note = RecordedNote(happening) {
            write(.note(note), at: time)
        }
    }

    /// Keeps what is shown.
    func show(_ canvas: Canvas, at time: Duration) {
        guard !isOver, let shown = encoder?.encode(canvas), !shown.isEmpty else { return }
        let lines = [CastLine.output(shown), .screen(hash: canvas.fingerprint)]
        file.append(lines.compactMap { $0.text(at: time - begin) }.joined(), waits: false)
    }

    /// What the learner has not been told yet: that nothing is recorded any more.
    func takeNotice() -> String? {
        guard !hasTold, let problem = file.problem else { return nil }
        hasTold = true
        return "The recording ends here: \(problem)."
    }

    /// The session is over: what the screens still do on their way out shows nowhere.
    func end(at time: Duration) {
        guard !isOver else { return }
        if let ending = encoder?.ending {
            file.append(CastLine.output(ending).text(at: time - begin) ?? "", waits: false)
        }
        isOver = true
    }

    /// Waits for the disk, for two seconds at most.
    /// - Returns: what to say when the screen is gone, also if it was said before.
    package func finish() -> [String] {
        file.finish()
        return file.problem.map { ["The recording is not whole: \($0)."] } ?? []
    }

    private func write(_ line: CastLine, at time: Duration) {
        if let text = line.text(at: time - begin) { file.append(text, waits: true) }
    }
}

/// The first line of a recording.
struct CastHeader {
    let start: SessionStart
    let size: Size

    /// More than this is no start of a session but a data set.
    private static let longest = 32 << 20

    /// The line with its newline.
    var line: String {
        get throws(RecordingProblem) {
            let encoder = JSONEncoder()
            encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
            guard let json = try? encoder.encode(start), json.count < Self.longest else {
                throw RecordingProblem("a recording does not hold what this session begins with")
            }
            return
                #"{"version": 2, "width": \#(size.width), "height": \#(size.height), "title": "NeuroTour", "#
                + #""neurotour": \#(String(decoding: json, as: UTF8.self))}"# + "\n"
        }
    }
}
