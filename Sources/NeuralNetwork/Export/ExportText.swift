/// The pieces of a program that look alike in most languages.
enum ExportText {
    /// Numbers between brackets, in shortest round-trip form, folded into lines of at most 100 characters.
    /// - Parameters:
    ///   - indent: how far the line of the closing bracket is indented.
    ///   - step: how much further a list's members are.
    static func list(
        _ numbers: some Sequence<Double>, indent: Int, step: Int = 4, _ literal: (Double) -> String
    ) -> String {
        let words = numbers.map(literal)
        let line = "[" + words.joined(separator: ", ") + "]"
        guard indent + line.count > 100 else { return line }
        let inner = String(repeating: " ", count: indent + step)
        return "[\n"
            + folded(words.joined(separator: ", "), width: 100 - step - indent).map { inner + $0 }.joined(
                separator: "\n")
            + ",\n" + String(repeating: " ", count: indent) + "]"
    }

    /// A matrix as a list of its rows, a row a line.
    static func rows(_ matrix: Matrix, indent: Int, step: Int = 4, _ literal: (Double) -> String) -> String {
        let inner = String(repeating: " ", count: indent + step)
        let rows = (0..<matrix.rows).map {
            inner + list(matrix.row($0), indent: indent + step, step: step, literal) + ",\n"
        }
        return "[\n" + rows.joined() + String(repeating: " ", count: indent) + "]"
    }

    /// Words in lines of at most `width` characters.
    static func folded(_ text: String, width: Int = 100) -> [String] {
        var lines = [""]
        for word in text.split(separator: " ") {
            let last = lines.count - 1
            if lines[last].isEmpty {
                lines[last] = String(word)
            } else if lines[last].count + 1 + word.count <= width {
                lines[last] += " " + word
            } else {
                lines.append(String(word))
            }
        }
        return lines
    }

    /// A text that can stand in a comment of one line, whatever is in it.
    static func comment(_ text: String) -> String {
        String(String.UnicodeScalarView(text.unicodeScalars.map { isUnseen($0) ? " " : $0 }))
    }

    /// Texts in double quotes between brackets.
    static func list(_ texts: [String], _ escape: (Unicode.Scalar) -> String) -> String {
        "[" + texts.map { quoted($0, escape) }.joined(separator: ", ") + "]"
    }

    private static func quoted(_ text: String, _ escape: (Unicode.Scalar) -> String) -> String {
        let body = text.unicodeScalars.map { scalar in
            scalar == "\"" || scalar == "\\"
                ? "\\\(scalar)" : isUnseen(scalar) ? escape(scalar) : String(scalar)
        }
        return "\"" + body.joined() + "\""
    }

    /// `\u0009` or, for Swift, `\u{9}`.
    static func escape(_ scalar: Unicode.Scalar) -> String {
        String(scalar).utf16.map { unit in
            let digits = String(unit, radix: 16)
            return "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
        }.joined()
    }

    /// Whether a character would break a line, or change how others look.
    private static func isUnseen(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.properties.generalCategory {
        case .control, .format, .lineSeparator, .paragraphSeparator, .surrogate, .privateUse, .unassigned:
            true
        default: false
        }
    }
}

extension InputFormula {
    /// The formula as code, given the code of a column.
    func code(sine: String, _ column: (Int) -> String) -> String {
        switch self {
        case .column(let a): column(a)
        case .square(let a): "\(column(a)) * \(column(a))"
        case .product(let a, let b): "\(column(a)) * \(column(b))"
        case .sine(let a): "\(sine)(\(column(a)))"
        }
    }
}
