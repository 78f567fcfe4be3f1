import Foundation
import TerminalUI

/// One line of a recording behind its first: when, what kind, and what.
///
/// ```
/// [1.204311, "i", "+"]                    typed: keys, mouse and pastes as a terminal sends them
/// [1.204311, "r", "100x30"]               the window has another size
/// [1.230114, "t", "25803000"]             time went by, in nanoseconds: what is animated or trained depends on it
/// [1.230114, "n", "{\"notice\":…}"]       something else came from outside
/// [1.230114, "o", "\u001b[4;12H0.60"]     shown: what a player shows
/// [1.230114, "h", "8d1c0a3e5b7f9024"]     the hash of the whole screen then
/// ```
///
/// The kinds `o`, `i` and `r` are those of asciicast v2 (docs.asciinema.org/manual/asciicast/v2); players pass over
/// the others.
enum CastLine {
    case input(Event)
    case note(RecordedNote)
    case output(String)
    case screen(hash: String)
    /// Of a kind that is for others, such as a marker.
    case other

    /// More time than this does not go by at once.
    private static let longestTick: UInt64 = 3_600_000_000_000

    private var members: (kind: String, data: String)? {
        switch self {
        case .input(.resize(let size)): ("r", "\(size)")
        case .input(.tick(let elapsed)): ("t", "\(elapsed.nanoseconds)")
        case .input(let event): event.typedText.map { ("i", $0) }
        case .note(let note):
            (try? JSONEncoder().encode(note)).map { ("n", String(decoding: $0, as: UTF8.self)) }
        case .output(let text): ("o", text)
        case .screen(let hash): ("h", hash)
        case .other: nil
        }
    }

    /// The line with its newline; nil for what is not recorded, as the end of the terminal.
    func text(at time: Duration) -> String? {
        members.map { kind, data in
            let microseconds = max(0, time.nanoseconds) / 1000
            let fraction = String(microseconds % 1_000_000)
            let seconds =
                "\(microseconds / 1_000_000)." + String(repeating: "0", count: 6 - fraction.count) + fraction
            return "[\(seconds), \"\(kind)\", \(quoted(data))]\n"
        }
    }

    /// Reads a line.
    /// - Parameter bytes: the line without its newline.
    init(_ bytes: ArraySlice<UInt8>) throws(CastLineError) {
        let value: JSONValue
        do { value = try JSONReader.value(of: bytes) } catch {
            throw CastLineError(
                "expected a line of a recording: [seconds, \"kind\", \"data\"]", offset: error.offset)
        }
        guard case .array(let members) = value, members.count == 3, members[0].isNumber,
            case .string(let kind) = members[1], case .string(let data) = members[2]
        else {
            throw CastLineError("expected a line of a recording: [seconds, \"kind\", \"data\"]")
        }
        self = try Self.line(of: kind, data)
    }

    private static func line(of kind: String, _ data: String) throws(CastLineError) -> CastLine {
        switch kind {
        case "i":
            guard let event = Event(typedText: data) else {
                throw CastLineError("expected a key, a mouse report or a paste, found \(quoted(data))")
            }
            return .input(event)
        case "r":
            guard let size = Size(data), size.canBeRecorded else {
                throw CastLineError("expected a size such as \"80x24\", found \(quoted(data))")
            }
            return .input(.resize(size))
        case "t":
            guard let nanoseconds = UInt64(data), nanoseconds <= longestTick else {
                throw CastLineError("expected nanoseconds, an hour at most, found \(quoted(data))")
            }
            return .input(.tick(.nanoseconds(nanoseconds)))
        case "n":
            guard let note = try? JSONDecoder().decode(RecordedNote.self, from: Data(data.utf8)) else {
                throw CastLineError("expected something that a session of NeuroTour meets")
            }
            return .note(note)
        case "o": return .output(data)
        case "h": return .screen(hash: data)
        default: return .other
        }
    }
}

/// Why a line is none of a recording, and where, in bytes from the line's beginning.
struct CastLineError: Error {
    let message: String
    let offset: Int

    init(_ message: String, offset: Int = 0) {
        (self.message, self.offset) = (message, offset)
    }
}

extension JSONValue {
    fileprivate var isNumber: Bool {
        switch self {
        case .integer, .number: true
        default: false
        }
    }
}

extension Size {
    /// Whether a window can be so large: four million cells are more than any screen has.
    var canBeRecorded: Bool { width * height <= 4_000_000 }
}

extension Duration {
    /// Whole nanoseconds, which is as fine as clocks are.
    fileprivate var nanoseconds: Int64 {
        components.seconds * 1_000_000_000 + components.attoseconds / 1_000_000_000
    }
}
