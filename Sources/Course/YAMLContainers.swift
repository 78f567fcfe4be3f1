/// A mapping as a `Decodable` type sees it.
struct YAMLKeyedContainer<Key: CodingKey>: KeyedDecodingContainerProtocol {
    let decoder: YAMLDecoder
    private let entries: [YAMLNode.Entry]
    private let nodes: [String: YAMLNode]

    /// Nothing at all counts as a mapping without keys, so that its missing keys are named.
    init(decoder: YAMLDecoder) throws(Problem) {
        self.decoder = decoder
        if case .mapping(let entries, _) = decoder.node.content {
            self.entries = entries
        } else if decoder.node.isEmpty {
            entries = []
        } else {
            throw decoder.node.isNot("keys and values", path: decoder.codingPath)
        }
        // No key stands twice in a mapping that was read.
        nodes = Dictionary(entries.map { ($0.key, $0.value) }, uniquingKeysWith: { first, _ in first })
    }

    var codingPath: [any CodingKey] { decoder.codingPath }
    var allKeys: [Key] { entries.compactMap { Key(stringValue: $0.key) } }

    func contains(_ key: Key) -> Bool { node(for: key) != nil }
    func decodeNil(forKey key: Key) throws -> Bool { try existingNode(for: key).isNull }

    func decode<Value: Decodable>(_ type: Value.Type, forKey key: Key) throws -> Value {
        try YAMLDecoder.decode(type, from: existingNode(for: key), path: codingPath + [key], log: decoder.log)
    }

    func nestedContainer<Nested: CodingKey>(
        keyedBy type: Nested.Type, forKey key: Key
    ) throws -> KeyedDecodingContainer<Nested> {
        try superDecoder(forKey: key).container(keyedBy: type)
    }

    func nestedUnkeyedContainer(forKey key: Key) throws -> any UnkeyedDecodingContainer {
        try superDecoder(forKey: key).unkeyedContainer()
    }

    func superDecoder() throws -> any Decoder { decoder }

    func superDecoder(forKey key: Key) throws -> any Decoder {
        decoder.nested(try existingNode(for: key), key: key)
    }

    private func node(for key: Key) -> YAMLNode? {
        decoder.askedKeys.insert(key.stringValue)
        return nodes[key.stringValue]
    }

    private func existingNode(for key: Key) throws(Problem) -> YAMLNode {
        if let node = node(for: key) { return node }
        throw missing(key)
    }

    /// A key that is missing was often only misspelt: then the misspelt one is the problem.
    private func missing(_ key: Key) -> Problem {
        for entry in entries where Key(stringValue: entry.key) == nil {
            guard nearest(entry.key, in: [key.stringValue]) != nil else { continue }
            let message = "unknown key \"\(excerpt(entry.key))\"; did you mean \"\(key.stringValue)\"?"
            return Problem(message, at: entry.keyPlace)
        }
        return Problem("the key \"\(key.stringValue)\" is missing", at: decoder.node.place)
    }
}

/// A list as a `Decodable` type sees it.
struct YAMLUnkeyedContainer: UnkeyedDecodingContainer {
    let decoder: YAMLDecoder
    private let items: [YAMLNode]
    private(set) var currentIndex = 0

    init(decoder: YAMLDecoder) throws(Problem) {
        guard case .sequence(let items, _) = decoder.node.content else {
            throw decoder.node.isNot("a list", path: decoder.codingPath)
        }
        self.decoder = decoder
        self.items = items
    }

    var codingPath: [any CodingKey] { decoder.codingPath }
    var count: Int? { items.count }
    var isAtEnd: Bool { currentIndex >= items.count }

    mutating func decodeNil() throws -> Bool {
        guard !isAtEnd, items[currentIndex].isNull else { return false }
        currentIndex += 1
        return true
    }

    mutating func decode<Value: Decodable>(_ type: Value.Type) throws -> Value {
        let path = codingPath + [ListIndex(currentIndex)]
        return try YAMLDecoder.decode(type, from: nextItem(), path: path, log: decoder.log)
    }

    mutating func nestedContainer<Nested: CodingKey>(
        keyedBy type: Nested.Type
    ) throws -> KeyedDecodingContainer<Nested> {
        try superDecoder().container(keyedBy: type)
    }

    mutating func nestedUnkeyedContainer() throws -> any UnkeyedDecodingContainer {
        try superDecoder().unkeyedContainer()
    }

    mutating func superDecoder() throws -> any Decoder {
        let key = ListIndex(currentIndex)
        return decoder.nested(try nextItem(), key: key)
    }

    private mutating func nextItem() throws(Problem) -> YAMLNode {
        guard !isAtEnd else {
            throw Problem("the list ends after \(items.count) of its items", at: decoder.node.place)
        }
        defer { currentIndex += 1 }
        return items[currentIndex]
    }
}

/// A value on its own as a `Decodable` type sees it.
struct YAMLSingleValueContainer: SingleValueDecodingContainer {
    let decoder: YAMLDecoder

    var codingPath: [any CodingKey] { decoder.codingPath }

    func decodeNil() -> Bool { decoder.node.isNull }

    func decode<Value: Decodable>(_ type: Value.Type) throws -> Value {
        decoder.leavesKeysToAnother = true
        return try YAMLDecoder.decode(type, from: decoder.node, path: codingPath, log: decoder.log)
    }
}

/// The place of an item in its list, from 0.
struct ListIndex: CodingKey {
    let intValue: Int?
    let stringValue: String

    init(_ index: Int) {
        intValue = index
        stringValue = String(index)
    }

    init(intValue: Int) { self.init(intValue) }
    init?(stringValue: String) { nil }
}
