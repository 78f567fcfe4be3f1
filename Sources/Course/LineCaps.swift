extension SourceText {
    /// Reads the bytes of a lesson, which a parser may see when this has not thrown.
    static func lesson(bytes: [UInt8], file: String) throws(Problems) -> SourceText {
        let source = try SourceText(bytes: bytes, file: file)
        let problems = source.capProblems()
        guard problems.isEmpty else { throw Problems(problems) }
        return source
    }

    /// The lines that go beyond a cap; the Markdown parser may only see a text without any.
    private func capProblems() -> [Problem] {
        let ofLines = lines.indices.compactMap { problemOfLine(at: $0) }
        return Array((ofLines + paragraphProblems() + referenceProblems()).prefix(Caps.problemsOfOneKind))
    }

    private func problemOfLine(at index: Int) -> Problem? {
        let line = lines[index]
        if line.utf8.count > Caps.bytesPerLine {
            return Problem("the line is longer than \(Caps.bytesPerLine) bytes", at: place(lineAt: index))
        }
        let markers = ContainerMarkers(of: line)
        if let column = markers.columnBeyondCap {
            let message = "more than \(Caps.containerMarkersPerLine) list and quote markers in one line"
            return Problem(message, at: place(lineAt: index, column: column))
        }
        if markers.indentation > Caps.indentation {
            let message = "the line is indented by more than \(Caps.indentation) columns"
            return Problem(message, at: place(lineAt: index))
        }
        let bars = line.utf8.count { $0 == UInt8(ascii: "|") }
        if bars > Caps.tableColumns + 1,
            let column = line.column(ofOccurrence: Caps.tableColumns + 2, where: { $0 == "|" })
        {
            let message = "more than \(Caps.tableColumns) table columns"
            return Problem(message, at: place(lineAt: index, column: column))
        }
        return nil
    }

    /// Looks at runs of lines without a blank one between them, which no paragraph or table can leave.
    private func paragraphProblems() -> [Problem] {
        var problems: [Problem] = []
        var brackets = 0
        var columns = 0
        var cells = 0
        for (index, line) in lines.enumerated() {
            if line.isBlank { (brackets, columns) = (0, 0) }

            let bracketsBefore = brackets
            brackets += line.utf8.count { $0 == UInt8(ascii: "[") || $0 == UInt8(ascii: "<") }
            let cap = Caps.openingBracketsPerParagraph
            if bracketsBefore <= cap, brackets > cap {
                let column = line.column(ofOccurrence: cap - bracketsBefore + 1) { $0 == "[" || $0 == "<" }
                let message = "more than \(cap) opening brackets in one paragraph"
                problems.append(Problem(message, at: place(lineAt: index, column: column ?? 1)))
            }

            columns = max(columns, line.columnsOfTableDelimiter)
            let cellsBefore = cells
            cells += columns
            if cellsBefore <= Caps.tableCellsPerFile, cells > Caps.tableCellsPerFile {
                let message = "more than \(Caps.tableCellsPerFile) table cells in the file"
                problems.append(Problem(message, at: place(lineAt: index)))
            }
        }
        return problems
    }

    /// A reference copies its definition, whose title may be a whole paragraph, wherever it stands.
    private func referenceProblems() -> [Problem] {
        guard let definition = lines.firstIndex(where: \.hasReferenceDefinition) else { return [] }
        let references = lines.reduce(0) { $0 + $1.utf8.count { $0 == UInt8(ascii: "]") } }
        let largestParagraph = lines.split(whereSeparator: \.isBlank)
            .map { $0.reduce(0) { $0 + $1.utf8.count } }.max()
        guard references * (largestParagraph ?? 0) > Caps.expandedReferences else { return [] }
        return [
            Problem(
                "too many link references for definitions this long; write the links in place",
                at: place(lineAt: definition))
        ]
    }
}

/// The spaces and the list and quote markers that a line begins with.
private struct ContainerMarkers {
    /// The columns that they take, a tab counted as four.
    private(set) var indentation = 0
    /// The column of the first marker that is too much, from 1.
    private(set) var columnBeyondCap: Int?

    init(of line: Substring) {
        let tabWidth = 4
        var rest = line.unicodeScalars[...]
        var markers = 0
        while let scalar = rest.first, Self.canBegin(with: scalar) {
            let length = Self.markerLength(at: rest)
            guard scalar == " " || scalar == "\t" || length > 0 else { return }
            if length > 0 {
                markers += 1
                if markers == Caps.containerMarkersPerLine + 1 {
                    columnBeyondCap = line.unicodeScalars.count - rest.count + 1
                }
            }
            indentation += scalar == "\t" ? tabWidth : max(length, 1)
            rest = rest.dropFirst(max(length, 1))
        }
    }

    /// Whether a space or a marker may begin with this scalar: most lines are text, and are left at once.
    private static func canBegin(with scalar: Unicode.Scalar) -> Bool {
        switch scalar {
        case " ", "\t", ">", "-", "*", "+", "?", "0"..."9": true
        default: false
        }
    }

    /// The length of the `>`, `-`, `*`, `+`, `?` or `12.` that stands here, without the space after it, or 0.
    private static func markerLength(at rest: Substring.UnicodeScalarView) -> Int {
        guard rest.first != ">" else { return 1 }
        let digits = rest.prefix { ("0"..."9").contains($0) }
        let markers: [Unicode.Scalar] = digits.isEmpty ? ["-", "*", "+", "?"] : [".", ")"]
        let afterDigits = rest.dropFirst(digits.count)
        guard let marker = afterDigits.first, markers.contains(marker) else { return 0 }
        let next = afterDigits.dropFirst().first
        return next == nil || next == " " || next == "\t" ? digits.count + 1 : 0
    }
}

extension Substring {
    var isBlank: Bool { unicodeScalars.allSatisfy { $0 == " " || $0 == "\t" } }

    /// The column, from 1, of the n-th scalar that satisfies the condition, or nil when there are fewer.
    fileprivate func column(ofOccurrence count: Int, where condition: (Unicode.Scalar) -> Bool) -> Int? {
        var seen = 0
        for (offset, scalar) in unicodeScalars.enumerated() where condition(scalar) {
            seen += 1
            if seen == count { return offset + 1 }
        }
        return nil
    }

    fileprivate var hasReferenceDefinition: Bool {
        zip(utf8, utf8.dropFirst()).contains { $0 == (UInt8(ascii: "]"), UInt8(ascii: ":")) }
    }

    /// The columns of the table that this line may begin, when it looks like `|---|:--:|`, else 0.
    fileprivate var columnsOfTableDelimiter: Int {
        let bars = utf8.count { $0 == UInt8(ascii: "|") }
        guard bars > 0, unicodeScalars.allSatisfy(isTableDelimiter) else { return 0 }
        return bars + 1
    }
}

private func isTableDelimiter(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar {
    case "|", "-", ":", " ", "\t", ">", "*", "+", "0"..."9", ".", ")": true
    default: false
    }
}
