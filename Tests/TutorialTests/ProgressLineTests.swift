import Foundation
import Testing

@testable import Tutorial
import Samples

struct ProgressLineTests {
    private static let lines: [(ProgressRecord.What, String)] = [
        (.reached, #""did":"reached"}"#),
        (.done(contentHash: "8d1c0a3e5b7f9024"), #""did":"done","hash":"8d1c0a3e5b7f9024"}"#),
        (
            .answered(task: 1, answer: "0.6", right: true),
            #""did":"answered","task":1,"answer":"0.6","right":true}"#
        ),
        (.answered(task: 0, answer: "", right: nil), #""did":"answered","task":0,"answer":"","right":null}"#),
        (
            .edited(["W1[0][0] = 0.6", "x[1] = −1"]),
            #""did":"edited","edits":["W1[0][0] = 0.6","x[1] = −1"]}"#
        ),
        (.edited([]), #""did":"edited","edits":[]}"#),
    ]

    @Test(arguments: lines)
    func aRecordIsOneLineWithItsKeysInOrder(what: ProgressRecord.What, end: String) {
        let record = ProgressRecord(lesson: "visual-model", step: "weights-multiply", what: what)
        let beginning = #"{"v":1,"day":"2026-11-22","lesson":"visual-model","step":"weights-multiply","#
        let line = beginning + end + "\n"
        #expect(String(decoding: record.line(day: "2026-11-22"), as: UTF8.self) == line)
        #expect(ProgressLine(Array(line.utf8)[...]) == .record(record, ProgressStamp(day: "2026-11-22")))
    }

    @Test func aRecordWithoutAStepHasNoSuchKey() {
        let record = ProgressRecord(lesson: "words", step: nil, what: .reached)
        let line = record.line(day: "2026-11-22")
        #expect(
            String(decoding: line, as: UTF8.self)
                == #"{"v":1,"day":"2026-11-22","lesson":"words","did":"reached"}"# + "\n")
        #expect(ProgressLine(line.dropLast()) == .record(record, ProgressStamp(day: "2026-11-22")))
    }

    @Test(arguments: [
        "\"quoted\" \\ back", "line\nline\r\n", "\u{0}\u{1}\u{8}\u{9}\u{C}\u{1B}[2J\u{7F}\u{9B}31m",
        "σ(x) = 👍🏽", "\u{2028}\u{202E}", "{\"v\":1}", "",
    ])
    func anyAnswerComesBackAndIsJSONForOthersToo(answer: String) throws {
        let record = ProgressRecord(
            lesson: "l", step: "s", what: .answered(task: 0, answer: answer, right: false))
        let line = record.line(day: "2026-11-22")
        #expect(ProgressLine(line.dropLast()) == .record(record, ProgressStamp(day: "2026-11-22")))
        let object = try JSONSerialization.jsonObject(with: Data(line)) as? [String: Any]
        #expect(object?["answer"] as? String == answer)
        // One line, with nothing in it that a terminal obeys.
        let text = String(decoding: line.dropLast(), as: UTF8.self)
        #expect(text.unicodeScalars.allSatisfy { $0.properties.generalCategory != .control })
    }

    private static let otherLines: [(String, ProgressLine)] = [
        (#"{"v":2,"lesson":"a","did":"reached"}"#, .newer),
        (#"{"v":2,"whatever":[{"deep":{}}]}"#, .newer),
        (#"{"v":1,"lesson":"a","did":"dreamt","of":"sheep"}"#, .newer),
        (#"{"v":0,"lesson":"a","did":"reached"}"#, .unreadable),
        (#"{"v":1.5,"lesson":"a","did":"reached"}"#, .unreadable),
        (#"{"v":"1","lesson":"a","did":"reached"}"#, .unreadable),
        (#"{"lesson":"a","did":"reached"}"#, .unreadable),
        (#"{"v":1,"did":"reached"}"#, .unreadable),
        (#"{"v":1,"lesson":"a","did":"done"}"#, .unreadable),
        (#"{"v":1,"lesson":"a","did":"edited","edits":["x[0] = 1",2]}"#, .unreadable),
        (#"[{"v":1,"lesson":"a","did":"reached"}]"#, .unreadable),
        (#"{"v":1,"lesson":"a","did":"reached"} {}"#, .unreadable),
        (#"{"v":1,"lesson":"a","did":"rea"#, .unreadable),
        ("\u{0}\u{0}\u{0}", .unreadable),
        (String(repeating: "[", count: 100_000), .unreadable),
        ("", .blank), (" \r", .blank),
    ]

    @Test(arguments: otherLines)
    func aLineThatIsNoRecordIsToldApart(line: String, expected: ProgressLine) {
        #expect(ProgressLine(Array(line.utf8)[...]) == expected)
    }

    @Test func aLineThatAPersonHasTouchedIsStillRead() {
        let line = #" {"did" : "reached", "mood": 1e3, "lesson":"\u0061\ud83d\udc4d" , "v":1}"# + "\t\r"
        #expect(
            ProgressLine(Array(line.utf8)[...])
                == .record(ProgressRecord(lesson: "a👍", step: nil, what: .reached), ProgressStamp(day: "")))
    }

    /// Foundation's parser, written by others, is the judge of what is JSON.
    @Test func whatIsJSONIsTheSameToFoundation() {
        var random = SeededGenerator(seed: 20_261_122)
        let seed = Array(
            #"{"v":-10.5e+3,"a\n":"\u00e9\\ð","b":[true,false,null,[],{}],"c":{"d":[0,1,{"e":""}]}}"#.utf8)
        let alphabet = Array("{}[]\",:\\/u0e+-.1 tfnrl\u{8}é".utf8)
        var wellFormed = 0
        for _ in 0..<3_000 {
            var text = seed
            for _ in 0...Int(random.next() % 3) {
                let place = Int(random.next() % UInt64(text.count))
                let byte = alphabet[Int(random.next() % UInt64(alphabet.count))]
                switch random.next() % 3 {
                case 0: text[place] = byte
                case 1: text.insert(byte, at: place)
                default: text.remove(at: place)
                }
            }
            let ours = (try? JSONReader.value(of: text[...])) != nil
            let theirs =
                (try? JSONSerialization.jsonObject(with: Data(text), options: [.fragmentsAllowed])) != nil
            // Foundation lets a comma stand before a closing brace or bracket, which RFC 8259 does not.
            if ours != theirs {
                #expect(String(decoding: text, as: UTF8.self).contains(#/,\s*[}\]]/#))
                #expect(theirs)
            }
            wellFormed += ours ? 1 : 0
        }
        // Both answers must have been tried.
        #expect((100...2_900).contains(wellFormed))
    }
}
