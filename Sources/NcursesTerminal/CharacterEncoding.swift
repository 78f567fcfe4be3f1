import Glibc
import TerminalUI

/// How characters travel between the program and the terminal.
struct CharacterEncoding: Hashable {
    /// Whether ncurses can read and write Unicode in the locale that is set.
    let isUTF8: Bool
    /// Whether the user's settings say, or leave open, that the terminal shows Unicode.
    let showsUnicode: Bool
    /// Whether the user's settings name a language in whose terminals lines, arrows and Greek letters may take two cells
    /// (UAX #11, "ambiguous").
    var mayBeWide = false

    /// Sets the locale that ncurses works by.
    ///
    /// Where the user's own is not installed, or says nothing, or says something else, `C.UTF-8` lets ncurses
    /// read and write UTF-8 all the same; but what is drawn follows what the user's settings say.
    static func adopt(environment: (String) -> String?) -> CharacterEncoding {
        setlocale(LC_ALL, "")
        // Numbers are written with a point, whatever the locale.
        setlocale(LC_NUMERIC, "C")
        let isUTF8 = usesUTF8 || (setlocale(LC_CTYPE, "C.UTF-8") != nil && usesUTF8)
        return CharacterEncoding(
            isUTF8: isUTF8, showsUnicode: namesUTF8(environment: environment),
            mayBeWide: namesWideLanguage(environment: environment))
    }

    private static var usesUTF8: Bool {
        nl_langinfo(Int32(CODESET)).map { String(cString: $0) } == "UTF-8"
    }

    /// Whether the locale settings name UTF-8. Where they name nothing at all, as in many a container, the
    /// terminal in front of it is one that shows it; where they name `C` or `de_DE.ISO-8859-1`, that counts.
    static func namesUTF8(environment: (String) -> String?) -> Bool {
        guard let value = locale(environment) else { return true }
        let letters = value.lowercased().utf8.filter { $0 != UInt8(ascii: "-") }
        return letters.indices.contains { letters[$0...].starts(with: "utf8".utf8) }
    }

    /// Whether the locale settings name Chinese, Japanese or Korean.
    static func namesWideLanguage(environment: (String) -> String?) -> Bool {
        let language = locale(environment)?.prefix { $0 != "_" && $0 != "." && $0 != "@" }
        return ["ja", "ko", "zh"].contains(language)
    }

    /// The locale of characters: the first of the variables that is set.
    private static func locale(_ environment: (String) -> String?) -> String? {
        ["LC_ALL", "LC_CTYPE", "LANG"].lazy.compactMap(environment).first { !$0.isEmpty }
    }

    /// The alphabet to draw in.
    /// - Parameter wish: what the user asked for; nil leaves it to the terminal.
    func glyphs(wish: GlyphSet?, on type: TerminalType) -> GlyphSet {
        guard isUTF8 else { return .ascii }
        return wish ?? (showsUnicode && !type.isLinuxConsole ? .unicode : .ascii)
    }
}
