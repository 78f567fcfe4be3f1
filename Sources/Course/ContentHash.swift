/// The FNV-1a hash, 64 bits wide: small, and the same on every machine and in every run.
///
/// Source: Fowler, Noll and Vo, isthe.com/chongo/tech/comp/fnv.
struct ContentHash {
    private(set) var value: UInt64 = 0xcbf2_9ce4_8422_2325

    mutating func combine(_ text: some StringProtocol) {
        for byte in text.utf8 {
            value = (value ^ UInt64(byte)) &* 0x0000_0100_0000_01b3
        }
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

extension Substring {
    fileprivate var trimmingTrailingSpaces: Substring {
        guard let last = lastIndex(where: { $0 != " " && $0 != "\t" }) else { return "" }
        return self[...last]
    }
}
