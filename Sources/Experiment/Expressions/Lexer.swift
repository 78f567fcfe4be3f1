/// The smallest pieces of an expression.
enum Token: Hashable {
    case number(Double)
    case name(String)
    case symbol(String)
    case end
}

struct PlacedToken {
    let token: Token
    let column: Int
    /// The token as it was written, for messages.
    let text: String
}

/// Cuts an expression into tokens.
struct Lexer {
    private let characters: [Character]
    private var index = 0

    /// Longer symbols come first, so that `==` is not read as two `=`.
    private static let symbols = [
        "==", "!=", "<=", ">=", "&&", "||", "<", ">", "=", "+", "-", "*", "/", "!", "(", ")", "[", "]", ",",
        ".", ";",
    ]

    /// What is meant by signs that look right but are not part of the language.
    private static let spelledOtherwise: [Character: String] = [
        "−": "-", "–": "-", "×": "*", "·": "*", "÷": "/", "≠": "!=", "≤": "<=", "≥": ">=", "&": "&&",
        "|": "||",
    ]

    static func tokens(of text: String) throws(ExpressionError) -> [PlacedToken] {
        var lexer = Lexer(characters: Array(text))
        var tokens: [PlacedToken] = []
        repeat { tokens.append(try lexer.next()) } while tokens.last?.token != .end
        return tokens
    }

    private init(characters: [Character]) {
        self.characters = characters
    }

    private mutating func next() throws(ExpressionError) -> PlacedToken {
        while index < characters.count, characters[index].isWhitespace { index += 1 }
        let column = index + 1
        let token = try token(at: column)
        return PlacedToken(token: token, column: column, text: String(characters[(column - 1)..<index]))
    }

    private mutating func token(at column: Int) throws(ExpressionError) -> Token {
        guard index < characters.count else { return .end }
        let character = characters[index]
        if character.isNumberStart(next: index + 1 < characters.count ? characters[index + 1] : nil) {
            return .number(try number(column: column))
        }
        if character.isASCII, character.isLetter || character == "_" { return .name(name()) }
        for symbol in Self.symbols where characters[index...].starts(with: symbol) {
            index += symbol.count
            return .symbol(symbol)
        }
        let hint = Self.spelledOtherwise[character].map { "; write \($0)" } ?? ""
        throw ExpressionError(
            column: column, message: "\"\(character)\" has no meaning in an expression\(hint)")
    }

    private mutating func name() -> String {
        let start = index
        while index < characters.count, characters[index].isASCII,
            characters[index].isLetter || characters[index].isNumber || characters[index] == "_"
        {
            index += 1
        }
        return String(characters[start..<index])
    }

    private mutating func number(column: Int) throws(ExpressionError) -> Double {
        let start = index
        var previous: Character = "0"
        while index < characters.count {
            let character = characters[index]
            let isExponentSign =
                (character == "-" || character == "+") && (previous == "e" || previous == "E")
            guard character.isASCII, character.isNumber || "eE.".contains(character) || isExponentSign
            else { break }
            previous = character
            index += 1
        }
        let text = String(characters[start..<index])
        guard let value = Double(text), value.isFinite else {
            throw ExpressionError(column: column, message: "\"\(text)\" is not a number")
        }
        return value
    }
}

extension Character {
    fileprivate func isNumberStart(next: Character?) -> Bool {
        guard isASCII else { return false }
        return isNumber || (self == "." && next?.isASCII == true && next?.isNumber == true)
    }
}
