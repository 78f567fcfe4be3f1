import Yams

/// Says what an author did when the YAML parser gives up, which is most often prose with a colon or a comma.
struct YAMLSyntaxError {
    let error: YamlError
    let source: SourceText
    let start: Place

    var problem: Problem {
        switch error {
        case .scanner(let context, "could not find expected ':'", let mark, _):
            let message = "a line without \"key:\"; indent it if it goes on with the text above"
            return Problem(message, at: place(of: context?.mark ?? mark))
        case .scanner(_, let problem, let mark, _), .parser(_, let problem, let mark, _),
            .composer(_, let problem, let mark, _):
            return explained(problem, at: place(of: mark))
        case .duplicatedKeysInMapping(let keys, let context):
            let key = keys.first ?? ""
            return Problem(
                "the key \"\(excerpt(key))\" stands twice in one mapping", at: place(of: context.mark))
        case .reader(let problem, _, _, _), .writer(let problem), .emitter(let problem),
            .representer(let problem):
            return Problem("the YAML cannot be read: \(problem)", at: start)
        case .no, .memory, .dataCouldNotBeDecoded:
            return Problem("the YAML cannot be read", at: start)
        }
    }

    /// The place of a mark; one behind the last line is moved to its end.
    private func place(of mark: Mark) -> Place {
        let lastLine = source.endLine - 1
        let line = source.firstLine + mark.line - 1
        guard line > lastLine else { return Place(file: source.file, line: line, column: mark.column) }
        let column = source.line(lastLine).unicodeScalars.count + 1
        return Place(file: source.file, line: lastLine, column: column)
    }

    private func explained(_ problem: String, at place: Place) -> Problem {
        if let reference = reference(before: place) { return reference }
        let character = source.scalar(at: place)
        let message: String
        switch problem {
        case "found character that cannot start any token" where character == "\t":
            message = "indent with spaces, not with tabs"
        case "found character that cannot start any token":
            message = "text that starts with \(character.map(String.init) ?? "this") must stand in quotes"
        case "did not find expected key", "did not find expected '-' indicator",
            "did not find expected <document start>":
            let line = source.line(place.line)
            let isQuoted = line.contains("\"") || line.contains("'")
            message =
                "this stands neither under a key nor in a list: check the indentation"
                + (isQuoted ? ", and put the quotes around the whole text" : "")
        default:
            message = Self.messages[problem] ?? "the YAML cannot be read: \(problem)"
        }
        return Problem(message, at: place)
    }

    /// What libyaml says, and what an author most likely did.
    private static let messages = [
        "mapping values are not allowed in this context":
            "this colon cuts the text: put all of it in quotes, or below its key after >-",
        "did not find expected ',' or ']'": bracketMessage,
        "did not find expected ',' or '}'": bracketMessage,
        "did not find expected node content":
            "a value is expected here; quote text that starts with a bracket or a comma",
        "did not find expected comment or line break":
            "text that starts with | or > must stand in quotes, or on the lines below",
        "block sequence entries are not allowed in this context":
            "a list starts on the line below its key; quote text that starts with -",
        "found unknown escape character":
            "this \\ starts an escape that does not exist; use single quotes",
        "found unexpected end of stream": "a quote or bracket is opened and never closed",
        "Maximum nesting level reached, set with yaml_set_max_nest_level())":
            "nested deeper than \(Caps.nesting) levels",
    ]

    private static let bracketMessage =
        "a list or mapping in brackets ends too soon here: quote items that hold [ ] { } or a comma,"
        + " or write one item a line after \"- \""

    /// An anchor, an alias or a tag before the place where the parser gave up.
    private func reference(before place: Place) -> Problem? {
        let before = source.line(place.line).unicodeScalars.prefix(place.column - 1)
        for (name, mark) in [("anchors", "&"), ("aliases", "*"), ("tags", "!")] {
            guard let start = Substring(before).firstRange(of: ": " + mark)?.upperBound else { continue }
            let column = before[..<start].count
            return Problem(
                "\(name) (\(mark)) are not used in lessons; quote text that starts with \(mark)",
                at: Place(file: place.file, line: place.line, column: column))
        }
        return nil
    }
}

extension SourceText {
    /// The character that stands at this place of the file, or nil behind the end of a line.
    fileprivate func scalar(at place: Place) -> Unicode.Scalar? {
        line(place.line).unicodeScalars.dropFirst(place.column - 1).first
    }
}
