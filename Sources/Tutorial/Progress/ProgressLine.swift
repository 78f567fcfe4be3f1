import TerminalUI

/// One line of `progress.jsonl`, read.
///
/// ```
/// {"v":1,"day":"2026-11-22","lesson":"visual-model","step":"weights-multiply","did":"reached"}
/// … "did":"done","hash":"8d1c0a3e5b7f9024"}
/// … "did":"answered","task":0,"answer":"0.6","right":true}      right is null for "I don't know"
/// … "did":"edited","edits":["W1[0][0] = 0.6"]}
/// … "did":"quizzed","item":"Q19","option":"0","right":false,"confidence":3,"misconception":"M01"}
/// … "did":"solved","item":"E11","edits":3,"hints":0}
/// … "did":"tested","form":"form-a","right":5,"of":8}
/// … "did":"declined"}                          the forms before and after the course
/// … "did":"agreed","challenge":"relu","files":["relu.py 1f3a…"]}     their code may run
/// ```
///
/// Progress in another folder of lessons has `"course":"…"` before `"lesson"`.
enum ProgressLine: Hashable {
    case blank
    case record(ProgressRecord, ProgressStamp)
    /// Written by a newer version of the program: not ours to understand, nor to touch.
    case newer
    case unreadable

    static let version = 1
    private static let opening = Array(#"{"v":"#.utf8)
    /// A longer line, in bytes, is neither written nor read.
    static let maximumLength = 1 << 20

    /// - Parameter bytes: a line without its newline.
    init(_ bytes: ArraySlice<UInt8>) {
        if bytes.allSatisfy({ $0 == UInt8(ascii: " ") || $0 == UInt8(ascii: "\r") }) {
            self = .blank
            return
        }
        guard case .object(let object) = try? JSONReader.value(of: bytes),
            case .integer(let version) = object["v"], version >= 1
        else {
            self = .unreadable
            return
        }
        self = version == Self.version ? ProgressLine(object) : .newer
    }

    /// Whether an unreadable line can be what is left of one of ours.
    static func isBeginning(_ bytes: ArraySlice<UInt8>) -> Bool {
        bytes.starts(with: opening) || opening.starts(with: bytes)
    }

    private init(_ object: JSONObject) {
        guard case .string(let lesson) = object["lesson"], case .string(let did) = object["did"] else {
            self = .unreadable
            return
        }
        guard let kind = Kind(rawValue: did) else {
            self = .newer
            return
        }
        guard let what = ProgressRecord.What(kind, object) else {
            self = .unreadable
            return
        }
        let step: String? = if case .string(let step) = object["step"] { step } else { nil }
        let day: String = if case .string(let day) = object["day"] { day } else { "" }
        let course: String? = if case .string(let course) = object["course"] { course } else { nil }
        let record = ProgressRecord(lesson: lesson, step: step, what: what)
        self = .record(record, ProgressStamp(day: day, course: course))
    }

    /// The words that stand under `did`.
    fileprivate enum Kind: String {
        case reached, done, answered, edited, quizzed, solved, tested, declined, agreed
    }
}

extension ProgressRecord.What {
    fileprivate init?(_ kind: ProgressLine.Kind, _ object: JSONObject) {
        switch kind {
        case .reached:
            self = .reached
        case .done:
            guard case .string(let hash) = object["hash"] else { return nil }
            self = .done(contentHash: hash)
        case .answered:
            guard case .integer(let task) = object["task"], case .string(let answer) = object["answer"] else {
                return nil
            }
            let right: Bool? = if case .bool(let right) = object["right"] { right } else { nil }
            self = .answered(task: task, answer: answer, right: right)
        case .edited:
            guard case .array(let values) = object["edits"] else { return nil }
            let edits = values.compactMap { if case .string(let edit) = $0 { edit } else { nil } }
            guard edits.count == values.count else { return nil }
            self = .edited(edits)
        case .quizzed:
            guard case .string(let item) = object["item"], case .string(let option) = object["option"],
                case .bool(let right) = object["right"]
            else { return nil }
            let confidence = if case .integer(let number) = object["confidence"] { number } else { 2 }
            let belief: String? = if case .string(let text) = object["misconception"] { text } else { nil }
            self = .outcome(
                item: item,
                .answered(option: option, right: right, confidence: confidence, misconception: belief))
        case .solved:
            guard case .string(let item) = object["item"], case .integer(let edits) = object["edits"],
                case .integer(let hints) = object["hints"]
            else { return nil }
            self = .outcome(item: item, .solved(edits: edits, hints: hints))
        case .tested:
            guard case .string(let form) = object["form"], case .integer(let right) = object["right"],
                case .integer(let count) = object["of"]
            else { return nil }
            self = .tested(form: form, right: right, of: count)
        case .declined: self = .declinedForms
        case .agreed:
            guard case .string(let challenge) = object["challenge"], case .array(let values) = object["files"]
            else { return nil }
            let files = values.compactMap { value -> (String, String)? in
                guard case .string(let text) = value else { return nil }
                let words = text.split(separator: " ").map(String.init)
                return words.count == 2 ? (words[0], words[1]) : nil
            }
            self = .agreed(challenge: challenge, files: Dictionary(files) { _, last in last })
        }
    }

    fileprivate var kind: ProgressLine.Kind {
        switch self {
        case .reached: .reached
        case .done: .done
        case .answered: .answered
        case .edited: .edited
        case .outcome(_, .answered): .quizzed
        case .outcome(_, .solved): .solved
        case .tested: .tested
        case .declinedForms: .declined
        case .agreed: .agreed
        }
    }

    /// The members that follow `did`.
    fileprivate var members: String {
        switch self {
        case .reached, .declinedForms:
            ""
        case .done(let contentHash):
            #","hash":\#(quoted(contentHash))"#
        case .answered(let task, let answer, let right):
            #","task":\#(task),"answer":\#(quoted(answer)),"right":\#(right.map(String.init) ?? "null")"#
        case .edited(let edits):
            #","edits":[\#(edits.map(quoted).joined(separator: ","))]"#
        case .outcome(let item, .answered(let option, let right, let confidence, let misconception)):
            #","item":\#(quoted(item)),"option":\#(quoted(option)),"right":\#(right),"confidence":\#(confidence)"#
                + (misconception.map { #","misconception":\#(quoted($0))"# } ?? "")
        case .outcome(let item, .solved(let edits, let hints)):
            #","item":\#(quoted(item)),"edits":\#(edits),"hints":\#(hints)"#
        case .tested(let form, let right, let count):
            #","form":\#(quoted(form)),"right":\#(right),"of":\#(count)"#
        case .agreed(let challenge, let files):
            #","challenge":\#(quoted(challenge)),"files":[\#(files.sorted { $0.key < $1.key }.map { quoted("\($0.key) \($0.value)") }.joined(separator: ","))]"#
        }
    }
}

extension ProgressRecord {
    /// The line for this record with its newline; the keys always stand in the same order.
    func line(day: String, course: String? = nil) -> [UInt8] {
        let step = self.step.map { #","step":\#(quoted($0))"# } ?? ""
        let whose = course.map { #","course":\#(quoted($0))"# } ?? ""
        let head =
            #"{"v":\#(ProgressLine.version),"day":\#(quoted(day))\#(whose),"lesson":\#(quoted(lesson))\#(step)"#
        return Array("\(head),\"did\":\(quoted(what.kind.rawValue))\(what.members)}\n".utf8)
    }
}

/// Text as a JSON string; what a terminal would obey is escaped, so that the file can be looked at with `cat`.
package func quoted(_ text: String) -> String {
    var quoted = "\""
    for scalar in text.unicodeScalars {
        switch scalar {
        case "\"": quoted += "\\\""
        case "\\": quoted += "\\\\"
        case "\n": quoted += "\\n"
        case _ where isUnsafe(scalar):
            // JSON writes scalars beyond 16 bits as two of UTF-16.
            for unit in String(scalar).utf16 {
                let digits = String(unit, radix: 16)
                quoted += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
            }
        default: quoted.unicodeScalars.append(scalar)
        }
    }
    return quoted + "\""
}
