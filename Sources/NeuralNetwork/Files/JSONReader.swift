/// Reads JSON (RFC 8259) in order, asked at each place for what must stand there, so that every error knows
/// its line, its column and its path.
///
/// Foundation's decoder names no place for a syntax error and lets trailing commas, doubled keys and unknown
/// keys pass. Nesting costs nothing here: a value deeper than the format asks for is refused at its first bracket.
struct JSONReader {
    let bytes: [UInt8]
    var position = 0
    private var path: [PathStep] = []

    /// A place to point an error at.
    struct Place {
        let position: Int
        let path: [PathStep]
    }

    enum PathStep {
        case key(String)
        case index(Int)
    }

    init(_ bytes: [UInt8]) {
        self.bytes = bytes
        if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { position = 3 }  // the byte order mark of some editors
    }

    /// Reads an object, calling `read` at the value of each key; a key that is unknown or there twice is an error.
    mutating func object(
        keys: [String], _ read: (inout JSONReader, String) throws(NetworkFileError) -> Void
    ) throws(NetworkFileError) {
        try expect("{", "an object {…}")
        var seen: Set<String> = []
        if skip("}") { return }
        repeat {
            let place = here()
            let key = try string(as: "a key in double quotes")
            guard keys.contains(key) else { throw unknown("key", key, known: keys, at: place) }
            guard seen.insert(key).inserted else {
                throw failure("the key \(quoted(key)) is there twice", at: place)
            }
            try expect(":", "':' after the key \(quoted(key))")
            path.append(.key(key))
            try read(&self, key)
            path.removeLast()
        } while skip(",")
        try expect("}", "',' or '}'")
    }

    /// Reads an array, calling `read` at each of its elements.
    mutating func array(
        _ read: (inout JSONReader) throws(NetworkFileError) -> Void
    ) throws(NetworkFileError) {
        try expect("[", "an array […]")
        if skip("]") { return }
        var index = 0
        repeat {
            path.append(.index(index))
            try read(&self)
            path.removeLast()
            index += 1
        } while skip(",")
        try expect("]", "',' or ']'")
    }

    /// Reads a number that a Double can hold.
    mutating func number() throws(NetworkFileError) -> Double {
        let place = here()
        let word = word()
        guard !word.isEmpty else { throw expected("a number", at: place) }
        let text = String(decoding: word, as: UTF8.self)
        guard isJSONNumber(word), let value = Double(text) else {
            throw failure("\(quoted(text)) is not a JSON number", at: place)
        }
        guard value.isFinite else { throw failure("\(quoted(text)) is too large for a number", at: place) }
        return value
    }

    /// Reads a string.
    mutating func string(as what: String = "a text in double quotes") throws(NetworkFileError) -> String {
        let place = here()
        guard peek == UInt8(ascii: "\"") else { throw expected(what, at: place) }
        position += 1
        var text: [UInt8] = []
        while let byte = peek, byte != UInt8(ascii: "\""), byte >= 0x20 {
            if byte == UInt8(ascii: "\\") {
                text += try escape().utf8
            } else {
                text.append(byte)
                position += 1
            }
        }
        guard peek == UInt8(ascii: "\"") else { throw failure("this text has no closing quote", at: place) }
        position += 1
        guard let string = String(validating: text, as: UTF8.self) else {
            throw failure("this text is not UTF-8", at: place)
        }
        return string
    }

    /// Reads what could be a number, `true`, `false` or `null`, right or misspelled; empty at anything else.
    mutating func word() -> ArraySlice<UInt8> {
        let start = position
        while let byte = peek, isWordByte(byte) { position += 1 }
        return bytes[start..<position]
    }

    /// Refuses anything but blanks after the last value.
    mutating func end() throws(NetworkFileError) {
        let place = here()
        guard peek == nil else { throw expected("the end of the file", at: place) }
    }

    /// The place of the next value.
    mutating func here() -> Place {
        while let byte = peek, [0x20, 0x09, 0x0A, 0x0D].contains(byte) { position += 1 }
        return Place(position: position, path: path)
    }

    var peek: UInt8? { position < bytes.count ? bytes[position] : nil }

    private mutating func skip(_ character: Unicode.Scalar) -> Bool {
        _ = here()
        guard peek == UInt8(ascii: character) else { return false }
        position += 1
        return true
    }

    private mutating func expect(_ character: Unicode.Scalar, _ what: String) throws(NetworkFileError) {
        let place = here()
        guard skip(character) else { throw expected(what, at: place) }
    }
}
