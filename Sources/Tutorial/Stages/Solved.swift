/// How an exercise was solved, as the record keeps it and as the learner reads it.
struct Solved: Hashable, Sendable {
    let edits: Int
    let hints: Int

    init(edits: Int, hints: Int) {
        (self.edits, self.hints) = (edits, hints)
    }

    /// Reads what the progress file has: `solved edits=3 hints=0`.
    init?(answer: String) {
        let words = answer.split(separator: " ")
        guard words.first == "solved" else { return nil }
        func count(_ name: String) -> Int {
            words.first { $0.hasPrefix("\(name)=") }.flatMap { Int($0.dropFirst(name.count + 1)) } ?? 0
        }
        self.init(edits: count("edits"), hints: count("hints"))
    }

    var answer: CommittedAnswer {
        CommittedAnswer(text: "solved edits=\(edits) hints=\(hints)", isRight: true)
    }

    /// `done in 3 edits, no hints`.
    /// - Parameter countsEdits: whether numbers were changed for it.
    func text(countsEdits: Bool = true) -> String {
        let edits = edits == 1 ? "1 edit" : "\(edits) edits"
        let words = ["no hints", "1 hint", "2 hints", "all hints"]
        let hints = words[min(max(0, hints), words.count - 1)]
        return countsEdits ? "done in \(edits), \(hints)" : "done, \(hints)"
    }
}
