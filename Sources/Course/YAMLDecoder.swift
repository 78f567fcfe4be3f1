extension YAMLNode {
    /// Decodes a value; each error says where, what was expected and what stands there.
    ///
    /// A key that the type did not ask for is an error at every level. Such keys do not stop the decoding, so
    /// that all of them are reported at once.
    func decode<Value: Decodable>(_ type: Value.Type) throws(Problems) -> Value {
        let unknownKeys = ProblemLog()
        do {
            let value = try YAMLDecoder.decode(type, from: self, path: [], log: unknownKeys)
            guard unknownKeys.problems.isEmpty else { throw Problems(unknownKeys.problems) }
            return value
        } catch let problems as Problems {
            throw problems
        } catch let problem as Problem {
            throw Problems(unknownKeys.problems + [problem])
        } catch {
            throw Problems([Problem("\(error)", at: place)])
        }
    }
}

/// The problems that were found while decoding went on.
final class ProblemLog {
    var problems: [Problem] = []
}

/// The decoder that a `Decodable` type sees: one node, and a note of the keys that the type asks for.
final class YAMLDecoder: Decoder {
    let node: YAMLNode
    let codingPath: [any CodingKey]
    let userInfo: [CodingUserInfoKey: Any] = [:]
    let log: ProblemLog
    /// The keys that the type asked for, whether they are there or not.
    var askedKeys: Set<String> = []
    /// Whether another decoder of the same node looks after its keys.
    var leavesKeysToAnother = false
    /// The decoders of the nodes that the type reads without a type of their own.
    private var nestedDecoders: [YAMLDecoder] = []

    init(node: YAMLNode, path: [any CodingKey], log: ProblemLog) {
        self.node = node
        codingPath = path
        self.log = log
    }

    /// Decodes one value, and notes the keys of its mapping that nothing asked for.
    static func decode<Value: Decodable>(
        _ type: Value.Type, from node: YAMLNode, path: [any CodingKey], log: ProblemLog
    ) throws -> Value {
        if let scalarType = scalarTypes[ObjectIdentifier(type)],
            let value = try scalarType.init(scalarOf: node, path: path) as? Value
        {
            return value
        }
        let decoder = YAMLDecoder(node: node, path: path, log: log)
        do {
            let value = try Value(from: decoder)
            decoder.noteUnknownKeys()
            return value
        } catch let error as DecodingError {
            throw decoder.problem(explaining: error, whileDecoding: type)
        } catch let error where !(error is Problem || error is Problems) {
            throw Problem("\(error)", at: node.place)
        }
    }

    func container<Key: CodingKey>(keyedBy type: Key.Type) throws -> KeyedDecodingContainer<Key> {
        KeyedDecodingContainer(try YAMLKeyedContainer<Key>(decoder: self))
    }

    func unkeyedContainer() throws -> any UnkeyedDecodingContainer {
        try YAMLUnkeyedContainer(decoder: self)
    }

    func singleValueContainer() throws -> any SingleValueDecodingContainer {
        YAMLSingleValueContainer(decoder: self)
    }

    /// The decoder of a node inside this one, whose keys are looked after with this one's.
    func nested(_ node: YAMLNode, key: any CodingKey) -> YAMLDecoder {
        let decoder = YAMLDecoder(node: node, path: codingPath + [key], log: log)
        nestedDecoders.append(decoder)
        return decoder
    }

    private func noteUnknownKeys() {
        nestedDecoders.forEach { $0.noteUnknownKeys() }
        guard !leavesKeysToAnother, case .mapping(let entries, let isFlow) = node.content else { return }
        for entry in entries where !askedKeys.contains(entry.key) {
            let key = excerpt(entry.key)
            let isCutText = isFlow && entry.value.isEmpty
            let message =
                isCutText
                ? "a comma cuts the text before \"\(key)\": put all of it in quotes"
                : "unknown key \"\(key)\"\(didYouMean(entry.key, in: askedKeys.sorted()))"
            log.problems.append(Problem(message, at: entry.keyPlace))
        }
    }
}

extension Decoder {
    /// Where the value stands that is being decoded, for a type that checks more than its shape; nil when
    /// it is not decoded from a lesson.
    package var place: Place? { (self as? YAMLDecoder)?.node.place }
}
