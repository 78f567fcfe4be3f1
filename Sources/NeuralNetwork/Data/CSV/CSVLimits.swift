/// How much of a CSV file is read.
public enum CSVLimits {
    /// The largest file, in bytes: 256 MiB.
    public static let size = 256 << 20
    /// The most rows.
    public static let rows = 2_000_000
    /// The most columns, the label's among them.
    public static let columns = 1000
    /// The most classes.
    public static let classes = 100
    /// The most classes that whole numbers are taken for without being asked.
    public static let wholeNumberClasses = 20
}
