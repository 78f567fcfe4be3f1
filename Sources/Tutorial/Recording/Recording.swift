import Foundation
import TerminalUI

/// A recording as it is read from its file.
package struct Recording {
    /// The file as it is shown in messages.
    package let file: String
    package let start: SessionStart
    package let size: Size
    /// All behind the first line.
    private let body: ArraySlice<UInt8>

    /// A file that is longer is none of a session that anybody looks at.
    private static let longest = 1 << 30

    /// What the first line says.
    private struct Header: Decodable {
        let version: Int
        let width: Int
        let height: Int
        let neurotour: SessionStart
    }

    /// Opens a recording.
    /// - Parameter program: the version of this program; a session of another one is refused. Nil takes any.
    package static func open(file: String, program: String?) throws(RecordingProblem) -> Recording {
        let bytes: [UInt8]
        do throws(OrdinaryFile.Trouble) { bytes = try OrdinaryFile.bytes(of: file, limit: longest) } catch {
            switch error {
            case .system(let code): throw RecordingProblem("\(file): \(Tutorial.words(for: code))")
            case .notOrdinary: throw RecordingProblem("\(file): it is no ordinary file")
            case .tooLarge: throw RecordingProblem("\(file): it is larger than 1 GiB")
            }
        }
        return try Recording(bytes: bytes, file: file, program: program)
    }

    init(bytes: [UInt8], file: String, program: String?) throws(RecordingProblem) {
        self.file = file
        let end = bytes.firstIndex(of: UInt8(ascii: "\n")) ?? bytes.endIndex
        let line = bytes[..<end]
        let object: JSONValue
        do { object = try JSONReader.value(of: line) } catch {
            let column = Self.column(of: error.offset, in: line)
            throw RecordingProblem("\(file):1:\(column): expected the header of an asciicast, a JSON object")
        }
        try Self.check(object, file, program)
        let header: Header
        do { header = try JSONDecoder().decode(Header.self, from: Data(line)) } catch {
            throw RecordingProblem("\(file):1:1: \(Self.sentence(error))")
        }
        start = header.neurotour
        guard let size = Size("\(header.width)x\(header.height)"), size.canBeRecorded else {
            throw RecordingProblem(
                "\(file):1:1: expected the width and the height of a window, found \(header.width) and \(header.height)"
            )
        }
        self.size = size
        body = bytes[min(end + 1, bytes.endIndex)...]
    }

    /// What is said of a file of another kind, before it is read as one of ours.
    private static func check(
        _ value: JSONValue, _ file: String, _ program: String?
    ) throws(RecordingProblem) {
        guard case .object(let object) = value, let version = object["version"] else {
            throw RecordingProblem("\(file):1:1: expected the header of an asciicast: {\"version\": 2, …}")
        }
        guard version == .integer(2) else {
            let found = if case .integer(let number) = version { "\(number)" } else { "something else" }
            throw RecordingProblem("\(file):1:1: expected an asciicast of version 2, found \(found)")
        }
        guard case .object(let start) = object["neurotour"], case .string(let recorded) = start["program"]
        else {
            throw RecordingProblem(
                "\(file):1:1: an asciicast, but none of neurotour --record: it lacks \"neurotour\"")
        }
        if let program, recorded != program {
            throw RecordingProblem(
                "\(file): recorded with version \(recorded) of the program; this is \(program)")
        }
    }

    private static func sentence(_ error: any Error) -> String {
        guard let error = error as? DecodingError else { return "\(error)" }
        func path(_ context: DecodingError.Context) -> String {
            context.codingPath.map(\.stringValue).joined(separator: ".")
        }
        return switch error {
        case .keyNotFound(let key, let context):
            "expected \"\((context.codingPath + [key]).map(\.stringValue).joined(separator: "."))\", which is missing"
        case .typeMismatch(_, let context), .valueNotFound(_, let context), .dataCorrupted(let context):
            "\(path(context)): \(context.debugDescription)"
        @unknown default: "\(error)"
        }
    }

    private static func column(of offset: Int, in line: ArraySlice<UInt8>) -> Int {
        String(decoding: line.prefix(offset), as: UTF8.self).unicodeScalars.count + 1
    }

    /// Why this session can't be played here, if it can't.
    package func refusal(library: Library) -> RecordingProblem? {
        guard library.contentHash != start.lessons else { return nil }
        return RecordingProblem(
            "\(file): recorded with other lessons than these; --lessons DIR names the folder of the right ones"
        )
    }

    /// The session's own lessons, where it brings them.
    package var ownLibrary: Library? {
        if case .network(let tour) = start.opening { tour.library } else { nil }
    }

    /// The lines, each once, in order.
    /// - Parameter onLine: gets a line and its number, counted from 1.
    /// - Returns: the number of a last line that was cut off, if it was.
    func forEachLine(
        _ onLine: (CastLine, _ number: Int) throws(RecordingProblem) -> Void
    ) throws(RecordingProblem) -> Int? {
        var rest = body
        var number = 1
        while !rest.isEmpty {
            number += 1
            let end = rest.firstIndex(of: UInt8(ascii: "\n"))
            let bytes = rest[..<(end ?? rest.endIndex)]
            rest = end.map { rest[($0 + 1)...] } ?? []
            if bytes.allSatisfy({ $0 == UInt8(ascii: " ") || $0 == UInt8(ascii: "\r") }) { continue }
            let line: CastLine
            do throws(CastLineError) { line = try CastLine(bytes) } catch {
                // What was being written when the program was killed.
                if end == nil { return number }
                let column = Self.column(of: error.offset, in: bytes)
                throw RecordingProblem("\(file):\(number):\(column): \(error.message)")
            }
            try onLine(line, number)
        }
        return nil
    }
}
