/// A key that a type reads, and whether it insists on it.
package struct FenceKey: Hashable, Sendable {
    package let name: String
    package let isRequired: Bool

    package init(name: String, isRequired: Bool) {
        self.name = name
        self.isRequired = isRequired
    }
}

/// The keys that a type asks for when it is decoded, in their order: what a table in the authors' guide has to list.
package func fenceKeys(of type: any Decodable.Type) -> [FenceKey] {
    let log = FenceKeyLog()
    _ = try? type.init(from: FenceKeyDecoder(log: log))
    return log.keys
}

private final class FenceKeyLog {
    var keys: [FenceKey] = []
}

/// A decoder that notes what is asked for, and answers with as little as possible.
struct FenceKeyDecoder: Decoder {
    /// Nil below the level whose keys are wanted.
    fileprivate var log: FenceKeyLog?
    let codingPath: [any CodingKey] = []
    let userInfo: [CodingUserInfoKey: Any] = [:]

    func container<Key: CodingKey>(keyedBy type: Key.Type) -> KeyedDecodingContainer<Key> {
        KeyedDecodingContainer(Keyed(log: log))
    }

    func unkeyedContainer() -> any UnkeyedDecodingContainer { Unkeyed() }
    func singleValueContainer() -> any SingleValueDecodingContainer { Single() }

    /// The least value of a type: 0, nothing, false, or what its own initialiser makes of that.
    static func least<Value: Decodable>(_ type: Value.Type) throws -> Value {
        let scalars: [any Decodable] = ["", 0, 0.0, false]
        return try scalars.lazy.compactMap { $0 as? Value }.first ?? Value(from: FenceKeyDecoder(log: nil))
    }

    private struct Keyed<Key: CodingKey>: KeyedDecodingContainerProtocol {
        let log: FenceKeyLog?
        let codingPath: [any CodingKey] = []
        let allKeys: [Key] = []

        func contains(_ key: Key) -> Bool { false }
        func decodeNil(forKey key: Key) -> Bool { true }

        func decode<Value: Decodable>(_ type: Value.Type, forKey key: Key) throws -> Value {
            log?.keys.append(FenceKey(name: key.stringValue, isRequired: true))
            return try FenceKeyDecoder.least(type)
        }

        func decodeIfPresent<Value: Decodable>(_ type: Value.Type, forKey key: Key) -> Value? {
            log?.keys.append(FenceKey(name: key.stringValue, isRequired: false))
            return nil
        }

        // The scalar types have requirements of their own.
        func decodeIfPresent(_ type: Bool.Type, forKey key: Key) -> Bool? { optional(key) }
        func decodeIfPresent(_ type: String.Type, forKey key: Key) -> String? { optional(key) }
        func decodeIfPresent(_ type: Double.Type, forKey key: Key) -> Double? { optional(key) }
        func decodeIfPresent(_ type: Int.Type, forKey key: Key) -> Int? { optional(key) }

        private func optional<Value>(_ key: Key) -> Value? {
            log?.keys.append(FenceKey(name: key.stringValue, isRequired: false))
            return nil
        }

        func nestedContainer<Nested: CodingKey>(
            keyedBy type: Nested.Type, forKey key: Key
        ) -> KeyedDecodingContainer<Nested> {
            KeyedDecodingContainer(FenceKeyDecoder.Keyed<Nested>(log: nil))
        }

        func nestedUnkeyedContainer(forKey key: Key) -> any UnkeyedDecodingContainer { Unkeyed() }
        func superDecoder() -> any Decoder { FenceKeyDecoder(log: nil) }
        func superDecoder(forKey key: Key) -> any Decoder { FenceKeyDecoder(log: nil) }
    }

    private struct Unkeyed: UnkeyedDecodingContainer {
        let codingPath: [any CodingKey] = []
        let count: Int? = 0
        let isAtEnd = true
        let currentIndex = 0

        func decodeNil() -> Bool { true }
        func decode<Value: Decodable>(_ type: Value.Type) throws -> Value { try FenceKeyDecoder.least(type) }

        func nestedContainer<Nested: CodingKey>(
            keyedBy type: Nested.Type
        ) -> KeyedDecodingContainer<Nested> {
            KeyedDecodingContainer(FenceKeyDecoder.Keyed<Nested>(log: nil))
        }

        func nestedUnkeyedContainer() -> any UnkeyedDecodingContainer { Unkeyed() }
        func superDecoder() -> any Decoder { FenceKeyDecoder(log: nil) }
    }

    private struct Single: SingleValueDecodingContainer {
        let codingPath: [any CodingKey] = []
        func decodeNil() -> Bool { true }
        func decode<Value: Decodable>(_ type: Value.Type) throws -> Value { try FenceKeyDecoder.least(type) }
    }
}
