/// A function that a learner writes: what it takes and what it gives back.
package struct Function: Sendable, Hashable {
    /// What a parameter or a result is.
    package enum Kind: String, Sendable, CaseIterable {
        case number
        /// A list of numbers.
        case numbers
        /// A list of rows of numbers.
        case matrix
    }

    package struct Parameter: Sendable, Hashable {
        package let name: String
        package let kind: Kind

        package init(name: String, kind: Kind) {
            self.name = name
            self.kind = kind
        }
    }

    /// In camel case, as Swift and JavaScript write it.
    package let name: String
    package let parameters: [Parameter]
    /// One result, or several in this order.
    package let results: [Parameter]

    package init(name: String, parameters: [Parameter], results: [Parameter]) {
        self.name = name
        self.parameters = parameters
        self.results = results
    }

    /// The function as it has to be declared in a language.
    package func declaration(in language: Language) -> String { language.harness.declaration(self) }

    /// The function's name in a language.
    package func name(in language: Language) -> String { language.harness.functionName(name) }

    /// `dense_layer` for `denseLayer`.
    var snakeCaseName: String {
        name.map { $0.isUppercase ? "_" + $0.lowercased() : String($0) }.joined()
    }
}

/// A number, or a list of values: what goes into a function and what comes out.
package enum CallValue: Sendable, Hashable {
    case number(Double)
    case list([CallValue])

    package static func numbers(_ numbers: [Double]) -> CallValue { .list(numbers.map(CallValue.number)) }

    /// All its numbers, in order.
    package var allNumbers: [Double] {
        switch self {
        case .number(let number): [number]
        case .list(let values): values.flatMap(\.allNumbers)
        }
    }
}

extension CallValue: CustomStringConvertible {
    /// JSON, with what JSON has no number for as a text: `"NaN"`, `"Infinity"`, `"-Infinity"`, `"-0"`.
    package var description: String {
        switch self {
        case .number(let number): return Self.text(number)
        case .list(let values): return "[" + values.map(\.description).joined(separator: ", ") + "]"
        }
    }

    private static func text(_ number: Double) -> String {
        if number.isNaN { return "\"NaN\"" }
        if number.isInfinite { return number > 0 ? "\"Infinity\"" : "\"-Infinity\"" }
        if number == 0 { return number.sign == .minus ? "\"-0\"" : "0" }
        let text = "\(number)"
        return text.hasSuffix(".0") ? String(text.dropLast(2)) : text
    }
}

extension CallValue: Codable {
    /// The names that a number can have where JSON has none for it.
    package static func special(_ text: String) -> Double? {
        switch text {
        case "NaN": .nan
        case "Inf", "Infinity": .infinity
        case "-Inf", "-Infinity": -.infinity
        case "-0": -0.0
        default: nil
        }
    }

    package init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        if let number = try? container.decode(Double.self) {
            self = .number(number)
        } else if let text = try? container.decode(String.self), let number = Self.special(text) {
            self = .number(number)
        } else {
            self = .list(try container.decode([CallValue].self))
        }
    }

    /// What JSON has no number for is written as a text, as `description` does.
    package func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        switch self {
        case .list(let values): try container.encode(values)
        case .number(let number) where !number.isFinite || (number == 0 && number.sign == .minus):
            try container.encode(description.filter { $0 != "\"" })
        case .number(let number): try container.encode(number)
        }
    }
}
