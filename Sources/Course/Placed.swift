/// A value with where it stands, so that an error found later can still say line and column.
///
/// The place of text is that of its first character, without the quote.
package struct Placed<Value: Decodable>: Decodable {
    package let value: Value
    package let place: Place
    /// Whether the text stands in the file as it is, so that an offset in it is an offset in the file.
    private let isVerbatim: Bool

    package init(_ value: Value, at place: Place) {
        self.init(value, at: place, isVerbatim: false)
    }

    private init(_ value: Value, at place: Place, isVerbatim: Bool) {
        self.value = value
        self.place = place
        self.isVerbatim = isVerbatim
    }

    package init(from decoder: any Decoder) throws {
        if decoder is FenceKeyDecoder {
            self.init(try FenceKeyDecoder.least(Value.self), at: Place(file: "", line: 1, column: 1))
            return
        }
        guard let node = (decoder as? YAMLDecoder)?.node else {
            let message = "a placed value can only be decoded from a lesson"
            throw DecodingError.dataCorrupted(
                .init(codingPath: decoder.codingPath, debugDescription: message))
        }
        let value = try decoder.singleValueContainer().decode(Value.self)
        self.init(value, at: node.place, isVerbatim: node.isVerbatim)
    }
}

extension Placed: Sendable where Value: Sendable {}
extension Placed: Equatable where Value: Equatable {}
extension Placed: Hashable where Value: Hashable {}

extension Placed<String> {
    /// The place of the character that this many scalars stand before.
    ///
    /// Text that is folded or escaped in the file gives the place of its beginning.
    package func place(atOffset offset: Int) -> Place {
        guard isVerbatim else { return place }
        let before = value.unicodeScalars.prefix(offset)
        let column = before.reversed().prefix { $0 != "\n" }.count
        let lines = before.count { $0 == "\n" }
        return Place(file: place.file, line: place.line + lines, column: place.column + column)
    }
}

/// A list that may be written as its only element: `hints: Look again.` for `hints: [Look again.]`.
///
/// The element itself is not a list.
package struct OneOrMore<Element: Decodable>: Decodable {
    package let all: [Element]

    package init(_ all: [Element]) {
        self.all = all
    }

    package init(from decoder: any Decoder) throws {
        if let node = (decoder as? YAMLDecoder)?.node, case .sequence = node.content {
            self.init(try decoder.singleValueContainer().decode([Element].self))
        } else {
            self.init([try decoder.singleValueContainer().decode(Element.self)])
        }
    }
}

extension OneOrMore: Sendable where Element: Sendable {}
extension OneOrMore: Equatable where Element: Equatable {}
extension OneOrMore: Hashable where Element: Hashable {}
