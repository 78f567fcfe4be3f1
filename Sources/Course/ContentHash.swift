/// The FNV-1a hash, 64 bits wide: small, and the same on every machine and in every run.
///
/// Source: Fowler, Noll and Vo, isthe.com/chongo/tech/comp/fnv.
package struct ContentHash {
    package private(set) var value: UInt64 = 0xcbf2_9ce4_8422_2325

    package init() {}

    package mutating func combine(_ text: some StringProtocol) {
        combine(text.utf8)
    }

    mutating func combine(_ bytes: some Sequence<UInt8>) {
        for byte in bytes { value = (value ^ UInt64(byte)) &* 0x0000_0100_0000_01b3 }
    }

    /// The hash as 16 hexadecimal digits.
    var hexadecimal: String {
        let digits = String(value, radix: 16)
        return String(repeating: "0", count: 16 - digits.count) + digits
    }
}

extension SourceText {
    /// A hash that spaces at the ends of lines and blank lines at the end do not change.
    var contentHash: String {
        var hash = ContentHash()
        let written = lines.lastIndex { !$0.isBlank }.map { lines[...$0] } ?? []
        for line in written {
            hash.combine(line.trimmingTrailingSpaces)
            hash.combine("\n")
        }
        return hash.hexadecimal
    }
}

extension Course {
    /// A hash of the lessons with all files in their folders: the same for the same course, wherever it lies.
    package var contentHash: String {
        var hash = ContentHash()
        for entry in entries {
            hash.combine(entry.name + "\n")
            entry.addContent(to: &hash)
        }
        return hash.hexadecimal
    }
}

extension Substring {
    fileprivate var trimmingTrailingSpaces: Substring {
        guard let last = lastIndex(where: { $0 != " " && $0 != "\t" }) else { return "" }
        return self[...last]
    }
}
