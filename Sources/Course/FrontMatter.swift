/// What a lesson says about itself between the two `---` lines at its top.
package struct FrontMatter: Sendable {
    /// The version of the lesson format; this program reads 1.
    package let format: Int
    package let id: String
    package let title: String
    /// How long the lesson takes, roughly.
    package let minutes: Int
    /// What is best done before, a lesson or its first steps: advice, never a lock.
    package var requires: [LessonAddress] { placedRequires.map { LessonAddress($0.value) } }
    /// The words that the lesson teaches.
    package var teaches: [String] { placedTeaches.map(\.value) }
    /// What the lesson is for, where it is not one of the list.
    package let use: Use?
    /// The place of the opening `---`.
    package let place: Place
    let placedID: Placed<String>
    package let placedRequires: [Placed<String>]
    package let placedTeaches: [Placed<String>]
}

extension FrontMatter {
    /// Lessons that home does not list.
    package enum Use: String, CaseIterable, Sendable {
        /// The questions that are asked before the course and after it, a form a step.
        case forms
    }

    /// Reads the front matter of a file and says on which line the lesson goes on.
    static func read(from source: SourceText) throws(Problems) -> (frontMatter: FrontMatter, bodyLine: Int) {
        let place = source.place(lineAt: 0)
        guard source.line(1).isFrontMatterMark else {
            throw Problems([
                Problem("a lesson starts with its front matter: the first line is ---", at: place)
            ])
        }
        guard let end = source.lines.dropFirst().firstIndex(where: \.isFrontMatterMark) else {
            throw Problems([Problem("the front matter is not closed; end it with a line ---", at: place)])
        }
        let node: YAMLNode
        do {
            node = try YAMLReader(source: source.lines(2..<(end + 1)), start: place).read()
        } catch {
            throw Problems([error])
        }
        let keys = try node.decode(Keys.self)
        return (try FrontMatter(keys, place: place), end + 2)
    }

    /// The keys as they are written.
    package struct Keys: Decodable {
        let format: Placed<Int>
        let id: Placed<String>
        let title: Placed<String>
        let minutes: Placed<Int>
        let requires: [Placed<String>]?
        let teaches: [Placed<String>]?
        let use: Placed<String>?
    }

    init(_ keys: Keys, place: Place) throws(Problems) {
        format = keys.format.value
        id = keys.id.value
        title = keys.title.value
        minutes = keys.minutes.value
        self.place = place
        placedID = keys.id
        placedRequires = keys.requires ?? []
        placedTeaches = keys.teaches ?? []
        use = keys.use.flatMap { Use(rawValue: $0.value) }
        let problems = problems(of: keys)
        guard problems.isEmpty else { throw Problems(problems) }
    }

    private func problems(of keys: Keys) -> [Problem] {
        var problems: [Problem] = []
        if format != 1 {
            problems.append(
                Problem("format \(format) is not known here; this program reads 1", at: keys.format.place))
        }
        if let use = keys.use, self.use == nil {
            let names = Use.allCases.map(\.rawValue)
            let message =
                "no use named \"\(excerpt(use.value))\"\(didYouMean(use.value, in: names)); there is forms"
            problems.append(Problem(message, at: use.place))
        }
        if !isValidID(id) {
            problems.append(Problem("an id is made of a-z, 0-9 and -\(suggestedID(id))", at: keys.id.place))
        }
        if title.allSatisfy(\.isWhitespace) {
            problems.append(Problem("the title is empty", at: keys.title.place))
        }
        if !(1...600).contains(minutes) {
            problems.append(Problem("minutes are between 1 and 600", at: keys.minutes.place))
        }
        return problems
    }
}

extension Substring {
    fileprivate var isFrontMatterMark: Bool { hasPrefix("---") && dropFirst(3).isBlank }
}

/// Whether this can name a lesson or a step for ever.
func isValidID(_ id: String) -> Bool {
    !id.isEmpty
        && id.utf8.allSatisfy {
            (UInt8(ascii: "a")...UInt8(ascii: "z")).contains($0)
                || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) || $0 == UInt8(ascii: "-")
        }
}

/// The phrase that offers an id made from a title or from a bad id, or nothing.
func suggestedID(_ text: String) -> String {
    let words = text.lowercased().split { !isValidID(String($0)) || $0 == "-" }
    return words.isEmpty ? "" : "; for example \"\(words.prefix(6).joined(separator: "-"))\""
}
