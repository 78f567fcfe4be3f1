/// The alphabet that pictures are drawn in. Both say the same; ASCII is for terminals, fonts and habits that
/// have nothing else.
package enum GlyphSet: String, CaseIterable, Codable, Sendable {
    case unicode
    case ascii

    /// Chooses between two spellings of the same thing.
    package func pick(_ unicode: String, _ ascii: String) -> String {
        self == .unicode ? unicode : ascii
    }

    /// A text as this alphabet can show it.
    package func spelling(of text: String) -> String {
        self == .unicode ? text : asciiSpelling(of: text)
    }
}

/// A text with every character outside ASCII spelled in ASCII: x₁ as x1, σ as sigmoid, → as ->.
/// A character without such a twin becomes `?`; `hasASCIISpelling` says which those are.
package func asciiSpelling(of text: String) -> String {
    if text.utf8.allSatisfy({ $0 < 0x80 }) { return text }
    var spelled = ""
    var followsSuperscript = false
    for scalar in text.unicodeScalars {
        let isSuperscript = "⁰¹²³⁴⁵⁶⁷⁸⁹".unicodeScalars.contains(scalar)
        // error² becomes error^2, and W² is W2: that of a layer, not a power.
        if isSuperscript, isPower(after: spelled) { spelled += "^" }
        // w¹₁₂ becomes w1_12: the layer stays apart from the neuron and the input.
        if followsSuperscript, ("₀"..."₉").contains(scalar) { spelled += "_" }
        followsSuperscript = isSuperscript
        if scalar.isASCII {
            spelled.unicodeScalars.append(scalar)
        } else {
            spelled += asciiTwins[scalar] ?? (cellWidth(of: scalar) == 0 ? "" : "?")
        }
    }
    return spelled
}

/// Whether a superscript digit behind this text is a power: behind a bracket or a word, not behind the one letter that
/// names the numbers of a layer.
private func isPower(after text: String) -> Bool {
    guard let last = text.last, last == ")" || last.isLetter else { return false }
    guard last.isLetter, "WwbzahMB".contains(last) else { return true }
    return text.dropLast().last?.isLetter ?? false
}

/// Whether a scalar can be told in ASCII without losing its meaning.
package func hasASCIISpelling(_ scalar: Unicode.Scalar) -> Bool {
    scalar.isASCII || asciiTwins[scalar] != nil
}

private let asciiTwins: [Unicode.Scalar: String] = {
    var twins: [Unicode.Scalar: String] = [
        "→": "->", "←": "<-", "↑": "Up", "↓": "Down", "⇒": "=>", "↔": "<->", "▶": ">", "▸": ">", "◀": "<",
        "×": "x", "·": "*", "−": "-", "–": "-", "—": "-", "÷": "/", "±": "+/-", "≈": "~", "≠": "!=",
        "≤": "<=", "≥": ">=", "∞": "inf", "√": "sqrt", "∑": "sum", "Σ": "sum", "∂": "d", "∇": "grad",
        "½": "1/2", "¼": "1/4", "…": "...", "‘": "'", "’": "'", "“": "\"", "”": "\"", "•": "*",
        "✓": "*", "✗": "x", "◐": "~", "○": "o", "●": "*", "■": "#", "□": "[]", "▒": "?", "░": ".",
        "█": "#", "▏": "|", "▓": "#", "⋮": ":", "│": "|", "─": "-", "━": "=", "═": "#", "┃": "|",
        "╭": "+", "╮": "+", "╰": "+", "╯": "+", "┌": "+", "┐": "+", "└": "+", "┘": "+", "├": "+",
        "┤": "+", "┬": "+", "┴": "+", "┼": "+", "α": "alpha", "β": "beta", "γ": "gamma", "δ": "delta",
        "Δ": "Delta ", "ε": "eps", "η": "eta", "θ": "theta", "λ": "lambda", "μ": "mu", "π": "pi",
        "σ": "sigmoid",
        "ŷ": "y^", "é": "e", "ö": "oe", "ü": "ue", "ä": "ae", "ß": "ss", "è": "e", "à": "a", "ï": "i",
        "∈": "in", "ℝ": "R", "°": "deg", "␀": "?", "\u{FFFD}": "?", "\u{A0}": " ",
        "ₙ": "n", "ᵢ": "i", "ⱼ": "j", "ₖ": "k", "ⁿ": "n", "ˡ": "l",
    ]
    for digits in ["₀₁₂₃₄₅₆₇₈₉", "⁰¹²³⁴⁵⁶⁷⁸⁹"] {
        for (digit, scalar) in digits.unicodeScalars.enumerated() { twins[scalar] = "\(digit)" }
    }
    twins["₊"] = "+"
    twins["₋"] = "-"
    twins["⁻"] = "-"
    return twins
}()
