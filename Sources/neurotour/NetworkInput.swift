import Glibc
import NeuralNetwork
import Tutorial

/// A network and its input as the command line names them.
enum NetworkInput {
    static func network(ofFile file: String) throws(ProgramEnding) -> NetworkFile {
        let bytes = try bytes(of: file, limit: NetworkFile.sizeLimit + 1)
        do { return try NetworkFile(json: bytes) } catch {
            // Most of them begin with their line and column.
            let words = "\(error)"
            throw .wrongInput("\(file):\(words.first?.isNumber ?? false ? "" : " ")\(words)")
        }
    }

    /// The beginning of a file: also of one that has no end, such as a device or a pipe.
    static func bytes(of file: String, limit: Int) throws(ProgramEnding) -> [UInt8] {
        let descriptor = open(file, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { throw .wrongInput("\(file): \(String(cString: strerror(errno)))") }
        defer { close(descriptor) }
        var bytes: [UInt8] = []
        var chunk = [UInt8](repeating: 0, count: 65_536)
        while bytes.count < limit {
            let count = read(descriptor, &chunk, min(chunk.count, limit - bytes.count))
            if count == 0 { break }
            if count > 0 {
                bytes += chunk[..<count]
            } else if errno != EINTR {
                throw .wrongInput("\(file): \(String(cString: strerror(errno)))")
            }
        }
        return bytes
    }

    /// `1,0` or `-1,0`.
    static func numbers(_ text: String) throws(ProgramEnding) -> [Double] {
        var numbers: [Double] = []
        for (index, part) in text.split(separator: ",", omittingEmptySubsequences: false).enumerated() {
            do { numbers.append(try typedNumber(String(part))) } catch {
                throw .wrongInput("--input: number \(index + 1): \(error)")
            }
        }
        return numbers
    }
}
