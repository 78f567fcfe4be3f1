/// A value that is written as one scalar.
protocol ScalarReadable: Decodable, SendableMetatype {
    init(scalarOf node: YAMLNode, path: [any CodingKey]) throws(Problem)
}

extension String: ScalarReadable {
    /// Text in quotes or not; a number or a word like `true` is its text as written.
    init(scalarOf node: YAMLNode, path: [any CodingKey]) throws(Problem) {
        guard case .scalar(let text, _) = node.content, !node.isEmpty else {
            throw node.isNot("text", path: path, hint: node.hintForText)
        }
        self = text
    }
}

extension Bool: ScalarReadable {
    init(scalarOf node: YAMLNode, path: [any CodingKey]) throws(Problem) {
        switch node.plainText {
        case "true": self = true
        case "false": self = false
        default: throw node.isNot("true or false", path: path)
        }
    }
}

extension Double: ScalarReadable {
    /// A decimal number, finite: `0.5`, `-3`, `1e-3`.
    init(scalarOf node: YAMLNode, path: [any CodingKey]) throws(Problem) {
        guard let text = node.plainText, text.isDecimalNumber, let value = Double(text) else {
            throw node.isNot("a number", path: path, hint: node.hintForNumber)
        }
        guard value.isFinite else {
            throw Problem("the number \(excerpt(text)) is too large", at: node.place)
        }
        self = value
    }
}

extension Float: ScalarReadable {
    init(scalarOf node: YAMLNode, path: [any CodingKey]) throws(Problem) {
        let value = Float(try Double(scalarOf: node, path: path))
        guard value.isFinite else {
            throw Problem("the number \(excerpt(node.plainText ?? "")) is too large", at: node.place)
        }
        self = value
    }
}

extension ScalarReadable where Self: FixedWidthInteger {
    init(scalarOf node: YAMLNode, path: [any CodingKey]) throws(Problem) {
        guard let text = node.plainText, text.isWholeNumber else {
            throw node.isNot("a whole number", path: path, hint: node.hintForNumber)
        }
        guard let value = Self(text) else {
            let isNegative = text.hasPrefix("-") && Self.min == 0
            let bound = isNegative ? "less than 0" : "out of range (\(Self.min) to \(Self.max))"
            throw Problem("the number \(excerpt(text)) is \(bound)", at: node.place)
        }
        self = value
    }
}

extension Int: ScalarReadable {}
extension Int8: ScalarReadable {}
extension Int16: ScalarReadable {}
extension Int32: ScalarReadable {}
extension Int64: ScalarReadable {}
extension UInt: ScalarReadable {}
extension UInt8: ScalarReadable {}
extension UInt16: ScalarReadable {}
extension UInt32: ScalarReadable {}
extension UInt64: ScalarReadable {}

/// Looked up here rather than with `as?`, for which the runtime goes through all conformances of the program once
/// for each type that is none of these.
let scalarTypes: [ObjectIdentifier: any ScalarReadable.Type] = {
    let types: [any ScalarReadable.Type] = [
        String.self, Bool.self, Double.self, Float.self,
        Int.self, Int8.self, Int16.self, Int32.self, Int64.self,
        UInt.self, UInt8.self, UInt16.self, UInt32.self, UInt64.self,
    ]
    return Dictionary(uniqueKeysWithValues: types.map { (ObjectIdentifier($0), $0) })
}()

extension YAMLNode {
    /// The text of a scalar without quotes.
    fileprivate var plainText: String? {
        guard case .scalar(let text, .plain) = content else { return nil }
        return text
    }

    /// How to write text that YAML took for something else.
    fileprivate var hintForText: String {
        switch content {
        case .mapping(_, isFlow: false):
            "; if a colon cuts the text, put it in quotes, or below its key after >-"
        case .mapping, .sequence(_, isFlow: true): "; put text that starts with a bracket in quotes"
        case .sequence, .scalar: ""
        }
    }

    fileprivate var hintForNumber: String {
        switch content {
        case .scalar(let text, .plain) where text.hasPrefix("−"): "; write the minus as -"
        case .scalar(let text, .quoted) where text.isDecimalNumber: "; leave out the quotes"
        default: ""
        }
    }
}

extension String {
    fileprivate var isWholeNumber: Bool {
        let digits = utf8.dropFirst(hasPrefix("-") || hasPrefix("+") ? 1 : 0)
        return !digits.isEmpty && digits.allSatisfy { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }
    }

    /// Whether this is digits with an optional sign, fraction and exponent: no `nan`, no `inf`, no `0x1`.
    fileprivate var isDecimalNumber: Bool {
        let parts = split(maxSplits: 1, omittingEmptySubsequences: false) { $0 == "e" || $0 == "E" }
        let exponentIsWhole = parts.count < 2 || String(parts[1]).isWholeNumber
        let mantissa = parts[0].split(separator: ".", maxSplits: 1, omittingEmptySubsequences: false)
        let fraction = mantissa.count < 2 ? "0" : String(mantissa[1])
        let fractionIsDigits = fraction.first?.isNumber == true && fraction.isWholeNumber
        return exponentIsWhole && fractionIsDigits && String(mantissa[0]).isWholeNumber
    }
}
