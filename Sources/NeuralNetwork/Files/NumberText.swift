/// Numbers as JSON text that reads back as the same number.
public enum NumberText {
    /// The shortest text that gives `value` again; JSON has no NaN and no infinity, so these are strings:
    /// `"NaN"`, `"Infinity"`, `"-Infinity"`, quotes included.
    public static func json(_ value: Double) -> String {
        if value.isFinite { return value.description }
        if value.isNaN { return "\"NaN\"" }
        return value < 0 ? "\"-Infinity\"" : "\"Infinity\""
    }

    /// Numbers as a JSON array.
    static func json(_ values: some Sequence<Double>) -> String {
        "[" + values.map { json($0) }.joined(separator: ", ") + "]"
    }
}
