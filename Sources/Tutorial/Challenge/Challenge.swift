import CodeRunner
import Course
import Experiment

/// A function to write: what it is called with, what has to come back, and what known mistakes give instead.
package struct Challenge: Sendable {
    /// The keys of a `challenge` fence.
    struct Keys: Decodable {
        let name: Placed<String>
        let function: Placed<String>
        let parameters: Placed<[[String: Placed<String>]]>
        let returns: ResultKeys
        let files: Placed<String>
        let picture: Placed<String>?
        let signed_zero: Bool?
        let ask: Placed<String>
        let cases: Placed<[ChallengeCase.Keys]>
        let mistakes: [MistakeKeys]?
        let hints: Placed<[String]>
        let why: String
    }

    struct MistakeKeys: Decodable {
        let id: Placed<String>
        let say: Placed<String>
        let misconception: Placed<String>?
    }

    /// One result, by its kind; or several, each with its name.
    struct ResultKeys: Decodable {
        let results: [(name: Placed<String>?, kind: Placed<String>)]

        init(from decoder: any Decoder) throws {
            if let kind = try? decoder.singleValueContainer().decode(Placed<String>.self) {
                results = [(nil, kind)]
                return
            }
            let list = try decoder.singleValueContainer().decode([[String: Placed<String>]].self)
            results = list.flatMap { entry in
                entry.map { (Placed($0.key, at: $0.value.place), $0.value) }
            }
        }
    }

    /// A known wrong way, and what to say to whoever takes it.
    struct Mistake: Sendable {
        let id: String
        let say: String
    }

    /// What is drawn of a case.
    enum Picture: String, CaseIterable, Sendable {
        /// Inputs, weights and biases as a layer with ReLU.
        case layer
        /// x, W1, b1, W2, b2 as a network with one hidden layer of ReLU.
        case network
        /// One number in, one out, on the curve of the sigmoid.
        case curve
    }

    /// The name of its folder, and on the command line.
    package let name: String
    package let function: Function
    package let ask: String
    package let cases: [ChallengeCase]
    let mistakes: [Mistake]
    let hints: [String]
    /// What is said to whoever has done it.
    let why: String
    let picture: Picture?
    /// Whether 0 and −0 are different answers.
    let hasSignedZero: Bool
    /// By language: the file to begin with, and one that passes every case.
    let starters: [Language: String]
    package let solutions: [Language: String]
    /// What the files are called, without their endings.
    let fileName: String
    package let place: Place
    /// A hash of each of its files, for those who ask whether they are still the same.
    let contentHashes: [String: String]

    private static let hintCount = 3

    package init(_ fence: Fence) throws(Problems) {
        let keys = try fence.decode(Keys.self)
        name = try Self.word(keys.name, "a challenge's name")
        function = try Self.function(keys)
        ask = try keys.ask.text()
        hasSignedZero = keys.signed_zero ?? false
        picture = try keys.picture.map { name throws(Problems) in try name.oneOf("picture") }
        mistakes = try (keys.mistakes ?? []).map { keys throws(Problems) in
            try checkMisconception(keys.misconception)
            return Mistake(id: try Self.word(keys.id, "a mistake's id"), say: try keys.say.text())
        }
        let (function, ids) = (function, mistakes.map(\.id))
        cases = try keys.cases.value.enumerated().map { index, keys throws(Problems) in
            try ChallengeCase(keys, number: index + 1, of: function, mistakes: ids)
        }
        guard cases.contains(where: { !$0.isHidden }) else {
            throw Problems([Problem("a challenge shows one case at least", at: keys.cases.place)])
        }
        guard keys.hints.value.count == Self.hintCount else {
            throw Problems([
                Problem(
                    "a challenge has three hints: where to look, how it hangs together, the skeleton",
                    at: keys.hints.place)
            ])
        }
        hints = keys.hints.value
        why = keys.why
        fileName = try Self.word(keys.files, "a file's name")
        place = fence.place
        var (starters, solutions): ([Language: String], [Language: String]) = ([:], [:])
        var hashes: [String: String] = [:]
        for language in Language.all {
            let base = keys.files.value
            let names = ["\(base).\(language.fileExtension)", "\(base).solution.\(language.fileExtension)"]
            starters[language] = try fence.text(ofFile: names[0], askedAt: keys.files.place)
            solutions[language] = try fence.text(ofFile: names[1], askedAt: keys.files.place)
            for (name, text) in zip(names, [starters[language], solutions[language]]) {
                hashes[name] = String(Settings.seed(text ?? ""), radix: 16)
            }
        }
        (self.starters, self.solutions, contentHashes) = (starters, solutions, hashes)
    }

    private static func function(_ keys: Keys) throws(Problems) -> Function {
        var parameters: [Function.Parameter] = []
        for entry in keys.parameters.value {
            guard entry.count == 1, let (name, kind) = entry.first else {
                throw Problems([
                    Problem(
                        "each parameter is one name with its kind, as in inputs: numbers",
                        at: keys.parameters.place)
                ])
            }
            parameters.append(
                Function.Parameter(
                    name: try word(Placed(name, at: kind.place), "a parameter's name", isIdentifier: true),
                    kind: try kind.oneOf("kind")))
        }
        let results = try keys.returns.results.map { (result) throws(Problems) in
            Function.Parameter(
                name: try result.name.map { (name) throws(Problems) in
                    try word(name, "a result's name", isIdentifier: true)
                } ?? "", kind: try result.kind.oneOf("kind"))
        }
        let name = try word(keys.function, "a function's name", isIdentifier: true)
        return Function(name: name, parameters: parameters, results: results)
    }

    /// A name of letters, digits and hyphens, or, for a programming language, of letters and digits.
    private static func word(
        _ name: Placed<String>, _ what: String, isIdentifier: Bool = false
    ) throws(Problems) -> String {
        let more = isIdentifier ? "" : "-"
        let isFine =
            name.value.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber || more.contains($0)) }
            && name.value.first?.isLetter ?? false
        guard isFine else {
            let letters = isIdentifier ? "letters and digits" : "letters, digits and hyphens"
            throw Problems([Problem("\(what) has \(letters), a letter first", at: name.place)])
        }
        return name.value
    }

    /// The cases that are run when the file is saved, or all of them.
    func cases(withHidden: Bool) -> [ChallengeCase] { withHidden ? cases : cases.filter { !$0.isHidden } }

    /// The name of the learner's file in a language.
    package func fileName(in language: Language) -> String { "\(fileName).\(language.fileExtension)" }
}
