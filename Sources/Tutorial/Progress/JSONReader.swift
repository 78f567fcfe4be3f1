/// A JSON value, as far as a line of progress needs it.
enum JSONValue: Hashable {
    case null
    case bool(Bool)
    case integer(Int)
    /// A number that is no integer or too large for one; nothing here asks for its value.
    case number
    case string(String)
    case array([JSONValue])
    case object(JSONObject)
}

/// The members of a JSON object, in the order of the text.
struct JSONObject: Hashable {
    fileprivate(set) var members: [Member] = []

    struct Member: Hashable {
        var name: String
        var value: JSONValue
    }

    /// The value under a name; the last one where there are several, as in JavaScript.
    subscript(name: String) -> JSONValue? {
        members.last { $0.name == name }?.value
    }
}

/// Reads one JSON text, as RFC 8259 defines it.
///
/// A line takes a fifth of the time that `JSONDecoder` takes for it, and all lines are read each time the program
/// starts.
struct JSONReader {
    /// A text that is no JSON, or nested so deeply that reading it could exhaust the stack.
    struct Malformed: Error {
        /// Where it stops to be JSON, in bytes from its beginning.
        var offset = 0
    }

    private static let maximumDepth = 32

    private let bytes: ArraySlice<UInt8>
    private var position: Int

    private init(_ bytes: ArraySlice<UInt8>) {
        self.bytes = bytes
        position = bytes.startIndex
    }

    static func value(of bytes: ArraySlice<UInt8>) throws(Malformed) -> JSONValue {
        // Once for all its strings: each ends at an ASCII character, so no part of valid UTF-8 is invalid.
        guard String(validating: bytes, as: UTF8.self) != nil else { throw Malformed() }
        var reader = JSONReader(bytes)
        do {
            let value = try reader.value(depth: 0)
            guard reader.position == bytes.endIndex else { throw Malformed() }
            return value
        } catch {
            throw Malformed(offset: reader.position - bytes.startIndex)
        }
    }

    // MARK: Values

    /// A value with the white space around it.
    private mutating func value(depth: Int) throws(Malformed) -> JSONValue {
        guard depth < Self.maximumDepth else { throw Malformed() }
        skipWhiteSpace()
        let value: JSONValue
        switch peek {
        case UInt8(ascii: "{"): value = .object(try object(depth: depth))
        case UInt8(ascii: "["): value = .array(try array(depth: depth))
        case UInt8(ascii: "\""): value = .string(try string())
        case UInt8(ascii: "t"): value = try word("true", .bool(true))
        case UInt8(ascii: "f"): value = try word("false", .bool(false))
        case UInt8(ascii: "n"): value = try word("null", .null)
        default: value = try number()
        }
        skipWhiteSpace()
        return value
    }

    private mutating func object(depth: Int) throws(Malformed) -> JSONObject {
        var object = JSONObject()
        try expect("{")
        skipWhiteSpace()
        if accept("}") { return object }
        repeat {
            skipWhiteSpace()
            let name = try string()
            skipWhiteSpace()
            try expect(":")
            object.members.append(.init(name: name, value: try value(depth: depth + 1)))
        } while accept(",")
        try expect("}")
        return object
    }

    private mutating func array(depth: Int) throws(Malformed) -> [JSONValue] {
        var elements: [JSONValue] = []
        try expect("[")
        skipWhiteSpace()
        if accept("]") { return elements }
        repeat {
            elements.append(try value(depth: depth + 1))
        } while accept(",")
        try expect("]")
        return elements
    }

    private mutating func word(_ word: StaticString, _ value: JSONValue) throws(Malformed) -> JSONValue {
        let wanted = UnsafeBufferPointer(start: word.utf8Start, count: word.utf8CodeUnitCount)
        guard bytes[position...].starts(with: wanted) else { throw Malformed() }
        position += wanted.count
        return value
    }

    private mutating func number() throws(Malformed) -> JSONValue {
        let start = position
        _ = accept("-")
        if !accept("0") { try digits() }
        var isInteger = true
        if accept(".") {
            isInteger = false
            try digits()
        }
        if accept("e") || accept("E") {
            isInteger = false
            _ = accept("+") || accept("-")
            try digits()
        }
        guard isInteger, let integer = Int(String(decoding: bytes[start..<position], as: UTF8.self)) else {
            return .number
        }
        return .integer(integer)
    }

    private mutating func digits() throws(Malformed) {
        let start = position
        while let byte = peek, (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) { position += 1 }
        guard position > start else { throw Malformed() }
    }

    // MARK: Strings

    private mutating func string() throws(Malformed) -> String {
        try expect("\"")
        let start = position
        while let byte = take() {
            switch byte {
            case UInt8(ascii: "\""):
                return String(decoding: bytes[start..<position - 1], as: UTF8.self)
            case UInt8(ascii: "\\"):
                position -= 1
                return try stringWithEscapes(after: bytes[start..<position])
            case ..<0x20:
                throw Malformed()
            default:
                continue
            }
        }
        throw Malformed()
    }

    private mutating func stringWithEscapes(after beginning: ArraySlice<UInt8>) throws(Malformed) -> String {
        var decoded = Array(beginning)
        while let byte = take() {
            switch byte {
            case UInt8(ascii: "\""): return String(decoding: decoded, as: UTF8.self)
            case UInt8(ascii: "\\"): decoded += try escape()
            case ..<0x20: throw Malformed()
            default: decoded.append(byte)
            }
        }
        throw Malformed()
    }

    /// The UTF-8 of an escape whose backslash has been taken.
    private mutating func escape() throws(Malformed) -> [UInt8] {
        switch take() {
        case UInt8(ascii: "\""): [UInt8(ascii: "\"")]
        case UInt8(ascii: "\\"): [UInt8(ascii: "\\")]
        case UInt8(ascii: "/"): [UInt8(ascii: "/")]
        case UInt8(ascii: "b"): [0x08]
        case UInt8(ascii: "f"): [0x0C]
        case UInt8(ascii: "n"): [0x0A]
        case UInt8(ascii: "r"): [0x0D]
        case UInt8(ascii: "t"): [0x09]
        case UInt8(ascii: "u"): Array(String(Character(try escapedScalar())).utf8)
        default: throw Malformed()
        }
    }

    /// The scalar of `\u` with four digits, or of two such escapes that make up a surrogate pair.
    private mutating func escapedScalar() throws(Malformed) -> Unicode.Scalar {
        let first = try codeUnit()
        if let scalar = Unicode.Scalar(first) { return scalar }
        try expect("\\")
        try expect("u")
        let pair = [first, try codeUnit()]
        guard let text = String(validating: pair, as: UTF16.self), let scalar = text.unicodeScalars.first
        else {
            throw Malformed()
        }
        return scalar
    }

    private mutating func codeUnit() throws(Malformed) -> UInt16 {
        var unit: UInt16 = 0
        for _ in 0..<4 {
            guard let byte = take(), let digit = Character(Unicode.Scalar(byte)).hexDigitValue else {
                throw Malformed()
            }
            unit = unit << 4 | UInt16(digit)
        }
        return unit
    }

    // MARK: Bytes

    private var peek: UInt8? { position < bytes.endIndex ? bytes[position] : nil }

    private mutating func take() -> UInt8? {
        guard position < bytes.endIndex else { return nil }
        defer { position += 1 }
        return bytes[position]
    }

    private mutating func accept(_ character: Unicode.Scalar) -> Bool {
        guard peek == UInt8(ascii: character) else { return false }
        position += 1
        return true
    }

    private mutating func expect(_ character: Unicode.Scalar) throws(Malformed) {
        guard accept(character) else { throw Malformed() }
    }

    private mutating func skipWhiteSpace() {
        while let byte = peek, byte == 0x20 || byte == 0x09 || byte == 0x0A || byte == 0x0D { position += 1 }
    }
}
