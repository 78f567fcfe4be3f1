/// The lines of a file that are safe to show and to parse: UTF-8 without hidden characters, within the caps.
struct SourceText: Sendable {
    let file: String
    /// The number that the first of `lines` has in the file.
    let firstLine: Int
    /// The lines without their ends.
    let lines: [Substring]

    init(file: String, firstLine: Int, lines: [Substring]) {
        self.file = file
        self.firstLine = firstLine
        self.lines = lines
    }

    /// Reads the bytes of a file. A byte order mark of UTF-8 is dropped; a line ends with LF or CR LF.
    init(bytes: [UInt8], file: String) throws(Problems) {
        guard bytes.count <= Caps.bytesPerFile else { throw Problems([Caps.fileTooLarge(file)]) }
        let text: String
        do {
            text = try decodeUTF8(bytes, file: file)
        } catch {
            throw Problems([error])
        }
        let lines = text.unicodeScalars.split(separator: "\n", omittingEmptySubsequences: false)
            .map { Substring($0.last == "\r" ? $0.dropLast() : $0) }
        self.init(file: file, firstLine: 1, lines: lines)
        let hidden = lines.indices.compactMap { problemOfHiddenCharacter(inLineAt: $0) }
        guard hidden.isEmpty else { throw Problems(Array(hidden.prefix(Caps.problemsOfOneKind))) }
    }

    /// The first line after the last.
    var endLine: Int { firstLine + lines.count }

    /// The place of a column in one of `lines`.
    func place(lineAt index: Int, column: Int = 1) -> Place {
        Place(file: file, line: firstLine + index, column: column)
    }

    /// The lines of this range of file line numbers, which keep their numbers; what lies outside is left out.
    func lines(_ range: Range<Int>) -> SourceText {
        let kept = range.clamped(to: firstLine..<endLine)
        let indices = (kept.lowerBound - firstLine)..<(kept.upperBound - firstLine)
        return SourceText(file: file, firstLine: kept.lowerBound, lines: Array(lines[indices]))
    }

    /// The line with this number in the file, or an empty one.
    func line(_ number: Int) -> Substring {
        (firstLine..<endLine).contains(number) ? lines[number - firstLine] : ""
    }

    /// The whole text, its lines parted by LF.
    var text: String {
        var text = ""
        for (index, line) in lines.enumerated() {
            if index > 0 { text += "\n" }
            text.append(contentsOf: line)
        }
        return text
    }

    /// The first place of `text` in a line, after its first columns, for what is only known to stand there.
    func place(of text: some StringProtocol, inLine line: Int, afterColumn: Int = 0) -> Place? {
        let content = self.line(line)
        guard let start = content.dropFirst(afterColumn).firstIndex(ofBytesOf: text) else { return nil }
        let column = content[..<start].unicodeScalars.count + 1
        return Place(file: file, line: line, column: column)
    }

    private func problemOfHiddenCharacter(inLineAt index: Int) -> Problem? {
        guard let (offset, scalar) = firstHiddenScalar(in: lines[index]) else { return nil }
        let message = "\(hiddenCharacterName(scalar)) is not allowed in a lesson: nobody sees what it does"
        return Problem(message, at: place(lineAt: index, column: offset + 1))
    }
}

// Byte by byte: what compares characters, as `firstRange(of:)` does, takes long to set up when it is first called.
extension Substring {
    /// Where the bytes of this text stand first.
    func firstIndex(ofBytesOf text: some StringProtocol) -> Index? {
        var index = utf8.startIndex
        while index < utf8.endIndex {
            if utf8[index...].starts(with: text.utf8) { return index }
            utf8.formIndex(after: &index)
        }
        return nil
    }

    /// Where the bytes of this text stand last.
    func lastIndex(ofBytesOf text: some StringProtocol) -> Index? {
        var index = utf8.endIndex
        while index > utf8.startIndex {
            utf8.formIndex(before: &index)
            if utf8[index...].starts(with: text.utf8) { return index }
        }
        return nil
    }
}
