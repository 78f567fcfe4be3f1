import ArgumentParser
import NeuralNetwork
import Tutorial

/// What a shell offers where a word of the command line names something of ours; the rest of its completions, too, are
/// made from the commands by `neurotour --generate-completion-script bash`, `zsh` or `fish`.
enum Completions {
    static var folder: CompletionKind { .directory }
    static var network: CompletionKind { .file(extensions: ["json"]) }

    /// The lessons, and, once there is a `#`, the steps of one.
    static var addresses: CompletionKind {
        .custom { words, _, typed in
            guard let library = library(named: words) else { return [] }
            // A shell hands over what was typed with its quotes, and zsh quotes a #.
            let word = typed.filter { !"\\'\"".contains($0) }
            guard let hash = word.firstIndex(of: "#") else { return library.lessonIDs }
            return library.addresses(ofLesson: String(word[..<hash]))
        }
    }

    /// The data sets that have a name; a file is typed.
    static var data: CompletionKind { .list(DataSource.all.map(\.name)) }

    static var challenges: CompletionKind {
        .custom { words, _, _ in library(named: words)?.challenges.map(\.name) ?? [] }
    }

    /// The names of all values of a kind.
    static func words<Word: RawRepresentable & CaseIterable>(_ type: Word.Type) -> CompletionKind
    where Word.RawValue == String {
        .list(type.allCases.map(\.rawValue))
    }

    /// The lessons of the line that is being typed. Where there are none, nothing is offered and nothing is said.
    private static func library(named words: [String]) -> Library? {
        let folder = words.firstIndex(of: "--lessons").flatMap { words.dropFirst($0 + 1).first }
        return try? LessonOptions.library(in: folder)
    }
}
